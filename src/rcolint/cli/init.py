"""`rcolint init`: what does this folder hold, and which configuration fits it?"""

import os

from rcolint.cli.options import Options, Parser
from rcolint.cli.streams import refuse_target, say, write_file
from rcolint.config import FILE_NAMES, PYPROJECT
from rcolint.errors import ConfigError


def run(words: list[str]) -> int:
    """Looks, says what was seen, and writes a configuration where there is none."""
    parser = Parser(
        "init",
        usage="rcolint init [options] [DIR]",
        description="Looks at a folder of copy and writes a commented .rcolint.yaml for it.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("folder", metavar="DIR", nargs="?", help="the top of the copy (the current folder)")
    parser.add_argument("--force", action="store_true", help="replace the .rcolint.yaml that is there")
    parser.add_argument("--write-hook", action="store_true", help="add the pre-commit entry as well")
    options = parser.read(words)
    return 0 if options is None else _init(options)


_EXAMPLES = """\
Examples:
  rcolint init
  rcolint init site/ --write-hook
"""


def _init(options: Options) -> int:
    from rcolint.cli.hook import FILE, add_hook, entry
    from rcolint.proposing import configuration, told
    from rcolint.surveying import survey

    folder = options.folder or "."
    if not os.path.isdir(folder):
        raise ConfigError(f"{folder}: is no folder")
    target = os.path.join(folder, FILE_NAMES[0])
    _refuse_other(folder, target, options.force)
    above = _above(folder)
    seen = survey(folder)
    if not seen.files:
        raise ConfigError(f"{folder}: holds no file that rcolint reads")
    text = configuration(seen)
    _must_hold(text)
    write_file(target, lambda stream: stream.write(text))
    lines = ["Seen:", *(f"  {line}" for line in told(seen)), "", f"{os.path.normpath(target)}: written; read it, then"]
    if above:
        lines.append(f"  {above} was heard here so far and no longer is: `extends` it where both must hold")
    lines += [f"  rcolint check {folder}", f"  rcolint baseline {folder}     (to be told of new cues only)", ""]
    if options.write_hook:
        lines.append(add_hook(folder))
    else:
        lines += [f"For pre-commit, in {FILE} (or --write-hook):", "repos:", entry().rstrip()]
    say("\n".join(lines))
    return 0


def _refuse_other(folder: str, target: str, force: bool) -> None:
    """Raises ConfigError where a configuration is there already."""
    from rcolint.config import configures

    refuse_target(target)
    if os.path.lexists(target) and not force:
        raise ConfigError(f"{target}: is there already; --force replaces it")
    for name in (*FILE_NAMES[1:], PYPROJECT):
        if configures(os.path.join(folder, name)):
            raise ConfigError(f"{os.path.join(folder, name)}: configures rcolint already, and two are refused")


def _above(folder: str) -> str:
    """The configuration of a folder above that is heard here so far, or nothing."""
    from rcolint.config import GIT, Finder

    real = os.path.realpath(folder)
    if os.path.lexists(os.path.join(real, GIT)):
        return ""
    config = Finder(lambda _config: None).config_of(real)
    return config.layers[-1].tree.shown if config else ""


def _must_hold(text: str) -> None:
    """Raises ConfigError where the proposal could not be read: nothing is written then."""
    from rcolint.config.loading import check_mapping
    from rcolint.config.schema import KEYS
    from rcolint.config.tree import parse
    from rcolint.errors import Mistake

    mistakes: list[Mistake] = []
    tree = parse(text, FILE_NAMES[0])
    check_mapping(tree, tree.root, KEYS, mistakes)
    if mistakes:
        raise ConfigError(mistakes)
