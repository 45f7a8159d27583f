"""Where does a line of `look_for` stand in a sentence, and where does it not?"""

from pathlib import Path

import pytest

from marked import bare, block, check_block, folder, list_text, rule_text, spans
from rcolint.engine import prepare
from rcolint.model import Settings
from rcolint.ruleset.pack import load
from rcolint.ruleset.patterns import parse_pattern

LISTS = {
    "words/treat": list_text("treat", "treat", "get rid of", extra="inflect: verb\n"),
    "words/ill": list_text("ill", "gout", "joint pain", "low mood", "anxiety", "{word: cold, unless_next: [storage]}"),
    "words/relief": list_text("relief", "relief", "remedy"),
    "words/light": list_text("light", "the", "your", "really", "chronic", "all"),
    "words/fine": list_text("fine", "natural", "fast"),
}


def found(tmp_path: Path, marked: str, *look_for: str, role: str = "paragraph", **rule: str) -> list[str]:
    at = folder(tmp_path, {**LISTS, "one": rule_text(*look_for, **rule)})
    judge = prepare(load(at), Settings())
    return [f.text for f in check_block(block(bare(marked), role), judge).findings if f.rule == "RCO101"]


CASES = [
    ("{treat} … {ill}", "It «treats gout»."),
    ("{treat} … {ill}", "It «treats a b c d e f g h gout»."),
    ("{treat} … {ill}", "It treats a b c d e f g h i gout."),
    ("{treat} …2 {ill}", "It «treats very bad gout»."),
    ("{treat} …2 {ill}", "It treats very very bad gout."),
    ("{treat} … {ill}", "Gout is not what it treats."),
    ("{treat} … {ill}", "It treats water. Gout is a word."),
    ("{treat} … {ill}", "It treats water; gout is a word."),
    ("{treat} … {ill}", "It treats water — gout is a word."),
    ("{treat} … {ill}", "It treats water but gout stays."),
    ("{treat} … {ill}", "It «gets rid of gout»."),
    ("{ill} {relief}", "«gout relief»"),
    ("{ill} {relief}", "«gout-relief»"),
    ("{ill} {relief}", "«gout / relief»"),
    ("{ill} {relief}", "«gout the really all your relief»"),
    ("{ill} {relief}", "gout the really all your the relief"),
    ("{ill} {relief}", "gout blue relief"),
    ("{ill} {relief}", "gout, relief"),
    ("{ill} {relief}", "*«gout* relief»"),
    ("{ill} [and] {relief}", "«gout and relief»"),
    ("{ill} [and] {relief}", "«gout relief»"),
    ("{relief} (of|for|from) {ill}", "«relief from your gout»"),
    ("{relief} (of|for|from) {ill}", "relief with gout"),
    ("(a cure for|death to) {ill}", "«Death to gout»!"),
    ("{treat|relief} … {ill}", "«Relief for gout» and it «treats anxiety»."),
    ("anti {ill}", "an «anti-gout» cream"),
    ("^ {ill}", "«Gout» is here."),
    ("^ {ill}", "The «gout» is here."),
    ("^ {ill}", "Here is gout."),
    ("{relief} $", "Here is «relief»."),
    ("{relief} $", "Relief is here."),
    ("^ {ill} {relief} $", "«Gout relief»"),
    ("^ {ill} {relief} $", "Gout relief today"),
    ("{treat} … {ill}", "It «treats gout, low mood and joint pain»."),
    ("{treat} … {ill}", "It «treats gout/anxiety»."),
    ("{treat} … {ill}", "It «treats gout, as well as anxiety»."),
    ("{treat} … {ill}", "It «treats gout». Anxiety is a word."),
    ("{treat} … {ill}", "It «treats gout» with anxiety."),
    ("{treat} … {ill}", "It «treats gout» and is shipped in cold storage."),
    ("{treat} … {ill}", "It «treats gout». It «treats anxiety»."),
    ("{treat} …3 {ill}", "It treats one two three four and «treats gout»."),
]


@pytest.mark.parametrize(("pattern", "marked"), CASES)
def test_a_claim_pattern_finds(tmp_path: Path, pattern: str, marked: str) -> None:
    assert found(tmp_path, marked, pattern) == spans(marked)


@pytest.mark.parametrize(
    ("scope", "marked"),
    [
        ("clause", "It treats water: gout is a word."),
        ("sentence", "It «treats water: gout» is a word."),
        ("sentence", "It treats water. Gout is a word."),
        ("block", "It treats water. Gout is a word."),  # a quotation never leaves its sentence
    ],
)
def test_a_pattern_does_not_leave_its_stretch(tmp_path: Path, scope: str, marked: str) -> None:
    texts = found(tmp_path, marked, "{treat} … {ill}", extra=f"in: {scope}\n")
    assert texts == (spans(marked) or (["treats water"] if scope == "block" else []))


def test_a_quantity_runs_across_the_cells_of_a_row(tmp_path: Path) -> None:
    marked = "«250 mcg | gout | daily»"
    assert found(tmp_path, marked, "{amount} … {schedule}", kind="quantity", role="cell") == spans(marked)


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("«Gout»", "paragraph"),
        ("«Gout and anxiety»", "paragraph"),
        ("Natural «gout»", "paragraph"),
        ("«Gout» is a word", "paragraph".replace("paragraph", "list-item")),
        ("Uses: «gout»", "list-item"),
        ("Uses: «gout», «anxiety»".replace("», «", ", "), "paragraph"),
        ("name | «gout» | blue", "cell"),
        ("the «gout»", "heading"),
        ("Blue gout", "list-item"),
    ],
)
def test_a_fragment_says_nothing_beside_the_match(tmp_path: Path, marked: str, role: str) -> None:
    texts = found(tmp_path, marked, "{ill}", role=role, extra="in: fragment\nfill: [fine]\n")
    assert texts == ([] if "is a word" in marked else spans(marked))


@pytest.mark.parametrize(
    ("marked", "extra"),
    [
        ("A fast «gout» thing.", "also: ['{fine}']\n"),
        ("A gout thing.", "also: ['{fine}']\n"),
        ("A gout thing. A fast thing.", "also: ['{fine}']\n"),
        ("A fast gout thing.", "without: ['{fine}']\n"),
        ("A «gout» thing. A fast thing.", "without: ['{fine}']\n"),
    ],
)
def test_what_must_and_what_must_not_stand_beside_it(tmp_path: Path, marked: str, extra: str) -> None:
    assert found(tmp_path, marked, "{ill}", kind="phrase", extra=extra) == spans(marked)


@pytest.mark.parametrize(
    ("role", "extra", "hit"),
    [
        ("heading", "slots: [heading]\n", True),
        ("paragraph", "slots: [heading]\n", False),
        ("heading", "not_slots: [heading]\n", False),
        ("paragraph", "roles: [paragraph]\n", True),
        ("cell", "roles: [paragraph]\n", False),
        ("paragraph", "carriers: [alt]\n", False),
    ],
)
def test_a_rule_looks_only_where_it_belongs(tmp_path: Path, role: str, extra: str, hit: bool) -> None:
    assert bool(found(tmp_path, "Gout", "{ill}", role=role, extra=extra)) is hit


@pytest.mark.parametrize(
    "marked", ["Does it «treat gout»? It is blue.", "It treats gout. Is it blue?", "(Does it «treat gout»?)"]
)
def test_a_question_rule_judges_by_the_sentence(tmp_path: Path, marked: str) -> None:
    assert found(tmp_path, marked, "{treat} … {ill}", extra="slots: [question]\n") == spans(marked)


def test_a_regular_expression_runs_on_folded_text_and_takes_whole_words(tmp_path: Path) -> None:
    text = rule_text(kind="regex").replace("look_for: []", "pattern: 'code ?[a-z]{3}'")
    judge = prepare(load(folder(tmp_path, {"one": text})), Settings())
    result = check_block(block("Use СODE\u200b ABC now".replace("С", "C")), judge)
    assert [f.text for f in result.findings] == ["CODE\u200b ABC"]


def test_the_message_and_the_evidence_quote_the_copy(tmp_path: Path) -> None:
    text = rule_text("{treat} … {ill}").replace("is what the test looks for.", "meets {ill} by {treat}.")
    judge = prepare(load(folder(tmp_path, {**LISTS, "one": text})), Settings())
    (finding,) = check_block(block("It really TREATS {match} “Gout”."), judge).findings
    assert finding.message == '"TREATS {match} “Gout" meets Gout by TREATS.'
    assert [(e.source, e.text) for e in finding.evidence] == [("list:treat", "TREATS"), ("list:ill", "Gout")]


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("{treat} … {ill}", [(("treat",), 0, False), (("ill",), 8, False)]),
        ("{treat} ... {ill}", [(("treat",), 0, False), (("ill",), 8, False)]),
        (
            "{a|b} …3 (of|in the) [and] x",
            [(("a", "b"), 0, False), (("=of", "=in the"), 3, False), (("=and",), 0, True), (("=x",), 0, False)],
        ),
        ("^ Anti-Ageing $", [(("=anti ageing",), 0, False)]),
    ],
)
def test_a_line_is_parsed_into_steps(line: str, steps: list[tuple[tuple[str, ...], int, bool]]) -> None:
    pattern, wrong = parse_pattern(line)
    assert wrong == ""
    assert pattern is not None
    assert [tuple(step) for step in pattern.steps] == steps
    assert (pattern.from_start, pattern.to_end) == (line.startswith("^"), line.endswith("$"))
