"""Is the match part of a reference (authors, year, journal, DOI), or of code?"""

from rcolint.context import Cue, Setting
from rcolint.expressions import Expression
from rcolint.model import CITED

YEAR = Expression(r"\b(?:19|20)\d\d\b")
VOLUME = Expression(r"\b(?:19|20)\d\d\s*;\s*\d+\s*(?:\(\d+\)\s*)?:\s*\w?\d+")
PAGES = Expression(r"\b\d{1,4},\s*\d{1,5}\s*[-\u2013]\s*\d{1,5}\.?\s*$")
AUTHOR = Expression(r"\W*[a-z'-]+,? [a-z](?:\.|[a-z]?\b)")
NUMBERED = Expression(r"\b\d+\s*\(\d+\)|\b\d+\s*:\s*\d+|\bpp?\.\s*\d|\b\d+,\s*\d+[-\u2013]\d+|\bdoi\b|\bpmid\b")


def judge(setting: Setting) -> Cue | None:
    """The block is one reference: a citation mark with a year or page numbers."""
    passage = setting.passage
    lower = passage.folded.lower
    if passage.block.headings == (CITED,) and passage.block.role == "value" and _names_work(passage.block.path):
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
    if VOLUME.search(lower) or (PAGES.search(lower) and AUTHOR.match(lower)):
        return Cue("citation", setting.match.first, setting.match.last, "year, volume and pages make it a reference")
    if setting.place.section == "references" and YEAR.search(lower) and NUMBERED.search(lower):
        return Cue("citation", setting.match.first, setting.match.last, "a reference with year and pages")
    return None


# Keys of such a record under which its authors speak; what a seller says of it stands under others.
OF_A_WORK = frozenset("title name journal abstract author authors publisher citation".split())


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


SPEAKERS = frozenset("it this our we you your these".split())


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
