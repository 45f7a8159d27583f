"""What does a configuration change about the shipped rules?

Entries of word lists that are added or taken out, and rules and lists of its own. Only what was said: where it was said is known
by `tell`, and what becomes of it by the loader.
"""

from collections.abc import Callable

from rcolint.errors import Mistake
from rcolint.tuples import NamedTuple

SHIPPED = "RCO"  # what the ids of shipped rules begin with


class Word(NamedTuple):
    """An entry that is added to a list or taken out. `tell` makes a mistake at its place, of a message and a hint."""

    list: str
    entry: str
    add: bool
    tell: Callable[[str, str], Mistake]


class OwnFile(NamedTuple):
    """A rule or a word list of a configuration; `shown` is its path in messages."""

    shown: str
    text: str
    is_list: bool


class Changes(NamedTuple):
    """All that a configuration and what it extends change."""

    words: tuple[Word, ...] = ()
    files: tuple[OwnFile, ...] = ()

    @property
    def digest(self) -> str:
        """Names the exact changes; empty where there are none."""
        if not (self.words or self.files):
            return ""
        import hashlib

        digest = hashlib.sha256()
        parts = [part for w in self.words for part in (w.list, "+" if w.add else "-", w.entry)]
        parts += [part for f in self.files for part in (f.shown, f.text)]
        for part in parts:
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        return digest.hexdigest()

    def of(self, name: str, add: bool) -> tuple[Word, ...]:
        """The entries that are added to a list, or those that are taken out."""
        return tuple(word for word in self.words if word.list == name and word.add == add)

    @property
    def told(self) -> str:
        """How much is changed, in words."""
        rules = sum(not file.is_list for file in self.files)
        counts = (
            (sum(word.add for word in self.words), "entry added to a word list", "entries added to word lists"),
            (sum(not word.add for word in self.words), "entry taken out", "entries taken out"),
            (rules, "own rule", "own rules"),
        )
        return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


NONE = Changes()
