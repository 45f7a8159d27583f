"""`rcolint config`: which settings apply to a file, and who said so?"""

import os

from rcolint.cli.options import Parser
from rcolint.cli.streams import say


def run(words: list[str]) -> int:
    """Shows every setting that applies to a file with its origin, or the JSON Schema of the configuration."""
    parser = Parser(
        "config",
        usage="rcolint config [options] FILE",
        description="Shows the settings that apply to a file or folder, and where each was said.",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="a file or folder; it need not exist")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of .rcolint.yaml")
    options = parser.read(words)
    if options is None:
        return 0
    if options.schema:
        import json

        from rcolint.config.schema import json_schema

        say(json.dumps(json_schema(), indent=2))
        return 0
    if options.file is None:
        parser.error("name a file or folder whose settings are wanted")
    say("\n".join(told(options.file)))
    return 0


def told(path: str) -> list[str]:
    """The settings of a path, one a line with its origin; defaults are told too."""
    from rcolint.config.packs import Packs, config_at
    from rcolint.ruleset.pack import load

    config = config_at(path, Packs(load()))
    real = os.path.realpath(path)
    inside = os.path.join(real, "x") if os.path.isdir(real) else real
    if config is None:
        return [f"{path}: no configuration applies; every setting has its default.", *_rows({})]
    found = config.settings_for(inside)
    files = ", ".join(layer.tree.shown for layer in reversed(config.layers))
    out = [f"{path}: configured by {files}"]
    if config.excludes(real, os.path.isdir(real)):
        out.append("  is excluded: it is not checked")
    return out + _rows({name: (str(_value(s.value)), s.origin) for name, s in found.items()})


DEFAULTS = {"profile": "ruo", "tier": "review", "fail-on": "error:gate", "gitignore": "true"}


def _rows(found: dict[str, tuple[str, str]]) -> list[str]:
    rows = [(name, value, origin) for name, (value, origin) in found.items()]
    rows += [(name, value, "default") for name, value in DEFAULTS.items() if name not in found]
    wide = max(len(name) for name, _, _ in rows)
    lines: list[str] = []
    for name, value, origin in sorted(rows):
        parts = value.split("\n")
        lines.append(f"  {name:{wide}}  {parts[0]}  ({origin})")
        lines += [" " * (wide + 4) + part for part in parts[1:]]
    return lines


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_value(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_value(entry).replace("\n", "; ") for entry in value)
    return str(value)
