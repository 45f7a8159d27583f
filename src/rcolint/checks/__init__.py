"""Which check runs which kind of rule?

A block check is compiled once (rule, lexicon) and then turns a passage into matches. A page check runs second, over a page and
what was found on it. Adding a kind is one file here and its parameters in `ruleset/schema.py`.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any, Protocol

from rcolint.model import Match, Rule
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage

ANY = -1  # the mask of a check that looks at every passage


class BlockCheck(Protocol):
    """A compiled rule. `mask` has a bit for each word list that a match may begin with."""

    mask: int

    def __call__(self, passage: Passage, place: Place, /) -> Iterable[Match]:
        """The matches in a passage, in no particular order."""
        ...


BLOCK_CHECKS = {
    "claim": "rcolint.checks.grammar:compile_claim",
    "quantity": "rcolint.checks.grammar:compile_quantity",
    "phrase": "rcolint.checks.grammar:compile_phrase",
    "regex": "rcolint.checks.regex:compile_regex",
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
