"""One sentence, six kinds of product: the profile decides what a line says.

A row holds a sentence and what each profile makes of it, in the order of PROFILES. "E 201" is an error of rule RCO201, "W" a
warning, "-" no claim cue, "dshea" a claim that a supplement may make beside its statement (so RCO901 asks for that statement).
"""

import pytest

from rcolint.api import check_text
from rcolint.model import Finding, Settings

PROFILES = ("ruo", "ivd-ruo", "supplement", "cosmetic", "lab", "legal")
LETTERS = {"E": "error", "W": "warning", "N": "note"}
CLAIMS = ("1", "2", "3", "4", "5", "6", "8")

TABLE = """
Keeps you relaxed while the to-do list grows            | E 201 | E 201 | dshea | W 201 | - | -
Settles panic disorder                                  | E 101 | E 101 | E 101 | E 101 | - | -
Day-to-day support for your immune system               | E 201 | E 201 | dshea | W 201 | - | -
Helps the body defeat influenza                         | E 101 | E 101 | E 101 | E 101 | - | -
Supports blood pressure that is already normal          | E 104 | E 104 | dshea | E 104 | - | -
Lowers high blood pressure                              | E 101 | E 101 | E 101 | E 101 | - | -
Helps with the occasional sleepless night               | E 201 | E 201 | dshea | W 201 | - | -
Ends chronic insomnia                                   | E 101 | E 101 | E 101 | E 101 | - | -
Calms inflammation                                      | E 101 | E 101 | E 101 | E 101 | - | -
Reduces the look of crow's feet                         | W 208 | W 208 | dshea | -     | - | -
Rebuilds collagen in deeper layers of the skin          | E 201 | E 201 | dshea | E 205 | - | -
Take two capsules after dinner                          | E 304 | E 304 | -     | E 304 | - | -
250 mcg under the skin each night                       | E 301 | E 301 | W 303 | E 301 | - | -
Rats were given 250 mcg/kg under the skin each night    | -     | -     | -     | -     | - | -
Treat the cells with 100 nM overnight, then wash        | -     | -     | -     | -     | - | -
Bacteriostatic water, 20 mL                             | -     | -     | -     | -     | - | -
Mix the vial with bacteriostatic water and draw to 10   | E 401 | E 401 | E 401 | E 401 | W 401 | W 401
Dissolve the dried antibody at 1 mg/mL in PBS           | -     | -     | -     | -     | - | -
May cause dizziness; speak to your doctor first         | W 404 | W 404 | -     | -     | - | -
Bottled in an FDA registered plant                      | W 502 | W 502 | W 502 | W 502 | - | -
The molecule was approved for migraine in 2016          | E 503 | W 503 | E 503 | E 503 | - | -
Quantifies HbA1c in research serum samples              | -     | -     | -     | -     | - | -
Not for injection. We give no dosing advice.            | -     | -     | -     | -     | - | -
We are not allowed to say that it cures arthritis       | E 101 | E 101 | E 101 | E 101 | - | -
Our writers may not claim that a product treats disease | -     | -     | -     | -     | - | -
Binds the receptor with a Ki of 0.4 nM                  | -     | -     | -     | -     | - | -
For dogs with arthritic hips                            | E 109 | E 109 | E 109 | E 109 | - | -
Always tired?                                           | E 110 | E 110 | dshea | W 110 | - | -
Tirzepatide 5 mg, HPLC purity 99 %, lot and CAS number  | -     | -     | -     | -     | - | -
Shows the doctor which patients to treat                | E 801 | E 801 | -     | -     | E 801 | -
"""
ROWS = [[part.strip() for part in line.split("|")] for line in TABLE.strip().splitlines()]
CASES = [
    pytest.param(row[0], profile, said, id=f"{profile}: {row[0]}")
    for row in ROWS
    for profile, said in zip(PROFILES, row[1:], strict=True)
]


def findings(sentence: str, profile: str) -> tuple[Finding, ...]:
    (result,) = check_text(sentence + "\n", "page.md", Settings(profile=profile)).files
    return result.findings


@pytest.mark.parametrize(("sentence", "profile", "said"), CASES)
def test_the_profile_decides(sentence: str, profile: str, said: str) -> None:
    found = findings(sentence, profile)
    claims = [(f.severity, f.rule) for f in found if f.rule[3] in CLAIMS]
    if said == "-":
        assert claims == []
    elif said == "dshea":
        assert claims == []
        assert "RCO901" in [f.rule for f in found]
    else:
        letter, number = said.split()
        assert (LETTERS[letter], f"RCO{number}") in claims


def test_a_hashtag_of_a_disease_is_a_claim_for_every_product() -> None:
    for profile in ("ruo", "ivd-ruo", "supplement", "cosmetic"):
        assert "RCO103" in [f.rule for f in findings("---\ntags: [anxiety]\n---\n\nVial, 5 mg.\n", profile)]


def test_a_supplement_may_speak_of_the_occasional_and_never_of_the_chronic() -> None:
    assert "RCO901" in [f.rule for f in findings("Eases occasional constipation.", "supplement")]
    assert "RCO101" in [f.rule for f in findings("Eases chronic constipation.", "supplement")]


def test_a_grave_disease_or_a_child_lifts_the_severity_and_not_the_tier() -> None:
    (plain,) = [f for f in findings("No side effects.", "ruo") if f.rule == "RCO508"]
    (graver,) = [f for f in findings("No side effects, in toddlers too.", "ruo") if f.rule == "RCO508"]
    assert (plain.severity, graver.severity) == ("warning", "error")
    assert plain.tier == graver.tier
