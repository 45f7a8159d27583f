"""What does a YAML file say, and on which line and column does it say it?

Author files only (rules, word lists, configuration): they are small, so the safe and slow parser is used. Aliases, tags
and deep nesting are refused before anything is built.
"""

from pathlib import Path
from typing import Any

import yaml

from rcolint.errors import Mistake
from rcolint.tuples import NamedTuple

# The C parser is twice as fast; it is fed only what `_refuse` has found shallow.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 20
Path_ = tuple[object, ...]


class Located(NamedTuple):
    """Plain data, and the 1-based (line, column) of every value by its path of keys and indexes."""

    data: Any
    places: dict[Path_, tuple[int, int]]
    path: str
    lines: list[str]

    def mistake(self, at: Path_, message: str, hint: str = "") -> Mistake:
        """A mistake at the value under `at`, or at its nearest parent that has a place."""
        while at and at not in self.places:
            at = at[:-1]
        line, column = self.places.get(at, (1, 1))
        excerpt = self.lines[line - 1].strip() if line <= len(self.lines) else ""
        return Mistake(message, self.path, line, column, excerpt, hint)


class Parsed(NamedTuple):
    """A file of rules or words: its name without suffix, its documents, and what is wrong with it."""

    stem: str
    shown: str
    documents: list[Located]
    mistakes: list[Mistake]


def parsed_folder(folder: Path, shown: str) -> list[Parsed]:
    """The YAML files of a folder, in order."""
    found: list[Parsed] = []
    for path in sorted(folder.glob("*.yaml")):
        name = f"{shown}/{path.name}"
        found.append(Parsed(path.stem, name, *read_documents(path, name)))
    return found


def parsed_text(shown: str, text: str) -> Parsed:
    """The same of a file whose text is at hand."""
    return Parsed(Path(shown).stem, shown, *parse_documents(text, shown))


def read_documents(path: Path, shown: str) -> tuple[list[Located], list[Mistake]]:
    """All YAML documents of a file, and what is wrong with it."""
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            return [], [Mistake(f"is larger than {MAX_BYTES} bytes", shown)]
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Mistake(f"cannot be read: {error}", shown)]
    return parse_documents(text, shown)


def parse_documents(text: str, shown: str) -> tuple[list[Located], list[Mistake]]:
    """The same from text that is already decoded."""
    lines = text.splitlines()
    refused = _refuse(text, shown)
    if refused:
        return [], [refused]
    documents: list[Located] = []
    mistakes: list[Mistake] = []
    try:
        for node in yaml.compose_all(text, Loader=_LOADER):
            places: dict[Path_, tuple[int, int]] = {}
            data = _build(node, (), places, mistakes, shown) if node is not None else None
            documents.append(Located(data, places, shown, lines))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        problem = str(getattr(error, "problem", None) or error)
        excerpt = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        mistakes.append(Mistake(f"not valid YAML: {problem}", shown, line, column, excerpt))
    return documents, mistakes


def _refuse(text: str, shown: str) -> Mistake | None:
    """Looks at events only, so that nothing deep or aliased is ever built."""
    if len(text) > MAX_BYTES:
        return Mistake(f"is larger than {MAX_BYTES} bytes", shown)
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            tagged = getattr(event, "tag", None)
            wrong = (
                "aliases are not accepted"
                if isinstance(event, yaml.AliasEvent)
                else f"nested deeper than {MAX_DEPTH}"
                if depth > MAX_DEPTH
                else f"the tag {tagged} is not accepted"
                if tagged and tagged != "!"
                else ""
            )
            if wrong:
                mark = event.start_mark
                line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
                return Mistake(wrong, shown, line, column)
    except (yaml.YAMLError, RecursionError):
        return None  # told in full by parse_documents
    return None


def _build(node: Any, at: Path_, places: dict[Path_, tuple[int, int]], mistakes: list[Mistake], shown: str) -> Any:
    places[at] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key in result:
                mark = key_node.start_mark
                mistakes.append(Mistake(f"the key '{key}' stands twice", shown, mark.line + 1, mark.column + 1))
            result[key] = _build(value, (*at, key), places, mistakes, shown)
            places[(*at, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*at, i), places, mistakes, shown) for i, child in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value.lower() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:int" and node.value.lstrip("-").isdigit() and len(node.value) < 18:
        return int(node.value)
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value
