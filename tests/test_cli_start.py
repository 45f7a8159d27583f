"""What is loaded when a hook runs, and from where?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CLAIM, ROOT, Run

HEAVY = ("pathspec", "msgspec", "rich", "jinja2", "tree_sitter", "yaml", "html.parser", "shutil", "subprocess",
         "argparse", "gettext", "locale")  # fmt: skip
UNASKED = {"rcolint.ruleset.load", "rcolint.ruleset.compiling", "rcolint.ruleset.schema", "rcolint.selftest",
           "rcolint.reports.json_v1", "rcolint.reports.html", "rcolint.reports.record", "rcolint.reports.rows",
           "rcolint.against", "rcolint.provenance", "rcolint.git", "rcolint.cli.outputs", "rcolint.cli.saved", "rcolint.cli.rules", "rcolint.cli.selection",
           "rcolint.config.opened", "rcolint.config.schema", "rcolint.waivers", "rcolint.readers.html_flow"}  # fmt: skip
PAGE = f"# Vialmere Blend\n\n{CLAIM}\n\nFor research use only.\n"
_PROGRAM = """
import sys
from rcolint.cli import main
code = main(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def loaded(*words: str, cwd: Path, stdin: bytes = b"") -> set[str]:
    """The modules that a run with piped output has loaded in the end."""
    for _ in range(2):  # a checkout compiles the rules in the first run after a change; an installed rcolint never does
        done = subprocess.run(
            [sys.executable, "-P", "-c", _PROGRAM, *words],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=True,
        )
    code, *modules = done.stderr.decode().split()
    assert code == "1"
    return set(modules)


class TestWhatIsLoaded:
    def test_a_hook_run_loads_nothing_heavy(self, shop: Path) -> None:
        (shop / "page.md").write_text(PAGE)
        assert not loaded("check", "page.md", cwd=shop) & {*HEAVY, *UNASKED}

    def test_front_matter_loads_nothing_but_yaml(self, shop: Path) -> None:
        (shop / "page.md").write_text(f"---\ntitle: Vialmere Blend\n---\n{PAGE}")
        assert not loaded("check", "page.md", cwd=shop) & set(HEAVY) - {"yaml"}

    def test_a_pipe_loads_nothing_heavy(self, shop: Path) -> None:
        assert not loaded("check", "-", cwd=shop, stdin=PAGE.encode()) & set(HEAVY)

    def test_the_html_report_loads_no_template_engine_and_packs_nothing_that_is_short(self, shop: Path) -> None:
        found = loaded("check", ".", "-o", "html=a.html", cwd=shop)
        assert "rcolint.reports.html" in found
        assert not found & {"jinja2", "rich", "rcolint.reports.html.packed", "concurrent.futures"}

    def test_a_common_configuration_loads_neither_yaml_nor_patterns(self, shop: Path) -> None:
        (shop / "page.md").write_text(PAGE)
        (shop / ".rcolint.yaml").write_text(
            'paths:\n  "legal/**": {profile: legal}\n  "shop/*.md":\n    product-page: true\nexclude: [drafts/]\n'
            "rules:\n  RCO502: note\nnames:\n  Vialmere Labs: the company\nlimits: {seconds: 9}\n"
            "waivers:\n  - rule: RCO101\n    path: page.md\n    text: treats gout\n    reason: none\n"
        )
        found = loaded("check", "page.md", cwd=shop)
        assert not found & {*HEAVY, "platformdirs", "rcolint.ruleset.load", "rcolint.readers.yaml_events"}
        assert "rcolint.own_names" in found


class TestFromWhere:
    DECOYS = (
        "yaml.py",
        "json.py",
        "markdown_it/__init__.py",
        "jinja2/__init__.py",
        "pathspec.py",
        "rcolint/__init__.py",
    )

    @pytest.mark.parametrize(
        "words", [["check", "."], ["check", ".", "-o", "html=a.html", "--exclude", "x"], ["rules"]]
    )
    def test_modules_in_the_working_directory_are_never_run(self, rcolint: Run, shop: Path, words: list[str]) -> None:
        for decoy in self.DECOYS:
            (shop / decoy).parent.mkdir(exist_ok=True)
            (shop / decoy).write_text("open('owned', 'w').close(); raise SystemExit(77)\n")
        done = rcolint(*words, cwd=shop)
        assert done.returncode in (0, 1), done.stderr
        assert not (shop / "owned").exists()
