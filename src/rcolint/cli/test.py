"""`rcolint test`: do the rules find what their own examples say?

Without a folder: the shipped rules, and the own rules of the configuration that applies in the current folder, which run with
the word lists as it changes them.
"""

import os
from typing import TYPE_CHECKING

from rcolint.cli.options import Parser
from rcolint.cli.streams import say
from rcolint.errors import ConfigError

if TYPE_CHECKING:
    from rcolint.selftest import Failure

FAILED = 1


def run(words: list[str]) -> int:
    """Runs the examples of a rules folder; 1 when an example fails, 2 when the rules cannot be loaded."""
    parser = Parser(
        "test",
        usage="rcolint test [DIR]",
        description="Runs the flag and pass examples of every rule, asserting rule and span.",
    )
    parser.add_argument(
        "folder", metavar="DIR", nargs="?", help="a folder of rules; without it, the shipped and your own"
    )
    options = parser.read(words)
    if options is None:
        return 0
    from pathlib import Path

    from rcolint.selftest import run as run_examples

    if options.folder is not None and not os.path.isdir(options.folder):
        raise ConfigError(f"{options.folder}: no such folder")
    failures = run_examples(Path(options.folder)) if options.folder is not None else [*run_examples(), *_own()]
    for failure in failures:
        say(str(failure))
    say(f"{len(failures)} example{'' if len(failures) == 1 else 's'} failed" if failures else "all examples hold")
    return FAILED if failures else 0


def _own() -> "list[Failure]":
    """The failures of the own rules of the configuration."""
    from rcolint.config.origin import Disk
    from rcolint.config.packs import Packs, changes_of, config_at
    from rcolint.ruleset.pack import load

    packs = Packs(load())
    config = config_at(".", packs)
    if config is None or not config.nodes("rule-folders"):
        return []
    from rcolint.ruleset.changed import own_rules
    from rcolint.selftest import run_rules

    return run_rules(own_rules(changes_of(config, Disk())), packs.of(config))
