"""What does a saved report say: a JSON, or an HTML page that carries one?"""

import os

from rcolint.errors import ConfigError, ReadError
from rcolint.model import Report
from rcolint.opening import read_bytes

LIMIT = 1 << 28  # bytes


def read_saved(path: str) -> Report:
    """The report of a file. Raises ConfigError with what to do where it cannot be read or is no report."""
    return report_in(text_of(path), path)


def text_of(path: str) -> str:
    """The JSON of a saved report. Raises ConfigError."""
    from rcolint.reports.embedded import unpacked

    try:
        text = read_bytes(path, LIMIT).decode("utf-8", "backslashreplace")
        return unpacked(text) if text.lstrip()[:1] == "<" else text
    except (ReadError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from None


def report_in(text: str, path: str) -> Report:
    """The report that a JSON tells. Raises ConfigError."""
    from rcolint.reports.json_v1 import read

    try:
        return read(text)
    except ValueError as error:
        kinds = "a JSON or HTML report of rcolint (-o json=FILE or -o html=FILE)"
        raise ConfigError(f"{os.path.basename(path)}: is not {kinds}: {error}") from None
