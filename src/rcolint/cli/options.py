"""Which options and which paths do the words of a command line hold?

Declared and read as argparse would, which lays out the help and nothing else: importing it, with its translations and
locales, costs a hook run more than all that is read here. Nothing here knows a command.
"""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, NoReturn

from rcolint.cli.streams import say
from rcolint.errors import ConfigError, Mistake, nearest

Options = SimpleNamespace  # what was asked for, by the long name of each option


class WordError(Exception):
    """Raised by the type of an argument for a word that it does not accept."""


class Argument:
    """An option with its flags, or a positional. `action` is store, store_true or append; `nargs` is "*", "?" or ""."""

    __slots__ = ("action", "default", "dest", "flags", "help", "metavar", "nargs", "type")

    def __init__(
        self,
        *flags: str,
        action: str = "store",
        default: Any = None,
        type: Callable[[str], Any] = str,
        nargs: str = "",
        metavar: str = "",
        help: str = "",
    ) -> None:
        self.flags = flags
        self.dest = flags[-1].lstrip("-").replace("-", "_")
        self.action = action
        self.default = False if action == "store_true" else [] if action == "append" or nargs == "*" else default
        self.type = type
        self.nargs = nargs
        self.metavar = metavar
        self.help = help

    @property
    def is_option(self) -> bool:
        """Whether it is named by a flag and not by its place."""
        return self.flags[0].startswith("-")

    def put(self, options: Options, word: str) -> None:
        """Keeps what a word says. Raises WordError where the type refuses it."""
        value = True if self.action == "store_true" else self.type(word)
        many = self.action == "append" or self.nargs == "*"
        setattr(options, self.dest, [*getattr(options, self.dest), value] if many else value)


class Group:
    """Arguments that stand under one title in the help."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.arguments: list[Argument] = []

    def add_argument(self, *flags: str, **about: Any) -> None:
        """Declares an argument: its flags, or the name of a positional, and what Argument takes."""
        self.arguments.append(Argument(*flags, **about))


class Parser:
    """The arguments of one command. What is wrong with the words is a ConfigError that names the nearest option."""

    def __init__(self, name: str, usage: str, description: str, epilog: str = "") -> None:
        self.prog = f"rcolint {name}"
        self.usage, self.description, self.epilog = usage, description, epilog
        self.groups = [Group("Arguments"), Group("Options")]

    def add_argument(self, *flags: str, **about: Any) -> None:
        """Declares an argument outside the groups."""
        self.groups[flags[0].startswith("-")].add_argument(*flags, **about)

    def add_argument_group(self, title: str) -> Group:
        """A new group, below those that are there."""
        self.groups.append(Group(title))
        return self.groups[-1]

    def read(self, words: Sequence[str]) -> Options | None:
        """What the words hold, or None when only help was asked for. Raises ConfigError for wrong words."""
        self.add_argument("--debug", action="store_true", help="show a traceback for an internal error")
        self.add_argument("-h", "--help", action="store_true", help="show this help")
        ends = words.index("--") if "--" in words else len(words)
        if any(word in ("-h", "--help") for word in words[:ends]):
            say(self.format_help().rstrip())
            return None
        return _Reading(self).read(words[:ends], words[ends + 1 :])

    def error(self, message: str) -> NoReturn:
        """Raises what is wrong with the words."""
        raise ConfigError([Mistake(message, hint=f"{self.prog} --help shows what it takes")])

    def format_help(self) -> str:
        """The help of the command, at most 80 columns wide."""
        from argparse import ArgumentParser, RawDescriptionHelpFormatter

        layout = ArgumentParser(
            usage=self.usage,
            description=self.description,
            epilog=self.epilog,
            add_help=False,
            formatter_class=lambda prog: RawDescriptionHelpFormatter(prog, max_help_position=26, width=80),
        )
        for group in self.groups:
            section = layout.add_argument_group(group.title)
            for one in group.arguments:
                about: dict[str, Any] = {"metavar": one.metavar} if one.metavar else {}
                section.add_argument(*one.flags, action=one.action, help=one.help, **about)
        return layout.format_help()


class _Reading:
    """One walk over the words of a command line."""

    def __init__(self, parser: Parser) -> None:
        arguments = [argument for group in parser.groups for argument in group.arguments]
        self.parser = parser
        self.flags = {flag: argument for argument in arguments if argument.is_option for flag in argument.flags}
        self.places = [argument for argument in arguments if not argument.is_option]
        self.options = Options(**{argument.dest: argument.default for argument in arguments})
        self.unknown: list[str] = []

    def read(self, words: Sequence[str], behind: Sequence[str]) -> Options:
        """The options among the words; the words behind "--" are never options."""
        waiting = [*reversed(words)]
        while waiting:
            word = waiting.pop()
            flag, value = self._split(word)
            if flag:
                self._option(flag, value, waiting)
            elif _looks_like_option(word):
                self.unknown.append(word)
            else:
                self._place(word)
        for word in behind:
            self._place(word)
        if self.unknown:
            word = self.unknown[0].split("=")[0]
            if not word.startswith("-"):
                self.parser.error(f"unexpected argument '{word}'")
            known = [flag for flag in self.flags if flag.startswith("--")]
            self.parser.error(f"unknown option '{word}': {nearest(word, known)}")
        return self.options

    def _split(self, word: str) -> tuple[str, str | None]:
        """The flag that a word begins with, and the value behind it: `--tier=gate`, `-ohtml=a.html`."""
        flag, sign, value = word.partition("=")
        if flag in self.flags:
            return flag, value if sign else None
        if word[:2] in self.flags and word[1] != "-":
            return word[:2], word[2:]
        return "", None

    def _option(self, flag: str, value: str | None, waiting: list[str]) -> None:
        argument = self.flags[flag]
        if argument.action == "store_true":
            if value is not None and (len(flag) > 2 or f"-{value[:1]}" not in self.flags):
                self._refuse(argument, f"ignored explicit argument {value!r}")
            if value:
                waiting.append(f"-{value}")  # several short options in one word
        elif value is None:
            if not waiting or self._split(waiting[-1])[0] or _looks_like_option(waiting[-1]):
                self._refuse(argument, "expected one argument")
            value = waiting.pop()
        try:
            argument.put(self.options, value or "")
        except WordError as error:
            self._refuse(argument, str(error))

    def _place(self, word: str) -> None:
        for argument in self.places:
            if argument.nargs == "*" or getattr(self.options, argument.dest) is None:
                argument.put(self.options, word)
                return
        self.unknown.append(word)

    def _refuse(self, argument: Argument, why: str) -> NoReturn:
        self.parser.error(f"{'/'.join(argument.flags)}: {why}")


def _looks_like_option(word: str) -> bool:
    """A dash alone, a negative number and a name with a blank in it are no options."""
    return word[:1] == "-" and word != "-" and " " not in word and not word[1:].replace(".", "", 1).isdigit()
