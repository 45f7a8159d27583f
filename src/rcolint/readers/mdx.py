"""What does an MDX page show?

Markdown with its front matter, the text inside its elements, the props of its components, and the code that it imports,
exports or puts in.
"""

import re

from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.readers import Embed
from rcolint.readers.component_parts import Code, Parts
from rcolint.readers.opening import front_matter

_LINE = Expression(r"([ \t]*)([^\n\r]*)(?:\r\n|\n|\r|\Z)")
_FENCE = Expression(r"(`{3,}|~{3,})")
_ITEM = Expression(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|\Z)")
_MODULE = Expression(r"(?:import|export)(?=[\s{*\"'])")
_MARK = Expression(r"`+|\{|\\.|</?>|<!--")


def read(document: Document, embed: Embed) -> Reading:
    """Reads an MDX page. Raises ReadError where a part cannot be read."""
    parts = Parts(document, embed)
    text = document.text
    front = front_matter(text)
    at = front.body if front else 0
    parts.keep(0, at)
    _Lines(parts, at).read()
    parts.read_markup("markdown")
    parts.copy.skip_rest("code")
    return parts.copy.reading()


class _Lines:
    """One pass over the lines of the body."""

    def __init__(self, parts: Parts, start: int) -> None:
        self.parts = parts
        self.text = parts.text
        self.at = start
        self.fence = ""
        self.in_list = False

    def read(self) -> None:
        """Takes code out of the Markdown, line by line; an expression may be several lines long."""
        parts, text = self.parts, self.text
        while self.at < len(text):
            line = _LINE.match(text, self.at)
            if line is None:
                break
            indent, content = line[1], line[2]
            fence = _FENCE.match(content)
            if self.fence or fence:
                parts.keep(line.start(), line.end())
                self.at = line.end()
                if not self.fence and fence:
                    self.fence = fence[1]
                elif fence and fence[1].startswith(self.fence) and not content.strip(fence[1][0]).strip():
                    self.fence = ""
                continue
            if not indent and _MODULE.match(content):
                self._module()
                continue
            if _ITEM.match(content):
                self.in_list = True
            elif content and not indent:
                self.in_list = False
            # MDX knows no code by indentation; what is indented lies in an element or a list.
            start = line.start() if self.in_list or not content else line.start(2)
            self._prose(start, line.end())

    def _module(self) -> None:
        """An import or export: to the next blank line outside of braces."""
        text, start = self.text, self.at
        while self.at < len(text):
            brace = text.find("{", self.at)
            blank = _BLANK_LINE.search(text, self.at)
            end = blank.start() if blank else len(text)
            if brace < 0 or brace > end:
                self.at = end
                break
            closing = self.parts.brace_end(brace)
            self.at = closing if closing > 0 else end
            if closing < 0:
                break
        self.parts.codes.append(Code(start, self.at, (), is_value=False))

    def _prose(self, start: int, end: int) -> None:
        parts, text = self.parts, self.text
        done = at = start
        while (mark := _MARK.search(text, at, end)) is not None:
            found, low = mark.group(), mark.start()
            at = mark.end()
            if found[0] == "`":
                closing = text.find(found, at)
                at = closing + len(found) if 0 <= closing < end else at
            elif found in ("<>", "</>"):
                parts.keep(done, low)
                done = at
            elif found == "{":
                close = parts.brace_end(low)
                if close < 0:
                    continue
                parts.keep(done, low)
                if not text.startswith(("/*", "..."), low + 1):
                    parts.put_in(Code(low + 1, close - 1, parts.attribute_before(low)))
                at = done = close
                if close > end:  # the rest of the line that it ends in
                    following = _LINE.match(text, close)
                    end = following.end() if following else close
        parts.keep(done, end)
        self.at = max(end, start + 1)


_BLANK_LINE = Expression(r"(?:\r\n|\n|\r)[ \t]*(?=\r|\n)", re.M)
