"""Where does PHP begin and end in a page, and what are the tokens of it?

One pass from left to right. A token that does not end goes to the end of the file, so nothing is looked at twice.
"""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from rcolint.expressions import Expression
from rcolint.readers.pieces import OBJECT, Pieces
from rcolint.tuples import NamedTuple

_OPEN = Expression(r"<\?(?:php(?=\s|\Z)|=|(?=[\s{}]))", re.I)
_TOKEN = Expression(
    r"""(?P<blank>\s++)
    |(?P<comment>/\*.*?(?:\*/|\Z)|(?://|\#(?!\[)).*?(?=\?>|[\r\n]|\Z))
    |(?P<close>\?>)
    |(?P<single>'(?:[^'\\]|\\.)*+(?:'|\\?\Z))
    |(?P<double>"(?:[^"\\{]|\\.|\{\$[^{}"]{0,200}(?:"[^"\n]{0,100}"[^{}"]{0,100}){0,4}\}|\{)*+(?:"|\\?\Z))
    |(?P<heredoc><<<[ \t]*(?P<quote>["']?)(?P<label>[A-Za-z_]\w*)(?P=quote)[ \t]*(?:\r\n|\n|\r))
    |(?P<variable>\$++\w*+)
    |(?P<word>[\\A-Za-z_\x80-\U0010ffff][\\\w]*+)
    |(?P<number>[0-9][\w.]*+)
    |(?P<mark>=>|[=!]==?|<=>|[<>]=?|->|\?->|::|\.=|\?\?=?|&&|\|\||[-+*/%&|^]=|=|.)""",
    re.X | re.S,
)
_ESCAPES = Expression(r"\\(?:u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.S)
_PUT_IN = Expression(r"\{\$[^{}]{0,300}\}|\$\{[^{}]{0,100}\}|\$[A-Za-z_]\w*(?:\[[^\]\s]{0,60}\]|->\w+)?")
_ODD = Expression(_ESCAPES.pattern + "|" + _PUT_IN.pattern, re.S)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f"}


class Token(NamedTuple):
    """A token: a string has its text without the quotes at start..end, anything else is itself."""

    kind: str  # string, comment, variable, word, number, mark
    start: int
    end: int
    style: str = ""  # of a string: ' " or the label of a heredoc; a nowdoc begins with '


class Code(NamedTuple):
    """PHP from its opening mark to one past its closing one; `inside` is where its tokens begin."""

    start: int
    inside: int
    end: int
    prints: bool
    tokens: tuple[Token, ...]


def codes(text: str) -> Iterator[Code]:
    """The stretches of PHP in a page, from left to right."""
    at = 0
    while opening := _OPEN.search(text, at):
        tokens: list[Token] = []
        at = scan(text, opening.end(), len(text), tokens)
        prints = opening.group() == "<?=" or any(_prints(text, token) for token in tokens)
        yield Code(opening.start(), opening.end(), at, prints, tuple(tokens))


def _prints(text: str, token: Token) -> bool:
    return token.kind == "word" and text[token.start : token.end] in _PRINTING


_PRINTING = frozenset("echo print _e esc_html_e esc_attr_e printf the_title the_content the_excerpt".split())


def scan(text: str, at: int, stop: int, tokens: list[Token]) -> int:
    """Gathers the tokens of text[at:stop] up to the closing mark; returns one past it."""
    while at < stop and (found := _TOKEN.match(text, at, stop)):
        kind, low = found.lastgroup or "", at
        at = found.end()
        if kind in ("quote", "label", "heredoc"):
            label = found["label"]
            end, at = _heredoc_end(text, label, at, stop)
            tokens.append(Token("string", found.end(), end, ("'" if found["quote"] == "'" else "") + label))
        elif kind in ("single", "double"):
            closed = at - low > 1 and text[at - 1] == text[low]
            tokens.append(Token("string", low + 1, at - 1 if closed else at, text[low]))
        elif kind == "close":
            return at
        elif kind != "blank":
            tokens.append(Token(kind, low, at))
    return stop


def _heredoc_end(text: str, label: str, at: int, stop: int) -> tuple[int, int]:
    """Where the text of a heredoc ends and where the code goes on."""
    closing = _label_line(label).search(text, at, stop)
    return (closing.start(), closing.end()) if closing else (stop, stop)


@lru_cache(maxsize=64)
def _label_line(label: str) -> Expression:
    return Expression(rf"^[ \t]*{label}\b", re.M)


def add_string(pieces: Pieces, text: str, token: Token) -> None:
    """Adds what a string says; what PHP puts into it becomes an object between the words."""
    style = token.style
    if style == "'":
        odd = _SINGLE
    elif style.startswith("'"):
        odd = _NOTHING  # a nowdoc says what it shows
    else:
        odd = _ODD
    pieces.add_said(text, token.start, token.end, odd, partial(_said, style=style))


_SINGLE = Expression(r"\\[\\']")
_NOTHING = Expression(r"(?!)")


def _said(found: str, style: str) -> str:
    if found[0] != "\\":
        return OBJECT
    mark = found[1]
    if style == "'" or mark in '\\$"':
        known = style == "'" or mark != '"' or style == '"'
        return mark if known else found
    if mark == "u" and len(found) > 2:
        code = int(found[3:-1], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    if mark == "x" and len(found) > 2:
        return chr(int(found[2:], 16))  # noqa: FURB166 - "\\x41" is no Python literal
    if mark in "01234567":
        return chr(int(found[1:], 8) & 255)
    return _CONTROLS.get(mark, found)
