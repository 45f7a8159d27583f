"""What does a report rest on, in a few named facts?

The same facts for every format that has room for them: who made it, by which rules and settings, from which files. Empty ones
are left out. Nothing here knows a format.
"""

from rcolint import __version__
from rcolint.model import DISCLAIMER, Report
from rcolint.reports.wording import LIMITS


def facts(report: Report) -> dict[str, str]:
    """Name -> value, in the order in which a person would ask."""
    said = {
        "tool": f"rcolint {report.version or __version__}",
        "rule_pack": report.pack,
        "judged_at": report.date,
        "profile": report.settings.profile or "",
    }
    basis = report.provenance
    if basis is not None:
        dirty = {None: "", False: "the files that were read are as in it", True: "files that were read differ from it"}
        said |= {
            "rules_sha256": basis.rules,
            "settings_sha256": basis.settings,
            "inputs_sha256": basis.inputs,
            **{f"asked_{name}": value for name, value in basis.asked},
            "commit": basis.commit,
            "commit_state": dirty[basis.dirty] if basis.commit else "",
            "time": basis.time,
        }
    said |= {"limits": LIMITS, "not_legal_advice": DISCLAIMER}
    return {name: value for name, value in said.items() if value}
