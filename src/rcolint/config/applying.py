"""What does a configuration make of the settings of a run, for one file?

What the command line says goes over everything; what no one says stays as it is.
"""

from collections.abc import Sequence

from rcolint.config.opened import Config, Setting
from rcolint.errors import ConfigError, Mistake, nearest
from rcolint.model import TIERS, Gate, Rule, Settings


def settings_for(
    base: Settings, explicit: frozenset[str], config: Config, real: str, rules: Sequence[Rule]
) -> Settings:
    """The settings for a file by its real path. `explicit` names the settings that the command line gave."""
    found = config.settings_for(real)
    profile = base.profile if "profile" in explicit else found.get("profile", Setting(base.profile, "")).value
    tier = base.tier if "tier" in explicit else found.get("tier", Setting(base.tier, "")).value
    gate = gate_of(base, explicit, found)
    if "tier" not in explicit and not gate.never:
        tier = max(tier, gate.tier, key=TIERS.index)
    weights = _weights(found["rules"].value, rules) if "rules" in found else ()
    product = found["product-page"].value if "product-page" in found else base.product
    sources = tuple(found["statement-sources"].value) if "statement-sources" in found else ()
    limits = found["limits"].value if "limits" in found else {}
    return base._replace(
        profile=profile,
        tier=tier,
        gate=gate,
        weights=weights,
        product=product,
        statement_sources=sources,
        names=tuple(found["names"].value) if "names" in found else (),
        keys=_keys(found["keys"].value) if "keys" in found else ((), ()),
        megabytes=limits.get("file-size") or 0,
        seconds=limits.get("seconds") or 0,
    )


def _keys(said: dict[str, list[str] | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(said.get("copy") or ()), tuple(said.get("not-copy") or ())


def gate_of(base: Settings, explicit: frozenset[str], found: dict[str, Setting]) -> Gate:
    """What fails the build."""
    if "fail-on" in explicit or "fail-on" not in found:
        return base.gate
    word = str(found["fail-on"].value)
    if word == "never":
        return base.gate if base.gate.new else Gate(never=True)
    severity, _, tier = word.partition(":")
    return Gate(severity, tier or "gate", new=base.gate.new)


def _weights(said: dict[str, str], rules: Sequence[Rule]) -> tuple[tuple[str, str], ...]:
    """Rule id -> weight: a family first, then single rules, so that the narrower word wins."""
    weights: dict[str, str] = {}
    for rule in rules:
        weight = said.get(rule.family, "default")
        for name in (rule.slug, rule.id):
            weight = said.get(name, said.get(name.lower(), weight))
        if weight != "default":
            weights[rule.id] = weight
    return tuple(sorted(weights.items()))


def check_names(config: Config, rules: Sequence[Rule]) -> None:
    """Raises ConfigError where a configuration names a rule or family that there is not."""
    known = {name for rule in rules for name in (rule.id, rule.id.lower(), rule.slug, rule.family)}
    mistakes: list[Mistake] = []
    for layer in config.layers:
        sections = layer.get("paths")
        mappings = [layer.tree.root.value, *(s.value for s in (sections.value.values() if sections else ()) if s.value)]
        for node in (mapping["rules"] for mapping in mappings if mapping.get("rules")):
            for name, inner in (node.value or {}).items():
                if name not in known:
                    hint = nearest(name, sorted(known - {r.id.lower() for r in rules}))
                    mistakes.append(layer.tree.mistake(inner, f"no rule or family is called '{name}'", hint))
    if mistakes:
        raise ConfigError(mistakes)


def check_requirements(config: Config, version: str, digest: str) -> None:
    """Raises ConfigError where a configuration asks for a newer rcolint or for other rules."""
    for layer in config.layers:
        node = layer.get("requires-rcolint")
        if node is not None and _numbers(version) < _numbers(str(node.value)):
            raise ConfigError([layer.tree.mistake(node, f"needs rcolint {node.value}; this is {version}")])
        node = layer.get("requires-pack")
        if node is not None and not digest.startswith(str(node.value)):
            raise ConfigError([layer.tree.mistake(node, f"needs the rules {node.value}; these are {digest[:12]}")])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.lstrip(">=v ").split(".") if part.isdigit())
