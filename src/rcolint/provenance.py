"""What does a report rest on: which bytes were read, by which settings, from which commit?

Kept only where an output is written that may be looked at later, since it costs a digest of every file and two questions to Git.
The same input gives the same record; the only time in it is that of SOURCE_DATE_EPOCH.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping
from hashlib import new as new_hash
from hashlib import sha256

from rcolint.errors import ConfigError
from rcolint.model import FileResult, Gate, Provenance, Report, Settings

# Settings that change no finding of a file that was read; the finished site is asked for by its path and counts by its pages.
UNCOUNTED = ("gate", "exclude", "today", "fragment", "built")


class Ledger:
    """What a run has read, noted while it reads. `near` is a path in the repository that is asked about."""

    def __init__(self, near: str) -> None:
        self.files: dict[str, str] = {}  # shown path -> SHA-256
        self.sources: dict[str, str] = {}
        self.top, self.commit = _commit_around(near)
        self._blobs: dict[str, str] = {}  # real path -> the name that Git would give its bytes

    def note(self, shown: str, real: str, raw: bytes) -> None:
        """Notes a file that is checked."""
        self.files[shown] = sha256(raw).hexdigest()
        self._blob(real, raw)

    def note_source(self, shown: str, real: str, raw: bytes) -> None:
        """Notes a file that copy is taken from."""
        self.sources[shown] = sha256(raw).hexdigest()
        self._blob(real, raw)

    def _blob(self, real: str, raw: bytes) -> None:
        if self.commit:
            kind = "sha1" if len(self.commit) == 40 else "sha256"
            self._blobs[real] = new_hash(kind, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()

    def marked(self, result: FileResult, real: str) -> FileResult:
        """A result with the digest of its bytes and its place in the repository."""
        inside = self._inside(real) if self.top else ""
        told = inside.isprintable() and not inside.startswith("../") and inside != result.path
        return result._replace(digest=self.files.get(result.path, ""), repository_path=inside if told else "")

    def _inside(self, real: str) -> str:
        return os.path.relpath(real, self.top).replace(os.sep, "/")

    def dirty(self) -> bool | None:
        """Whether a file that was read is not that of the commit; None where that cannot be told."""
        if not self.commit:
            return None
        from rcolint.git import blobs

        try:
            held = blobs(self.top, self.commit)
        except ConfigError:
            return None
        return None if held is None else any(held.get(self._inside(r)) != name for r, name in self._blobs.items())

    def record(
        self,
        rules: str,
        settings: Settings,
        asked: Mapping[str, str],
        heard: Iterable[tuple[str, str]] = (),
    ) -> Provenance:
        """The record of the run. `heard` holds the name and the content of each configuration file and of the baseline."""
        sources = {path: digest for path, digest in self.sources.items() if path not in self.files}
        read = sorted([*self.files.items(), *sources.items()])
        return Provenance(
            rules,
            settings_digest(settings, asked, heard),
            _digest("".join(f"{path}\0{digest}\n" for path, digest in read)),
            tuple(sorted(asked.items())),
            tuple(sorted(sources.items())),
            self.commit,
            self.dirty(),
            when(),
        )


def settings_digest(settings: Settings, asked: Mapping[str, str], heard: Iterable[tuple[str, str]] = ()) -> str:
    """One digest of all that decides what a run finds in the files that it reads."""
    said = {name: value for name, value in settings._asdict().items() if name not in UNCOUNTED}
    texts = sorted((name, _digest(text)) for name, text in heard)
    return _digest(json.dumps([said, dict(asked), texts], sort_keys=True, default=list))


def asked_of(settings: Settings, explicit: Iterable[str], options: Mapping[str, str]) -> dict[str, str]:
    """The options of a run that are not the default, as words."""
    gate = settings.gate
    given = {
        "profile": settings.profile or "",
        "tier": settings.tier,
        "fail-on": "never" if gate.never else f"{gate.severity}:{gate.tier}",
    }
    said = {name: given[name] for name in explicit}
    said |= {"waivers": ""} if settings.waivers else {"waivers": "not heard"}
    said |= {"content": ""} if settings.trusted else {"content": "not trusted"}
    return {name: value for name, value in {**said, **options}.items() if value}


def gate_of(words: str) -> Gate:
    """What `asked_of` said of the gate."""
    severity, _, tier = words.partition(":")
    return Gate(never=True) if severity == "never" else Gate(severity, tier)


def of_text(report: Report, raw: bytes, rules: str) -> Report:
    """The report on one text that came through a pipe, with its record."""
    ledger = Ledger("")
    for file in report.files:
        ledger.note(file.path, file.path, raw)
    asked = asked_of(report.settings, ("tier", "fail-on"), {})
    files = tuple(file._replace(digest=ledger.files.get(file.path, "")) for file in report.files)
    return report._replace(files=files, provenance=ledger.record(rules, report.settings, asked))


def when() -> str:
    """The time of SOURCE_DATE_EPOCH, ISO in UTC; empty where it is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(epoch))) if epoch.isdigit() else ""


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _commit_around(near: str) -> tuple[str, str]:
    """The top of the repository around a path and its commit; what cannot be told is empty."""
    if not near:
        return "", ""
    from rcolint.git import commit_of, top_of

    try:
        top = top_of(near)
    except ConfigError:
        return "", ""
    try:
        return top, commit_of(top, "HEAD")
    except ConfigError:
        return top, ""
