"""May a report be written to this file, and is what lies there one of our own?"""

import os
from collections.abc import Sequence

from rcolint.cli.folders import refuse_folder
from rcolint.cli.streams import refuse_target
from rcolint.errors import ConfigError
from rcolint.files import collect
from rcolint.opening import read_head
from rcolint.reports import FOLDERS

# What the formats begin with. An older report in a folder is none of the files to check, and may be replaced.
OWN = (
    b'"schema": "rcolint/v1"',
    b'<meta name="generator" content="rcolint">',
    b'"driver": {\n     "name": "rcolint"',
    b'{"source": {"name": "rcolint"}',
    b'<testsuites name="rcolint"',
    b"<!-- rcolint",
    b'"path","line","column","end_line","end_column"',
    b'"check_name": "RCO',
    b'"check_name": "rcolint-not-checked"',
)


def refuse_outputs(outputs: Sequence[tuple[str, str]], paths: Sequence[str], exclude: Sequence[str]) -> None:
    """Finds bad output files before the work is done. Raises ConfigError."""
    targets: set[str] = set()
    for name, path in outputs:
        if name in FOLDERS:
            refuse_folder(path, paths)
        else:
            refuse_target(path)
        real = os.path.realpath(path)
        if real in targets:
            raise ConfigError(f"-o {path}: two reports cannot share a file")
        targets.add(real)
        if os.path.isfile(path) and real in _inputs(paths, exclude, path):
            raise ConfigError(f"-o {path}: is one of the files to check and would be overwritten")


def _inputs(paths: Sequence[str], exclude: Sequence[str], path: str) -> set[str]:
    """The files to check; an older report that a folder holds is none of them."""
    named = {os.path.realpath(path) for path in paths}
    head = read_head(path)
    if head == b"[]\n" or any(mark in head for mark in OWN):
        return named
    return named | {source.path for source in collect(paths, exclude).files}
