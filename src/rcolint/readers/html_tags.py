"""Where does one piece of HTML markup end, and what does a tag say?

Cuts as browsers do: a tag ends at the first ">" outside of a quoted value, a comment where it says so, a script at its
end tag. Every function is linear in what it passes. Which text becomes which block is decided elsewhere.
"""

import re
from typing import NamedTuple

from rcolint.expressions import Expression

TEXT_ATTRIBUTES = {
    "alt": "alt",
    "title": "attribute",
    "aria-label": "attribute",
    "aria-description": "attribute",
    "aria-placeholder": "attribute",
    "aria-roledescription": "attribute",
    "aria-valuetext": "attribute",
    "placeholder": "attribute",
    "summary": "attribute",
    "label": "attribute",
}  # attribute -> carrier; every element may have them
VOID = frozenset(
    """
    area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr
    """.split()
)
# What parts the text around it. Table rows and cells are among them; how a row is put together is told elsewhere.
BLOCK = frozenset(
    """
    address article aside audio blockquote button canvas caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li listing main marquee math menu nav
    noframes noscript object ol optgroup option p plaintext pre search section select summary svg table tbody td
    template textarea tfoot th thead title tr ul video xmp
    """.split()
)
RAW = frozenset("script style xmp iframe noembed noframes title textarea plaintext".split())  # no tags in them
DECODED = frozenset(("title", "textarea"))  # raw, but entities are read
SHOWN_RAW = frozenset(("title", "textarea", "xmp", "plaintext"))  # raw text that readers see

BLANK = " \t\n\r\f"
_B = r"[ \t\n\r\f]"
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^ \t\n\r\f>]*+)"
# Possessive throughout: where a tag does not end, nothing is tried twice.
TAG = Expression(
    rf"<(/?)([A-Za-z][^ \t\n\r\f/>]*+)"
    rf"((?:[ \t\n\r\f/]*+[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+(?:{_B}*+={_B}*+{_VALUE}|(?!{_B}*+=)))*+)[ \t\n\r\f/]*+>"
)
_ATTRIBUTE = Expression(
    rf"[ \t\n\r\f/]*+([^ \t\n\r\f/>][^ \t\n\r\f/>=]*+)(?:{_B}*+={_B}*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>]*+)))?+"
)


class Attribute(NamedTuple):
    """An attribute: its name in lower case and the offsets of its value, without the quotes."""

    name: str
    start: int
    end: int


def attributes_in(text: str, start: int, end: int) -> tuple[Attribute, ...]:
    """The attributes that stand in text[start:end], the inside of a tag. Of two with one name the first counts."""
    found: dict[str, Attribute] = {}
    for part in _ATTRIBUTE.finditer(text, start, end):
        name = part[1].lower()
        if name not in found:
            low, high = part.span(part.lastindex) if part.lastindex and part.lastindex > 1 else (part.end(), part.end())
            found[name] = Attribute(name, low, high)
    return tuple(found.values())


_COMMENT_END = Expression(r"--!?>")


def aside_end(text: str, at: int) -> int:
    """One past the end of a comment, declaration or instruction, as browsers see it: all but comments end at ">".

    What stands between that and the place where Markdown sees the end ("?>", "]]>") is plain to see on the page.
    """
    if not text.startswith("<!--", at):
        end = text.find(">", at)
        return end + 1 if end >= 0 else len(text)
    for empty in ("<!-->", "<!--->"):
        if text.startswith(empty, at):
            return at + len(empty)
    closing = _COMMENT_END.search(text, at + 4)
    return closing.end() if closing else len(text)


def cdata_end(text: str, at: int) -> int:
    """Where the text of a CDATA section ends, whose "<![CDATA[" stands at `at`."""
    end = text.find("]]>", at + 9)
    return end if end >= 0 else len(text)


def foreign_end(text: str, at: int) -> int:
    """Where the next tag stands, from `at` on, past comments and CDATA sections."""
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<![CDATA[", at):
            at = cdata_end(text, at)
        elif text.startswith("<!--", at):
            at = aside_end(text, at)
        else:
            return at
    return len(text)


_RAW_ENDS: dict[str, Expression] = {}
_SCRIPT_MARK = Expression(r"<!--|-->|<(/?)script(?=[ \t\n\r\f/>])", re.I)


def raw_end(text: str, name: str, at: int) -> int:
    """Where the raw text of an element ends that begins at `at`: at its end tag, or with the page."""
    if name == "plaintext":
        return len(text)
    if name == "script":
        return _script_end(text, at)
    expression = _RAW_ENDS.get(name)
    if expression is None:
        expression = _RAW_ENDS[name] = Expression(rf"</{name}(?=[ \t\n\r\f/>])", re.I)
    closing = expression.search(text, at)
    return closing.start() if closing else len(text)


def _script_end(text: str, at: int) -> int:
    """Inside "<!--" a script may open another one, whose end tag does not end the outer one."""
    in_comment = inner = False
    for mark in _SCRIPT_MARK.finditer(text, at):
        found = mark.group()
        if found == "<!--":
            in_comment = not text.startswith((">", "->"), mark.end())
            inner = inner and in_comment
        elif found == "-->":
            in_comment = inner = False
        elif mark[1]:
            if not inner:
                return mark.start()
            inner = False
        elif in_comment:
            inner = True
    return len(text)
