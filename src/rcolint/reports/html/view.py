"""In which order does the report show what was found, and which number has each note?

Pages stand worst first, and notes are numbered from 1 through the whole report in that order. Nothing here is escaped
or becomes HTML.
"""

from collections import Counter
from hashlib import sha256

from rcolint.model import FileResult, Finding, Gate, PageResult, Report, Rule
from rcolint.tuples import NamedTuple


class Counts(NamedTuple):
    """How many findings of a page weigh how much. Those with a waiver are only counted as waived."""

    error: int
    warning: int
    note: int
    waived: int
    fails: int

    @property
    def live(self) -> int:
        """Those without a waiver."""
        return self.error + self.warning + self.note

    @property
    def all(self) -> int:
        """Its notes, with those that are waived."""
        return self.live + self.waived


class PageView(NamedTuple):
    """A page in its place: `first` is the number of its first note, `home` the file of a folder that it stands in."""

    number: int
    file: FileResult
    result: PageResult
    first: int
    counts: Counts
    home: str

    @property
    def title(self) -> str:
        """What a reader of the report would call the page."""
        return self.file.path if len(self.file.pages) == 1 else self.result.page.id


class Place(NamedTuple):
    """Where a claim stands: the number of a note and of its page, and the finding there."""

    note: int
    page: int
    finding: Finding


class Kind(NamedTuple):
    """What notes of one rule and weight have in common. `sample` is the first such finding."""

    sample: Finding
    fails: bool


class View(NamedTuple):
    """A report in the order in which it is shown.

    `codes` gives each note, from the first, the place of its kind in `kinds`; `rules` gives each rule that ran the number
    of its text.
    """

    report: Report
    pages: tuple[PageView, ...]
    kinds: tuple[Kind, ...]
    codes: list[int]
    claims: dict[tuple[str, str, str], list[Place]]
    rules: dict[str, tuple[int, Rule]]

    def link(self, place: Place) -> str:
        """The address of a note, from anywhere in the report."""
        return f"{self.pages[place.page - 1].home}#n{place.note}"


def look(report: Report, in_folder: bool = False) -> View:
    """The pages of a report, worst first, with their notes counted and numbered."""
    kinds = _Kinds(report.settings.gate)
    found = []
    for file in report.files:
        home = home_of(file) if in_folder else ""
        found += [(file, page, home, kinds.of(page)) for page in file.pages]
    counted = [(_counts(one[3], kinds.found), one) for one in found]
    counted.sort(key=lambda one: _gravity(one[0]))
    pages: list[PageView] = []
    claims: dict[tuple[str, str, str], list[Place]] = {}
    every: list[int] = []
    for at, (counts, (file, page, home, codes)) in enumerate(counted, 1):
        pages.append(PageView(at, file, page, len(every) + 1, counts, home))
        for number, finding in enumerate(page.findings, len(every) + 1):
            claims.setdefault(claim_of(finding), []).append(Place(number, at, finding))
        every += codes
    rules = {rule.id: (at, rule) for at, rule in enumerate(report.rules, 1)}
    return View(report, tuple(pages), tuple(kinds.found), every, claims, rules)


class _Kinds:
    """Tells the findings of a run apart by what their notes have in common."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.found: list[Kind] = []
        self._known: dict[tuple[object, ...], int] = {}

    def of(self, page: PageResult) -> list[int]:
        """The kind of each finding of a page."""
        codes = []
        for finding in page.findings:
            waived = finding.waiver is not None
            key = (finding.rule, finding.slug, finding.severity, finding.tier, waived, finding.standing)
            code = self._known.get(key)
            if code is None:
                code = self._known[key] = len(self.found)
                self.found.append(Kind(finding, self.gate.fails(finding)))
            codes.append(code)
        return codes


def claim_of(finding: Finding) -> tuple[str, str, str]:
    """What makes two notes say the same: their claim, and the words in its sentence (two may share a sentence)."""
    return finding.rule, finding.digests[1] if finding.digests else finding.sentence, finding.text


def standing_of(finding: Finding) -> str:
    """Whether a finding is open or waived; beside an earlier report, whether it is new or still there."""
    return "waived" if finding.waiver else finding.standing or "open"


def home_of(file: FileResult) -> str:
    """The name of a file's own page in a folder: a hash, for a path may hold anything."""
    return sha256(file.path.encode("utf-8", "surrogatepass")).hexdigest()[:20] + ".html"


def _counts(codes: list[int], kinds: list[Kind]) -> Counts:
    numbers = {"error": 0, "warning": 0, "note": 0, "waived": 0}
    failing = 0
    for code, number in Counter(codes).items():
        sample, fails = kinds[code]
        numbers["waived" if sample.waiver else sample.severity] += number
        failing += number * fails
    return Counts(numbers["error"], numbers["warning"], numbers["note"], numbers["waived"], failing)


def _gravity(counts: Counts) -> tuple[int, ...]:
    """Sorts the worst first."""
    return -counts.fails, -counts.error, -counts.warning, -counts.note, -counts.waived
