"""Which findings were there before, and may the list of them grow?

A baseline file holds one entry for each finding that was there when the team began: its rule, a digest of its folded
sentence, which of the equal sentences it is, its file, and the day it was first seen. A moved or re-wrapped line is the same
finding, an edited claim is a new one. An entry whose file is gone is looked for in files that have none of their own, so
that a renamed file keeps its entries. The list may only shrink, unless somebody gives a reason.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable

from rcolint.errors import ConfigError
from rcolint.model import FileResult, Finding, Waiver
from rcolint.tuples import NamedTuple

SCHEMA = "rcolint/baseline/v1"
MAX_ENTRIES = 1_000_000


class Entry(NamedTuple):
    """A finding that was there before. `claim` is the digest of the rule and the folded sentence."""

    path: str
    rule: str
    claim: str
    ordinal: int
    since: str
    reason: str = ""  # why it was taken in after the baseline was first written


class Standing(NamedTuple):
    """What a check found beside a baseline: the results with known findings marked, and what became of its entries."""

    results: tuple[FileResult, ...]
    known: int
    fixed: tuple[Entry, ...]  # entries of checked files whose finding is gone
    oldest: str  # the first day of an entry that still stands; empty where none does


def read(text: str, shown: str) -> tuple[Entry, ...]:
    """The entries of a baseline file. Raises ConfigError for anything else."""
    try:
        content = json.loads(text)
        if not isinstance(content, dict) or content.get("schema") != SCHEMA:
            raise ValueError(f"its schema is not {SCHEMA!r}")
        entries = tuple(_entry(e) for e in content["entries"][: MAX_ENTRIES + 1])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ConfigError(
            f"{shown}: is no baseline of rcolint ({error}); write it again with `rcolint baseline`"
        ) from None
    if len(entries) > MAX_ENTRIES:
        raise ConfigError(f"{shown}: holds more than {MAX_ENTRIES} entries")
    return entries


def _entry(data: dict[str, object]) -> Entry:
    path, rule, claim = (str(data[name]) for name in ("path", "rule", "claim"))
    ordinal = data["ordinal"]
    if not isinstance(ordinal, int):
        raise ValueError("an ordinal is no number")
    return Entry(path, rule, claim, ordinal, str(data["since"]), str(data.get("reason", "")))


def written(entries: Iterable[Entry]) -> str:
    """A baseline file: one entry a line, in the order of the paths, so that a review sees what changed."""
    lines = [json.dumps({k: v for k, v in e._asdict().items() if v != ""}, ensure_ascii=True) for e in sorted(entries)]
    body = ",\n  ".join(lines)
    return (
        f'{{"schema": "{SCHEMA}", "entries": [\n  {body}\n]}}\n'
        if lines
        else f'{{"schema": "{SCHEMA}", "entries": []}}\n'
    )


def entry_of(finding: Finding, since: str, reason: str = "") -> Entry:
    """The entry for a finding."""
    return Entry(finding.origin, finding.rule, finding.claim, finding.ordinal, since, reason)


def compare(
    results: Iterable[FileResult], entries: Iterable[Entry], exists: Callable[[str], bool] = lambda _path: False
) -> Standing:
    """Marks the findings that stand in the baseline. `exists` says of a file that was not checked whether it is still there."""
    results = tuple(results)
    here = {r.path for r in results}
    by_path: dict[tuple[str, str, str, int], Entry] = {(e.path, e.rule, e.claim, e.ordinal): e for e in entries}
    homeless: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(by_path.values()):
        if entry.path not in here and not exists(entry.path):
            homeless.setdefault((entry.rule, entry.claim), []).append(entry)
    owners = {entry.path for entry in by_path.values()}
    met: Counter[Entry] = Counter()

    def marked(finding: Finding) -> Finding:
        if finding.waiver is not None:
            return finding
        entry = by_path.get((finding.origin, finding.rule, finding.claim, finding.ordinal))
        if entry is None and finding.origin not in owners:
            moved = homeless.get((finding.rule, finding.claim))
            entry = moved.pop(0) if moved else None
        if entry is None:
            return finding
        met[entry] += 1
        reason = entry.reason or "was there before"
        return finding._replace(waiver=Waiver(reason, since=entry.since, kind="baseline"))

    done = tuple(
        r._replace(pages=tuple(p._replace(findings=tuple(marked(f) for f in p.findings)) for p in r.pages))
        for r in results
    )
    checked = {r.path for r in results if r.status == "checked"}
    fixed = tuple(e for e in sorted(by_path.values()) if e not in met and e.path in checked)
    return Standing(done, sum(met.values()), fixed, min((e.since for e in met), default=""))


def updated(
    results: Iterable[FileResult], before: Iterable[Entry] | None, today: str, reason: str = ""
) -> tuple[Entry, ...]:
    """The entries to write: what stands, plus what is new when the baseline is first written or a reason is given.

    Entries of files that were not checked now are kept. Raises ConfigError where the list would grow without a reason.
    """
    results = tuple(results)
    standing = compare(results, before or ())
    kept = {
        entry_of(f, f.waiver.since, _reason(f)) for r in standing.results for f in r.findings if _known(f) and f.waiver
    }
    checked = {r.path for r in results if r.status == "checked"}
    kept |= {e for e in before or () if e.path not in checked and e not in _moved(before or (), standing)}
    new = [f for r in standing.results for f in r.findings if f.waiver is None]
    if before is not None and new and not reason:
        raise ConfigError(
            f"{len(new)} finding{'s are' if len(new) > 1 else ' is'} new: a baseline may only shrink; "
            'mend the copy, or say why they may stay with --accept-new "reason"'
        )
    return tuple(sorted(kept | {entry_of(f, today, reason if before is not None else "") for f in new}))


def _known(finding: Finding) -> bool:
    return finding.waiver is not None and finding.waiver.kind == "baseline"


def _reason(finding: Finding) -> str:
    reason = finding.waiver.reason if finding.waiver else ""
    return "" if reason == "was there before" else reason


def _moved(before: Iterable[Entry], standing: Standing) -> set[Entry]:
    """Entries whose finding was found in another file: they are written with its new path."""
    here = {(f.rule, f.claim) for r in standing.results for f in r.findings if _known(f)}
    checked = {r.path for r in standing.results}
    return {e for e in before if e.path not in checked and (e.rule, e.claim) in here}
