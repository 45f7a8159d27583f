"""What kind of page is it, and in which part of it does a block stand?"""

import pytest

from marked import block
from rcolint.api import check_text
from rcolint.model import Document, Page, Reading, Settings
from rcolint.pages import pages_of
from rcolint.sections import page_kind, place_of, section_of

PAGE = Page("page.md", "ruo", "unknown", ())


@pytest.mark.parametrize(
    ("headings", "section"),
    [
        (("References",), "references"),
        (("Vialmere", "First aid measures"), "sds"),
        (("Key benefits",), "benefit"),
        (("Benefits", "References"), "references"),  # the nearest heading tells
        (("Vialmere", "References", "Colours"), "references"),
        (("Vialmere Peptides & Reagents", "Who trusts us"), ""),  # the shop's name tells nothing of its parts
        (("How to use",), "dosing"),
        (("What customers say",), "reviews"),
        (("Materials and methods",), "protocol"),
        (("Colours",), ""),
        ((), ""),
    ],
)
def test_the_nearest_telling_heading_names_the_section(headings: tuple[str, ...], section: str) -> None:
    assert section_of(headings, ()) == section


@pytest.mark.parametrize("key", ["benefits", "keyBenefits", "key_benefits", "key-benefits", "KeyBenefits"])
def test_keys_are_read_as_words(key: str) -> None:
    assert section_of((), (key,)) == "benefit"


@pytest.mark.parametrize(
    ("path", "facts", "kind"),
    [
        ("blog/tendons.md", (), "article"),
        ("content/products/vialmere.md", (), "product"),
        ("page.md", (("layout", "product"),), "product"),
        ("blog/x.md", (("type", "policy"),), "policy"),  # what front matter says goes first
        ("SafetyDataSheet.md", (), "sds"),
        ("page.md", (), "unknown"),
    ],
)
def test_path_and_front_matter_tell_the_kind(path: str, facts: tuple[tuple[str, str], ...], kind: str) -> None:
    assert page_kind(path, facts, ()) == kind


@pytest.mark.parametrize(
    ("one", "slot"),
    [
        (block("Gout", "heading"), "heading"),
        (block("Gout", "list-item"), "item"),
        (block("Gout", "cell"), "item"),
        (block("Gout"), "body"),
        (block("gout", "value", "tag"), "tag"),
        (block("Gout", "value", "name"), "name"),
        (block("Gout", "value", "title"), "name"),
        (block("Is it gout?"), "question"),
        (block("Q: gout"), "question"),
        (block("Colour: blue"), "label"),
        (block("Good for: gout"), "benefit"),
        (block("Gout", headings=("Benefits",)), "benefit"),
        (block("Gout", "value", path=("benefits",)), "benefit"),
    ],
)
def test_a_block_stands_in_a_slot(one: object, slot: str) -> None:
    assert slot in place_of(one, PAGE).slots  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["It is sold here. Good for: gout", "Ratio 1:2", "Benefits", "x" * 50 + ": y"])
def test_not_every_colon_makes_a_label(text: str) -> None:
    assert "label" not in place_of(block(text), PAGE).slots


def test_an_answer_is_told() -> None:
    assert "answer" in place_of(block("Yes."), PAGE, after_question=True).slots


@pytest.mark.parametrize(
    ("heading", "quiet"), [("References", True), ("Protocol", True), ("Benefits", False), ("Colours", False)]
)
def test_some_places_argue_against_a_likely_finding(heading: str, quiet: bool) -> None:
    assert place_of(block("Gout", headings=(heading,)), PAGE).quiet is quiet


def test_a_file_is_one_page_with_its_blocks_in_order() -> None:
    document = Document("shop/page.md", "ab", "markdown")
    late, early = block("b"), block("a")
    late = late._replace(map=late.map.identity(1, 1))
    (page,) = pages_of(
        document, Reading((late, early), facts=(("layout", "Product"),)), Settings(profile="lab", fragment=True)
    )
    assert [b.text for b in page.blocks] == ["a", "b"]
    assert (page.product, page.profile, page.fragment) == (True, "lab", True)


REVIEW = "# Networks in medicine\n\n" + "\n\n".join(
    f"Group {n} trained a network on scans and compared it with five readers [@doi:10.1000/{n}; @doi:10.1000/x{n}]."
    for n in range(8)
)
BENCH = (
    "# Day two\n\nPipette the buffer into the wells and incubate. Centrifuge, discard the supernatant and resuspend the pellet.\n\n"
    "Vortex, spin down, keep an aliquot on ice and load the agarose gel.\n"
)


def tiers(text: str) -> list[tuple[str, str]]:
    (result,) = check_text(text, "page.md", Settings(tier="review")).files
    return [(f.tier, f.rule) for f in result.findings if f.rule[3] in "123456"]


@pytest.mark.parametrize("page", [REVIEW, BENCH])
def test_research_prose_quiets_what_is_likely_and_never_what_is_sure(page: str) -> None:
    likely, sure = "Long-acting and bitter on the tongue.", "Vialmere Blend cures arthritis."
    assert tiers(page + "\n\n" + likely + "\n") == []
    assert tiers(page + "\n\n" + sure + "\n") == [("gate", "RCO101")]


def test_a_shop_that_cites_stays_a_shop() -> None:
    page = (
        REVIEW
        + "\n\nAdd to cart: $40 per vial, free shipping, in stock for your order. Our customers buy now.\n\nBitter on the tongue.\n"
    )
    assert ("review", "RCO410") in tiers(page)
