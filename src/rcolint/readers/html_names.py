"""Which HTML elements behave alike when a browser builds a page?

The groups of the HTML standard, and what follows from them for each element, in bits.
"""

from rcolint.readers.html_tags import BLOCK

FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
SPECIAL = frozenset(
    """
    address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd
    details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
    hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object
    ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot
    th thead title tr track ul wbr xmp
    """.split()
)
SCOPES = frozenset("applet caption marquee object table td template th".split())
TABLE_SCOPES = ("table", "template")
CLOSES_P = frozenset(
    """
    address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hgroup hr li dd dt listing main menu nav ol p plaintext pre search section summary ul xmp table
    """.split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LIKES = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}  # closed by the next of their kind
ROW_GROUPS = ("tbody", "tfoot", "thead")
STANDS_IN = {  # part of a table -> what may stand between it and the table
    "td": ("tr", *ROW_GROUPS), "th": ("tr", *ROW_GROUPS), "tr": ROW_GROUPS, "col": ("colgroup",),
    "caption": (), "colgroup": (), "tbody": (), "tfoot": (), "thead": (),
}  # fmt: skip
BETWEEN_CELLS = frozenset(("table", "tr", *ROW_GROUPS))
CELLS = frozenset(("td", "th", "caption"))
ASIDES = frozenset(("aside", "footer", "nav"))  # what stands in them does not stand below the headings before them
GIVES_ROLE = frozenset("li dt dd blockquote figcaption caption title h1 h2 h3 h4 h5 h6".split())
# What an element does, in bits: which end tags search past it, whether it is told when it closes, and so on.
ENDS_ANY, ENDS_LIST, SCOPE, TOLD, PARTS, FORMATS, GIVES = 1, 2, 4, 8, 16, 32, 64
ENDS_ALL = ENDS_ANY | ENDS_LIST | SCOPE
KINDS = {
    name: ENDS_ANY * (name in SPECIAL)
    | ENDS_LIST * (name in SPECIAL and name not in ("address", "div", "p"))
    | SCOPE * (name in SCOPES)
    | TOLD * (name in CELLS | ASIDES | {"table", "tr"})
    | PARTS * (name in BLOCK and name not in STANDS_IN)
    | FORMATS * (name in FORMATTING)
    | GIVES * (name in GIVES_ROLE)
    for name in SPECIAL | FORMATTING | BLOCK
}
IMPLIED = frozenset("dd dt li optgroup option p rb rp rt rtc".split())
CLOSED_OTHERWISE = frozenset(("html", "body", "head", "form"))
RUBY = ("rb", "rp", "rt", "rtc")
BREAKS_OUT = frozenset(
    """
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr
    ol p pre ruby s small span strike strong sub sup table tt u ul var
    """.split()
)  # these never stand in SVG or MathML
HTML_AGAIN = {"svg": ("foreignobject", "desc", "title"), "math": ("mi", "mo", "mn", "ms", "mtext")}
