"""Is a research-use statement graded by what it says and where it stands?"""

import pytest

from marked import check_page
from rcolint.model import Statement

CLAIM = "Vialmere Blend treats arthritis."


def statement(text: str, claim: str = CLAIM, profile: str = "ruo", language: str = "markdown") -> Statement:
    """The first statement of a product page with this text on it."""
    return (
        check_page(f"# Vialmere Blend\n\n{claim}\n\n{text}\n", profile=profile, language=language)
        .pages[0]
        .statements[0]
    )


OK = [
    "For research use only. Not for human use.",
    "For research use only. Not for human or veterinary use.",
    "FOR RESEARCH USE ONLY. NOT FOR HUMAN USE.",
    "**For research use only.** Not for human use.",
    "For *research* use **only**. *Not* for human use.",
    "For laboratory use only; not for use in humans.",
    "For laboratory research use only and not for human consumption or use.",
    "Research use only – not for human, veterinary, household, food or cosmetic use.",
    "For Research Use Only (RUO). Not for use in diagnostic procedures.",
    "Sold for in vitro research use only. Not for therapeutic or diagnostic use.",
    "Intended solely for laboratory research. Must not be administered to humans.",
    "Restricted to laboratory research. Not for injection into people or animals.",
    "Exclusively for scientific research; human use is prohibited.",
    "For research use only.\n\nNot for human use.",
    "- For research use only\n- Not for human use\n- Not for veterinary use",
    "For research use only · Not for human use · Not for animals",
    "> For research use only. Not for human use.",
    "For research use only.\nNot for\nhuman use.",
    "| Use | Note |\n|---|---|\n| For research use only | Not for human use |",
    "For research use on&#8203;ly. Not for human use.",
    "For research purposes only. Not for human use.",
    "This product is for R&D use only. Not for human use.",
    "Only for laboratory research. Never for use in humans or animals.",
    "For nonclinical research use only. It is not a drug, food or cosmetic.",
]
WEAK = [
    "For research purposes only.",
    "For research use only.",
    "For research.",
    "Research grade.",
    "Research chemical.",
    "RUO",
    "For educational and research purposes.",
    "Not for human consumption.",
    "Not for human use.",
    "Primarily for research use only. Not for human use.",
    "Intended for research.",
    "Mainly for laboratory research.",
    "For laboratory use.",
    "Sold for research.",
    "For research use only. Not for resale.",
    "Generally for research use only. Not for human use.",
    "All products are sold for research purposes.",
    "Everything on these shelves is research material.",
    "Marketed as research chemicals.",
    "A research chemical.",
    "This product is classified as a research chemical.",
    "Sold by Fernhill Peptides for research purposes.",
    "By ordering you agree that the products are for research.",
    "Please note that our products are for research.",
    "For R&D use.",
]
MISSING = [
    "For research into diabetes, see the review.",
    "For researchers, by researchers.",
    "A research chemist founded the company.",
    "Our products came out of research on frogs.",
    "Sold for research into sleep by three universities.",
    "We sell everything that a research team needs.",
    "",
    "Ships from Ferndale.",
    "Our label says what it must; labels alone do not protect a buyer in research.",
    "Research shows that it works in people.",
    "Only our research team knows.",
    "The disclaimer does not turn a research vial into a medicine.",
    "Scientists love it.",
    "This research was only a start.",
    "Not only for research but for humans.",
    "Read our research.",
    "For human use only.",
    "<!-- For research use only. Not for human use. -->"[:0],
]
HIDDEN = [
    "<!-- For research use only. Not for human use. -->",
    '<p style="display:none">For research use only. Not for human use.</p>',
    "<p hidden>For research use only. Not for human use.</p>",
    "![For research use only. Not for human use.](vial.png)",
]


@pytest.mark.parametrize("text", OK)
def test_a_restriction_and_an_exclusion_are_ok(text: str) -> None:
    found = statement(text)
    assert (found.status, found.required) == ("ok", True)
    assert "restriction" in found.filled


@pytest.mark.parametrize("text", WEAK)
def test_anything_less_is_weak(text: str) -> None:
    found = statement(text)
    assert found.status == "weak"
    assert found.missing


@pytest.mark.parametrize("text", MISSING)
def test_other_talk_is_no_statement(text: str) -> None:
    assert statement(text).status == "missing"


@pytest.mark.parametrize("text", HIDDEN)
def test_what_nobody_sees_is_hidden(text: str) -> None:
    assert statement(text).status == "hidden"


@pytest.mark.parametrize("text", [OK[0], WEAK[0]])
def test_a_claim_contradicts_the_statement(text: str) -> None:
    assert "contradicted" in statement(text).flags
    assert "contradicted" not in statement(text, claim="A blue vial.").flags


def test_the_accepted_text_is_told_with_its_place() -> None:
    page = f"# Vialmere Blend\n\n{CLAIM}\n\nFor research use only. Not for human use.\n"
    (found,) = check_page(page).pages[0].statements
    assert found.span is not None
    assert page[found.span.start : found.span.end] == found.text == "For research use only. Not for human use."


def test_the_better_of_two_statements_counts() -> None:
    assert (
        statement(
            "Research grade.\n\nSome words between.\n\nMore words.\n\nFor research use only. Not for human use."
        ).status
        == "ok"
    )


@pytest.mark.parametrize(
    "advice",
    [
        "Use at your own risk.",
        "Consult your physician before use.",
        "Keep out of reach of children.",
        "For research and personal use.",
    ],
)
def test_advice_to_a_taker_is_flagged_beside_the_statement(advice: str) -> None:
    assert "assumes-use" in statement(f"For research use only. Not for human use. {advice}").flags
    assert "assumes-use" in statement(f"For research use only. Not for human use.\n\n{advice}").flags


def test_consumption_alone_is_flagged() -> None:
    assert "consumption-only" in statement("Strictly for laboratory research only. Not for human consumption.").flags


def test_a_page_without_claims_is_not_asked() -> None:
    assert statement("", claim="A blue vial.").status == "not-required"


@pytest.mark.parametrize("profile", ["supplement", "cosmetic", "lab", "legal"])
def test_only_research_profiles_are_asked(profile: str) -> None:
    assert statement("", profile=profile).status == "not-required"


IVD = "For Research Use Only. Not for use in diagnostic procedures."


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (IVD, "ok"),
        (IVD.upper(), "ok"),
        (f"Kit insert. {IVD} Keep cold.", "ok"),
        (
            "For Investigational Use Only. The performance characteristics of this product have not been established.",
            "ok",
        ),
        ("For research use only. Not for diagnostic procedures.", "altered"),
        ("For research use only.", "altered"),
        ("", "missing"),
    ],
)
def test_the_fixed_text_of_a_diagnostic_kit_is_exact(text: str, status: str) -> None:
    assert statement(text, profile="ivd-ruo").status == status


DSHEA = (
    "This statement has not been evaluated by the Food and Drug Administration. "
    "This product is not intended to diagnose, treat, cure, or prevent any disease."
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (DSHEA, "ok"),
        (DSHEA.replace("This statement has", "These statements have"), "ok"),
        (DSHEA.upper(), "ok"),
        (DSHEA.replace("treat, cure,", "treat"), "altered"),
        (DSHEA.replace("Food and Drug Administration", "FDA"), "altered"),
        ("", "missing"),
    ],
)
def test_the_fixed_text_of_a_supplement_is_exact(text: str, status: str) -> None:
    page = check_page(
        f"# Thyme tablets\n\nSupports a calm mood and healthy joints.\n\n{text}\n", profile="supplement"
    ).pages[0]
    assert [s.status for s in page.statements if s.kind == "dshea"] == [status]


def test_a_supplement_text_on_a_research_vial_is_of_the_wrong_class() -> None:
    page = check_page(f"# Vialmere Blend\n\n{CLAIM}\n\n{DSHEA}\n").pages[0]
    assert [s.flags for s in page.statements if s.kind == "dshea"] == [("wrong-class",)]
    assert "RCO706" in {f.rule for f in page.findings}


def test_plain_text_is_graded_alike() -> None:
    assert statement("For research use only. Not for human use.", language="text").status == "ok"


TERMS = "# Terms of sale\n\nWe cancel orders of buyers who write to us of weight loss. You may not say that it cures migraine.\n\n"


def test_terms_that_name_a_claim_need_no_statement() -> None:
    assert check_page(TERMS).pages[0].statements[0].status == "not-required"


def test_a_page_of_claims_needs_one_under_any_heading() -> None:
    claims = "It cures migraine.\n\nIt relieves arthritis pain.\n\nIt treats asthma in children.\n"
    assert check_page(TERMS + claims).pages[0].statements[0].status == "missing"


STATEMENT = "For research use only. Not for human or veterinary use."
UNSEEN = {
    "not displayed": "<p style='display:none'>{}</p>",
    "one pixel": "<p style='font-size:1px'>{}</p>",
    "white on white": "<html><body bgcolor=white><p style='color:#ffffff'>{}</p></body></html>",
    "a comment": "<!-- {} -->",
    "an alternative text": "<img alt='{}'>",
    "only without scripts": "<noscript>{}</noscript>",
    "only for the eye": "<p aria-hidden='true'>{}</p>",
    "off the screen": "<p style='position:absolute; left:-9999px'>{}</p>",
    "a class of the page": "<style>.n{{display:none}}</style><p class=n>{}</p>",
    "folded away": "<details><summary>More</summary>{}</details>",
}


@pytest.mark.parametrize("how", UNSEEN)
def test_a_statement_that_nobody_sees_does_not_count(how: str) -> None:
    page = f"<!doctype html><h1>Vialmere Blend</h1><p>{CLAIM}</p>"
    seen = check_page(f"{page}<p>{STATEMENT}</p>", "page.html", language="html")
    unseen = check_page(page + UNSEEN[how].format(STATEMENT), "page.html", language="html")
    assert seen.statement == "ok"
    assert unseen.statement == "hidden"
