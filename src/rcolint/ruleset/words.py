"""Which words does a list hold, and in which forms may they stand in a text?

Reads `rules/words/*.yaml`. An entry is a lemma; inflections and spellings are generated. A list may be made of others.
"""

from pathlib import Path
from typing import Any

from rcolint.errors import Mistake, nearest
from rcolint.folding import Folded
from rcolint.ruleset.changes import NONE, Changes, Word
from rcolint.ruleset.inflect import surface_forms
from rcolint.ruleset.nodes import Located, parsed_folder, parsed_text
from rcolint.text import WORD, words_of
from rcolint.tuples import NamedTuple

INFLECT = ("noun", "verb", "adjective", "none")
FIELDS = ("list", "about", "inflect", "case", "includes", "closed", "groups")
CASES = ("fold", "exact")
_LISTS = ("forms", "unless_next", "unless_prev", "unless_near")
ENTRY_FIELDS = ("word", "forms", "case", "inflect", "unless_next", "unless_prev", "unless_near")


class Form(NamedTuple):
    """A surface form: its words as they are looked up, the cased form where case matters, and its sense guards."""

    words: tuple[str, ...]
    cased: str  # empty: any case
    guard: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] | None  # next, previous, near


class WordList(NamedTuple):
    """A named list. `lemmas` counts what a person wrote; `forms` is what is looked up."""

    name: str
    about: str
    includes: tuple[str, ...]
    lemmas: int
    forms: tuple[Form, ...]
    path: str
    verbs: bool = False  # whether its words say what is done to something


def load_lists(
    folder: Path, shown: str = "rules/words", changes: Changes = NONE
) -> tuple[dict[str, WordList], list[Mistake]]:
    """Every list of a folder by its name, with what a configuration changes, and all mistakes in them."""
    lists: dict[str, WordList] = {}
    mistakes: list[Mistake] = []
    own = [parsed_text(file.shown, file.text) for file in changes.files if file.is_list]
    for stem, name, documents, wrong in parsed_folder(folder, shown) + own:
        mistakes += wrong
        if stem in lists:
            why = f"a list '{stem}' is there already: change it under 'words' of the configuration"
            mistakes.append(Mistake(why, name))
        elif len(documents) == 1 and not wrong:
            lists[stem] = _word_list(documents[0], stem, changes, mistakes)
        elif not wrong:
            mistakes.append(Mistake("a word list is exactly one YAML document", name))
    for word in changes.words:
        if word.list not in lists:
            mistakes.append(word.tell(f"no word list is called '{word.list}'", nearest(word.list, list(lists))))
    for word_list in lists.values():
        for name in word_list.includes:
            if name not in lists:
                mistakes.append(
                    Mistake(f"includes the unknown list '{name}'", word_list.path, hint=nearest(name, list(lists)))
                )
    return lists, mistakes


def _word_list(file: Located, stem: str, changes: Changes, mistakes: list[Mistake]) -> WordList:
    if not isinstance(file.data, dict):
        mistakes.append(file.mistake((), "a word list must be a mapping of fields"))
        return WordList(stem, "", (), 0, (), file.path)
    data = file.data
    _check_fields(file, stem, mistakes)
    lemmas, forms = _forms(file, stem, changes, mistakes)
    if data.get("closed"):
        forms.update(_closed(tuple(forms.values())))
    includes = tuple(str(n) for n in data.get("includes") or ())
    verbs = data.get("inflect") == "verb"
    return WordList(stem, str(data.get("about", "")), includes, lemmas, tuple(forms.values()), file.path, verbs)


def _check_fields(file: Located, stem: str, mistakes: list[Mistake]) -> None:
    data = file.data
    for key in data:
        if key not in FIELDS:
            mistakes.append(file.mistake((key,), f"unknown key '{key}'", nearest(key, FIELDS)))
    if data.get("list") != stem:
        mistakes.append(file.mistake(("list",), f"'list' must be the file's name, '{stem}'"))
    if not data.get("about"):
        mistakes.append(file.mistake((), "'about' is missing: say in one sentence what the list holds"))
    if data.get("case", "fold") not in CASES:
        mistakes.append(file.mistake(("case",), f"unknown case '{data['case']}'", nearest(str(data["case"]), CASES)))
    kind = data.get("inflect", "none")
    if kind not in INFLECT:
        mistakes.append(file.mistake(("inflect",), f"unknown inflection '{kind}'", nearest(str(kind), INFLECT)))


Forms = dict[tuple[tuple[str, ...], str], Form]


def _forms(file: Located, stem: str, changes: Changes, mistakes: list[Mistake]) -> tuple[int, Forms]:
    """How many entries the list has with what a configuration changes, and their forms."""
    kind, case = file.data.get("inflect", "none"), str(file.data.get("case", "fold"))
    removed = {tuple(words_of(word.entry)): word for word in changes.of(stem, add=False)}
    gone: set[tuple[str, ...]] = set()
    seen: dict[tuple[str, ...], str] = {}
    forms: Forms = {}
    lemmas = 0
    for group, entries in _groups(file, mistakes):
        for index, entry in enumerate(entries):
            if removed and (lemma := _lemma(entry)) in removed:
                gone.add(lemma)
                continue
            lemmas += 1
            for form in _entry(file, ("groups", group, index), entry, kind, case, seen, mistakes):
                forms.setdefault((form.words, form.cased), form)
    for lemma, word in removed.items():
        if lemma not in gone:
            hint = nearest(word.entry, list(seen.values()))
            mistakes.append(word.tell(f"the list '{stem}' has no entry '{word.entry}'", hint))
    for word in changes.of(stem, add=True):
        lemmas += 1
        for form in _added(file, word, kind, case, seen, mistakes):
            forms.setdefault((form.words, form.cased), form)
    return lemmas, forms


def _lemma(entry: Any) -> tuple[str, ...]:
    word = entry.get("word") if isinstance(entry, dict) else entry
    return tuple(words_of(str(word)))


def _added(
    file: Located, word: Word, kind: str, case: str, seen: dict[tuple[str, ...], str], mistakes: list[Mistake]
) -> list[Form]:
    """The forms of an entry that a configuration adds; none where the list has it by now."""
    if not words_of(word.entry):
        mistakes.append(word.tell(f"'{word.entry}' holds no word", ""))
        return []
    wrong: list[Mistake] = []  # that it stands twice is none: a later version of the list may bring it
    forms = _entry(file, (), word.entry, kind, case, seen, wrong)
    return [] if wrong else forms


def _groups(file: Located, mistakes: list[Mistake]) -> list[tuple[str, list[Any]]]:
    """The groups that are lists; what is wrong with the others is told."""
    groups = file.data.get("groups") or {}
    if not isinstance(groups, dict):
        mistakes.append(file.mistake(("groups",), "'groups' must be a mapping of names to lists"))
        return []
    for name, entries in groups.items():
        if not isinstance(entries, list):
            mistakes.append(file.mistake(("groups", name), "a group must be a list of entries"))
    return [(name, entries) for name, entries in groups.items() if isinstance(entries, list)]


def _entry(
    file: Located,
    at: tuple[object, ...],
    entry: Any,
    kind: str,
    case: str,
    seen: dict[tuple[str, ...], str],
    mistakes: list[Mistake],
) -> list[Form]:
    fields: dict[str, Any] = entry if isinstance(entry, dict) else {"word": entry}
    before = len(mistakes)
    for field, value in fields.items():
        if field not in ENTRY_FIELDS:
            mistakes.append(file.mistake((*at, field), f"unknown key '{field}'", nearest(field, ENTRY_FIELDS)))
        elif field in _LISTS and not isinstance(value, list):
            mistakes.append(file.mistake((*at, field), f"'{field}' must be a list"))
        elif field in _LISTS and any(isinstance(item, bool) for item in value):
            mistakes.append(
                file.mistake((*at, field), f"'{field}' holds a word that YAML takes for true or false; quote it")
            )
        elif field == "case" and value not in CASES:
            mistakes.append(file.mistake((*at, field), f"unknown case '{value}'", nearest(str(value), CASES)))
    if len(mistakes) > before:
        return []
    word = fields.get("word")
    if isinstance(word, bool) or not isinstance(word, str | int) or not words_of(str(word)):
        mistakes.append(file.mistake(at, "an entry needs a word (quote yes, no, on and off)"))
        return []
    word = str(word)
    exact = fields.get("case", case) == "exact"
    key = (word,) if exact else tuple(words_of(word))
    if key in seen:
        mistakes.append(file.mistake(at, f"'{word}' stands twice in this list (first as '{seen[key]}')"))
    seen[key] = word
    kind = fields.get("inflect", "none" if exact else kind)
    lemma = " ".join(WORD.findall(Folded(word).lower))
    surfaces = [lemma, *map(str, fields["forms"])] if fields.get("forms") else surface_forms(lemma, kind)
    guard = (
        tuple(
            tuple(w for x in fields.get(name) or () for w in words_of(str(x)))
            for name in ("unless_next", "unless_prev", "unless_near")
        )
        if any(fields.get(name) for name in ("unless_next", "unless_prev", "unless_near"))
        else None
    )
    cased = " ".join(WORD.findall(Folded(word).cased)) if exact else ""
    return [Form(tuple(words_of(surface)), cased, guard) for surface in surfaces]  # type: ignore[arg-type]


def _closed(forms: tuple[Form, ...]) -> dict[tuple[tuple[str, ...], str], Form]:
    """Phrases of two words written as one, as in hashtags and slugs: "fat loss" -> "fatloss"."""
    closed: dict[tuple[tuple[str, ...], str], Form] = {}
    for form in forms:
        if len(form.words) == 2 and not form.cased and all(w.isalpha() and len(w) > 2 for w in form.words):
            words = ("".join(form.words),)
            closed[(words, "")] = Form(words, "", None)
    return closed


def members(name: str, lists: dict[str, WordList]) -> tuple[str, ...]:
    """The names of the lists that make up `name`: itself and all it includes, without repetition."""
    found: list[str] = []

    def visit(current: str) -> None:
        if current in lists and current not in found:
            found.append(current)
            for inner in lists[current].includes:
                visit(inner)

    visit(name)
    return tuple(found)
