"""Where does a compiled pattern stand in a passage?

Steps are looked for in order inside a clause, a sentence or the whole block, nearest first. Nothing here knows rules.
"""

from bisect import bisect_right
from operator import attrgetter

from rcolint.ruleset.rows import pattern_of
from rcolint.text import Hit, Passage
from rcolint.tuples import NamedTuple

JOINING = frozenset(
    ["and", "or", "as", "well", "even", "plus", "also", "including", "like", "such", "nor", "both", "then"]
)
MAX_LIGHT = 4  # light words between two steps that stand side by side
LONGEST = 16  # words of a form
_first = attrgetter("first")


class Step(NamedTuple):
    """The lists that a step may be, how many words may stand before it, and the name for messages."""

    lists: tuple[int, ...]
    gap: int
    optional: bool
    name: str
    verb: bool  # whether it says what is done to what follows


class Pattern(NamedTuple):
    """Steps in order. `key` is the one by which the pattern is looked for first, `ways` are the sequences to try: with each
    optional step and without.
    """

    steps: tuple[Step, ...]
    key: Step
    ways: tuple[tuple[Step, ...], ...]
    from_start: bool
    to_end: bool


class Found(NamedTuple):
    """Words first..last, and which hit stood for each step."""

    first: int
    last: int
    steps: tuple[tuple[str, int, int], ...]
    sense: str


def unpack(line: str) -> Pattern:
    """A pattern as the pack holds it."""
    data = pattern_of(line)
    steps = tuple([Step(tuple(ids), *rest) for ids, *rest in data[0]])
    return Pattern(steps, steps[data[3]], _ways(steps), bool(data[1]), bool(data[2]))


def _ways(steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], ...]:
    ways: list[tuple[Step, ...]] = [()]
    for step in steps:
        ways = [(*w, step) for w in ways] + (ways if step.optional else [])
    return tuple(ways)


def find(pattern: Pattern, passage: Passage, scope: list[int] | None, light: frozenset[str]) -> list[Found]:
    """Every place of the pattern. `scope` numbers the stretch each word stands in; None means the whole block."""
    told: list[Found] = []
    for steps in pattern.ways:
        _add_chains(told, steps, pattern, passage, scope, light, False)
    # Words in another sense are tried last, so that they never hide a match that stands.
    if passage.guarded:
        for steps in pattern.ways:
            if not all(passage.guarded.isdisjoint(step.lists) for step in steps):
                _add_chains(told, steps, pattern, passage, scope, light, True)
    return told


def _add_chains(
    told: list[Found],
    steps: tuple[Step, ...],
    pattern: Pattern,
    passage: Passage,
    scope: list[int] | None,
    light: frozenset[str],
    guarded: bool,
) -> None:
    """Adds the places of one sequence of steps; with `guarded` only those that use a word in another sense."""
    done = -1
    openers = passage.any_of(steps[0].lists)
    loose = len(steps) > 1 and steps[1].gap > 0
    for hit in openers:
        if (
            hit.first <= done
            or (hit.sense and not guarded)
            or (loose and (_by_another(passage, hit) or (steps[0].verb and _closes_compound(passage, hit))))
        ):
            continue
        chain = _follow(steps, 1, [hit], passage, scope, light, guarded)
        if not chain:
            continue
        if loose:
            chain[0] = _nearest(passage, openers, chain, scope)
        sense = next((h.sense for h in chain if h.sense), "") if guarded else ""
        if guarded and not sense:
            continue
        first, last = chain[0].first, _coordinated(steps[-1], chain[-1].last, passage, light)
        if (pattern.from_start and not _opens(passage, scope, first, light)) or (
            pattern.to_end and not _closes(passage, scope, last, light)
        ):
            continue
        done = last
        if not any(first <= t.last and t.first <= last for t in told):
            named = tuple([(s.name, h.first, h.last) for s, h in zip(steps, chain, strict=True)])
            told.append(Found(first, last, named, sense))


def _by_another(passage: Passage, hit: Hit) -> bool:
    """ "Secreted by senescent cells": what follows "by" is not what is acted on."""
    words, after = passage.words, hit.last + 1
    return after < len(words) and words[after] == "by" and words[hit.last].endswith("ed")


# What a verb may stand behind with a hyphen and still act on what follows.
_PREFIXES = frozenset("re up down over super hyper turbo self fast co pre de".split())


def _closes_compound(passage: Passage, hit: Hit) -> bool:
    """ "Glycemic-control markers": the verb is the end of a noun and acts on nothing."""
    return hit.first > 0 and passage.breaks[hit.first - 1] == "-" and passage.words[hit.first - 1] not in _PREFIXES


def _nearest(passage: Passage, openers: list[Hit], chain: list[Hit], scope: list[int] | None) -> Hit:
    """Of several words that may open the match, the one after the last comma: "lifts the mood, it reverses X"."""
    best = chain[0]
    for hit in openers:
        if hit.first > best.last and hit.last < chain[1].first and not hit.sense:
            parted = any("," in gap for gap in passage.breaks[best.last : hit.first])
            if parted and (scope is None or scope[hit.first] == scope[chain[1].first]):
                best = hit
    return best


def _follow(
    steps: tuple[Step, ...],
    at: int,
    chain: list[Hit],
    passage: Passage,
    scope: list[int] | None,
    light: frozenset[str],
    guarded: bool,
) -> list[Hit] | None:
    if at == len(steps):
        return chain
    step = steps[at]
    previous = chain[-1].last
    furthest = previous + 1 + (step.gap or MAX_LIGHT)
    for hit in _behind(passage.any_of(step.lists), previous):
        first = hit.first
        if first > furthest or (scope is not None and scope[first] != scope[previous]):
            break
        if (hit.sense and not guarded) or (not step.gap and not _side_by_side(passage, previous, first, light)):
            continue
        result = _follow(steps, at + 1, [*chain, hit], passage, scope, light, guarded)
        if result:
            return result
    return None


def _behind(hits: list[Hit], word: int) -> list[Hit]:
    """The hits that begin behind a word."""
    if not hits or hits[0].first > word:
        return hits
    return hits[bisect_right(hits, word, key=_first) :]


def _side_by_side(passage: Passage, before: int, after: int, light: frozenset[str]) -> bool:
    """Only light words, spaces, hyphens, quotes or emphasis stand between."""
    if after - before > 1 and not light.issuperset(passage.words[before + 1 : after]):
        return False
    return not any(gap != " " and gap.strip(" -/\n\t'\"*_") for gap in passage.breaks[before:after])


def _coordinated(step: Step, last: int, passage: Passage, light: frozenset[str]) -> int:
    """The last word of a list like "anxiety, low mood and pain" whose first item ends at `last`."""
    moved = True
    while moved:
        moved = False
        for hit in _behind(passage.any_of(step.lists), last - LONGEST):
            if hit.last <= last:
                continue
            if hit.first - last > 4 or hit.sense:
                break
            if hit.first > last and _listed(passage, last, hit.first, light):
                last, moved = hit.last, True
                break
    return last


def _listed(passage: Passage, last: int, first: int, light: frozenset[str]) -> bool:
    """Whether the word `first` goes on with a list whose item before ends at `last`."""
    if passage.clauses[first] != passage.clauses[last]:
        return False
    words, gaps = passage.words[last + 1 : first], passage.breaks[last:first]
    listed = "and" in words or "or" in words or any("," in g or "&" in g or "/" in g for g in gaps)
    return listed and all(w in JOINING or w in light for w in words)


def _opens(passage: Passage, scope: list[int] | None, first: int, light: frozenset[str]) -> bool:
    at = first - 1
    while at >= 0 and (scope is None or scope[at] == scope[first]):
        if passage.words[at] not in light:
            return False
        at -= 1
    return True


def _closes(passage: Passage, scope: list[int] | None, last: int, light: frozenset[str]) -> bool:
    at = last + 1
    while at < len(passage.words) and (scope is None or scope[at] == scope[last]):
        if passage.words[at] not in light:
            return False
        at += 1
    return True
