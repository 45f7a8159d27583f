"""SQL: the same values as a database sees, each letter in its place, and scripts that were made to hang a reader."""

import random
import sqlite3

import pytest

from letters import check_one_letter, check_runs, reading, texts
from rcolint.deadline import within_deadline
from rcolint.errors import ReadError


def test_a_value_knows_its_table_its_row_and_its_column() -> None:
    text = "INSERT INTO shop.blends (sku, name, lead) VALUES ('V-1', 'Vialmere', 'Ships cold'), ('V-2', 'Otherol', 'Ships too');"
    found = [(b.path[0], b.path[-1], b.text, b.carrier, b.page) for b in reading(text, "sql").blocks]
    assert found == [
        ("blends", "name", "Vialmere", "name", "V-1"),
        ("blends", "lead", "Ships cold", "body", "V-1"),
        ("blends", "name", "Otherol", "name", "V-2"),
        ("blends", "lead", "Ships too", "body", "V-2"),
    ]


def test_an_update_names_its_column() -> None:
    found = reading("UPDATE vials SET Lead = 'Ships cold', note = 'And soon' WHERE a = 'x y';", "sql").blocks
    assert [(b.path[0], b.path[-1], b.text) for b in found] == [
        ("vials", "Lead", "Ships cold"),
        ("vials", "note", "And soon"),
    ]


def test_a_value_that_a_database_puts_in_is_an_object() -> None:
    assert texts("UPDATE v SET lead = 'Ships ' || day || ' to you';", "sql") == ["Ships \ufffc to you"]
    assert texts("UPDATE v SET lead = name || ' ships to you', at = now() - INTERVAL '3 days';", "sql") == [
        "\ufffc ships to you"
    ]


def test_escaped_quotes_in_json_show_the_dialect() -> None:
    text = r"""UPDATE v SET points = '[\"Ships cold\",\"Ships soon\"]';"""
    assert texts(text, "sql") == ["Ships cold", "Ships soon"]


def test_a_literal_with_a_type_is_the_literal() -> None:
    assert texts("INSERT INTO v (lead) VALUES ('Ships cold'::text);", "sql") == ["Ships cold"]


WORDS = "vial box ship today cold packed lot paper größe 日本語 it''s".split(" ")


def script(pick: random.Random) -> str:
    """Statements that put texts into a table, in one of the many ways to write them."""

    def literal() -> str:
        words = " ".join(pick.choices(WORDS, k=pick.randint(2, 6)))
        kind = pick.randrange(4)
        if kind == 1:
            return f"'{words}' || ' and {words}'"
        return f"'{words},\n  {words}'" if kind == 2 else f"'{words}'"

    lines = []
    for _ in range(pick.randint(1, 5)):
        kind = pick.randrange(4)
        if kind == 0:
            rows = ", ".join(f"({n}, {literal()})" for n in range(pick.randint(1, 4)))
            lines.append(f"INSERT INTO notes (id, note) -- it's\nVALUES {rows};\n")
        elif kind == 1:
            lines.append(
                f"insert into \"notes\" (\"note\", id) values ({literal()}, (select 1 where 'a b' = 'c d'));\n"
            )
        elif kind == 2:
            lines.append(f"/* don't */ INSERT INTO notes (id, note) SELECT 1, {literal()} WHERE 'a b' <> 'c d';\n")
        else:
            lines.append(
                f"INSERT INTO notes (note) VALUES (upper({literal()}) /* 'x y' */);\n".replace("upper", "trim")
            )
    return "".join(lines)


def stored(text: str) -> list[str]:
    """What a database holds after the script."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE notes (id, note)")
    base.executescript(text)
    found = [row[0] for row in base.execute("SELECT note FROM notes ORDER BY rowid")]
    base.close()
    return found


@pytest.mark.parametrize("seed", range(200))
def test_the_values_are_those_of_a_database(seed: int) -> None:
    text = script(random.Random(seed))
    found = reading(text, "sql").blocks
    check_runs(text, found)
    assert [" ".join(block.text.split()) for block in found] == [" ".join(note.split()) for note in stored(text)]


@pytest.mark.parametrize("seed", range(150))
def test_each_letter_has_its_place(seed: int) -> None:
    pick = random.Random(seed)
    check_one_letter(script(pick), "sql", pick.randrange(10_000))


@pytest.mark.long
def test_ten_thousand_scripts() -> None:
    for seed in range(1_000, 11_000):
        pick = random.Random(seed)
        text = script(pick)
        assert [" ".join(t.split()) for t in texts(text, "sql")] == [" ".join(note.split()) for note in stored(text)]
        check_one_letter(text, "sql", pick.randrange(10_000))


SIZE = 200_000


def repeat(piece: str) -> str:
    return piece * (SIZE // len(piece) + 1)


HOSTILE = {
    "open quotes": "INSERT INTO p VALUES (" + repeat("'a ''"),
    "brackets": "INSERT INTO p VALUES " + repeat("("),
    "closing brackets": "INSERT INTO p VALUES " + repeat("()) "),
    "joined texts": "UPDATE p SET a = " + repeat("'a b' || "),
    "rows": "INSERT INTO p (a) VALUES " + repeat("('a b'),"),
    "statements": repeat("INSERT INTO p (a) VALUES ('a b');"),
    "open dollar quotes": repeat("$a$ $b$ "),
    "dollar quotes of many names": "".join(f"$a{n}$ " for n in range(20_000)),
    "functions in functions": repeat("$a$ insert ") + repeat("$b$ update "),
    "open comments": repeat("/* "),
    "open names": repeat('a" '),
    "square brackets": repeat("[a "),
    "copied rows": "COPY p (a, b) FROM stdin;\n" + repeat("a b\tc d\n"),
    "many columns": "INSERT INTO p (" + repeat("a,") + ") VALUES ('a b');",
    "objects": "INSERT INTO p VALUES (" + repeat("jsonb_build_object('a', "),
    "an array": "INSERT INTO p (a) VALUES ('{" + repeat('"a b",') + "}');",
    "deep JSON": "INSERT INTO p (a) VALUES ('" + repeat("[") + "');",
    "alternatives": "UPDATE p SET a = " + repeat("CASE WHEN a = 'b c' THEN 'd e' "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_made_to_hang_is_read_or_refused(name: str) -> None:
    text = HOSTILE[name]
    try:
        found = within_deadline(lambda: reading(text, "sql"), len(text))
    except ReadError as error:
        assert "seconds of work" not in str(error)  # noqa: PT017 - the refusal itself may be any other
    else:
        assert found.blocks or found.skips
