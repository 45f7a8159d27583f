"""reStructuredText: the words that another reader of the format sees, each letter in its place, and what is no copy."""

import random

import pytest

from letters import check_one_letter, reading, texts
from rcolint.deadline import within_deadline
from rcolint.errors import ReadError


def test_headings_stand_in_the_order_of_their_marks() -> None:
    text = "Shop\n====\n\nVials\n-----\n\nCold.\n\nBoxes\n-----\n\nFlat.\n"
    found = [(b.role, b.level, b.headings, b.text) for b in reading(text, "rst").blocks]
    assert found == [
        ("heading", 1, (), "Shop"),
        ("heading", 2, ("Shop",), "Vials"),
        ("paragraph", 0, ("Shop", "Vials"), "Cold."),
        ("heading", 2, ("Shop",), "Boxes"),
        ("paragraph", 0, ("Shop", "Boxes"), "Flat."),
    ]


WORDS = "vial box ship today cold packed lot paper größe item".split()


def page(pick: random.Random) -> str:
    def words(count: int = 5) -> str:
        said = pick.choices(WORDS, k=pick.randint(2, count))
        marks = ("{}", "{}", "{}", "**{}**", "*{}*", "`{} <https://a.example>`__", ":title:`{}`", "{}\\*", "``{}``")
        return " ".join(pick.choice(marks).format(word) for word in said)

    def plain() -> str:
        return " ".join(pick.choices(WORDS, k=3))

    title = plain()
    parts = [f"{title}\n{'=' * (len(title) + 2)}\n"]
    for _ in range(pick.randint(1, 6)):
        parts.append(
            pick.choice(
                (
                    f"{words()},\n{words()}.\n",
                    f"- {words()}\n  {words()}\n- {words()}\n",
                    f"1. {words()}\n2. {words()}\n",
                    f".. note:: {words()}\n\n   {words()}\n",
                    f".. {plain()}\n   {plain()}\n",
                    f"{plain()}::\n\n    {plain()}\n",
                    f".. code:: text\n\n   {plain()}\n",
                    f"+------+------+\n| {WORDS[0]} | {WORDS[2]} |\n+======+======+\n| {WORDS[4]} | item |\n+------+------+\n",
                    f"===== =====\nvial  box\n===== =====\nlot   {WORDS[4]}\n===== =====\n",
                    f"{plain()}\n    {words()}\n",
                )
            )
        )
    return "\n".join(parts)


def seen(text: str) -> list[str]:
    """The words that another reader sees, but for code and comments."""
    core = pytest.importorskip("docutils.core")
    nodes = pytest.importorskip("docutils.nodes")
    unseen = (nodes.comment, nodes.literal_block, nodes.literal, nodes.system_message)
    tree = core.publish_doctree(text, settings_overrides={"report_level": 5, "halt_level": 6})
    found = []
    for leaf in tree.findall(nodes.Text):
        above = leaf.parent
        while above is not None and not isinstance(above, unseen):
            above = above.parent
        if above is None:
            found.append(str(leaf).replace("\0", ""))
    return sorted(" ".join(found).replace("*", " ").replace(":", " ").replace(",", " ").replace(".", " ").split())


@pytest.mark.parametrize("seed", range(200))
def test_the_words_are_those_of_another_reader(seed: int) -> None:
    text = page(random.Random(seed))
    said = " ".join(texts(text, "rst"))
    for mark in "*:,.|\ufffc":
        said = said.replace(mark, " ")
    assert sorted(said.split()) == seen(text)


@pytest.mark.parametrize("seed", range(100))
def test_each_letter_has_its_place(seed: int) -> None:
    pick = random.Random(seed)
    check_one_letter(page(pick), "rst", pick.randrange(10_000))


HOSTILE = {
    "stars": "**a ",
    "one star": "*a ",
    "backquotes": "``a ",
    "roles": ":a:`b ",
    "links": "`a <b ",
    "titles": "a\n=\n",
    "comments": ".. a\n",
    "lists": "- ",
    "list items": "- a\n",
    "tables": "+--+\n| a\n",
    "simple tables": "== ==\n",
    "fields": ":a: b\n",
    "notes": ".. note:: a\n   ",
    "escapes": "\\a",
    "open footnotes": "[a",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_made_to_hang_is_read_or_refused(name: str) -> None:
    text = HOSTILE[name] * (200_000 // len(HOSTILE[name]))
    try:
        found = within_deadline(lambda: reading(text, "rst"), len(text))
    except ReadError as error:
        assert "seconds of work" not in str(error)  # noqa: PT017 - the refusal itself may be any other
    else:
        assert found.blocks or found.skips
