"""Is the labelled corpus well formed, and does the scoring count as it says?

Nothing here runs rcolint: how accurate it is, is measured by benchmarks/accuracy.py and not asserted by a test.
"""

import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "benchmarks" / "accuracy"
if not CORPUS.is_dir():
    pytest.skip("this copy of the project came without its benchmarks", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from benchmarks import scoring  # noqa: E402
from benchmarks.scoring import Hit, Item, LabelledPage, Marked  # noqa: E402

LABELS = {*scoring.CLAIMS, "ruo_ok", "ruo_weak", "clean"}
PARTS = [path.parent for path in sorted(CORPUS.rglob("sentences.jsonl"))]
SENTENCES = [
    json.loads(line) for part in PARTS for line in (part / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
EXPECTATIONS = [path for part in PARTS for path in sorted((part / "pages").glob("*.expect.json"))]
STATEMENTS = {"ok", "weak", "missing", "hidden", "not_required"}
CLASSES = {"ruo", "ivd", "supplement", "cosmetic", "lab", "other"}


def item(name: str, *labels: str, difficulty: str = "easy") -> Item:
    return Item(name, "text", labels, "ruo", "product", difficulty)


def profile_of(product_class: str) -> str:
    return product_class


def test_every_sentence_is_labelled_once_and_with_known_words() -> None:
    assert len(SENTENCES) >= 850
    assert max(Counter(s["id"] for s in SENTENCES).values()) == 1
    assert max(Counter(s["text"].casefold() for s in SENTENCES).values()) == 1
    for sentence in SENTENCES:
        assert sentence["labels"]
        assert set(sentence["labels"]) <= LABELS
        assert sentence["difficulty"] in scoring.DIFFICULTIES
        assert sentence["product_class"] in CLASSES
        assert sentence["why"]
        assert sentence["text"] == sentence["text"].strip()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_half_of_the_sentences_of_a_part_claim_something_and_half_do_not(part: Path) -> None:
    sentences = [json.loads(line) for line in (part / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
    claiming = sum(bool(set(s["labels"]) & set(scoring.CLAIMS)) for s in sentences)
    assert 0.45 <= claiming / len(sentences) <= 0.55


def test_every_label_has_enough_sentences_to_say_something() -> None:
    counted = Counter(label for s in SENTENCES for label in s["labels"])
    assert all(counted[label] >= 30 for label in scoring.CLAIMS), counted


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.name)
def test_a_marked_line_of_a_page_holds_its_excerpt(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    lines = (path.parent / data["file"]).read_text(encoding="utf-8").splitlines()
    marks = data["findings"] + data["optional"]
    for mark in marks:
        assert mark["text_excerpt"] in lines[mark["line"] - 1]
        assert mark["label"] in scoring.CLAIMS
    marked = {mark["line"] for mark in marks}
    assert data["doc_class"] in CLASSES
    assert data["disclaimer"] in STATEMENTS
    assert data["n_lines"] == len(lines)
    assert data["n_clean_lines"] == sum(
        bool(line.strip()) for number, line in enumerate(lines, 1) if number not in marked
    )


def test_every_status_of_a_statement_stands_on_several_pages() -> None:
    statuses = Counter(json.loads(path.read_text(encoding="utf-8"))["disclaimer"] for path in EXPECTATIONS)
    assert len(EXPECTATIONS) >= 40
    assert set(statuses) == STATEMENTS
    assert min(statuses.values()) >= 3, statuses


def test_a_page_that_no_reader_reads_is_counted_apart(tmp_path: Path) -> None:
    page = {"doc_class": "ruo", "disclaimer": "not_required", "findings": [], "optional": [], "n_clean_lines": 1}
    for name in ("read.md", "unread.abacus"):
        (tmp_path / name).write_text("Purity 99 %.\n", encoding="utf-8")
        (tmp_path / (name + ".expect.json")).write_text(json.dumps({"file": name, **page}), encoding="utf-8")
    (tmp_path / "sentences.jsonl").write_text("", encoding="utf-8")
    # Imported by name: to a type checker, the folder of the corpus hides the module that is called like it.
    corpus = import_module("benchmarks.accuracy").read_corpus(tmp_path / "sentences.jsonl", tmp_path)
    assert [kept.name for kept in corpus.pages] == ["read.md"]
    assert corpus.no_reader == 1


def test_a_finding_is_right_or_a_neighbour_or_wrong() -> None:
    hit = Hit("RCO101", "therapeutic", "gate")
    assert scoring.verdict(hit, ["therapeutic_claim"]) == "right"
    assert scoring.verdict(hit, ["structure_function"]) == "neighbour"
    assert scoring.verdict(hit, ["dosing"]) == "wrong"
    assert scoring.verdict(hit, ["clean"]) == "wrong"


def test_recall_and_false_alarms_are_counted_by_sentence() -> None:
    items = [
        item("found", "therapeutic_claim"),
        item("missed", "dosing", difficulty="hard"),
        item("flagged", "clean"),
        item("silent", "ruo_ok"),
    ]
    hit = Hit("RCO101", "therapeutic", "gate")
    scores = scoring.score_sentences(items, {"found": [hit, hit], "flagged": [hit]}, profile_of)
    assert str(scores.recall) == "0.500 (1/2)"
    assert str(scores.precision) == "0.500 (1/2)"
    assert str(scores.flagged_clean) == "0.500 (1/2)"
    assert scores.flagged_clean.per_thousand == "500.0"
    assert [row.false_alarms.per_thousand for row in scores.by_rule] == ["500.0"]
    assert str(scores.easy_and_medium) == "1.000 (1/1)"
    assert [row.name for row in scores.by_rule] == ["RCO101"]
    assert [kept.id for kept in scores.missed] == ["missed"]


def test_a_lawful_supplement_sentence_is_left_out() -> None:
    lawful = Item("x", "text", ("structure_function",), "supplement", "product", "easy", permitted=True)
    scores = scoring.score_sentences([lawful], {}, profile_of)
    assert scores.items == 0
    assert scores.recall.value is None


def test_a_page_counts_marked_lines_once_and_forgives_optional_ones() -> None:
    page = LabelledPage(
        name="page.md",
        text="",
        product_class="ruo",
        statement="not_required",
        findings=(Marked(2, 2, "dosing", ""), Marked(2, 2, "human_use", ""), Marked(5, 7, "dosing", "")),
        optional=(Marked(9, 9, "dosing", ""),),
        clean_lines=10,
    )
    hits = [Hit("RCO301", "dosing", "gate", line) for line in (2, 6, 9, 11)]
    scores = scoring.score_pages([page], {"page.md": hits}, {"page.md": "not-required"})
    assert str(scores.lines_found) == "1.000 (2/2)"
    assert scores.false_alarms == [("page.md", 11, "RCO301")]
    assert str(scores.statements_right) == "1.000 (1/1)"
