"""`rcolint verify`: do the files, the rules and the settings still say what a saved report says?"""

import json
import os

from rcolint import __version__
from rcolint.cli.options import Parser
from rcolint.cli.saved import report_in, text_of
from rcolint.cli.streams import say
from rcolint.errors import ConfigError
from rcolint.model import FileResult, Gate, Provenance, Report, Settings

SAME, DIFFERS = 0, 1


def run(words: list[str]) -> int:
    """Reads the files again and says what differs; 0 where nothing does, 1 where something does."""
    parser = Parser(
        "verify",
        usage="rcolint verify [--root FOLDER] REPORT",
        description="Reads the files of a saved report again, checks them as it says, and tells what differs.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("report", metavar="REPORT", nargs="?", help="what -o json=FILE or -o html=FILE wrote")
    parser.add_argument("--root", metavar="FOLDER", help="where its paths start (the repository around this folder)")
    options = parser.read(words)
    if options is None:
        return 0
    if options.report is None:
        parser.error("which report is to be verified?")
    text = text_of(options.report)
    report = report_in(text, options.report)
    basis = report.provenance
    if basis is None:
        raise ConfigError(f"{options.report}: holds no record of what it rests on, so nothing can be compared")
    found = [*_edited(text, report), *_compared(report, basis, _root(options.root))]
    for line in found:
        say(line)
    say(_verdict(report, found))
    return DIFFERS if found else SAME


_EXAMPLES = """\
Examples:
  rcolint check site/ -o json=report.json
  rcolint verify report.json

Exit codes: 0 nothing differs, 1 something does, 2 it is no report, or one that
holds no record.
"""


def _root(folder: str | None) -> str:
    from rcolint.files import root_of

    if folder is not None and not os.path.isdir(folder):
        raise ConfigError(f"--root {folder}: is no folder")
    return os.path.realpath(folder) if folder else root_of(os.path.realpath(".")) or os.path.realpath(".")


def _edited(text: str, report: Report) -> list[str]:
    """Whether the report says what follows from its own findings."""
    from rcolint.reports.json_v1 import tell

    content = json.loads(text)
    told = tell(report, with_copy=any("copy" in file for file in content["files"]))
    differing = sorted(name for name in {*told, *content} if told.get(name) != content.get(name))
    if not differing:
        return []
    return [f"report: its {', '.join(differing)} do not follow from the findings that it lists; it was changed by hand"]


def _compared(report: Report, basis: Provenance, root: str) -> list[str]:
    from rcolint.ruleset.pack import load

    found = []
    if (report.version or __version__) != __version__:
        found.append(f"rcolint: the report is of {report.version}, this is {__version__}")
    if basis.rules != load().digest:
        found.append(f"rules: the report has {basis.rules[:12]}, these are {load().digest[:12]}")
    there = [file for file in report.files if _inside(root, file.path)]
    again = _again(report, basis, root, [_inside(root, file.path) for file in there])
    if again.provenance and again.provenance.settings != basis.settings:
        found.append("settings: options, configuration or baseline are not what they were")
    then_sources, now_sources = dict(basis.sources), dict(again.provenance.sources if again.provenance else ())
    for path in sorted({*then_sources, *now_sources}):
        if then_sources.get(path) != now_sources.get(path):
            found.append(f"{path}: copy is taken from it, and it is not what it was")
    now = {file.path: file for file in again.files}
    for file in report.files:
        found += _file_differs(file, now.get(file.path))
    return found


def _inside(root: str, path: str) -> str:
    """The real path of a file of the report, or nothing where there is none below the root."""
    real = os.path.join(root, path)
    below = not os.path.isabs(path) and ".." not in path.split("/")
    return real if below and os.path.lexists(real) else ""


def _again(report: Report, basis: Provenance, root: str, paths: list[str]) -> Report:
    """The same check of the files that are still there, judged at the same day."""
    from rcolint.api import check_paths
    from rcolint.provenance import gate_of
    from rcolint.run import Choice

    asked = dict(basis.asked)
    gate = gate_of(asked["fail-on"]) if "fail-on" in asked else Gate()
    tier = asked.get("tier") or ("review" if gate.never else _at_least_review(gate))
    settings = Settings(
        report.settings.profile,
        tier,
        gate,
        report.settings.select,
        report.settings.ignore,
        today=report.date,
        waivers="waivers" not in asked,
        trusted="content" not in asked,
        built=os.path.join(root, asked["built"]) if "built" in asked else "",
    )
    choice = Choice(
        "configuration" not in asked,
        frozenset(asked) & {"profile", "tier", "fail-on"},
        asked.get("config-rev", ""),
        os.path.join(root, asked["baseline"]) if "baseline" in asked else "",
        asked.get("since", ""),
        "staged" in asked,
        asked.get("language", ""),
        recorded=True,
    )
    return check_paths(paths, settings, choice=choice)


def _at_least_review(gate: Gate) -> str:
    from rcolint.model import TIERS

    return max("review", gate.tier, key=TIERS.index)


def _file_differs(then: FileResult, now: FileResult | None) -> list[str]:
    """What is not as it was in one file."""
    if now is None:
        return [f"{then.path}: is not there any more"]
    if then.digest != now.digest:
        return [f"{then.path}: its content is not what was read"]
    if then.status != now.status or then.reason != now.reason:
        return [f"{then.path}: was {then.status}, is {now.status}"]
    before, after = _told(then), _told(now)
    gone, come = before - after, after - before
    found = [f"{then.path}: {_words(one)} stands in the report and is not found" for one in sorted(gone)]
    found += [f"{then.path}: {_words(one)} is found and does not stand in the report" for one in sorted(come)]
    return found or (
        [f"{then.path}: its statement was {then.statement}, is {now.statement}"] * (then.statement != now.statement)
    )


Told = tuple[int, int, str, str, str, bool]


def _told(file: FileResult) -> set[Told]:
    lines = file.lines
    return {(*lines.line_column(f.span.start), f.rule, f.severity, f.tier, f.waiver is not None) for f in file.findings}


def _words(one: Told) -> str:
    line, column, rule, severity, tier, waived = one
    return f"{rule} at {line}:{column} ({severity}, tier {tier}{', waived' if waived else ''})"


def _verdict(report: Report, found: list[str]) -> str:
    files = f"{len(report.files)} file{'s' if len(report.files) != 1 else ''}"
    if found:
        return f"The report does not hold: {len(found)} difference{'s' if len(found) != 1 else ''} in {files}."
    return f"Nothing differs: {files}, the rules, the settings and the findings are what the report says."
