"""Which findings belong to a change?

Those on lines that it touches, and what is said of a page as a whole where anything of it changed. Lines are compared
here, not by Git, because Git may run programs of the repository when it looks at working files.
"""

from difflib import SequenceMatcher

from rcolint.model import FileResult, Finding
from rcolint.positions import LineIndex

MAX_COMPARED = 4000  # lines; of a larger stretch that differs every line counts as changed


def changed_lines(before: str, after: str) -> set[int]:
    """The 1-based lines of `after` that are not in `before` in this order."""
    old, new = _lines(before), _lines(after)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old), len(new)) > MAX_COMPARED:
        return set(range(start + 1, start + len(new) + 1))
    found: set[int] = set()
    for kind, _, _, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found.update(range(start + low + 1, start + high + 1))
    return found


def _lines(text: str) -> list[str]:
    index = LineIndex(text)
    return [text[slice(*index.line_span(n))] for n in range(1, len(index) + 1)]


def only_changed(result: FileResult, before: str | None) -> tuple[FileResult, int]:
    """The result with the findings of the change only, and how many were left out. `before` is None for a new file."""
    if before is None or result.document is None:
        return result, 0
    text = result.document.text
    touched = changed_lines(before, text)
    index = LineIndex(text)
    pages = tuple(
        page._replace(findings=tuple(f for f in page.findings if _belongs(f, touched, index, before != text)))
        for page in result.pages
    )
    done = result._replace(pages=pages)
    return done, len(result.findings) - len(done.findings)


def _belongs(finding: Finding, touched: set[int], index: LineIndex, changed: bool) -> bool:
    if finding.family in ("statement", "supplement") and changed:
        return True  # said of the page as a whole, also where lines only went away: one of them may have been the statement
    first, last = index.line_column(finding.span.start)[0], index.line_column(max(finding.span.end - 1, 0))[0]
    return any(line in touched for line in range(first, last + 1)) or any(
        index.line_column(other.span.start)[0] in touched for other in finding.related
    )
