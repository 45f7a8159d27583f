"""Which word lists know the words of a passage?

The forms lie in buckets by a checksum of their first word. A bucket stays one string until a word of it is first met, so that
loading 60,000 forms costs a split and most of them are never looked at.
"""

from zlib import crc32

from rcolint.text import WORD, Hit, Passage

BUCKETS = 8192
Candidate = tuple[tuple[str, ...], tuple[int, ...], int, str]  # the other words, the lists, the guard, the cased form
Guard = tuple[frozenset[str], frozenset[str], frozenset[str]]  # next, previous, near
NONE: tuple[Candidate, ...] = ()


def bucket_of(word: str) -> int:
    """The number of the bucket that holds the forms beginning with a word."""
    return crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS


class Lexicon:
    """All forms of all lists, and the numbers of the lists by name."""

    __slots__ = ("_buckets", "_guards", "_met", "ids", "light", "names")

    def __init__(self, names: list[str], buckets: list[str], guards: list[str], light: list[str]) -> None:
        self.names = names
        self.ids = {name: i for i, name in enumerate(names)}
        self._buckets = buckets
        self._met: dict[str, tuple[Candidate, ...]] = {}
        self._guards: list[str | Guard] = list(guards)
        self.light = frozenset(light)

    def candidates(self, word: str) -> tuple[Candidate, ...]:
        """The forms that begin with a word, longest first."""
        found = self._met.get(word)
        if found is None:
            found = NONE
            bucket = self._buckets[bucket_of(word)]
            if bucket:
                head = word + "\t"
                found = tuple(_unpacked(line[len(head) :]) for line in bucket.split("\r") if line.startswith(head))
            self._met[word] = found
        return found

    def _guard(self, number: int) -> Guard:
        guard = self._guards[number]
        if isinstance(guard, str):
            following, previous, near = guard.split("|")
            guard = (frozenset(following.split()), frozenset(previous.split()), frozenset(near.split()))
            self._guards[number] = guard
        return guard

    def scan(self, passage: Passage) -> None:
        """Fills `passage.hits`: list number -> hits in the order of the text, the longest at each first word."""
        words = passage.words
        hits = passage.hits
        met = self._met
        shouting = passage.folded.cased.isupper() and len(words) > 3
        for first, word in enumerate(words):
            found = met.get(word)
            if found is None:
                found = self.candidates(word)
            if not found:
                continue
            taken: set[int] = set()
            for rest, lists, guard, cased in found:
                last = first + len(rest)
                if rest and (tuple(words[first + 1 : last + 1]) != rest or not joined(passage, first, last)):
                    continue
                if cased and (shouting or not _same_case(passage, first, last, cased)):
                    continue
                sense = self._other_sense(passage, first, last, guard) if guard >= 0 else ""
                for number in lists:
                    if number not in taken:
                        if not sense:
                            taken.add(number)
                        hits.setdefault(number, []).append(Hit(first, last, sense))

    def _other_sense(self, passage: Passage, first: int, last: int, guard: int) -> str:
        following, previous, near = self._guard(guard)
        words = passage.words
        if last + 1 < len(words) and words[last + 1] in following:
            return words[last + 1]
        if first and words[first - 1] in previous:
            return words[first - 1]
        if near:
            for i in passage.sentence_of(first):
                if words[i] in near and not first <= i <= last:
                    return words[i]
        return ""


def _unpacked(line: str) -> Candidate:
    rest, lists, guard, cased = line.split("\t")
    return tuple(rest.split(" ")) if rest else (), tuple(map(int, lists.split(","))), int(guard or -1), cased


def joined(passage: Passage, first: int, last: int) -> bool:
    """Whether only spaces, hyphens and slashes stand between the words: a phrase does not cross a comma."""
    return not any(gap.strip(" -/\n\t\u2013'*_\"") for gap in passage.breaks[first:last])


def _same_case(passage: Passage, first: int, last: int, cased: str) -> bool:
    stretch = passage.folded.cased[passage.starts[first] : passage.ends[last]]
    return " ".join(WORD.findall(stretch)).removesuffix("'s") == cased
