"""Which word lists know the words of a passage?

The forms lie in buckets by a checksum of their first word. A bucket stays as the bytes of the pack until a word of it is first
met, so that 60,000 forms cost nothing to load and most of them are never looked at.
"""

from typing import Any
from zlib import crc32

from rcolint.text import WORD, Hit, Passage

BUCKETS = 8192
DIGITS = 8  # of an offset
MET = 20_000  # words whose entries are kept at hand; copy repeats itself
BITS = 160  # that the literals of patterns share in a mask; every named list has one of its own
Candidate = tuple[tuple[str, ...], tuple[int, ...], int, str]  # the words after the first two, lists, guard, cased form
Longer = dict[str, "tuple[Candidate, ...] | list[str]"]
# The forms that begin with a word: those of one word, the longer ones by their second word (packed until met), and the
# lists of the word alone where neither case nor neighbours can object.
Entry = tuple[tuple[Candidate, ...], Longer, tuple[int, ...]]
Guard = tuple[frozenset[str], frozenset[str], frozenset[str]]  # next, previous, near
NONE: Entry = ((), {}, ())
_ALONE = [Hit(i, i) for i in range(128)]  # a hit says where, not what; most are one word long and stand near the start


def bucket_of(word: str) -> int:
    """The number of the bucket that holds the forms beginning with a word."""
    return crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS


class Offsets:
    """Numbers of the same width in the pack, read when they are asked for."""

    __slots__ = ("_at", "_pack")

    def __init__(self, pack: bytes, at: int) -> None:
        self._pack = pack
        self._at = at

    def __getitem__(self, number: int) -> int:
        at = self._at + number * DIGITS
        return int(self._pack[at : at + DIGITS])


class Lexicon:
    """All forms of all lists, and the numbers of the lists by name.

    `pack` holds the buckets from `base` on and behind them the guards; `offsets` says where each bucket begins, in bytes
    from `base`, and last where the guards do.
    """

    __slots__ = (
        "_base",
        "_guards",
        "_masks",
        "_masks_of",
        "_met",
        "_numbers",
        "_offsets",
        "_pack",
        "ids",
        "light",
        "memo",
        "names",
    )

    def __init__(self, names: list[str], pack: bytes, base: int, offsets: Offsets, light: list[str]) -> None:
        self.names = names
        self.ids = {name: i for i, name in enumerate(names)}
        self._pack = pack
        self._base = base
        self._offsets = offsets
        self._met = _Met(self)
        self._masks: dict[tuple[int, ...], int] = {}
        self._masks_of: dict[str, int] = {}
        self._numbers: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._guards: list[str | Guard] | None = None
        self.light = frozenset(light)
        self.memo: dict[tuple[str, str], Any] = {}  # what checks made of their rules with these numbers

    def entry(self, word: str) -> Entry:
        """The forms that begin with a word, longest first."""
        return self._met[word]

    def read(self, word: str) -> Entry:
        """The same, from the pack."""
        number, pack, base = bucket_of(word), self._pack, self._base
        end = base + self._offsets[number + 1]
        head = f"\r{word}\t"
        mark = head.encode("utf-8", "surrogatepass")
        first = pack.find(mark, base + self._offsets[number], end)
        if first < 0:
            return NONE  # most words are in no list
        last = pack.find(b"\r", pack.rfind(mark, first, end) + 1, end)  # the lines of a word stand together
        lines = pack[first + len(mark) : last if last >= 0 else end].decode().split(head)
        return _unpacked(lines)

    def mask(self, lists: tuple[int, ...]) -> int:
        """A bit for each list. Literals share bits: a mask can say that a word is missing, never that it is there."""
        mask = self._masks.get(lists)
        if mask is None:
            named = len(self.names)
            mask = 0
            for number in lists:
                mask |= 1 << (number if number < named else named + number % BITS)
            self._masks[lists] = mask
        return mask

    def mask_of(self, lists: str) -> int:
        """The same for numbers as a pattern holds them: "3,17"."""
        mask = self._masks_of.get(lists)
        if mask is None:
            mask = self._masks_of[lists] = self.mask(tuple(map(int, lists.split(","))))
        return mask

    def numbers(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of named lists, in order; a list that the rules do not ship has none."""
        numbers = self._numbers.get(names)
        if numbers is None:
            numbers = self._numbers[names] = tuple(sorted(self.ids[name] for name in names if name in self.ids))
        return numbers

    def _guard(self, number: int) -> Guard:
        if self._guards is None:
            self._guards = list(self._pack[self._base + self._offsets[BUCKETS] :].decode().split("\n"))
        guard = self._guards[number]
        if isinstance(guard, str):
            following, previous, near = guard.split("|")
            guard = (frozenset(following.split()), frozenset(previous.split()), frozenset(near.split()))
            self._guards[number] = guard
        return guard

    def scan(self, passage: Passage) -> None:
        """Fills the hits of a passage: list number -> hits in the order of the text, the longest at each first word."""
        words, size = passage.words, len(passage.words)
        for first, entry in enumerate(map(self._met.__getitem__, words)):
            if entry is NONE:
                continue
            single, longer, plain = entry
            if longer and first + 1 < size and words[first + 1] in longer:
                self._weigh(passage, first, entry)
            elif plain:
                passage.add(_ALONE[first] if first < 128 else Hit(first, first), plain)
            elif single:
                self._weigh(passage, first, (single, {}, ()))

    def _weigh(self, passage: Passage, first: int, entry: Entry) -> None:
        """Adds the forms that begin at a word, where there are several or where case or neighbours may object."""
        words = passage.words
        single, longer, _ = entry
        candidates = longer.get(words[first + 1], ()) if longer else ()
        if isinstance(candidates, list):
            candidates = longer[words[first + 1]] = tuple(_candidate(line) for line in candidates)
        taken: set[int] = set()
        for rest, lists, guard, cased in candidates:
            last = first + 1 + len(rest)
            if (not rest or tuple(words[first + 2 : last + 1]) == rest) and joined(passage, first, last):
                self._add(passage, Hit(first, last), lists, guard, cased, taken)
        for _, lists, guard, cased in single:
            self._add(passage, Hit(first, first), lists, guard, cased, taken)

    def _add(self, passage: Passage, hit: Hit, lists: tuple[int, ...], guard: int, cased: str, taken: set[int]) -> None:
        if cased and (_shouting(passage) or not _same_case(passage, hit.first, hit.last, cased)):
            return
        if taken and not taken.isdisjoint(lists):
            lists = tuple([number for number in lists if number not in taken])
        if guard >= 0:
            hit.sense = self._other_sense(passage, hit.first, hit.last, guard)
        if hit.sense:
            passage.guarded.update(lists)
        else:
            taken.update(lists)
        if lists:
            passage.add(hit, lists)

    def _other_sense(self, passage: Passage, first: int, last: int, guard: int) -> str:
        following, previous, near = self._guard(guard)
        words = passage.words
        # The neighbour is one of the same sentence and cell.
        if last + 1 < len(words) and words[last + 1] in following and _neighbours(passage, last):
            return words[last + 1]
        if first and words[first - 1] in previous and _neighbours(passage, first - 1):
            return words[first - 1]
        if near and not near.isdisjoint(words):
            for i in passage.sentence_of(first):
                if words[i] in near and not first <= i <= last:
                    return words[i]
        return ""


class _Met(dict[str, Entry]):
    """The entries of words that were met, so that a word is looked up in the pack once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __missing__(self, word: str) -> Entry:
        if len(self) >= MET:
            self.clear()
        entry = self[word] = self.lexicon.read(word)
        return entry


def _shouting(passage: Passage) -> bool:
    """Whether the whole text is in capitals, which then say nothing."""
    return passage.folded.cased.isupper() and sum(len(word) > 3 for word in passage.words) > 2


def _unpacked(lines: list[str]) -> Entry:
    """An entry from its packed lines: other words, list numbers, guard number, cased form."""
    if not lines:
        return NONE
    single: list[Candidate] = []
    longer: Longer = {}
    for line in lines:
        rest = line[: line.index("\t")]
        if rest:
            longer.setdefault(rest.split(" ", 1)[0], []).append(line)  # type: ignore[union-attr]
        else:
            single.append(_candidate(line))
    plain = single[0][1] if len(single) == 1 and single[0][2:] == (-1, "") else ()
    return tuple(single), longer, plain


def _candidate(line: str) -> Candidate:
    rest, lists, guard, cased = line.split("\t")
    return tuple(rest.split(" ")[1:]), tuple(map(int, lists.split(","))), int(guard or -1), cased


def joined(passage: Passage, first: int, last: int) -> bool:
    """Whether only spaces, hyphens and slashes stand between the words: a phrase does not cross a comma."""
    return all(gap == " " or not gap.strip(" -/\n\t\u2013'*_\"") for gap in passage.breaks[first:last])


def _neighbours(passage: Passage, word: int) -> bool:
    """Whether a word and the next one stand in one sentence and one cell."""
    return passage.sentences[word] == passage.sentences[word + 1] and "|" not in passage.breaks[word]


def _same_case(passage: Passage, first: int, last: int, cased: str) -> bool:
    stretch = passage.folded.cased[passage.starts[first] : passage.ends[last]]
    return " ".join(WORD.findall(stretch)).removesuffix("'s") == cased
