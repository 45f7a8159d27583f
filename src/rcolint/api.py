"""How does a program use rcolint?

Two calls: a text, or paths. Both return the same Report that the command line prints.
"""

import gc
import os
import time
from collections.abc import Callable, Sequence
from functools import partial

from rcolint import readers
from rcolint.deadline import within_deadline
from rcolint.engine import Judge, check_document, prepare, report
from rcolint.errors import ReadError
from rcolint.files import Source, collect
from rcolint.model import Borrowings, Document, FileResult, Reading, Report, Settings
from rcolint.ruleset.pack import Pack, load
from rcolint.run import Choice, Run

Progress = Callable[[int, int, str], None]


def check_text(
    text: str,
    path: str = "text.md",
    settings: Settings | None = None,
    pack: Pack | None = None,
    language: str = "",
) -> Report:
    """Checks one decoded text. `language` or the suffix of `path` says how it is read; else it is read as plain text."""
    settings = (settings or Settings())._replace(today=_today())
    judge = prepare(pack or load(), settings)
    document = Document(path, text, language or readers.language_of(path) or "text")
    return report([_checked(document, judge, settings)], judge, settings, date=settings.today)


def check_paths(
    paths: Sequence[str],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    choice: Choice | None = None,
) -> Report:
    """Checks files and folders. `progress` is told (files done, files in all, the path at hand).

    `choice` says which configuration, baseline and change are heard. Paths that do not exist are unchecked files in the
    report; the command line makes wrong use of them. Raises ConfigError for a configuration, a baseline or a revision that
    cannot be accepted.
    """
    pack = load()
    settings = settings or Settings()
    settings = settings._replace(today=settings.today or _today())
    run = Run(pack, settings, choice or Choice(), paths)
    heard = run.choice
    collected = collect(run.paths, settings.exclude, run.excludes, run.excludes_named, heard.language, heard.outputs)
    results = [FileResult(u.shown, "unchecked", u.reason) for u in collected.unchecked]
    results += [FileResult(path, "unchecked", "does not exist") for path in collected.missing]
    for done, source in enumerate(collected.files):
        if progress:
            progress(done, len(collected.files), source.shown)
        results.append(_result(run, source))
        if done == 1 and not gc.isenabled():
            collect_again()  # the command line starts without; many files are worth it
    results, baseline = run.finished(results)
    notices = (*collected.notices, *run.notices())
    whole = report(results, run.whole(), run.settings, collected.skipped, notices, settings.today)
    return whole._replace(baseline=baseline, provenance=run.provenance(), reasons=collected.reasons)


def _result(run: Run, source: Source) -> FileResult:
    judge, settings = run.of_file(source.path)
    try:
        document = run.read(source, settings)
    except ReadError as error:
        result = FileResult(source.shown, "unchecked", str(error), real=source.path)
    else:
        borrow = partial(run.borrowed, source.path, settings)
        result = run.settled(_checked(document, judge, settings, borrow)._replace(real=source.path), source.path)
    return run.ledger.marked(result, source.path) if run.ledger else result


def collect_again() -> None:
    """Collects garbage again, but what is loaded is no garbage, and one page makes thousands of objects that stay."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 50)
    gc.enable()


def _checked(
    document: Document, judge: Judge, settings: Settings, borrow: Callable[[Reading], Borrowings | None] | None = None
) -> FileResult:
    def check() -> FileResult:
        reading = readers.read(document, settings.keys)
        return check_document(document, reading, judge, settings, partial(borrow, reading) if borrow else None)

    try:
        return within_deadline(check, len(document.text), settings.seconds)
    except ReadError as error:
        return FileResult(document.path, "unchecked", str(error), document=document, notices=document.notices)
    except RecursionError:
        return FileResult(document.path, "unchecked", "is nested too deeply to be read", notices=document.notices)


def _today() -> str:
    """The day the check is judged at: SOURCE_DATE_EPOCH where it is set, else today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdigit() else time.time()))
