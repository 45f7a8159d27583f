"""How many cues are there of which rule, of which family and in which file?

Live findings only, most first; for a first look at a large site and for a number to bring down.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rcolint.model import SEVERITIES, Report
from rcolint.reports.rows import live, unread
from rcolint.reports.screen import Screen, cells
from rcolint.reports.tally import count
from rcolint.reports.wording import verdict_sentences

Counts = dict[str, Counter[str]]  # name -> severity -> how many


def write(report: Report, stream: TextIO, *, color: bool = False, width: int | None = None, **_others: object) -> None:
    """Writes the three tables and the verdict."""
    screen = Screen(stream, color, width)
    rows = list(live(report))
    tables = {
        "rule": _counted((f"{row.finding.rule} {row.finding.slug}", row.finding.severity) for row in rows),
        "family": _counted((row.finding.family, row.finding.severity) for row in rows),
        "file": _counted((row.file.path, row.finding.severity) for row in rows),
    }
    for name, counts in tables.items():
        _table(screen, name, counts)
    for file, words in unread(report):
        screen.line(screen.safe(f"{file.path}: {words}"))
    screen.line(screen.safe(" ".join(verdict_sentences(report, count(report)))))
    screen.flush()


def _counted(pairs: Iterable[tuple[str, str]]) -> Counts:
    found: Counts = {}
    for name, severity in pairs:
        found.setdefault(name, Counter())[severity] += 1
    return dict(sorted(found.items(), key=lambda item: (-item[1].total(), item[0])))


def _table(screen: Screen, name: str, counts: Counts) -> None:
    if not counts:
        return
    names = {key: screen.safe(key) for key in counts}
    wide = max(map(cells, (name, *names.values())))
    head = "  ".join(f"{severity + 's':>8}" for severity in SEVERITIES)
    screen.line(screen.paint(f"{name:<{wide}}  {'cues':>8}  {head}", "bold"))
    for key, found in counts.items():
        numbers = "  ".join(f"{number:>8,}" for number in (found.total(), *(found[s] for s in SEVERITIES)))
        screen.line(f"{names[key]}{' ' * (wide - cells(names[key]))}  {numbers}")
    screen.line()
