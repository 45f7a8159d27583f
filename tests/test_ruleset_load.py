"""Is every mistake in a rule file told at once, with its line and column and what to write instead?"""

import re
from pathlib import Path

import pytest

from marked import folder, list_text, rule_text
from rcolint.errors import RuleError
from rcolint.ruleset.load import load_folder
from rcolint.ruleset.regexes import why_unsafe
from rcolint.ruleset.schema import KINDS, RULE, json_schema

LISTS = {"words/treat": list_text("treat", "treat"), "words/ill": list_text("ill", "gout")}
GOOD = rule_text("{treat} … {ill}")


def told(tmp_path: Path, **rules: str) -> str:
    """What the loader says about a folder, or nothing when it is content."""
    try:
        load_folder(folder(tmp_path, {**LISTS, **rules}))
    except RuleError as error:
        return str(error)
    return ""


def test_a_good_rule_loads_with_its_examples(tmp_path: Path) -> None:
    at = folder(tmp_path, {**LISTS, "one": GOOD + "---\nflag: ['It «treats gout».']\npass: ['It is blue.']\n"})
    (rule,) = load_folder(at).rules
    assert rule.data["id"] == "RCO101"
    assert [p.text for p in rule.patterns["look_for"]] == ["{treat} … {ill}"]
    assert rule.examples == {"flag": ["It «treats gout»."], "pass": ["It is blue."]}


MISTAKES = {
    "an unknown key": (
        GOOD.replace("title:", "titel: x\ntitle:"),
        "3:1: unknown key 'titel'\n    titel: x\n  did you mean 'title'?",
    ),
    "a missing key": (GOOD.replace("why: Because the test says so.\n", ""), "1:1: 'why' is missing (two sentences"),
    "an unknown list": (
        rule_text("{treat} … {il}"),
        "6:12: unknown list '{il}'\n    look_for: ['{treat} … {il}']\n  did you mean 'ill'?",
    ),
    "another family than its digit": (
        GOOD.replace("RCO101", "RCO301"),
        "4:1: the id RCO301 belongs to the family 'dosing'",
    ),
    "an unknown family": (
        GOOD.replace("therapeutic", "theraputic"),
        "4:1: unknown family 'theraputic'\n    family: theraputic\n  did you mean 'therapeutic'?",
    ),
    "an id that is none": (GOOD.replace("RCO101", "R1"), "1:1: 'R1' is no rule id"),
    "a slug with capitals": (
        GOOD.replace("slug: tested", "slug: Te_sted"),
        "2:1: a slug is lower-case words joined by hyphens",
    ),
    "an unknown kind": (
        GOOD.replace("kind: claim", "kind: clam"),
        "5:1: unknown kind 'clam'\n    kind: clam\n  did you mean 'claim'?",
    ),
    "a key of another kind": (GOOD.replace("unless: [code]", "unless: [code]\npattern: x+"), "unknown key 'pattern'"),
    "an unknown context": (
        rule_text("{ill}", unless="[negatd]"),
        "9:10: unknown value 'negatd' in 'unless'\n    unless: [negatd]\n  did you mean 'negated'?",
    ),
    "an unknown severity": (GOOD.replace("severity: error", "severity: eror"), "8:6: unknown severity 'eror'"),
    "an unquoted off": (GOOD.replace("severity: error", "severity: off"), "8:6: 'severity' must be a text"),
    "an unknown tier": (GOOD.replace("tier: gate", "tier: sure"), "8:23: unknown tier 'sure'"),
    "an unknown profile": (GOOD.replace("{severity", "{when: {profile: rou}, severity"), "unknown profile 'rou'\n"),
    "an unknown condition": (
        GOOD.replace("{severity", "{when: {profil: ruo}, severity"),
        "unknown condition 'profil'\n",
    ),
    "no variant": (
        re.sub(r"variants:\n.*\n", "variants: []\n", GOOD),
        "7:1: 'variants' must be a list with at least one entry",
    ),
    "a variant that is a text": (
        re.sub(r"variants:\n.*\n", "variants: [error]\n", GOOD),
        "7:12: must be a mapping of fields",
    ),
    "a pattern without an end": (rule_text("{treat} …"), "the pattern '{treat} …' '…' needs something after it"),
    "a pattern without a beginning": (rule_text("… {treat}"), "'…' needs something before it"),
    "a pattern that is all optional": (rule_text("[the]"), "would match the empty text"),
    "an empty alternative": (rule_text("(for|) {ill}"), "an empty alternative would match everywhere"),
    "an open brace": (rule_text("{treat … {ill}"), "cannot be understood from '{treat … {ill}'"),
    "a start in the middle": (rule_text("{treat} ^ {ill}"), "'^' stands only at the beginning"),
    "look_for that is a text": (re.sub("look_for: .*", "look_for: x", GOOD), "6:1: 'look_for' must be a list"),
    "a message that reads an attribute": (
        GOOD.replace("{match}", "{match.__class__}"),
        "10:1: the message names '{match.__class__}', which this rule does not have",
    ),
    "a message that takes an index": (GOOD.replace("{match}", "{match[0]}"), "the message names '{match[0]}'"),
    "a message that converts": (GOOD.replace("{match}", "{match!r}"), "the message names '{match}'"),
    "a message that formats": (GOOD.replace("{match}", "{match:>9999999}"), "the message names '{match}'"),
    "a message with a number": (GOOD.replace("{match}", "{0}"), "the message names '{0}'"),
    "a message that is cut off": (GOOD.replace("{match}", "{match"), "the message cannot be read"),
    "a message of a list it does not have": (GOOD.replace("{match}", "{body}"), "the message names '{body}'"),
    "a list that is filled in and unknown": (rule_text("{ill}", extra="fill: [treet]\n"), "unknown list 'treet'"),
    "an unknown scope": (rule_text("{ill}", extra="in: page\n"), "7:1: unknown in 'page'"),
    "an unknown slot": (rule_text("{ill}", extra="slots: [benfit]\n"), "7:9: unknown value 'benfit' in 'slots'"),
    "a tag": (GOOD.replace("title: ", "title: !!python/object/apply:os.system "), "3:8: the tag"),
    "an alias": (
        GOOD.replace("why: B", "why: &w B").replace("instead: Something else.", "instead: *w"),
        "aliases are not accepted",
    ),
    "deep nesting": (GOOD.replace("unless: [code]", "unless: " + "[" * 30 + "]" * 30), "nested deeper than 20"),
    "a key that stands twice": (GOOD + "why: again\n", "the key 'why' stands twice"),
    "broken YAML": (GOOD.replace("unless: [code]", "unless: [x"), "not valid YAML"),
    "a tab": (GOOD.replace("  - {severity", "\t- {severity"), "not valid YAML"),
    "a NUL": (GOOD.replace("Because", "Bec\0use"), "not valid YAML"),
    "three documents": (
        GOOD + "---\nflag: []\n---\nflag: []\n",
        "a rule file is one YAML document (the rule) and a second one",
    ),
    "no document": ("", "a rule file is one YAML document"),
    "a list for a rule": ("- id: RCO101\n", "a rule file is one YAML document"),
    "unknown examples": (GOOD + "---\nflags: [x]\n", "the second document holds 'flag' and 'pass' only"),
    "examples that are a text": (GOOD + "---\nflag: It treats gout.\n", "'flag' must be a list of examples"),
    "an unknown field of an example": (GOOD + "---\nflag: [{txt: x}]\n", "unknown key 'txt'"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_loader_tells(tmp_path: Path, name: str) -> None:
    text, expected = MISTAKES[name]
    said = told(tmp_path, one=text)
    assert expected in said
    assert said.startswith("rules/one.yaml")


STATEMENT = """\
id: RCO702
slug: tested
title: A statement
family: statement
kind: statement
of: [ruo]
{field}
variants: [{{severity: error}}]
message: A statement.
why: x
instead: x
references: [{{cite: Test 1}}]
"""


@pytest.mark.parametrize("field", ["status: [weke]", "flags: [latte]", "status: [ok, misssing]"])
def test_states_and_flags_of_a_statement_are_checked(tmp_path: Path, field: str) -> None:
    assert "unknown value" in told(tmp_path, one=STATEMENT.format(field=field))


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        one=GOOD.replace("kind: claim", "kind: clam").replace("tier: gate", "tier: gat"),
        two=rule_text("{treet}", id="RCO102", slug="other"),
        three="id: [",
    )
    assert [line.split(":")[0] for line in said.splitlines() if line.startswith("rules/")].count("rules/one.yaml") == 2
    assert "rules/two.yaml:6:12" in said
    assert "rules/three.yaml:" in said


def test_an_id_and_a_slug_stand_only_once(tmp_path: Path) -> None:
    said = told(tmp_path, one=GOOD, two=GOOD)
    assert "rules/two.yaml:1:1: the id RCO101 stands in rules/one.yaml already" in said
    assert "rules/two.yaml:2:1: the slug tested stands in rules/one.yaml already" in said


def test_a_missing_slug_is_told_once_a_file_and_not_as_a_double(tmp_path: Path) -> None:
    said = told(
        tmp_path, one=GOOD.replace("slug: tested\n", ""), two=GOOD.replace("slug: tested\n", "").replace("101", "102")
    )
    assert said.count("'slug' is missing") == 2
    assert "already" not in said


def test_a_folder_without_rules_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == "rules: holds no rule file (*.yaml)"


def test_a_mistake_in_a_list_and_one_in_a_rule_come_together(tmp_path: Path) -> None:
    said = told(tmp_path, one=rule_text("{il}"), **{"words/w": list_text("w", "no")})
    assert "rules/words/w.yaml:4:9" in said
    assert "rules/one.yaml:6:12" in said


def test_a_file_that_cannot_be_decoded_is_told(tmp_path: Path) -> None:
    at = folder(tmp_path, {**LISTS, "one": GOOD})
    (at / "two.yaml").write_bytes(b"id: \xff\xfe")
    with pytest.raises(RuleError, match=r"rules/two\.yaml: cannot be read"):
        load_folder(at)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    assert "is larger than" in told(tmp_path, one=GOOD + "# " + "x" * (2 * 1024 * 1024))


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"(a+)+$", "a repeat inside a repeat"),
        (r"(?:a*b?)*c", "a repeat inside a repeat"),
        (r"(a{1,30}){30}", "a repeat inside a repeat"),
        (r"(?:a|aa)+$", "alternatives inside a repeat"),
        (r"(?:(?:x|xx)y?){2,}", "alternatives inside a repeat"),
        (r"x*", "matches the empty text"),
        (r"(?=x)", ""),
        (r"(?<=mg )\d", "look-behind"),
        (r"(?<!no )cure", "look-behind"),
        (r"(a)\1", "back-references"),
        (r"(?P<x>a)(?P=x)", "back-references"),
        ("(", "not a regular expression"),
        ("|".join(f"word{i}x" for i in range(10_000)), "longer than 2000 characters"),
        ("(?:" + "|".join(f"{chr(97 + i % 26)}{i}" for i in range(250)) + ")z", "more than 200 alternatives"),
        ("x" * 1_000_000, "longer than 2000 characters"),
        (r"\bspf ?\d{2}\b", ""),
        (r"(?:code|promo): [a-z]+", ""),
        (r"(?:ab|cd)?x", ""),
        (r"[a|b]+c", ""),
    ],
)
def test_a_regular_expression_that_can_be_slow_is_refused(pattern: str, reason: str) -> None:
    said = why_unsafe(pattern)
    assert (reason in said) if reason and said else said == reason or pattern == "(?=x)"


def test_a_refused_expression_is_told_with_its_line(tmp_path: Path) -> None:
    text = GOOD.replace("kind: claim", "kind: regex")
    text = re.sub("look_for: .*", "pattern: '(a+)+$'", text)
    assert "rules/one.yaml:6:1: a repeat inside a repeat can take forever; write it flat" in told(tmp_path, one=text)


def test_too_many_patterns_are_refused(tmp_path: Path) -> None:
    assert "more than 400 patterns" in told(tmp_path, one=rule_text(*["{ill}"] * 401))


def test_the_schema_for_editors_knows_every_key() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == set(RULE) | {name for fields in KINDS.values() for name in fields}
    assert schema["additionalProperties"] is False
