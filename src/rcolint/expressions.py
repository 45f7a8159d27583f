"""How does a module hold a regular expression without paying for it at start-up?

Compiling an expression costs as much as loading a small module, and most runs use few of them.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any


class Expression:
    """A regular expression that is compiled when one of its methods is first used."""

    finditer: Callable[..., Iterator["re.Match[str]"]]
    findall: Callable[..., list[Any]]
    match: Callable[..., "re.Match[str] | None"]
    fullmatch: Callable[..., "re.Match[str] | None"]
    search: Callable[..., "re.Match[str] | None"]
    split: Callable[..., list[Any]]
    sub: Callable[..., str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for method in ("finditer", "findall", "match", "fullmatch", "search", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
