"""Is folding exact, and do words, clauses and sentences begin and end where a reader says they do?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import bare, passage, spans
from rcolint.folding import Folded, fold
from rcolint.text import sentence_spans, words_of

SPEAKING = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "treats TREATS \u200b\u00ad\u034f\ufe0f\u0301аеорсΑΒο\ufb03½…ßİıǅ𝐭ｔⓣ²µ™\u2066\U000e0074\ud800"
        ),
    )
)


@given(SPEAKING)
def test_folding_covers_every_letter_and_leads_back_to_the_text(text: str) -> None:
    folded = Folded(text)
    assert len(folded.cased) == len(folded.lower) == folded.map.length
    before = 0
    for at, letter in enumerate(folded.cased):
        start, end = folded.map.to_source(at, at + 1)
        assert before <= start < end <= len(text)
        before = start
        if text[start].isascii():
            assert (text[start], end - start) == (letter, 1)


@given(SPEAKING)
def test_only_invisible_letters_are_dropped(text: str) -> None:
    folded = Folded(text)
    kept = {i for a in range(folded.map.length) for i in range(*folded.map.to_source(a, a + 1))}
    dropped = {text[i] for i in range(len(text)) if i not in kept}
    assert all(
        not unicodedata.normalize("NFKC", c).strip() or unicodedata.category(c) in ("Cf", "Mn", "Me", "Lo", "So")
        for c in dropped
    )
    assert not any(c.isascii() for c in dropped)


@given(SPEAKING)
def test_folding_twice_changes_nothing_more_in_plain_words(text: str) -> None:
    once = fold(text)
    if once.isascii():
        assert fold(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "tr\u200beats",  # zero-width space
        "tr\u200d\u200ceats",  # zero-width joiner and non-joiner
        "\ufefftr\u2060eats",  # byte order mark, word joiner
        "tre\u00adats",  # soft hyphen
        "t\u034freats",  # combining grapheme joiner
        "treat\ufe0fs",  # variation selector
        "tr\U000e0065eats",  # tag letter
        "t\u0336r\u0336e\u0336a\u0336t\u0336s\u0336",  # struck through
        "tr\u202eeats",  # bidirectional control
        "trеаts",  # Cyrillic e and a
        "ｔｒｅａｔｓ",  # full width
        "𝐭𝐫𝐞𝐚𝐭𝐬",  # mathematical bold
        "𝓉𝓇ℯ𝒶𝓉𝓈",  # mathematical script
        "ⓣⓡⓔⓐⓣⓢ",  # circled
        "trëáts",  # accents
        "tre\u0301ats",  # accent as a mark of its own
        "TREATS",
        "tr\u115feats",  # Hangul filler
        "tr\u2800eats",  # Braille blank
    ],
)
def test_a_word_in_disguise_is_the_plain_word(text: str) -> None:
    assert words_of(text) == ["treats"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("oﬃce ﬁsh", "office fish"),
        ("Straße", "strasse"),
        ("“it’s”", '"it\'s"'),
        ("a…b", "a...b"),
        ("10 µg", "10 ug"),
        ("10 μg", "10 ug"),
        ("25 °C", "25  c"),
        ("RX™", "rx "),
        ("İstanbul", "istanbul"),
        ("½ ml", "1/2 ml"),
        ("500 ㎍", "500 ug"),
        ("2 × 5", "2 x 5"),
        ("a\u00a0b\u2009c", "a b c"),
        ("non\u2011human", "non-human"),
        ("5–10", "5–10"),
    ],
)
def test_folding_makes_comparable(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_word_wholly_in_another_script_stays_as_it_is() -> None:
    assert words_of("кот сидит") == ["кот", "сидит"]
    assert words_of("αβ") == ["αβ"]


@pytest.mark.parametrize(
    ("text", "obscured"),
    [
        ("it tr«\u200b»eats", True),
        ("it «trеаts»", True),
        ("it t«\u034f»reats", True),
        ("soft hy\u00adphen", False),
        ("cafe\u0301s and naive\u0308ly", False),  # letters and accents apart, as some systems write them
        ("family 👨\u200d👩\u200d👧 emoji", False),
        ("na\u00efve", False),
    ],
)
def test_hidden_letters_inside_a_word_are_told(text: str, obscured: bool) -> None:
    folded = Folded(bare(text))
    assert [bare(text)[a:b] for a, b in folded.obscured] == (spans(text) if obscured else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("BPC-157 is here", "bpc 157 is here"),
        ("250mcg/day", "250 mcg day"),
        ("2.5 mg, 1,000 IU", "2.5 mg 1,000 iu"),
        ("Crohn's disease", "crohn disease"),
        ("your body’s own", "your body own"),
        ("don't and won’t", "don't won't and"),
        ("100%", "100 %"),
        ("B12 and GLP-1s", "b 12 and glp 1 s"),
        ("fat_loss", "fat loss"),
        ("x" * 5000, "x" * 5000),
    ],
)
def test_words_are_looked_up_without_possessives(text: str, words: str) -> None:
    assert sorted(words_of(text)) == sorted(words.split())


@pytest.mark.parametrize(
    "text",
    [
        "«Dr. Smith et al. found it.» «It works.»",
        "«Dose of 2.5 mg.» «Take it.»",
        "«Loss of function.»«A study found it.»",  # the missing space of pasted copy
        "«See Fig. 3 for more.» «Next.»",
        "«Ships from the U.S. on Monday.»",
        "«Made in the U.S.» «It treats pain.»",
        "«Not for pets, livestock, etc.» «It treats pain.»",
        "«Not for pets etc. or people.»",
        "«Sold by Vialmere Inc.» «Our peptides heal.»",
        "«Sold by Vialmere Inc. of Ferndale.»",
        "«Do not store above 25 C.» «Treats anxiety.»",
        "«Do not store above 25 °C.» «Treats anxiety.»",
        "«Grown with 4 E. coli strains.»",
        "«The work of J. R. Hale counts.»",
        "«Rich in vitamin C.» «It helps.»",
        "«1. First of the list»",
        "«12. Twelfth of the list»",
        "«No.» «It does not.»",
        "«Is it safe?» «No!» «Never.»",
        '«It said "pain."» «Then more.»',
        "«(It ends here.)» «Then more.»",
        "«It heals wounds.[1]» «It calms.»",
        "«It heals wounds.[1, 2]» «It calms.»",
        "«It heals wounds.[3–5][7]» «It calms.»",
        "«**It ends in bold.**» «Then more.»",
        "«One line\n\n»«another line»",
        "«One line\nthe same line»",
        "«The pH is 7.4 at 20 degrees.»",
        "«BPC-157 5 mg»",
        "«approx. 5 mg a day»",
        "«Wait... and see.»",
        "«»",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    folded = Folded(bare(text)).cased
    assert [folded[a:b].strip(" ") for a, b in sentence_spans(folded)] == [Folded(part).cased for part in spans(text)]


@given(st.text(alphabet='aA1 .!?\n)"[]etc'))
def test_sentences_cover_the_text_without_gaps(text: str) -> None:
    found = sentence_spans(text)
    assert "".join(text[a:b] for a, b in found) == text
    assert found[-1].end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "«It calms» — «it heals»",
        "«It calms»; «it heals»",
        "«Use: »«calm»",
        "«It calms» «but it does not heal»",
        "«It calms» «although slowly»",
        "«name» | «effect»",
        "«It calms» (and «heals»)",
        "«short-term and long-term»",
        "«5-10 mg»",
        "«It calms» - «it heals»",
        "«It calms and heals»",
        "«It calms, heals and more»",
        "«half-life of 2–4 hours»",
        "«It calms» • «It heals»",
        "«A» → «B»",
    ],
)
def test_clauses_part_at_strong_marks_and_turning_words(text: str) -> None:
    cut = passage(bare(text))
    clauses: dict[int, list[str]] = {}
    for word, clause in zip(cut.words, cut.clauses, strict=True):
        clauses.setdefault(clause, []).append(word)
    joined = [words_of(part) for part in spans(text.replace(" (and «", " «and "))]
    assert list(clauses.values()) == joined


def test_words_know_their_sentence_and_their_place_in_the_copy() -> None:
    cut = passage("It calms. The «tr\u200beats» pain.".replace("«", "").replace("»", ""))
    assert cut.words == ["it", "calms", "the", "treats", "pain"]
    assert cut.text(3, 3) == "tr\u200beats"
    assert list(cut.sentence_of(3)) == [2, 3, 4]
    assert list(cut.sentence_of(0)) == [0, 1]
    assert cut.source(3, 4) == (14, 26)


@given(SPEAKING)
def test_a_passage_of_any_text_is_whole(text: str) -> None:
    cut = passage(text)
    assert len(cut.words) == len(cut.starts) == len(cut.ends) == len(cut.clauses) == len(cut.sentences)
    assert cut.sentences == sorted(cut.sentences)
    assert cut.clauses == sorted(cut.clauses)
    for i in range(len(cut.words)):
        assert fold(cut.text(i, i)).strip(" ") or cut.words[i]
