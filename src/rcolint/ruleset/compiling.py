"""How do loaded rules and lists become a pack?

Lists become numbers, forms a flat table keyed by their first word, patterns short arrays. Runs when a wheel is built or a rule
file of a checkout has changed.
"""

import hashlib
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import Any

from rcolint.model import TIERS
from rcolint.ruleset.changes import NONE, Changes
from rcolint.ruleset.lexicon import BUCKETS, bucket_of
from rcolint.ruleset.load import RuleFile, load_folder
from rcolint.ruleset.patterns import QUANTITIES, Pattern
from rcolint.ruleset.schema import KINDS
from rcolint.ruleset.words import WordList, members

# Lists that context, sections and statements look at, whether or not a rule names them.
LIGHT = "light"


def compiled(folder: Path, changes: Changes = NONE) -> tuple[dict[str, Any], str]:
    """The pack of a folder with some changes: plain data, and the region of forms. Raises RuleError."""
    rules = load_folder(folder, changes=changes)
    literals = sorted(
        {
            n
            for r in rules.rules
            for ps in r.patterns.values()
            for p in ps
            for s in p.steps
            for n in s.names
            if n.startswith("=")
        }
    )
    names = [*sorted(rules.lists), *QUANTITIES, *literals]
    ids = {name: i for i, name in enumerate(names)}
    region, offsets = _region(*_forms(rules.lists, literals, ids))
    light = [" ".join(f.words) for f in rules.lists[LIGHT].forms] if LIGHT in rules.lists else []
    data: dict[str, Any] = {
        "digest": _digest(folder, changes),
        "lists": [*sorted(rules.lists), *QUANTITIES],
        "light": light,
        "offsets": offsets,
        "rules": [_rule(r, rules.lists, ids) for r in rules.rules],
    }
    data["calls"] = _calls(data["rules"], len(ids))
    return data, region


def _calls(rules: list[dict[str, Any]], lists: int) -> list[str]:
    """Gives each pattern of `look_for` the step that fewest patterns share as its key. Returns for each list the patterns
    that are kept under it, as "RCO101:3,4 RCO112:0".
    """
    looking = [r["parameters"] for r in rules if "look_for" in r["parameters"]]
    shared = Counter(
        number
        for p in looking
        for steps, *_ in p["look_for"]
        for ids, _, optional, *_ in steps
        if not optional
        for number in ids
    )
    calls: list[dict[str, list[int]]] = [{} for _ in range(lists)]
    for rule in rules:
        for number, pattern in enumerate(rule["parameters"].get("look_for", ())):
            steps = pattern[0]
            needed = [i for i, (_, _, optional, *_) in enumerate(steps) if not optional]
            pattern[3] = min(needed, key=lambda i: sum(shared[n] for n in steps[i][0]))
            for one in steps[pattern[3]][0]:
                calls[one].setdefault(rule["id"], []).append(number)
    return [" ".join(f"{name}:{','.join(map(str, found))}" for name, found in one.items()) for one in calls]


def _region(buckets: list[str], guards: list[str]) -> tuple[str, list[int]]:
    """Buckets and guards as one text, and where in it (in bytes of UTF-8) each bucket begins and the guards do."""
    sizes = [len(bucket.encode()) for bucket in buckets]
    return "".join((*buckets, "\n".join(guards))), [*accumulate(sizes, initial=0)]


def _digest(folder: Path, changes: Changes) -> str:
    digest = hashlib.sha256(changes.digest.encode())
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("words/*.yaml")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _forms(lists: dict[str, WordList], literals: list[str], ids: dict[str, int]) -> tuple[list[str], list[str]]:
    """Buckets of forms (first word, other words, list numbers, guard number, cased form; those of one word together,
    the longest first), and the guards.
    """
    guards: list[str] = []
    guard_ids: dict[Any, int] = {}
    table: dict[tuple[tuple[str, ...], int, str], set[int]] = {}
    for name, word_list in lists.items():
        for form in word_list.forms:
            guard = -1
            if form.guard:
                if form.guard not in guard_ids:
                    guard_ids[form.guard] = len(guards)
                    guards.append("|".join(" ".join(sorted(set(part))) for part in form.guard))
                guard = guard_ids[form.guard]
            table.setdefault((form.words, guard, form.cased), set()).add(ids[name])
    for literal in literals:
        table.setdefault((tuple(literal[1:].split(" ")), -1, ""), set()).add(ids[literal])
    buckets: list[list[tuple[str, int, str]]] = [[] for _ in range(BUCKETS)]
    for (words, guard, cased), numbers in table.items():
        lists_ = ",".join(map(str, sorted(numbers)))
        line = "\t".join([words[0], " ".join(words[1:]), lists_, str(guard) if guard >= 0 else "", cased])
        buckets[bucket_of(words[0])].append((words[0], -len(words), line))
    return ["".join(f"\r{line}" for _, _, line in sorted(bucket)) for bucket in buckets], guards


def _rule(rule: RuleFile, lists: dict[str, WordList], ids: dict[str, int]) -> dict[str, Any]:
    data = rule.data
    parameters: dict[str, Any] = {}
    for name in KINDS[data["kind"]]:
        if name in rule.patterns:
            parameters[name] = [_pattern(p, lists, ids) for p in rule.patterns[name]]
        elif name in data:
            parameters[name] = data[name]
    if "fill" in parameters:
        parameters["fill"] = sorted(ids[m] for name in parameters["fill"] for m in members(name, lists))
    if data.get("stage", "first") == "later":
        parameters["later"] = True
    return {
        "id": data["id"],
        "slug": data["slug"],
        "title": data["title"],
        "kind": data["kind"],
        "variants": [_variant(v, data["message"]) for v in data["variants"]],
        "why": _one_line(data["why"]),
        "instead": _one_line(data["instead"]),
        "references": [
            {"cite": r["cite"], "title": r.get("title", ""), "url": r.get("url", ""), "checked": bool(r.get("checked"))}
            for r in data["references"]
        ],
        "unless": data.get("unless", []),
        "parameters": parameters,
        "origin": f"{rule.file.path}:1",
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _variant(variant: dict[str, Any], message: str) -> dict[str, Any]:
    when = [[k, v if isinstance(v, list) else [v]] for k, v in (variant.get("when") or {}).items()]
    return {
        "severity": variant["severity"],
        "tier": variant.get("tier", TIERS[1]),
        "message": _one_line(variant.get("message", message)),
        "when": when,
    }


def _pattern(pattern: Pattern, lists: dict[str, WordList], ids: dict[str, int]) -> list[Any]:
    """[steps, from_start, to_end, key]; a step is [list numbers, gap, optional, name, verb], the key the number of a step."""
    steps = [
        [
            sorted({ids[m] for n in s.names for m in (members(n, lists) if n in lists else (n,))}),
            s.gap,
            s.optional,
            "|".join(s.names) if not s.names[0].startswith("=") else s.names[0],
            all(n in lists and lists[n].verbs for n in s.names),
        ]
        for s in pattern.steps
    ]
    return [steps, pattern.from_start, pattern.to_end, 0]
