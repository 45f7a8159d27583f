"""Does an entry of a word list stand for every form that people write, and are mistakes in a list told with their place?"""

from pathlib import Path

import pytest

from marked import folder, list_text
from rcolint.errors import Mistake
from rcolint.ruleset.inflect import noun_forms, spellings, surface_forms, verb_forms
from rcolint.ruleset.words import WordList, load_lists, members


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("treat", "treat treats treated treating"),
        ("cure", "cure cures cured curing"),
        ("remedy", "remedy remedies remedied remedying"),
        ("destroy", "destroy destroys destroyed destroying"),
        ("stop", "stop stops stopped stopping"),
        ("fix", "fix fixes fixed fixing"),
        ("banish", "banish banishes banished banishing"),
        ("free", "free frees freed freeing"),
        ("prefer", "prefer prefers preferred preferring"),
        ("fight", "fight fights fought fighting"),
        ("rebuild", "rebuild rebuilds rebuilt rebuilding"),
        ("relearn", "relearn relearns relearned relearnt relearning"),
        ("overcome", "overcome overcomes overcame overcoming"),
        ("visit", "visit visits visited visiting"),
        ("heal", "heal heals healed healing"),
        ("inject", "inject injects injected injecting"),
    ],
)
def test_a_verb_stands_for_its_inflections(verb: str, forms: str) -> None:
    assert set(verb_forms(verb)) == set(forms.split())


def test_the_first_word_of_a_verb_phrase_is_inflected() -> None:
    assert "gets rid of" in verb_forms("get rid of")
    assert "wiping out" in verb_forms("wipe out")


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("ulcer", "ulcers"),
        ("allergy", "allergies"),
        ("abscess", "abscesses"),
        ("rash", "rashes"),
        ("fibrosis", "fibroses"),
        ("cold sore", "cold sores"),
        ("swollen foot", "swollen feet"),
        ("mouse", "mice"),
        ("day", "days"),
    ],
)
def test_a_noun_stands_for_its_plural(noun: str, plural: str) -> None:
    assert noun_forms(noun) == [noun, plural]


@pytest.mark.parametrize("noun", ["diabetes", "COPD 4", "ms 2"])
def test_some_nouns_have_no_plural(noun: str) -> None:
    assert noun_forms(noun) == [noun]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("normalise", "normalize"),
        ("tumour", "tumor"),
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("diarrhoea", "diarrhea"),
        ("oestrogen", "estrogen"),
        ("oesophagus", "esophagus"),
        ("haemorrhage", "hemorrhage"),
        ("leukaemia", "leukemia"),
        ("anaesthetic", "anesthetic"),
        ("ageing skin", "aging skin"),
        ("fibre", "fiber"),
        ("grey hair", "gray hair"),
        ("paralyse", "paralyze"),
    ],
)
def test_british_entries_stand_for_american_spellings(british: str, american: str) -> None:
    assert spellings(british) == [british, american]


@pytest.mark.parametrize("word", ["exercise", "exercises", "bruise", "raised", "promise", "surprised", "four", "hour"])
def test_words_that_are_spelled_alike_stay_alone(word: str) -> None:
    assert len(spellings(word)) == 1 or spellings(word)[1] != word.replace("s", "z")


def test_inflection_and_spelling_go_together() -> None:
    assert {"normalised", "normalized", "normalises", "normalizing"} <= set(surface_forms("normalise", "verb"))


def loaded(tmp_path: Path, **lists: str) -> tuple[dict[str, WordList], list[Mistake]]:
    at = folder(tmp_path, {f"words/{name}": text for name, text in lists.items()})
    return load_lists(at / "words")


def forms(word_list: WordList) -> set[str]:
    return {" ".join(form.words) for form in word_list.forms}


def test_an_entry_is_folded_and_inflected(tmp_path: Path) -> None:
    lists, mistakes = loaded(tmp_path, ill=list_text("ill", "Crohn’s disease", "anti-ageing", extra="inflect: noun\n"))
    assert mistakes == []
    assert {"crohn disease", "anti ageing", "anti aging"} <= forms(lists["ill"])


def test_a_closed_list_also_holds_its_phrases_as_one_word(tmp_path: Path) -> None:
    lists, _ = loaded(
        tmp_path, tags=list_text("tags", "fat loss", "joint pain relief", "up to", extra="closed: true\n")
    )
    assert forms(lists["tags"]) == {"fat loss", "fatloss", "joint pain relief", "up to"}


def test_own_forms_replace_generated_ones(tmp_path: Path) -> None:
    entry = "{word: shot, forms: [shots, jab]}"
    lists, _ = loaded(tmp_path, needles=list_text("needles", entry, extra="inflect: noun\n"))
    assert forms(lists["needles"]) == {"shot", "shots", "jab"}


def test_an_entry_with_its_case_keeps_it_and_is_not_inflected(tmp_path: Path) -> None:
    lists, _ = loaded(tmp_path, ill=list_text("ill", "{word: AIDS, case: exact}", extra="inflect: noun\n"))
    assert [(f.words, f.cased) for f in lists["ill"].forms] == [(("aids",), "AIDS")]


def test_guards_are_folded_words(tmp_path: Path) -> None:
    entry = "{word: cold, unless_next: [Storage], unless_prev: ['ice-'], unless_near: [fridge, 4]}"
    lists, _ = loaded(tmp_path, ill=list_text("ill", entry))
    assert lists["ill"].forms[0].guard == (("storage",), ("ice",), ("fridge", "4"))


def test_a_list_may_be_made_of_others(tmp_path: Path) -> None:
    lists, mistakes = loaded(
        tmp_path,
        any=list_text("any", "x", extra="includes: [one, two]\n"),
        one=list_text("one", "y", extra="includes: [two]\n"),
        two=list_text("two", "z", extra="includes: [any]\n"),  # a circle ends
    )
    assert mistakes == []
    assert members("any", lists) == ("any", "one", "two")
    assert members("two", lists) == ("two", "any", "one")


MISTAKES = [
    (
        "a word that stands twice",
        list_text("w", "pain", "Pain"),
        "4:15: 'Pain' stands twice in this list (first as 'pain')",
    ),
    (
        "an unknown key",
        "list: w\nabout: x\nincldes: [a]\ngroups: {all: [pain]}\n",
        "3:1: unknown key 'incldes'\n    incldes: [a]\n  did you mean 'includes'?",
    ),
    (
        "an unknown key of an entry",
        list_text("w", "{word: pain, unless_nxt: [free]}"),
        "4:22: unknown key 'unless_nxt'",
    ),
    ("another name than the file's", list_text("v", "pain"), "1:1: 'list' must be the file's name, 'w'"),
    ("no sentence about it", "list: w\ngroups: {all: [pain]}\n", "1:1: 'about' is missing"),
    ("an unknown inflection", list_text("w", "pain", extra="inflect: nuon\n"), "3:1: unknown inflection 'nuon'"),
    (
        "an entry that YAML takes for a truth",
        list_text("w", "no"),
        "4:9: an entry needs a word (quote yes, no, on and off)",
    ),
    ("an empty entry", list_text("w", "'...'"), "4:9: an entry needs a word"),
    (
        "groups that are a list",
        "list: w\nabout: x\ngroups: [pain]\n",
        "3:1: 'groups' must be a mapping of names to lists",
    ),
    ("a group that is a text", "list: w\nabout: x\ngroups: {all: pain}\n", "3:10: a group must be a list of entries"),
    ("a document that is a list", "[pain]\n", "1:1: a word list must be a mapping of fields"),
    ("forms that are a text", list_text("w", "{word: pain, forms: ache}"), "4:22: 'forms' must be a list"),
    ("a guard that is a text", list_text("w", "{word: pain, unless_next: free}"), "4:22: 'unless_next' must be a list"),
    (
        "a guard with a bare on",
        list_text("w", "{word: pain, unless_next: [to, on]}"),
        "4:22: 'unless_next' holds a word that YAML takes for true or false; quote it",
    ),
    ("an unknown case", list_text("w", "{word: pain, case: exakt}"), "4:22: unknown case 'exakt'"),
    (
        "an unknown list in includes",
        list_text("w", "pain", extra="includes: [illnes]\n"),
        "includes the unknown list 'illnes'",
    ),
    ("two documents", list_text("w", "pain") + "---\nlist: w\n", "a word list is exactly one YAML document"),
    (
        "a tag",
        "list: w\nabout: !!python/name:os.system x\n",
        "2:8: the tag tag:yaml.org,2002:python/name:os.system is not accepted",
    ),
    ("an alias", "list: w\nabout: &a x\ngroups: {all: [*a]}\n", "3:16: aliases are not accepted"),
    (
        "a key that stands twice",
        "list: w\nabout: x\nabout: y\ngroups: {all: [pain]}\n",
        "3:1: the key 'about' stands twice",
    ),
    ("broken YAML", "list: [w\n", "not valid YAML"),
]


@pytest.mark.parametrize(("text", "told"), [m[1:] for m in MISTAKES], ids=[m[0].replace(" ", "-") for m in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_column(tmp_path: Path, text: str, told: str) -> None:
    _, mistakes = loaded(tmp_path, w=text)
    assert any(told in str(mistake) for mistake in mistakes), [str(m) for m in mistakes]
    assert all(str(mistake).startswith("rules/words/w.yaml:") for mistake in mistakes)


def test_all_mistakes_of_all_lists_come_at_once(tmp_path: Path) -> None:
    _, mistakes = loaded(tmp_path, a=list_text("a", "no", "pain", "pain"), b=list_text("c", "yes"))
    assert len(mistakes) == 4
