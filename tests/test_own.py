"""What does a configuration make of names, keys, limits, words and rules of its own?"""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import CLAIM, ROOT, Run
from rcolint.api import check_text
from rcolint.config.opened import open_config
from rcolint.config.origin import Disk, Revision
from rcolint.config.packs import Packs, changes_of, pack_at
from rcolint.errors import AuthorError, ConfigError
from rcolint.model import Document, FileResult, Settings
from rcolint.readers import read
from rcolint.ruleset import changed
from rcolint.ruleset.changes import Changes, Word
from rcolint.ruleset.pack import Pack, load
from rcolint.selftest import run_rules


def put(path: Path, text: str) -> Path:
    """Writes a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def checked(text: str, *names: str) -> FileResult:
    """A page checked with some own names."""
    return check_text(text, "page.md", Settings(names=names, fragment=True)).files[0]


def told(result: FileResult) -> list[str]:
    return [finding.text for finding in result.findings]


def taken(result: FileResult) -> list[tuple[str, str]]:
    """What own names took back, with the reason."""
    return [
        (f.text, f.cancelled) for page in result.pages for f in page.cancelled if f.cancelled.startswith("own-name")
    ]


class TestOwnNames:
    def test_words_inside_a_name_are_no_claim_and_what_is_taken_back_is_kept(self) -> None:
        result = checked("RELIEF & CURE HOUSE for insomnia.", "Relief & Cure House")
        assert told(result) == []
        assert taken(result) == [("CURE HOUSE for insomnia", "own-name: 'Relief & Cure House'")]

    @pytest.mark.parametrize(
        "text",
        [
            "Relief & Cure House treats insomnia.",
            "Made by Relief & Cure House, it treats insomnia.",
            "It treats insomnia, as Relief & Cure House knows.",
        ],
    )
    def test_a_claim_beside_a_name_is_still_one(self, text: str) -> None:
        result = checked(text, "Relief & Cure House")
        assert told(result) == ["treats insomnia"]
        assert taken(result) == []

    @pytest.mark.parametrize(
        "text",
        [
            "A relief & cure house for insomnia.",  # small letters
            "Cure House for insomnia.",  # a part of the name
            "Relief, cure house for insomnia.",  # other signs between
        ],
    )
    def test_what_is_not_the_name_as_it_is_written_speaks(self, text: str) -> None:
        assert told(checked(text, "Relief & Cure House"))

    def test_a_name_built_on_a_condition_is_heard_unless_it_is_own(self) -> None:
        assert told(checked("# Arthrosoothe"))
        result = checked("# Arthrosoothe", "Arthrosoothe")
        assert told(result) == []
        assert [reason for _, reason in taken(result)] == ["own-name: 'Arthrosoothe'"]

    def test_a_name_with_nothing_to_take_back_changes_nothing(self) -> None:
        text = "Vialmere sells antibodies. Vialmere treats insomnia."
        assert checked(text, "Vialmere").findings == checked(text).findings

    def test_the_same_block_on_two_pages_says_the_same_twice(self) -> None:
        text = "Sleepwell Cure for insomnia.\n\nSleepwell Cure for insomnia."
        assert len(taken(checked(text, "Sleepwell Cure"))) == len(told(checked(text)))

    def test_the_reports_count_what_names_took_back(self, tmp_path: Path, rcolint: Run) -> None:
        (tmp_path / ".git").mkdir()
        put(tmp_path / ".rcolint.yaml", "names:\n  Relief & Cure House: the company, founded 1961\n")
        put(tmp_path / "page.md", "Relief & Cure House for insomnia.\n\nFor research use only. Not for human use.\n")
        # The claim, and that it contradicts the statement.
        report = json.loads(rcolint("check", ".", "--format", "json").stdout)
        assert report["counts"]["findings"] == 0
        assert report["counts"]["own_names"] == 2
        assert report["files"][0]["cancelled"][0]["cancelled_by"] == "own-name: 'Relief & Cure House'"
        screen = rcolint("check", ".", "--show-cancelled").stdout.decode()
        assert "2 inside an own name" in screen
        assert "because: inside an own name: 'Relief & Cure House'" in screen


def blocks(text: str, language: str, copy: tuple[str, ...] = (), not_copy: tuple[str, ...] = ()) -> list[str]:
    """The copy of a data file under the keys of a configuration."""
    return [block.text for block in read(Document(f"d.{language}", text, language), (copy, not_copy)).blocks]


class TestKeys:
    JSON = json.dumps({"ref": "sleepAid", "memo": "It treats pain.", "a": {"ref": "x1", "memo": "Ships soon."}})

    def test_what_looks_technical_can_be_copy_and_the_other_way_round(self) -> None:
        assert blocks(self.JSON, "json") == ["It treats pain.", "Ships soon."]
        assert blocks(self.JSON, "json", ("ref",), ("memo",)) == ["sleepAid", "x1"]

    def test_keys_above_narrow_a_key_and_the_longer_one_decides(self) -> None:
        assert blocks(self.JSON, "json", ("a.ref",), ("a.memo",)) == ["It treats pain.", "x1"]
        assert blocks(self.JSON, "json", ("a.memo",), ("memo",)) == ["Ships soon."]
        assert blocks(self.JSON, "json", ("memo",), ("a",)) == ["It treats pain.", "Ships soon."]

    def test_long_text_under_a_key_that_is_no_copy_is_left_out_too(self) -> None:
        text = json.dumps({"memo": "It treats every kind of pain in all who take it, day and night."})
        assert blocks(text, "json", (), ("memo",)) == []

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("yaml", "memo: It treats pain.\nnote: Ships soon.\n"),
            ("toml", 'memo = "It treats pain."\nnote = "Ships soon."\n'),
            ("csv", "memo,note\nIt treats pain.,Ships soon.\n"),
            ("csv", "handle,title,memo\na,Ships soon.,It treats pain.\n"),
            ("javascript", "export const a = { memo: 'It treats pain.', note: 'Ships soon.' }\n"),
            ("markdown", "---\nmemo: It treats pain.\nnote: Ships soon.\n---\n"),
            ("xml", "<a><memo>It treats pain.</memo><note>Ships soon.</note></a>"),
        ],
    )
    def test_every_reader_of_keys_hears_it(self, language: str, text: str) -> None:
        assert "It treats pain." in " ".join(blocks(text, language))
        left = " ".join(blocks(text, language, (), ("memo",)))
        assert "Ships soon." in left
        assert "It treats pain." not in left

    def test_short_copy_in_a_technical_column_of_a_catalogue(self) -> None:
        text = "handle,title,status\na,Vial,treats pain\n"
        assert "treats pain" not in blocks(text, "csv")
        assert "treats pain" in blocks(text, "csv", ("status",))

    def test_one_document_does_not_change_the_next(self) -> None:
        before = blocks(self.JSON, "json")
        blocks(self.JSON, "json", ("ref",), ("memo",))
        assert blocks(self.JSON, "json") == before

    def test_a_configuration_sets_them_by_path_and_lists_grow(self, tmp_path: Path, rcolint: Run) -> None:
        (tmp_path / ".git").mkdir()
        text = 'keys: {not-copy: memo}\npaths:\n  "shop/**":\n    keys:\n      not-copy: [hint]\n'
        put(tmp_path / ".rcolint.yaml", text)
        data = json.dumps({"hint": "It treats arthritis.", "memo": "It treats insomnia."})
        put(tmp_path / "shop/a.json", data)
        put(tmp_path / "other/a.json", data)
        report = json.loads(rcolint("check", ".", "--format", "json").stdout)
        found = {file["path"]: [f["text"] for f in file["findings"]] for file in report["files"]}
        assert found["shop/a.json"] == []
        assert "treats arthritis" in found["other/a.json"]
        assert "treats insomnia" not in found["other/a.json"]


class TestLimits:
    def test_a_file_over_the_limit_is_not_checked_and_a_raised_limit_is_heard(
        self, tmp_path: Path, rcolint: Run
    ) -> None:
        (tmp_path / ".git").mkdir()
        put(tmp_path / "page.md", "Ships on weekdays.\n\n" + "<!-- -->\n" * 250_000)
        assert rcolint("check", "page.md").returncode == 3
        put(tmp_path / ".rcolint.yaml", "limits: {file-size: 3, seconds: 60}\n")
        assert rcolint("check", "page.md").returncode == 0
        put(tmp_path / ".rcolint.yaml", "limits: {file-size: 1}\n")
        done = rcolint("check", "page.md")
        assert done.returncode == 3
        assert "over the limit of 1.0 MB" in done.stdout.decode()

    def test_seconds_are_those_of_the_configuration(self) -> None:
        from rcolint.deadline import SMALL, within_deadline
        from rcolint.errors import ReadError

        def forever() -> None:
            while True:
                pass

        with pytest.raises(ReadError, match="took more than 1 seconds of work"):
            within_deadline(forever, SMALL, 1)


RULE = """\
id: ACM399
slug: warm-up-stretch
title: Names a warm-up stretch
family: dosing
kind: phrase
look_for: ["{warm-word} (phase|week|weeks)"]
variants:
  - {severity: error, tier: gate}
unless: [negated]
message: '"{match}" belongs to a plan of use.'
why: A stretch before the others belongs to a plan. A plan assumes that somebody takes the product.
instead: State what is in the vial.
references:
  - {cite: House rule 7}
---
flag: ["Start with a «warm-up week».", "The «warm-up phase» is short.", "Our «warm-up weeks»", "A «warm-up phase»", "«Warm-up week»"]
pass: ["Start with a warm bath.", "The warm room.", "A week in spring.", "Phase two.", "Start with a cold week."]
"""
WORDS = "list: warm-word\nabout: What a first stretch is called.\ninflect: none\ngroups:\n  all: [warm up]\n"
CONFIGURATION = """\
words:
  disease: {add: [vial blight], remove: [arthritis]}
rule-folders: house
"""
PAGE = "It treats vial blight.\n\nIt treats arthritis.\n\nStart with a warm-up week.\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a rule and a list of its own, and with changed words."""
    top = tmp_path_factory.mktemp("house")
    (top / ".git").mkdir()
    put(top / ".rcolint.yaml", CONFIGURATION)
    put(top / "house/warm.yaml", RULE)
    put(top / "house/words/warm-word.yaml", WORDS)
    put(top / "page.md", PAGE)
    return top


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of an invented user."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def pack(house: Path, cache: Path) -> Pack:
    """The rules that run in the repository, compiled once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changed, "_cache", lambda: cache)
        return pack_at(str(house))


def quotes(pack: Pack, text: str) -> set[tuple[str, str]]:
    """Rule and quoted words of what a pack finds in a text."""
    return {(f.rule, f.text) for f in check_text(text, "a.md", Settings(fragment=True), pack).files[0].findings}


class TestOwnRulesAndWords:
    def test_words_are_added_and_taken_out_and_own_rules_run(self, pack: Pack) -> None:
        assert ("RCO101", "treats arthritis") in quotes(load(), PAGE)
        found = quotes(pack, PAGE)
        assert ("RCO101", "treats vial blight") in found
        assert ("ACM399", "warm-up week") in found
        assert not any("arthritis" in text for _, text in found)

    def test_an_entry_that_is_added_is_inflected_like_its_list(self, pack: Pack) -> None:
        assert ("RCO101", "treats vial blights") in quotes(pack, "It treats vial blights.")
        assert ("RCO101", "treats vial blight") not in quotes(pack, "It treats vials, not blight.")

    def test_the_digest_says_that_other_rules_ran(self, pack: Pack) -> None:
        assert pack.digest != load().digest
        assert len(pack.rules) == len(load().rules) + 1

    def test_the_examples_of_own_rules_are_run(self, house: Path, pack: Pack) -> None:
        rules = changed.own_rules(changes_of(open_config(str(house / ".rcolint.yaml")), Disk()))
        assert [rule.data["id"] for rule in rules] == ["ACM399"]
        assert run_rules(rules, pack) == []
        rules[0].examples["flag"][0] = "Start with a «cold week»."
        (failure,) = run_rules(rules, pack)
        assert failure.path == "house/warm.yaml"

    def test_the_pack_is_kept_and_taken_from_there(
        self, house: Path, cache: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(changed, "_cache", lambda: cache)
        monkeypatch.setattr(changed, "compile_rules", lambda *_: pytest.fail("compiled although it was kept"))
        assert pack_at(str(house)).digest == pack.digest

    @pytest.mark.slow
    @pytest.mark.parametrize("how", ["damaged", "unwritable"])
    def test_without_a_good_cache_it_is_compiled_again(
        self, house: Path, cache: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str
    ) -> None:
        if how == "damaged":
            for file in cache.glob("*.pack"):
                put(tmp_path / "c" / file.name, file.read_text().replace("arthr", "rthra"))
        else:
            put(tmp_path / "c", "a file where the folder should be")
        monkeypatch.setattr(changed, "_cache", lambda: tmp_path / "c")
        assert pack_at(str(house)).digest == pack.digest

    def test_a_run_with_them_tells_so_and_does_not_read_the_rules_as_copy(
        self, house: Path, cache: Path, pack: Pack, rcolint: Run
    ) -> None:
        assert pack
        env = {"XDG_CACHE_HOME": str(cache.parent / "xdg")}
        home = cache.parent / "xdg/rcolint"
        home.mkdir(parents=True, exist_ok=True)
        for file in cache.glob("*.pack"):
            (home / file.name).write_bytes(file.read_bytes())
        report = json.loads(rcolint("check", ".", "--format", "json", cwd=house, env=env).stdout)
        assert [file["path"] for file in report["files"]] == ["page.md"]
        assert report["rules"]["ACM399"]["slug"] == "warm-up-stretch"
        (notice,) = report["provenance"]["notices"]
        assert notice.endswith("1 entry added to a word list, 1 entry taken out, 1 own rule")
        assert "warm-up-stretch" in rcolint("rules", cwd=house, env=env).stdout.decode()
        assert "«warm-up week»" in rcolint("explain", "ACM399", cwd=house, env=env).stdout.decode()
        only = json.loads(rcolint("check", ".", "--select", "ACM399", "--format", "json", cwd=house, env=env).stdout)
        assert [f["text"] for f in only["files"][0]["findings"]] == ["warm-up week"]


def mistakes(top: Path) -> list[str]:
    """What is wrong about a configuration, one line a mistake."""
    with pytest.raises(AuthorError) as raised:
        pack_at(str(top))
    return [f"{m.path}:{m.line}:{m.column} {m.message} {m.hint}".rstrip() for m in raised.value.mistakes]


class TestMistakes:
    def test_all_that_is_wrong_about_words_and_rules_is_told_at_once(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        text = "words:\n  diseas: {add: [x]}\n  disease:\n    remove: [artritis]\n    add: ['!']\nrule-folders: [own]\n"
        put(tmp_path / ".rcolint.yaml", text)
        put(tmp_path / "own/a.yaml", RULE.replace("ACM399", "RCO399"))
        put(tmp_path / "own/b.yaml", RULE.replace("ACM399", "ACM398").replace("{warm-word}", "{warm-words}"))
        put(tmp_path / "own/words/warm-word.yaml", WORDS)
        put(tmp_path / "own/words/disease.yaml", WORDS.replace("warm-word", "disease"))
        assert sorted(line.split(" known")[0] for line in mistakes(tmp_path)) == [
            ".rcolint.yaml:2:18 no word list is called 'diseas' did you mean 'disease'?",
            ".rcolint.yaml:4:14 the list 'disease' has no entry 'artritis' did you mean 'arthritis'?",
            ".rcolint.yaml:5:11 '!' holds no word",
            "own/a.yaml:1:1 ids that begin with RCO are those of the shipped rules: take three other capitals, like ACM101",
            "own/b.yaml:2:1 the slug warm-up-stretch stands in own/a.yaml already",
            "own/b.yaml:6:12 unknown list '{warm-words}' did you mean 'warm-word'?",
            "own/words/disease.yaml:0:0 a list 'disease' is there already: change it under 'words' of the configuration",
        ]

    def test_half_a_character_in_a_rule_is_told(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        put(tmp_path / ".rcolint.yaml", "rule-folders: own\n")
        put(tmp_path / "own/a.yaml", RULE.replace("title: Names", 'title: "\\ud800"\n#'))
        (line,) = mistakes(tmp_path)
        assert line.startswith("own/a.yaml:3:11 not valid YAML")

    @pytest.mark.parametrize(
        ("folder", "message"),
        [("nowhere", "holds no rule"), ("../rules", "lies outside the project"), ("page.md", "holds no rule")],
    )
    def test_a_folder_of_rules_lies_inside_and_holds_some(self, tmp_path: Path, folder: str, message: str) -> None:
        (tmp_path / "top/.git").mkdir(parents=True)
        put(tmp_path / "rules/a.yaml", RULE)
        put(tmp_path / "top/page.md", CLAIM)
        put(tmp_path / "top/.rcolint.yaml", f"tier: gate\nrule-folders:\n  - {folder}\n")
        (line,) = mistakes(tmp_path / "top")
        assert line.startswith(f".rcolint.yaml:3:5 rule-folders '{folder}': {message}")

    @pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
    def test_a_rule_that_is_a_symbolic_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "top/.git").mkdir(parents=True)
        put(tmp_path / "a.yaml", RULE)
        (tmp_path / "top/own").mkdir()
        (tmp_path / "top/own/a.yaml").symlink_to(tmp_path / "a.yaml")
        put(tmp_path / "top/.rcolint.yaml", "rule-folders: own\n")
        (line,) = mistakes(tmp_path / "top")
        assert "is a symbolic link" in line


def test_a_trusted_revision_brings_its_own_rules(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(tmp_path), *name, *words], check=True, capture_output=True)

    git("init", "-q")
    put(tmp_path / ".rcolint.yaml", "rule-folders: own\n")
    put(tmp_path / "own/a.yaml", RULE)
    git("add", "-A")
    git("commit", "-qm", "rules")
    put(tmp_path / "own/a.yaml", RULE.replace("error", "note"))
    put(tmp_path / "own/b.yaml", RULE)
    head = subprocess.run(["git", "-C", str(tmp_path), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    trusted = Revision(str(tmp_path), head.stdout.strip())
    config = open_config(str(tmp_path / ".rcolint.yaml"), trusted)
    (file,) = changes_of(config, trusted).files
    assert (file.shown, file.text) == ("own/a.yaml", RULE)
    assert len(changes_of(config, Disk()).files) == 2


def test_changes_are_named_by_all_that_they_say() -> None:
    def tell(*_: str) -> Any:
        raise AssertionError

    one, two = Word("disease", "a", True, tell), Word("disease", "a", False, tell)
    assert Changes().digest == ""
    assert len({Changes((one,)).digest, Changes((two,)).digest, Changes((one, two)).digest, Changes().digest}) == 4


def test_a_configuration_without_changes_runs_the_shipped_rules(tmp_path: Path) -> None:
    config = open_config(str(put(tmp_path / ".rcolint.yaml", "tier: gate\nwords: {}\n")))
    packs = Packs(load())
    assert packs.of(config) is packs.shipped
    assert packs.told() == []


def test_names_and_keys_are_judged_before_anything_is_checked(tmp_path: Path) -> None:
    config = open_config(str(put(tmp_path / ".rcolint.yaml", "names:\n  heal: our brand\n  Restwell:\n")))
    with pytest.raises(ConfigError) as raised:
        Packs(load()).accept(config)
    assert [m.line for m in raised.value.mistakes] == [2, 3]


DOCS = ROOT / "docs" / "configuration.md"


@pytest.mark.skipif(not DOCS.is_file(), reason="this copy of the project came without its documents")
@pytest.mark.parametrize("block", re.findall(r"^```yaml\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), re.M | re.S))
def test_the_configurations_in_the_documents_are_good(tmp_path: Path, block: str) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path / "rules/house/words/warm-word.yaml", WORDS)
    config = open_config(str(put(tmp_path / ".rcolint.yaml", block)))
    Packs(load()).accept(config)


def test_a_staged_file_is_held_to_the_limits_and_the_gate_of_the_configuration(tmp_path: Path, rcolint: Run) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    git("init", "-q")
    put(tmp_path / ".rcolint.yaml", "fail-on: never\nlimits: {file-size: 1}\n")
    put(tmp_path / "page.md", CLAIM)
    git("add", "page.md")
    done = rcolint("check", "--staged", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["counts"]["findings"] > 0
    put(tmp_path / "page.md", "Ships on weekdays.\n" * 60_000)
    git("add", "page.md")
    done = rcolint("check", "--staged")
    assert done.returncode == 3
    assert "over the limit of 1.0 MB" in done.stdout.decode()
