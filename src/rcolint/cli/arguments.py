"""What was asked for on the command line, and what is wrong with it?

argparse reads the words; its errors become author mistakes that name the nearest known option. Nothing here reads a
file or knows a rule.
"""

from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import Any, NoReturn

from rcolint.cli.streams import say
from rcolint.errors import ConfigError, Mistake, nearest
from rcolint.model import PROFILES, SEVERITIES, TIERS, Gate


class Parser(ArgumentParser):
    """An argument parser that raises ConfigError instead of leaving the program."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(
            prog=f"rcolint {name}", formatter_class=_formatter, allow_abbrev=False, add_help=False, **options
        )
        self._positionals.title = "Arguments"
        self._optionals.title = "Options"

    def read(self, words: Sequence[str]) -> Namespace | None:
        """The parsed words, or None when only help was asked for. Raises ConfigError for wrong words."""
        self.add_argument("--debug", action="store_true", help="show a traceback for an internal error")
        self.add_argument("-h", "--help", action="store_true", help="show this help")
        # argparse forgets "--" when options may stand between the positionals, so what follows it is kept apart.
        ends = words.index("--") if "--" in words else len(words)
        if any(word in ("-h", "--help") for word in words[:ends]):
            say(self.format_help().rstrip())
            return None
        options, unknown = self.parse_known_intermixed_args(list(words[:ends]))
        unknown += self._placed(options, list(words[ends + 1 :]))
        if unknown:
            word = unknown[0].split("=")[0]
            if not word.startswith("-"):
                self.error(f"unexpected argument '{word}'")
            known = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
            self.error(f"unknown option '{word}': {nearest(word, known)}")
        return options

    def _placed(self, options: Namespace, words: list[str]) -> list[str]:
        """Puts words that are no options into the positionals; returns those that have no place."""
        for action in self._actions:
            if not action.option_strings and words:
                if action.nargs == "*":
                    setattr(options, action.dest, [*getattr(options, action.dest), *words])
                    return []
                if getattr(options, action.dest) is None:
                    setattr(options, action.dest, words.pop(0))
        return words

    def error(self, message: str) -> NoReturn:
        """Called by argparse."""
        raise ConfigError([Mistake(message.removeprefix("argument "), hint=f"{self.prog} --help shows what it takes")])


def _formatter(prog: str) -> RawDescriptionHelpFormatter:
    # A fixed width: argparse would import shutil to ask for it, in every run.
    return RawDescriptionHelpFormatter(prog, max_help_position=26, width=80)


def one_of(what: str, known: Sequence[str]) -> Any:
    """An argument type that accepts the known words and names the nearest otherwise."""

    def accept(word: str) -> str:
        if word not in known:
            raise ArgumentTypeError(f"unknown {what} '{word}': {nearest(word, known)}")
        return word

    return accept


def gate(word: str) -> Gate:
    """The argument type of --fail-on: SEVERITY, SEVERITY:TIER or never."""
    if word == "never":
        return Gate(never=True)
    severity, _, tier = word.partition(":")
    one_of("severity", (*SEVERITIES, "never"))(severity)
    return Gate(severity, one_of("tier", TIERS)(tier) if tier else "gate")


class Output(Action):
    """The repeated -o FORMAT=FILE."""

    def __call__(self, _parser: ArgumentParser, namespace: Namespace, values: Any, _option: str | None = None) -> None:
        """Called by argparse."""
        from rcolint.reports import REPORTS

        name, sign, path = str(values).partition("=")
        if not sign:
            raise ConfigError(f"-o {values}: say which format, as in -o html=report.html")
        if name not in REPORTS:
            raise ConfigError(f"-o {values}: unknown format '{name}': {nearest(name, tuple(REPORTS))}")
        outputs = getattr(namespace, self.dest) or []
        setattr(namespace, self.dest, [*outputs, (name, path)])


def check_parser() -> Parser:
    """The parser of `rcolint check`."""
    from rcolint.readers import READERS
    from rcolint.reports import REPORTS

    parser = Parser(
        "check",
        usage="rcolint check [options] [PATH ... | -]",
        description="Finds risk cues in pages, folders or text from a pipe.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; - reads text from a pipe")
    add = parser.add_argument_group("What is read").add_argument
    add("--exclude", action="append", default=[], metavar="PATTERN", help="leave files out, as in .gitignore")
    languages = tuple(sorted(READERS))
    add(
        "--language",
        type=one_of("language", languages),
        metavar="NAME",
        help=_LANGUAGE + ", ".join(languages),
    )
    add("--stdin-filename", metavar="NAME", help="the name of the piped text; its suffix says how to read it")
    add("--no-config", action="store_true", help="do not look for configuration files")
    add("--staged", action="store_true", help="what is staged in Git; without PATH, every staged file")
    add("--since", metavar="REV", help="only findings on lines that changed since a revision")
    add = parser.add_argument_group("What counts").add_argument
    add("--profile", type=one_of("profile", PROFILES), metavar="NAME", help=f"what is sold: {', '.join(PROFILES)}")
    add("--tier", type=one_of("tier", TIERS), metavar="TIER", help="how much to show: gate, review (default), audit")
    add("--fail-on", type=gate, metavar="SEVERITY[:TIER]", help=_FAIL_ON)
    add("--select", action="append", default=[], metavar="RULE", help="only these rules, by id, slug or family")
    add("--ignore", action="append", default=[], metavar="RULE", help="not these rules")
    add("--baseline", metavar="FILE", help="findings that were there before (.rcolint-baseline.json)")
    add("--no-waivers", action="store_true", help="show what waivers and the baseline silence")
    add("--untrusted", action="store_true", help="hear no waiver or profile in the content")
    add("--config-rev", metavar="REV", help="take configuration and baseline from a revision")
    add = parser.add_argument_group("What is written").add_argument
    formats = ", ".join(REPORTS)
    known = one_of("format", tuple(REPORTS))
    add("--format", type=known, default="terminal", metavar="FORMAT", help=f"of standard output: {formats}")
    add("-o", "--output", action=Output, default=[], metavar="FORMAT=FILE", help="write a report; may be repeated")
    add("-q", "--quiet", action="store_true", help="only the summary")
    add("--show-cancelled", action="store_true", help="list matches that their context took back")
    add("--with-copy", action="store_true", help="put the whole copy into the JSON")
    add("--color", type=one_of("choice", ("auto", "always", "never")), default="auto", metavar="WHEN", help=_COLOR)
    return parser


_LANGUAGE = "how to read the files that are named, or the pipe, whatever their suffix: "
_FAIL_ON = "what makes the exit code 1: error:gate (default), warning, note:audit, ... or never"
_COLOR = "auto (default), always or never; NO_COLOR and FORCE_COLOR are heard"
_EXAMPLES = """\
Examples:
  rcolint check site/ --profile supplement
  rcolint check . --exclude 'drafts/' --fail-on warning:review
  rcolint check page.md --format json -o html=report.html
  git show HEAD:page.md | rcolint check - --stdin-filename page.md

Exit codes: 0 nothing that fails the gate, 1 findings that fail it, 2 wrong use
or a path that does not exist, 3 something that should have been read was not.
"""
