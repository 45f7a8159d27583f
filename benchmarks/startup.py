"""What does one run of the hook cost, from a cold process to its exit?

    python benchmarks/startup.py            3 runs of 21 pairs, each after 2 warm-up pairs
    python benchmarks/startup.py --pairs 5 --runs 1

A is `rcolint check page.md` on a Markdown page of about 4 KB with front matter and three findings (two claims and the
statement that they contradict), its output piped.
B is `python -c "import markdown_it"` with the same interpreter: the floor under anything that parses Markdown here.
The two take turns, so that whatever else the machine does falls on both; the quartiles of A / B say how much it did.
Measure an installed wheel with its modules compiled (PYTHONDONTWRITEBYTECODE unset). Figures are printed, never asserted.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WARM_UPS = 2
FRONT_MATTER = """---
title: Galanin (1-16), 2 mg
description: N-terminal fragment, HPLC purity 98.7 %, with certificate of analysis.
type: product
sku: FH-GAL16-02
tags: [neuropeptides, reference material]
---

# Galanin (1-16), 2 mg

For laboratory research use only. Not for use in humans or animals. Not for diagnostic or therapeutic use.

"""
CLAIMS = """## Why people buy it

- It relieves arthritis pain.
- Water-soluble, and stable in the freezer for two years.

Take 250 mcg twice daily for six weeks.

"""
FILLER = """## Lot {number}

| Test | Method | Result |
|------|--------|--------|
| Identity | mass spectrometry | conforms |
| Purity | HPLC at 214 nm | 98.{number} % |
| Water | Karl Fischer | 4.{number} % |

The powder was dissolved in water to 1 mM, divided into aliquots and frozen at -80 °C. The chromatogram of this lot shows
one main peak and two minor ones, *both below* 0.5 %. See the [certificate](/coa/{number}.pdf) for the gradient and column.

"""
SIZE = 4096  # bytes, about


def write_page(folder: Path) -> Path:
    """Writes the page of A."""
    text, number = FRONT_MATTER + CLAIMS, 0
    while len(text.encode("utf-8")) < SIZE - len(FILLER) // 2:
        number += 1
        text += FILLER.format(number=number)
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def run(command: list[str], expected: int) -> tuple[float, float]:
    """Runs a command with its output piped. Returns seconds from start to exit, and peak memory in MiB.

    `os.wait4` gives the memory of this very child; RUSAGE_CHILDREN would give the largest child so far.
    """
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout
    assert child.stderr
    output = child.stdout.read()
    mistakes = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    child.stdout.close()
    child.stderr.close()
    code = child.returncode = os.waitstatus_to_exitcode(status)
    if code != expected:
        sys.exit(f"{' '.join(command)} ended with {code}:\n{(output + mistakes).decode(errors='replace')}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return seconds, usage.ru_maxrss / unit


def rcolint_command() -> list[str]:
    """The console script beside this interpreter, as a hook runs it, or `-m rcolint` where there is none."""
    script = Path(sys.executable).parent / "rcolint"
    return [str(script)] if script.exists() else [sys.executable, "-m", "rcolint"]


def show_findings(command: list[str]) -> None:
    """Says how many findings A prints, so that the figures can be trusted to be about three."""
    report = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=False).stdout
    print(f"A: {' '.join(command[:-1])} page.md, {report.count(chr(34) + 'fingerprint' + chr(34))} findings")


def told(name: str, ratios: list[float]) -> str:
    """The median of some ratios between their quartiles."""
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{name:<17} {middle:7.2f}   quartiles {low:.2f} to {high:.2f}"


def main() -> None:
    """Times the pairs and prints medians and quartiles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=21, help="of one run, at least 2")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    timed = []
    with tempfile.TemporaryDirectory() as folder:
        page = write_page(Path(folder))
        a = [*rcolint_command(), "check", str(page)]
        b = [sys.executable, "-c", "import markdown_it"]
        show_findings(a)
        print(f"B: {sys.executable} -c 'import markdown_it'")
        print(f"page.md: {page.stat().st_size} bytes; {asked.pairs} pairs a run after {WARM_UPS} warm-up pairs\n")
        for number in range(asked.runs):
            pairs = [(run(a, 1), run(b, 0)) for _ in range(WARM_UPS + asked.pairs)][WARM_UPS:]
            print(told(f"A / B, run {number + 1}", [x[0] / y[0] for x, y in pairs]), flush=True)
            timed += pairs
    print(told("A / B, all runs", [x[0] / y[0] for x, y in timed]))
    print(f"A median          {statistics.median(x[0] for x, _ in timed) * 1000:7.1f} ms")
    print(f"B median          {statistics.median(y[0] for _, y in timed) * 1000:7.1f} ms")
    print(f"peak memory of A  {max(x[1] for x, _ in timed):7.1f} MiB")
    print(f"peak memory of B  {max(y[1] for _, y in timed):7.1f} MiB")


if __name__ == "__main__":
    main()
