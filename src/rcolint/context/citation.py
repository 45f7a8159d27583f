"""Is the match part of a reference (authors, year, journal, DOI), or of code?"""

from rcolint.context import Cue, Glance, Setting
from rcolint.expressions import Expression
from rcolint.model import CITED
from rcolint.text import Passage

YEAR = Expression(r"\b(?:19|20)\d\d\b")
VOLUME = Expression(r"\b(?:19|20)\d\d\s*;\s*\d+\s*(?:\(\d+\)\s*)?:\s*\w?\d+")
PAGES = Expression(r"\b\d{1,4},\s*\d{1,5}\s*[-\u2013]\s*\d{1,5}\.?\s*$")
DATED = Expression(
    r"\((?:19|20)\d\d[a-z]?\)[.,:]? .{8,200}[ .]\d{1,4}(?: ?\(\d+\))?[,:] ?\w?\d+\.?\s*$"
)  # "(2018). Title. Journal 44, 310."
AUTHOR = Expression(r"\W*[a-z'-]+,? [a-z](?:\.|[a-z]?\b)")
# What ends the title of a paper, and what opens the summary of a study beside its endpoints.
TITLES = Expression(
    r":\s+(?:an?\s+)?(?:[a-z-]+[ ,-]+){0,5}(?:trial|meta-analysis|systematic review|cohort study|pilot study|case report|case series|cross-over study|"
    r"crossover study|review of the literature|meta-analysis of (?:[a-z]+ ){0,3}trials)\s*\.?\s*$"
)
SUMMARY = Expression(r"\b(?:trial|study|model|extension)\b.{0,400}\bendpoints?:")
NUMBERED = Expression(r"\b\d+\s*\(\d+\)|\b\d+\s*:\s*\d+|\bpp?\.\s*\d|\b\d+,\s*\d+[-\u2013]\d+|\bdoi\b|\bpmid\b")


def judge(setting: Setting) -> Cue | None:
    """The block is one reference: a citation mark with a year or page numbers, the title of a paper, a study's summary."""
    passage = setting.passage
    told = _told_of(setting)
    if told >= 0:
        return Cue("citation", told, told, f"'{passage.text(told, told)}' tells of a subject")
    lower = passage.folded.lower
    acts = not ACTING.isdisjoint(part for name, _, _ in setting.match.steps for part in name.split("|"))
    if (not acts and ":" in lower and SPEAKERS.isdisjoint(passage.words)) and (
        TITLES.search(lower) or SUMMARY.search(lower)
    ):
        return Cue("citation", setting.match.first, setting.match.last, "the title or the summary of a study")
    if _is_record(passage):
        match = setting.match
        return Cue("citation", match.first, match.last, "part of the record of a published work")
    numbers = sum(word[0].isdigit() for word in passage.words)
    if numbers < 2 and not setting.hits("citation-mark"):
        return None  # most copy: no expression needs to be compiled for it
    if not _after_authors(setting):
        return None
    for hit in setting.hits("citation-mark"):
        if (
            not hit.sense
            and not _in_text(setting, hit.first)
            and (YEAR.search(lower) or NUMBERED.search(lower))
            and len(passage.words) < 80
        ):
            return Cue("citation", hit.first, hit.last, f"'{passage.text(hit.first, hit.last)}' marks a reference")
    if VOLUME.search(lower) or (AUTHOR.match(lower) and (PAGES.search(lower) or DATED.search(lower))):
        return Cue("citation", setting.match.first, setting.match.last, "year, volume and pages make it a reference")
    if setting.place.section == "references" and YEAR.search(lower) and NUMBERED.search(lower):
        return Cue("citation", setting.match.first, setting.match.last, "a reference with year and pages")
    return None


def may_hold(glance: Glance) -> bool:
    """The sentence names a review or a talk, or its block has the marks of a reference, whichever sentence is asked about."""
    if not WORKS.isdisjoint(glance.words) or _is_record(glance.passage):
        return True
    passage = glance.passage
    if "citation" not in passage.memo:
        passage.memo["citation"] = _may_be_reference(passage, glance)
    return bool(passage.memo["citation"])


def _may_be_reference(passage: Passage, glance: Glance) -> bool:
    lower, marked = passage.folded.lower, bool(passage.any_of(glance.lexicon.numbers(("citation-mark",))))
    if ":" in lower and (TITLES.search(lower) or SUMMARY.search(lower)):
        return True
    numbers = sum(word[0].isdigit() for word in passage.words)
    if numbers < 2 and not marked:
        return False  # most copy: no expression needs to be compiled for it
    return (
        marked
        or glance.place.section == "references"
        or (";" in lower and bool(VOLUME.search(lower)))
        or ("(" in lower and bool(DATED.search(lower)))
        or ("," in lower and bool(PAGES.search(lower)))
    )


def may_be_code(glance: Glance) -> bool:
    """A literal."""
    return glance.passage.block.role == "literal"


# Keys of such a record under which its authors speak; what a seller says of it stands under others.
OF_A_WORK = frozenset("title name journal abstract author authors publisher citation".split())


def _is_record(passage: Passage) -> bool:
    """Whether the block is the title, journal or abstract in the record of a published work."""
    block = passage.block
    return block.headings == (CITED,) and block.role == "value" and _names_work(block.path)


def _names_work(path: tuple[str, ...]) -> bool:
    keys = [key for key in path if not key.isdigit()]
    return bool(keys) and (keys[-1].lower() in OF_A_WORK or "title" in keys[-1].lower())


AUTHORS = Expression(r"[A-Z][a-zA-Z'-]+,? (?:[A-Z]\.? ?-?){1,3}(?=[\s,.;:&]|et\b)|[A-Z][a-zA-Z'-]+ et al")
# What a seller's own sentence holds and the bare title of a paper does not.
ACTING = frozenset("treat reduce help prevent improve increase better intake-verb testimony".split())


def _after_authors(setting: Setting) -> bool:
    """Whether the match stands behind the authors of a reference. A claim before its source is a claim."""
    passage, match = setting.passage, setting.match
    found = AUTHORS.search(passage.folded.cased)
    if found is None:
        return ACTING.isdisjoint(part for name, _, _ in match.steps for part in name.split("|"))
    return found.start() <= passage.starts[match.first]


SPEAKERS = frozenset("it this our we you your these my i me".split())


WORKS = frozenset(
    "review article chapter lecture talk webinar symposium session panel book textbook guideline guidelines survey seminar editorial blog".split()
)
ABOUT = frozenset(["of", "on", "about"])
TELLING = frozenset(
    "compares compare discusses discuss discussed describes describe covers cover covered summarises summarizes summarised summarized explores "
    "outlines introduces examines surveys addresses explains traces lists considers".split()
)


def _told_of(setting: Setting) -> int:
    """The word by which a review or a talk tells of its subject, before the match in its sentence; or -1."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    if not SPEAKERS.isdisjoint(passage.words[i] for i in stretch):
        return -1
    for i in range(stretch.start, match.first):
        if passage.words[i] in WORKS and not TELLING.isdisjoint(passage.words[i + 1 : i + 4]):
            return next(j for j in range(i + 1, i + 4) if passage.words[j] in TELLING)
        if i - stretch.start < 3 and passage.words[i] in WORKS and passage.words[i + 1] in ABOUT:
            return i  # "A review of substances that promote sleep"
    return -1


def _in_text(setting: Setting, at: int) -> bool:
    """Whether the mark stands in brackets behind a claim of the seller's own: "It treats gout (Hale et al., 2019)"."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    between = passage.folded.lower[passage.ends[match.last] : passage.starts[at]] if at > match.last else ""
    bracketed = between.count("(") > between.count(")") or between.count("[") > between.count("]")
    return bracketed or any(passage.words[i] in SPEAKERS for i in stretch)


def judge_code(setting: Setting) -> Cue | None:
    """The block is a literal that readers mark as code."""
    if setting.passage.block.role == "literal":
        return Cue("code", setting.match.first, setting.match.last, "code is not copy")
    return None
