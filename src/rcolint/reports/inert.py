"""How is text from outside put into Markdown or XML so that it can only be read?

In Markdown it stands in a code span: no link, picture, mention, heading or HTML can come of it, on GitHub or elsewhere, and a
backslash would not keep a mention from being one. In XML it is escaped, and what XML cannot hold is shown as a mark.
"""

from rcolint.expressions import Expression
from rcolint.reports.quoting import one_line, shown

_TICKS = Expression("`+")
_PLAIN = Expression(r"[\w ,;:'\"()%–’“”.-]*\Z")  # nothing that Markdown or a forge makes something else of
_LINKS = Expression(r"www\.|\w:\w|//|\b[0-9a-f]{7,40}\b|\w_|_\w|^\s*\d+[.)]|^\s*[-+]|GH-\d", 2)
_NO_XML = str.maketrans({"\ufffe": "⟦U+FFFE⟧", "\uffff": "⟦U+FFFF⟧"})


def code(text: str) -> str:
    """A code span of Markdown that holds the text on one line."""
    text = one_line(text) or " "
    ticks = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * (ticks + 1)
    pad = " " if ticks or text != text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def prose(text: str) -> str:
    """A sentence of a rule as it stands where it is plain text to Markdown, else in a code span."""
    text = one_line(text)
    return text if _PLAIN.match(text) and not _LINKS.search(text) else code(text)


def xml(text: str) -> str:
    """Text of XML 1.0, also between double quotes of an attribute. Line breaks and tabs stay."""
    text = shown(text, keep="\n\t").translate(_NO_XML)
    for char, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("\n", "&#10;"),
        ("\t", "&#9;"),
    ):
        text = text.replace(char, entity)
    return text
