"""Does `rcolint init` see what a shop is, propose nothing that hides a cue, and overwrite nothing?"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conftest import Run, environment_program
from rcolint.cli.hook import ENTRY, add_hook
from rcolint.config.opened import open_config
from rcolint.errors import ConfigError
from rcolint.proposing import configuration
from rcolint.surveying import Folder, Holder, Survey, quoted, survey

RUO = "For laboratory research use only. Not for human or veterinary use, diagnosis or therapy."
SUPPLEMENT = "# {}\n\nDietary supplement. Serving size: one capsule.\n\nStir into water.\n"
Build = Callable[[dict[str, str]], Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Makes a shop out of paths and texts."""

    def made(files: dict[str, str]) -> Path:
        top = tmp_path / "shop"
        (top / ".git").mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(text, encoding="utf-8", newline="")
        return top

    return made


def settings(top: Path, path: str) -> dict[str, object]:
    """What the written configuration says of a file."""
    found = open_config(str(top / ".rcolint.yaml")).settings_for(str(top / path))
    return {name: setting.value for name, setting in found.items()}


class TestProfiles:
    def test_folders_say_what_is_sold_in_them(self, build: Build, rcolint: Run) -> None:
        top = build(
            {
                "products/velorin.md": f"# Velorin 5 mg\n\nLyophilised peptide, HPLC 99 %.\n\n{RUO}\n",
                "supplements/daymel.md": SUPPLEMENT.format("Daymel"),
                "blog/freezers.md": "# News about freezers\n\nWe bought a colder one.\n",
                "pages/terms-of-service.md": "# Terms\n\nOrders are final.\n",
                "protocols/thawing.md": "# Thawing cells\n\nWarm the tube in a bath, then spin it down.\n",
            }
        )
        done = rcolint("init", str(top))
        assert done.returncode == 0, done.stderr
        assert settings(top, "products/velorin.md") == {"profile": "ruo", "product-page": True}
        assert settings(top, "supplements/daymel.md") == {"profile": "supplement"}
        assert settings(top, "blog/freezers.md") == {"profile": "ruo", "product-page": False}
        assert settings(top, "pages/terms-of-service.md") == {"profile": "legal"}
        assert settings(top, "pages/other.md") == {"profile": "ruo"}
        assert settings(top, "protocols/thawing.md") == {"profile": "lab"}
        said = done.stdout.decode()
        assert "supplements/** is profile supplement: the folder is called supplements." in said
        assert "so the profile is ruo" in said

    def test_a_protocol_for_a_person_is_left_to_a_person(self, build: Build, rcolint: Run) -> None:
        top = build({"protocols/plan.md": "# Plan\n\nInject 250 mcg twice daily for six weeks.\n"})
        said = rcolint("init", str(top)).stdout.decode()
        assert "left for you to decide: plan.md:3 holds a dosing cue (RCO301)" in said
        assert settings(top, "protocols/plan.md") == {"profile": "ruo"}
        assert '\n  # "protocols/**": {profile: lab}\n' in (top / ".rcolint.yaml").read_text(encoding="utf-8")
        assert rcolint("check", str(top)).returncode == 1

    def test_a_folder_called_supplements_with_vials_in_it_is_left_to_a_person(self, build: Build) -> None:
        seen = survey(str(build({"supplements/velorin.md": "# Velorin\n\nLyophilised peptide in a vial.\n"})))
        assert [(f.value, f.held) for f in seen.folders] == [
            ("supplement", "supplements/velorin.md speaks of research material")
        ]

    def test_what_could_not_be_read_gets_no_milder_profile(self, build: Build) -> None:
        top = build({"legal/terms.md": "# Terms\n"})
        (top / "legal" / "terms.md").write_bytes(b"# Terms\0\n")
        (folder,) = survey(str(top)).folders
        assert folder.held == "not all of its files were read"

    @pytest.mark.parametrize(("others", "profile"), [([], "supplement"), (["# Velorin\n\nA peptide.\n"], "ruo")])
    def test_a_whole_shop_is_milder_only_where_every_page_says_so(
        self, build: Build, others: list[str], profile: str
    ) -> None:
        pages = [SUPPLEMENT.format(name) for name in ("Daymel", "Ostrin", "Keldo")] + others
        assert survey(str(build({f"p{n}.md": text for n, text in enumerate(pages)}))).profile == profile


class TestSources:
    def test_a_frame_is_named_with_what_it_takes_the_statement_from(self, build: Build, rcolint: Run) -> None:
        top = build(
            {
                "next.config.js": "module.exports = {}\n",
                "app/layout.tsx": "import Footer from '../components/Footer'\n"
                "export default function L({children}) { return <body>{children}<Footer/></body> }\n",
                "app/velorin/page.tsx": "export default function P() { return <main><h1>Velorin treats eczema</h1></main> }\n",
                "components/Footer.tsx": f"export default function Footer() {{ return <footer><p>{RUO}</p></footer> }}\n",
                "data/products.json": '[{"name": "Velorin", "description": "Treats arthritis."}]\n',
            }
        )
        said = rcolint("init", str(top)).stdout.decode()
        assert "Made with Next.js (next.config.js)." in said
        assert "app/layout.tsx (through components/Footer.tsx) stands around the pages of its framework" in said
        assert '\n  # - "app/layout.tsx"\n' in (top / ".rcolint.yaml").read_text(encoding="utf-8")
        lacking = [line for line in self.concise(rcolint, top) if "RCO701" in line]
        assert [line.split(":")[0] for line in lacking] == ["data/products.json"]  # nobody said that the frame shows it
        text = (top / ".rcolint.yaml").read_text(encoding="utf-8")
        named = text.replace("# statement-sources:", "statement-sources:").replace("# - ", "- ")
        (top / ".rcolint.yaml").write_text(named, encoding="utf-8")
        assert settings(top, "data/products.json")["statement-sources"] == ["app/layout.tsx"]
        assert not [line for line in self.concise(rcolint, top) if "RCO701" in line]

    @staticmethod
    def concise(rcolint: Run, top: Path) -> list[str]:
        """The findings, one a line."""
        return rcolint("check", str(top), "--format", "concise").stdout.decode().splitlines()

    def test_what_a_page_may_or_may_not_show_is_a_comment(self, build: Build, rcolint: Run) -> None:
        top = build(
            {
                "partials/footer.html": f"<footer><p>{RUO}</p></footer>\n",
                "locales/en.json": f'{{"legal": {{"ruo": "{RUO}"}}}}\n',
                "lib/constants.ts": f'export const TEXTS = {{ ruo: "{RUO}" }};\n',
                "partials/age-gate.html": f"<div><p>{RUO}</p></div>\n",
                "index.html": "<h1>Velorin</h1>\n<p>Treats arthritis.</p>\n",
            }
        )
        rcolint("init", str(top))
        text = (top / ".rcolint.yaml").read_text(encoding="utf-8")
        assert "\n# statement-sources:\n" in text
        for entry in ("partials/footer.html", "key:legal.ruo", "lib/constants.ts:TEXTS.ruo"):
            assert f'\n  # - "{entry}"\n' in text
        assert "age-gate" not in text
        assert "RCO701" in rcolint("check", str(top), "--format", "concise").stdout.decode()

    def test_what_a_framework_writes_is_left_out_and_backups_are_not(self, build: Build, rcolint: Run) -> None:
        top = build(
            {
                "hugo.toml": 'title = "Shop"\n',
                "public/index.html": "<p>Velorin treats arthritis.</p>\n",
                "content/a.md": "# About us\n",
                "content/a.backup.md": "# About us\n",
                "content/backup-plan.md": "# About us\n",
            }
        )
        rcolint("init", str(top))
        config = open_config(str(top / ".rcolint.yaml"))
        assert config.excludes(str(top / "public"), True)
        assert not config.excludes(str(top / "content/a.backup.md"), False)
        text = (top / ".rcolint.yaml").read_text(encoding="utf-8")
        assert '# - "content/a.backup.md"' in text
        assert "backup-plan" not in text


class TestWriting:
    def test_nothing_is_overwritten_without_force(self, build: Build, rcolint: Run) -> None:
        top = build({"a.md": "# A\n", ".rcolint.yaml": "tier: audit\n"})
        done = rcolint("init", str(top))
        assert (done.returncode, (top / ".rcolint.yaml").read_text(encoding="utf-8")) == (2, "tier: audit\n")
        assert b"--force replaces it" in done.stderr
        assert rcolint("init", str(top), "--force").returncode == 0
        assert "profile: ruo" in (top / ".rcolint.yaml").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("name", "text"), [(".rcolint.yml", "tier: audit\n"), ("pyproject.toml", "[tool.rcolint]\ntier = 'audit'\n")]
    )
    def test_a_second_configuration_is_refused_even_with_force(
        self, name: str, text: str, build: Build, rcolint: Run
    ) -> None:
        top = build({"a.md": "# A\n", name: text})
        assert rcolint("init", str(top), "--force").returncode == 2
        assert not (top / ".rcolint.yaml").exists()

    def test_a_configuration_above_that_is_no_longer_heard_is_told(self, build: Build, rcolint: Run) -> None:
        top = build({".rcolint.yaml": "tier: audit\n", "site/a.md": "# A\n"})
        said = rcolint("init", str(top / "site")).stdout.decode()
        assert ".rcolint.yaml was heard here so far and no longer is" in said
        assert "no longer" not in rcolint("init", str(top), "--force").stdout.decode()

    def test_a_broken_configuration_can_be_replaced(self, build: Build, rcolint: Run) -> None:
        top = build({".rcolint.yaml": "profil: x\n", "a.md": "# A\n"})
        assert rcolint("init", str(top), "--force").returncode == 0

    def test_a_link_is_not_written_through(self, build: Build, rcolint: Run, tmp_path: Path) -> None:
        top = build({"a.md": "# A\n"})
        (tmp_path / "precious").write_text("keep", encoding="utf-8")
        (top / ".rcolint.yaml").symlink_to(tmp_path / "precious")
        assert rcolint("init", str(top), "--force").returncode == 2
        assert (tmp_path / "precious").read_text(encoding="utf-8") == "keep"

    @pytest.mark.parametrize("folder", ["empty", "absent"])
    def test_a_folder_without_copy_is_wrong_use(self, folder: str, rcolint: Run, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        done = rcolint("init", folder)
        assert done.returncode == 2
        assert list((tmp_path / "empty").iterdir()) == []

    @pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
    def test_odd_names_stay_inside_their_line(self, build: Build, rcolint: Run) -> None:
        odd = 'a"\n[x]*: {profile: legal} #'
        top = build({f"{odd}/supplements/daymel.md": SUPPLEMENT.format("Daymel"), "other/a.md": "# A\n"})
        done = rcolint("init", str(top))
        assert done.returncode == 0, done.stderr
        assert settings(top, f"{odd}/supplements/daymel.md") == {"profile": "supplement"}
        assert settings(top, "other/a.md") == {"profile": "ruo"}

    def test_what_was_quoted_cannot_end_a_comment(self) -> None:
        folder = Folder("x/**", "profile", "lab", "why", "held\nprofile: legal")
        holder = Holder("y.html", f"{RUO}\ntier: gate", frame=False)
        text = configuration(Survey(1, 1, (), (), (), "ruo", (folder,), (holder,), (), ("z\ntier: gate",)))
        assert yaml.safe_load(text) == {"profile": "ruo"}

    def test_a_pattern_fits_its_path_only(self) -> None:
        assert quoted("app/[slug]/a*b") == "app/\\[slug\\]/a\\*b"


class TestHook:
    @pytest.mark.parametrize(
        "before",
        [
            "repos:\n  - repo: https://example.invalid/x\n    rev: v1\n    hooks: [{id: x}]\n",
            "# ours\nrepos:\n- repo: meta\n  hooks:\n  - id: identity\nfail_fast: true\n",
            "repos:\r\n  # first\r\n  - repo: meta\r\n    hooks: [{id: identity}]\r\n",
        ],
    )
    def test_it_is_added_in_front_and_the_rest_stays(self, before: str, tmp_path: Path) -> None:
        file = tmp_path / ".pre-commit-config.yaml"
        file.write_bytes(before.encode())
        add_hook(str(tmp_path))
        after = file.read_bytes().decode()
        repos = yaml.safe_load(after)["repos"]
        assert repos[0] == yaml.safe_load(ENTRY)[0]
        assert repos[1:] == yaml.safe_load(before)["repos"]
        cut = before.index("- repo")
        head = before[:cut].rstrip(" ")
        assert (after.startswith(head), after.endswith(before[len(head) :])) == (True, True)  # put in, nothing anew
        assert "already" in add_hook(str(tmp_path))
        assert file.read_bytes().decode() == after

    def test_without_a_file_one_is_written(self, build: Build, rcolint: Run) -> None:
        top = build({"a.md": "# A\n"})
        assert rcolint("init", str(top), "--write-hook").returncode == 0
        assert yaml.safe_load((top / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]

    def test_without_the_option_it_is_only_shown(self, build: Build, rcolint: Run) -> None:
        top = build({"a.md": "# A\n"})
        assert b"entry: rcolint check" in rcolint("init", str(top)).stdout
        assert not (top / ".pre-commit-config.yaml").exists()

    def test_a_file_of_another_shape_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
        with pytest.raises(ConfigError, match="by hand"):
            add_hook(str(tmp_path))

    def test_pre_commit_accepts_it(self, tmp_path: Path) -> None:
        import subprocess

        add_hook(str(tmp_path))
        program = environment_program("pre-commit")
        file = str(tmp_path / ".pre-commit-config.yaml")
        assert subprocess.run([program, "validate-config", file], capture_output=True, check=False).returncode == 0
