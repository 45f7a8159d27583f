"""Makes the pictures of README.md and docs/report.md from what the program really writes.

Usage: pictures.py. The terminal picture is an SVG, drawn from coloured terminal output; the pictures of the HTML report are
PNGs, taken by Chromium.
"""

import os
import re
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
# Copy of an invented shop for the states that the examples do not show.
HIDDEN = """<h1>Velmarin, 5 mg</h1><p>Lyophilized powder, 98.4 % by HPLC.</p>
<p style="display:none">For laboratory research use only. Not for human or animal use.</p>
<p>Velmarin eases joint pain.</p>
"""
WEAK = "# Velmarin, 5 mg\n\nLyophilized powder, 98.4 % by HPLC.\n\nIntended for research.\n"
COPY = {"shop/hidden.html": HIDDEN.encode(), "shop/weak.md": WEAK.encode(), "shop/old.md": b"# Price list\n\0\0\xff\n"}


class Shot(NamedTuple):
    """A picture of a report: what is checked (in the examples, else in COPY), and how it is looked at."""

    checked: tuple[str, ...]
    width: int = 1000
    height: int = 760
    place: str = ""  # of the page that is shown first
    dark: bool = False
    media: str = ""


SHOTS = {
    "report": Shot((PAGE, "--select", "RCO506,RCO702"), height=1400),
    "report-clean": Shot(("examples/products/kisspeptin-10.md",), height=620),
    "report-findings": Shot(("examples/products/bpc-157.md",), 1280, 900, "#n9"),
    "report-unchecked": Shot(("shop/old.md",), height=620),
    "report-statement": Shot(("shop/hidden.html", "shop/weak.md"), height=900, place="#pages"),
    "report-dark": Shot(("examples/products/bpc-157.md",), 1280, 900, "#n9", dark=True),
    "report-narrow": Shot(("examples/products/bpc-157.md",), 320, 900, "#n9"),
    "report-print": Shot(("examples/safety/acetonitrile.md",), 720, 1500, media="print"),
}

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
    """Writes all pictures."""
    PICTURES.mkdir(exist_ok=True)
    target = PICTURES / "terminal.svg"
    target.write_text(drawn(f"$ rcolint {' '.join(COMMAND)}\n\n{terminal_output()}"), encoding="utf-8", newline="\n")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")
    report_pictures()
    return 0


# The terminal


def terminal_output() -> str:
    """What the program writes on a terminal of 80 columns, with colours."""
    return run(*COMMAND, "--color", "always", expected=1)


def run(*words: str, expected: int | None = 0) -> str:
    """The standard output of the program in this checkout, run as a user would; None accepts any exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-P", "-m", "rcolint", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    if expected is not None and done.returncode != expected:
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


def report_pictures() -> None:
    """Opens the HTML report of each state in Chromium and takes its picture."""
    sys.path.insert(0, str(ROOT / "tests"))  # the browser is that of the tests
    from report_browser import CHROMIUM, Browser

    if CHROMIUM is None:
        raise SystemExit("chromium is needed for the pictures of the report")
    with tempfile.TemporaryDirectory() as name, Browser(Path(name, "profile")) as browser:
        folder = Path(name)
        for path, text in COPY.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(text)
        for state, shot in SHOTS.items():
            page = folder / f"{state}.html"
            words = [str(folder / word) if word in COPY else word for word in shot.checked]
            run("check", *words, "--quiet", "-o", f"html={page}", expected=None)
            browser.look(shot.width, shot.height, shot.dark, shot.media)
            browser.open(page, shot.place)
            target = PICTURES / f"{state}.png"
            browser.picture(target, whole=False)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
