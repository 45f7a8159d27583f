"""What does a run look like to the Code Quality widget of GitLab?

A JSON array with a unique fingerprint for each entry; `[]` where there is nothing to tell. Paths are relative, and only the
first line of an entry is read.
"""

import json
from collections import Counter
from hashlib import sha256
from typing import Any, TextIO

from rcolint.model import Report
from rcolint.reports.quoting import one_line, shown
from rcolint.reports.rows import address, unread, worst_first

SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the array, in ASCII."""
    entries = [
        _entry("rcolint-not-checked", words, "blocker", shown(address(file)), 1, _digest(file.path, words))
        for file, words in unread(report)
    ]
    for row in worst_first(report):
        finding = row.finding
        line = row.start[0]
        words = one_line(f"{finding.rule} {finding.slug}: {finding.message}")
        severity = SEVERITIES[finding.severity]
        entries.append(_entry(finding.rule, words, severity, shown(address(row.file)), line, finding.fingerprint))
    met: Counter[str] = Counter()
    for entry in entries:
        met[entry["fingerprint"]] += 1
        if met[entry["fingerprint"]] > 1:
            entry["fingerprint"] = _digest(entry["fingerprint"], str(met[entry["fingerprint"]]))
    stream.write(json.dumps(entries, ensure_ascii=True, indent=1) + "\n")


def _entry(check: str, words: str, severity: str, path: str, line: int, fingerprint: str) -> dict[str, Any]:
    return {
        "check_name": check,
        "description": words,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
        "fingerprint": fingerprint,
    }


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
