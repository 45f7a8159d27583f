"""`rcolint rules`: which rules are there, and how heavy is each for which profile?"""

from rcolint.cli.arguments import one_of
from rcolint.cli.options import Parser
from rcolint.cli.streams import columns, say
from rcolint.model import PROFILES, Rule, Variant

SILENT = {"off": "off", "with-dshea": "silent with the DSHEA statement"}


def run(words: list[str]) -> int:
    """Lists the rules as a table, or as JSON."""
    parser = Parser(
        "rules", usage="rcolint rules [options]", description="Lists the rules that run in the current folder."
    )
    known = one_of("format", ("table", "json"))
    parser.add_argument("--format", type=known, default="table", metavar="FORMAT", help="table (default) or json")
    options = parser.read(words)
    if options is None:
        return 0
    from rcolint.config.packs import pack_at

    rules = pack_at(".").rules
    if options.format == "json":
        say(_json(rules))
    else:
        say("\n".join(table(rules, columns())))
    return 0


def weights(rule: Rule, profile: str) -> list[tuple[str, str]]:
    """The (severity, tier) pairs that a rule may give for a profile, surest place first, ordinary copy last."""
    found: list[tuple[str, str]] = []
    for variant in rule.variants:
        conditions = dict(variant.when)
        if profile in conditions.pop("profile", (profile,)):
            found.append((variant.severity, "" if variant.severity in SILENT else variant.tier))
            if not conditions:
                break  # fits everywhere: later variants are never reached
    return found or [("off", "")]


def weight_words(rule: Rule, profile: str) -> str:
    """The same in words: "error gate", "error gate/audit", "off"."""
    by_severity: dict[str, list[str]] = {}
    for severity, tier in weights(rule, profile):
        tiers = by_severity.setdefault(SILENT.get(severity, severity), [])
        if tier and tier not in tiers:
            tiers.append(tier)
    return ", ".join(f"{severity} {'/'.join(tiers)}".strip() for severity, tiers in by_severity.items())


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
        lines.append(f"  {rule.id}  {rule.slug:{wide}}  {weight_words(rule, PROFILES[0])}")
        lines += [f"          {part}" for part in wrap(rule.title, width - 10)]
        lines += [f"          {part}" for part in wrap(exceptions(rule), width - 10)]
    return lines


def exceptions(rule: Rule) -> str:
    """The profiles where a rule weighs something else than in the default profile, in words."""
    grouped: dict[str, list[str]] = {}
    for profile in PROFILES[1:]:
        words = weight_words(rule, profile)
        if words != weight_words(rule, PROFILES[0]):
            grouped.setdefault(words, []).append(profile)
    return "; ".join(f"{', '.join(profiles)}: {words}" for words, profiles in grouped.items())


def _json(rules: tuple[Rule, ...]) -> str:
    import json

    listed = [
        {
            "id": rule.id,
            "slug": rule.slug,
            "family": rule.family,
            "title": rule.title,
            "kind": rule.kind,
            "profiles": {p: [{"severity": s, "tier": t or None} for s, t in weights(rule, p)] for p in PROFILES},
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
