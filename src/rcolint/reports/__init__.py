"""Which report writes which output format?

A report is `write(report, stream, **options) -> None`: it only tells what the engine found, computes no verdict and
never changes the exit code. Reports are independent of each other; what several of them need (quoting, counts, plain
words, places in a block) stands in small modules beside them.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Protocol, TextIO

from rcolint.model import Report

REPORTS = {
    "terminal": "rcolint.reports.terminal:write",
    "json": "rcolint.reports.json_v1:write",
    "html": "rcolint.reports.html:write",
    "concise": "rcolint.reports.concise:write",
    "statistics": "rcolint.reports.statistics_table:write",
    "sarif": "rcolint.reports.sarif:write",
    "github": "rcolint.reports.github:write",
    "gitlab": "rcolint.reports.gitlab:write",
    "junit": "rcolint.reports.junit:write",
    "checkstyle": "rcolint.reports.checkstyle:write",
    "rdjsonl": "rcolint.reports.rdjsonl:write",
    "markdown": "rcolint.reports.markdown:write",
    "csv": "rcolint.reports.csv_rows:write",
    "jsonl": "rcolint.reports.jsonl:write",
}
SCREENS = ("terminal", "concise", "statistics")  # read where they are written: they need no record of the run
# Reports of several files: `files(report, **options)` gives the name and the pieces of text of each.
FOLDERS = {
    "html-dir": "rcolint.reports.html.folder:files",
}


class Writer(Protocol):
    """What a report looks like to the caller."""

    def __call__(self, report: Report, stream: TextIO, **options: Any) -> None:
        """Writes a whole report to a stream. Options that a format does not know are ignored."""


def load(name: str) -> Writer:
    """The report of a name. Raises KeyError for a name that REPORTS does not list."""
    writer: Writer = _found(REPORTS[name])
    return writer


def load_folder(name: str) -> Callable[..., Iterable[tuple[str, Iterable[str]]]]:
    """The same for a report of several files. Raises KeyError for a name that FOLDERS does not list."""
    files: Callable[..., Iterable[tuple[str, Iterable[str]]]] = _found(FOLDERS[name])
    return files


def _found(dotted: str) -> Any:
    module, function = dotted.split(":")
    return getattr(import_module(module), function)
