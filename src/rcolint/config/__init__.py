"""Which configuration applies to a file?

The nearest one above it. Most runs have none, so what reads one is loaded when one was found.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from rcolint.config.origin import Disk
from rcolint.errors import ConfigError, Mistake, ReadError

if TYPE_CHECKING:
    from rcolint.config.opened import Config

FILE_NAMES = (".rcolint.yaml", ".rcolint.yml")
PYPROJECT = "pyproject.toml"
GIT = ".git"


class Finder:
    """Finds the configuration of each file; every folder is looked into once."""

    def __init__(self, accept: "Callable[[Config], None]", files: Disk | None = None) -> None:
        self._accept = accept  # raises ConfigError for a configuration that cannot be used
        self._files = files or Disk()
        self._by_folder: dict[str, Config | None] = {}

    def config_of(self, real: str) -> "Config | None":
        """The configuration that applies to a file, by its real path. Raises ConfigError for a broken one."""
        return self._of_folder(os.path.dirname(real))

    def _of_folder(self, folder: str) -> "Config | None":
        if folder not in self._by_folder:
            path = _file_in(folder, self._files)
            above = os.path.dirname(folder)
            if path:
                from rcolint.config.opened import open_config

                config = open_config(path, self._files)
                self._accept(config)
                self._by_folder[folder] = config
            elif above == folder or os.path.lexists(os.path.join(folder, GIT)):
                self._by_folder[folder] = None
            else:
                self._by_folder[folder] = self._of_folder(above)
        return self._by_folder[folder]


def _file_in(folder: str, files: Disk) -> str:
    """The configuration file of a folder, or nothing. Raises ConfigError where there are two."""
    found = [path for name in FILE_NAMES if files.exists(path := os.path.join(folder, name))]
    if _names_rcolint(os.path.join(folder, PYPROJECT), files):
        found.append(os.path.join(folder, PYPROJECT))
    if len(found) > 1:
        names = " and ".join(os.path.basename(path) for path in found)
        raise ConfigError([Mistake(f"{names} both configure rcolint here: keep one", folder)])
    return found[0] if found else ""


def configures(path: str) -> bool:
    """Whether a file on the disk is a configuration of rcolint."""
    return os.path.lexists(path) if os.path.basename(path) != PYPROJECT else _names_rcolint(path, Disk())


def _names_rcolint(path: str, files: Disk) -> bool:
    """Whether a pyproject.toml holds settings for rcolint."""
    try:
        return files.exists(path) and b"\n[tool.rcolint" in b"\n" + files.read(path)
    except ReadError:
        return False
