"""`rcolint check`: what do these pages say, and where does the answer go?"""

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, TextIO

from rcolint.cli.arguments import check_parser
from rcolint.cli.options import Options
from rcolint.cli.streams import OutputError, columns, tell, use_color, use_links, write_file, write_out
from rcolint.errors import ConfigError, ReadError, nearest
from rcolint.model import TIERS, FileResult, Gate, Report, Rule, Settings
from rcolint.run import Choice

STDIN_NAME = "stdin.md"


def run(words: list[str]) -> int:
    """Checks, writes every output that was asked for, and returns the exit code."""
    options = check_parser().read(words)
    if options is None:
        return 0
    settings = settings_of(options)
    formats = _formats(options)
    piped = _reads_pipe(options)
    earlier = _earlier(options)
    if options.output:
        from rcolint.cli.outputs import refuse_outputs

        refuse_outputs(options.output, options.paths, settings.exclude)
    report = _check_pipe(options, settings) if piped else _check_files(options, settings)
    if earlier is not None:
        from rcolint.against import compare

        report = compare(report, earlier, os.path.basename(options.against))
    if not piped and _tell_missing(options.paths):
        report = report._replace(exit_code=2)
    written = write_all(report, options, formats)
    if "github" in formats and os.environ.get("GITHUB_STEP_SUMMARY"):
        _write_step_summary(report)
    return max(report.exit_code, written, key=_GRAVITY.index)


_GRAVITY = (0, 1, 3, 2)
STEP_SUMMARY_LIMIT = 1_000_000  # bytes; GitHub takes 1 MiB for all that one step writes


def _formats(options: Options) -> tuple[str, ...]:
    """What goes to standard output. A GitHub workflow gets annotations, and below them what a person reads in its log."""
    if options.format:
        return (options.format,)
    return ("github", "terminal") if os.environ.get("GITHUB_ACTIONS") == "true" else ("terminal",)


def _earlier(options: Options) -> Report | None:
    if not options.against:
        if options.fail_on and options.fail_on.new:
            raise ConfigError("--fail-on new needs the report that findings are new against: --against FILE")
        return None
    from rcolint.cli.saved import read_saved

    return read_saved(options.against)


def _write_step_summary(report: Report) -> None:
    """Appends to the summary of a workflow's step; where that fails, it is told, and what was found stays what it is."""
    from rcolint.cli.streams import append_file
    from rcolint.reports import load

    try:
        append_file(
            os.environ["GITHUB_STEP_SUMMARY"],
            lambda stream: load("markdown")(report, stream, limit=STEP_SUMMARY_LIMIT),
        )
    except OutputError as error:
        tell(f"rcolint: the step summary was not written: {error}")


def settings_of(options: Options) -> Settings:
    """The settings of the run. Raises ConfigError where the options contradict each other or name no rule."""
    gate = options.fail_on or Gate()
    tier = options.tier or ("review" if gate.never else max("review", gate.tier, key=TIERS.index))
    if not gate.never and TIERS.index(gate.tier) > TIERS.index(tier):
        raise ConfigError(
            f"--fail-on {gate.severity}:{gate.tier} looks at findings that --tier {tier} leaves out; "
            f"say --tier {gate.tier}"
        )
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    if options.select or options.ignore:
        from rcolint.cli.selection import rule_ids

        rules = _rules(options)
        select, ignore = rule_ids(options.select, "--select", rules), rule_ids(options.ignore, "--ignore", rules)
    return Settings(
        options.profile,
        tier,
        gate,
        select,
        ignore,
        tuple(options.exclude),
        waivers=not options.no_waivers,
        trusted=not options.untrusted,
        built=options.built or "",
    )


def _rules(options: Options) -> Sequence[Rule]:
    """The rules that may be named: the shipped ones, and those of the configuration on the disk where it is heard."""
    if options.no_config or options.config_rev or options.paths == ["-"]:
        from rcolint.ruleset.pack import load

        return load().rules
    from rcolint.config.packs import pack_at

    return pack_at(options.paths[0] if options.paths else ".").rules


def choice_of(options: Options) -> Choice:
    """Which configuration, baseline and change are heard. Raises ConfigError where the options contradict each other."""
    given = {"profile": options.profile, "tier": options.tier, "fail-on": options.fail_on}
    if options.since and options.staged:
        raise ConfigError("--since and --staged name two different changes: give one")
    if options.untrusted and not (options.config_rev or options.no_config):
        raise ConfigError("--untrusted needs a revision to trust: --config-rev origin/main, or --no-config for none")
    if options.fail_on and options.fail_on.new:
        given["fail-on"] = None  # which findings fail is left to the configuration
    explicit = frozenset(name for name, value in given.items() if value is not None)
    return Choice(
        not options.no_config,
        explicit,
        options.config_rev or "",
        options.baseline or "",
        options.since or "",
        options.staged,
        options.language or "",
        frozenset(
            os.path.realpath(path) for path in [path for _, path in options.output] + [options.against or ""] if path
        ),
        _recorded(options),
    )


def _recorded(options: Options) -> bool:
    """Whether an output is written that may be looked at later, or compared with."""
    from rcolint.reports import SCREENS

    formats = {*_formats(options), *(name for name, _ in options.output)}
    return bool(options.against) or not formats <= set(SCREENS)


def _reads_pipe(options: Options) -> bool:
    """Whether the text comes from standard input. Raises ConfigError where it is unclear what to check."""
    paths: Sequence[str] = options.paths
    if "-" in paths:
        if len(paths) > 1:
            raise ConfigError("- stands for text from a pipe and cannot be mixed with files")
        return True
    if paths or options.staged:
        return False
    if _stdin_holds_text():
        return True
    raise ConfigError("nothing to check: name a file or a folder (rcolint check .), or - for text from a pipe")


def _stdin_holds_text() -> bool:
    from stat import S_ISFIFO, S_ISREG, S_ISSOCK

    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return S_ISFIFO(mode) or S_ISREG(mode) or S_ISSOCK(mode)


def _check_files(options: Options, settings: Settings) -> Report:
    from rcolint.api import check_paths
    from rcolint.cli.progress import Progress

    progress = Progress(sys.stderr)
    try:
        return check_paths(options.paths, settings, progress=progress, choice=choice_of(options))
    finally:
        progress.clear()


def _tell_missing(paths: Sequence[str]) -> bool:
    """Tells the named paths that do not exist, with the nearest name beside each; whether there are any."""
    missing = [path for path in paths if not _exists(path)]
    for path in missing:
        folder, name = os.path.split(path)
        try:
            near = nearest(name, os.listdir(folder or "."))
        except (OSError, ValueError):
            near = ""
        advice = f"; {near}" if near.startswith("did you") else ""
        tell(f"rcolint: {path}: no such file or folder{advice}")
    return bool(missing)


def _exists(path: str) -> bool:
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True  # there is something that cannot be looked at: the report says so
    return True


def _check_pipe(options: Options, settings: Settings) -> Report:
    from rcolint.api import check_text
    from rcolint.decoding import decode
    from rcolint.readers import SUFFIXES, language_of

    name = options.stdin_filename or STDIN_NAME
    if language_of(name) is None and not options.language:
        raise ConfigError(f"--stdin-filename {name}: no reader for this kind; known: {', '.join(sorted(SUFFIXES))}")
    piped = settings._replace(fragment=True)
    try:
        data = _stdin_bytes()
        if not data and not options.paths:
            raise ConfigError("nothing to check: no PATH was named and the pipe is empty")
        if not data.strip():
            raise ReadError("nothing came through the pipe")
        text, notices = decode(data)
    except ReadError as error:
        unread = FileResult(name, "unchecked", str(error))
        return check_text("", name, piped)._replace(files=(unread,), verdict="unchecked", exit_code=3)
    report = check_text(text, name, piped, language=options.language or "")
    if _recorded(options):
        from rcolint.provenance import of_text
        from rcolint.ruleset.pack import load

        report = of_text(report, data, load().digest)
    return report._replace(files=tuple(file._replace(notices=notices + file.notices) for file in report.files))


def _stdin_bytes() -> bytes:
    from rcolint.opening import LIMIT

    if sys.stdin is None:
        raise ReadError("standard input is closed")
    data = sys.stdin.buffer.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise ReadError(f"is over the limit of {LIMIT // (1024 * 1024)} MB")
    return data


def write_all(report: Report, options: Options, formats: Sequence[str]) -> int:
    """Writes the files, and the formats of standard output one below the other; 3 when one could not be written."""
    from rcolint.reports import FOLDERS, load_folder

    code = 0
    for name, path in options.output:
        try:
            if name in FOLDERS:
                from rcolint.cli.folders import write_folder

                write_folder(path, load_folder(name)(report, show_cancelled=options.show_cancelled))
            else:
                write_file(path, partial(_write, report, options, name, False))
        except OutputError as error:
            tell(f"rcolint: {error}")
            code = 3
    try:
        for name in formats:
            write_out(partial(_write, report, options, name, True))
    except OutputError as error:
        tell(f"rcolint: {error}")
        code = 3
    return code


def _write(report: Report, options: Options, name: str, screen: bool, stream: TextIO) -> None:
    from rcolint.reports import load

    choices: dict[str, Any] = {
        "quiet": options.quiet,
        "show_cancelled": options.show_cancelled,
        "with_copy": options.with_copy,
        "color": screen and name in PAINTED and use_color(options.color),
        "links": screen and name == "terminal" and use_links(),
        "width": columns() if screen else 80,
    }
    load(name)(report, stream, **choices)


PAINTED = ("terminal", "concise", "statistics")
