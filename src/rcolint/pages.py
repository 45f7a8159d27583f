"""Which blocks make up one page?

A page is a file, or what the reader of a catalogue calls one: the rows of a CSV handle, an item of a feed. What such a file
says outside its items (one statement for all of them) is shared by their pages and judged once, as a fragment.
"""

from rcolint.model import PROFILES, Document, Page, Reading, Settings, TextBlock
from rcolint.sections import page_kind

PRODUCT_KINDS = ("product", "item", "listing")


def pages_of(document: Document, reading: Reading, settings: Settings) -> tuple[Page, ...]:
    """The pages of a document, each with its profile and what it looks like."""
    kind = page_kind(document.path, reading.facts, reading.blocks)
    profile = settings.profile or (settings.trusted and profile_told(reading)) or "ruo"
    product = settings.product
    if product is None:
        told = [value.lower() for key, value in reading.facts if key in ("layout", "type", "kind", "template")]
        product = any(value in PRODUCT_KINDS for value in told)
    fragment = settings.fragment or any(key == "part" for key, _ in reading.facts)
    items = _by_item(reading.blocks)
    shared = tuple(items.pop("", ()))
    if not items:
        return (Page(document.path, profile, kind, shared, product, fragment),)
    pages = [
        Page(f"{document.path}#{name}", profile, kind, tuple(blocks), product, fragment, shared)
        for name, blocks in items.items()
    ]
    return (*((Page(document.path, profile, kind, shared, False, True),) if shared else ()), *pages)


def profile_told(reading: Reading) -> str:
    """The profile that front matter sets, or nothing."""
    return next((value for key, value in reading.facts if key == "rcolint_profile" and value in PROFILES), "")


def _by_item(blocks: tuple[TextBlock, ...]) -> dict[str, list[TextBlock]]:
    """Page name -> its blocks, in the order of the source."""
    items: dict[str, list[TextBlock]] = {}
    for block in sorted(blocks, key=lambda b: (b.span.start, b.span.end)):
        items.setdefault(block.page, []).append(block)
    return items
