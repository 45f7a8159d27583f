"""Which check runs which kind of rule?

A block check is compiled once (rule, lexicon) and then turns a passage into matches. A page check runs second, over a page and
what was found on it. Adding a kind is one file here and its parameters in `ruleset/schema.py`.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any, Protocol

from rcolint.checks.patterns import Pattern
from rcolint.model import Match, Rule
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage


class BlockCheck(Protocol):
    """A compiled rule."""

    rule: Rule
    everywhere: bool  # whether it looks at every passage, and not only where one of its patterns is called up
    stretch: str  # clause, sentence or block: what a match never reaches beyond

    def __call__(self, passage: Passage, place: Place, patterns: list[Pattern], /) -> Iterable[Match]:
        """The matches in a passage, in no particular order. `patterns` are those that could stand there."""
        ...

    def pattern(self, number: int, /) -> Pattern:
        """One of the rule's patterns."""
        ...

    def line(self, number: int, /) -> str:
        """The same as the pack holds it."""
        ...


class Everywhere:
    """What a check has in common that looks at every passage: no patterns."""

    everywhere = True
    stretch = "block"

    def pattern(self, number: int, /) -> Pattern:
        """There is none."""
        raise LookupError(number)

    def line(self, number: int, /) -> str:
        """There is none."""
        raise LookupError(number)


BLOCK_CHECKS = {
    "claim": "rcolint.checks.grammar:compile_claim",
    "quantity": "rcolint.checks.grammar:compile_quantity",
    "phrase": "rcolint.checks.grammar:compile_phrase",
    "regex": "rcolint.checks.regex:compile_regex",
    "blend": "rcolint.checks.blend:compile_blend",
    "letters": "rcolint.checks.letters:compile_letters",
}
PAGE_CHECKS = {
    "together": "rcolint.checks.together:check",
    "after": "rcolint.checks.after:check",
    "statement": "rcolint.checks.statement:check",
}


def load(table: dict[str, str], kind: str) -> Any:
    """The function that a table names for a kind."""
    module, name = table[kind].split(":")
    return getattr(import_module(module), name)


def compile_block(rule: Rule, lexicon: Lexicon) -> BlockCheck:
    """The block check of a rule whose kind stands in BLOCK_CHECKS."""
    check: BlockCheck = load(BLOCK_CHECKS, rule.kind)(rule, lexicon)
    return check
