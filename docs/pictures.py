"""Makes the pictures of README.md from what the program really writes.

Usage: pictures.py. The terminal picture is an SVG, drawn from coloured terminal output; the picture of the HTML report is
a PNG, taken by Chromium.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGE = "examples/products/epitalon.txt"  # the page that both pictures show
COMMAND = ("check", PAGE, "--select", "RCO506,RCO702")
SIZE = (1000, 1820)  # of the report, in CSS pixels
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)

FONT, WIDE, HIGH, MARGIN = 14, 8.43, 20, 20  # pixels: letters, columns, lines, the border
PAPER, INK, BAR = "#16191f", "#d7dce2", "#22262e"
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea"}
_CODE = re.compile(r"\x1b\[([0-9;]*)m")


class Run(NamedTuple):
    """Letters of one line that look the same."""

    column: int
    text: str
    colour: str
    bold: bool
    dim: bool


def main() -> int:
    """Writes both pictures."""
    PICTURES.mkdir(exist_ok=True)
    target = PICTURES / "terminal.svg"
    target.write_text(drawn(f"$ rcolint {' '.join(COMMAND)}\n\n{terminal_output()}"), encoding="utf-8", newline="\n")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")
    report_picture(PICTURES / "report.png")
    return 0


# The terminal


def terminal_output() -> str:
    """What the program writes on a terminal of 80 columns, with colours."""
    return run(*COMMAND, "--color", "always", expected=1)


def run(*words: str, expected: int = 0) -> str:
    """The standard output of the program in this checkout, run as a user would."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-P", "-m", "rcolint", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode != expected:
        raise SystemExit(f"exit code {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode("utf-8")


def drawn(output: str) -> str:
    """Coloured terminal output as an SVG picture."""
    lines = [runs(line) for line in output.rstrip("\n").split("\n")]
    columns = max((r.column + len(r.text) for line in lines for r in line), default=0)
    width, height = round(2 * MARGIN + columns * WIDE), 2 * MARGIN + len(lines) * HIGH
    spans = [
        span(piece, MARGIN + (number + 1) * HIGH - 6)
        for number, line in enumerate(lines)
        for piece in line
        if piece.text.strip()
    ]
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
                f'role="img" aria-label="rcolint in a terminal" font-family="ui-monospace, \'DejaVu Sans Mono\', Menlo, '
                f'Consolas, monospace" font-size="{FONT}">'
            ),
            f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}" stroke="{BAR}"/>',
            *spans,
            "</svg>\n",
        ]
    )


def span(piece: Run, y: int) -> str:
    """The letters of a run at their column; textLength keeps the columns straight in whatever font there is."""
    x = MARGIN + piece.column * WIDE
    style = f' fill="{piece.colour}"' + ' font-weight="bold"' * piece.bold + ' opacity="0.62"' * piece.dim
    length = f' textLength="{len(piece.text) * WIDE:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:.1f}" y="{y}"{style}{length} xml:space="preserve">{escape(piece.text, quote=False)}</text>'


def runs(line: str) -> list[Run]:
    """The runs of one line. Knows bold, dim, colours and reset: what the terminal report uses."""
    found: list[Run] = []
    column, colour, bold, dim = 0, INK, False, False
    for number, part in enumerate(_CODE.split(line)):
        if number % 2 == 0:
            if part:
                lead = len(part) - len(part.lstrip(" "))
                found.append(Run(column + lead, part.strip(" "), colour, bold, dim))
                column += len(part)
            continue
        for code in part.split(";"):
            if code in ("", "0"):
                colour, bold, dim = INK, False, False
            elif code in COLOURS:
                colour = COLOURS[code]
            elif code in ("1", "2"):
                bold, dim = bold or code == "1", dim or code == "2"
            else:
                raise ValueError(f"the terminal report uses the code {part}, which this picture cannot draw")
    return found


# The report


def report_picture(target: Path) -> None:
    """Opens the HTML report of one page in Chromium and takes the picture."""
    browser = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if browser is None:
        raise SystemExit("chromium is needed for the picture of the report")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        run("check", PAGE, "--quiet", "-o", f"html={page}", expected=1)
        command = [
            browser,
            *FLAGS,
            f"--user-data-dir={Path(folder, 'profile')}",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--screenshot={target}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
