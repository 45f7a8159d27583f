"""Are the rules that rcolint ships whole, used and careful in their own words?"""

import re
from functools import cache

import pytest

from conftest import ROOT
from marked import shipped
from rcolint.checks import BLOCK_CHECKS, PAGE_CHECKS
from rcolint.model import FAMILIES, Rule
from rcolint.ruleset.load import RuleSet, load_folder
from rcolint.ruleset.words import members

RULES = shipped().rules

# Lists that no rule names, and what reads them instead.
READ_BY_CODE = {
    "light": "words that may stand between two steps",
    "citation-mark": "context citation",
    "policy-word": "context quoted-policy",
    "sds-word": "context sds",
    "serious-disease": "context weight",
    "assay": "context lab",
    "lab-head": "context lab",
    "lab-object": "context lab",
    "lab-verb": "context lab",
    "model-organism": "context data",
    "model-system": "contexts lab and data",
    "sample-word": "context lab",
    "food-word": "context sense",
    "materials-word": "context sense",
    "shipping-word": "context sense",
    "cosmetic-word": "context sense",
    "office-word": "context sense",
    "software-word": "context sense",
    "storage-word": "context sense",
    "workplace-word": "context sense",
}
# Lists that wait for a rule: family 8 is not shipped yet.
WAITING = {
    "ivd-claim": "family 8",
    "look-word": "a rule on looks",
    "safety-advice": "",
    "neutral-study": "",
}

# regulations.md, wording policy. "approved" and "guaranteed" may be named as words that copy uses.
NEVER = re.compile(
    r"\b(violat\w*|illegal\w*|unlawful\w*|(?:non-?)?complian\w*|safe to publish|passes fda|infring\w*|guilty)\b", re.I
)


@cache
def sources() -> RuleSet:
    return load_folder(ROOT / "rules")


def test_the_shipped_rules_load_and_are_in_the_order_of_their_ids() -> None:
    assert len(RULES) >= 50
    assert [r.id for r in RULES] == sorted({r.id for r in RULES})


def test_slugs_are_unique() -> None:
    assert len({r.slug for r in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_is_whole(rule: Rule) -> None:
    assert re.fullmatch(r"RCO\d{3}", rule.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert rule.family == FAMILIES[rule.id[3]]
    assert rule.kind in {**BLOCK_CHECKS, **PAGE_CHECKS, "record": "waivers"}
    assert rule.title
    assert rule.why
    assert rule.instead
    assert rule.references
    assert all(reference.cite for reference in rule.references)
    assert rule.variants


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_never_says_more_than_a_cue(rule: Rule) -> None:
    for text in (rule.title, rule.why, rule.instead, *(v.message for v in rule.variants)):
        assert NEVER.findall(text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_the_last_variant_of_a_rule_fits_everywhere(rule: Rule) -> None:
    if rule.variants[-1].when:
        keys = {key for key, _ in rule.variants[-1].when}
        assert keys == {"profile"} or keys == {"slot"} or keys == {"carrier"}, "only a chosen place may be left out"


def test_a_rules_file_is_named_after_its_rule() -> None:
    for rule in sources().rules:
        assert rule.file.path == f"rules/{rule.data['id']}-{rule.data['slug']}.yaml"


def used_lists() -> set[str]:
    lists = sources().lists
    named: set[str] = set()
    for rule in sources().rules:
        named.update(n for ps in rule.patterns.values() for p in ps for s in p.steps for n in s.names)
        named.update(rule.data.get("fill") or ())
    return {m for name in named if name in lists for m in members(name, lists)}


def test_every_list_is_read_by_a_rule_or_by_the_code() -> None:
    unread = set(sources().lists) - used_lists() - set(READ_BY_CODE) - set(WAITING)
    assert sorted(unread) == []


def test_the_exceptions_are_still_lists() -> None:
    assert sorted(set(READ_BY_CODE) - set(sources().lists)) == []


def test_the_code_reads_no_list_that_does_not_exist() -> None:
    known = set(sources().lists)
    for path in (ROOT / "src" / "rcolint" / "context").glob("*.py"):
        for names in re.findall(
            r"^[A-Z]+ = \((\"[a-z-]+\"(?:, \"[a-z-]+\")*,?)\)$", path.read_text(encoding="utf-8"), re.M
        ):
            words = re.findall(r'"([a-z-]+)"', names)
            if path.name in ("laboratory.py", "sense.py") and any("-" in w for w in words):
                assert set(words) <= known


@pytest.mark.parametrize("name", sorted(sources().lists))
def test_a_list_says_what_it_holds(name: str) -> None:
    word_list = sources().lists[name]
    assert word_list.about.endswith((".", ")", ":"))
    assert word_list.forms or word_list.includes
