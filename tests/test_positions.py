"""Do offsets survive the way from derived text to the source, and do lines and columns count as editors do?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcolint.positions import LineIndex, SourceMap, Span

Run = tuple[int, int, int, int]


@pytest.mark.parametrize(
    ("runs", "fault"),
    [
        ([(1, 2, 0, 1)], "does not begin at the first letter"),
        ([(0, 2, 0, 2), (3, 4, 2, 3)], "leaves a gap in the derived text"),
        ([(0, 2, 0, 2), (1, 3, 2, 4)], "overlaps in the derived text"),
        ([(0, 2, 5, 7), (2, 4, 0, 2)], "goes back in the source"),
        ([(0, 2, 0, 3), (2, 4, 2, 4)], "overlaps in the source"),
        ([(0, 0, 0, 2)], "derives nothing"),
        ([(0, 1, 3, 2)], "ends before it starts"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_a_map_refuses_to_exist_when_it(runs: list[Run], fault: str) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        SourceMap(runs)


def test_a_letter_of_an_entity_maps_to_the_whole_entity() -> None:
    map = SourceMap([(0, 3, 0, 3), (3, 4, 3, 8), (4, 6, 8, 10)])  # "a b&amp;cd" -> "a b&cd"
    assert map.to_source(3, 4) == Span(3, 8)
    assert map.to_source(2, 5) == Span(2, 9)
    assert map.span == Span(0, 10)


def test_an_empty_range_maps_to_one_place() -> None:
    map = SourceMap([(0, 2, 4, 6), (2, 3, 6, 11)])
    assert map.to_source(0, 0) == Span(4, 4)
    assert map.to_source(2, 2) == Span(6, 6)
    assert map.to_source(3, 3) == Span(11, 11)
    assert SourceMap([]).to_source(0, 0) == Span(0, 0)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 4), (2, 1)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        SourceMap.identity(3).to_source(start, end)


def test_text_that_was_put_in_has_no_width_in_the_source() -> None:
    map = SourceMap([(0, 2, 0, 2), (2, 5, 2, 2), (5, 7, 3, 5)])  # "ab|cd" -> "ab | cd"
    assert map.to_source(2, 5) == Span(2, 2)
    assert map.to_source(1, 6) == Span(1, 4)


@st.composite
def maps(draw: st.DrawFn, derived: int | None = None, within: int | None = None, whole: bool = False) -> SourceMap:
    """A map of at most five runs; its source lies inside `within` code points. `whole`: no run is shared by two letters."""
    runs: list[Run] = []
    at = source = 0
    for _ in range(draw(st.integers(0, 5))):
        source += draw(st.integers(0, 2))
        kind = draw(
            st.sampled_from(
                ["exact", "one from many", "put in"] if whole else ["exact", "one from many", "many from one"]
            )
        )
        letters, width = {
            "exact": (n := draw(st.integers(1, 4)), n),
            "one from many": (1, 3),
            "many from one": (3, 1),
            "put in": (1, 0),
        }[kind]
        if within is not None and source + width > within:
            break
        runs.append((at, at + letters, source, source + width))
        at, source = at + letters, source + width
    return SourceMap(runs)


@st.composite
def chains(draw: st.DrawFn, whole: bool) -> tuple[SourceMap, SourceMap]:
    inner = draw(maps(whole=whole))
    return draw(maps(within=inner.length, whole=whole)), inner


def letter_spans(map: SourceMap) -> list[Span]:
    """The oracle: the source of each derived letter, straight from the runs."""
    found: list[Span] = []
    for start, end, low, high in map.runs:
        for i in range(end - start):
            found.append(Span(low + i, low + i + 1) if end - start == high - low else Span(low, high))
    return found


@given(maps())
def test_every_range_maps_from_its_first_to_its_last_letter(map: SourceMap) -> None:
    letters = letter_spans(map)
    for start in range(map.length):
        for end in range(start + 1, map.length + 1):
            assert map.to_source(start, end) == Span(letters[start].start, letters[end - 1].end)


@given(maps(), st.data())
def test_a_cut_maps_as_the_whole_did(map: SourceMap, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, map.length))
    end = data.draw(st.integers(start, map.length))
    cut = map.cut(start, end)
    assert cut.length == end - start
    for at in range(cut.length):
        got, whole = cut.to_source(at, at + 1), map.to_source(start + at, start + at + 1)
        assert whole.start <= got.start <= got.end <= whole.end
    if start < end:
        assert cut.to_source(0, cut.length) == map.to_source(start, end)


@given(chains(whole=True))
def test_a_composed_map_agrees_with_two_steps(chain: tuple[SourceMap, SourceMap]) -> None:
    outer, inner = chain
    both = outer.compose(inner)
    assert both.length == outer.length
    for at in range(outer.length):
        middle = outer.to_source(at, at + 1)
        if middle.start < middle.end:
            assert both.to_source(at, at + 1) == inner.to_source(middle.start, middle.end)


@given(chains(whole=False))
def test_a_composed_map_never_leaves_what_two_steps_give(chain: tuple[SourceMap, SourceMap]) -> None:
    outer, inner = chain
    both = outer.compose(inner)
    assert both.length == outer.length
    for at in range(outer.length):
        middle = outer.to_source(at, at + 1)
        if middle.start < middle.end:
            source, got = inner.to_source(middle.start, middle.end), both.to_source(at, at + 1)
            assert source.start <= got.start <= got.end <= source.end


@given(maps())
def test_composing_with_the_identity_changes_nothing(map: SourceMap) -> None:
    source = SourceMap.identity(map.span.end)
    composed = map.compose(source)
    assert [composed.to_source(i, i + 1) for i in range(map.length)] == [
        map.to_source(i, i + 1) for i in range(map.length)
    ]


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("one\ntwo", 4, 2, 1),
        ("one\r\ntwo", 5, 2, 1),
        ("one\rtwo", 4, 2, 1),
        ("one\n\rtwo", 5, 3, 1),
        ("one\u2028two", 4, 1, 5),  # editors and Git do not end a line here
        ("one\x0btwo\x0cthree\x85four", 12, 1, 13),
        ("", 0, 1, 1),
        ("one\n", 4, 2, 1),
    ],
)
def test_only_line_feed_and_carriage_return_end_a_line(text: str, offset: int, line: int, column: int) -> None:
    assert LineIndex(text).line_column(offset) == (line, column)


@pytest.mark.parametrize(
    ("text", "code_points", "utf16", "utf8"),
    [
        ("ab|c", 3, 2, 3),
        ("é|", 2, 1, 3),
        ("€ |", 3, 2, 5),
        ("😀|", 2, 2, 5),
        ("x\r\n😀é|", 3, 3, 7),
        ("\ud800|", 2, 1, 4),
    ],
)
def test_columns_count_code_points_utf16_units_and_bytes(text: str, code_points: int, utf16: int, utf8: int) -> None:
    offset, lines = text.index("|"), LineIndex(text)
    assert lines.line_column(offset)[1] == code_points
    assert lines.utf16_column(offset) == utf16  # 0-based, as editors' protocols have it
    assert lines.utf8_column(offset) == utf8


@pytest.mark.parametrize("text", ["one\r\ntwo\n\nthree", "", "\r", "a\n", "\u2028\n\x85"])
def test_a_line_has_no_line_break_in_it(text: str) -> None:
    lines = LineIndex(text)
    pieces = [text[lines.line_span(n).start : lines.line_span(n).end] for n in range(1, len(lines) + 1)]
    assert pieces == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(st.text(alphabet="a\n\r\u2028é😀"))
def test_line_and_column_lead_back_to_the_offset(text: str) -> None:
    lines = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = lines.line_column(offset)
        assert lines.starts[line - 1] + column - 1 == offset
