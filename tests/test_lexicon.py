"""Which lists know the words of a passage: the longest form, its case, its neighbours?"""

from pathlib import Path

import pytest

from marked import bare, folder, list_text, passage, rule_text, spans
from rcolint.ruleset.lexicon import BUCKETS, NONE, Lexicon, bucket_of
from rcolint.ruleset.pack import load
from rcolint.text import Hit

ENTRIES = (
    "pain",
    "back pain",
    "back pain relief",
    "{word: AIDS, case: exact}",
    "{word: ED, case: exact}",
    "{word: cold, unless_next: [storage, chain], unless_prev: [ice], unless_near: [freezer]}",
    "Crohn's disease",
    "b 12",
)


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    files = {"words/ill": list_text("ill", *ENTRIES), "words/ache": list_text("ache", "pain")}
    return load(folder(tmp_path, {**files, "one": rule_text("{ill|ache}")})).lexicon


def hits(lexicon: Lexicon, text: str, name: str = "ill") -> list[tuple[str, str]]:
    cut = passage(text)
    lexicon.scan(cut)
    found: list[Hit] = cut.hits.get(lexicon.ids[name], [])
    return [(cut.text(hit.first, hit.last), hit.sense) for hit in found]


@pytest.mark.parametrize(
    "marked",
    [
        "my «pain»",
        "«PAIN» and «Pain»",
        "painless",
        "«back pain relief» now",
        "«back-pain»",
        "«back\npain»",
        "**«back** pain»",
        "the back, «pain»",  # a phrase does not cross a comma
        "the back. «Pain»",
        "«Crohn’s disease»",
        "Crohns",
        "«AIDS» and aids",
        "aids recovery",
        "«ED» but Ed and ed",
        "LOW MOOD AND ED FADE WITHIN WEEKS",  # shouted words tell no case
        "vitamin «B12», «b-12»",
        "«p\u200bain» and «раin»",
    ],
)
def test_the_longest_form_is_known_in_its_case(lexicon: Lexicon, marked: str) -> None:
    longest: list[str] = []
    for text, _ in hits(lexicon, bare(marked)):
        if not any(text in other for other in longest):
            longest.append(text)
    assert longest == spans(marked)


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("a cold", ""),
        ("cold storage", "storage"),
        ("cold chains", ""),
        ("ice cold", "ice"),
        ("a cold day for the freezer", "freezer"),
        ("A cold. The freezer hums.", ""),
        ("A cold. Storage is dry.", ""),  # the next sentence argues for nothing
        ("cold | storage", ""),
    ],
)
def test_a_neighbour_argues_for_another_sense(lexicon: Lexicon, text: str, sense: str) -> None:
    assert hits(lexicon, text) == [("cold", sense)]


def test_one_word_may_stand_in_several_lists(lexicon: Lexicon) -> None:
    assert hits(lexicon, "pain", "ill") == hits(lexicon, "pain", "ache") == [("pain", "")]


def test_a_word_that_no_list_knows_has_no_entry(lexicon: Lexicon) -> None:
    assert lexicon.entry("xylophone") == NONE
    assert lexicon.entry("") == NONE


@pytest.mark.parametrize("word", ["pain", "über", "кот", "\ud800", "x" * 10_000])
def test_every_word_has_a_bucket(word: str) -> None:
    assert 0 <= bucket_of(word) < BUCKETS


def test_hits_come_in_the_order_of_the_text(lexicon: Lexicon) -> None:
    cut = passage("pain, cold, AIDS, back pain")
    lexicon.scan(cut)
    found = cut.any_of(
        (lexicon.ids["ill"], lexicon.ids["ache"])
        if lexicon.ids["ill"] < lexicon.ids["ache"]
        else (lexicon.ids["ache"], lexicon.ids["ill"])
    )
    assert [hit.first for hit in found] == sorted(hit.first for hit in found)
    assert [hit.first for hit, _ in cut.marks] == sorted(hit.first for hit, _ in cut.marks)


def test_a_mask_never_misses_a_list_that_it_was_made_of(lexicon: Lexicon) -> None:
    ill, ache, literal = lexicon.ids["ill"], lexicon.ids["ache"], len(lexicon.names) + 1000
    assert lexicon.mask((ill,)) & lexicon.mask((ill, ache, literal))
    assert lexicon.mask((literal,)) & lexicon.mask((ill, ache, literal))
    assert not lexicon.mask((ill,)) & lexicon.mask((ache, literal))
