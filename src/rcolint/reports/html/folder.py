"""How does the report look as a folder for a web server?

An index and one page for each file with copy; each page stands alone and can be sent to the person who owns it. The names
are hashes: what a file is called may hold anything.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rcolint.model import Report
from rcolint.reports.embedded import element
from rcolint.reports.html.digest import digest
from rcolint.reports.html.front import front, not_checked, ranking
from rcolint.reports.html.headline import headline
from rcolint.reports.html.lists import repeated, rules, since, waivers
from rcolint.reports.html.markup import Html, fill, words
from rcolint.reports.html.notes import Notes
from rcolint.reports.html.pages import article
from rcolint.reports.html.shell import document
from rcolint.reports.html.tools import tools
from rcolint.reports.html.view import PageView, View, look
from rcolint.reports.tally import Tally, count

INDEX = "index.html"


def files(report: Report, *, show_cancelled: bool = False, **_others: object) -> Iterator[tuple[str, Iterable[str]]]:
    """The name and the pieces of each file, the index first."""
    tally, view, name = count(report), look(report, in_folder=True), digest(report)
    yield INDEX, document(headline(report, tally), name, _index(view, tally, name), element(report))
    notes = Notes(view)
    for home, group in groupby(sorted(view.pages, key=lambda page: (page.home, page.number)), lambda page: page.home):
        pages = list(group)
        yield home, document(pages[0].file.path, name, _file(view, pages, notes, show_cancelled))


def _index(view: View, tally: Tally, name: str) -> Iterator[Html]:
    yield front(view, tally, name)
    yield fill("<main>\n")
    yield ranking(view, len(view.pages))
    yield since(view.report)
    yield repeated(view)
    yield waivers(view)
    yield not_checked(view.report)
    yield rules(view, view.pages)


def _file(view: View, pages: list[PageView], notes: Notes, show_cancelled: bool) -> Iterator[Html]:
    yield fill(
        '<a class="skip" href="#pages">Skip to the pages</a>\n<header><p class="kicker"><a href="%s">Risk cue report</a></p>'
        "<h1>%s</h1></header>\n<main>\n",
        *(INDEX, words(pages[0].file.path)),
    )
    yield tools(view, pages)
    yield fill('<div id="pages">\n')
    for page in pages:
        yield article(page, notes, show_cancelled)
    yield fill("</div>\n")
    yield rules(view, pages)
