"""What does a component file of Vue, Svelte or Astro show?

Its template as HTML, its script as code, its props by their names. Styles go with the template, so that what they hide
is known.
"""

import re

from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.readers import READERS, Embed
from rcolint.readers.component_parts import Code, Parts
from rcolint.readers.component_tags import MOST_UNENDED
from rcolint.readers.html_tags import TAG, aside_end, attributes_in, raw_end
from rcolint.readers.pieces import OBJECT

_TOP = Expression(r"^<([a-z][a-z0-9-]*)(?=[\s>])", re.I | re.M)
_TEMPLATE = Expression(r"<(/?)template(?=[\s>/])", re.I)
_MUSTACHE = Expression(r"\{\{|<!--|<(?=[A-Za-z])")
_BRACE = Expression(r"<!--|<(?:script|style)(?=[\s>])|\{", re.I)
_FENCE = Expression(r"---[ \t]*(?:\r\n|\n|\r)")
_FENCE_END = Expression(r"^---[ \t]*$", re.M)
_EACH = Expression(r"#each\s+(.*)\s+as\s", re.S)
_BLOCK = Expression(r"(?:#(?:if|each|await|key)|:else\s+if|:then|:catch|@html|@render|@const|@attach)\s+")


def read_vue(document: Document, embed: Embed) -> Reading:
    """Reads a single-file component of Vue. Raises ReadError where a part cannot be read."""
    parts, text = Parts(document, embed), document.text
    at = 0
    while found := _TOP.search(text, at):
        tag = TAG.match(text, found.start())
        if tag is None:
            at = found.end()
            continue
        name, start = found[1].lower(), tag.end()
        end = _template_end(text, start) if name == "template" else raw_end(text, name, start)
        values = {a.name: text[a.start : a.end] for a in attributes_in(text, *tag.span(3))}
        if name == "template" and values.get("lang", "html") == "html":
            _vue_template(parts, start, end)
        elif name == "style":
            parts.keep(found.start(), text.find(">", end) + 1 or len(text))
        elif name == "script":
            parts.read_code(
                Code(start, end, (), is_value=False), "typescript" if "ts" in values.get("lang", "") else "tsx"
            )
        elif name == "i18n" and values.get("lang", "json") in READERS:
            parts.read_code(Code(start, end, (), is_value=False), values.get("lang", "json"))
        elif name == "template":
            parts.read_code(Code(start, end, (), is_value=False), "text")
        at = max(end, start)
    return _finished(parts)


def _template_end(text: str, at: int) -> int:
    depth = 1
    for mark in _TEMPLATE.finditer(text, at):
        depth += -1 if mark[1] else 1
        if depth == 0:
            return mark.start()
    return len(text)


def _vue_template(parts: Parts, start: int, end: int) -> None:
    text, at, done, unended = parts.text, start, start, 0
    while (found := _MUSTACHE.search(text, at, end)) is not None:
        low = found.start()
        if found.group() == "<!--":
            at = aside_end(text, low)
            continue
        if found.group() == "{{":
            close = text.find("}}", low, end)
            at = low + 2
            if close < 0:
                break
            parts.keep(done, low)
            parts.put_in(Code(low + 2, close))
            at = done = close + 2
            continue
        tag = TAG.match(text, low, end)
        if tag is None:
            at, unended = low + 1, unended + 1
            if unended > MOST_UNENDED:
                break
            continue
        for attribute in attributes_in(text, *tag.span(3)):
            if attribute.name[0] in ":@#" or attribute.name.startswith("v-"):
                parts.keep(done, attribute.start)
                name = attribute.name.lstrip(":@#").removeprefix("v-bind:").partition(".")[0]
                if attribute.end > attribute.start:
                    parts.put_in(Code(attribute.start, attribute.end, (name,)))
                done = attribute.end
        at = tag.end()
    parts.keep(done, end)


def read_svelte(document: Document, embed: Embed) -> Reading:
    """Reads a component of Svelte. Raises ReadError where a part cannot be read."""
    parts = Parts(document, embed)
    _braces(parts, 0)
    return _finished(parts)


def read_astro(document: Document, embed: Embed) -> Reading:
    """Reads a page or component of Astro. Raises ReadError where a part cannot be read."""
    parts, text = Parts(document, embed), document.text
    start = 0
    opening = _FENCE.match(text, len(text) - len(text.lstrip()))
    if opening:
        closing = _FENCE_END.search(text, opening.end())
        end = closing.start() if closing else len(text)
        parts.read_code(Code(opening.end(), end, (), is_value=False), "typescript")
        start = closing.end() if closing else len(text)
    _braces(parts, start)
    return _finished(parts, comments_are_shown=True)


def _braces(parts: Parts, start: int) -> None:
    """Takes the expressions in braces out of the markup from `start` on; scripts and styles stay as they are."""
    text, at, done = parts.text, start, start
    while found := _BRACE.search(text, at):
        low, mark = found.start(), found.group()
        if mark == "<!--":
            at = aside_end(text, low)
            continue
        if mark != "{":
            tag = TAG.match(text, low)
            at = raw_end(text, mark[1:].lower(), tag.end()) if tag else found.end()
            continue
        end = parts.brace_end(low)
        at = low + 1
        if end < 0:
            continue
        parts.keep(done, low)
        _expression(parts, low + 1, end - 1)
        at = done = end
    parts.keep(done, len(text))


def _expression(parts: Parts, start: int, end: int) -> None:
    """One expression, or one of Svelte's block tags."""
    text = parts.text
    first = text[start : start + 1]
    if first and first in "#:/@":
        each = _EACH.match(text, start, end)
        block = _BLOCK.match(text, start, end)
        if text.startswith(("@html", "@render"), start):
            parts.markup.insert(OBJECT, start)
        if each:
            parts.note(Code(each.start(1), each.end(1)))
        elif block:
            parts.note(Code(block.end(), end, (), is_value=not text.startswith("@const", start)))
        return
    if text.startswith(("/*", "..."), start):
        return
    path = parts.attribute_before(start - 1)
    parts.put_in(Code(start, end, path))


def _finished(parts: Parts, comments_are_shown: bool = False) -> Reading:
    parts.read_markup("html", comments_are_shown)
    parts.copy.skip_rest("code")
    return parts.copy.reading()
