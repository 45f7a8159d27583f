"""Which words of a passage belong to an own name, so that they say nothing, and what was not found for that reason?

The configuration names them: a company called Restwell does not promise sleep each time it signs. What a name took back is kept
and told like what a context took back. Loaded only where there are names.
"""

from collections.abc import Iterable, Sequence

from rcolint.folding import Folded
from rcolint.model import Finding, Match, PageResult
from rcolint.ruleset.lexicon import joined
from rcolint.text import WORD, Passage, words_of
from rcolint.tuples import NamedTuple

REASON = "own-name"
BY_LETTERS = ("regex", "blend")  # kinds of rule; those of the kind letters look for what no honest name has


class OwnName(NamedTuple):
    """A name as it was written, its words as they are looked up and as they are cased, and what stands between them."""

    name: str
    words: tuple[str, ...]
    cased: tuple[str, ...]
    gaps: tuple[str, ...]


class Stretch(NamedTuple):
    """The words first to last (last is included) of a passage in which a name stands."""

    first: int
    last: int
    name: str


class OwnNames:
    """The names of a configuration, found by their first word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[OwnName]] = {}
        for name in sorted(names, key=len, reverse=True):
            found = _own_name(name)
            self._by_first.setdefault(found.words[0], []).append(found)

    def silence(self, passage: Passage) -> tuple[Stretch, ...]:
        """Takes the hits out of a passage that lie inside a name. Returns where the names stand."""
        if self._by_first.keys().isdisjoint(passage.words):
            return ()
        found = tuple(
            Stretch(first, first + len(own.words) - 1, own.name)
            for first, word in enumerate(passage.words)
            for own in self._by_first.get(word, ())
            if _stands(own, passage, first)
        )
        passage.own = tuple([name for first, last, name in found if passage.drop(first, last)])
        return found


def without_names(passage: Passage, matches: list[Match], named: Sequence[Stretch]) -> list[Match]:
    """The matches without those that lie inside a name and were found by letters, which cannot be taken out like hits."""
    kept: list[Match] = []
    for match in matches:
        inside = [s.name for s in named if s.first <= match.first and match.last <= s.last]
        if inside and match.rule.kind in BY_LETTERS:
            passage.own = (*passage.own, *inside)
        else:
            kept.append(match)
    return kept


def _own_name(name: str) -> OwnName:
    folded = Folded(name)
    parts = WORD.split(folded.lower)
    cased = tuple(folded.cased[found.start() : found.end()] for found in WORD.finditer(folded.lower))
    return OwnName(name, tuple(words_of(name)), cased, tuple(" ".join(gap.split()) for gap in parts[2:-1:2]))


def _stands(name: OwnName, passage: Passage, first: int) -> bool:
    """Whether a name begins at a word: the same words in its own capitals or in capitals only, with the same between them."""
    last = first + len(name.words) - 1
    if tuple(passage.words[first : last + 1]) != name.words:
        return False
    for at, (word, cased) in enumerate(zip(name.words, name.cased, strict=True), first):
        there = passage.folded.cased[passage.starts[at] : passage.ends[at]]
        if there.removesuffix("'s") not in (cased.removesuffix("'s"), cased.removesuffix("'s").upper(), word.upper()):
            return False
    return all(_same_gap(passage, first + n, gap) for n, gap in enumerate(name.gaps))


def _same_gap(passage: Passage, word: int, gap: str) -> bool:
    """Whether the same stands behind a word as in the name; blanks and hyphens may stand for each other."""
    if not gap.strip("-/"):
        return joined(passage, word, word + 1)
    return " ".join(passage.breaks[word].split()) == gap


def taken_back(result: PageResult, without: PageResult, names: Sequence[str]) -> PageResult:
    """The page with what its names took back; `without` is what is found where no name is heard."""
    standing = {(f.rule, f.span) for f in result.findings}
    taken = [
        f._replace(cancelled=f"{REASON}: {_named(f, names)}")
        for f in without.findings
        if (f.rule, f.span) not in standing and not any(_same_words(f, other) for other in result.findings)
    ]
    return result._replace(cancelled=tuple(sorted((*result.cancelled, *taken), key=lambda f: f.span)))


def _same_words(one: Finding, other: Finding) -> bool:
    """Whether another finding of the same family is told for some of the same words."""
    return one.family == other.family and one.span.start < other.span.end and other.span.start < one.span.end


def _named(finding: Finding, names: Sequence[str]) -> str:
    """The names in the finding's sentence, or all of the page where it speaks of the page."""
    inside = [name for name in names if " ".join(words_of(name)) in finding.sentence]
    return ", ".join(f"'{name}'" for name in inside or names)
