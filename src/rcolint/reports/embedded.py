"""How does a report for people carry the same report for programs?

The JSON without the copy, compressed and in base64: nothing in it can end the element that holds it, whatever the copy says.
Nothing here knows how the page around it looks.
"""

import json
import zlib
from base64 import b64decode, b64encode

from rcolint.model import Report
from rcolint.reports.record import tell

OPENING = '<script type="application/json" id="rcolint-report">'
CLOSING = "</script>"
MOST = 10_000  # findings; telling more takes longer than all the rest of a page
LIMIT = 1 << 28  # bytes of JSON that are unpacked


def element(report: Report) -> str:
    """The element, ready for the page; nothing where the report is too large to be told twice."""
    if len(report.findings) > MOST:
        return ""
    told = json.dumps(tell(report), ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return OPENING + b64encode(zlib.compress(told, 9)).decode("ascii") + CLOSING


def unpacked(page: str) -> str:
    """The JSON that a page carries. Raises ValueError where it carries none."""
    _, found, rest = page.partition(OPENING)
    body, ends, _ = rest.partition(CLOSING)
    if not found or not ends:
        raise ValueError(
            f"this page carries no report; one with more than {MOST:,} findings does not: save the JSON, too"
        )
    unpacking = zlib.decompressobj()
    try:
        told = unpacking.decompress(b64decode(body, validate=True), LIMIT)
        if not unpacking.eof:
            raise ValueError("the report in this page is broken off or too large")
        return told.decode("ascii")
    except (zlib.error, UnicodeError) as error:
        raise ValueError(f"the report in this page is damaged: {error}") from None
