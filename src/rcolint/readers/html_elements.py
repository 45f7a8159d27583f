"""Which HTML elements are open, and how does text look in the innermost one?

Opens and closes as browsers do when they build a page: which tag closes which element without being asked, which is
ignored where it stands, what stays open across a wrongly nested end tag. Every question is answered from last places,
not by walking: a page of nothing but open tags takes no longer than any other.
"""

from collections.abc import Callable

from rcolint.errors import ReadError
from rcolint.readers.html_names import (
    BETWEEN_CELLS,
    BREAKS_OUT,
    CELLS,
    CLOSED_OTHERWISE,
    CLOSES_P,
    ENDS_ALL,
    ENDS_ANY,
    ENDS_LIST,
    FORMATS,
    FORMATTING,
    GIVES,
    HEADINGS,
    HTML_AGAIN,
    IMPLIED,
    KINDS,
    LIKES,
    PARTS,
    RUBY,
    SCOPE,
    SPECIAL,
    STANDS_IN,
    TABLE_SCOPES,
    TOLD,
)
from rcolint.readers.html_tags import BLOCK, VOID
from rcolint.readers.styles import Marks, Style
from rcolint.readers.visibility import PLAIN, Look, look_inside

Change = tuple[Style, tuple[str, ...]]  # what an element's style declares, and facts known from elsewhere

MAX_STYLED = 8  # formatting elements with a style that the next block takes up again
PATIENCE = 1_000_000  # steps for wrongly nested elements with a style of their own; a page has a few


class Element:
    """An open element: what a style rule sees of it, how text looks in it, which element gives that text its role."""

    __slots__ = ("change", "inner", "kind", "look", "marks", "name", "role", "space")

    def __init__(
        self, name: str, look: Look, marks: Marks | None, role: str, space: str, change: Change | None
    ) -> None:
        self.name = name  # empty once it was closed out of turn
        self.look = look
        self.marks = marks
        self.role = role
        self.space = space  # "svg" or "math"; empty for HTML
        self.inner = space  # the same for what stands in it
        self.kind = 0  # of the bits below
        self.change = change


class Elements:
    """The open elements, innermost last. `closed` is called with the name of each table, row, cell and aside that closes."""

    def __init__(self, root: Look = PLAIN, closed: Callable[[str], None] | None = None) -> None:
        self.open: list[Element] = []
        self.look = root
        self.space = ""  # "svg" or "math" where the next tag is one of theirs; empty in HTML
        self.parted = False  # set where an element closes that parts the text in it from what follows
        self._root = root
        self._closed = closed
        self._at: dict[str, list[int]] = {}  # name -> where in `open` it stands
        self._specials: list[int] = []
        self._list_stops: list[int] = []
        self._scopes: list[int] = []
        self._styled: list[tuple[str, Change]] = []  # open formatting elements with a style
        self.lost: list[tuple[str, Change]] = []  # those that a block has closed: text takes them up again
        self._kept: list[list[tuple[str, Change]]] = []  # the same for the cells and the like around this
        self._patience = PATIENCE

    def __len__(self) -> int:
        return len(self.open)

    @property
    def role(self) -> str:
        """The innermost element that gives text its role, or nothing."""
        return self.open[-1].role if self.open else ""

    @property
    def between_cells(self) -> bool:
        """Whether this is inside of a table but in no cell of it."""
        return bool(self.open) and self.open[-1].name in BETWEEN_CELLS and not self.open[-1].space

    @property
    def text_look(self) -> Look:
        """How text looks that stands here: between the cells of a table it is shown before the table."""
        if not self.between_cells:
            return self.look
        at = self._last("table")
        return self.open[at - 1].look if at else self._root

    def depth(self, name: str) -> int:
        """How many elements of that name are open."""
        return len(self._at.get(name, ()))

    # --- opening -------------------------------------------------------------------------------------------------

    def make_room(self, name: str) -> bool:
        """Closes what a start tag closes without being asked; False where browsers ignore the tag."""
        if self.space:
            if name not in BREAKS_OUT:
                return True
            while self.space:
                self.pop()
        room = _ROOM.get(name)
        return True if room is None else room(self, name)

    def _no_room(self, name: str) -> bool:
        return name == "body" and not self.open

    def _room_for_form(self, name: str) -> bool:
        if self._at.get("form") or self.between_cells:
            return False
        return self._close_before(name)

    def _room_for_table(self, name: str) -> bool:
        if self._last("table") > self._last_of(CELLS):
            self._cut(self._last("table"))  # a table right in a table ends it
        return self._close_before(name)

    def _room_for_option(self, name: str) -> bool:
        while self.open and self.open[-1].name in ("option", name):
            self.pop()
        return True

    def _room_for_ruby(self, name: str) -> bool:  # noqa: ARG002 - one signature for all
        if self._in_scope("ruby"):
            while self.open[-1].name in IMPLIED:
                self.pop()
        return True

    def _room_for_like(self, name: str) -> bool:
        if self._at.get(name) and self._in_scope(name):
            if name == "button":
                self._cut(self._last(name))
            else:
                self._close_formatting(name)
        return True

    def _close_before(self, name: str) -> bool:
        likes = LIKES.get(name)
        if likes and self._list_stops and self.open[self._list_stops[-1]].name in likes:
            self._cut(self._list_stops[-1])
        if self._at.get("p") and self._p_in_scope():
            self._cut(self._last("p"))
        if name in HEADINGS and self.open and self.open[-1].name in HEADINGS:
            self.pop()
        return True

    def _room_in_table(self, name: str) -> bool:
        table = self._last_of(TABLE_SCOPES)
        if table < 0:
            return False
        if self.open[table].name == "table":
            self._cut(max(table, self._last_of(STANDS_IN[name])) + 1)
            if name in ("tr", "td", "th") and self.open[-1].name == "table":
                self.push("tbody")
            if name in ("td", "th") and self.open[-1].name != "tr":
                self.push("tr")
        return True

    def push(self, name: str, marks: Marks | None = None, change: Change | None = None, space: str = "") -> None:
        """Opens an element inside what is open now."""
        at = len(self.open)
        look = self.look
        if at and self.open[-1].name in BETWEEN_CELLS and name not in STANDS_IN and not self.open[-1].space:
            look = self.look = self.text_look
        if change is not None:
            outer = look
            if name == "summary":  # a closed <details> still shows its summary
                outer = look._replace(kept=tuple(fact for fact in look.kept if fact != "collapsed"))
            look = self.look = look_inside(outer, *change, is_body=name == "body")
        kind = KINDS.get(name, 0)
        role = name if kind & GIVES else self.open[-1].role if at else ""
        element = Element(name, look, marks, role, space, change)
        self.open.append(element)
        places = self._at.get(name)
        if places is None:
            self._at[name] = [at]
        else:
            places.append(at)
        if space:
            again = name in HTML_AGAIN.get(space, ())
            kind = ENDS_ALL if again else PARTS * (name in BLOCK)
            element.inner = self.space = "" if again else space
        element.kind = kind
        if kind & ENDS_ANY:
            self._begin_scope(name, kind, at)
        elif change is not None and kind & FORMATS:
            self._styled.append((name, change))

    def _begin_scope(self, name: str, kind: int, at: int) -> None:
        self._specials.append(at)
        if kind & ENDS_LIST:
            self._list_stops.append(at)
            if kind & SCOPE:
                self._scopes.append(at)
                if name != "table":
                    self._kept.append(self.lost)
                    self.lost = []  # what was open outside of a cell is not taken up in it

    def take_up(self) -> None:
        """Opens again the formatting elements with a style that a block has closed: text goes on in them."""
        if self.lost:
            lost, self.lost = self.lost[-MAX_STYLED:], []
            for name, change in lost:
                self.push(name, None, change)

    # --- closing -------------------------------------------------------------------------------------------------

    def close(self, name: str) -> bool:
        """Closes the element of an end tag; False where text goes on as if the tag was not there."""
        top = self.open[-1] if self.open else None
        if top is not None and top.name == name and name not in CLOSED_OTHERWISE and top.change is None:
            self.pop()
            return name not in FORMATTING
        if self.open and self.open[-1].space:
            at = self._last(name)
            if name in ("p", "br"):
                while self.space:
                    self.pop()
            elif at >= max(self._last("svg"), self._last("math")) and self.open[at].space:
                self._cut(at)
                return True
        if name in STANDS_IN or name == "table":
            at = self._last(name)
            if at >= 0 and at >= self._last_of(TABLE_SCOPES):
                self._cut(at)
                return True
            return False
        if name in FORMATTING:
            self._close_formatting(name)
            return False
        return self._close_element(name)

    def _close_element(self, name: str) -> bool:
        if name in ("html", "body", "head") or name in VOID:
            return False
        at = self._last(name)
        if name == "p":
            found = self._p_in_scope()
        elif name in HEADINGS:
            at = self._last_of(HEADINGS)
            found = at > self._last_scope()
        elif name == "li":
            found = at > max(self._last_scope(), self._last("ol"), self._last("ul"))
        elif name == "template":
            found = at >= 0
        elif name in SPECIAL:
            found = self._in_scope(name)
        else:
            found = at > (self._specials[-1] if self._specials else -1)
        if found and name == "form" and any(e.name not in IMPLIED for e in self.open[at + 1 : at + 20]):
            self._forget(at)  # what was left open in a form stays open, and text goes on in it
            return False
        if found:
            self._cut(at)
        return found or name == "p"  # a </p> without its <p> makes an empty paragraph

    def _close_formatting(self, name: str) -> None:
        """In the middle of a block that was opened later, that block stays and the formatting ends."""
        for entry in reversed(self.lost):
            if entry[0] == name:
                self.lost.remove(entry)
                return
        at = self._last(name)
        if at <= self._last_scope():
            return
        if self._specials and self._specials[-1] > at:
            self._cut(self._specials[-1] + 1)
            self._forget(at)
            return
        styled = self.open[at].change is not None
        self._cut(at)
        if styled and self.lost:
            del self.lost[0]  # the one that is meant; those that were opened in it go on

    def _forget(self, at: int) -> None:
        """Closes an element without those that were opened in it."""
        gone = self.open[at]
        self._at[gone.name].pop()
        gone.name = ""
        if gone.change is None:
            return
        self._styled = [entry for entry in self._styled if entry[1] is not gone.change]
        gone.change = None
        look = self.open[at - 1].look if at else self._root
        for element in self.open[at:]:
            if element.change is not None:
                look = look_inside(look, *element.change)
            element.look = look
        self.look = look
        self._patience -= len(self.open) - at
        if self._patience < 0:
            raise ReadError("too many wrongly nested HTML elements; not read")

    def cut(self, depth: int) -> None:
        """Forgets the elements beyond `depth`: a paragraph of Markdown closes what was opened in it."""
        self._cut(depth)
        self.lost = []

    def _cut(self, depth: int) -> None:
        while len(self.open) > depth:
            self.pop()

    def pop(self) -> None:
        """Closes the innermost element."""
        gone = self.open.pop()
        at, name, kind = len(self.open), gone.name, gone.kind
        if at:
            top = self.open[-1]
            self.look, self.space = top.look, top.inner
        else:
            self.look, self.space = self._root, ""
        if name:
            self._at[name].pop()
        if kind & PARTS:
            self.parted = True
        if kind & ENDS_ANY:
            self._specials.pop()
            if kind & ENDS_LIST:
                self._list_stops.pop()
                if kind & SCOPE:
                    self._scopes.pop()
                    if name != "table":
                        self.lost = self._kept.pop()
                if kind & TOLD and self._closed:
                    self._closed(name)
        elif gone.change is not None and kind & FORMATS and self._styled:
            self.lost.insert(0, self._styled.pop())

    # --- places --------------------------------------------------------------------------------------------------

    def _last(self, name: str) -> int:
        places = self._at.get(name)
        return places[-1] if places else -1

    def _last_of(self, names: "tuple[str, ...] | frozenset[str]") -> int:
        return max(map(self._last, names), default=-1)

    def _last_scope(self) -> int:
        return self._scopes[-1] if self._scopes else -1

    def _in_scope(self, name: str) -> bool:
        return 0 <= self._last(name) >= self._last_scope()

    def _p_in_scope(self) -> bool:
        return self._last("p") > max(self._last_scope(), self._last("button"))


_ROOM: dict[str, Callable[[Elements, str], bool]] = {
    **dict.fromkeys(CLOSES_P, Elements._close_before),
    **dict.fromkeys(STANDS_IN, Elements._room_in_table),
    **dict.fromkeys(("html", "head", "frameset", "frame", "body"), Elements._no_room),
    **dict.fromkeys(("option", "optgroup"), Elements._room_for_option),
    **dict.fromkeys(("button", "a", "nobr"), Elements._room_for_like),
    **dict.fromkeys(RUBY, Elements._room_for_ruby),
    "form": Elements._room_for_form,
    "table": Elements._room_for_table,
}
