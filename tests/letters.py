"""What must hold for the maps of any reader: exact runs are the source, and a changed letter appears where the map says."""

from collections.abc import Callable

from rcolint.model import Document, Reading, TextBlock
from rcolint.readers import read

BLANKS = str.maketrans("\r\n\t\f\v", "     ")  # blanks of any kind are alike


def reading(text: str, language: str, path: str = "") -> Reading:
    """Reads a text as a file of its own."""
    return read(Document(path or f"shop/page.{language}", text, language))


def texts(text: str, language: str, path: str = "") -> list[str]:
    """The text of every block."""
    return [block.text for block in reading(text, language, path).blocks]


def check_runs(text: str, blocks: tuple[TextBlock, ...]) -> None:
    """Asserts that each exact run is the source letter by letter and that every run lies in the source."""
    for block in blocks:
        assert block.map.length == len(block.text)
        for run in block.map.runs:
            assert 0 <= run.source_start <= run.source_end <= len(text)
            if run.end - run.start == run.source_end - run.source_start:
                there = text[run.source_start : run.source_end]
                assert block.text[run.start : run.end].translate(BLANKS) == there.translate(BLANKS), block


def check_one_letter(
    text: str, language: str, pick: int, path: str = "", is_bound: Callable[[int], bool] = lambda _: False
) -> None:
    """Changes the letter number `pick` of all exactly mapped letters, reads again and compares every block.

    `is_bound` tells of a place in the source whether what stands there means more than its letter.
    """
    before = reading(text, language, path).blocks
    check_runs(text, before)
    letters = [
        (n, at, run.source_start + at - run.start)
        for n, block in enumerate(before)
        for run in block.map.runs
        if run.end - run.start == run.source_end - run.source_start
        for at in range(run.start, run.end)
        if block.text[at].isalpha()
    ]
    if not letters:
        return
    n, at, where = letters[pick % len(letters)]
    if is_bound(where):
        return
    letter = next(one for one in ("QK" if text[where].isupper() else "qk") if one != text[where])
    after = reading(text[:where] + letter + text[where + 1 :], language, path).blocks
    for m, (old, new) in enumerate(zip(before, after, strict=True)):
        assert new.text == (old.text[:at] + letter + old.text[at + 1 :] if m == n else old.text)
        assert new.map.runs == old.map.runs
