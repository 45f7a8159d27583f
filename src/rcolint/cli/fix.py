"""`rcolint fix`: which pages lack their statement, and may it be put in?"""

import os
import sys
from difflib import unified_diff

from rcolint.cli.arguments import one_of
from rcolint.cli.options import Options, Parser
from rcolint.cli.streams import is_terminal, replace_file, say, tell
from rcolint.errors import ConfigError
from rcolint.mending import Mend, Mending, look
from rcolint.model import PROFILES, Settings
from rcolint.reports.wording import plural


def run(words: list[str]) -> int:
    """Shows what would be put in, asks, and writes. 1 where a page still lacks its statement."""
    parser = Parser(
        "fix",
        usage="rcolint fix [options] PATH ...",
        description="Puts the statement that a page lacks into Markdown and HTML. Changes no other word.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--profile", type=one_of("profile", PROFILES), metavar="NAME", help="what is sold")
    parser.add_argument("--no-config", action="store_true", help="do not look for configuration files")
    options = parser.read(words)
    if options is None:
        return 0
    if not options.paths:
        parser.error("name the pages or folders")
    return _fix(options)


_EXAMPLES = """\
Examples:
  rcolint fix products/velorin.md
  rcolint fix supplements/ --profile supplement --yes

Exit codes: 0 every page has its statement, 1 some still lack it, 2 wrong use,
3 something could not be read. A statement takes no claim back.
"""


def _fix(options: Options) -> int:
    from rcolint.run import Choice

    missing = [path for path in options.paths if not os.path.lexists(path)]
    if missing:
        raise ConfigError(f"{missing[0]}: no such file or folder")
    explicit = frozenset({"profile"} if options.profile else ())
    found = look(options.paths, Settings(options.profile), Choice(not options.no_config, explicit))
    for one in (*found.unread, *found.unmended):
        tell(f"rcolint: {one.shown}: {one.reason}")
    for mend in found.mends:
        say(_diff(mend))
    written = bool(found.mends) and _may_write(options, len(found.mends))
    if written:
        for mend in found.mends:
            replace_file(mend.path, mend.before, mend.after)
    say(_summary(found, written))
    if found.unread:
        return 3
    return 1 if found.unmended or (found.mends and not written) else 0


def _diff(mend: Mend) -> str:
    """The change, line by line; line breaks are left out, they are those of the file."""
    before, after = _lines(mend.text_before), _lines(mend.text_after)
    lines = unified_diff(before, after, f"a/{mend.shown}", f"b/{mend.shown}", lineterm="")
    return "\n".join([f"{mend.shown}: profile {mend.profile}", *lines]) + "\n"


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _may_write(options: Options, count: int) -> bool:
    if options.yes:
        return True
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        tell("rcolint: nothing is written without --yes where nobody can be asked")
        return False
    say(f"Write {plural(count, 'file')}? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _summary(found: Mending, written: bool) -> str:
    done = len(found.mends) if written else 0
    left = len(found.mends) - done + len(found.unmended)
    lines = [f"{plural(found.pages, 'page')}: {plural(done, 'statement')} put in, {left} still missing"]
    stay = sum(mend.stay for mend in found.mends)
    if stay:
        lines.append(f"{plural(stay, 'cue')} on these pages, not mended by this: a statement takes no claim back")
    return "\n".join(lines)
