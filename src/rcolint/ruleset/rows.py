"""How does a rule lie in the pack?

One line a rule, its parts behind separators that no text of a rule may hold, so that reading it is a handful of splits: every
start of the program reads all of them.
"""

from typing import Any

from rcolint.errors import RuleError
from rcolint.model import Reference, Rule, Variant

# What parts the fields of a rule, the things in a field, the parts of a thing, and the items of a part.
FIELD, THING, PART, ITEM = "\x1c", "\x1d", "\x1e", "\x1f"
_made = tuple.__new__  # of hundreds, all fields at once: calling the class costs more than the rest of the reading
SEPARATORS = frozenset((FIELD, THING, PART, ITEM, "\n"))


def row(rule: dict[str, Any]) -> str:
    """The line of a compiled rule. Raises RuleError when a text of it holds a control character that parts fields."""
    from rcolint.ruleset.schema import KINDS

    shapes = {name: spec.shape for name, spec in KINDS[rule["kind"]].items()}
    variants = [
        _joined(PART, v["severity"], v["tier"], v["message"], *[_joined(ITEM, name, *of) for name, of in v["when"]])
        for v in rule["variants"]
    ]
    references = [_joined(PART, r["cite"], r["title"], r["url"], "checked" * r["checked"]) for r in rule["references"]]
    parameters = [_parameter(name, value, shapes.get(name, "")) for name, value in rule["parameters"].items()]
    return FIELD.join(
        [
            *(_joined("", rule[name]) for name in ("id", "slug", "title", "kind", "why", "instead", "origin")),
            _joined(PART, *rule["unless"]),
            *map(THING.join, (variants, references, parameters)),
        ]
    )


def rule_of(line: str) -> Rule:
    """The rule of a line."""
    id_, slug, title, kind, why, instead, origin, unless, variants, references, parameters = line.split(FIELD)
    return Rule(
        id_,
        slug,
        title,
        kind,
        tuple([_variant(*cell.split(PART)) for cell in variants.split(THING)]),
        why,
        instead,
        tuple([_reference(*cell.split(PART)) for cell in references.split(THING)]),
        tuple(unless.split(PART)) if unless else (),
        tuple([_value(*cell.split(PART)) for cell in parameters.split(THING) if cell]),
        origin,
    )


def _variant(severity: str, tier: str, message: str, *when: str) -> Variant:
    told = tuple([(name, tuple(of)) for name, *of in [c.split(ITEM) for c in when]])
    return _made(Variant, (severity, tier, message, told))


def _reference(cite: str, title: str, url: str, checked: str) -> Reference:
    return _made(Reference, (cite, title, url, bool(checked)))


def _parameter(name: str, value: Any, shape: str) -> str:
    if value is True:
        return _joined(PART, name, "flag", "")
    if isinstance(value, str):
        return _joined(PART, name, "text", value)
    if shape == "patterns":
        return _joined(PART, name, "list", ITEM.join(map(_pattern_line, value)))
    of = "numbers" if value and isinstance(value[0], int) else "list"
    return PART.join([name, of, _joined(ITEM, *map(str, value))])


def _value(name: str, of: str, told: str) -> tuple[str, object]:
    """A parameter by name: a list, a text, or true."""
    if of == "list":
        return name, told.split(ITEM) if told else []
    if of == "numbers":
        return name, [int(number) for number in told.split(ITEM)]
    return name, told if of == "text" else True


def _pattern_line(pattern: list[Any]) -> str:
    """A pattern (see compiling) as one text: its marks, then its steps, parted by tabs."""
    steps, *marks = pattern
    cells = [f"{gap} {optional:d}{verb:d} {','.join(map(str, ids))} {name}" for ids, gap, optional, name, verb in steps]
    return "\t".join([",".join(f"{mark:d}" for mark in marks), *cells])


def pattern_of(line: str) -> list[Any]:
    """The pattern of a text. Done when a passage first has words for it, since most patterns are never asked for."""
    marks, *cells = line.split("\t")
    steps = []
    for cell in cells:
        gap, marks_, ids, name = cell.split(" ", 3)
        steps.append([list(map(int, ids.split(","))), int(gap), marks_[0] == "1", name, marks_[1] == "1"])
    return [steps, *map(int, marks.split(","))]


def needed(line: str) -> list[str]:
    """The list numbers, as text, of the steps that must be there beside the key of the pattern. A look that unpacks nothing."""
    marks, *cells = line.split("\t")
    del cells[int(marks[marks.rindex(",") + 1 :])]
    found = []
    for cell in cells:
        _, marks, ids, _ = cell.split(" ", 3)
        if marks[0] == "0":
            found.append(ids)
    return found


def _joined(separator: str, *texts: str) -> str:
    """Texts parted by a separator; none may hold one of a higher order, or all behind it would be read as something else."""
    for text in texts:
        held = SEPARATORS.intersection(text)
        if held and (separator != PART or held != {ITEM}):
            raise RuleError(f"{text!r} holds a control character that no rule may hold")
    return separator.join(texts)
