"""Which HTML elements are open, and how does text look in the innermost one?

Opens and closes as browsers do when they build a page: which tag closes which element without being asked, which is
ignored where it stands, what stays open across a wrongly nested end tag. Every question is answered from last places,
not by walking: a page of nothing but open tags takes no longer than any other.
"""

from collections.abc import Callable

from rcolint.errors import ReadError
from rcolint.readers.html_tags import BLOCK, VOID
from rcolint.readers.styles import Marks, Style
from rcolint.readers.visibility import PLAIN, Look, look_inside

Change = tuple[Style, tuple[str, ...]]  # what an element's style declares, and facts known from elsewhere

_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_SPECIAL = frozenset(
    """
    address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd
    details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
    hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object
    ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot
    th thead title tr track ul wbr xmp
    """.split()
)
_SCOPES = frozenset("applet caption marquee object table td template th".split())
_TABLE_SCOPES = ("table", "template")
_CLOSES_P = frozenset(
    """
    address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hgroup hr li dd dt listing main menu nav ol p plaintext pre search section summary ul xmp table
    """.split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LIKES = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}  # closed by the next of their kind
_ROW_GROUPS = ("tbody", "tfoot", "thead")
_STANDS_IN = {  # part of a table -> what may stand between it and the table
    "td": ("tr", *_ROW_GROUPS), "th": ("tr", *_ROW_GROUPS), "tr": _ROW_GROUPS, "col": ("colgroup",),
    "caption": (), "colgroup": (), "tbody": (), "tfoot": (), "thead": (),
}  # fmt: skip
_BETWEEN_CELLS = frozenset(("table", "tr", *_ROW_GROUPS))
_CELLS = frozenset(("td", "th", "caption"))
ASIDES = frozenset(("aside", "footer", "nav"))  # what stands in them does not stand below the headings before them
_TOLD = _CELLS | ASIDES | {"table", "tr"}
_IMPLIED = frozenset("dd dt li optgroup option p rb rp rt rtc".split())
_RUBY = ("rb", "rp", "rt", "rtc")
_BREAKS_OUT = frozenset(
    """
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr
    ol p pre ruby s small span strike strong sub sup table tt u ul var
    """.split()
)  # these never stand in SVG or MathML
_HTML_AGAIN = {"svg": ("foreignobject", "desc", "title"), "math": ("mi", "mo", "mn", "ms", "mtext")}
MAX_STYLED = 40  # formatting elements with a style that the next block takes up again
PATIENCE = 1_000_000  # steps for wrongly nested elements with a style of their own; a page has a few


class Element:
    """An open element: what a style rule sees of it, how text looks in it, which element gives that text its role."""

    __slots__ = ("change", "look", "marks", "name", "role", "space")

    def __init__(self, name: str, look: Look, marks: Marks | None, role: str, space: str, change: Change | None) -> None:
        self.name = name  # empty once it was closed out of turn
        self.look = look
        self.marks = marks
        self.role = role
        self.space = space  # "svg" or "math"; empty for HTML
        self.change = change


class Elements:
    """The open elements, innermost last. `closed` is called with the name of each table, row, cell and aside that closes."""

    def __init__(
        self, root: Look = PLAIN, roles: frozenset[str] = frozenset(), closed: Callable[[str], None] | None = None
    ) -> None:
        self.open: list[Element] = []
        self.look = root
        self.parted = False  # set where an element closes that parts the text in it from what follows
        self._root = root
        self._roles = roles
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
    def space(self) -> str:
        """ "svg" or "math" where the next tag is one of theirs; empty in HTML."""
        if not self.open:
            return ""
        top = self.open[-1]
        return "" if top.name in _HTML_AGAIN.get(top.space, ()) else top.space

    @property
    def between_cells(self) -> bool:
        """Whether this is inside of a table but in no cell of it."""
        return bool(self.open) and self.open[-1].name in _BETWEEN_CELLS and not self.open[-1].space

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
        if self.open and self.open[-1].space and self.space:
            if name not in _BREAKS_OUT:
                return True
            while self.space:
                self.pop()
        if name in _STANDS_IN:
            return self._make_room_in_table(name)
        if name in ("html", "head", "frameset", "frame") or (name == "body" and self.open):
            return False
        if name == "form" and (self._at.get("form") or self.between_cells):
            return False
        if name == "table" and self._last("table") > self._last_of(_CELLS):
            self._cut(self._last("table"))  # a table right in a table ends it
        if name in _CLOSES_P:
            self._close_before(name)
        elif name in ("option", "optgroup"):
            while self.open and self.open[-1].name in ("option", name):
                self.pop()
        elif name == "button" and self._in_scope("button"):
            self._cut(self._last("button"))
        elif name in _RUBY and self._in_scope("ruby"):
            while self.open[-1].name in _IMPLIED:
                self.pop()
        elif name in ("a", "nobr") and self._in_scope(name):
            self._close_formatting(name)
        return True

    def _close_before(self, name: str) -> None:
        likes = _LIKES.get(name)
        if likes and self._list_stops and self.open[self._list_stops[-1]].name in likes:
            self._cut(self._list_stops[-1])
        if self._p_in_scope():
            self._cut(self._last("p"))
        if name in _HEADINGS and self.open and self.open[-1].name in _HEADINGS:
            self.pop()

    def _make_room_in_table(self, name: str) -> bool:
        table = self._last_of(_TABLE_SCOPES)
        if table < 0:
            return False
        if self.open[table].name == "table":
            self._cut(max(table, self._last_of(_STANDS_IN[name])) + 1)
            if name in ("tr", "td", "th") and self.open[-1].name == "table":
                self.push("tbody")
            if name in ("td", "th") and self.open[-1].name != "tr":
                self.push("tr")
        return True

    def push(self, name: str, marks: Marks | None = None, change: Change | None = None, space: str = "") -> None:
        """Opens an element inside what is open now."""
        at = len(self.open)
        look = self.look
        if at and self.open[-1].name in _BETWEEN_CELLS and name not in _STANDS_IN and not self.open[-1].space:
            look = self.look = self.text_look
        if change is not None:
            outer = look
            if name == "summary":  # a closed <details> still shows its summary
                outer = look._replace(kept=tuple(fact for fact in look.kept if fact != "collapsed"))
            look = self.look = look_inside(outer, *change, is_body=name == "body")
        role = name if name in self._roles else self.open[-1].role if at else ""
        self.open.append(Element(name, look, marks, role, space, change))
        places = self._at.get(name)
        if places is None:
            self._at[name] = [at]
        else:
            places.append(at)
        if (name in _SPECIAL and not space) or name in _HTML_AGAIN.get(space, ()):
            self._specials.append(at)
            if name not in ("address", "div", "p"):
                self._list_stops.append(at)
            if name in _SCOPES or name in _HTML_AGAIN.get(space, ()):
                self._scopes.append(at)
                if name != "table":
                    self._kept.append(self.lost)
                    self.lost = []  # what was open outside of a cell is not taken up in it
        elif change is not None and not space and name in _FORMATTING:
            self._styled.append((name, change))

    def take_up(self) -> None:
        """Opens again the formatting elements with a style that a block has closed: text goes on in them."""
        if self.lost:
            lost, self.lost = self.lost[-MAX_STYLED:], []
            for name, change in lost:
                self.push(name, None, change)

    # --- closing -------------------------------------------------------------------------------------------------

    def close(self, name: str) -> bool:
        """Closes the element of an end tag; False where text goes on as if the tag was not there."""
        if self.open and self.open[-1].space:
            at = self._last(name)
            if name in ("p", "br"):
                while self.open and self.open[-1].space:
                    self.pop()
            elif at >= max(self._last("svg"), self._last("math")) and self.open[at].space:
                self._cut(at)
                return True
        if name in _STANDS_IN or name == "table":
            at = self._last(name)
            if at >= 0 and at >= self._last_of(_TABLE_SCOPES):
                self._cut(at)
                return True
            return False
        if name in _FORMATTING:
            self._close_formatting(name)
            return False
        return self._close_element(name)

    def _close_element(self, name: str) -> bool:
        if name in ("html", "body", "head") or name in VOID:
            return False
        at = self._last(name)
        if name == "p":
            found = self._p_in_scope()
        elif name in _HEADINGS:
            at = self._last_of(_HEADINGS)
            found = at > self._last_scope()
        elif name == "li":
            found = at > max(self._last_scope(), self._last("ol"), self._last("ul"))
        elif name == "template":
            found = at >= 0
        elif name in _SPECIAL:
            found = self._in_scope(name)
        else:
            found = at > (self._specials[-1] if self._specials else -1)
        if found and name == "form" and any(e.name not in _IMPLIED for e in self.open[at + 1 : at + 20]):
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
        at, name = len(self.open), gone.name
        self.look = self.open[-1].look if at else self._root
        if name:
            self._at[name].pop()
        if name in BLOCK and name not in _STANDS_IN:
            self.parted = True
        if self._specials and self._specials[-1] == at:
            self._specials.pop()
            if self._list_stops and self._list_stops[-1] == at:
                self._list_stops.pop()
            if self._scopes and self._scopes[-1] == at:
                self._scopes.pop()
                if name != "table":
                    self.lost = self._kept.pop()
            if name in _TOLD and self._closed and not gone.space:
                self._closed(name)
        elif gone.change is not None and name in _FORMATTING and not gone.space and self._styled:
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
