"""Which reader reads which kind of file?

A reader turns a Document into TextBlocks with exact maps. Readers never import each other: what is embedded (front
matter in Markdown, HTML in a JSON string) is handed back through `embed`.
"""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import Protocol

from rcolint.deadline import within_deadline
from rcolint.expressions import Expression
from rcolint.model import Document, Reading, TextBlock
from rcolint.positions import SourceMap

READERS = {
    "asciidoc": "rcolint.readers.asciidoc:read",
    "astro": "rcolint.readers.components:read_astro",
    "arb": "rcolint.readers.json_values:read_arb",
    "csv": "rcolint.readers.csv_table:read",
    "docx": "rcolint.readers.office:read",
    "javascript": "rcolint.readers.code:read",
    "html": "rcolint.readers.html:read",
    "json": "rcolint.readers.json_values:read",
    "jsonl": "rcolint.readers.json_values:read_lines",
    "markdown": "rcolint.readers.markdown:read",
    "mdx": "rcolint.readers.mdx:read",
    "notebook": "rcolint.readers.notebook:read",
    "pdf": "rcolint.readers.office:read",
    "php": "rcolint.readers.php:read",
    "po": "rcolint.readers.messages:read_po",
    "properties": "rcolint.readers.messages:read_properties",
    "rst": "rcolint.readers.rst:read",
    "sql": "rcolint.readers.sql:read",
    "strings": "rcolint.readers.messages:read_strings",
    "svelte": "rcolint.readers.components:read_svelte",
    "template": "rcolint.readers.template:read",
    "text": "rcolint.readers.plain:read",
    "toml": "rcolint.readers.data_files:read_toml",
    "tsx": "rcolint.readers.code:read",
    "typescript": "rcolint.readers.code:read",
    "vue": "rcolint.readers.components:read_vue",
    "xliff": "rcolint.readers.xliff:read",
    "xml": "rcolint.readers.xml:read",
    "yaml": "rcolint.readers.data_files:read_yaml",
}
# Files that are no text: what takes the text out of them.
UNPACKERS = {
    "docx": "rcolint.readers.docx:unpack",
    "pdf": "rcolint.readers.pdf:unpack",
}
# What only an extra reads: the module that it brings, and its name.
EXTRAS = {"pdf": ("pypdf", "rcolint[office]")}
# What is read in another way where it stands inside another file: there, YAML and TOML are the front matter of a page.
INSIDE = {
    "toml": "rcolint.readers.front_matter:read_toml",
    "yaml": "rcolint.readers.front_matter:read_yaml",
}
SUFFIXES = {
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".astro": "astro",
    ".mdx": "mdx",
    ".svelte": "svelte",
    ".vue": "vue",
    ".arb": "arb",
    ".csv": "csv",
    ".docx": "docx",
    ".ipynb": "notebook",
    ".pdf": "pdf",
    ".cjs": "javascript",
    ".cts": "typescript",
    ".es6": "javascript",
    ".js": "javascript",
    ".jsx": "javascript",
    ".mjs": "javascript",
    ".mts": "typescript",
    ".ts": "typescript",
    ".tsx": "tsx",
    ".json": "json",
    ".json5": "json",
    ".jsonc": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".webmanifest": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".po": "po",
    ".pot": "po",
    ".properties": "properties",
    ".rst": "rst",
    ".sql": "sql",
    ".strings": "strings",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xht": "html",
    ".ejs": "template",
    ".erb": "template",
    ".gohtml": "template",
    ".handlebars": "template",
    ".hbs": "template",
    ".j2": "template",
    ".jinja": "template",
    ".jinja2": "template",
    ".liquid": "template",
    ".mustache": "template",
    ".njk": "template",
    ".php": "php",
    ".phtml": "php",
    ".tmpl": "template",
    ".twig": "template",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".txt": "text",
    ".text": "text",
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
}


class Embed(Protocol):
    """Reads `text` as `language` and returns its blocks mapped to the document through `map`."""

    def __call__(self, language: str, text: str, map: SourceMap, path: tuple[str, ...]) -> Reading:
        """Raises ReadError where the text cannot be read whole."""
        ...


Reader = Callable[[Document, Embed], Reading]


def language_of(path: str) -> str | None:
    """The language of a file by its suffix, or None where no reader reads it."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


_STARTS = (  # what a text begins with that tells what it is
    (Expression(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]0-9-])"), "json"),
    (Expression(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S), "html"),
    (Expression(r"---[ \t]*\r?\n"), "markdown"),
)


def language_in(head: bytes) -> str:
    """The language that the first bytes of a file tell, or nothing. For files that somebody named."""
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return next((name for start, name in _STARTS if name in READERS and start.match(text)), "")


def load(language: str, inside: bool = False) -> Reader:
    """The reader of a language, or of what is `inside` a file. Raises KeyError for a language that READERS lacks."""
    found = INSIDE.get(language) if inside else None
    module, name = (found or READERS[language]).split(":")
    reader: Reader = getattr(import_module(module), name)
    return reader


def unpack(data: bytes, shown: str, language: str) -> Document:
    """The text in a file that is no text. Raises ReadError where it cannot be taken out, or takes too long."""
    module, name = UNPACKERS[language].split(":")
    take_out: Callable[[bytes, str], Document] = getattr(import_module(module), name)
    return within_deadline(lambda: take_out(data, shown), min(len(data), LONG_WORK))


LONG_WORK = 400_000  # bytes; the pictures in a larger file are not looked at and need no time


def read(document: Document, keys: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())) -> Reading:
    """Reads a document with the reader of its language. Raises ReadError where it cannot be read whole.

    `keys` names those of data that hold copy and those that hold none, whatever they look like.
    """
    if keys != ((), ()):
        from rcolint.readers.keys import with_keys

        return with_keys(keys, lambda: read(document))

    def embed(language: str, text: str, map: SourceMap, path: tuple[str, ...]) -> Reading:
        inner = load(language, inside=True)(Document(document.path, text, language), embed)
        return Reading(
            tuple(_moved(block, map, path) for block in inner.blocks),
            tuple(type(s)(map.to_source(s.span.start, s.span.end), s.reason) for s in inner.skips),
            tuple(
                type(n)(n.message, map.to_source(n.span.start, n.span.end) if n.span else None) for n in inner.notices
            ),
            inner.facts,
            tuple(k._replace(span=map.to_source(k.span.start, k.span.end) if k.span else None) for k in inner.links),
        )

    return load(document.language)(document, embed)


def _moved(block: TextBlock, map: SourceMap, path: tuple[str, ...]) -> TextBlock:
    return TextBlock(
        block.text,
        block.map.compose(map),
        block.role,
        block.carrier,
        block.headings,
        path + block.path,
        block.visibility,
        block.level,
        block.page,
    )


def extra_for(language: str) -> str:
    """The extra that a language needs and that is not installed, as `rcolint[office]`; empty where it can be read."""
    from importlib.util import find_spec

    module, extra = EXTRAS.get(language, ("", ""))
    if not module:
        return ""
    try:
        return extra if find_spec(module) is None else ""
    except ValueError:  # it is barred from being imported
        return extra
