"""How is text made comparable?

Folding makes a matching copy: lower case, straight quotes, no accents or invisible letters, look-alike letters undone, each step
mapped. Nothing here knows words.
"""

import unicodedata

from rcolint.expressions import Expression
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


class _Letters(dict[str, str]):
    """Letters above ASCII -> their comparable form, which may be longer, or empty for an invisible letter."""

    def __init__(self) -> None:
        self.odd: set[str] = set()  # those met so far whose form is not one letter, or is a letter of another script

    def __missing__(self, letter: str) -> str:
        plain = _PLAIN.get(letter)
        if plain is None:
            parts = unicodedata.normalize("NFKD", letter)
            plain = "".join(
                " " if unicodedata.category(c) == "Zs" else _PLAIN.get(c, c)
                for c in parts
                if unicodedata.category(c) not in ("Cf", "Mn", "Me")
            )
        if len(plain) != 1 or _foreign(plain):
            self.odd.add(letter)
        self[letter] = plain
        return plain


def _foreign(plain: str) -> bool:
    """Whether a letter is of a script that has look-alikes."""
    return "\u0370" <= plain < "\u0590" or "\u2c80" <= plain < "\u2d00"


_LETTERS = _Letters()


class Folded:
    """A comparable copy of a text: `cased` keeps the case, `lower` has the same length. `map` leads back to the text."""

    __slots__ = ("_map", "cased", "lower", "obscured")

    def __init__(self, text: str) -> None:
        self.obscured: tuple[Span, ...] = ()  # stretches (in the text) of words with hidden or foreign letters
        self._map: SourceMap | None = None  # none where each letter stands for one letter of the text
        if text.isascii():
            self.cased = text
        else:
            self.cased = _NON_ASCII.sub(lambda found: _LETTERS[found.group()], text)
            if not _LETTERS.odd.isdisjoint(text):
                self.cased, self._map = self._fold(text)
        lower = self.cased.lower()
        self.lower = lower if len(lower) == len(self.cased) else "".join(c.lower()[:1] for c in self.cased)

    @property
    def map(self) -> SourceMap:
        """From the copy to the text."""
        return self._map or SourceMap.identity(len(self.cased))

    def to_text(self, start: int, end: int) -> Span:
        """The span in the text of a stretch of the copy that is not empty."""
        return Span(start, end) if self._map is None else self._map.to_source(start, end)

    def _fold(self, text: str) -> tuple[str, SourceMap]:
        pieces: list[str] = []
        runs: list[tuple[int, int, int, int]] = []
        at = done = 0
        hidden: list[Span] = []
        foreign = False
        for found in _NON_ASCII.finditer(text):
            letter = found.group()
            plain = _LETTERS[letter]
            foreign = foreign or _foreign(plain)
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
