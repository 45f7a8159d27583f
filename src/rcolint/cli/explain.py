"""`rcolint explain`: why does a rule exist, on what basis, what does it flag and what may be written instead?

All of it comes from the rule's own file, so it works offline and cannot drift from what runs.
"""

from pathlib import Path, PurePosixPath
from typing import Any

from rcolint.cli.options import Parser
from rcolint.cli.rules import SILENT, table
from rcolint.cli.selection import advice, rules_named
from rcolint.cli.streams import columns, say
from rcolint.errors import ConfigError
from rcolint.model import Rule, Variant

_LABEL = 10  # columns
_CONTEXTS = {
    "negated": "denied (does not ...)",
    "refusal": "a refusal to answer",
    "quoted-policy": "quoted as wording to avoid",
    "fixed-statement": "part of a statement fixed by law",
    "lab": "laboratory language",
    "data": "reported as data",
    "sds": "from a safety data sheet",
    "citation": "the title of a publication",
    "sense": "meant in another sense",
    "code": "code",
}


def run(words: list[str]) -> int:
    """Explains one rule, or gives the overview of a family."""
    parser = Parser(
        "explain",
        usage="rcolint explain RULE",
        description="Says why a rule exists, on what basis, and what to write instead.",
        epilog="Examples:\n  rcolint explain RCO101\n  rcolint explain dosing\n",
    )
    parser.add_argument("rule", metavar="RULE", nargs="?", help="an id, a slug or a family; 'rcolint rules' lists them")
    options = parser.read(words)
    if options is None:
        return 0
    if options.rule is None:
        parser.error("name a rule by its id or slug, or a family; 'rcolint rules' lists them")
    from rcolint.config.packs import Packs, config_at
    from rcolint.ruleset.pack import load

    packs = Packs(load())
    config = config_at(".", packs)
    rules = packs.of(config).rules if config else packs.shipped.rules
    found = rules_named(options.rule, rules)
    if not found:
        raise ConfigError(f"no rule is called '{options.rule}': {advice(options.rule, rules)}")
    width = min(columns(), 100)
    lines = (
        explanation(found[0], examples(found[0], config.root if config else ""), width)
        if len(found) == 1
        else overview(found, width)
    )
    say("\n".join(lines))
    return 0


def overview(rules: tuple[Rule, ...], width: int) -> list[str]:
    """The rules of a family in short."""
    return [*table(rules, width), "", f"rcolint explain {rules[0].id} says more about a rule."]


def explanation(rule: Rule, shown_by: dict[str, list[Any]], width: int) -> list[str]:
    """Everything about a rule, wrapped."""
    lines = [f"{rule.id}  {rule.slug}  ({rule.family})", *_wrapped(rule.title, "", width), ""]
    for number, variant in enumerate(rule.variants):
        lines += _labelled("severity" if number == 0 else "", _weight(variant, alone=len(rule.variants) == 1), width)
    lines += _labelled("why", rule.why, width)
    lines += _labelled("instead", rule.instead, width)
    for number, reference in enumerate(rule.references):
        text = ": ".join(part for part in (reference.cite, reference.title) if part)
        lines += _labelled("basis" if number == 0 else "", text + "*" * (not reference.checked), width)
        lines += _labelled("", reference.url, width)
    if not all(reference.checked for reference in rule.references):
        lines += _labelled("", "* not checked against the official text", width)
    if rule.unless:
        silent = ", ".join(_CONTEXTS.get(name, name) for name in rule.unless)
        lines += _labelled("not a cue", f"when the words are {silent}", width)
    for key, heading in (("flag", "Flagged (the words between « and » are reported)"), ("pass", "Not flagged")):
        found = shown_by.get(key) or []
        if found:
            lines += ["", heading]
            lines += [line for example in found for line in _example(example, width)]
    return lines


def _weight(variant: Variant, alone: bool) -> str:
    silent = SILENT.get(variant.severity)
    weight = silent or f"{variant.severity}, tier {variant.tier}"
    where = "; ".join(f"{key} {', '.join(values)}" for key, values in variant.when)
    if where:
        return f"{weight} for {where}"
    return weight if alone else f"{weight} otherwise"


def examples(rule: Rule, root: str = "") -> dict[str, list[Any]]:
    """What the rule's file flags and passes; empty where the file is not there. The path of an own rule starts at `root`."""
    from rcolint.ruleset.changes import SHIPPED
    from rcolint.ruleset.nodes import read_documents
    from rcolint.ruleset.shipped import rules_folder

    path = PurePosixPath(rule.origin.rpartition(":")[0])
    file = rules_folder() / path.name if rule.id.startswith(SHIPPED) else Path(root, path)
    documents, _ = read_documents(file, path.name)
    data = documents[1].data if len(documents) > 1 else None
    return data if isinstance(data, dict) else {}


def _example(example: Any, width: int) -> list[str]:
    if not isinstance(example, dict):
        return _wrapped(str(example), "  - ", width)
    text = str(example.get("text") or example.get("page") or "").strip()
    notes = ", ".join(_note(key, value) for key, value in example.items() if key not in ("text", "page"))
    return _wrapped(f"{' / '.join(text.split(chr(10)))}{f'  ({notes})' if notes else ''}", "  - ", width)


def _note(key: str, value: Any) -> str:
    if key == "because":
        return "sense" if value == "sense" else _CONTEXTS.get(str(value), str(value))
    return f"{key.replace('_', ' ')} {value}"


def _labelled(label: str, text: str, width: int) -> list[str]:
    return _wrapped(text, f"{label:{_LABEL}}", width) if text else []


def _wrapped(text: str, first: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
