"""Are the words of a command line taken as argparse takes them?"""

import argparse
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcolint.cli.options import Parser, WordError
from rcolint.errors import ConfigError

DECLARED: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (("--tier",), {"default": "review"}),
    (("--exclude",), {"action": "append"}),
    (("-o", "--output"), {"action": "append"}),
    (("-q", "--quiet"), {"action": "store_true"}),
    (("-v", "--verbose"), {"action": "store_true"}),
]
WORDS = [
    *["page.md", "two words.md", "-", "- draft.md", "-5", "-.5", "", "a=b"],
    *["--tier", "--tier=gate", "--tier=", "--exclude", "--exclude=*.md"],
    *[
        "-o",
        "-ohtml=x",
        "-o=html=x",
        "--output=html=x",
        "-q",
        "--quiet",
        "--quiet=1",
        "-qv",
        "-qvo",
        "-qohtml=x",
        "-q1",
    ],
]


def parser(nargs: str = "*") -> Parser:
    made = Parser("try", usage="rcolint try", description="Tries.")
    made.add_argument("paths", nargs=nargs)
    group = made.add_argument_group("What counts")
    for flags, about in DECLARED:
        group.add_argument(*flags, **about)
    return made


def what_argparse_says(words: list[str]) -> dict[str, Any] | str:
    """The values, or what it says is wrong."""
    made = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    made.add_argument("paths", nargs="*")
    for flags, about in DECLARED:
        made.add_argument(*flags, **(about | {"default": []} if about.get("action") == "append" else about))
    made.add_argument("--debug", action="store_true")
    try:
        return vars(made.parse_intermixed_args(words))
    except argparse.ArgumentError as error:
        return str(error).removeprefix("argument ")


def read(*words: str) -> dict[str, Any]:
    options = parser().read(words)
    assert options is not None
    return {name: value for name, value in vars(options).items() if name != "help"}


class TestAsArgparseReads:
    @given(st.lists(st.sampled_from(WORDS), max_size=6))
    def test_any_words(self, words: list[str]) -> None:
        expected = what_argparse_says(words)
        if isinstance(expected, dict):
            assert read(*words) == expected
        else:
            with pytest.raises(ConfigError) as told:
                read(*words)
            assert str(told.value).startswith(expected)

    def test_options_may_stand_between_the_paths(self) -> None:
        found = read("a.md", "-q", "b.md", "--tier", "gate", "c.md")
        assert (found["paths"], found["tier"], found["quiet"]) == (["a.md", "b.md", "c.md"], "gate", True)

    def test_behind_two_dashes_everything_is_a_path(self) -> None:
        assert read("-q", "--", "-v", "--tier", "--")["paths"] == ["-v", "--tier", "--"]

    def test_two_readings_share_nothing(self) -> None:
        one = parser()
        first = one.read(["--exclude", "a", "x"])
        second = parser().read(["y"])
        assert first is not None
        assert second is not None
        assert (first.exclude, first.paths, second.exclude, second.paths) == (["a"], ["x"], [], ["y"])


class TestRefusals:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--tire", "gate"], "unknown option '--tire': did you mean '--tier'?"),
            (["--tire=gate"], "unknown option '--tire': did you mean '--tier'?"),
            (["-x"], "unknown option '-x'"),
            (["--tier"], "--tier: expected one argument"),
            (["--tier", "-q"], "--tier: expected one argument"),
            (["--tier", "--unheard"], "--tier: expected one argument"),
            (["--quiet=1"], "-q/--quiet: ignored explicit argument '1'"),
            (["-qx"], "-q/--quiet: ignored explicit argument 'x'"),
        ],
    )
    def test_wrong_words_are_named_with_what_would_be_right(self, words: list[str], told: str) -> None:
        with pytest.raises(ConfigError) as refused:
            read(*words)
        assert str(refused.value).startswith(told)
        assert "rcolint try --help shows what it takes" in str(refused.value)

    def test_a_type_says_what_it_accepts(self) -> None:
        def color(word: str) -> str:
            raise WordError(f"no colour is called '{word}'")

        made = parser()
        made.add_argument("-c", "--color", type=color)
        with pytest.raises(ConfigError, match=r"^-c/--color: no colour is called 'loud'"):
            made.read(["--color", "loud"])

    def test_one_place_takes_one_word(self) -> None:
        options = parser(nargs="?").read(["one"])
        assert options is not None
        assert options.paths == "one"
        with pytest.raises(ConfigError, match="unexpected argument 'two'"):
            parser(nargs="?").read(["one", "two"])


class TestHelp:
    def test_it_is_printed_and_nothing_is_read(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert parser().read(["--tire", "-h"]) is None
        told = capsys.readouterr().out
        assert told.index("Arguments:") < told.index("Options:") < told.index("What counts:") < told.index("--tier")

    def test_behind_two_dashes_it_is_a_path(self) -> None:
        assert read("--", "--help")["paths"] == ["--help"]
