"""Where in the code are we: under which keys, in which element, in which kind of place?

One pass over the tree with one cursor, so that depth costs nothing. What a node means is said by the tables of
handlers; a handler returns whether its children are looked at.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rcolint.model import Document, Link, TextBlock
from rcolint.positions import SourceMap, Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy, Flow
from rcolint.readers.pieces import Pieces
from rcolint.readers.visibility import PLAIN, Look

if TYPE_CHECKING:
    from rcolint.readers.code_tree import Node, Parsed

Path = tuple[str, ...]
DEEPEST = 40  # keys; what is nested deeper keeps the path of what is around it
Handler = Callable[["Scan", "Node"], bool]


class Scan:
    """What is known at one point of the walk, and what was collected so far."""

    def __init__(self, document: Document, embed: Embed, parsed: "Parsed") -> None:
        self.text = document.text
        self.copy = Copy(document)
        self.embed = embed
        self.kinds = parsed.kinds
        self.imports: dict[str, tuple[str, str]] = {}  # local name -> module, name in that module
        self.linked: set[tuple[str, str, Path]] = set()
        self.broken: list[Span] = []  # what the grammar did not understand
        self.taken: set[int] = set()  # ids of nodes that were read, or judged, with the node around them
        self.numbers: dict[int, str] = {}  # id of an array's element -> its number
        self.root: Path = ()  # the variable that is being given a value
        self.keys: Path = ()  # the keys below it
        self.spot = "value"  # value, item (of an array), argument (of a call), attribute
        self.carrier = ""  # where something around decides it (JSON-LD)
        self.flow: Flow | None = None  # the JSX text under construction
        self.gap: tuple[int, int] | None = None  # a line break at the end of the text so far, not yet decided upon
        self.glued = True  # whether what stands before joins across a line break
        self.cells: list[str] | None = None  # the cells of the table row that is open
        self.inline: set[int] = set()  # ids of components that stand in a line of text
        self.opening: Node | None = None  # the tag whose attributes are being read
        self.look: Look = PLAIN
        self.element = ""  # the innermost element that gives text its role
        self.pages: dict[int, str] = {}  # id of an object -> the catalogue item that it is
        self.depth = 0
        self.exits: list[tuple[int, Callable[[Any], None], Any]] = []

    def span(self, node: "Node") -> tuple[int, int]:
        """The code points of a node."""
        return node.start_byte, node.end_byte

    def source(self, node: "Node") -> str:
        """The text of a node as it stands."""
        return self.text[node.start_byte : node.end_byte]

    def kind(self, node: "Node") -> str:
        """The kind of a named node; nothing for a mark or a keyword."""
        number = node.kind_id
        return self.kinds[number] if number < len(self.kinds) else "ERROR"

    def skip(self, node: "Node", reason: str) -> bool:
        """Notes that a node is no copy; its children are not looked at."""
        self.copy.skip(*self.span(node), reason)
        return False

    def take(self, node: "Node", reason: str) -> None:
        """The same for a node that the walk will still come to."""
        self.taken.add(node.id)
        self.copy.skip(*self.span(node), reason)

    def enter(self, keys: Path, spot: str, root: Path | None = None) -> None:
        """Goes below a key until the walk leaves the node it is at."""
        self.exits.append((self.depth, self._leave, (self.root, self.keys, self.spot)))
        self.keys, self.spot = keys, spot
        if root is not None:
            self.root = root

    def _leave(self, before: tuple[Path, Path, str]) -> None:
        self.root, self.keys, self.spot = before

    def keep(self, name: str, value: object) -> None:
        """Gives a field a value until the walk leaves the node it is at."""
        self.exits.append((self.depth, self._restore, (name, getattr(self, name))))
        setattr(self, name, value)

    def _restore(self, before: tuple[str, object]) -> None:
        setattr(self, *before)

    def turn_page(self, page: str) -> None:
        """Ends a catalogue item."""
        self.copy.page = page

    def end_work(self, cited: bool) -> None:
        """Ends the record of a published work."""
        self.copy.cited = cited

    def show(self, look: Look) -> None:
        """Text looks like this from here on."""
        self.look = look
        self.copy.facts = look.facts

    def resume(self, before: tuple[Flow | None, tuple[int, int] | None, bool, list[str] | None, str]) -> None:
        """Goes on with the text around an expression."""
        self.flow, self.gap, self.glued, self.cells, self.element = before

    def number(self, node: "Node") -> Path:
        """The keys of a node, with its number where it is an element of an array."""
        found = self.numbers.pop(node.id, None)
        return self.keys if found is None else self.below(found)

    def below(self, key: str) -> Path:
        """The path of a key at this point."""
        return (*self.keys, key) if len(self.keys) < DEEPEST else self.keys

    def emit(self, pieces: Pieces, role: str, carrier: str, path: Path) -> None:
        """Makes a block of the pieces."""
        self.copy.emit(pieces, role, carrier, path=path)

    def embedded(self, language: str, text: str, map: SourceMap, carrier: str, path: Path) -> None:
        """Reads a string in the language it holds. Raises ReadError where that cannot be done."""
        inner = self.embed(language, text, map, path)
        self.copy.take(inner._replace(blocks=tuple(self._placed(block, carrier) for block in inner.blocks), facts=()))

    def _placed(self, block: TextBlock, carrier: str) -> TextBlock:
        return block._replace(
            carrier=carrier if block.carrier == "body" else block.carrier,
            visibility=tuple(sorted({*block.visibility, *self.copy.facts})),
            page=self.copy.page,
        )

    def link(self, kind: str, target: str, names: Path, node: "Node") -> None:
        """Tells once where more copy comes from."""
        if (kind, target, names) not in self.linked:
            self.linked.add((kind, target, names))
            self.copy.links.append(Link(kind, target, names, Span(*self.span(node))))


def walk(scan: Scan, root: "Node", handlers: Sequence[Handler | bool], broken: Handler) -> None:
    """Visits every node in the order of the source; `broken` handles what is of no kind.

    `handlers`, by number of kind, may also just say whether there is anything inside.
    """
    cursor = root.walk()
    first, following, parent = cursor.goto_first_child, cursor.goto_next_sibling, cursor.goto_parent
    exits, size, depth = scan.exits, len(handlers), 0
    while True:
        node = cursor.node
        assert node is not None
        number = node.kind_id
        handler = handlers[number] if number < size else broken
        if handler is True:
            inside = first()
        elif handler is False:
            inside = False
        else:
            scan.depth = depth
            inside = handler(scan, node) and first()
        if inside:
            depth += 1
            continue
        while True:
            while exits and exits[-1][0] == depth:
                _, leave, before = exits.pop()
                leave(before)
            if following():
                break
            if not parent():
                return
            depth -= 1
