"""`rcolint test`: do the rules find what their own examples say?"""

import os

from rcolint.cli.options import Parser
from rcolint.cli.streams import say
from rcolint.errors import ConfigError

FAILED = 1


def run(words: list[str]) -> int:
    """Runs the examples of a rules folder; 1 when an example fails, 2 when the rules cannot be loaded."""
    parser = Parser(
        "test",
        usage="rcolint test [DIR]",
        description="Runs the flag and pass examples of every rule, asserting rule and span.",
    )
    parser.add_argument("folder", metavar="DIR", nargs="?", help="a folder of rules; without it, the shipped rules")
    options = parser.read(words)
    if options is None:
        return 0
    from pathlib import Path

    from rcolint.ruleset.shipped import rules_folder
    from rcolint.selftest import run as run_examples

    if options.folder is not None and not os.path.isdir(options.folder):
        raise ConfigError(f"{options.folder}: no such folder")
    folder = Path(options.folder) if options.folder is not None else rules_folder()
    failures = run_examples(folder)
    for failure in failures:
        say(str(failure))
    say(f"{len(failures)} example{'' if len(failures) == 1 else 's'} failed" if failures else "all examples hold")
    return FAILED if failures else 0
