"""What do the style sheets and style attributes of a page say of one element?

Reads the simple part of CSS: rules by element, class and id, also below one another. Rules for some screens only (@media
and the like), for states (:hover) and for attributes are left out: they do not hold for everybody. Linear.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rcolint.expressions import Expression
from rcolint.tuples import NamedTuple

MAX_RULES = 100  # that may fit one element, by its most telling mark; more are not looked at

Style = dict[str, str]  # property -> value, both in lower case


class Marks(NamedTuple):
    """What a selector can see of an element."""

    name: str
    id: str = ""
    classes: frozenset[str] = frozenset()


class Rule(NamedTuple):
    """One selector with what it declares."""

    weight: tuple[int, int, int, int]  # ids, classes, elements, place in the sheet
    target: Marks
    above: tuple[Marks, ...]  # what must stand around it, innermost first
    style: Style


# What decides whether text is seen; everything else is left out.
TELLING = frozenset(
    """
    background background-color clip clip-path color display font font-size height left margin-left max-height max-width
    opacity overflow right text-indent top transform visibility width
    """.split()
)
_COMPOUND = Expression(r"([a-z][a-z0-9-]*|\*)?((?:[.#][a-z_-][a-z0-9_-]*)*+)\Z")
_PART = Expression(r"([.#])([^.#]+)")
_IMPORTANT = Expression(r"\s*!\s*important\Z")


def declarations(text: str) -> Style:
    """The declarations of a style attribute or of the body of a rule; a later one replaces an earlier one."""
    style: Style = {}
    for declaration in text.lower().split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip()
        if colon and name in TELLING:
            style[name] = _IMPORTANT.sub("", value.strip())
            if name == "font":
                style["font-size"] = next((w.partition("/")[0] for w in value.split() if w[0].isdigit()), "inherit")
    return style


class Sheet:
    """The rules of one page. Class names are compared in lower case, which at worst hides too much."""

    def __init__(self, sheets: Iterable[str] = ()) -> None:
        self._by_key: dict[str, list[Rule]] = {}  # "#id", ".class" or "element"
        self._count = 0  # gives equal rules their order
        for css in sheets:
            for selectors, body in rules_of(css):
                style = declarations(body)
                if not style:
                    continue
                for selector in selectors.lower().split(","):
                    self._add(selector.strip(), style)

    def __bool__(self) -> bool:
        return self._count > 0

    def _add(self, selector: str, style: Style) -> None:
        if len(selector) > 500:
            return
        parts = [_marks(part) for part in selector.replace(">", " ").split()]
        known = [part for part in parts if part is not None]
        if not known or len(known) < len(parts):
            return
        target, above = known[-1], tuple(reversed(known[:-1]))
        weight = (
            sum(bool(part.id) for part in known),
            sum(len(part.classes) for part in known),
            sum(bool(part.name) for part in known),
            self._count,
        )
        key = f"#{target.id}" if target.id else f".{min(target.classes)}" if target.classes else target.name
        rules = self._by_key.setdefault(key, [])
        if len(rules) < MAX_RULES:
            rules.append(Rule(weight, target, above, style))
            self._count += 1

    def candidates(self, marks: Marks) -> list[Rule]:
        """The rules whose last part fits an element, lightest first."""
        keys = [marks.name, "", *(f".{name}" for name in marks.classes)]
        if marks.id:
            keys.append(f"#{marks.id}")
        found = [rule for key in keys for rule in self._by_key.get(key, ()) if _fits(rule.target, marks)]
        return sorted(found, key=lambda rule: rule.weight)


def applied(rules: Sequence[Rule], around: Sequence[Marks]) -> Style:
    """The declarations of those rules that hold for an element with these others around it, innermost last."""
    style: Style = {}
    for rule in rules:
        if not rule.above or _stands_in(rule.above, around):
            style.update(rule.style)
    return style


def _stands_in(above: tuple[Marks, ...], around: Sequence[Marks]) -> bool:
    wanted = iter(above)
    part = next(wanted)
    for marks in reversed(around):
        if _fits(part, marks):
            following = next(wanted, None)
            if following is None:
                return True
            part = following
    return False


def _fits(part: Marks, marks: Marks) -> bool:
    return (
        (not part.name or part.name == marks.name)
        and (not part.id or part.id == marks.id)
        and part.classes <= marks.classes
    )


def _marks(part: str) -> Marks | None:
    found = _COMPOUND.match(part)
    if found is None or not part:
        return None
    named = [(mark[1], mark[2]) for mark in _PART.finditer(found[2])]
    return Marks(
        "" if found[1] in (None, "*") else found[1],
        next((name for kind, name in named if kind == "#"), ""),
        frozenset(name for kind, name in named if kind == "."),
    )


def rules_of(css: str) -> Iterator[tuple[str, str]]:
    """The selectors and the body of every rule that holds everywhere."""
    css = _without_comments(css)
    at = 0
    while (opening := css.find("{", at)) >= 0:
        selectors = css[at:opening].rpartition(";")[2].strip()
        if selectors.startswith("@"):
            at = _block_end(css, opening)
            continue
        closing = css.find("}", opening)
        if closing < 0:
            closing = len(css)
        yield selectors.lstrip("}").strip(), css[opening + 1 : closing]
        at = closing + 1


def _without_comments(css: str) -> str:
    kept, at = [], 0
    while (opening := css.find("/*", at)) >= 0:
        kept.append(css[at:opening])
        closing = css.find("*/", opening + 2)
        if closing < 0:
            return " ".join(kept)
        at = closing + 2
    kept.append(css[at:])
    return " ".join(kept)


_BRACE = Expression(r"[{}]")


def _block_end(css: str, opening: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(css, opening):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.end()
    return len(css)


_CONTENT = Expression(r"(?<![\w-])content[ \t\n\f\r]*:")
_STRING_OR_END = Expression(r"\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)'|[;{}]", re.S)


def content_strings(css: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the strings stand, without their quotes, that a sheet at css[start:end] puts on the page by `content`."""
    done = start
    for found in _CONTENT.finditer(css, start, end):
        if found.start() < done:
            continue
        for part in _STRING_OR_END.finditer(css, found.end(), end):
            done = part.end()
            if part.lastindex is None:
                break
            yield part.span(part.lastindex)
        else:
            return
