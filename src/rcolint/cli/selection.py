"""Which rules does a word on the command line mean?"""

from collections.abc import Sequence

from rcolint.errors import ConfigError, Mistake, nearest
from rcolint.model import Rule


def rules_named(word: str, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules with this id, slug or family, in whatever case."""
    wanted = word.strip().lower()
    return tuple(rule for rule in rules if wanted in (rule.id.lower(), rule.slug.lower(), rule.family.lower()))


def advice(word: str, rules: Sequence[Rule]) -> str:
    """Names the nearest rule or family."""
    if word[-3:].isdigit() or word.upper().startswith("RCO"):
        return nearest(word.upper(), [rule.id for rule in rules]) or "'rcolint rules' lists them"
    known = [rule.slug for rule in rules] + [rule.family for rule in rules]
    return nearest(word.lower(), known) or "'rcolint rules' lists them"


def rule_ids(words: Sequence[str], option: str, rules: Sequence[Rule]) -> tuple[str, ...]:
    """The ids of the rules that an option names (repeated, or parted by commas). All wrong words are told at once."""
    found: list[str] = []
    mistakes: list[Mistake] = []
    for word in (part for given in words for part in given.split(",") if part.strip()):
        named = rules_named(word, rules)
        if not named:
            mistakes.append(Mistake(f"{option}: no rule is called '{word.strip()}': {advice(word.strip(), rules)}"))
        found.extend(rule.id for rule in named)
    if mistakes:
        raise ConfigError(mistakes)
    return tuple(sorted(set(found)))
