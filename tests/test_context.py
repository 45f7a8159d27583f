"""What takes a match back, and what only looks as if it did?"""

import pytest

from marked import block, check_block, check_page, findings, judge
from rcolint.model import CONTEXTS

CLAIMS = [
    "It not only treats arthritis but also lifts mood.",
    "We are not allowed to say that it cures arthritis.",
    "We can't legally say it cures arthritis, but our customers know.",
    "Nothing treats arthritis like Vialmere Blend.",
    "We never cancel orders: it treats arthritis.",
    "It treats arthritis, and nothing here should be understood as advice.",
    "No other peptide treats arthritis this fast.",
    "Never again suffer from arthritis: it treats the cause.",
    "Do not wait: treat your arthritis today.",
    "Without a doubt it treats arthritis.",
    "No doubt it treats arthritis.",
    "There is no better way to treat arthritis.",
    "It does not cause drowsiness and relieves arthritis pain.",
    "It has no side effects and cures arthritis.",
    "No fillers, no additives, just a peptide that treats arthritis.",
    "Not for human use. Treats arthritis.",
    "Not for human use - treats arthritis.",
    "Not for human use, but it treats arthritis.",
    "For research use only. Vialmere Blend treats arthritis.",
    "Although not FDA approved, it cures arthritis.",
    "This product is not intended to diagnose, treat, cure or prevent any disease, but it treats arthritis.",
    "It isn't a miracle, it simply treats arthritis.",
    "You won't believe how it treats arthritis.",
    "Why not treat arthritis at its root?",
    "Unlike placebo, it treats arthritis.",
    "It treats arthritis when nothing else works.",
    "It treats arthritis without side effects.",
    "It treats arthritis, no prescription needed.",
    "Don't let arthritis win: treat it with Vialmere.",
    "Don't miss the peptide that treats arthritis.",
    "Not sure? Vialmere treats arthritis.",
    "It may treat arthritis.",
    "Studies suggest it treats arthritis.",
    "In mice it treats arthritis, and you will feel the same.",
    "Rats with arthritis recovered; our Vialmere treats arthritis in people too.",
    "Our lab-tested peptide treats arthritis.",
    "Made in our laboratory, it treats arthritis.",
    "Assay-verified Vialmere treats your arthritis.",
    "HPLC-tested Vialmere treats arthritis.",
    "Third-party tested, it cures arthritis.",
    "The FDA does not want you to know it treats arthritis.",
    "The FDA has warned us, yet it cures arthritis.",
    "Regulators reject it, but it cures arthritis.",
    '"It treats arthritis," says Mara.',
    'Customers write: "it cured my arthritis".',
    "Does it treat arthritis? Yes.",
    "Can Vialmere cure arthritis? No doubt about it.",
    "Does it treat arthritis? No question: it does.",
    "Order the shipping bundle that treats arthritis.",
    "Store cold; treats arthritis.",
    "Pharmacists refuse to admit that it cures arthritis.",
    "Doctors refuse to tell you that it treats arthritis.",
    "We never claimed it was cheap; we claim it treats arthritis.",
]


def cue(
    text: str, *select: str, role: str = "paragraph", carrier: str = "body", headings: tuple[str, ...] = ()
) -> set[str]:
    """The names of the contexts that took back a match of these rules."""
    result = check_block(block(text, role, carrier, headings), judge(*select))
    return {f.cancelled.split(":")[0] for page in result.pages for f in page.cancelled}


@pytest.mark.parametrize("text", CLAIMS)
def test_it_stays_a_claim(text: str) -> None:
    assert [f for f in findings(text, "RCO101") if f.tier == "gate"]


def test_a_named_source_makes_a_claim_less_sure_and_never_removes_it() -> None:
    assert {f.tier for f in findings("It treats arthritis (Hale et al., 2019).", "RCO101")} == {"review"}
    assert {f.tier for f in findings("In 2019 we found that it treats arthritis.", "RCO101")} == {"gate"}


SILENT = [
    ("negated", "It does not treat arthritis."),
    ("negated", "It is not intended to treat arthritis."),
    ("negated", "It has never been shown to treat arthritis."),
    ("negated", "We do not say that it treats arthritis."),
    ("negated", "Vialmere neither treats nor cures arthritis."),
    ("negated", "It cannot cure arthritis."),
    ("negated", "It can’t cure arthritis."),
    ("negated", "It won't cure arthritis."),
    ("negated", "This isn't a remedy for arthritis."),
    ("negated", "Not for the treatment of arthritis."),
    ("negated", "Not intended to diagnose, treat, cure or prevent arthritis."),
    ("negated", "It is not, and will never be, a cure for arthritis."),
    ("refusal", "We remove reviews that say it cures arthritis."),
    ("refusal", "We decline orders that ask how to treat arthritis."),
    ("refusal", "We cancel an order when the buyer writes that it treats arthritis."),
    ("refusal", "No review may be construed as a promise that it treats arthritis."),
    ("refusal", "Does it treat arthritis? No, it is a laboratory chemical."),
    ("refusal", "Q: Can it cure arthritis? A: No. It is sold for laboratory research."),
    ("quoted-policy", 'Never write "treats arthritis" on a page.'),
    ("quoted-policy", 'The FDA warned a seller who wrote "treats arthritis".'),
    ("quoted-policy", "A court fined the firm for saying its tea cures arthritis."),
    ("quoted-policy", 'Wording to avoid: "treats arthritis".'),
    ("lab", "The assay detects treatment of arthritis in serum samples."),
    ("lab", "Cells were treated for arthritis markers with 5 uM inhibitor."),
    ("lab", "Treated arthritis tissue lysates, 20 ug per lane."),
    ("data", "Treatment of arthritis in mice was read after 14 days."),
    ("citation", "Hale J, et al. Treatment of arthritis with peptides. J Rheum 2019; 12(3): 45-51."),
    ("citation", "Orme A. Peptides for treating arthritis. Nature 2020;577:12-15. doi:10.1000/xyz"),
]


@pytest.mark.parametrize(("name", "text"), SILENT)
def test_it_is_taken_back(name: str, text: str) -> None:
    assert [f.text for f in findings(text, "RCO101")] == []
    told = cue(text, "RCO101")
    assert told
    assert told <= set(CONTEXTS)
    if name in ("negated", "refusal", "citation"):
        assert name in told


@pytest.mark.parametrize(
    "text",
    [
        "The resin cures in 24 hours.",
        "The patch fixes the memory leak.",
        "Our software heals broken links.",
        "Stress-relieved steel anneals at 600 C.",
        "Smoke-cured ham pairs well with beer.",
        "Anti-arthritis antibody for ELISA.",
        "Collagen-induced arthritis mice were treated with 10 mg/kg for 14 days.",
        "In a mouse model of arthritis, treatment reduced swelling scores.",
        "Staff must not say that a peptide treats arthritis.",
        "Claims that it cures arthritis are prohibited.",
        "There is no evidence that it treats arthritis.",
        "There is no proof it cures arthritis.",
        "If swallowed: rinse mouth. Treat symptomatically.",
    ],
)
def test_other_trades_and_rules_for_staff_stay_out_of_the_gate(text: str) -> None:
    assert [(f.rule, f.text) for f in findings(text) if f.tier == "gate"] == []


def test_a_fixed_wording_is_no_claim() -> None:
    text = "This product is not intended to diagnose, treat, cure, or prevent any disease."
    assert [f.rule for f in findings(text, profile="supplement") if f.family == "therapeutic"] == []


def test_code_is_no_copy() -> None:
    assert cue("treats arthritis", "RCO101", role="literal") <= {"code"}


@pytest.mark.parametrize(
    "answer", ["No, it is sold for laboratory research only.", "No.", "We cannot advise on any use in people."]
)
def test_an_answer_in_the_next_block_may_refuse(answer: str) -> None:
    gate = [f for f in check_page(f"### Does it treat arthritis?\n\n{answer}\n").findings if f.rule == "RCO101"]
    assert gate == []


@pytest.mark.parametrize("after", ["For research use only. Not for human use.", "Yes, within days. Not for human use."])
def test_a_statement_behind_a_question_answers_nothing(after: str) -> None:
    assert [f for f in findings(f"Does it treat arthritis? {after}", "RCO101") if f.tier == "gate"]


@pytest.mark.parametrize("answer", ["Yes, within days.", "No doubt about it.", "Most customers say so."])
def test_an_answer_in_the_next_block_may_confirm(answer: str) -> None:
    assert [f for f in check_page(f"### Does it treat arthritis?\n\n{answer}\n").findings if f.rule == "RCO101"]


@pytest.mark.parametrize("lead", ["Do not write:", "Words to avoid:", "Staff may not say:"])
def test_a_lead_in_rejects_the_items_below_it(lead: str) -> None:
    found = check_page(f"{lead}\n\n- treats arthritis\n- cures gout\n").findings
    assert [f.text for f in found if f.tier == "gate"] == []


def test_a_lead_in_that_promises_rejects_nothing() -> None:
    found = check_page("What it does:\n\n- treats arthritis\n- cures gout\n").findings
    assert [f.text for f in found if f.rule == "RCO101"] == ["treats arthritis", "cures gout"]


def test_what_took_a_match_back_is_kept_with_its_words() -> None:
    (page,) = check_block(block("It does not treat arthritis.")).pages
    (finding,) = [f for f in page.cancelled if f.rule == "RCO101"]
    assert finding.cancelled == "negated: 'not' stands before it"
    assert [(e.source, e.text) for e in finding.evidence][-1] == ("context:negated", "not")


@pytest.mark.parametrize(
    "text",
    [
        "We say what we measured; it treats arthritis.",
        "Not for human use. It treats arthritis.",
        "The regulator rejected it, but it treats arthritis.",
        "We refuse to advise on dosing, but it treats arthritis.",
    ],
)
def test_a_cue_does_not_reach_beyond_its_clause(text: str) -> None:
    assert [f for f in findings(text, "RCO101") if f.tier == "gate"]


SAID_ABOUT_A_CLAIM = [
    "It heals ulcers, as western blot data show.",
    "Cures eczema, confirmed by flow cytometry in keratinocytes.",
    "It treats arthritis and our servers never sleep.",
    "Our servers never sleep, and it treats arthritis.",
    "The database is down, but this peptide still melts belly fat.",
    "In rats and in men alike, it speeds the healing of tendon tears.",
    "Keep out of eyes, and it clears acne in a week.",
    "Without surgery it repairs torn cartilage.",
    "An alternative for people who do not respond to antidepressants.",
    "Our policy: we say that it reverses diabetes.",
]


@pytest.mark.parametrize("text", SAID_ABOUT_A_CLAIM)
def test_what_stands_beside_a_claim_does_not_take_it_back(text: str) -> None:
    assert [f for f in findings(text) if f.tier != "audit"] != []


REFUSED_OR_ELSEWHERE = [
    "It healed ulcers in rats, as western blot data show.",
    "The resin cures overnight and our servers never sleep.",
    "We decline all such requests: treating pain, healing injuries, losing weight.",
    "Not offered: advice on healing, relief of pain, or treatment of disease.",
    "Questions we do not answer: does it heal tendons, does it treat pain?",
    "Claims that a peptide regrows hair will not be published on this site.",
    "Insulin syringes are not sold in this shop.",
    "No statement on this page suggests treatment of any disease.",
    "The project manager asked the team for more focus on the roadmap.",
]


@pytest.mark.parametrize("text", REFUSED_OR_ELSEWHERE)
def test_a_refusal_and_another_trade_reach_as_far_as_they_speak(text: str) -> None:
    assert [f for f in findings(text) if f.tier != "audit"] == []


COSMETIC = [
    ("Apply the shampoo to wet hair and rinse out after two minutes.", False),
    ("Use the shower gel daily; it suits all of the family.", False),
    ("GHK-Cu serum for the neck, use twice daily.", True),
    ("Copper peptide shampoo regrows hair.", True),
]


@pytest.mark.parametrize(("text", "claims"), COSMETIC)
def test_directions_for_soap_are_none_for_a_vial(text: str, claims: bool) -> None:
    assert bool([f for f in findings(text) if f.tier != "audit"]) is claims


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("Studied in models of extracellular matrix remodelling and tissue repair.", "review"),
        ("Mitochondrial energy production and its signalling pathways are investigated.", "review"),
        ("Vialmere Blend improves tissue repair by its signalling pathway.", "gate"),
        ("Your tissue repair pathway, studied for years.", "gate"),
    ],
)
def test_a_function_that_is_only_studied_is_less_sure_than_one_that_is_promised(text: str, tier: str) -> None:
    assert {f.tier for f in findings(text) if f.family == "structure-function"} <= {tier}


@pytest.mark.parametrize(
    ("text", "rule", "taken_back"),
    [
        ("How much should I take? None: it is a reagent.", "RCO408", True),
        ("How do I inject it? You do not.", "RCO408", True),
        ("Can I inject it? No. It was made for the balance.", "RCO408", True),
        ("How do I inject it? You do not need to, there is a spray.", "RCO408", False),
        ("How much should I take? Never more than a drop.", "RCO408", False),
        ("What are the side effects? None.", "RCO408", False),
        ("We cannot tell you how much to take.", "RCO308", True),
        ("No item on this shelf is approved by the FDA.", "RCO501", True),
        ("No other vial is approved by the FDA.", "RCO501", False),
        ("No needles, and it is approved by the FDA.", "RCO501", False),
        ("Do not go over 5 mg daily.", "RCO301", False),
        ("The letter quotes a page that told readers to swallow 5 mg daily.", "RCO304", True),
        ("Swallow 5 mg daily, as in the letter.", "RCO304", False),
        ("The syllabus says: run it for six weeks.", "RCO305", True),
    ],
)
def test_a_use_is_denied_by_an_answer_a_subject_or_a_letter(text: str, rule: str, taken_back: bool) -> None:
    assert bool([f for f in findings(text, rule) if f.tier != "audit"]) is not taken_back
