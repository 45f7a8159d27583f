"""Which language is a block in, as far as needed to say "not checked"?

The rules read English. Copy that is clearly in another language is counted, so that a report can say how much of it no rule has
read. Function words tell languages in Latin letters, the letters themselves tell other scripts. Whatever is short, mixed or made
of names is not clearly anything, and counts as checked. English is settled with one look at a table.
"""

import unicodedata
from collections.abc import Iterable

from rcolint.model import OtherLanguage
from rcolint.positions import Span
from rcolint.text import Passage
from rcolint.tuples import NamedTuple

MIN_WORDS = 8  # of a block that a language claims by its function words; fewer may be a name
MIN_SCRIPT = 4  # of a block in letters that no English word is written in
MIN_MARKS = 3  # function words of the language; two of them different and no particles of names
SHARE = 7  # at least one word in seven is a function word of the language
OUTWEIGHS = 3  # a language needs this many words for each English one beside them

# Function words as they are folded: no accents, "ss" for the sharp s. What English also writes (a, in, on, no, was) tells nothing.
LANGUAGES = {
    "German": "aber alle als am auch auf aus bei bis das dass dem den der des die diese dieser dieses durch ein eine einem einen einer "
    "eines fuer fur ihr ihre ihren im ist jede jeder kann kein keine keinem keinen keiner mehr mit nach nicht nur oder ohne sein sich "
    "sie sind sowie uber ueber und unser unsere unter vom von vor werden wie wir wird wurde wurden zu zum zur zwischen",
    "French": "au aucun aucune aussi aux avec cet cette ces chaque chez comme contre dans de depuis des donc du elle est etre il ils je la "
    "le les leur leurs lors mais meme nos notre nous ont ou par pas pendant peut plusieurs pour qu que qui sans selon ses seulement sont "
    "sous sur tous tout toute tres une uniquement utilisation vos votre vous",
    "Spanish": "al antes cada como con contra cuando de del desde donde el ella entre es esta este estos estas fue ha hasta la las lo los "
    "mas muy nos nuestra nuestro nuestros otros para pero por porque puede pueden que se segun ser sido sin sobre solo son su sus "
    "tambien tiene todo todos una unicamente uso y ya",
    "Italian": "ad agli ai al alla alle anche che ci come con cui da dal dalla dalle degli dei del della delle dello di dopo e ed essere "
    "fra gli ha il la le lo loro ma nei nel nella nelle nessun nessuna non ogni oppure piu prima puo quando questa questo questi se "
    "senza si solo soltanto sono su sua sul sulla suo tra tutti un una uno uso viene vostro",
    "Dutch": "aan alle alleen als bij dan dat de deze die dit door een en er geen haar heeft het hij hun ik kan maar meer met naar niet nog "
    "om onder ons onze ook op te tot tussen uit uitsluitend uw van veel voor waar wat wel wordt worden zal ze zich zijn zonder "
    "zoals",
    "Portuguese": "ao aos apenas ate com como da das de dos e ela em entre essa esse esta este foi isso ja mais mas muito na nao nas "
    "nem nos nossa nosso num numa o os ou para pela pelas pelo pelos pode por quando que sao se seja sem ser seu seus sobre somente sua "
    "suas tambem tem todos um uma voce",
    "Polish": "ale albo bardzo bez byc byl czy dla gdy ich jak jako jego jest jej jesli juz kazdy ktora ktore ktory lub ma mozna moze na "
    "nad nasz nasze nie nim od oraz po pod przed przez przy sa sie tego tej tych tylko tym wedlug wszystkie wylacznie z za ze",
    "Swedish": "alla att av aven bara vid den det detta eller endast ett fran fore har hos inte kan med mellan och om pa sig sin som till "
    "utan var vara varje vi",
    "Danish or Norwegian": "af alle av blev bliver bruk brug den denne der det dette efter eller en er et etter fra hos ikke kan kun med "
    "mellem mellom og om pa sig som til uten uden var ved vi",
    "Finnish": "ainoastaan ei eivat etta ja jos joka jotka kaikki kanssa kuin kun mukaan mutta myos niiden niin ole ovat saa sen sita "
    "tai tama taman tassa vain voi voidaan",
    "Czech or Slovak": "aby ale alebo ako az byl byla bylo byt jako je jeho jejich jen ji jsou kde ktera ktere ktery len mezi na nebo neni "
    "nie od po podle pouze pre pri pro sa se si so sou ve vsak za ze",
    "Hungarian": "az azt csak ebben egy ez ezek ezt es hogy is kell lehet mar meg mint minden nem olyan pedig sem szerint termek vagy van "
    "volt",
    "Romanian": "aceasta acest aceste ale asupra ca ce cu de din este fara fi fost la mai nu numai pe pentru poate prin sa sau se si "
    "sunt un una unui",
    "Turkish": "ama bir bu cok da daha de degil gibi hem icin ile ise kadar olan olarak oldugu ne sadece sonra tum uzere ve veya yalnizca",
    "Indonesian or Malay": "adalah akan atau bagi bahwa dalam dan dapat dari dengan di hanya ini itu juga ke kepada lebih oleh pada saja "
    "seperti setiap sudah telah tidak untuk yang",
    "Vietnamese": "ban bang boi cac cach chi cho co cua cung den de khi khong la mot nay nguoi nhung phai rat se su ta tai theo thi tren "
    "trong tu va ve voi",
}
# Words that only English uses; with them a block is English even where a foreign name or quotation stands in it.
ENGLISH = frozenset(
    "after all and any are because been before being between both but can could does each every for from had has have how if into is it its "
    "made may might more most must not of only or other our out should so such than that the their them then there these they this those "
    "through to under until use used using was we were what when where which while who will with within without would you your".split()
)
# Particles of names ("van der Berg", "de la Cruz"): they support a language and never make one.
PARTICLES = frozenset(
    "al da das de del della den der des di do dos du e el en et ja la las le los o op te ten ter van von y".split()
)
# The first word of a letter's Unicode name -> what the copy is called.
SCRIPTS = {
    "ARABIC": "Arabic script",
    "ARMENIAN": "Armenian",
    "BENGALI": "Bengali script",
    "CJK": "Chinese",
    "CYRILLIC": "Cyrillic script",
    "DEVANAGARI": "Devanagari script",
    "ETHIOPIC": "Ethiopic script",
    "GEORGIAN": "Georgian",
    "GREEK": "Greek",
    "GUJARATI": "Gujarati",
    "GURMUKHI": "Gurmukhi script",
    "HANGUL": "Korean",
    "HEBREW": "Hebrew",
    "HIRAGANA": "Japanese",
    "KANNADA": "Kannada",
    "KATAKANA": "Japanese",
    "KHMER": "Khmer",
    "LAO": "Lao",
    "MALAYALAM": "Malayalam",
    "MYANMAR": "Burmese script",
    "SINHALA": "Sinhala",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "THAI": "Thai",
    "TIBETAN": "Tibetan script",
}
# Where no spaces part words: how many letters are counted as one.
LETTERS_A_WORD = {"Chinese": 1, "Japanese": 1, "Thai": 4, "Lao": 4, "Khmer": 4, "Burmese script": 4}


def _by_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name, words in LANGUAGES.items():
        for word in words.split():
            if word not in ENGLISH:
                table[word] = (*table.get(word, ()), name)
    return table


_SPEAKERS = _by_word()  # function word -> the languages that use it
_MARKS = frozenset(_SPEAKERS)


class Told(NamedTuple):
    """A language and how many words of it a block holds."""

    language: str
    words: int


def told(passage: Passage) -> Told | None:
    """The language that a block is clearly in, or None where it is English or cannot be told."""
    words = passage.words
    if not passage.folded.lower.isascii():
        script = _by_script(words)
        if script:
            return script
    if len(words) < MIN_WORDS or _MARKS.isdisjoint(words):
        return None
    if sum(word in _MARKS for word in words) < MIN_MARKS:
        return None
    counts, telling, english = _counted(words)
    plain = sum(word.isalpha() and len(word) > 1 for word in words)
    # Of two languages that share their small words, the one with more words of its own.
    best = max(counts, key=lambda name: (counts[name], len(telling.get(name, ())), name))
    clear = counts[best] >= MIN_MARKS and len(telling.get(best, ())) >= 2 and counts[best] * SHARE >= plain >= MIN_WORDS
    return Told(best, plain) if clear and english * OUTWEIGHS <= counts[best] else None


def _counted(words: list[str]) -> tuple[dict[str, int], dict[str, set[str]], int]:
    """How many function words of each language, which of them are no particles of names, and how many English ones."""
    counts: dict[str, int] = {}
    telling: dict[str, set[str]] = {}
    english = 0
    for word in words:
        if word in ENGLISH:
            english += 1
        for name in _SPEAKERS.get(word, ()):
            counts[name] = counts.get(name, 0) + 1
            if word not in PARTICLES:
                telling.setdefault(name, set()).add(word)
    return counts, telling, english


def _by_script(words: list[str], least: int = MIN_SCRIPT) -> Told | None:
    """The script that most words are written in. A Greek letter or a name in Cyrillic letters is not most words."""
    counts: dict[str, int] = {}
    latin = 0
    for word in words:
        name = SCRIPTS.get(unicodedata.name(word[0], "").partition(" ")[0], "") if word[0] > "\u036f" else ""
        if name in LETTERS_A_WORD:
            counts[name] = counts.get(name, 0) + max(1, len(word) // LETTERS_A_WORD[name])
        elif name and len(word) > 1:
            counts[name] = counts.get(name, 0) + 1
        else:
            latin += word.isalpha() and len(word) > 1
    if "Japanese" in counts:  # written with Chinese characters, too
        counts["Japanese"] += counts.pop("Chinese", 0)
    best = max(counts, key=lambda name: (counts[name], name), default="")
    return Told(best, counts[best]) if best and counts[best] >= max(least, latin) else None


def _inherited(passage: Passage, page: Iterable[str]) -> Told | None:
    """What a short block is on a page that has copy in these languages: a heading, a cell, a label."""
    words = passage.words
    counts, _, english = _counted(words)
    script = _by_script(words, 1)
    if script:
        return script if script.language in page else None
    best = max((name for name in counts if name in page), key=lambda name: (counts[name], name), default="")
    return Told(best, sum(w.isalpha() for w in words)) if best and not english and len(words) < MIN_WORDS else None


def unchecked(passages: tuple[Passage, ...], read: Iterable[Span | None]) -> tuple[OtherLanguage, ...]:
    """How much of a page is in which other language; blocks in the spans that were `read` all the same are left out."""
    found = [told(passage) for passage in passages]
    page = {one.language for one in found if one}
    if not page:
        return ()
    spans = [span for span in read if span]
    sums: dict[str, list[int]] = {}
    for passage, clear in zip(passages, found, strict=True):
        one = clear or _inherited(passage, page)
        block = passage.block.span
        if one and not any(span.start <= block.start and block.end <= span.end for span in spans):
            sums.setdefault(one.language, []).append(one.words)
    return tuple(OtherLanguage(name, sum(words), len(words)) for name, words in sorted(sums.items()))
