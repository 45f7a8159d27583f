"""Which part of a sentence has the match as its own: "it treats gout | and our servers never sleep"?

A clause of `text` ends at a mark or at "but"; a part ends sooner, where a new subject or a participle takes over. A cue in
another part speaks of something else.
"""

from rcolint.text import Passage

OPENERS = frozenset("and while so because since when whereas as plus where if".split())
SUBJECTS = frozenset(
    "it this these they we you our your the my its their he she i there here his her a an all every each".split()
)
# After a comma these begin what is only said about the words before: "heals ulcers, as blots show".
ASIDES = frozenset(
    "as confirmed proven proved shown demonstrated verified according which says say it this our we they you yet and so then while tested validated".split()
)


def part_of(passage: Passage, at: int) -> range:
    """The numbers of the words in the part that word `at` stands in."""
    stretch = passage.sentence_of(at)
    first, last = at, at
    while first > stretch.start and not _opens(passage, first):
        first -= 1
    while last + 1 < stretch.stop and not _opens(passage, last + 1):
        last += 1
    return range(first, last + 1)


def _opens(passage: Passage, at: int) -> bool:
    """Whether a new part begins with word `at`."""
    words, gap = passage.words, passage.breaks[at - 1]
    if passage.clauses[at] != passage.clauses[at - 1]:
        return True
    following = words[at + 1] if at + 1 < len(words) else ""
    if "," in gap and words[at] in ASIDES:
        return words[at] not in ("and", "so", "then", "yet", "while") or following in SUBJECTS
    return (
        words[at] in OPENERS and following in SUBJECTS and following not in ("a", "an", "the", "all", "every", "each")
    )
