"""Which blocks make up one page?

Here a page is a file. Readers of catalogues will give each product a page of its own.
"""

from rcolint.model import Document, Page, Reading, Settings, TextBlock
from rcolint.sections import page_kind

PRODUCT_KINDS = ("product", "item", "listing")


def pages_of(document: Document, reading: Reading, settings: Settings) -> tuple[Page, ...]:
    """The pages of a document, each with its profile and what it looks like."""
    kind = page_kind(document.path, reading.facts, reading.blocks)
    profile = settings.profile or "ruo"
    product = any(
        key in ("layout", "type", "kind", "template") and value.lower() in PRODUCT_KINDS for key, value in reading.facts
    )
    return (Page(document.path, profile, kind, tuple(_in_order(reading.blocks)), product, settings.fragment),)


def _in_order(blocks: tuple[TextBlock, ...]) -> list[TextBlock]:
    return sorted(blocks, key=lambda b: (b.span.start, b.span.end))
