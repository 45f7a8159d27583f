"""Which parts of a page are tags of a template language, and what do they take from elsewhere?

Liquid, Jinja, Handlebars, Go, ERB, EJS, PHP and server-side includes. A tag is replaced letter for letter, so that all
places stay as they are; nothing is run and nothing is looked up. Linear: no closing mark is searched for twice in vain.
"""

from rcolint.expressions import Expression
from rcolint.model import Link
from rcolint.positions import Span
from rcolint.readers.literals import is_shown, speaks
from rcolint.readers.pieces import BREAK, VALUE
from rcolint.tuples import NamedTuple

MAX_TAG = 3_000  # letters; an open brace further from its end is no tag

_OPENING = Expression(r"\{\{!--|\{\{--|\{\{(?:- )?/\*|\{\{|\{%|\{#|<\?(?:php\b|=)|<%")
_COMMENTS = {"{{!--": "--}}", "{{--": "--}}", "{{/*": "*/", "{{- /*": "*/"}  # they may hold other tags
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}", "<?": "?>", "<%": "%>"}
_PRINTS_NOT = Expression(
    r"[-~]?\s*(?:[#/^!>&]?\s*(?:if|else|end|range|with|define|block|template|partial\w*|each|unless|comment|include)\b|[#/^!>])"
)
_PRINTS = Expression(r"=|-(?!\s)|php\s+echo\b")
_BLOCKS = Expression(r"[-~]?\s*(comment|raw|verbatim|highlight)\b")
_INCLUDES = Expression(
    r"(?:^|[\s(;=])(?:[-~]?\s*)(?P<how>include_relative|include_cached|include_once|require_once|include|require|render|sections?"
    r"|partialCached|partial|template|embed|import|extends|layout|get_template_part)\b\s*\(?\s*(?:partial:\s*)?"
    r"(?P<quote>[\"']?)(?P<target>[\w./@-]+)(?P=quote)"
)
_PARTIAL = Expression(r">\s*([\w./@-]+)")
_THEME_PART = Expression(r"\bget_(header|footer|sidebar)\(")
_SERVER_INCLUDE = Expression(
    r"<!--\s{0,9}#\s{0,9}include\s{1,9}(?:virtual|file)\s{0,9}=\s{0,9}[\"']?([^\s\"'>]{1,300})"
)
_STRING = Expression(r"(?:([\w-]+)\s{0,9}[=:]\s{0,9})?(?:\"([^\"\\]*)\"|'([^'\\]*)')")
_ASKS = Expression(r"[-~]?\s*#?(?:if|elsif|elif|elseif|unless|case|when|for|set\s+\w+\s*=\s*\[|load|static|url)\b")
_WORDS = Expression(r"[^\W\d_]{2}[^%{}<>]*\s+\S*[^\W\d_]{2}")


class Argument(NamedTuple):
    """A text that a tag passes on: its place without the quotes, and its name where it has one."""

    start: int
    end: int
    name: str


class Masked(NamedTuple):
    """The text with its template tags replaced, where they stood, and what they say."""

    text: str
    tags: tuple[Span, ...]
    links: tuple[Link, ...]
    arguments: tuple[Argument, ...]


def mask(text: str, start: int = 0) -> Masked:
    """Replaces the template tags of text[start:] by VALUE or BREAK, letter for letter."""
    tags: list[Span] = []
    links = [Link("include", m[1], (), Span(*m.span())) for m in _SERVER_INCLUDE.finditer(text, start)]
    arguments: list[Argument] = []
    kept: list[str] = []
    at = done = start
    ends: dict[str, int] = {}  # closing mark -> where the next one stands, or the end of the text
    if "%}" not in text and "}}" not in text:
        ends["#}"] = len(text)  # a page without tags has no comments on them
    while opening := _OPENING.search(text, at):
        low, mark = opening.start(), opening.group()[:2]
        comment = _COMMENTS.get(opening.group(), "")
        inner = _comment_end(text, opening.end(), comment, ends) if comment else 0
        end = _end(text, inner or low + len(opening.group() if mark in ("<?", "<%") else mark), mark, ends)
        if end < 0:
            at = low + 2
            continue
        inside = "!" if inner else text[low + 2 : end - 2]
        if mark == "{%" and (block := _BLOCKS.match(inside)):
            end = _block_end(text, end, block[1], ends)
            if block[1] in ("raw", "verbatim"):  # the tags inside are text
                kept.append(text[done:low] + BREAK * (len(inside) + 4))
                tags.append(Span(low, low + len(inside) + 4))
                done = low + len(inside) + 4
                at = max(done, end)
                continue
        elif mark != "{#":
            links.extend(_links(inside, mark, Span(low, end)))
            arguments.extend(_arguments(inside, low + 2, mark))
        kept.append(text[done:low] + (VALUE if _prints(mark, inside) else BREAK) * (end - low))
        tags.append(Span(low, end))
        at = done = end
    kept.append(text[done:])
    return Masked(text[:start] + "".join(kept), tuple(tags), tuple(links), tuple(arguments))


def _end(text: str, at: int, mark: str, ends: dict[str, int]) -> int:
    """One past the end of a tag whose inside begins at `at`; -1 where it is none."""
    end = _next(text, _CLOSING[mark], at, ends)
    if end == len(text):
        return end if mark == "<?" else -1  # PHP may leave its last end out
    is_code = mark in ("<?", "<%")
    if not is_code and (end - at > MAX_TAG or "</script" in text[at:end] or "</style" in text[at:end]):
        return -1
    end += 2
    return end + 1 if mark == "{{" and text.startswith("}", end) and text.startswith("{", at) else end


def _next(text: str, mark: str, at: int, ends: dict[str, int]) -> int:
    """Where the next mark stands from `at` on, looked for once; the end of the text where there is none."""
    found = ends.get(mark, -1)
    if found < at:
        found = text.find(mark, at)
        ends[mark] = found = len(text) if found < 0 else found
    return found


def _comment_end(text: str, at: int, closing: str, ends: dict[str, int]) -> int:
    """Where the braces that close a comment stand; 0 where they do not come."""
    end = _next(text, closing, at, ends)
    return 0 if end == len(text) else end + 2  # the closing braces follow, or a trimming mark and the braces


def _block_end(text: str, at: int, name: str, ends: dict[str, int]) -> int:
    """One past the end tag of a block, or `at` where it has none."""
    end = _next(text, f"end{name}", at, ends)
    if end == len(text):
        return at
    if name in ("raw", "verbatim"):
        return max(at, text.rfind("{%", at, end))
    closing = text.find("%}", end)
    return closing + 2 if closing >= 0 else at


def _prints(mark: str, inside: str) -> bool:
    if mark == "{{":
        return not _PRINTS_NOT.match(inside)
    return mark in ("<%", "<?") and bool(_PRINTS.match(inside))


def _links(inside: str, mark: str, span: Span) -> list[Link]:
    if mark == "{{" and (partial := _PARTIAL.match(inside.lstrip("{"))):
        return [Link("include", partial[1], (), span)]
    if mark == "<?" and (part := _THEME_PART.search(inside)):
        return [Link("include", f"{part[1]}.php", (), span)]
    found = _INCLUDES.search(inside)
    if found is None or (mark == "{{" and found["how"] == "template" and not found["quote"]):
        return []
    kind = "layout" if found["how"] in ("extends", "layout") else "include"
    return [Link(kind, found["target"], (), span)]


def _speaks(text: str, _: tuple[str, ...]) -> bool:
    return speaks(text)


def _arguments(inside: str, start: int, mark: str) -> list[Argument]:
    """The texts of several words in a tag that prints or passes them on."""
    if mark not in ("{{", "{%") or _ASKS.match(inside):
        return []
    found = []
    for string in _STRING.finditer(inside):
        low, high = string.span(2 if string[2] is not None else 3)
        name = (string[1],) if string[1] else ()
        if _WORDS.search(inside, low, high) and (is_shown if name else _speaks)(inside[low:high], name):
            found.append(Argument(start + low, start + high, string[1] or ""))
    return found
