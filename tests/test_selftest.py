"""Do the rules' own examples fail where a rule does not bear them out?"""

from pathlib import Path

import pytest

from marked import folder, list_text, rule_text
from rcolint.errors import RuleError
from rcolint.selftest import run

LISTS = {
    "words/treat": list_text("treat", "treat", extra="inflect: verb\n"),
    "words/ill": list_text("ill", "gout", "acne"),
}
FLAGS = ["It «treats gout».", "It «treats acne».", "We «treat gout».", "They «treat acne».", "You «treat gout»."]
PASSES = ["It treats wood.", "It is blue.", "{text: It does not treat gout., because: negated}", "A gout.", "A treat."]


def failures(tmp_path: Path, flags: list[str], passes: list[str], quote: bool = True) -> list[str]:
    lines = [f"  - {f'{e!r}' if not e.startswith('{') else e}" for e in flags]
    lines_ = [f"  - {f'{e!r}' if not e.startswith('{') else e}" for e in passes]
    text = (
        rule_text("{treat} … {ill}", unless="[negated]")
        + "---\nflag:\n"
        + "\n".join(lines)
        + "\npass:\n"
        + "\n".join(lines_)
        + "\n"
    )
    return [str(f) for f in run(folder(tmp_path, {**LISTS, "one": text}))]


def test_good_examples_fail_nowhere(tmp_path: Path) -> None:
    assert failures(tmp_path, FLAGS, PASSES) == []


@pytest.mark.parametrize(
    ("flags", "passes", "told"),
    [
        ([*FLAGS, "It treats wood."], PASSES, "It treats wood.\n    expected a finding\n    got      nothing"),
        ([*FLAGS, "It «treats gout now»."], PASSES, 'expected "treats gout now"\n    got      "treats gout"'),
        ([*FLAGS, "It does not «treat gout»."], PASSES, "got      nothing (negated: 'not' stands before it)"),
        (FLAGS, [*PASSES, "It treats gout."], 'expected no finding\n    got      "treats gout"'),
        (
            FLAGS,
            [*PASSES, "{text: It is blue., because: negated}"],
            "expected taken back as negated\n    got      never matched",
        ),
        (FLAGS[:4], PASSES, "expected at least 5 flags and 5 passes\n    got      4 flags and 5 passes"),
        (FLAGS, PASSES[:2], "got      5 flags and 2 passes"),
    ],
)
def test_a_failing_example_is_told_with_what_came_instead(
    tmp_path: Path, flags: list[str], passes: list[str], told: str
) -> None:
    said = failures(tmp_path, flags, passes)
    assert len(said) == 1
    assert told in said[0]
    assert said[0].startswith("rules/one.yaml:")


def test_a_rule_needs_a_near_miss(tmp_path: Path) -> None:
    far = [f"A vial of colour number {n} that ships from Ferndale on every weekday in summer." for n in range(5)]
    assert ["a pass that differs from a flag by at most 3 words" in f for f in failures(tmp_path, FLAGS, far)] == [True]


@pytest.mark.parametrize(
    "example",
    [
        "{text: 'It «treats gout».', as: heading}",
        "{text: 'It «treats gout».', as: meta}",
        "{text: 'It «treats gout».', under: References}",
        "{text: 'It «treats gout».', key: benefits}",
        '{page: "# Blue\\n\\nIt treats gout.\\n"}',
    ],
)
def test_an_example_may_say_where_it_stands(tmp_path: Path, example: str) -> None:
    assert failures(tmp_path, [*FLAGS, example], PASSES) == []


def test_a_broken_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="unknown list"):
        run(folder(tmp_path, {"one": rule_text("{il}")}))
