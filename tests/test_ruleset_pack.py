"""Is the compiled form of the rules the same wherever it is made, and is a damaged one refused?"""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from marked import folder, list_text, rule_text
from rcolint.errors import RuleError
from rcolint.ruleset import pack as packing
from rcolint.ruleset.pack import compile_rules, load

FILES = {
    "words/treat": list_text(
        "treat", "treat", "cure", "{word: heal, unless_near: [resin, wood, metal, paint]}", extra="inflect: verb\n"
    ),
    "words/ill": list_text(
        "ill", "gout", "Crohn's disease", "{word: AIDS, case: exact}", extra="inflect: noun\nincludes: [pain]\n"
    ),
    "words/pain": list_text("pain", "pain", "ache"),
    "words/light": list_text("light", "the", "your"),
    "one": rule_text("{treat} … {ill}", "(good|bad) for {ill}"),
    "two": rule_text("{pain} (free|relief)", id="RCO102", slug="other", kind="phrase"),
}
COMPILE = "import sys; from pathlib import Path; from rcolint.ruleset.pack import compile_rules; sys.stdout.write(compile_rules(Path(sys.argv[1])))"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return folder(tmp_path / "rules", FILES)


def test_what_was_compiled_is_what_runs(rules: Path) -> None:
    pack = load(rules)
    assert [(r.id, r.slug, r.family, r.kind) for r in pack.rules] == [
        ("RCO101", "tested", "therapeutic", "claim"),
        ("RCO102", "other", "therapeutic", "phrase"),
    ]
    assert pack.rules[0].origin == "rules/one.yaml:1"
    assert pack.lexicon.light == {"the", "your"}


def test_a_rule_is_found_by_id_and_by_slug_in_any_case(rules: Path) -> None:
    pack = load(rules)
    assert pack.rule("rco102") is pack.rule("Other") is pack.rules[1]
    assert pack.rule("RCO999") is None


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_compiling_is_the_same_under_every_hash_seed(rules: Path, seed: str) -> None:
    env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    made = subprocess.run(
        [sys.executable, "-c", COMPILE, str(rules)], env=env, capture_output=True, check=True
    ).stdout.decode()
    assert made == compile_rules(rules)


def test_the_digest_names_the_sources_and_not_their_folder(rules: Path, tmp_path: Path) -> None:
    same = folder(tmp_path / "elsewhere", FILES)
    other = folder(tmp_path / "changed", {**FILES, "words/pain": list_text("pain", "pain")})
    assert load(rules).digest == load(same).digest != load(other).digest


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw.replace(b"gout", b"goat", 1),
        lambda raw: raw.replace(b"rcolint-pack-", b"rcolint-pack-x", 1),
        lambda raw: raw[:0],
        lambda raw: b"\xff\xfe\x00" + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
    ],
    ids=["cut off", "one letter changed", "another version", "empty", "a foreign beginning", "line ends changed"],
)
def test_a_damaged_pack_is_refused(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    file = tmp_path / "rules.pack"
    assert callable(damage)
    file.write_bytes(damage(compile_rules(rules).encode()))
    monkeypatch.setattr(packing, "packed_file", lambda: file)
    with pytest.raises(RuleError, match="damaged or of another version; install rcolint again"):
        load()


def test_a_whole_pack_of_a_wheel_is_taken(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rules.pack"
    file.write_bytes(compile_rules(rules).encode())
    monkeypatch.setattr(packing, "packed_file", lambda: file)
    assert load().digest == load(rules).digest


def test_a_damaged_copy_beside_the_sources_is_made_again(rules: Path) -> None:
    load(rules)
    kept = rules / ".cache" / "rules.pack"
    kept.write_bytes(kept.read_bytes()[:-3])
    assert [r.id for r in load(rules).rules] == ["RCO101", "RCO102"]


def test_a_changed_source_is_compiled_again(rules: Path) -> None:
    before = load(rules).digest
    (rules / "two.yaml").unlink()
    assert load(rules).digest != before
    assert [r.id for r in load(rules).rules] == ["RCO101"]


def test_nothing_but_the_pack_is_left_beside_the_sources(rules: Path) -> None:
    load(rules)
    assert [p.name for p in (rules / ".cache").iterdir()] == ["rules.pack"]


def test_a_folder_that_cannot_be_written_still_loads(rules: Path) -> None:
    (rules / ".cache").write_text("a file stands where the folder would", encoding="utf-8")
    assert load(rules).rules
