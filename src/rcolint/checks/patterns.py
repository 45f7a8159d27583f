"""Where does a compiled pattern stand in a passage?

Steps are looked for in order inside a clause, a sentence or the whole block, nearest first. Nothing here knows rules.
"""

from collections.abc import Iterator

from rcolint.ruleset.pack import pattern_of
from rcolint.text import Hit, Passage
from rcolint.tuples import NamedTuple

JOINING = frozenset(
    ["and", "or", "as", "well", "even", "plus", "also", "including", "like", "such", "nor", "both", "then"]
)
MAX_LIGHT = 4  # light words between two steps that stand side by side


class Step(NamedTuple):
    """The lists that a step may be, as numbers and as a bit mask, and how many words may stand before it."""

    lists: tuple[int, ...]
    mask: int
    gap: int
    optional: bool
    name: str


class Pattern(NamedTuple):
    """Steps in order. `need` holds the masks of the steps that must be there."""

    steps: tuple[Step, ...]
    need: tuple[int, ...]
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
    steps = tuple(Step(tuple(ids), _mask(ids), gap, optional, name) for ids, gap, optional, name in data[0])
    return Pattern(steps, tuple(s.mask for s in steps if not s.optional), data[1], data[2])


def _mask(ids: list[int]) -> int:
    mask = 0
    for number in ids:
        mask |= 1 << number
    return mask


def find(pattern: Pattern, passage: Passage, scope: list[int] | None, light: frozenset[str]) -> Iterator[Found]:
    """Every place of the pattern. `scope` numbers the stretch each word stands in; None means the whole block."""
    mask = passage.mask
    for need in pattern.need:
        if not mask & need:
            return
    told: list[Found] = []
    # Words in another sense are tried last, so that they never hide a match that stands.
    for guarded in (False, True) if passage.guarded else (False,):
        for steps in _without_optional(pattern.steps):
            for found in _chains(steps, pattern, passage, scope, light, guarded):
                if not any(found.first <= t.last and t.first <= found.last for t in told):
                    told.append(found)
                    yield found


def _chains(
    steps: tuple[Step, ...],
    pattern: Pattern,
    passage: Passage,
    scope: list[int] | None,
    light: frozenset[str],
    guarded: bool,
) -> Iterator[Found]:
    """The places of one sequence of steps; with `guarded` only those that use a word in another sense."""
    done = -1
    openers = passage.any_of(steps[0].lists)
    for hit in openers:
        if hit.first <= done or (hit.sense and not guarded) or _by_another(passage, hit, steps):
            continue
        chain = _follow(steps, 1, [hit], passage, scope, light, guarded)
        if not chain:
            continue
        if len(chain) > 1 and steps[1].gap:
            chain[0] = _nearest(passage, openers, chain, scope)
        sense = next((h.sense for h in chain if h.sense), "")
        if guarded and not sense:
            continue
        first, last = chain[0].first, _coordinated(steps[-1], chain[-1].last, passage, light)
        if (pattern.from_start and not _opens(passage, scope, first, light)) or (
            pattern.to_end and not _closes(passage, scope, last, light)
        ):
            continue
        done = last
        named = tuple((s.name, h.first, h.last) for s, h in zip(steps, chain, strict=True))
        yield Found(first, last, named, sense)


def _by_another(passage: Passage, hit: Hit, steps: tuple[Step, ...]) -> bool:
    """ "Secreted by senescent cells": what follows "by" is not what is acted on."""
    following = passage.words[hit.last + 1 : hit.last + 2]
    return following == ["by"] and len(steps) > 1 and bool(steps[1].gap) and passage.words[hit.last].endswith("ed")


def _nearest(passage: Passage, openers: list[Hit], chain: list[Hit], scope: list[int] | None) -> Hit:
    """Of several words that may open the match, the one after the last comma: "lifts the mood, it reverses X"."""
    best = chain[0]
    for hit in openers:
        if hit.first > best.last and hit.last < chain[1].first and not hit.sense:
            parted = any("," in gap for gap in passage.breaks[best.last : hit.first])
            if parted and (scope is None or scope[hit.first] == scope[chain[1].first]):
                best = hit
    return best


def _without_optional(steps: tuple[Step, ...]) -> list[tuple[Step, ...]]:
    """The step sequences to try: with each optional step and without."""
    ways: list[tuple[Step, ...]] = [()]
    for step in steps:
        ways = [(*w, step) for w in ways] + (ways if step.optional else [])
    return ways


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
    for hit in passage.any_of(step.lists):
        if hit.first <= previous or (hit.sense and not guarded):
            continue
        if scope is not None and scope[hit.first] != scope[previous]:
            break
        between = hit.first - previous - 1
        if between > (step.gap or MAX_LIGHT):
            break
        if not step.gap and not _side_by_side(passage, previous, hit.first, light):
            continue
        result = _follow(steps, at + 1, [*chain, hit], passage, scope, light, guarded)
        if result:
            return result
    return None


def _side_by_side(passage: Passage, before: int, after: int, light: frozenset[str]) -> bool:
    """Only light words, spaces, hyphens, quotes or emphasis stand between."""
    if any(word not in light for word in passage.words[before + 1 : after]):
        return False
    return not any(gap.strip(" -/\n\t'\"*_") for gap in passage.breaks[before:after])


def _coordinated(step: Step, last: int, passage: Passage, light: frozenset[str]) -> int:
    """The last word of a list like "anxiety, low mood and pain" whose first item ends at `last`."""
    moved = True
    while moved:
        moved = False
        for hit in passage.any_of(step.lists):
            if hit.last <= last:
                continue
            if hit.first - last > 4 or hit.sense:
                break
            words = passage.words[last + 1 : hit.first]
            gaps = passage.breaks[last : hit.first]
            listed = any("," in g or "&" in g or "/" in g for g in gaps) or any(w in ("and", "or") for w in words)
            if (
                hit.first > last
                and listed
                and passage.clauses[hit.first] == passage.clauses[last]
                and all(w in JOINING or w in light for w in words)
            ):
                last, moved = hit.last, True
                break
    return last


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
