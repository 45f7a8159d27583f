"""What changed since an earlier report?

A finding is new where the earlier report did not have it or had waived it, still where it had it. One that stood in a file of
another name, which this run does not know, has moved with its file. An earlier finding is fixed where its file was read again,
and nothing is said of files that were not.
"""

from collections import Counter
from collections.abc import Callable

from rcolint import __version__
from rcolint.model import Against, FileResult, Finding, Fixed, Report


def compare(report: Report, earlier: Report, name: str) -> Report:
    """The report with a standing on each finding, what was fixed, and the exit code that follows."""
    before = {f.fingerprint: f for f in earlier.findings if f.waiver is None}
    known = {file.path for file in earlier.files}
    read = {file.path for file in report.files if file.status == "checked"}
    here = {file.path for file in report.files}
    gone = (f for file in earlier.files if file.path not in here for f in file.findings if f.waiver is None)
    moved = Counter(f.claim for f in gone)
    met: set[str] = set()
    taken: Counter[str] = Counter()

    def standing(finding: Finding, path: str) -> str:
        if finding.fingerprint in before:
            met.add(finding.fingerprint)
        elif path not in known and taken[finding.claim] < moved[finding.claim]:
            taken[finding.claim] += 1
        else:
            return "" if finding.waiver else "new"
        return "waived" if finding.waiver else "still"

    files = tuple(_marked(file, standing) for file in report.files)
    marks = Counter(f.standing for file in files for f in file.findings)
    fixed = tuple(
        _fixed(f, file)
        for file in earlier.files
        if file.path in read
        for f in file.findings
        if f.waiver is None and f.fingerprint not in met
    )
    unread = max(0, len(before) - len(met) - len(fixed) - taken.total())
    against = Against(name, marks["new"], marks["still"], marks["waived"], fixed, unread, _differs(report, earlier))
    return _judged(report._replace(files=files, against=against))


def _marked(file: FileResult, standing: Callable[[Finding, str], str]) -> FileResult:
    pages = tuple(
        page._replace(findings=tuple(f._replace(standing=standing(f, file.path)) for f in page.findings))
        for page in file.pages
    )
    return file._replace(pages=pages)


def _fixed(finding: Finding, file: FileResult) -> Fixed:
    line, _ = file.lines.line_column(finding.span.start)
    text = finding.text
    return Fixed(file.path, finding.rule, finding.slug, finding.severity, finding.tier, text, line, finding.fingerprint)


def _differs(report: Report, earlier: Report) -> tuple[str, ...]:
    """What else is not as it was then, so that a finding may be new or gone without a word of copy changed."""
    found = ["version"] if (earlier.version or __version__) != (report.version or __version__) else []
    if earlier.pack != report.pack:
        found.append("rules")
    now, then = report.provenance, earlier.provenance
    if now and then and now.settings != then.settings:
        found.append("settings")
    return tuple(found)


def _judged(report: Report) -> Report:
    """The report with the exit code of a gate that may ask for new findings; what was not read still comes first."""
    if report.exit_code not in (0, 1):
        return report
    return report._replace(exit_code=int(any(map(report.settings.gate.fails, report.findings))))
