"""`rcolint baseline`: which findings are there today, so that only new ones fail from now on?"""

import os
import sys

from rcolint.cli.arguments import one_of
from rcolint.cli.options import Options, Parser
from rcolint.cli.streams import refuse_target, say, write_file
from rcolint.errors import ConfigError
from rcolint.model import BASELINE_FILE, PROFILES, Settings
from rcolint.waivers.baseline import Entry


def run(words: list[str]) -> int:
    """Writes the baseline, or shrinks the one that is there; 1 where it would have to grow."""
    parser = Parser(
        "baseline",
        usage="rcolint baseline [options] [PATH ...]",
        description="Writes down the findings of today. Later checks fail on new ones only.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (the current folder)")
    parser.add_argument("--baseline", metavar="FILE", help=f"where it is kept ({BASELINE_FILE} at the root)")
    parser.add_argument("--accept-new", metavar="REASON", help="let the list grow, and say why")
    parser.add_argument("--profile", type=one_of("profile", PROFILES), metavar="NAME", help="what is sold")
    options = parser.read(words)
    if options is None:
        return 0
    return _write(options)


_EXAMPLES = """\
Examples:
  rcolint baseline site/
  rcolint baseline site/ --accept-new 'archive of 2019, counsel has it'
"""


def _write(options: Options) -> int:
    from rcolint.api import check_paths
    from rcolint.cli.progress import Progress
    from rcolint.files import root_of
    from rcolint.run import Choice
    from rcolint.waivers import baseline

    paths = options.paths or ["."]
    target = options.baseline or os.path.join(root_of(os.path.realpath(paths[0])) or ".", BASELINE_FILE)
    before = _before(target)
    explicit = frozenset({"profile"} if options.profile else ())
    progress = Progress(sys.stderr)
    try:
        # The old baseline must not silence anything here; other waivers hold.
        report = check_paths(
            paths, Settings(options.profile), progress=progress, choice=Choice(True, explicit, baseline=os.devnull)
        )
    finally:
        progress.clear()
    if report.unchecked:
        first = report.unchecked[0]
        raise ConfigError(f"{first.path}: {first.reason}; a baseline is written only when everything was read")
    entries = baseline.updated(report.files, before, report.date, options.accept_new or "")
    refuse_target(target)
    write_file(target, lambda stream: stream.write(baseline.written(entries)) and None)
    say(_told(target, entries, before))
    return 0


def _before(target: str) -> tuple[Entry, ...] | None:
    from rcolint.errors import ReadError
    from rcolint.opening import read_bytes
    from rcolint.waivers.baseline import read

    if not os.path.lexists(target):
        return None
    try:
        return read(read_bytes(target).decode("utf-8", "replace"), target)
    except ReadError as error:
        raise ConfigError(f"{target}: {error}") from None


def _told(target: str, entries: tuple[Entry, ...], before: tuple[Entry, ...] | None) -> str:
    name = os.path.relpath(target)
    if before is None:
        return f"{name}: {len(entries)} findings written down; from now on only new ones fail"
    added, gone = len(set(entries) - set(before)), len(set(before) - set(entries))
    return f"{name}: {len(entries)} findings ({added} added, {gone} gone)"
