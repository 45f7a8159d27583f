"""What do the texts of an XLIFF file say, in the language they come from and in the one they go to?

Each source and each target is a message. Notes, proposals of a translation memory and the code of inline elements are no
copy.
"""

from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.readers import Embed
from rcolint.readers.data_copy import DataCopy
from rcolint.readers.pieces import OBJECT, Pieces
from rcolint.readers.xml_scan import CDATA, EMPTY, END, START, STRAY, TEXT, Part, attributes, decoded, scan

_UNITS = ("trans-unit", "unit")
_TEXTS = ("source", "target")
_PROPOSALS = ("alt-trans", "matches")
_CODE = ("ph", "bpt", "ept", "it")  # what they hold belongs to the program
_THINGS = ("x", "ph")
_KEY = Expression(r"[\w.:/-]+\Z")


def read(document: Document, embed: Embed) -> Reading:
    """Reads XLIFF 1.2 and 2."""
    walk = _Walk(document, embed)
    for part in scan(document.text):
        walk.take(part)
    walk.finish()
    return walk.copy.reading()


class _Walk:
    """One pass over the parts of a document."""

    def __init__(self, document: Document, embed: Embed) -> None:
        self.text = document.text
        self.copy = DataCopy(document, embed, all_text=True)
        self.path: tuple[str, ...] = ()
        self.pieces: Pieces | None = None  # of the text that is open
        self.code = self.proposals = 0  # such elements around
        self.told = False

    def take(self, part: Part) -> None:
        """One tag or text."""
        name = part.name.rpartition(":")[2].lower()
        if part.kind in (START, EMPTY):
            self._open(part, name)
        elif part.kind == END:
            if name in _TEXTS:
                self._put()
            self.code -= bool(self.code) and name in _CODE
            self.proposals -= bool(self.proposals) and name in _PROPOSALS
        elif part.kind == STRAY and self.pieces is None:
            self._tell(part)
            self.copy.add_as_it_stands((), part.start, part.end)
        elif part.kind in (TEXT, CDATA, STRAY) and self.pieces is not None and not self.code:
            if part.kind == CDATA:
                self.pieces.add(self.text[slice(*part.inside)], *part.inside)
            else:
                decoded(self.pieces, self.text, part.start, part.end)

    def _open(self, part: Part, name: str) -> None:
        begins = part.kind == START
        if name in _UNITS:
            said = {one.name.lower(): self.text[one.start : one.end] for one in attributes(self.text, part)}
            key = said.get("resname") or said.get("name") or said.get("id", "")
            self.path = (key,) if _KEY.match(key) else ()
        elif name in _TEXTS and begins and not self.proposals:
            self._put()
            self.pieces = Pieces()
        elif name in _PROPOSALS:
            self.proposals += begins
        elif self.pieces is not None:
            if name in _THINGS and not self.code:
                self.pieces.insert(OBJECT, part.start)
            self.code += begins and name in _CODE

    def _put(self) -> None:
        if self.pieces is not None:
            self.copy.add(self.path, self.pieces)
        self.pieces, self.code = None, 0

    def finish(self) -> None:
        """Closes what was left open."""
        if self.pieces is not None:
            self._tell(Part(TEXT, len(self.text), len(self.text)))
        self._put()

    def _tell(self, part: Part) -> None:
        if not self.told:
            self.copy.note("is not well-formed XML here; what was not understood is read as it stands", *part[1:3])
        self.told = True
