"""Writes the documentation of the rules from the rules, so that the two cannot say different things.

Usage: generate.py [--check] [--rules DIR] [--out DIR]. With --check nothing is written; the exit code is 1 when a page
differs from what the rules say. Texts that speak of claims are written as code, which is not copy: rcolint finds
nothing at tier gate in its own documentation.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from yaml import safe_load as read_yaml

from rcolint.cli.rules import SILENT, exceptions, weight_words
from rcolint.config.schema import KEYS as SETTINGS
from rcolint.config.schema import Key
from rcolint.model import FAMILIES, PROFILES, Rule
from rcolint.ruleset.load import RuleFile, RuleSet, load_folder
from rcolint.ruleset.pack import load
from rcolint.ruleset.patterns import QUANTITIES
from rcolint.ruleset.schema import KINDS, REFERENCE, RULE, VARIANT, WHEN, FieldSpec, json_schema
from rcolint.ruleset.words import members

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 100  # columns of text in a fence
BY_HAND = ("rule-language.md", "configuration.md", "ci.md")  # written by hand, but for the tables between their markers
_MARKED = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main(words: Sequence[str] | None = None) -> int:
    """Writes or checks the pages and returns the exit code."""
    parser = argparse.ArgumentParser(description="Writes the documentation of the rules from the rules.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page differs")
    parser.add_argument("--rules", type=Path, default=ROOT / "rules", help="the folder of rules")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", help="the folder of pages")
    options = parser.parse_args(words)
    pages = generated(options.rules, options.out)
    stale = [path for path in sorted((options.out / "rules").glob("*.md")) if path not in pages]
    different = [path for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if options.check:
        for path in [*different, *stale]:
            print(f"{path}: differs from the rules; run python docs/generate.py")
        return 1 if different or stale else 0
    for path in different:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8", newline="\n")
    for path in stale:
        path.unlink()
    print(f"{len(pages)} pages, {len(different)} written, {len(stale)} removed")
    return 0


def generated(rules: Path, out: Path) -> dict[Path, str]:
    """The text of every generated page by its path."""
    rule_set = load_folder(rules)
    running = {rule.id: rule for rule in load(rules).rules}
    pages = {out / "rules.md": index(list(running.values()), rule_set), out / "word-lists.md": word_lists(rule_set)}
    for file in rule_set.rules:
        rule = running[str(file.data["id"])]
        pages[out / "rules" / f"{rule.id}.md"] = rule_page(rule, file, rule_set)
    pages[out / "rule.schema.json"] = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    for name in BY_HAND:
        if (out / name).is_file():
            pages[out / name] = filled((out / name).read_text(encoding="utf-8"))
    return pages


# The index


def index(rules: list[Rule], rule_set: RuleSet) -> str:
    """All rules, family by family."""
    entries = sum(word_list.lemmas for word_list in rule_set.lists.values())
    lines = [
        "<!-- Written by docs/generate.py from rules/; edit the rules. -->",
        "",
        "# Rules",
        "",
        (
            f"{len(rules)} rules over {len(rule_set.lists)} [word lists](word-lists.md) with {entries:,} entries. "
            "[The rule language](rule-language.md) says how they are written."
        ),
        "",
        (
            "Severity (error, warning, note) is how much weight the words carry. Tier (gate, review, audit) is how sure the "
            "program is. The first column of weights is for the default profile, `ruo`; the last one lists the profiles where a "
            "rule weighs something else."
        ),
    ]
    for family in FAMILIES.values():
        of_family = [rule for rule in rules if rule.family == family]
        if not of_family:
            continue
        lines += ["", f"## `{family}`", "", "| rule | what it marks | ruo | elsewhere |", "|---|---|---|---|"]
        for rule in of_family:
            cells = [linked(rule), f"`{rule.title}`", weight_words(rule, PROFILES[0]), exceptions(rule)]
            lines.append(row(cells))
    return page(lines)


def linked(rule: Rule) -> str:
    """A link from the index to the page of a rule."""
    return f"[{rule.id}](rules/{rule.id}.md) `{rule.slug}`"


# The page of a rule


def rule_page(rule: Rule, file: RuleFile, rule_set: RuleSet) -> str:
    """Everything that is known about one rule."""
    source = file.file.path
    lines = [
        "<!-- Written by docs/generate.py from the file of the rule; edit that file. -->",
        "",
        f"# {rule.id} `{rule.slug}`",
        "",
        f"`{rule.title}`",
        "",
        f"Family `{rule.family}`, kind `{rule.kind}`. Source: [`{source}`](../../{source}). [All rules](../rules.md).",
        "",
        "## Severity and tier",
        "",
        row(f"`{profile}`" for profile in PROFILES),
        row("---" for _ in PROFILES),
        row(weight_words(rule, profile) for profile in PROFILES),
        *_variants(rule),
        "",
        "## Why",
        "",
        *fenced(wrap(rule.why, WIDTH)),
        "",
        "## What to write instead",
        "",
        *fenced(wrap(rule.instead, WIDTH)),
        "",
        "## Legal basis",
        "",
        *(_reference(cite.cite, cite.title, cite.url) for cite in rule.references),
        *_unchecked(rule),
        "",
        "## Examples",
        *_examples(file),
        *_contexts(rule),
        *_lists(file, rule_set),
    ]
    return page(lines)


def _variants(rule: Rule) -> list[str]:
    """A table of the places where the weight differs inside a profile; nothing where the profile alone decides."""
    if all(key == "profile" for variant in rule.variants for key, _ in variant.when):
        return []
    lines = ["", "The first row that fits decides:", "", row(("where", "severity", "tier")), row(("---", "---", "---"))]
    for variant in rule.variants:
        where = "; ".join(f"{key} {codes(values)}" for key, values in variant.when) or "everywhere else"
        silent = variant.severity in SILENT
        lines.append(row((where, SILENT.get(variant.severity, variant.severity), "" if silent else variant.tier)))
    return lines


def _reference(cite: str, title: str, url: str) -> str:
    named = f"[{cite}]({url})" if url else cite
    return f"- {named}: `{title}`" if title else f"- {named}"


def _unchecked(rule: Rule) -> list[str]:
    """Says which citations were not compared with an official copy."""
    open_ = [reference.cite for reference in rule.references if not reference.checked]
    if not open_:
        return []
    if len(open_) == len(rule.references) > 1:
        return ["", "None of these has been compared with the official text yet."]
    return [
        "",
        f"{', '.join(open_)} {'have' if len(open_) > 1 else 'has'} not been compared with the official text yet.",
    ]


def _examples(file: RuleFile) -> list[str]:
    lines: list[str] = []
    for key, heading in (("flag", "Flagged: the words between « and » are reported"), ("pass", "Not flagged")):
        found = file.examples.get(key) or []
        short = [_example(example) for example in found if "\n" not in _text(example)]
        if short:
            lines += ["", f"### {heading}", "", *fenced(short)]
        elif found:
            lines += ["", f"### {heading}"]
        for example in found:
            if "\n" in _text(example):
                lines += ["", *([f"`{_notes(example)}`:", ""] if _notes(example) else []), *fenced([_text(example)])]
    return lines or ["", "None are written yet."]


def _text(example: Any) -> str:
    fields = example if isinstance(example, dict) else {"text": example}
    return str(fields.get("text") or fields.get("page") or "").strip()


def _example(example: Any) -> str:
    notes = _notes(example)
    return f"{_text(example)}    ({notes})" if notes else _text(example)


def _notes(example: Any) -> str:
    """Where an example stands and why it is passed: "as heading, under Benefits"."""
    if not isinstance(example, dict):
        return ""
    said = {key: value for key, value in example.items() if key not in ("text", "page")}
    return ", ".join(f"{key.replace('_', ' ')} {_plain(value)}" for key, value in said.items())


def _plain(value: Any) -> str:
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value)


def _contexts(rule: Rule) -> list[str]:
    if not rule.unless:
        return []
    where = "[contexts](../rule-language.md#contexts)"
    return [
        "",
        "## When a match is taken back",
        "",
        f"In these {where}: {codes(rule.unless)}. `--show-cancelled` lists such matches.",
    ]


def _lists(file: RuleFile, rule_set: RuleSet) -> list[str]:
    """The word lists and typed quantities that the patterns of a rule name."""
    steps = (step for patterns in file.patterns.values() for pattern in patterns for step in pattern.steps)
    named = {name for step in steps for name in step.names} | set(map(str, file.data.get("fill") or ()))
    lists = sorted(name for name in named if name in rule_set.lists)
    typed = sorted(name for name in named if name in QUANTITIES)
    lines: list[str] = []
    if lists:
        lines += ["", "## Word lists", "", row(("list", "entries", "forms")), row(("---", "---:", "---:"))]
        lines += [row((f"`{name}`", *map(str, counts(name, rule_set)))) for name in lists]
        lines += ["", "What each list holds is said in [Word lists](../word-lists.md)."]
    if typed:
        lines += ["", f"Typed quantities: {codes(typed)}. [What they are](../rule-language.md#typed-quantities)."]
    return lines


# The word lists


def word_lists(rule_set: RuleSet) -> str:
    """Every word list with what it is for, its size, and the rules that name it."""
    users: dict[str, list[str]] = {}
    for file in rule_set.rules:
        steps = (step for patterns in file.patterns.values() for pattern in patterns for step in pattern.steps)
        for name in {name for step in steps for name in step.names} | set(map(str, file.data.get("fill") or ())):
            for member in members(name, rule_set.lists):
                users.setdefault(member, []).append(str(file.data["id"]))
    lines = [
        "<!-- Written by docs/generate.py from rules/words/; edit the lists. -->",
        "",
        "# Word lists",
        "",
        (
            f"{len(rule_set.lists)} lists, {sum(w.lemmas for w in rule_set.lists.values()):,} entries. An entry is what a person "
            "wrote; forms are what is looked up: inflections, British and American spellings. A list that is made of others "
            "counts theirs. Lists without a rule are read by the context cues."
        ),
        "",
        row(("list", "what it holds", "entries", "forms", "named by")),
        row(("---", "---", "---:", "---:", "---")),
    ]
    for name, word_list in sorted(rule_set.lists.items()):
        rules = ", ".join(f"[{id_}](rules/{id_}.md)" for id_ in sorted(set(users.get(name, ()))))
        made_of = f" Made of: {', '.join(word_list.includes)}." if word_list.includes else ""
        linked_name = f"[`{name}`](../{word_list.path})"
        lines.append(row((linked_name, f"`{word_list.about}`{made_of}", *map(str, counts(name, rule_set)), rules)))
    return page(lines)


def counts(name: str, rule_set: RuleSet) -> tuple[int, int]:
    """Entries and distinct forms of a list and all it includes."""
    lists = [rule_set.lists[member] for member in members(name, rule_set.lists)]
    return sum(w.lemmas for w in lists), len({(form.words, form.cased) for w in lists for form in w.forms})


# The tables of the hand-written page


def filled(text: str) -> str:
    """The hand-written page with fresh tables between its markers."""
    return _MARKED.sub(lambda found: found[1] + _tables()[found[2]] + found[3], text)


def _tables() -> dict[str, str]:
    tables = {"rule": fields(RULE), "variant": fields(VARIANT), "reference": fields(REFERENCE)}
    tables["when"] = table(("condition", "values"), ((f"`{key}`", codes(values)) for key, values in WHEN.items()))
    grammar = [kind for kind, specs in KINDS.items() if specs is KINDS["claim"]]
    tables["grammar"] = fields(KINDS["claim"])
    for kind, specs in KINDS.items():
        if kind not in grammar:
            tables[kind] = fields(specs)
    tables["quantities"] = codes(QUANTITIES) + "\n"
    tables["settings"] = settings()
    tables["action"] = action()
    return tables


def action() -> str:
    """The inputs of the action."""
    inputs = read_yaml((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    cells = (
        (f"`{name}`", f"`{one['default']}`" if one["default"] else "", one["description"])
        for name, one in inputs.items()
    )
    return table(("input", "default", "what for"), cells)


def settings() -> str:
    """The settings of a configuration, those of a mapping below it."""
    rows = []
    for name, key in SETTINGS.items():
        rows.append((f"`{name}`", holds(key), key.about))
        inner = key.inner or (key.each.inner if key.each and name != "paths" else None) or {}
        rows += [(f"`{name}` … `{below}`", holds(of_it), of_it.about) for below, of_it in inner.items()]
    return table(("setting", "holds", "what for"), rows)


def holds(key: Key) -> str:
    """What a setting holds, in words."""
    return codes(key.values) if key.values else f"1 to {key.most}" if key.most else key.shape


def fields(specs: dict[str, FieldSpec]) -> str:
    """The fields of a table of the schema."""
    cells = (
        (f"`{name}`", shape(name, spec), "yes" if spec.required else "", spec.about) for name, spec in specs.items()
    )
    return table(("field", "holds", "required", "what for"), cells)


def shape(name: str, spec: FieldSpec) -> str:
    """What a field holds, in words."""
    values = tuple(KINDS) if name == "kind" else spec.values
    if values and spec.shape in ("text", "list"):
        return f"{'one' if spec.shape == 'text' else 'some'} of {codes(values)}"
    words = {"list": "a list", "patterns": "a list of patterns", "flag": "true or false", "when": "conditions"}
    return words.get(spec.shape, spec.shape if spec.shape.endswith("s") else f"a {spec.shape}")


def codes(names: Iterable[str]) -> str:
    """Names as inline code, joined by commas."""
    return ", ".join(f"`{name}`" for name in names)


# Markdown


def table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    return "\n".join([row(head), row("---" for _ in head), *(row(cells) for cells in rows)]) + "\n"


def row(cells: Iterable[str]) -> str:
    """One row of a Markdown table; a bar inside a cell is escaped."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def fenced(lines: Sequence[str]) -> list[str]:
    """A fenced block, with a fence longer than any run of backticks inside."""
    longest = max((len(run) for line in lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *lines, fence]


def page(lines: Iterable[str]) -> str:
    """A page with one line break at its end."""
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
