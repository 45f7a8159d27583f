"""Which settings apply to a file, and what is said about a configuration that is wrong?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CLAIM, Run
from rcolint.config import Finder
from rcolint.config.opened import Config, open_config
from rcolint.config.schema import KEYS, json_schema
from rcolint.errors import ConfigError

Write = Callable[[str, str], Path]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The top of an invented repository."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def put(path: Path, text: str) -> Path:
    """Writes a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def values(config: Config, path: Path) -> dict[str, object]:
    """The settings of a path without their origins."""
    return {name: setting.value for name, setting in config.settings_for(str(path)).items()}


class TestWhichFileIsHeard:
    def test_the_nearest_one_above_the_file_wins_whole(self, repository: Path) -> None:
        put(repository / ".rcolint.yaml", "profile: lab\ntier: audit\n")
        put(repository / "shop/.rcolint.yaml", "profile: supplement\n")
        finder = Finder(lambda _config: None)
        near, far = finder.config_of(str(repository / "shop/a.md")), finder.config_of(str(repository / "b.md"))
        assert near is not None
        assert far is not None
        assert values(near, repository / "shop/a.md") == {"profile": "supplement"}
        assert values(far, repository / "b.md") == {"profile": "lab", "tier": "audit"}

    def test_pyproject_counts_only_with_its_table(self, repository: Path) -> None:
        put(repository / "pyproject.toml", '[tool.rcolint]\nprofile = "legal"\n')
        put(repository / "inner/pyproject.toml", "[project]\nname = 'x'\n")
        config = Finder(lambda _config: None).config_of(str(repository / "inner/a.md"))
        assert config is not None
        assert values(config, repository / "inner/a.md") == {"profile": "legal"}

    def test_nothing_above_the_repository_is_heard(self, tmp_path: Path) -> None:
        put(tmp_path / ".rcolint.yaml", "profile: lab\n")
        (tmp_path / "repo/.git").mkdir(parents=True)
        assert Finder(lambda _config: None).config_of(str(tmp_path / "repo/a.md")) is None

    def test_two_in_one_folder_are_refused(self, repository: Path) -> None:
        put(repository / ".rcolint.yaml", "tier: gate\n")
        put(repository / "pyproject.toml", "[tool.rcolint]\n")
        with pytest.raises(ConfigError, match="keep one"):
            Finder(lambda _config: None).config_of(str(repository / "a.md"))


class TestWhatApplies:
    def test_extended_files_lie_below_and_lists_grow(self, repository: Path) -> None:
        put(repository / "base.yaml", "profile: lab\nexclude: [a/]\nrules: {RCO101: off, RCO102: off}\n")
        put(repository / ".rcolint.yaml", "extends: base.yaml\nprofile: ruo\nexclude: [b/]\nrules: {RCO102: note}\n")
        config = open_config(str(repository / ".rcolint.yaml"))
        assert values(config, repository / "x.md") == {
            "profile": "ruo",
            "exclude": ["a/", "b/"],
            "rules": {"RCO101": "off", "RCO102": "note"},
        }
        assert config.excludes(str(repository / "a/x.md"), False)
        assert config.settings_for(str(repository / "x.md"))["profile"].origin == ".rcolint.yaml:2"

    def test_a_later_pattern_goes_over_an_earlier_one(self, repository: Path) -> None:
        text = 'profile: ruo\npaths:\n  "shop/**": {profile: supplement}\n  "shop/lab/**": {profile: lab}\n'
        config = open_config(str(put(repository / ".rcolint.yaml", text)))
        told = [values(config, repository / p)["profile"] for p in ("a.md", "shop/a.md", "shop/lab/a.md")]
        assert told == ["ruo", "supplement", "lab"]

    def test_patterns_start_from_the_folder_of_their_file(self, repository: Path) -> None:
        config = open_config(str(put(repository / "en/.rcolint.yaml", 'paths:\n  "/a.md": {tier: gate}\n')))
        assert values(config, repository / "en/a.md") == {"tier": "gate"}
        assert values(config, repository / "en/b/a.md") == {}


MISTAKES = [
    ("profil: ruo", "1:1", "unknown setting 'profil'", "did you mean 'profile'"),
    ("profile: suplement", "1:1", "unknown profile 'suplement'", "did you mean 'supplement'"),
    ("tier: [gate]", "1:1", "'tier' must be a text, not a list", ""),
    ("fail-on: errors", "1:1", "unknown fail-on 'errors'", "did you mean 'error'"),
    ("fail-on: error:gates", "1:1", "unknown fail-on 'error:gates'", "did you mean 'error:gate'"),
    ("rules: off", "1:1", "'rules' must be a mapping", ""),
    ("rules:\n  RCO101: fatal", "2:3", "unknown RCO101 'fatal'", "known: default, error, note, off, warning"),
    ("rules:\n  RCO1001: off", "2:3", "no rule or family is called 'RCO1001'", "did you mean 'RCO101'"),
    ("rules:\n  therapeutics: off", "2:3", "no rule or family is called 'therapeutics'", "did you mean 'therapeutic'"),
    ("exclude: 3", "1:1", "'exclude' takes texts, not '3'", ""),
    ("exclude:\n  - a: b", "2:5", "'exclude' takes texts, not a mapping", ""),
    ("gitignore: maybe", "1:1", "'gitignore' must be true or false, not 'maybe'", ""),
    ("paths: [a]", "1:1", "'paths' must be a mapping, not a list", ""),
    ('paths:\n  "a/**": lab', "2:3", "must be a mapping of settings", ""),
    ('paths:\n  "a/**": {fail-on: error}', "2:12", "unknown setting 'fail-on'", ""),
    ("statement-sources: 3", "1:1", "'statement-sources' takes texts, not '3'", ""),
    ("baseline: [a]", "1:1", "'baseline' must be a text, not a list", ""),
    ("waivers: none", "1:1", "'waivers' must be a list, not 'none'", ""),
    ("requires-rcolint: 3", "1:1", "'requires-rcolint' must be a text, not '3'", ""),
    ("gitignore: 3", "1:1", "'gitignore' must be true or false, not '3'", ""),
    ("extends: https://rules.example/base.yaml", "1:1", "nothing is ever fetched", ""),
    ("extends: ../other/base.yaml", "1:1", "lies outside the project", ""),
    ("extends: nowhere.yaml", "1:1", "no such file", ""),
    ("extends: .rcolint.yaml", "1:1", "in a circle", ""),
    ("requires-rcolint: '>=99'", "1:1", "needs rcolint >=99", ""),
    ("requires-pack: feed", "1:1", "needs the rules feed", ""),
    ("profile: ruo\nprofile: lab", "2:1", "the key 'profile' stands twice", ""),
    ("a: [1", "", "cannot be read", ""),
    ("profile: &p ruo", "1:10", "it uses anchors", ""),
    ("- profile: ruo", "1:1", "not a list of keys with values", ""),
    ("plugins: [shop.checks]", "1:1", "unknown setting 'plugins'", ""),
    ("waivers:\n  - RCO101", "2:5", "must be a mapping of settings", ""),
    ("waivers:\n  - {rule: RCO101, file: a.json}", "2:20", "unknown setting 'file'", ""),
    ("product-page: 1", "1:1", "'product-page' must be true or false, not '1'", ""),
    ("names: [Restwell]", "1:1", "'names' must be a mapping, not a list", ""),
    ("names:\n  Restwell Labs:", "2:3", "'Restwell Labs' needs a reason", ""),
    ("names:\n  heal: our brand", "2:3", "'heal' is written in small letters only", "with its capitals"),
    ("names:\n  The Vial That Heals Every Joint Now: brand", "2:3", "has 7 words; a name has at most 6", ""),
    ("names: {'!!': brand}", "1:9", "'!!' holds no word", ""),
    ("keys:\n  copies: [a]", "2:3", "unknown setting 'copies'", "did you mean 'copy'"),
    ("keys: {copy: [a], not-copy: [b, a]}", "1:33", "'a' stands in copy and in not-copy", ""),
    ('paths:\n  "a/**": {keys: {copy: b, not-copy: b}}', "2:28", "'b' stands in copy and in not-copy", ""),
    ("limits:\n  file-size: 0", "2:3", "'file-size' must be a whole number from 1 to 256, not '0'", ""),
    ("limits: {seconds: soon}", "1:10", "'seconds' must be a whole number from 1 to 600, not 'soon'", ""),
    ("limits: {size: 3}", "1:10", "unknown setting 'size'", "did you mean 'file-size'"),
    ("words:\n  disease: [x]", "2:3", "must be a mapping of settings", ""),
    ("words: {disease: {addition: x}}", "1:19", "unknown setting 'addition'", ""),
    ("rule-folders: 3", "1:1", "'rule-folders' takes texts, not '3'", ""),
    ("rule-folders: ../rules", "1:1", "rule-folders '../rules': lies outside the project", ""),
]


@pytest.mark.parametrize(("text", "place", "message", "advice"), MISTAKES, ids=[m[0].split("\n")[-1] for m in MISTAKES])
def test_a_mistake_is_told_with_its_place_and_advice(
    repository: Path, rcolint: Run, text: str, place: str, message: str, advice: str
) -> None:
    put(repository / ".rcolint.yaml", text + "\n")
    put(repository / "page.md", CLAIM)
    done = rcolint("check", "page.md", cwd=repository)
    assert done.returncode == 2
    assert f".rcolint.yaml:{place}" in done.stderr.decode()
    assert message in done.stderr.decode()
    assert advice in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_all_mistakes_are_told_at_once(repository: Path) -> None:
    path = put(repository / ".rcolint.yaml", "profil: ruo\ntier: maybe\nexclude: 3\n")
    with pytest.raises(ConfigError) as told:
        open_config(str(path))
    assert [mistake.line for mistake in told.value.mistakes] == [1, 2, 3]


class TestACheckWithConfiguration:
    def test_the_profile_of_a_folder_decides(self, repository: Path, rcolint: Run) -> None:
        put(repository / ".rcolint.yaml", 'paths:\n  "legal/**": {profile: legal}\n')
        put(repository / "legal/page.md", CLAIM)
        put(repository / "shop/page.md", CLAIM)
        assert rcolint("check", "legal", cwd=repository).returncode == 0
        assert rcolint("check", "shop", cwd=repository).returncode == 1
        assert rcolint("check", "legal", "--no-config", cwd=repository).returncode == 1
        assert rcolint("check", "legal", "--profile", "ruo", cwd=repository).returncode == 1

    def test_a_rule_can_be_switched_off_or_weigh_less(self, repository: Path, rcolint: Run) -> None:
        page = put(repository / "page.md", CLAIM)
        rules = {
            f["rule"]
            for f in json.loads(rcolint("check", page.name, "--format", "json", cwd=repository).stdout)["files"][0][
                "findings"
            ]
        }
        put(repository / ".rcolint.yaml", "rules:\n" + "".join(f"  {rule}: note\n" for rule in rules))
        done = rcolint("check", page.name, "--format", "json", cwd=repository)
        assert done.returncode == 0
        assert {f["severity"] for f in json.loads(done.stdout.decode())["files"][0]["findings"]} == {"note"}
        put(repository / ".rcolint.yaml", "rules:\n" + "".join(f"  {rule}: off\n" for rule in rules))
        assert (
            json.loads(rcolint("check", page.name, "--format", "json", cwd=repository).stdout)["files"][0]["findings"]
            == []
        )

    def test_what_is_excluded_is_not_read_and_a_named_file_is_a_notice(self, repository: Path, rcolint: Run) -> None:
        put(repository / ".rcolint.yaml", "exclude: [drafts/]\n")
        put(repository / "drafts/page.md", CLAIM)
        put(repository / "page.md", "Ships on weekdays.")
        assert rcolint("check", ".", cwd=repository).returncode == 0
        named = rcolint("check", "drafts/page.md", cwd=repository)
        assert named.returncode == 0
        assert "excluded, not checked" in named.stdout.decode()

    def test_gitignore_is_honoured_in_folders_only(self, repository: Path, rcolint: Run) -> None:
        put(repository / ".gitignore", "*.md\n!keep.md\n")
        put(repository / "page.md", CLAIM)
        put(repository / "keep.md", "Ships on weekdays.")
        assert rcolint("check", ".", cwd=repository).returncode == 0
        assert rcolint("check", "page.md", cwd=repository).returncode == 1
        put(repository / ".rcolint.yaml", "gitignore: false\n")
        assert rcolint("check", ".", cwd=repository).returncode == 1

    def test_fail_on_is_heard_and_the_command_line_goes_over_it(self, repository: Path, rcolint: Run) -> None:
        put(repository / ".rcolint.yaml", "fail-on: never\n")
        put(repository / "page.md", CLAIM)
        assert rcolint("check", ".", cwd=repository).returncode == 0
        assert rcolint("check", ".", "--fail-on", "error", cwd=repository).returncode == 1


class TestTheConfigCommand:
    def test_each_setting_is_told_with_its_origin(self, repository: Path, rcolint: Run) -> None:
        put(repository / ".rcolint.yaml", 'profile: ruo\npaths:\n  "s/**":\n    profile: supplement\n')
        done = rcolint("config", "s/page.md", cwd=repository)
        assert done.returncode == 0
        assert "profile    supplement  (.rcolint.yaml:4)" in done.stdout.decode()
        assert "tier       review  (default)" in done.stdout.decode()

    def test_the_schema_knows_every_setting(self, repository: Path, rcolint: Run) -> None:
        schema = json.loads(rcolint("config", "--schema", cwd=repository).stdout)
        assert schema == json_schema()
        assert list(schema["properties"]) == list(KEYS)
