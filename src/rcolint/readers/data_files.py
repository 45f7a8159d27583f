"""What does a YAML or TOML file say to the reader of a page?

Product data, questions and answers, translations, site settings: every text value is a block with its key path. What cannot be
parsed is read line by line, with a notice that says from where on.
"""

from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.positions import LineIndex
from rcolint.readers import Embed
from rcolint.readers.data_copy import DataCopy
from rcolint.readers.locales import holds_translations
from rcolint.readers.scalars import BrokenError, Values, is_number

MAX_DEPTH = 200
MAX_TOML_DEPTH = 50  # the library recurses


def read_yaml(document: Document, embed: Embed) -> Reading:
    """Reads a YAML file, which may hold several documents."""
    from rcolint.readers.yaml_events import read_documents

    return _read(document, embed, *read_documents(document.text, MAX_DEPTH))


def read_toml(document: Document, embed: Embed) -> Reading:
    """Reads a TOML file."""
    from rcolint.readers.toml_values import read_values

    try:
        values = read_values(document.text, MAX_TOML_DEPTH)
    except BrokenError as broken:
        return _read(document, embed, Values(), broken)
    return _read(document, embed, values, None)


def _read(document: Document, embed: Embed, values: Values, broken: BrokenError | None) -> Reading:
    copy = DataCopy(document, embed, holds_translations(document.path))
    at = 0
    for path, pieces, span, plain in values.scalars:
        at = max(at, span.end)
        if pieces is None:
            copy.add_as_it_stands(path, span.start, span.end)
            copy.note("the place of each letter of this value is not known; its lines are read as they stand", *span)
        elif plain and is_number(pieces.text):
            copy.tell(path, pieces.text)
        else:
            copy.add(path, pieces)
    if broken is not None:
        line, _ = LineIndex(document.text).line_column(at)
        copy.note(f"cannot be parsed ({broken.why}); from line {line} on its lines are read as they stand", at, at)
        _add_lines(copy, at)
    return copy.reading()


# A line of a file that is beyond parsing: list mark, key, value.
_LINE = Expression(
    r"[ \t]*+(?:- ++)*+(?:([\w.-]++|\"[^\"\r\n]++\"|'[^'\r\n]++')[ \t]*+[:=](?=[ \t]|[\r\n]|\Z))?+[ \t]*+([^\r\n]*+)"
)
_BREAK = Expression(r"[\r\n]+|\Z")


def _add_lines(copy: DataCopy, at: int) -> None:
    text = copy.document.text
    while at < len(text):
        line = _LINE.match(text, at)
        if line is not None and not line[2].startswith("#"):
            copy.add_as_it_stands((line[1].strip("\"'"),) if line[1] else (), *line.span(2))
        after = _BREAK.search(text, line.end() if line else at)
        at = after.end() if after else len(text)
