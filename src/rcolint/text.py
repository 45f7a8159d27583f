"""Where do the words, clauses and sentences of a text begin and end?

A Passage is the folded copy of a block cut into words. Nothing here knows what a claim is.
"""

from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import Any

from rcolint.expressions import Expression
from rcolint.folding import Folded, fold
from rcolint.model import TextBlock
from rcolint.positions import Span

# The order of the alternatives counts for speed: letters come first, as most words do. One group, so that `split` keeps words.
WORD = Expression(r"([^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|(?<!\S)\.\d+|%)")


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
_OPENERS = frozenset(
    "It This That These Those The A An Our We You Your They If In For Not Do No All Each Buy Order Use Take Store Ship Ships "
    "Sold".split()
)
# What parts clauses inside a sentence. A hyphen or dash counts only with space around it.
_CLAUSE_MARKS = frozenset("#;:()[]|\u2022\u00b7\u2014\u2192=>")
_CLAUSE_DASH = Expression(r"\s[-\u2013]+\s|\s\u2013|\u2013\s")
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


def _place(hit: Hit) -> tuple[int, bool, int]:
    """Orders hits by the text; of two at one word the surer and longer comes first."""
    return hit.first, hit.sense != "", -hit.last


class Passage:
    """A block's text cut into words. Word arrays run in parallel; offsets are into `folded.lower`.

    `clauses[i]` and `sentences[i]` number the clause and the sentence that word i stands in. `breaks[i]` is the text
    between word i and the next one.
    """

    __slots__ = (
        "_clause_firsts",
        "_merged",
        "_quoted",
        "_sentence_firsts",
        "block",
        "breaks",
        "clauses",
        "ends",
        "folded",
        "guarded",
        "hits",
        "marks",
        "masks",
        "memo",
        "own",
        "sentence_spans",
        "sentences",
        "starts",
        "words",
    )

    def __init__(self, block: TextBlock, folded: Folded | None = None) -> None:
        self.block = block
        self.folded = folded or Folded(block.text)
        lower = self.folded.lower
        parts = WORD.split(lower)  # break, word, break, word, ..., break
        edges = [*accumulate(map(len, parts))]
        self.words: list[str] = parts[1::2]
        self.breaks: list[str] = parts[2::2]
        self.starts: list[int] = edges[:-1:2]
        self.ends: list[int] = edges[1::2]
        if "'s" in lower:
            self.words = [_bare(word) for word in self.words]
        if "i.e" in lower:
            self._join_abbreviation()
        self.sentence_spans = sentence_spans(self.folded.cased)
        self._number()
        self.hits: dict[int, list[Hit]] = {}  # word list number -> hits in the order of the text
        self.marks: list[tuple[Hit, tuple[int, ...]]] = []  # every hit with the numbers of its lists
        self.guarded: set[int] = set()  # the lists with a hit that stands in another sense
        self.masks: list[int] = []  # for each sentence the bits of the lists that have hits in it (or of more)
        self.own: tuple[str, ...] = ()  # the own names that took hits out
        self.memo: dict[Any, Any] = {}  # what others have found out about it, so that it is found out once
        self._merged: dict[tuple[int, ...], list[Hit]] = {}
        self._quoted: dict[tuple[int, int], tuple[str, Span]] = {}

    def _join_abbreviation(self) -> None:
        """ "i.e." is no first person."""
        for i in range(len(self.words) - 1):
            if self.words[i : i + 2] == ["i", "e"] and self.starts[i + 1] == self.ends[i] + 1:
                self.words[i] = self.words[i + 1] = "ie"

    def _number(self) -> None:
        words, size = self.words, len(self.words)
        firsts = [0]
        for span in self.sentence_spans:
            firsts.append(bisect_left(self.starts, span.end, firsts[-1]))
        self._sentence_firsts = firsts
        self.sentences: list[int] = []
        for number, (low, high) in enumerate(pairwise(firsts)):
            self.sentences += [number] * (high - low)
        opened = {0, size, *firsts}
        opened.update(i for i, gap in enumerate(self.breaks, 1) if gap != " " and _parts_clauses(gap))
        if not CLAUSE_WORDS.isdisjoint(words):
            opened.update(i for i, word in enumerate(words) if word in CLAUSE_WORDS)
        self._clause_firsts = sorted(opened)
        self.clauses: list[int] = []
        for number, (low, high) in enumerate(pairwise(self._clause_firsts)):
            self.clauses += [number] * (high - low)

    def again(self, block: TextBlock) -> "Passage":
        """The passage of another block with the same text, with the hits of this one."""
        other = object.__new__(Passage)
        for name in Passage.__slots__:
            setattr(other, name, getattr(self, name))
        other.block, other.memo, other._quoted = block, {}, {}
        return other

    def add(self, hit: Hit, lists: tuple[int, ...]) -> None:
        """Takes in a hit of some lists; hits of one list come in the order of the text."""
        self.marks.append((hit, lists))
        hits = self.hits
        for number in lists:
            if number in hits:
                hits[number].append(hit)
            else:
                hits[number] = [hit]

    def drop(self, first: int, last: int) -> bool:
        """Takes out the hits that lie inside words first to last (last is included); whether there were any."""
        kept = [(hit, lists) for hit, lists in self.marks if not first <= hit.first <= hit.last <= last]
        if len(kept) == len(self.marks):
            return False
        self.marks, self.hits, self._merged = [], {}, {}
        for hit, lists in kept:
            self.add(hit, lists)
        return True

    def any_of(self, lists: tuple[int, ...]) -> list[Hit]:
        """The hits of several lists in the order of the text; of two at one word the surer and longer comes first."""
        if len(lists) == 1:
            return self.hits.get(lists[0], [])
        found = self._merged.get(lists)
        if found is None:
            hits = self.hits
            found = [hit for number in lists if number in hits for hit in hits[number]]
            if len(found) > 1:
                found.sort(key=_place)
            self._merged[lists] = found
        return found

    def span(self, first: int, last: int) -> Span:
        """The span in the block's text of words first to last (last is included)."""
        return self.folded.to_text(self.starts[first], self.ends[last])

    def source(self, first: int, last: int) -> Span:
        """The span in the document of words first to last (last is included)."""
        return self.quote(first, last)[1]

    def text(self, first: int, last: int) -> str:
        """The block's own letters from word first to word last."""
        return self.quote(first, last)[0]

    def quote(self, first: int, last: int) -> tuple[str, Span]:
        """Both of these. The same words are quoted for many rules."""
        quoted: tuple[str, Span] | None = self._quoted.get((first, last))
        if quoted is None:
            start, end = self.span(first, last)
            quoted = self._quoted[first, last] = self.block.text[start:end], self.block.map.to_source(start, end)
        return quoted

    def sentence_of(self, word: int) -> range:
        """The numbers of all words in the sentence that `word` stands in."""
        number = self.sentences[word]
        return range(self._sentence_firsts[number], self._sentence_firsts[number + 1])

    def sentence_words(self) -> list[list[str]]:
        """The words of each sentence up to the last that has any."""
        words, firsts = self.words, self._sentence_firsts
        return [words[low:high] for low, high in pairwise(firsts[: self.sentences[-1] + 2])]

    def clause_of(self, word: int) -> range:
        """The numbers of all words in the clause that `word` stands in."""
        number = self.clauses[word]
        return range(self._clause_firsts[number], self._clause_firsts[number + 1])


_parting: dict[str, bool] = {" ": False, "-": False}


def _parts_clauses(gap: str) -> bool:
    """Whether what stands between two words parts clauses. The same few gaps come again and again."""
    known = _parting.get(gap)
    if known is None:
        known = not _CLAUSE_MARKS.isdisjoint(gap)
        if not known and ("-" in gap or "\u2013" in gap):
            known = _CLAUSE_DASH.search(gap) is not None
        if len(gap) < 8 and len(_parting) < 1000:
            _parting[gap] = known
    return known


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
        ends = _opens(after) or (words[0].isdigit() and after.lstrip()[:1].isupper())
        return not ends
    if last in _ABBREVIATIONS:
        return not (last in _MAY_END and _opens(after))
    return last.isdigit() and len(last) <= 3 and before.strip() == last


def _opens(after: str) -> bool:
    """Whether the next word, behind a space, is one that opens a sentence."""
    word = WORD.match(after.lstrip()) if after[:1].isspace() else None
    return word is not None and word.group().split("'")[0] in _OPENERS
