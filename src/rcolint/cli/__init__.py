"""Which command was asked for, and what is the exit code?

The command line is the only place that prints or exits. Each command stands in its own module and is imported when it
is asked for, since every hook run pays for what is imported.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from rcolint.cli.streams import OutputError, finish, say, tell
from rcolint.errors import AuthorError, ConfigError, ReadError, nearest

FINDINGS, WRONG_USE, UNCHECKED, INTERRUPTED = 1, 2, 3, 130
COMMANDS = {
    "init": "look at a folder and write a configuration for it",
    "check": "find risk cues in pages, folders or piped text",
    "report": "write a saved report in other formats",
    "verify": "read the files of a saved report again and say what differs",
    "fix": "put the statement that a page lacks into Markdown and HTML",
    "rules": "list the rules: severity, tier and where they differ by profile",
    "explain": "why a rule exists, its legal basis, what to write instead",
    "baseline": "write down what is there today, so that only new findings fail",
    "config": "show the settings that apply to a file, and who said so",
    "test": "run the examples that the rules carry with them",
}
HELP = """\
rcolint finds risk cues in product copy: words that a regulator would quote.

  rcolint check site/                       check a folder of pages
  rcolint check page.md -o html=report.html write a report for counsel as well
  pbpaste | rcolint check -                 check text from a pipe
  rcolint explain RCO101                    what a rule means and why

Commands:
{commands}

Options:
  --version    show the version
  --help       show this help; rcolint COMMAND --help shows that of a command
  --debug      show a traceback when something goes wrong inside rcolint

Exit codes: 0 nothing that fails the gate, 1 findings that fail it, 2 wrong use
or a path that does not exist, 3 something that should have been read was not.
Not legal advice. Risk cues for human review.
"""


def main(words: Sequence[str] | None = None) -> int:
    """Runs a command line and returns the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    gc.disable()  # starting up makes no garbage; `api` collects again once there is more than one file to check
    try:
        return finish(_run(given))
    except KeyboardInterrupt:
        tell("rcolint: interrupted")
        return INTERRUPTED
    except AuthorError as error:
        for mistake in error.mistakes:
            tell(f"rcolint: {mistake}")
        return WRONG_USE
    except (ReadError, OutputError) as error:
        tell(f"rcolint: {error}")
        return UNCHECKED
    except Exception as error:
        return _internal_error(error, "--debug" in given)


def entry() -> NoReturn:
    """The console script: ends the process at once, because by now all is written and tearing down costs a tenth of a run."""
    code = main()
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody reads it any more
    os._exit(code)


def _run(words: list[str]) -> int:
    rest = [word for word in words if word != "--debug"] if words[:1] == ["--debug"] else words
    if not rest or rest[0] in ("-h", "--help", "help"):
        return _help(rest)
    if rest[0] in ("-V", "--version", "version"):
        from rcolint import __version__

        say(f"rcolint {__version__}")
        return 0
    if rest[0] not in COMMANDS:
        raise ConfigError(f"unknown command '{rest[0]}': {_advice(rest[0])}")
    run: Callable[[list[str]], int] = import_module(f"rcolint.cli.{rest[0]}").run
    return run(rest[1:])


def _help(words: list[str]) -> int:
    if len(words) > 1 and words[1] in COMMANDS:
        return _run([words[1], "--help"])
    say(HELP.format(commands="\n".join(f"  {name:10}{what}" for name, what in COMMANDS.items())).rstrip())
    return 0 if words else WRONG_USE


def _advice(word: str) -> str:
    from os.path import lexists

    if lexists(word) or word == "-":
        return f"did you mean 'rcolint check {word}'?"
    return nearest(word, tuple(COMMANDS))


def _internal_error(error: Exception, debug: bool) -> int:
    if debug:
        import traceback

        tell("".join(traceback.format_exception(error)).rstrip())
    else:
        told = " ".join(str(error).split())[:200]
        tell(f"rcolint: internal error: {type(error).__name__}: {told}".rstrip(": "))
        tell("rcolint: nothing can be said about the files; rerun with --debug for the details")
    return UNCHECKED
