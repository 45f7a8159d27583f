"""Which letters of a block did a stretch of the source become?

The inverse of a SourceMap, read off its runs. Nothing is ever searched for: words that stand twice in a block, or that
were written with entities, are found by their place alone.
"""

from rcolint.model import TextBlock
from rcolint.positions import Span


def derived(block: TextBlock, span: Span) -> Span | None:
    """The range of `block.text` that came from any part of a source span, or None where nothing did.

    An opaque run is taken whole; text that was put in counts where it stands between two letters of the span.
    """
    low = high = -1
    for run in block.map.runs:
        if run.source_end <= span.start:
            continue
        if run.source_start >= span.end:
            break
        if run.source_start == run.source_end:
            continue
        start, end = run.start, run.end
        if end - start == run.source_end - run.source_start:
            start += max(0, span.start - run.source_start)
            end -= max(0, run.source_end - span.end)
        low = start if low < 0 else low
        high = end
    return Span(low, high) if low >= 0 else None
