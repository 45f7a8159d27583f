"""Is a rule file well made, and which rule does it hold?

Collects every mistake in every file with line and column, then stops. Knows the tables of `schema`, not how rules run.
"""

import re
from pathlib import Path
from string import Formatter
from typing import Any

from rcolint.errors import Mistake, RuleError, nearest
from rcolint.model import FAMILIES
from rcolint.ruleset.changes import NONE, SHIPPED, Changes
from rcolint.ruleset.nodes import Located, Parsed, Path_, parsed_folder, parsed_text
from rcolint.ruleset.patterns import QUANTITIES, Pattern, parse_pattern
from rcolint.ruleset.regexes import why_unsafe
from rcolint.ruleset.schema import EXAMPLE_FIELDS, KINDS, REFERENCE, RULE, VARIANT, WHEN, FieldSpec
from rcolint.ruleset.words import WordList, load_lists
from rcolint.tuples import NamedTuple

MAX_PATTERNS = 400
MAX_RULES = 2000


class RuleFile(NamedTuple):
    """A rule as its file says it, and its examples. `patterns` holds the parsed lines of each field of that shape."""

    data: dict[str, Any]
    patterns: dict[str, tuple[Pattern, ...]]
    examples: dict[str, list[Any]]
    file: Located
    examples_file: Located | None


class RuleSet(NamedTuple):
    """All rules by id, and all word lists by name."""

    rules: tuple[RuleFile, ...]
    lists: dict[str, WordList]


def load_folder(folder: Path, shown: str = "rules", changes: Changes = NONE) -> RuleSet:
    """Every rule and list of a rules folder, with what a configuration changes. Raises RuleError with all mistakes at once."""
    lists, mistakes = load_lists(folder / "words", f"{shown}/words", changes)
    rules: list[RuleFile] = []
    first_with: dict[str, str] = {}
    files = parsed_folder(folder, shown)
    if not files:
        raise RuleError([Mistake("holds no rule file (*.yaml)", shown)])
    if len(files) > MAX_RULES:
        raise RuleError([Mistake(f"holds more than {MAX_RULES} rules", shown)])
    shipped = len(files)
    files += [parsed_text(file.shown, file.text) for file in changes.files if not file.is_list]
    for number, file in enumerate(files):
        rule = _read_rule(file, lists, mistakes)
        if rule is None:
            continue
        if number >= shipped:
            _check_own(rule, mistakes)
        for key in ("id", "slug"):
            name = str(rule.data.get(key) or "")
            if name in first_with and name:
                mistakes.append(rule.file.mistake((key,), f"the {key} {name} stands in {first_with[name]} already"))
            first_with.setdefault(name, rule.file.path)
        rules.append(rule)
    if mistakes:
        raise RuleError(mistakes)
    return RuleSet(tuple(sorted(rules, key=lambda r: str(r.data["id"]))), lists)


def _check_own(rule: RuleFile, mistakes: list[Mistake]) -> None:
    """What holds for the rules of a configuration besides."""
    if str(rule.data.get("id", "")).startswith(SHIPPED):
        why = f"ids that begin with {SHIPPED} are those of the shipped rules: take three other capitals, like ACM101"
        mistakes.append(rule.file.mistake(("id",), why))
    if rule.data.get("kind") == "record":
        mistakes.append(rule.file.mistake(("kind",), "rules of the kind 'record' are shipped only"))


def _read_rule(source: Parsed, lists: dict[str, WordList], mistakes: list[Mistake]) -> RuleFile | None:
    _, shown, documents, wrong = source
    mistakes += wrong
    if wrong:
        return None
    if not 1 <= len(documents) <= 2 or not isinstance(documents[0].data, dict):
        mistakes.append(Mistake("a rule file is one YAML document (the rule) and a second one (flag and pass)", shown))
        return None
    file = documents[0]
    patterns = _check_rule(file, lists, mistakes)
    examples_file = documents[1] if len(documents) == 2 else None
    examples = _check_examples(examples_file, mistakes) if examples_file else {}
    return RuleFile(file.data, patterns, examples, file, examples_file)


def _check_rule(file: Located, lists: dict[str, WordList], mistakes: list[Mistake]) -> dict[str, tuple[Pattern, ...]]:
    data = file.data
    kind = data.get("kind")
    if kind is not None and kind not in KINDS:
        mistakes.append(file.mistake(("kind",), f"unknown kind '{kind}'", nearest(str(kind), list(KINDS))))
    # Under an unknown kind any kind's fields may stand: one mistake is told, not one for each field.
    any_kind = {name: spec._replace(required=False) for specs in KINDS.values() for name, spec in specs.items()}
    fields = {**RULE, **KINDS.get(str(kind), any_kind)}
    _check_fields(file, (), data, fields, mistakes)
    id_ = str(data.get("id", ""))
    if not re.fullmatch(r"[A-Z]{3}\d{3}", id_):
        mistakes.append(file.mistake(("id",), f"'{id_}' is no rule id: three capitals and three digits, like RCO101"))
    elif data.get("family") in FAMILIES.values() and FAMILIES.get(id_[3]) != data["family"]:
        mistakes.append(file.mistake(("family",), f"the id {id_} belongs to the family '{FAMILIES.get(id_[3])}'"))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(data.get("slug", "x"))):
        mistakes.append(file.mistake(("slug",), "a slug is lower-case words joined by hyphens"))
    parsed: dict[str, tuple[Pattern, ...]] = {}
    for name, spec in fields.items():
        if spec.shape == "patterns" and isinstance(data.get(name), list):
            parsed[name] = _check_patterns(file, name, data[name], lists, mistakes)
    known = [n for ps in parsed.values() for p in ps for s in p.steps for n in s.names]
    _check_messages(file, ["match", "statement", "missing", "other", *known], mistakes)
    for field, name in [(f, n) for f in ("fill", "lists") for n in data.get(f) or ()]:
        if name not in lists:
            mistakes.append(file.mistake((field,), f"unknown list '{name}'", nearest(str(name), list(lists))))
    if isinstance(data.get("pattern"), str):
        reason = why_unsafe(data["pattern"])
        if reason:
            mistakes.append(file.mistake(("pattern",), reason))
    return parsed


def _check_fields(file: Located, at: Path_, data: Any, fields: dict[str, FieldSpec], mistakes: list[Mistake]) -> None:
    if not isinstance(data, dict):
        mistakes.append(file.mistake(at, "must be a mapping of fields"))
        return
    for key in data:
        if key not in fields:
            mistakes.append(file.mistake((*at, key), f"unknown key '{key}'", nearest(str(key), list(fields))))
    for name, spec in fields.items():
        if name not in data:
            if spec.required:
                mistakes.append(file.mistake(at, f"'{name}' is missing" + (f" ({spec.about})" if spec.about else "")))
            continue
        _check_value(file, (*at, name), data[name], spec, mistakes)


def _check_value(file: Located, at: Path_, value: Any, spec: FieldSpec, mistakes: list[Mistake]) -> None:
    name = str(at[-1])
    if spec.shape == "text":
        if not isinstance(value, str) or not value.strip():
            mistakes.append(file.mistake(at, f"'{name}' must be a text"))
        elif spec.values and value not in spec.values:
            mistakes.append(file.mistake(at, f"unknown {name} '{value}'", nearest(value, spec.values)))
    elif spec.shape == "flag":
        if not isinstance(value, bool):
            mistakes.append(file.mistake(at, f"'{name}' must be true or false"))
    elif spec.shape == "when":
        _check_when(file, at, value, mistakes)
    elif not isinstance(value, list) or not value:
        mistakes.append(file.mistake(at, f"'{name}' must be a list with at least one entry"))
    elif spec.shape in ("variants", "references"):
        table = VARIANT if spec.shape == "variants" else REFERENCE
        for i, entry in enumerate(value):
            _check_fields(file, (*at, i), entry, table, mistakes)
    elif spec.values:
        for i, entry in enumerate(value):
            if entry not in spec.values:
                mistakes.append(
                    file.mistake((*at, i), f"unknown value '{entry}' in '{name}'", nearest(str(entry), spec.values))
                )


def _check_when(file: Located, at: Path_, value: Any, mistakes: list[Mistake]) -> None:
    if not isinstance(value, dict):
        mistakes.append(file.mistake(at, "'when' must be a mapping, like {profile: supplement}"))
        return
    for key, wanted in value.items():
        if key not in WHEN:
            mistakes.append(file.mistake((*at, key), f"unknown condition '{key}'", nearest(key, list(WHEN))))
            continue
        for one in wanted if isinstance(wanted, list) else [wanted]:
            if one not in WHEN[key]:
                mistakes.append(file.mistake((*at, key), f"unknown {key} '{one}'", nearest(str(one), WHEN[key])))


def _check_patterns(
    file: Located, name: str, lines: list[Any], lists: dict[str, WordList], mistakes: list[Mistake]
) -> tuple[Pattern, ...]:
    parsed: list[Pattern] = []
    if len(lines) > MAX_PATTERNS:
        mistakes.append(file.mistake((name,), f"more than {MAX_PATTERNS} patterns"))
        return ()
    for i, line in enumerate(lines):
        pattern, wrong = parse_pattern(str(line))
        if pattern is None:
            mistakes.append(file.mistake((name, i), f"the pattern '{line}' {wrong}"))
            continue
        for step in pattern.steps:
            for word_list in step.names:
                if not word_list.startswith("=") and word_list not in lists and word_list not in QUANTITIES:
                    known = [*lists, *QUANTITIES]
                    mistakes.append(
                        file.mistake((name, i), f"unknown list '{{{word_list}}}'", nearest(word_list, known))
                    )
        parsed.append(pattern)
    return tuple(parsed)


def _check_messages(file: Located, known: list[str], mistakes: list[Mistake]) -> None:
    """A message knows names only: no attributes, indexes, conversions or formats."""
    messages: list[tuple[Path_, Any]] = [(("message",), file.data.get("message"))]
    variants = file.data.get("variants")
    for i, variant in enumerate(variants if isinstance(variants, list) else ()):
        if isinstance(variant, dict) and "message" in variant:
            messages.append((("variants", i, "message"), variant["message"]))
    for at, text in messages:
        if not isinstance(text, str):
            continue
        try:
            names = [(n, spec, conv) for _, n, spec, conv in Formatter().parse(text) if n is not None]
        except ValueError as error:
            mistakes.append(file.mistake(at, f"the message cannot be read: {error}"))
            continue
        for name, spec, conversion in names:
            if name not in known or spec or conversion:
                mistakes.append(
                    file.mistake(
                        at, f"the message names '{{{name}}}', which this rule does not have", nearest(name, known)
                    )
                )


def _check_examples(file: Located, mistakes: list[Mistake]) -> dict[str, list[Any]]:
    data = file.data
    if not isinstance(data, dict) or set(data) - {"flag", "pass"}:
        mistakes.append(file.mistake((), "the second document holds 'flag' and 'pass' only"))
        return {}
    for key, examples in data.items():
        if not isinstance(examples, list):
            mistakes.append(file.mistake((key,), f"'{key}' must be a list of examples"))
            continue
        for i, example in enumerate(examples):
            if isinstance(example, dict):
                for name in example:
                    if name not in EXAMPLE_FIELDS:
                        mistakes.append(
                            file.mistake((key, i, name), f"unknown key '{name}'", nearest(name, EXAMPLE_FIELDS))
                        )
    return {key: value if isinstance(value, list) else [] for key, value in data.items()}
