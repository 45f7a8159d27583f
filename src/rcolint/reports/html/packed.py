"""How do five thousand pages fit into one file that opens at once?

They are packed (gzip, base64): their names together, their copy and notes in chunks that the script unpacks where a reader
comes by. What notes of one kind share stands once, as a template; an index tells the script the kind of each note, so that it
can filter what is not unpacked. Packed notes are numbered from 1 on each page: what is alike packs well.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from gzip import compress

from rcolint.reports.html.markup import Html, fill
from rcolint.reports.html.notes import Notes
from rcolint.reports.html.pages import inside, opening
from rcolint.reports.html.view import View

CHUNK = 20  # pages unpacked together
_LEVEL = 6
_BETWEEN = "\x1e"  # between the pages of a chunk; no page holds a control character
_KEPT = '<script type="application/octet-stream" id="%s">%s</script>\n'


def in_chunks(view: View, show_cancelled: bool) -> Iterator[Html]:
    """The names of the pages, their contents in chunks, and the index."""
    yield fill(
        '<noscript><p class="boxed">This report has too many pages to show them without script. '
        "The format html-dir writes a file for each page that needs none.</p></noscript>\n"
    )
    kept = (fill(' data-chunk="%s" data-at="%s"', *divmod(page.number - 1, CHUNK)) for page in view.pages)
    names = (fill("%s</article>\n", opening(page, where)) for page, where in zip(view.pages, kept, strict=True))
    yield fill(_KEPT, "names", _pack("".join(names)))
    notes = Notes(view)
    yield fill('<div id="kinds" hidden>\n')
    yield from notes.shared()
    yield fill("</div>\n")
    with ThreadPoolExecutor(1) as other:  # packing is done beside, it leaves the interpreter to others
        for at, chunk in enumerate(other.map(_pack, _chunks(view, notes, show_cancelled))):
            yield fill(_KEPT, f"chunk{at}", chunk)
    prints = "".join(f.fingerprint for page in view.pages for f in page.result.findings)
    yield fill(_KEPT, "index", _pack(json.dumps({"codes": view.codes, "prints": prints}, separators=(",", ":"))))


def _chunks(view: View, notes: Notes, show_cancelled: bool) -> Iterator[str]:
    for at in range(0, len(view.pages), CHUNK):
        pages = view.pages[at : at + CHUNK]
        yield _BETWEEN.join([inside(page, notes.own(page), 1, show_cancelled) for page in pages])


def _pack(text: str) -> str:
    return b64encode(compress(text.encode(), _LEVEL, mtime=0)).decode("ascii")
