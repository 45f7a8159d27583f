"""What do author mistakes look like when they are told?

An author mistake is something a person wrote (a rule, a configuration, a path) that rcolint cannot accept.
Nothing here knows about files, rules or output: it only carries the place, the excerpt and the advice.
"""

from collections.abc import Iterable, Sequence


class Mistake:
    """One thing an author wrote that cannot be accepted.

    `line` and `column` are 1-based; 0 means that the place is unknown. `excerpt` is the offending source line.
    """

    __slots__ = ("column", "excerpt", "hint", "line", "message", "path")

    def __init__(
        self, message: str, path: str = "", line: int = 0, column: int = 0, excerpt: str = "", hint: str = ""
    ) -> None:
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)]).strip(":")
        text = f"{place}: {self.message}" if place else self.message
        if self.excerpt:
            text += f"\n    {self.excerpt.rstrip()}"
        if self.hint:
            text += f"\n  {self.hint}"
        return text


class AuthorError(Exception):
    """All the mistakes found in one thing; they are collected first and raised together."""

    def __init__(self, mistakes: Iterable[Mistake] | str) -> None:
        self.mistakes = [Mistake(mistakes)] if isinstance(mistakes, str) else list(mistakes)
        super().__init__("\n".join(str(m) for m in self.mistakes))


class ConfigError(AuthorError):
    """Wrong use of the command line or a configuration file."""


class RuleError(AuthorError):
    """A rule or word list that cannot be loaded."""


class ReadError(Exception):
    """Something that should have been read was not; the message says why in words a person can act on."""


def nearest(word: str, known: Sequence[str]) -> str:
    """Advice that names the nearest known word, or lists the known words when nothing is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return "known: " + ", ".join(sorted(known)) if len(known) <= 24 else ""
