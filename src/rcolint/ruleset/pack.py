"""What do the rules look like when they run?

YAML is never parsed at run time: rules and lists are compiled into one file (a fresh CI machine has no cache, so the wheel
carries it): a line with a checksum, a line with the names of the lists, a line a rule, an empty line, which patterns each list
calls up, the buckets of forms and the guards. All of it is UTF-8, and what is behind the rules is
read where it lies. In a checkout the pack is compiled when a rule file has changed.
"""

import os
import zlib
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from rcolint.errors import RuleError
from rcolint.model import Rule
from rcolint.ruleset.lexicon import BUCKETS, DIGITS, Lexicon, Offsets
from rcolint.ruleset.rows import FIELD, THING, row, rule_of
from rcolint.ruleset.shipped import packed_file, rules_folder
from rcolint.tuples import NamedTuple

if TYPE_CHECKING:
    from rcolint.ruleset.changes import Changes

FORMAT = "rcolint-pack-12"


class Calls:
    """Which patterns of which rules a list calls up, by the number of the list: "RCO101:3,4 RCO112:0"."""

    __slots__ = ("_base", "_offsets", "_pack")

    def __init__(self, pack: bytes, at: int, lists: int) -> None:
        self._pack = pack
        self._offsets = Offsets(pack, at)
        self._base = at + (lists + 1) * DIGITS

    def __getitem__(self, number: int) -> str:
        start, end = self._offsets[number], self._offsets[number + 1]
        return self._pack[self._base + start : self._base + end].decode("ascii")


class Pack(NamedTuple):
    """The rules that run, by id, with the word lists that they look at. `digest` names the exact sources."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    calls: Calls
    digest: str

    def rule(self, name: str) -> Rule | None:
        """A rule by its id or slug."""
        return next((r for r in self.rules if name.upper() == r.id or name.lower() == r.slug), None)


def compile_rules(folder: Path, changes: "Changes | None" = None) -> str:
    """The text of the pack for a rules folder, with the changes of a configuration. Raises RuleError with all mistakes."""
    from rcolint.ruleset.changes import NONE
    from rcolint.ruleset.compiling import compiled

    data, forms = compiled(folder, changes or NONE)
    offsets, calls = _numbers(data["offsets"]), data["calls"]
    starts = _numbers(accumulate(map(len, calls), initial=0))
    head = [
        data["digest"],
        " ".join(data["lists"]),
        THING.join(data["light"]),
        str(len(calls)),
        str(len("".join(calls))),
    ]
    lines = [FIELD.join(head), *map(row, data["rules"])]
    body = f"{chr(10).join(lines)}\n\n{starts}{''.join(calls)}{offsets}{forms}"
    return f"{FORMAT} {zlib.adler32(body.encode()):08x}\n{body}"


def load(folder: Path | None = None) -> Pack:
    """The shipped pack, or the pack of `folder`. Raises RuleError when the rules are broken or the pack is damaged."""
    shipped = packed_file() if folder is None else None
    if shipped is not None:
        return parsed(shipped.read_bytes(), str(shipped))
    folder = folder or rules_folder()
    cached = _cached(folder)
    if cached is not None:
        try:
            return parsed(cached, str(folder))
        except RuleError:
            pass  # a damaged copy of what is at hand is made again
    return parsed(_refreshed(folder).encode(), str(folder))


def key_of(shipped: Pack, changes: "Changes") -> str:
    """Names the pack that these changes make of the shipped one with this version of the program."""
    import hashlib

    from rcolint import __version__

    code = "" if packed_file() else _stamp(rules_folder())  # of a checkout the program itself may change
    return hashlib.sha256(f"{FORMAT} {__version__} {code} {shipped.digest} {changes.digest}".encode()).hexdigest()


def parsed(raw: bytes, where: str) -> Pack:
    """The pack in its bytes; `where` names them. Raises RuleError where they are damaged or of another version."""
    start = raw.find(b"\n") + 1  # the megabyte behind it is looked at where it lies, not copied
    if raw[: max(start - 1, 0)].decode("ascii", "replace") != f"{FORMAT} {zlib.adler32(memoryview(raw)[start:]):08x}":
        raise RuleError(f"{where}: the compiled rules are damaged or of another version; install rcolint again")
    end = raw.index(b"\n\n", start)
    head, *lines = raw[start:end].decode().split("\n")
    digest, names, light, called, size = head.split(FIELD)
    at, lists = end + 2, int(called)
    calls = Calls(raw, at, lists)
    at += (lists + 1) * DIGITS + int(size)
    lexicon = Lexicon(names.split(" "), raw, at + (BUCKETS + 1) * DIGITS, Offsets(raw, at), light.split(THING))
    return Pack(tuple([rule_of(line) for line in lines]), lexicon, calls, digest)


def _numbers(numbers: Iterable[int]) -> str:
    """Numbers as Offsets reads them."""
    return "".join(f"{number:0{DIGITS}}" for number in numbers)


def _stamp(folder: Path) -> str:
    """Changes whenever a source file is added, removed or written."""
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("words/*.yaml"), *Path(__file__).parent.glob("*.py")])
    return FORMAT + "".join(f"|{p.name}:{(s := p.stat()).st_mtime_ns}:{s.st_size}" for p in paths)


def _cached(folder: Path) -> bytes | None:
    file = folder / ".cache" / "rules.pack"
    try:
        stamp, _, pack = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return pack if stamp.decode("utf-8", "replace") == _stamp(folder) else None


def _refreshed(folder: Path) -> str:
    """Compiles, and keeps the result beside the sources where that is possible; a read-only checkout just compiles again."""
    stamp = _stamp(folder)  # before the sources are read: what changes meanwhile is compiled again
    pack = compile_rules(folder)
    file = folder / ".cache" / "rules.pack"
    try:
        file.parent.mkdir(exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_text(f"{stamp}\n{pack}", encoding="utf-8")
        part.replace(file)
    except OSError:
        pass
    return pack
