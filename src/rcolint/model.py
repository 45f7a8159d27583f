"""What are the nouns of the program?

Named tuples (frozen, and far cheaper to define at start-up than data classes) with tuples inside; no dictionary in a
public type. All offsets are 0-based code points of the decoded document. Nothing here reads, matches or prints.
"""

from collections.abc import Iterable
from typing import Literal

from rcolint.positions import LineIndex, SourceMap, Span
from rcolint.tuples import NamedTuple

Severity = Literal["error", "warning", "note"]
Tier = Literal["gate", "review", "audit"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # heaviest first
TIERS: tuple[Tier, ...] = ("gate", "review", "audit")  # surest first; a later one includes the earlier ones
PROFILES = ("ruo", "ivd-ruo", "supplement", "cosmetic", "lab", "legal")

# The first digit of a rule's id is its family.
FAMILIES = {
    "0": "wording",
    "1": "therapeutic",
    "2": "structure-function",
    "3": "dosing",
    "4": "human-use",
    "5": "authority",
    "6": "evidence",
    "7": "statement",
    "8": "ivd",
    "9": "supplement",
}

ROLES = ("heading", "paragraph", "list-item", "cell", "quote", "caption", "value", "literal", "comment")
CARRIERS = ("body", "title", "meta", "alt", "attribute", "json-ld", "tag", "name", "review", "comment")
LINK_KINDS = ("layout", "include", "import", "component", "key")
CITED = "References"  # the heading that readers give to the fields of a record of somebody else's work
VISIBILITY = ("hidden", "tiny", "pale", "collapsed")
CONTEXTS = (
    "negated",
    "refusal",
    "quoted-policy",
    "fixed-statement",
    "lab",
    "data",
    "sds",
    "citation",
    "sense",
    "code",
)
STATEMENT_STATES = ("ok", "weak", "missing", "hidden", "altered", "cannot-verify", "not-required")
STANDINGS = ("new", "still", "waived")
BASELINE_FILE = ".rcolint-baseline.json"  # at the root of a repository, unless another is named
DISCLAIMER = (
    "Not legal advice. Risk cues for human review; no finding is a legal conclusion, no clean result is clearance."
)


class Notice(NamedTuple):
    """Something worth telling about a file that is not a finding (an encoding that was guessed, say)."""

    message: str
    span: Span | None = None


class Stretch(NamedTuple):
    """A part of a paragraph that looks alike: text[start:end] and its visibility."""

    start: int
    end: int
    visibility: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    """A piece of a file that is no text, in the text that was taken out of it. `path` says where it stands in the file."""

    stretches: tuple[Stretch, ...]
    role: str
    carrier: str
    path: tuple[str, ...]
    level: int = 0


class Document(NamedTuple):
    """One decoded text. `path` is what reports show; `text` keeps its line breaks and has no byte order mark.

    Of a file that is no text (an office document), `text` is what was taken out of it, `outline` says what is what in it,
    and `unread` which parts of the file could not be read.
    """

    path: str
    text: str
    language: str  # the reader that was chosen: a key of readers.READERS
    notices: tuple[Notice, ...] = ()
    outline: tuple[Paragraph, ...] = ()
    unread: tuple[str, ...] = ()


class TextBlock(NamedTuple):
    """A stretch of copy as a reader sees it, with an exact map back to the document.

    `headings` is the trail of headings above it, outermost first; `path` the key path (front matter, JSON) or the
    column headers of a table row. The cells of one table row are one block, parted by " | ".
    """

    text: str
    map: SourceMap
    role: str  # one of ROLES
    carrier: str = "body"  # one of CARRIERS
    headings: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    visibility: tuple[str, ...] = ()  # of VISIBILITY; empty means plainly visible
    level: int = 0  # heading level 1-6, quote or list depth elsewhere
    page: str = ""  # names the catalogue item or CSV handle it belongs to; empty: the file as a whole

    @property
    def span(self) -> Span:
        """The source span from the first to the last letter of the block."""
        return self.map.span


class Skip(NamedTuple):
    """A stretch of the document that is not copy, and why (code, link target, markup...)."""

    span: Span
    reason: str


class Link(NamedTuple):
    """Where a document takes copy from that it does not hold itself: a layout, an include, an imported name, a text key.

    `target` is as written ("./Footer", "ruo_notice.html", "default", "legal.ruo"), `names` what is taken from it.
    """

    kind: str  # one of LINK_KINDS
    target: str
    names: tuple[str, ...] = ()
    span: Span | None = None


class Reading(NamedTuple):
    """What a reader makes of a document: every non-blank line belongs to a block or to a named skip."""

    blocks: tuple[TextBlock, ...]
    skips: tuple[Skip, ...] = ()
    notices: tuple[Notice, ...] = ()
    facts: tuple[
        tuple[str, str], ...
    ] = ()  # front-matter keys that are not copy but say what the page is (layout, type)
    links: tuple[Link, ...] = ()  # where more of the page's copy comes from


class Borrowed(NamedTuple):
    """Copy that a page shows and that another file holds. `path` is as reports show it."""

    path: str
    blocks: tuple[TextBlock, ...]


class Borrowings(NamedTuple):
    """All the copy that a page takes from elsewhere, nearest first, and the names that no file answers to.

    `finished` are the pages that it becomes: where there are any, they alone say which statement a visitor gets.
    """

    sources: tuple[Borrowed, ...]
    unanswered: tuple[str, ...] = ()
    finished: tuple[Borrowed, ...] = ()


class Page(NamedTuple):
    """What a reader of the shop would call one page: a file, a CSV handle, an item of a catalogue."""

    id: str
    profile: str
    kind: str  # product, article, policy, lab, reference, unknown: what it looks like; never silences a gate finding
    blocks: tuple[TextBlock, ...]
    product: bool = False  # named or recognised as a product page
    fragment: bool = False  # not a page of its own (text from a pipe, what a catalogue's items share)
    shared: tuple[TextBlock, ...] = ()  # copy of the file that every item's page shows, such as one statement for all


class Reference(NamedTuple):
    """A legal basis. `checked` says whether the wording was compared with an official copy."""

    cite: str
    title: str = ""
    url: str = ""
    checked: bool = False


class Variant(NamedTuple):
    """Severity, tier and message of a rule where `when` holds; the first variant that fits is taken."""

    severity: str  # a Severity or "off"
    tier: str
    message: str
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Rule(NamedTuple):
    """A rule as it runs. `parameters` are the fields that belong to its kind, as the check of that kind reads them."""

    id: str
    slug: str
    title: str
    kind: str
    variants: tuple[Variant, ...]
    why: str
    instead: str
    references: tuple[Reference, ...]
    unless: tuple[str, ...]
    parameters: tuple[tuple[str, object], ...]
    origin: str  # file:line

    def names(self, parameter: str) -> tuple[str, ...]:
        """The entries of a parameter that is a list of names; empty where the rule does not have it."""
        value = dict(self.parameters).get(parameter)
        return tuple(str(entry) for entry in value) if isinstance(value, list) else ()

    @property
    def family(self) -> str:
        """The family's name, from the first digit of the id."""
        return FAMILIES[self.id[3]]


class Match(NamedTuple):
    """A rule's pattern in one passage: words first..last (last included), and which words each step stood for."""

    rule: Rule
    first: int
    last: int
    steps: tuple[tuple[str, int, int], ...]  # list name, first word, last word
    sense: str = ""  # a neighbouring word that argues for another sense


class Evidence(NamedTuple):
    """Which words of the text spoke, and which list or cue heard them. Offsets are in the source document."""

    source: str  # "list:condition", "context:negated", "words"...
    text: str
    span: Span


class Waiver(NamedTuple):
    """Why a finding does not count: its reason is always kept."""

    reason: str
    owner: str = ""
    until: str = ""
    kind: str = "comment"  # comment, configuration, baseline
    since: str = ""  # baseline: the day it was first seen


class Related(NamedTuple):
    """Another place that belongs to a finding (the other half of a pair, the statement it contradicts)."""

    label: str
    text: str
    span: Span


def _digest(*parts: str) -> str:
    """16 hexadecimal digits. hashlib costs milliseconds to load, and most runs never ask."""
    import hashlib

    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Finding(NamedTuple):
    """A risk cue: which words, where, by which rule and why. `text` is the quoted copy, at most one sentence."""

    rule: str
    slug: str
    severity: str
    tier: str
    message: str
    text: str
    span: Span
    page: str
    role: str
    carrier: str
    path: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    facets: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    waiver: Waiver | None = None
    cancelled: str = ""  # the context that took it back, with its words; empty for a live finding
    standing: str = ""  # beside an earlier report: one of STANDINGS; empty where none was named
    digests: tuple[str, str] | None = None  # fingerprint and claim of a finding that was read from a saved report
    sentence: str = ""  # the folded sentence that the finding stands in
    ordinal: int = 1  # which of the equal sentences in its file
    origin: str = ""  # the path of its file

    @property
    def fingerprint(self) -> str:
        """Names this finding: path + rule + folded sentence + ordinal. Unique in a report; survives moved lines."""
        return self.digests[0] if self.digests else _digest(self.origin, self.rule, self.sentence, str(self.ordinal))

    @property
    def claim(self) -> str:
        """The same without path and ordinal: equal for the same sentence in two files."""
        return self.digests[1] if self.digests else _digest(self.rule, self.sentence)

    @property
    def family(self) -> str:
        """The family's name, from the first digit of the rule's id."""
        return FAMILIES[self.rule[3]]


class Statement(NamedTuple):
    """A "research use only" statement or another fixed text, graded by its elements."""

    kind: str  # ruo, ivd, investigational, dshea, reagent
    required: bool | None  # None: cannot be known
    status: str  # one of STATEMENT_STATES
    filled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()  # contradicted, late, wrong-class, assumes-use
    text: str = ""  # the accepted text
    span: Span | None = None
    source: str = ""  # the file it comes from, where that is another one; or what no file was found for


class OtherLanguage(NamedTuple):
    """Copy in a language that the rules do not read: how many words, in how many blocks."""

    language: str
    words: int
    blocks: int


def _summed(parts: Iterable[OtherLanguage]) -> tuple[OtherLanguage, ...]:
    """One entry for each language, most words first."""
    sums: dict[str, OtherLanguage] = {}
    for name, words, blocks in parts:
        _, more, others = sums.get(name, (name, 0, 0))
        sums[name] = OtherLanguage(name, words + more, blocks + others)
    return tuple(sorted(sums.values(), key=lambda one: (-one.words, one.language)))


class PageResult(NamedTuple):
    """A page with what was found on it."""

    page: Page
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]  # in the order of the text
    cancelled: tuple[Finding, ...] = ()
    other_languages: tuple[OtherLanguage, ...] = ()  # what stands on it and was not checked for claims

    @property
    def statement(self) -> str:
        """The status of the RUO or IVD statement; the worst where there are several."""
        found = [s.status for s in self.statements if s.kind in ("ruo", "ivd")]
        return min(found, key=_WORST.index) if found else "not-required"


class FileResult(NamedTuple):
    """checked: read, with its pages. skipped: no reader, or excluded. unchecked: should have been read and was not."""

    path: str
    status: Literal["checked", "skipped", "unchecked"]
    reason: str = ""
    profile: str = ""
    pages: tuple[PageResult, ...] = ()
    document: Document | None = None  # present for checked files; reports slice its text at span edges
    notices: tuple[Notice, ...] = ()
    dropped: int = 0  # findings beyond the limit for one file; they still count for the verdict
    digest: str = ""  # SHA-256 of the bytes that were read, where a record of the run was asked for
    repository_path: str = ""  # its path from the top of its Git repository, where that is not `path`
    real: str = ""  # where it lies on this machine; no report that leaves the machine tells it
    known: LineIndex | None = None  # the places that a saved report tells, where it does not hold the text

    @property
    def lines(self) -> LineIndex:
        """Lines and columns of its text; made anew each time."""
        return self.known or LineIndex(self.document.text if self.document else "")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of all pages, in the order of the text."""
        return tuple(f for p in self.pages for f in p.findings)

    @property
    def other_languages(self) -> tuple[OtherLanguage, ...]:
        """Copy on all pages in languages that the rules do not read, most words first."""
        return _summed(one for page in self.pages for one in page.other_languages)

    @property
    def statement(self) -> str:
        """The status of the RUO or IVD statement on the worst page."""
        return min((page.statement for page in self.pages), key=_WORST.index, default="not-required")


_WORST = ("missing", "hidden", "altered", "weak", "cannot-verify", "ok", "not-required")


class Gate(NamedTuple):
    """What fails a build: findings at or above `severity` in a tier at least as sure as `tier`."""

    severity: str = "error"
    tier: str = "gate"
    never: bool = False
    new: bool = False  # only findings that an earlier report does not have

    def fails(self, finding: Finding) -> bool:
        """Whether this finding makes the exit code 1."""
        return (
            not self.never
            and finding.waiver is None
            and (not self.new or finding.standing == "new")
            and SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.severity)
            and TIERS.index(finding.tier) <= TIERS.index(self.tier)
        )


class Settings(NamedTuple):
    """The settings that apply to one run or one file."""

    profile: str | None = None  # None: front matter, else "ruo"
    tier: str = "review"
    gate: Gate = Gate()
    select: tuple[str, ...] = ()  # rule ids; empty means all
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    code_is_copy: bool = False
    fragment: bool = False
    today: str = ""  # the day waivers are judged at, ISO
    waivers: bool = True  # False shows what was waived, too
    trusted: bool = True  # False: neither waivers in the content nor a profile in its front matter are heard
    weights: tuple[tuple[str, str], ...] = ()  # rule id -> off or a Severity, from the configuration
    product: bool | None = None  # whether the configuration makes it a product page
    statement_sources: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # own names whose words are no claims
    keys: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # of data: those that hold copy, and those that hold none
    megabytes: int = 0  # the size of one file at most; 0: by its kind
    seconds: int = 0  # of processor time for one file; 0: by its size
    built: str = ""  # the folder of the finished site, whose pages decide about statements


class Baseline(NamedTuple):
    """What became of the findings that were there before: how many still stand, how many are mended, since when."""

    path: str
    known: int
    fixed: int
    oldest: str  # the first day of one that still stands, ISO; empty where none does


class Fixed(NamedTuple):
    """A finding of an earlier report that is gone from a file that was read again. `line` is where it stood."""

    path: str
    rule: str
    slug: str
    severity: str
    tier: str
    text: str
    line: int
    fingerprint: str


class Against(NamedTuple):
    """What changed since an earlier report."""

    path: str  # its file name
    new: int
    still: int
    waived: int  # findings that counted then and have a waiver now
    fixed: tuple[Fixed, ...]
    unread: int  # earlier findings in files that were not read this time
    differs: tuple[str, ...] = ()  # what else is not as it was then: version, rules, settings


class Provenance(NamedTuple):
    """What a report rests on. Digests are SHA-256, in hexadecimal digits."""

    rules: str  # digest of the rule pack
    settings: str  # digest of settings, options, configuration files and baseline
    inputs: str  # digest over the path and the bytes of every file that was read
    asked: tuple[tuple[str, str], ...] = ()  # options that say what is heard: configuration, waivers, change
    sources: tuple[tuple[str, str], ...] = ()  # path and digest of what was read besides: layouts, includes, constants
    commit: str = ""  # of the Git repository around the files; empty where it cannot be told
    dirty: bool | None = None  # whether a file that was read is not, byte for byte, that of the commit
    time: str = ""  # from SOURCE_DATE_EPOCH, ISO; empty without it


class Amount(NamedTuple):
    """How much copy was read."""

    blocks: int
    words: int  # parted by white space
    languages: tuple[str, ...]  # the one that the rules read, and those that they do not


class Report(NamedTuple):
    """A whole run, computed once: results in path order, the verdict, and what it rests on."""

    files: tuple[FileResult, ...]  # checked and unchecked files, in path order
    rules: tuple[Rule, ...]  # the rules that ran, by id
    verdict: Literal["findings", "no-findings", "unchecked"]
    exit_code: int
    settings: Settings
    skipped: tuple[tuple[str, int], ...] = ()  # suffix -> count of files that were not read by design
    notices: tuple[str, ...] = ()
    pack: str = ""  # version and digest of the rules that ran
    date: str = ""  # the day the check is judged at, ISO
    baseline: Baseline | None = None
    against: Against | None = None
    provenance: Provenance | None = None  # where a record of the run was asked for
    version: str = ""  # of the rcolint that wrote a saved report; empty: this one
    reasons: tuple[tuple[str, int], ...] = ()  # why files were not read by design -> count
    read: Amount | None = None  # of copy, in a saved report; else it is counted

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, file by file."""
        return tuple(f for r in self.files for f in r.findings)

    @property
    def unchecked(self) -> tuple[FileResult, ...]:
        """The files that should have been read and were not."""
        return tuple(r for r in self.files if r.status == "unchecked")

    @property
    def other_languages(self) -> tuple[OtherLanguage, ...]:
        """Copy in all files in languages that the rules do not read, most words first."""
        return _summed(one for file in self.files for one in file.other_languages)
