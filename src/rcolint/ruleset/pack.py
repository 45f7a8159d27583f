"""What do the rules look like when they run?

YAML is never parsed at run time: rules and lists are compiled into one file (a fresh CI machine has no cache, so the wheel
carries it): a line with a checksum, a line of JSON with the rules, then the buckets of forms and the guards. All of it is ASCII. In a checkout the pack is compiled when a rule file has changed.
"""

import json
import os
import zlib
from pathlib import Path
from typing import Any

from rcolint.errors import RuleError
from rcolint.model import Reference, Rule, Variant
from rcolint.ruleset.lexicon import Lexicon
from rcolint.ruleset.shipped import packed_file, rules_folder
from rcolint.tuples import NamedTuple

FORMAT = "rcolint-pack-4"


class Pack(NamedTuple):
    """The rules that run, by id, with the word lists that they look at. `digest` names the exact sources."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    digest: str

    def rule(self, name: str) -> Rule | None:
        """A rule by its id or slug."""
        return next((r for r in self.rules if name.upper() == r.id or name.lower() == r.slug), None)


def compile_rules(folder: Path) -> str:
    """The text of the pack for a rules folder. Raises RuleError with all mistakes of its authors."""
    from rcolint.ruleset.compiling import compiled

    data, forms = compiled(folder)
    body = json.dumps(data, separators=(",", ":")) + "\n" + forms
    return f"{FORMAT} {zlib.crc32(body.encode('ascii')):08x}\n{body}"


def load(folder: Path | None = None) -> Pack:
    """The shipped pack, or the pack of `folder`. Raises RuleError when the rules are broken or the pack is damaged."""
    shipped = packed_file() if folder is None else None
    if shipped is not None:
        return _parsed(shipped.read_bytes(), str(shipped))
    folder = folder or rules_folder()
    cached = _cached(folder)
    if cached is not None:
        try:
            return _parsed(cached, str(folder))
        except RuleError:
            pass  # a damaged copy of what is at hand is made again
    return _parsed(_refreshed(folder).encode(), str(folder))


def _parsed(raw: bytes, where: str) -> Pack:
    start = raw.find(b"\n") + 1  # the megabyte behind it is looked at where it lies, not copied
    if raw[: max(start - 1, 0)].decode("ascii", "replace") != f"{FORMAT} {zlib.crc32(memoryview(raw)[start:]):08x}":
        raise RuleError(f"{where}: the compiled rules are damaged or of another version; install rcolint again")
    end = raw.index(b"\n", start)
    data = json.loads(raw[start:end])
    lexicon = Lexicon(data["lists"], raw, end + 1, data["offsets"], data["light"])
    return Pack(tuple(_rule(r) for r in data["rules"]), lexicon, data["digest"])


def _rule(data: dict[str, Any]) -> Rule:
    return Rule(
        data["id"],
        data["slug"],
        data["title"],
        data["kind"],
        tuple(
            Variant(v["severity"], v["tier"], v["message"], tuple((k, tuple(w)) for k, w in v["when"]))
            for v in data["variants"]
        ),
        data["why"],
        data["instead"],
        tuple(Reference(r["cite"], r["title"], r["url"], r["checked"]) for r in data["references"]),
        tuple(data["unless"]),
        tuple(data["parameters"].items()),
        data["origin"],
    )


def _stamp(folder: Path) -> str:
    """Changes whenever a source file is added, removed or written."""
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("words/*.yaml"), *Path(__file__).parent.glob("*.py")])
    return FORMAT + "".join(f"|{p.name}:{(s := p.stat()).st_mtime_ns}:{s.st_size}" for p in paths)


def _cached(folder: Path) -> bytes | None:
    file = folder / ".cache" / "pack.json"
    try:
        stamp, _, pack = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return pack if stamp.decode("utf-8", "replace") == _stamp(folder) else None


def _refreshed(folder: Path) -> str:
    """Compiles, and keeps the result beside the sources where that is possible; a read-only checkout just compiles again."""
    stamp = _stamp(folder)  # before the sources are read: what changes meanwhile is compiled again
    pack = compile_rules(folder)
    file = folder / ".cache" / "pack.json"
    try:
        file.parent.mkdir(exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_text(f"{stamp}\n{pack}", encoding="utf-8")
        part.replace(file)
    except OSError:
        pass
    return pack
