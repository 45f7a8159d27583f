"""What does the annotated report look like that a person can send to counsel?

One self-contained HTML file that asks nothing of any server. Two layers keep hostile copy inert, and each holds alone:
everything is escaped on its way into the page, and the content security policy allows only the style and script whose
hashes stand in it.
"""

from collections.abc import Iterator
from typing import TextIO

from rcolint.model import Report
from rcolint.reports.embedded import element
from rcolint.reports.html.digest import digest
from rcolint.reports.html.front import front, not_checked, ranking
from rcolint.reports.html.headline import headline
from rcolint.reports.html.lists import repeated, rules, since, waivers
from rcolint.reports.html.markup import Html, fill
from rcolint.reports.html.notes import Notes
from rcolint.reports.html.pages import article
from rcolint.reports.html.shell import document
from rcolint.reports.html.tools import tools
from rcolint.reports.html.view import View, look
from rcolint.reports.tally import Tally, count

# What stands in the file as it is; longer reports are packed, and unpacked where a reader comes by.
STATIC_PAGES, STATIC_NOTES = 1000, 5000
_RANKED = 200  # pages in the table of a report that is packed


def write(report: Report, stream: TextIO, *, show_cancelled: bool = False, **_others: object) -> None:
    """Writes the report as one HTML file."""
    tally, view, name = count(report), look(report), digest(report)
    body = _body(view, tally, name, show_cancelled)
    stream.writelines(document(headline(report, tally), name, body, element(report)))


def _body(view: View, tally: Tally, name: str, show_cancelled: bool) -> Iterator[Html]:
    many = len(view.pages) > STATIC_PAGES or len(view.codes) > STATIC_NOTES
    yield fill('<a class="skip" href="#pages">Skip to the pages</a>\n')
    yield front(view, tally, name)
    yield fill("<main>\n")
    yield ranking(view, _RANKED if many else STATIC_PAGES)
    yield since(view.report)
    yield repeated(view)
    yield waivers(view)
    yield not_checked(view.report)
    yield tools(view, view.pages)
    yield fill('<div id="pages">\n')
    if many:
        from rcolint.reports.html.packed import in_chunks

        yield from in_chunks(view, show_cancelled)
    else:
        notes = Notes(view)
        for page in view.pages:
            yield article(page, notes, show_cancelled)
    yield fill("</div>\n")
    yield rules(view, view.pages)
