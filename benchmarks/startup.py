"""What does one run of the hook cost, from a cold process to its exit?

    python benchmarks/startup.py            3 runs of 21 pairs, each after 2 warm-up pairs
    python benchmarks/startup.py --pairs 5 --runs 1

A is `rcolint check page.md` on a Markdown page of about 4 KB with front matter and three findings (two claims and the
statement that they contradict), its output piped.
B is `python -c "import markdown_it"` with the same interpreter: the floor under anything that parses Markdown here.
C is A in a repository with a configuration: profiles and settings by path, patterns of files that are left out, rules that weigh
something else, a waiver.
They take turns, so that whatever else the machine does falls on all; the quartiles of A / B and C / B say how much it did.
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
CONFIGURATION = """profile: ruo
tier: review
fail-on: error
paths:
  "supplements/**": {profile: supplement}
  "legal/**": {profile: legal}
  "products/*.md":
    product-page: true
exclude: [drafts/, "*.backup.html", /archive/2019/]
rules:
  RCO502: note
  evidence: warning
statement-sources: [components/Footer.tsx, "key:legal.ruo"]
waivers:
  - rule: RCO101
    path: data/archive.json
    text: treats arthritis
    reason: quoted in the archive of warning letters
    owner: qa
    until: 2027-01-31
"""
SIZE = 4096  # bytes, about


def write_page(folder: Path, configuration: str = "") -> Path:
    """Writes the page of A, or with a configuration that of C, each in a repository of its own."""
    (folder / ".git").mkdir(parents=True)
    if configuration:
        (folder / ".rcolint.yaml").write_text(configuration, encoding="utf-8")
        (folder / "data").mkdir()
        (folder / "data/archive.json").write_text("{}", encoding="utf-8")  # so that the waiver has its file
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


def show_findings(name: str, command: list[str]) -> None:
    """Says how many findings A or C prints, so that the figures can be trusted to be about three."""
    report = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=False).stdout
    print(f"{name}: {' '.join(command[:-1])} page.md, {report.count(chr(34) + 'fingerprint' + chr(34))} findings")


def told(name: str, ratios: list[float]) -> str:
    """The median of some ratios between their quartiles."""
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{name:<17} {middle:7.2f}   quartiles {low:.2f} to {high:.2f}"


def main() -> None:
    """Times the rounds and prints medians and quartiles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=21, help="of one run, at least 2")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    timed: dict[str, list[tuple[float, float]]] = {"A": [], "B": [], "C": []}
    with tempfile.TemporaryDirectory() as folder:
        page, configured = write_page(Path(folder, "a")), write_page(Path(folder, "c"), CONFIGURATION)
        commands = {
            "A": [*rcolint_command(), "check", str(page)],
            "B": [sys.executable, "-c", "import markdown_it"],
            "C": [*rcolint_command(), "check", str(configured)],
        }
        show_findings("A", commands["A"])
        print(f"B: {sys.executable} -c 'import markdown_it'")
        show_findings("C", commands["C"])
        print(f"page.md: {page.stat().st_size} bytes; {asked.pairs} pairs a run after {WARM_UPS} to warm up\n")
        for number in range(asked.runs):
            rounds = [
                {name: run(command, int(name != "B")) for name, command in commands.items()}
                for _ in range(WARM_UPS + asked.pairs)
            ][WARM_UPS:]
            for name, found in timed.items():
                found += [one[name] for one in rounds]
            for name in "AC":
                ratios = [one[name][0] / one["B"][0] for one in rounds]
                print(told(f"{name} / B, run {number + 1}", ratios), flush=True)
    for name in "AC":
        print(told(f"{name} / B, all runs", [x[0] / y[0] for x, y in zip(timed[name], timed["B"], strict=True)]))
    for name, found in timed.items():
        print(f"{name} median          {statistics.median(x[0] for x in found) * 1000:7.1f} ms")
        print(f"peak memory of {name}  {max(x[1] for x in found):7.1f} MiB")


if __name__ == "__main__":
    main()
