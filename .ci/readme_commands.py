"""Prints the command that README.md states behind a marker, so that what is run is what a reader is told to run.

Usage: readme_commands.py NAME, where README.md holds <!-- ci:NAME --> in front of a fenced block.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"


def command(name: str, text: str) -> str:
    """The text of the first fenced sh block behind the marker of this name."""
    found = re.search(rf"<!-- ci:{re.escape(name)} -->\s*\n```sh\n(.*?)\n```", text, re.DOTALL)
    if not found:
        raise SystemExit(f"README.md: no sh block behind <!-- ci:{name} -->")
    return found[1]


if __name__ == "__main__":
    print(command(sys.argv[1], README.read_text(encoding="utf-8")))
