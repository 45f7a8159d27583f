"""Which entries of a configuration waive a finding?

For files that cannot hold a comment (JSON, CSV) or that nobody may edit. An entry names the rule, the file, and the quoted words or
the key path; it must say why. An entry that waives nothing is reported where it stands.
"""

import os
from typing import NamedTuple

from rcolint.model import Finding, Waiver


class Configured(NamedTuple):
    """One entry: what it waives, why, and where it stands in which configuration file."""

    rule: str  # id or slug, lower case
    path: str  # real path of the file; empty: any
    text: str  # folded quoted words; empty: any
    key: str  # key path joined by dots, or a row; empty: any
    waiver: Waiver
    origin: str  # "file:line"


def entry(fields: dict[str, str], folder: str, origin: str) -> Configured:
    """The waiver that an entry of a configuration in `folder` means."""
    path = fields.get("path", "")
    return Configured(
        fields.get("rule", "").lower(),
        os.path.normpath(os.path.join(folder, path)) if path else "",
        folded(fields.get("text", "")),
        fields.get("key", ""),
        Waiver(
            fields.get("reason", "").strip(), fields.get("owner", ""), str(fields.get("until", "")), "configuration"
        ),
        origin,
    )


def folded(text: str) -> str:
    """Words in lower case with single blanks: how a quotation is compared."""
    return " ".join(text.lower().split())


def fits(waiver: Configured, finding: Finding, real: str) -> bool:
    """Whether an entry speaks of a finding in the file at a real path."""
    return (
        waiver.rule in (finding.rule.lower(), finding.slug)
        and (not waiver.path or waiver.path == real)
        and (not waiver.text or waiver.text == folded(finding.text))
        and (not waiver.key or waiver.key in (".".join(finding.path), finding.page.rpartition("#")[2]))
    )
