"""What do the words of a research-use statement in another language mean?

A statement in another language is read through a small glossary into the English words that statements are made of, and is then
graded like an English one: the elements are the same, and so is their order, mostly. A glossary holds no sentences and is no
translation of anything else. It is loaded only for a page on which one of these languages names research, a laboratory or people.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from rcolint.folding import fold
from rcolint.text import Passage
from rcolint.tuples import NamedTuple

# How words for research, laboratories, teaching and people begin that no statement does without. A space ends a whole word.
STEMS = {
    "German": "forsch labor_ labore_ laboreinsatz laborg laborz laborv labornutz laboranw wissenschaftlich bildungszweck lehrzweck "
    "ausbildungszweck mensch humanen humangebr humananw humanverw personen_",
    "French": "recherche laboratoire labo_ scientifiq educatif pedagog humain homme etres_ personne_ personnes_",
    "Spanish": "investigacion laboratorio cientific educativ didactic humano humana personas_",
    "Italian": "ricerca_ ricerche_ laboratorio laboratori_ scientifica scientifico didattic educativ umano umana umani umane uomo_ persone_",
    "Dutch": "onderzoek laboratorium labgebruik labo_ wetenschappelijk educatiev onderwijsdoel mens_ mensen menselijk humaan_ personen_",
    "Portuguese": "pesquisa investigacao laboratorio laboratoria cientific educaciona educativ didatic humano humana pessoas_",
    "Polish": "badan badawcz laboratorium laboratoria laboratoryj naukow edukacyjn dydaktyczn ludzi ludzk czlowiek osob_",
}
# Where other languages put the noun first: "use in humans", "purposes of research" are put the English way round.
NOUNS = frozenset("use purposes consumption administration injection ingestion".split())
KINDS = frozenset(
    "human animal veterinary research laboratory scientific diagnostic therapeutic medical clinical".split()
)
LINKS = frozenset("in for of de di do da du del della dell d by per por na w".split())


class Entry(NamedTuple):
    """Words of a phrase (a star at the end of one stands for any ending) and the English words they stand for."""

    words: tuple[str, ...]
    meaning: tuple[str, ...]


class Glossary(NamedTuple):
    """Entries by their first word, longest first; those whose first word has a star are looked through one by one."""

    exact: dict[str, list[Entry]]
    open: list[Entry]


_BEGINNINGS = {name: tuple(stem.replace("_", " ") for stem in stems.split()) for name, stems in STEMS.items()}
_HEAD = 4  # letters by which nearly all words of a page are passed over at once
_HEADS = frozenset(stem[:_HEAD] for stems in _BEGINNINGS.values() for stem in stems)


def languages_of(passages: Iterable[Passage]) -> list[str]:
    """The languages in which a page may carry a statement."""
    words = {word for passage in passages for word in passage.words if word[:_HEAD] in _HEADS}
    return [name for name, stems in _BEGINNINGS.items() if any(f"{word} ".startswith(stems) for word in words)]


@cache
def glossary(language: str) -> Glossary:
    """The glossary of a language, folded as text is."""
    from rcolint.checks.glossaries import GLOSSARIES

    exact: dict[str, list[Entry]] = {}
    loose: list[Entry] = []
    for row in GLOSSARIES[language].strip().splitlines():
        meaning, _, phrases = row.partition("=")
        for phrase in phrases.split(","):
            for spelling in {phrase, phrase.translate(_UMLAUTS)}:
                entry = Entry(tuple(_plain(fold(spelling)).split()), tuple(meaning.split()))
                if entry.words[0].endswith("*"):
                    loose.append(entry)
                else:
                    exact.setdefault(entry.words[0], []).append(entry)
    for entries in exact.values():
        entries.sort(key=lambda e: -len(e.words))
    return Glossary(exact, sorted(loose, key=lambda e: (-len(e.words), -len(e.words[0]), e)))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # as they are written where a keyboard has none


def _plain(text: str) -> str:
    """ "l'usage" -> "usage": the article is no part of the word."""
    return " ".join(word.rpartition("'")[2] for word in text.split())


def translated(words: list[str], language: str) -> list[str]:
    """The words of one sentence with what the glossary knows put into English."""
    plain = [word.rpartition("'")[2] or word for word in words]
    out: list[str] = []
    at = 0
    while at < len(plain):
        near = _opened_by(plain[at], language)
        entry = next((e for e in near if _fits(e.words, plain[at : at + len(e.words)])), None)
        out += entry.meaning if entry else plain[at : at + 1]
        at += len(entry.words) if entry else 1
    return _turned(out)


@lru_cache(maxsize=4096)
def _opened_by(word: str, language: str) -> tuple[Entry, ...]:
    """The entries that may begin with a word, in the order in which they are tried."""
    exact, loose = glossary(language)
    return (*exact.get(word, ()), *(e for e in loose if word.startswith(e.words[0][:-1])))


def _fits(wanted: tuple[str, ...], words: list[str]) -> bool:
    return len(wanted) == len(words) and all(
        word.startswith(want[:-1]) if want.endswith("*") else word == want
        for want, word in zip(wanted, words, strict=True)
    )


def _turned(words: list[str]) -> list[str]:
    """The words with "use in human" and "purposes research" put round to "human use" and "research purposes"."""
    out: list[str] = []
    at = 0
    while at < len(words):
        kind = at + 1
        while kind < at + 3 and kind < len(words) and words[kind] in LINKS:
            kind += 1
        if words[at] in NOUNS and kind < len(words) and words[kind] in KINDS:
            out += [words[kind], words[at]]
            at = kind + 1
        else:
            out.append(words[at])
            at += 1
    return out
