"""Which word lists know the words of a passage?

The forms lie in buckets by a checksum of their first word. A bucket stays as the bytes of the pack until a word of it is first
met, so that 60,000 forms cost nothing to load and most of them are never looked at.
"""

from zlib import crc32

from rcolint.text import WORD, Hit, Passage

BUCKETS = 8192
DIGITS = 8  # of an offset
Candidate = tuple[tuple[str, ...], tuple[int, ...], int, str]  # the words after the first two, lists, guard, cased form
# The forms that begin with a word: those of one word, and the longer ones by their second word (packed until met).
Entry = tuple[tuple[Candidate, ...], dict[str, "tuple[Candidate, ...] | list[str]"]]
Guard = tuple[frozenset[str], frozenset[str], frozenset[str]]  # next, previous, near
NONE: Entry = ((), {})


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

    __slots__ = ("_base", "_guards", "_met", "_offsets", "_pack", "ids", "light", "names")

    def __init__(self, names: list[str], pack: bytes, base: int, offsets: Offsets, light: list[str]) -> None:
        self.names = names
        self.ids = {name: i for i, name in enumerate(names)}
        self._pack = pack
        self._base = base
        self._offsets = offsets
        self._met: dict[str, Entry] = {}
        self._guards: list[str | Guard] | None = None
        self.light = frozenset(light)

    def entry(self, word: str) -> Entry:
        """The forms that begin with a word, longest first."""
        found = self._met.get(word)
        if found is None:
            found = NONE
            number = bucket_of(word)
            bucket = self._pack[self._base + self._offsets[number] : self._base + self._offsets[number + 1]]
            if bucket:
                head = word + "\t"
                found = _unpacked([line[len(head) :] for line in _text(bucket).split("\r") if line.startswith(head)])
            self._met[word] = found
        return found

    def _guard(self, number: int) -> Guard:
        if self._guards is None:
            self._guards = list(_text(self._pack[self._base + self._offsets[BUCKETS] :]).split("\n"))
        guard = self._guards[number]
        if isinstance(guard, str):
            following, previous, near = guard.split("|")
            guard = (frozenset(following.split()), frozenset(previous.split()), frozenset(near.split()))
            self._guards[number] = guard
        return guard

    def scan(self, passage: Passage) -> None:
        """Fills `passage.hits`: list number -> hits in the order of the text, the longest at each first word."""
        words = passage.words
        met = self._met
        shouting = passage.folded.cased.isupper() and sum(len(w) > 3 for w in words) > 2
        following = words[1:]
        following.append("")
        for first, (word, second) in enumerate(zip(words, following, strict=True)):
            found = met.get(word)
            if found is None:
                found = self.entry(word)
            if found is NONE:
                continue
            single, longer = found
            candidates = longer.get(second) if longer else None
            if isinstance(candidates, list):
                candidates = longer[second] = tuple(_candidate(line) for line in candidates)
            taken: set[int] = set()
            if candidates:
                for rest, lists, guard, cased in candidates:
                    last = first + 1 + len(rest)
                    if (not rest or tuple(words[first + 2 : last + 1]) == rest) and joined(passage, first, last):
                        self._add(passage, first, last, lists, guard, cased, taken, shouting)
            for _, lists, guard, cased in single:
                self._add(passage, first, first, lists, guard, cased, taken, shouting)

    def _add(
        self,
        passage: Passage,
        first: int,
        last: int,
        lists: tuple[int, ...],
        guard: int,
        cased: str,
        taken: set[int],
        shouting: bool,
    ) -> None:
        if cased and (shouting or not _same_case(passage, first, last, cased)):
            return
        hits = passage.hits
        hit = Hit(first, last, self._other_sense(passage, first, last, guard) if guard >= 0 else "")
        if hit.sense:
            passage.guarded = True
        for number in lists:
            if number not in taken:
                if not hit.sense:
                    taken.add(number)
                if number in hits:
                    hits[number].append(hit)
                else:
                    hits[number] = [hit]

    def _other_sense(self, passage: Passage, first: int, last: int, guard: int) -> str:
        following, previous, near = self._guard(guard)
        words = passage.words
        # The neighbour is one of the same sentence and cell.
        if last + 1 < len(words) and words[last + 1] in following and _neighbours(passage, last):
            return words[last + 1]
        if first and words[first - 1] in previous and _neighbours(passage, first - 1):
            return words[first - 1]
        if near:
            for i in passage.sentence_of(first):
                if words[i] in near and not first <= i <= last:
                    return words[i]
        return ""


def _text(packed: bytes) -> str:
    """The pack is ASCII, with other letters escaped, because that decodes fastest."""
    return packed.decode("unicode_escape" if b"\\" in packed else "ascii")


def _unpacked(lines: list[str]) -> Entry:
    """An entry from its packed lines: other words, list numbers, guard number, cased form."""
    if not lines:
        return NONE
    single: list[Candidate] = []
    longer: dict[str, tuple[Candidate, ...] | list[str]] = {}
    for line in lines:
        rest = line[: line.index("\t")]
        if rest:
            longer.setdefault(rest.split(" ", 1)[0], []).append(line)  # type: ignore[union-attr]
        else:
            single.append(_candidate(line))
    return tuple(single), longer


def _candidate(line: str) -> Candidate:
    rest, lists, guard, cased = line.split("\t")
    return tuple(rest.split(" ")[1:]), tuple(map(int, lists.split(","))), int(guard or -1), cased


def joined(passage: Passage, first: int, last: int) -> bool:
    """Whether only spaces, hyphens and slashes stand between the words: a phrase does not cross a comma."""
    return not any(gap.strip(" -/\n\t\u2013'*_\"") for gap in passage.breaks[first:last])


def _neighbours(passage: Passage, word: int) -> bool:
    """Whether a word and the next one stand in one sentence and one cell."""
    return passage.sentences[word] == passage.sentences[word + 1] and "|" not in passage.breaks[word]


def _same_case(passage: Passage, first: int, last: int, cased: str) -> bool:
    stretch = passage.folded.cased[passage.starts[first] : passage.ends[last]]
    return " ".join(WORD.findall(stretch)).removesuffix("'s") == cased
