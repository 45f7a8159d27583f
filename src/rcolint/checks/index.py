"""Which patterns of which rules could stand in a passage?

A pattern is kept under one of its steps, the one that fewest patterns share. A hit calls up what is kept under its lists, and of
that stays what has words for the other steps in the same stretch. The answer may be too generous and is never too narrow.
"""

from collections.abc import Iterator, Sequence

from rcolint.checks import BlockCheck
from rcolint.checks.patterns import Pattern, unpack
from rcolint.ruleset.lexicon import Lexicon
from rcolint.ruleset.pack import Pack
from rcolint.ruleset.rows import needed
from rcolint.text import Passage
from rcolint.tuples import NamedTuple

Test = tuple[int, int, int]  # the masks of two other steps (ANY: there is none), and the pattern
ANY = -1
PATTERNS = 1 << 16  # a pattern is the number of its check times this, plus its number in the check


class _Row(NamedTuple):
    """What a hit of some lists calls up: its bits, and the patterns by the stretch that they must stand in."""

    mask: int
    calls: bool  # whether any pattern is kept there
    clause: tuple[Test, ...]
    sentence: tuple[Test, ...]
    block: tuple[Test, ...]


class Index:
    """The patterns of all checks. Rows are made when a hit of their lists is first met."""

    def __init__(self, checks: Sequence[BlockCheck], pack: Pack) -> None:
        self._checks = checks
        self._lexicon = pack.lexicon
        self._calls = pack.calls
        self._orders = {check.rule.id: order for order, check in enumerate(checks)}
        self._always = [order for order, check in enumerate(checks) if check.everywhere]
        self._rows: dict[tuple[int, ...], _Row] = {}

    def due(self, passage: Passage) -> list[tuple[BlockCheck, list[Pattern]]]:
        """The checks to run on a passage, in their order, each with the patterns that could stand there."""
        due: dict[int, list[Pattern]] = {order: [] for order in self._always}
        for number in sorted(self._standing(passage)):
            order = number // PATTERNS
            due.setdefault(order, []).append(self._checks[order].pattern(number % PATTERNS))
        return [(self._checks[order], due[order]) for order in sorted(due)]

    def _standing(self, passage: Passage) -> set[int]:
        rows, clauses, sentences = self._rows, passage.clauses, passage.sentences
        clause_masks = [0] * (clauses[-1] + 1)
        passage.masks = sentence_masks = [0] * len(passage.sentence_spans)
        telling: list[tuple[_Row, int]] = []
        whole, tied = 0, False
        for hit, lists in passage.marks:
            row = rows.get(lists) or self._row(lists)
            first, mask = hit.first, row.mask
            clause_masks[clauses[first]] |= mask
            sentence_masks[sentences[first]] |= mask
            whole |= mask
            tied = tied or clauses[hit.last] != clauses[first]
            if row.calls:
                telling.append((row, first))
        if tied:  # a form that reaches over a dash ties its clauses together: rare enough to look at the whole block
            clause_masks = [whole] * len(clause_masks)
            passage.masks = sentence_masks = [whole] * len(sentence_masks)
        found: set[int] = set()
        for row, first in telling:
            _, _, in_clause, in_sentence, in_block = row
            if in_clause:
                mask = clause_masks[clauses[first]]
                found.update([n for one, other, n in in_clause if mask & one and mask & other])
            if in_sentence:
                mask = sentence_masks[sentences[first]]
                found.update([n for one, other, n in in_sentence if mask & one and mask & other])
            if in_block:
                found.update([n for one, other, n in in_block if whole & one and whole & other])
        return found

    def _row(self, lists: tuple[int, ...]) -> _Row:
        tests: dict[str, list[Test]] = {"clause": [], "sentence": [], "block": []}
        for number in sorted({n for one in lists for n in self._called(one)}):
            check = self._checks[number // PATTERNS]
            others = [self._lexicon.mask_of(ids) for ids in needed(check.line(number % PATTERNS))]
            one, other, *_ = [*others, ANY, ANY]
            tests[check.stretch].append((one, other, number))
        row = _Row(self._lexicon.mask(lists), any(tests.values()), *map(tuple, tests.values()))
        self._rows[lists] = row
        return row

    def _called(self, number: int) -> Iterator[int]:
        """The patterns that are kept under a list, of the rules that run."""
        for call in self._calls[number].split():
            rule, _, patterns = call.partition(":")
            order = self._orders.get(rule)
            if order is not None:
                yield from (order * PATTERNS + int(pattern) for pattern in patterns.split(","))


def with_masks(patterns: object, lexicon: Lexicon) -> list[tuple[tuple[int, ...], Pattern]]:
    """Patterns as the pack holds them, unpacked, each behind the masks of the steps that must be there."""
    unpacked = [unpack(data) for data in patterns] if isinstance(patterns, list) else []
    return [(tuple([lexicon.mask(s.lists) for s in p.steps if not s.optional]), p) for p in unpacked]
