"""`rcolint rules`: which rules are there, and how heavy is each for which profile?"""

from collections.abc import Iterator

from rcolint.cli.arguments import Parser, one_of
from rcolint.cli.streams import columns, say
from rcolint.model import PROFILES, Rule, Variant


def run(words: list[str]) -> int:
    """Lists the rules as a table, or as JSON."""
    parser = Parser("rules", usage="rcolint rules [options]", description="Lists the rules that ship with rcolint.")
    known = one_of("format", ("table", "json"))
    parser.add_argument("--format", type=known, default="table", metavar="FORMAT", help="table (default) or json")
    options = parser.read(words)
    if options is None:
        return 0
    from rcolint.ruleset.pack import load

    rules = load().rules
    if options.format == "json":
        say(_json(rules))
    else:
        say("\n".join(table(rules, columns())))
    return 0


def verdicts(rule: Rule) -> dict[str, tuple[str, str]]:
    """(severity, tier) by profile: the first variant that asks for nothing but the profile, as on ordinary copy."""
    return {profile: next(_fitting(rule, profile), ("off", "")) for profile in PROFILES}


def _fitting(rule: Rule, profile: str) -> Iterator[tuple[str, str]]:
    for variant in rule.variants:
        if all(key == "profile" and profile in values for key, values in variant.when):
            yield variant.severity, variant.tier


def table(rules: tuple[Rule, ...], width: int) -> list[str]:
    """The rules, family by family: id, slug, severity and tier for the default profile, title, then exceptions."""
    from textwrap import wrap

    wide = max((len(rule.slug) for rule in rules), default=0)
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += [""] * bool(lines) + [family]
        by_profile = verdicts(rule)
        first = by_profile[PROFILES[0]]
        lines.append(f"  {rule.id}  {rule.slug:{wide}}  {' '.join(first)}")
        lines += [f"          {part}" for part in wrap(rule.title, width - 10)]
        others = exceptions(by_profile)
        if others:
            lines += [f"          {part}" for part in wrap(others, width - 10)]
    return lines


def exceptions(by_profile: dict[str, tuple[str, str]]) -> str:
    """The profiles where a rule weighs something else than in the default profile, in words."""
    first = by_profile[PROFILES[0]]
    grouped: dict[tuple[str, str], list[str]] = {}
    for profile, verdict in by_profile.items():
        if verdict != first:
            grouped.setdefault(verdict, []).append(profile)
    return "; ".join(f"{', '.join(profiles)}: {' '.join(verdict).strip()}" for verdict, profiles in grouped.items())


def _json(rules: tuple[Rule, ...]) -> str:
    import json

    listed = [
        {
            "id": rule.id,
            "slug": rule.slug,
            "family": rule.family,
            "title": rule.title,
            "kind": rule.kind,
            "profiles": {p: {"severity": s, "tier": t or None} for p, (s, t) in verdicts(rule).items()},
            "variants": [_variant(variant) for variant in rule.variants],
            "why": rule.why,
            "instead": rule.instead,
            "references": [
                {"cite": r.cite, "title": r.title, "url": r.url, "checked": r.checked} for r in rule.references
            ],
        }
        for rule in rules
    ]
    return json.dumps({"schema": "rcolint/rules/v1", "rules": listed}, indent=2)


def _variant(variant: Variant) -> dict[str, object]:
    when = {key: list(values) for key, values in variant.when}
    return {"severity": variant.severity, "tier": variant.tier or None, "when": when, "message": variant.message}
