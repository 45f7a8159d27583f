"""Compiles the rules into the one file that is read at run time, so that no YAML is parsed by an installed rcolint."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulePackHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds rcolint/_rules/rules.pack to a wheel. An editable install compiles on demand instead."""

    PLUGIN_NAME = "custom"
    _folder: str = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the wheel is put together."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from rcolint.ruleset.pack import compile_rules

            text = compile_rules(root / "rules")
        finally:
            sys.path.remove(str(root / "src"))
        self._folder = tempfile.mkdtemp(prefix="rcolint-pack-")
        pack = Path(self._folder, "rules.pack")
        pack.write_text(text, encoding="utf-8", newline="\n")
        build_data["force_include"][str(pack)] = "rcolint/_rules/rules.pack"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel stands."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
