"""Does every finding point at the words that spoke, once, in order, whatever the page?"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from marked import check_page, judge
from rcolint import engine
from rcolint.engine import check_document, report
from rcolint.folding import fold
from rcolint.model import SEVERITIES, TIERS, FileResult, Settings
from rcolint.positions import Span
from rcolint.readers import language_of
from rcolint.text import words_of

EXAMPLES = sorted(p for p in (ROOT / "examples").rglob("*") if p.suffix in (".md", ".txt"))
LONGEST = 25  # words of a quotation
ABOUT_PAGES = ("statement", "wording")

PIECES = st.sampled_from(
    [
        "Vialmere Blend treats arthritis.",
        "It **tre\u200bats** anxiety, low mood and joint pain",
        "Not for human use.",
        "For research use only. Not for human use.",
        "Take 250 mcg daily before bed.",
        "Shown to cure gout in mice (Hale et al., 2019).",
        "Is it safe? Yes, it heals wounds.",
        "Cells were treated with 10 uM inhibitor.",
        "It does not treat asthma, but it cures gout.",
        "Customers say: “it cured my acne”.",
        "Relief of pain &amp; fever",
        "ТREATS ARTHRITIS",
        "Ships on weekdays.",
        "Inject 0.2 mL twice a week.",
    ]
)
SHAPES = st.sampled_from(
    [
        "{}",
        "# {}",
        "- {}",
        "> {}",
        "| a | b |\n|---|---|\n| {} | {} |",
        "*{}*",
        "<p>{}</p>",
        "1. {}",
        "{}\n{}",
        "### {}?",
    ]
)
BLOCKS = st.tuples(SHAPES, PIECES).map(lambda t: t[0].replace("{}", t[1]))
PAGES = st.lists(BLOCKS, min_size=1, max_size=6).map("\n\n".join)


def check_invariants(result: FileResult) -> None:
    assert result.document is not None
    text = result.document.text
    seen: list[tuple[str, Span]] = []
    for finding in result.findings:
        start, end = finding.span
        assert 0 <= start < end <= len(text)
        assert finding.severity in SEVERITIES
        assert finding.tier in TIERS
        assert finding.message
        assert "{" not in finding.message
        if finding.family not in ABOUT_PAGES and not finding.related:
            quoted = [w for w in words_of(finding.text) if w.isalpha()]
            assert len(words_of(finding.text)) <= LONGEST
            # Marks may stand between the letters in the source, so the letters are compared.
            source = fold(text[start:end])
            assert all(letter in source or letter in "'\"" for word in quoted for letter in word)
            assert " ".join(words_of(finding.text)) in finding.sentence
            assert not any(f == finding.family and s.start < end and start < s.end for f, s in seen)
            seen.append((finding.family, finding.span))
        for evidence in finding.evidence:
            assert 0 <= evidence.span.start <= evidence.span.end <= len(text)
            assert set(fold(evidence.text)) <= set(fold(text)) | set("'\"")
    prints = [f.fingerprint for f in result.findings]
    assert len(set(prints)) == len(prints)
    for page in result.pages:
        assert list(page.findings) == sorted(page.findings, key=lambda f: (f.span, f.rule))
        assert all(f.cancelled for f in page.cancelled)
        assert not any(f.cancelled for f in page.findings)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_findings_on_the_examples_hold_together(path: Path) -> None:
    check_invariants(check_page(path.read_text(encoding="utf-8"), path.name, language=language_of(path.name) or "text"))


@given(PAGES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_findings_on_any_page_hold_together(text: str) -> None:
    check_invariants(check_page(text))


@given(PAGES)
@settings(deadline=None, max_examples=30)
def test_the_same_page_gives_the_same_findings(text: str) -> None:
    assert check_page(text).findings == check_page(text).findings


@given(PAGES)
@settings(deadline=None, max_examples=30)
def test_a_surer_filter_shows_a_part_of_the_same(text: str) -> None:
    shown = [
        {(f.rule, f.span) for f in check_page(text, tier=t).findings if f.family not in ABOUT_PAGES} for t in TIERS
    ]
    assert shown[0] <= shown[1] <= shown[2]


CARELESS = "Vialmere Blend treats arthritis.\n\nTake 250 mcg twice daily.\n\n- relief of anxiety\n- cures gout\n"
SURROUNDINGS = {
    "a protocol heading": "# Protocol\n\n{}",
    "a policy heading": "# Policy\n\n{}",
    "a reference heading": "# References\n\n{}",
    "a safety heading": "# Safety data sheet\n\n## First aid measures\n\n{}",
    "a front-matter kind": "---\ntype: policy\nlayout: lab\n---\n\n{}",
    "a DOI list": "{}\n\n## References\n\n1. Hale J, et al. J Rheum 2019; 12(3): 45-51. doi:10.1000/182\n2. Orme A. Nature 2020;577:12-15.\n",
    "a statement": "{}\n\nFor research use only. Not for human use.\n",
    "a disclaimer": "This statement has not been evaluated by the Food and Drug Administration.\n\n{}",
    "laboratory copy": "Cells were treated with 10 uM inhibitor.\n\n{}\n\nIncubate at 37 C.\n",
    "another page's path": "{}",
}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_a_gate_finding_survives(name: str) -> None:
    def gate(text: str, path: str = "page.md") -> set[tuple[str, str]]:
        return {
            (f.rule, f.text)
            for f in check_page(text, path).findings
            if f.tier == "gate" and f.family not in ABOUT_PAGES
        }

    path = "policies/protocol/sds.md" if "path" in name else "page.md"
    before = gate(CARELESS)
    assert len(before) >= 4
    assert before <= gate(SURROUNDINGS[name].replace("{}", CARELESS), path)


def test_equal_sentences_have_fingerprints_of_their_own_and_one_claim() -> None:
    found = [f for f in check_page("It treats gout.\n\nIt treats gout.\n").findings if f.rule == "RCO101"]
    assert len({f.fingerprint for f in found}) == 2
    assert len({f.claim for f in found}) == 1
    assert [f.ordinal for f in found] == [1, 2]


def test_a_moved_line_keeps_its_fingerprint() -> None:
    before = [f.fingerprint for f in check_page("It treats gout.\n").findings if f.rule == "RCO101"]
    after = [
        f.fingerprint
        for f in check_page("Blue.\n\nGreen vials.\n\nIt **treats** gout.\n").findings
        if f.rule == "RCO101"
    ]
    assert before == after


def test_more_findings_than_are_shown_still_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MAX_FINDINGS", 3)
    result = check_page("Ready to inject.\n\n" * 3 + "It treats gout.\n\n" * 6)
    assert len(result.findings) == 3
    assert result.dropped > 0
    run = report([result], judge(), Settings())
    assert (run.exit_code, run.verdict) == (1, "findings")


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "---\n---\n", "…", "\u200b", "1. \n2. \n", "| |\n|-|\n"])
def test_a_page_without_words_has_no_findings(text: str) -> None:
    assert check_page(text).findings == ()


def test_a_selected_rule_runs_alone() -> None:
    from rcolint.model import Document
    from rcolint.readers import read

    document = Document("page.md", CARELESS, "markdown")
    result = check_document(document, read(document), judge("RCO301"), Settings(tier="audit"))
    assert {f.rule for f in result.findings} == {"RCO301"}


def test_a_quotation_stays_in_its_sentence() -> None:
    for finding in check_page("It treats gout. Anxiety and pain. Take it. 250 mcg. Daily, before bed.").findings:
        if finding.family not in ABOUT_PAGES:
            assert ". " not in finding.text
