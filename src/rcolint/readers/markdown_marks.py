"""Where in a paragraph does each inline Markdown token come from?

markdown-it-py tells lines for blocks and nothing for inline markup. Its inline rules run here unchanged where they
can; `token.map` of an inline token becomes its [start, end) in the inline content.
"""

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    entity,
    escape,
    html_inline,
    image,
    link,
    newline,
)
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType

from rcolint.errors import ReadError
from rcolint.expressions import Expression

MAX_BRACKETS = 100  # brackets open at once in one paragraph: markdown-it needs time and stack for each
MAX_BRACKET_WORK = 200_000  # the depths of all brackets of a paragraph added up: about 2 microseconds each


class PositionedInline(StateInline):
    """Inline state that notes the position of each token: `map` is [start, end) in the inline content."""

    pending_at = 0

    def append_pending(self, text: str) -> None:
        """Text waits at `pos` until a token follows; what waits is always one slice of the content."""
        if not self._pending_buffer and not self._pending:
            self.pending_at = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        """Turns the waiting text into a token."""
        token = super().pushPending()
        token.map = [self.pending_at, self.pending_at + len(token.content)]
        return token

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        """A token at the present position; its end is filled in when its rule has run."""
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


InlineRule = Callable[[StateInline, bool], bool]


def _emphasis(state: StateInline, silent: bool) -> bool:
    """The library's rule, with a position for each mark."""
    if silent:
        return False
    start = state.pos
    marker = state.src[start]
    scanned = state.scanDelims(start, marker == "*")
    for n in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        token.map = [start + n, start + n + 1]
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, scanned.can_open, scanned.can_close)
        )
    state.pos += scanned.length
    return True


def _strikethrough(state: StateInline, silent: bool) -> bool:
    """The library's rule, with a position for each mark."""
    if silent:
        return False
    start = at = state.pos
    scanned = state.scanDelims(start, True)
    if scanned.length < 2:
        return False
    if scanned.length % 2:
        token = state.push("text", "", 0)
        token.content = "~"
        token.map = [at, at + 1]
        at += 1
    while at < start + scanned.length:
        token = state.push("text", "", 0)
        token.content = "~~"
        token.map = [at, at + 2]
        state.delimiters.append(Delimiter(0x7E, 0, len(state.tokens) - 1, -1, scanned.can_open, scanned.can_close))
        at += 2
    state.pos += scanned.length
    return True


INLINE_RULES: dict[str, tuple[InlineRule, ...]] = {
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "~": (_strikethrough,),
    "*": (_emphasis,),
    "_": (_emphasis,),
    "[": (link,),
    "]": (),
    "!": (image,),
    "<": (autolink, html_inline),
    "&": (entity,),
}


class InlineParser(ParserInline):
    """The library's loop, with the rules looked up by the letter they begin with (each checks it first anyway)."""

    def __init__(self, rules: dict[str, tuple[InlineRule, ...]]) -> None:
        super().__init__()
        self.rules = rules
        self._search = re.compile("[" + re.escape("".join(rules)) + "]").search

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parses inline content, refusing what would take more than linear time."""
        if not src:
            return tokens
        if "[" in src:
            _check_brackets(src)
        state = PositionedInline(src, md, env, tokens)
        self.tokenize(state)
        if state.tokens_meta or state.delimiters:
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Reads from `pos` to `posMax`."""
        src, end, rules, search, tokens = state.src, state.posMax, self.rules, self._search, state.tokens
        while state.pos < end:
            pos = state.pos
            todo = rules.get(src[pos])
            if todo is None:
                match = search(src, pos, end)
                stop = match.start() if match else end
                state.append_pending(src[pos:stop])
                state.pos = stop
                continue
            before = len(tokens)
            for rule in todo:
                if rule(state, False):
                    if len(tokens) > before:
                        tokens[-1].map[1] = state.pos  # type: ignore[index]
                    break
            else:
                state.append_pending(src[pos])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the library's name
        """Steps over one token without making it."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        todo = self.rules.get(state.src[pos])
        if todo is None:
            match = self._search(state.src, pos, state.posMax)
            state.pos = match.start() if match else state.posMax
        else:
            state.level += 1
            for rule in todo:
                if rule(state, True):
                    break
            else:
                state.pos += 1
            state.level -= 1
        state.cache[pos] = state.pos


_BRACKET = Expression(r"\\.|[\[\]]", re.S)


def _check_brackets(src: str) -> None:
    depth = work = 0
    for match in _BRACKET.finditer(src):
        mark = match.group()
        if mark == "[":
            depth += 1
            work += depth
            if depth > MAX_BRACKETS or work > MAX_BRACKET_WORK:
                raise ReadError("too many unclosed brackets in one paragraph; not read")
        elif mark == "]" and depth:
            depth -= 1
