"""How does the hook get into a `.pre-commit-config.yaml` without harm to what stands there?

The entry calls the rcolint that is installed, so it needs no address to clone from. It is put in as text, in front of the other
entries; what stands in the file is never written anew.
"""

import os
import re

from rcolint.cli.streams import refuse_target, write_file
from rcolint.errors import ConfigError, ReadError
from rcolint.opening import read_bytes

FILE = ".pre-commit-config.yaml"
ENTRY = """\
- repo: local
  hooks:
    - id: rcolint
      name: rcolint (risk cues in product copy)
      entry: rcolint check
      language: system
      types: [text]
"""
_LIST = re.compile(r"^repos:[ \t]*(?:#.*)?\r?\n((?:[ \t]*(?:#.*)?\r?\n)*)([ ]*)-[ ]", re.MULTILINE)
_PRESENT = re.compile(r"^[ ]*-?[ ]*id:[ ]*[\"']?rcolint\b", re.MULTILINE)


def entry(indent: str = "  ") -> str:
    """The entry as it stands below `repos:`."""
    return "".join(indent + line for line in ENTRY.splitlines(keepends=True))


def add_hook(folder: str) -> str:
    """Adds the entry and says what was done. Raises ConfigError where the file is not of the common shape."""
    path = os.path.join(folder, FILE)
    refuse_target(path)
    if not os.path.lexists(path):
        write_file(path, lambda stream: stream.write("repos:\n" + entry()))
        return f"{FILE}: written with the rcolint hook; `pre-commit install` puts it to work"
    try:
        text = read_bytes(path).decode("utf-8")
    except (ReadError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    if _PRESENT.search(text):
        return f"{FILE}: has the rcolint hook already"
    found = _LIST.search(text)
    if found is None:
        raise ConfigError(f"{path}: has no list under `repos:`; add the entry by hand:\n{entry()}")
    newline = "\r\n" if "\r\n" in found[0] else "\n"
    at = found.start(2)
    added = text[:at] + entry(found[2]).replace("\n", newline) + text[at:]
    write_file(path, lambda stream: stream.write(added))
    return f"{FILE}: rcolint hook added in front of the others"
