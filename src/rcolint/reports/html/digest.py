"""Which run does a printed page belong to?

One digest over all that was read and all that was found, so that a signature speaks of one text and one set of findings. It
is the same for the same run, whatever form the report takes and whether or not it was saved in between.
"""

from hashlib import sha256

from rcolint import __version__
from rcolint.model import FileResult, Report
from rcolint.reports.quoting import shown


def digest(report: Report) -> str:
    """SHA-256 over version, rules, settings, day, the bytes of every file, and every finding: 64 hexadecimal digits."""
    run = sha256()

    def add(*values: object) -> None:
        run.update(repr(values).encode("utf-8", "surrogatepass"))

    settings = report.provenance.settings if report.provenance else [str(value) for value in report.settings]
    add(report.version or __version__, report.pack, report.date, settings, report.skipped, report.notices)
    for file in report.files:
        add(shown(file.path), file.status, file.reason, file.dropped, _read(file))
        for page in file.pages:
            statements = [(s.kind, s.required, s.status) for s in page.statements]
            found = [
                (f.rule, f.severity, f.tier, *f.span, f.message, tuple(f.waiver) if f.waiver else None)
                for f in page.findings
            ]
            add(shown(page.page.id), page.page.profile, statements, found)
    return run.hexdigest()


def _read(file: FileResult) -> str:
    """The digest of what was read of a file."""
    text = file.document.text if file.document else ""
    return file.digest or sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
