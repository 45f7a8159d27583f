"""What does a page check see, and what does it answer?"""

from rcolint.model import Finding, Page, Related, Rule, Statement
from rcolint.positions import Span
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Passage
from rcolint.tuples import NamedTuple


class PageView(NamedTuple):
    """A page with everything that was found on it so far."""

    page: Page
    profile: str
    passages: tuple[Passage, ...]
    places: tuple[Place, ...]
    findings: tuple[Finding, ...]
    statements: tuple[Statement, ...]
    lexicon: Lexicon
    permitted: bool = False  # a claim stands here that is lawful with the supplement statement

    @property
    def top(self) -> Span:
        """Where a finding about the whole page is shown: its first heading or title, else its first block."""
        blocks = [p.block for p in self.passages if p.words]
        for block in blocks:
            if block.role == "heading" or block.carrier == "title":
                return block.span
        return blocks[0].span if blocks else Span(0, 0)


class PageMatch(NamedTuple):
    """What a page check found: where, the words for the message, and the places that belong to it."""

    rule: Rule
    span: Span
    words: dict[str, str]
    related: tuple[Related, ...]
