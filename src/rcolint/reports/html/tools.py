"""With what does a reader find their way through many notes?

A bar with the way forward and back, filters, and the keys for both. It is shown where the script runs; without it, everything
is there, only unfiltered.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from rcolint.model import FAMILIES, SEVERITIES, TIERS, Finding
from rcolint.reports.html.markup import NOTHING, Html, fill, join
from rcolint.reports.html.view import Kind, PageView, View, standing_of

# What can be filtered: the name in the address and on each note, the words above it, its values in order, how to tell.
FILTERS: tuple[tuple[str, str, tuple[str, ...], Callable[[Finding], str]], ...] = (
    ("severity", "Severity", SEVERITIES, lambda f: f.severity),
    ("tier", "Tier", TIERS, lambda f: f.tier),
    ("family", "Family", tuple(FAMILIES.values()), lambda f: f.family),
    ("standing", "Standing", ("open", "new", "still", "waived"), standing_of),
)
_KEYS = (
    ("j", "next note"),
    ("k", "previous note"),
    ("n", "next page"),
    ("p", "previous page"),
    ("f", "filter"),
    ("?", "these keys"),
    ("Esc", "close what is open"),
)


def tools(view: View, pages: Iterable[PageView]) -> Html:
    """The bar for the notes of these pages, hidden until the script shows it, and the list of keys."""
    codes = Counter(code for p in pages for code in view.codes[p.first - 1 : p.first - 1 + p.counts.all])
    sets = join(_boxes(name, legend, values, tell, view.kinds, codes) for name, legend, values, tell in FILTERS)
    return fill(
        '<nav class="tools" aria-label="Notes" hidden><div class="bar"><output id="where" aria-live="polite"></output>'
        '<button type="button" id="previous" aria-keyshortcuts="k">Previous <kbd>k</kbd></button>'
        '<button type="button" id="next" aria-keyshortcuts="j">Next <kbd>j</kbd></button>'
        '<button type="button" id="filter" aria-expanded="false" aria-controls="filters" aria-keyshortcuts="f">Filter <kbd>f</kbd></button>'
        '<button type="button" id="help" aria-keyshortcuts="?">Keys <kbd>?</kbd></button></div>'
        '<div id="filters" hidden><p><label for="path">Path contains</label> <input type="search" id="path" autocomplete="off"></p>'
        '%s<button type="button" id="reset">Show everything</button></div></nav>\n'
        '<dialog id="keys" aria-labelledby="keysname"><h2 id="keysname">Keys</h2><dl>%s</dl>'
        '<button type="button" id="close">Close</button></dialog>\n',
        sets,
        join(fill("<div><dt><kbd>%s</kbd></dt><dd>%s</dd></div>", key, what) for key, what in _KEYS),
    )


def _boxes(
    name: str,
    legend: str,
    values: Iterable[str],
    tell: Callable[[Finding], str],
    kinds: tuple[Kind, ...],
    codes: Counter[int],
) -> Html:
    numbers: Counter[str] = Counter()
    for code, number in codes.items():
        numbers[tell(kinds[code].sample)] += number
    boxes = [
        fill(
            '<label class="chip"><input type="checkbox" checked data-filter="%s" value="%s"> %s <span class="quiet">%s</span></label>',
            *(name, value, value.replace("-", " "), f"{numbers[value]:,}"),
        )
        for value in values
        if numbers[value]
    ]
    return fill("<fieldset><legend>%s</legend>%s</fieldset>", legend, join(boxes)) if len(boxes) > 1 else NOTHING
