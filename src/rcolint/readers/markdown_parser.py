"""Where in the text does each Markdown block come from?

The library's block rules run here unchanged where they can. What they do not tell is recorded beside them:
`token.meta["at"]` of inline content and of HTML says where in the text it was cut from. Rules are looked up by the
letter that they begin with (each checks it first anyway), which is where the time goes otherwise. Nothing else in the
program relies on the library's internals.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS, isStrSpace
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, code, fence, hr, list_block
from markdown_it.rules_block import blockquote as upstream_blockquote
from markdown_it.rules_block import heading as upstream_heading
from markdown_it.rules_block import html_block as upstream_html_block
from markdown_it.rules_block import lheading as upstream_lheading
from markdown_it.rules_block import paragraph as upstream_paragraph
from markdown_it.rules_block import reference as upstream_reference
from markdown_it.rules_block import table as upstream_table
from markdown_it.rules_inline import link

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.readers.markdown_marks import INLINE_RULES, InlineParser

MAX_NESTING = 200  # levels of quotes and lists; a list costs two
MAX_QUOTE_WORK = 8  # times the number of lines: nested quotes look at every lazy line once a level

# Where inline content was cut from: one offset when it is a plain slice, else (offsets in the content, offsets in
# the text), one pair for each stretch that was taken over as it stands. None where it was not found again: never guess.
Origin = int | tuple[list[int], list[int]]


def _trimmed(raw_start: int, src: str) -> int:
    while raw_start < len(src) and src[raw_start] in MD_TRIM_CHARS:
        raw_start += 1
    return raw_start


def _origin(state: StateBlock, content: str, begin: int, end: int, indent: int) -> Origin | None:
    """Where `content`, cut from the lines begin to end (less `indent` columns each), stands in the text.

    Comparing first is safe: a line that lost a prefix cannot equal the text that still has it.
    """
    first = state.bMarks[begin] + (state.tShift[begin] if content[:1] not in (" ", "\t") else 0)
    if state.src.startswith(content, first):
        return first
    starts, sources = _cuts(state, begin, end, indent)
    raw = state.getLines(begin, end, indent, True)
    skipped = raw.find(content)
    if not content or skipped < 0 or raw[:skipped].strip(MD_TRIM_CHARS):
        return None
    return [start - skipped for start in starts], sources


def _cuts(state: StateBlock, begin: int, end: int, indent: int) -> tuple[list[int], list[int]]:
    """Follows StateBlock.getLines: for each line its offset in what that returns, and where its first letter was."""
    starts: list[int] = []
    sources: list[int] = []
    at = 0
    for line in range(begin, end):
        columns, first, last = 0, state.bMarks[line], state.eMarks[line] + 1
        begun = first
        while first < last and columns < indent:
            letter = state.src[first : first + 1]
            if isStrSpace(letter):
                columns += 4 - (columns + state.bsCount[line]) % 4 if letter == "\t" else 1
            elif first - begun < state.tShift[line]:
                columns += 1
            else:
                break
            first += 1
        at += max(0, columns - indent)  # a tab cut in two leaves blanks that are in no source
        starts.append(at)
        sources.append(first)
        at += last - first
    return starts, sources


BlockRule = Callable[[StateBlock, int, int, bool], bool]
_RULE_LINE = Expression(r"([-*_])(?:[ \t]*\1){2,}[ \t]*")


def _hr(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The library looks at a whole line letter by letter, again for each list marker on it."""
    line = _RULE_LINE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    return line is not None and line.end() == state.eMarks[start] and hr(state, start, end, silent)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    upstream_paragraph(state, start, end, silent)
    token = state.tokens[-2]
    token.meta["at"] = _origin(state, token.content, start, state.line, state.blkIndent)
    return True


def _lheading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not upstream_lheading(state, start, end, silent):
        return False
    token = state.tokens[-2]
    token.meta["at"] = _origin(state, token.content, start, state.line - 1, state.blkIndent)
    return True


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not upstream_heading(state, start, end, silent):
        return False
    if not silent:
        marks = len(state.tokens[-3].markup)
        state.tokens[-2].meta["at"] = _trimmed(state.bMarks[start] + state.tShift[start] + marks, state.src)
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not upstream_html_block(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        token.meta["at"] = _origin(state, token.content, start, state.line, state.blkIndent)
    return True


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not upstream_reference(state, start, end, silent):
        return False
    token = state.push("definition", "", 0)
    token.map = [start, state.line]
    token.content = state.getLines(start, state.line, state.blkIndent, False)
    token.meta["at"] = _origin(state, token.content, start, state.line, state.blkIndent)
    return True


def _blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not silent and state.src.startswith(">", state.bMarks[start] + state.tShift[start]) and state.level:
        line, last = start, min(end, state.lineMax)
        while line < last and state.bMarks[line] + state.tShift[line] < state.eMarks[line]:
            line += 1
        state.env["quote_work"] = work = state.env.get("quote_work", 0) + line - start
        if work > 1000 + MAX_QUOTE_WORK * state.lineMax:
            raise ReadError("block quotes nested over too many lines; not read")
    return upstream_blockquote(state, start, end, silent)


def _notes(upstream: BlockRule) -> BlockRule:
    """The footnote plugin's rule, with the place of the mark."""

    def notes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before, at = len(state.tokens), state.bMarks[start] + state.tShift[start]
        if not upstream(state, start, end, silent):
            return False
        if not silent:
            state.tokens[before].meta["at"] = at
        return True

    return notes


_CELL_EDGE = Expression(r"\\?\|")


def split_cells(text: str) -> list[tuple[int, int]]:
    """The [start, end) of the cells of a table row, as the library splits it: at bars that no backslash precedes."""
    cells: list[tuple[int, int]] = []
    at = 0
    for match in _CELL_EDGE.finditer(text):
        if match.group() == "|":
            cells.append((at, match.start()))
            at = match.end()
    cells.append((at, len(text)))
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    before = len(state.tokens)
    if not upstream_table(state, start, end, silent):
        return False
    if silent:
        return True
    first = 0
    spans: Iterator[tuple[int, int]] = iter(())
    for token in state.tokens[before:]:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            first = _trimmed(state.bMarks[line] + state.tShift[line], state.src)
            spans = iter(split_cells(state.src[first : state.eMarks[line]].rstrip(MD_TRIM_CHARS)))
        elif token.type == "inline":
            token.meta["at"] = _cell_origin(state.src, first, next(spans, None), token.content)
        elif token.type == "tr_close":  # the library drops cells beyond the header's; their text must not be lost
            token.meta["beyond"] = [(first + low, first + high) for low, high in spans]
    return True


def _cell_origin(src: str, first: int, cell: tuple[int, int] | None, content: str) -> Origin | None:
    if cell is None or not content:
        return None if content else first
    at = _trimmed(first + cell[0], src)
    if src.startswith(content, at) and "\\|" not in src[at : first + cell[1]]:
        return at
    starts, sources = [0], [at]
    raw = src[at : first + cell[1]].rstrip(MD_TRIM_CHARS)
    for made, match in enumerate(re.finditer(r"\\\|", raw)):
        starts.append(match.start() - made)
        sources.append(at + match.start() + 1)
    if raw.replace("\\|", "|") != content:
        return None
    return starts, sources


_BREAKS_ALL: dict[str, tuple[BlockRule, ...]] = {
    "`": (fence,),
    "~": (fence,),
    ">": (_blockquote,),
    "-": (_hr, list_block),
    "*": (_hr, list_block),
    "_": (_hr,),
    "+": (list_block,),
    "<": (_html_block,),
    "#": (_heading,),
    **dict.fromkeys("0123456789", (list_block,)),
}
_BREAKS_LIST: dict[str, tuple[BlockRule, ...]] = {
    letter: (rules[0],) for letter, rules in _BREAKS_ALL.items() if letter in "`~>-*_"
}


def _lookup(rules: dict[str, tuple[BlockRule, ...]], tables: bool) -> BlockRule:
    """One rule that stands for all that may end a paragraph (or quote, or list) at a line."""

    def breaks(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        at = state.bMarks[line] + state.tShift[line]
        for rule in rules.get(state.src[at : at + 1], ()):
            if rule(state, line, end, silent):
                return True
        return tables and _table_follows(state, line, end) and _table(state, line, end, silent)

    return breaks


def _table_follows(state: StateBlock, line: int, end: int) -> bool:
    if line + 2 > end:
        return False
    at = state.bMarks[line + 1] + state.tShift[line + 1]
    return at < state.eMarks[line + 1] and state.src[at] in "|-:"


class _Chains(Ruler[BlockRule]):
    """Answers the library's question which rules may end a block with one rule that looks the others up."""

    chains: dict[str, list[BlockRule]]

    def getRules(self, chainName: str = "") -> list[BlockRule]:  # noqa: N802, N803 - the library's names
        """The rules of a chain."""
        return self.chains[chainName]

    def get_active_rules(self) -> list[str]:
        """The library asks only whether indented code is one of them."""
        return ["code"]


class BlockParser(ParserBlock):
    """The library's loop with rules looked up, refusing nesting that it would drop or run out of stack for."""

    def __init__(self, notes: BlockRule | None) -> None:
        super().__init__()
        breaks = dict(_BREAKS_ALL)
        starts = {**_BREAKS_ALL, "[": (_reference,)}
        if notes is not None:
            breaks["["] = (notes,)
            starts["["] = (notes, _reference)
        self.starts = starts
        self.ruler = _Chains()
        paragraph = [_lookup(breaks, True)]
        self.ruler.chains = {
            "paragraph": paragraph,
            "reference": paragraph,
            "blockquote": [_lookup(_BREAKS_ALL, False)],
            "list": [_lookup(_BREAKS_LIST, False)],
        }

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - the library's names
        """Reads the lines from startLine to endLine."""
        if state.level > MAX_NESTING:
            raise ReadError(f"quotes and lists nested more than {MAX_NESTING} deep; not read")
        line, empty_lines = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            self._block(state, line, endLine)
            if state.line <= line:
                raise ReadError(f"line {line + 1} could not be read")
            state.tight = not empty_lines
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                empty_lines = True
            if line < endLine and state.isEmpty(line):
                empty_lines = True
                line += 1
                state.line = line

    def _block(self, state: StateBlock, line: int, end: int) -> None:
        if state.sCount[line] - state.blkIndent >= 4:
            code(state, line, end, False)
            return
        if _table_follows(state, line, end) and _table(state, line, end, False):
            return
        for rule in self.starts.get(state.src[state.bMarks[line] + state.tShift[line]], ()):
            if rule(state, line, end, False):
                return
        if line + 1 < end and not state.isEmpty(line + 1) and _lheading(state, line, end, False):
            return
        _paragraph(state, line, end, False)


@cache
def parser(footnotes: bool) -> MarkdownIt:
    """The parser, built once a process and kind; footnotes cost an import that few documents need."""
    md = MarkdownIt("commonmark", {"maxNesting": 1_000_000})
    rules = dict(INLINE_RULES)
    notes: BlockRule | None = None
    if footnotes:
        from mdit_py_plugins.footnote import index as footnote

        notes = _notes(footnote.footnote_def)
        rules["^"] = (footnote.footnote_inline,)
        rules["["] = (link, footnote.footnote_ref)
    md.block = BlockParser(notes)
    md.inline = InlineParser(rules)
    md.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    md.core.ruler.enableOnly(["block", "inline"])
    return md
