"""Do the patterns of our own matcher mean what they mean in .gitignore?"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from rcolint.globs import matcher

NAMES = st.sampled_from(["a", "b", "ab", "drafts", "x.md", "y.csv"])
PARTS = st.sampled_from(["a", "b", "*", "**", "a*", "*.md", "?", "drafts", "a?", "**b"])
PATTERNS = st.builds(
    lambda start, parts, end: start + "/".join(parts) + end,
    st.sampled_from(["", "/"]),
    st.lists(PARTS, min_size=1, max_size=4),
    st.sampled_from(["", "/"]),
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(patterns=st.lists(PATTERNS, min_size=1, max_size=3), path=PATHS, folder=st.booleans())
@example(patterns=["a/**"], path="a", folder=True)
@example(patterns=["**/b/"], path="a/b/x.md", folder=False)
def test_the_common_patterns_mean_what_they_mean_to_the_library(patterns: list[str], path: str, folder: bool) -> None:
    library = GitIgnoreSpec.from_lines(patterns)
    assert matcher(patterns)(path, folder) == bool(library.match_file(path + "/" if folder else path))


@pytest.mark.parametrize(
    ("patterns", "path", "fits"),
    [
        (["drafts/"], "shop/drafts/page.md", True),
        (["drafts/"], "shop/drafts.md", False),
        (["/drafts"], "shop/drafts/page.md", False),
        (["supplements/**"], "supplements/a/b.md", True),
        (["*.csv", "!keep.csv"], "keep.csv", False),
        (["page[0-9].md"], "page7.md", True),
        (["# a comment", ""], "a comment", False),
    ],
)
def test_patterns_as_people_write_them(patterns: list[str], path: str, fits: bool) -> None:
    assert matcher(patterns)(path, False) is fits
