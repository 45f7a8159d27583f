"""How is text made comparable, and where do its words, clauses and sentences begin and end?

Folding makes a matching copy: lower case, straight quotes, no accents or invisible letters, look-alike letters undone, each
step mapped. A Passage is that copy cut into words. Nothing here knows what a claim is.
"""

import unicodedata

from rcolint.expressions import Expression
from rcolint.model import TextBlock
from rcolint.positions import SourceMap, Span

# Letters of other scripts that look like Latin ones (Unicode TS 39), undone only in words that mix scripts.
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝѵкмтвнзбгпΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβγεηικνορτυχωАВЕКМНОРСТХІЈЅ" + "ⲟⲣⲥոօսցհ",
    "aeopcyxijshdqwvkmtbhe6rnABEZHIKMNOPTYXabyenikvoptuxwABEKMHOPCTXIJS" + "opcnouqh",
)
_MIXED = Expression(r"[^\W\d_]*(?:[a-zA-Z][\u0370-\u058f\u2c80-\u2cff]|[\u0370-\u058f\u2c80-\u2cff][a-zA-Z])[^\W\d_]*")
_NON_ASCII = Expression(r"[^\x00-\x7f]")
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\u00ad\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2122\u00ae\u00a9\u2120\u00b0", " "),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\u00ad", ""),
    "\u00b5": "u",
    "\u03bc": "u",
    "\u2013": "\u2013",
    "\u2014": "\u2014",
    "\u2044": "/",
    "\u00d7": "x",
    "\u00df": "ss",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00f8": "o",
    "\u0131": "i",
    "\u0141": "L",
    "\u0142": "l",
}
_folded_letters: dict[str, str] = {}


def _fold_letter(letter: str) -> str:
    """The comparable form of one letter above ASCII: may be longer, or empty for an invisible letter."""
    plain = _PLAIN.get(letter)
    if plain is None:
        parts = unicodedata.normalize("NFKD", letter)
        plain = "".join(
            " " if unicodedata.category(c) == "Zs" else _PLAIN.get(c, c)
            for c in parts
            if unicodedata.category(c) not in ("Cf", "Mn", "Me")
        )
    _folded_letters[letter] = plain
    return plain


class Folded:
    """A comparable copy of a text: `cased` keeps the case, `lower` has the same length. `map` leads back to the text."""

    __slots__ = ("cased", "lower", "map", "obscured")

    def __init__(self, text: str) -> None:
        self.obscured: tuple[Span, ...] = ()  # stretches (in the text) of words with hidden or foreign letters
        if text.isascii():
            self.cased, self.map = text, SourceMap.identity(len(text))
        else:
            self.cased, self.map = self._fold(text)
        lower = self.cased.lower()
        self.lower = lower if len(lower) == len(self.cased) else "".join(c.lower()[:1] for c in self.cased)

    def _fold(self, text: str) -> tuple[str, SourceMap]:
        pieces: list[str] = []
        runs: list[tuple[int, int, int, int]] = []
        at = done = 0
        hidden: list[Span] = []
        foreign = False
        for found in _NON_ASCII.finditer(text):
            letter = found.group()
            plain = _folded_letters.get(letter)
            if plain is None:
                plain = _fold_letter(letter)
            foreign = foreign or "\u0370" <= plain < "\u0590" or "\u2c80" <= plain < "\u2d00"
            if len(plain) == 1:
                pieces.append(text[done : found.start()])
                pieces.append(plain)
                done = found.end()
                continue
            start = found.start()
            pieces.append(text[done:start])
            begin = runs[-1][3] if runs else 0
            if start > begin:
                runs.append((at, at + start - begin, begin, start))
                at += start - begin
            if plain:
                pieces.append(plain)
                runs.append((at, at + len(plain), start, start + 1))
                at += len(plain)
            else:
                if _inside_word(text, start) and not _accents(text[start - 1], letter):
                    hidden.append(Span(start, start + 1))
                # The next exact run starts after the letter that was dropped; nothing of it is left to map.
                runs.append((at, at, start + 1, start + 1))
            done = start + 1
        pieces.append(text[done:])
        begin = runs[-1][3] if runs else 0
        if len(text) > begin:
            runs.append((at, at + len(text) - begin, begin, len(text)))
        cased = "".join(pieces)
        map = SourceMap(run for run in runs if run[1] > run[0])
        if foreign:
            for word in _MIXED.finditer(cased):
                if any(c > "\u03ff" for c in word.group()):
                    hidden.append(map.to_source(word.start(), word.end()))
            cased = _MIXED.sub(lambda m: m.group().translate(LOOK_ALIKES), cased)
        self.obscured = tuple(sorted(hidden))
        return cased, map


def _inside_word(text: str, at: int) -> bool:
    """Whether an invisible letter stands between two ASCII letters, where no honest text needs one."""
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    return text[at] != "\u00ad" and before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def _accents(before: str, mark: str) -> bool:
    """Whether an accent written as a mark of its own belongs to the letter before it, as some systems write "e\u0301"."""
    return len(unicodedata.normalize("NFC", before + mark)) == 1


def fold(text: str) -> str:
    """The comparable form of a short text (a word-list entry, a key): folded, lower case."""
    return Folded(text).lower


# The order of the alternatives counts for speed: letters come first, as most words do.
WORD = Expression(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|(?<!\S)\.\d+|%")


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up: folded, possessive endings taken off."""
    return [_bare(word) for word in WORD.findall(fold(text))]


def _bare(word: str) -> str:
    return word.removesuffix("'s")


# A number in square brackets after the full stop is the mark of a note, not the next sentence.
_SENTENCE_END = Expression(
    r"[.!?]+(?:[\"')\]*]|\[\d+(?:[,\u2013-] ?\d+)*\])*(?=\s|$)|(?<=[a-z)])\.(?=[A-Z][a-z ])|\n\s*\n"
)
_ABBREVIATIONS = frozenset(
    "e.g i.e approx vs etc al fig figs dr mr mrs ms prof st inc ltd co corp nos vol pp ca cf u.s u.k u.s.a dept max min est ref refs "
    "sp spp var subsp resp jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# Abbreviations that may end a sentence do so before a word that opens one ("... dogs, cats, etc. It ...").
_MAY_END = frozenset("etc inc ltd co corp al est u.s u.k u.s.a".split())
_OPENS = Expression(
    r"\s+(?:It|This|That|These|Those|The|A|An|Our|We|You|Your|They|If|In|For|Not|Do|No|All|Each|Buy|Order|Use|Take|Store|Ships?|Sold)\b"
)
# What parts clauses inside a sentence. A hyphen or dash counts only with space around it.
_CLAUSE_MARK = Expression(r"[#;:()\[\]|\u2022\u00b7\u2014\u2192=>]|\s[-\u2013]+\s|\s\u2013|\u2013\s")
CLAUSE_WORDS = frozenset(
    ["but", "although", "though", "whereas", "however", "yet", "unless", "nevertheless", "instead"]
)


class Hit:
    """Words first..last (last included) that a word list knows. `sense` names the neighbour that argues for another sense."""

    __slots__ = ("first", "last", "sense")

    def __init__(self, first: int, last: int, sense: str = "") -> None:
        self.first = first
        self.last = last
        self.sense = sense

    def __repr__(self) -> str:
        return f"Hit({self.first}, {self.last}{', ' + self.sense if self.sense else ''})"


class Passage:
    """A block's text cut into words. Word arrays run in parallel; offsets are into `folded.lower`.

    `clauses[i]` and `sentences[i]` number the clause and the sentence that word i stands in. `breaks[i]` is the text
    between word i and the next one.
    """

    __slots__ = (
        "block",
        "breaks",
        "clauses",
        "ends",
        "folded",
        "guarded",
        "hits",
        "mask",
        "merged",
        "sentence_spans",
        "sentences",
        "starts",
        "words",
    )

    def __init__(self, block: TextBlock, folded: Folded | None = None) -> None:
        self.block = block
        self.folded = folded or Folded(block.text)
        lower = self.folded.lower
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for m in WORD.finditer(lower):
            word = m.group()
            self.words.append(word.removesuffix("'s"))
            self.starts.append(m.start())
            self.ends.append(m.end())
        if "i.e" in lower:
            self._join_abbreviation()
        self.sentence_spans = sentence_spans(self.folded.cased)
        self._number()
        self.hits: dict[int, list[Hit]] = {}  # word list number -> hits in the order of the text
        self.guarded = False  # whether a hit stands in another sense
        self.mask = 0  # one bit for each list that has hits
        self.merged: dict[tuple[int, ...], list[Hit]] = {}

    def _join_abbreviation(self) -> None:
        """ "i.e." is no first person."""
        for i in range(len(self.words) - 1):
            if self.words[i : i + 2] == ["i", "e"] and self.starts[i + 1] == self.ends[i] + 1:
                self.words[i] = self.words[i + 1] = "ie"

    def _number(self) -> None:
        lower, starts, ends = self.folded.lower, self.starts, self.ends
        self.breaks = [lower[e:s] for e, s in zip(ends, starts[1:], strict=False)]
        self.breaks.append(lower[ends[-1] :] if ends else "")
        self.clauses: list[int] = []
        self.sentences: list[int] = []
        limits = [s.end for s in self.sentence_spans]
        sentence = clause = 0
        for i, start in enumerate(starts):
            while start >= limits[sentence]:
                sentence += 1
                clause += 1
            if i:
                gap = self.breaks[i - 1]
                if (gap != " " and gap != "-" and _CLAUSE_MARK.search(gap)) or self.words[i] in CLAUSE_WORDS:
                    clause += 1
            self.clauses.append(clause)
            self.sentences.append(sentence)

    def seal(self) -> None:
        """Called once when all hits are in; from then on `any_of` answers quickly."""
        for number in self.hits:
            self.mask |= 1 << number

    def any_of(self, lists: tuple[int, ...]) -> list[Hit]:
        """The hits of several lists in the order of the text; of two at one word the surer and longer comes first."""
        if len(lists) == 1:
            return self.hits.get(lists[0], [])
        found = self.merged.get(lists)
        if found is None:
            found = [hit for number in lists for hit in self.hits.get(number, ())]
            found.sort(key=lambda h: (h.first, h.sense != "", -h.last))
            self.merged[lists] = found
        return found

    def span(self, first: int, last: int) -> Span:
        """The span in the block's text of words first to last (last is included)."""
        return self.folded.map.to_source(self.starts[first], self.ends[last])

    def source(self, first: int, last: int) -> Span:
        """The span in the document of words first to last (last is included)."""
        where = self.span(first, last)
        return self.block.map.to_source(where.start, where.end)

    def text(self, first: int, last: int) -> str:
        """The block's own letters from word first to word last."""
        where = self.span(first, last)
        return self.block.text[where.start : where.end]

    def sentence_of(self, word: int) -> range:
        """The numbers of all words in the sentence that `word` stands in."""
        return _stretch(self.sentences, word)

    def clause_of(self, word: int) -> range:
        """The numbers of all words in the clause that `word` stands in."""
        return _stretch(self.clauses, word)


def _stretch(numbers: list[int], at: int) -> range:
    first = last = at
    while first and numbers[first - 1] == numbers[at]:
        first -= 1
    while last + 1 < len(numbers) and numbers[last + 1] == numbers[at]:
        last += 1
    return range(first, last + 1)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a folded, cased text; they cover it without gaps. At least one, also for an empty text."""
    spans: list[Span] = []
    start = 0
    for m in _SENTENCE_END.finditer(text):
        if m.group() == "." and _abbreviates(text[start : m.start()], text[m.end() : m.end() + 12]):
            continue
        if m.group() == "..." and text[m.end() : m.end() + 4].lstrip()[:1].islower():
            continue  # a pause, no end: "it treats... anxiety"
        spans.append(Span(start, m.end()))
        start = m.end()
    if start < len(text) or not spans:
        spans.append(Span(start, len(text)))
    return spans


def _abbreviates(before: str, after: str) -> bool:
    """Whether a full stop between these words ends an abbreviation, an initial or a list number, and no sentence."""
    words = before[-24:].replace("(", " ").split()[-2:] or [""]
    last = words[-1].lower()
    if not after:
        return False
    if "." in last and after.lstrip()[:1].islower():
        return True  # "i.p. once daily"
    if len(last) == 1 and last.isalpha():
        # "25 C. Do not freeze" ends, "J. Smith", "E. coli" and "4 C. elegans" do not.
        ends = bool(_OPENS.match(after)) or (words[0].isdigit() and after.lstrip()[:1].isupper())
        return not ends
    if last in _ABBREVIATIONS:
        return not (last in _MAY_END and _OPENS.match(after))
    return last.isdigit() and len(last) <= 3 and before.strip() == last
