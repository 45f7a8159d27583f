"""Which findings say the same in several places, and which of them is told?

Backups, locales and components that stand on every page repeat a sentence; it is told once, with all its places. What is
said of a page as a whole (its statement) is told for each page.
"""

from rcolint.model import FileResult, Finding, Report

Told = tuple[FileResult, Finding]


class Repeats:
    """The findings of a report by what they say: the same rule, weight, message and sentence."""

    def __init__(self, report: Report) -> None:
        groups: dict[tuple[str, ...], list[Told]] = {}
        for file in report.files:
            for finding in file.findings:
                if finding.waiver is None and finding.family != "statement":
                    said = finding.digests[1] if finding.digests else finding.sentence  # a digest is dear to make
                    key = (finding.rule, said, finding.severity, finding.tier, finding.message)
                    groups.setdefault(key, []).append((file, finding))
        self.groups = [group for group in groups.values() if len(group) > 1]
        self._of = {id(finding): group for group in self.groups for _, finding in group}

    def first(self, finding: Finding) -> Told | None:
        """The finding that is told in place of this one; None where it is told itself."""
        group = self._of.get(id(finding))
        return group[0] if group and group[0][1] is not finding else None

    def others(self, finding: Finding) -> list[Told]:
        """The other places of a finding that is told."""
        group = self._of.get(id(finding))
        return group[1:] if group and group[0][1] is finding else []

    @property
    def spared(self) -> int:
        """How many findings are told with another one."""
        return sum(len(group) - 1 for group in self.groups)
