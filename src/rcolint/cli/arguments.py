"""What was asked for on the command line, and what is wrong with it?

The table of what `rcolint check` takes, and what its words mean. Nothing here reads a file or knows a rule.
"""

from collections.abc import Sequence
from typing import Any

from rcolint.cli.options import Parser, WordError
from rcolint.errors import ConfigError, nearest
from rcolint.model import PROFILES, SEVERITIES, TIERS, Gate


def one_of(what: str, known: Sequence[str]) -> Any:
    """An argument type that accepts the known words and names the nearest otherwise."""

    def accept(word: str) -> str:
        if word not in known:
            raise WordError(f"unknown {what} '{word}': {nearest(word, known)}")
        return word

    return accept


def gate(word: str) -> Gate:
    """The argument type of --fail-on: SEVERITY, SEVERITY:TIER, new or never."""
    if word in ("never", "new"):
        return Gate(never=word == "never", new=word == "new")
    severity, _, tier = word.partition(":")
    one_of("severity", (*SEVERITIES, "new", "never"))(severity)
    return Gate(severity, one_of("tier", TIERS)(tier) if tier else "gate")


def output(word: str) -> tuple[str, str]:
    """The argument type of -o: FORMAT=FILE."""
    from rcolint.reports import FOLDERS, REPORTS

    name, sign, path = word.partition("=")
    if not sign:
        raise ConfigError(f"-o {word}: say which format, as in -o html=report.html")
    if name not in REPORTS and name not in FOLDERS:
        raise ConfigError(f"-o {word}: unknown format '{name}': {nearest(name, (*REPORTS, *FOLDERS))}")
    return name, path


def check_parser() -> Parser:
    """The parser of `rcolint check`."""
    from rcolint.readers import READERS

    parser = Parser(
        "check",
        usage="rcolint check [options] [PATH ... | -]",
        description="Finds risk cues in pages, folders or text from a pipe.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; - reads text from a pipe")
    add = parser.add_argument_group("What is read").add_argument
    add("--exclude", action="append", metavar="PATTERN", help="leave files out, as in .gitignore")
    languages = tuple(sorted(READERS))
    add(
        "--language",
        type=one_of("language", languages),
        metavar="NAME",
        help=_LANGUAGE + ", ".join(languages),
    )
    add("--stdin-filename", metavar="NAME", help="the name of the piped text; its suffix says how to read it")
    add("--built", metavar="DIR", help="the finished site: its pages decide about statements")
    add("--no-config", action="store_true", help="do not look for configuration files")
    add("--staged", action="store_true", help="what is staged in Git; without PATH, every staged file")
    add("--since", metavar="REV", help="only findings on lines that changed since a revision")
    add = parser.add_argument_group("What counts").add_argument
    add("--profile", type=one_of("profile", PROFILES), metavar="NAME", help=f"what is sold: {', '.join(PROFILES)}")
    add("--tier", type=one_of("tier", TIERS), metavar="TIER", help="how much to show: gate, review (default), audit")
    add("--fail-on", type=gate, metavar="SEVERITY[:TIER]", help=_FAIL_ON)
    add("--select", action="append", metavar="RULE", help="only these rules, by id, slug or family")
    add("--ignore", action="append", metavar="RULE", help="not these rules")
    add("--baseline", metavar="FILE", help="findings that were there before (.rcolint-baseline.json)")
    add("--against", metavar="FILE", help="tell what changed since a saved JSON or HTML report")
    add("--no-waivers", action="store_true", help="show what waivers and the baseline silence")
    add("--untrusted", action="store_true", help="hear no waiver or profile in the content")
    add("--config-rev", metavar="REV", help="take configuration and baseline from a revision")
    add_written(parser)
    return parser


def add_written(parser: Parser) -> None:
    """Declares what is written, and how it looks."""
    from rcolint.reports import REPORTS

    add = parser.add_argument_group("What is written").add_argument
    formats = ", ".join(REPORTS)
    known = one_of("format", tuple(REPORTS))
    add("--format", type=known, metavar="FORMAT", help=f"of standard output: {formats}")
    add("-o", "--output", action="append", type=output, metavar="FORMAT=FILE", help=_OUTPUT)
    add("-q", "--quiet", action="store_true", help="only the summary")
    add("--show-cancelled", action="store_true", help="list matches that their context took back")
    add("--with-copy", action="store_true", help="put the whole copy into the JSON")
    add("--color", type=one_of("choice", ("auto", "always", "never")), default="auto", metavar="WHEN", help=_COLOR)


_LANGUAGE = "how to read the files that are named, or the pipe, whatever their suffix: "
_FAIL_ON = "what makes the exit code 1: error:gate (default), warning, note:audit, ..., never, or new (with --against)"
_COLOR = "auto (default), always or never; NO_COLOR and FORCE_COLOR are heard"
_OUTPUT = "write a report; may be repeated; html-dir=FOLDER writes a folder for a web server"
_EXAMPLES = """\
Examples:
  rcolint check site/ --profile supplement
  rcolint check . --exclude 'drafts/' --fail-on warning:review
  rcolint check page.md --format json -o html=report.html
  git show HEAD:page.md | rcolint check - --stdin-filename page.md

Exit codes: 0 nothing that fails the gate, 1 findings that fail it, 2 wrong use
or a path that does not exist, 3 something that should have been read was not.
"""
