"""Where does a claim in SQL count as copy, and where is it code? One row for each place."""

import pytest

from marked import bare, check_page, spans

COPY = {
    "a row": "INSERT INTO products (sku, lead) VALUES ('V-1', 'It «treats arthritis»');",
    "a later row": "insert into products (sku, lead) values ('V-1', 'Ships today'),\n\n  ('V-2', 'It «treats arthritis»');",
    "a row without columns": "INSERT INTO products VALUES (1, 'It «treats arthritis»');",
    "a doubled quote": "INSERT INTO p (lead) VALUES ('It''s true: it «treats arthritis»');",
    "an escape string": r"INSERT INTO p (lead) VALUES (E'It\'s so:\nit «tre\x61ts arthritis»');",
    "a national string": "INSERT INTO p (lead) VALUES (N'It «treats arthritis»');",
    "a dollar quote": "INSERT INTO p (lead) VALUES ($$It's so: it «treats arthritis»$$);",
    "a named dollar quote": "INSERT INTO p (lead) VALUES ($a$It $$ «treats arthritis»$a$);",
    "HTML": "INSERT INTO p (body) VALUES ('<p>It «tre<b>ats</b> arthritis»</p>');",
    "JSON": "INSERT INTO p (meta) VALUES ('{\"lead\": \"It «treats arthritis»\"}'::jsonb);",
    "an array": "INSERT INTO p (points) VALUES (ARRAY['Ships today', 'It «treats arthritis»']);",
    "a written array": "INSERT INTO p (points) VALUES ('{\"Ships today\",\"It «treats arthritis»\"}');",
    "a built object": "INSERT INTO p (meta) VALUES (jsonb_build_object('lead', 'It «treats arthritis»'));",
    "a joined text": "INSERT INTO p (lead) VALUES ('It «treats ' || 'arthritis»');",
    "an update": "UPDATE products SET price = 3, lead = 'It «treats arthritis»' WHERE sku = 'V-1';",
    "a column named value": "UPDATE settings SET value = 'It «treats arthritis»' WHERE key = 'lead';",
    "an update on conflict": "INSERT INTO p (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET lead = 'It «treats arthritis»';",
    "an update on a duplicate": "INSERT INTO `p` (`a`) VALUES (1) ON DUPLICATE KEY UPDATE `lead` = 'It «treats arthritis»';",
    "an alternative": "UPDATE p SET lead = CASE WHEN sku = 'a b' THEN 'It «treats arthritis»' ELSE 'Ships today' END;",
    "a selected text": "INSERT INTO p (sku, lead) SELECT id, 'It «treats arthritis»' FROM q;",
    "MySQL's escapes": "INSERT INTO `p` (`lead`) VALUES ('It\\'s so: it «treats arthritis»');",
    "MySQL's double quotes": "INSERT INTO `p` (`lead`) VALUES (\"It's so: it «treats arthritis»\");",
    "copied rows": "COPY public.p (sku, lead) FROM stdin;\nV-1\tShips today\nV-2\tIt «treats arthritis»\n\\.\nSELECT 1;\n",
    "behind copied rows": "COPY p (a) FROM stdin;\nit's\n\\.\nINSERT INTO p (lead) VALUES ('It «treats arthritis»');",
    "the body of a function": "CREATE FUNCTION f() RETURNS void AS $$ BEGIN INSERT INTO n (text) VALUES ('It «treats arthritis»'); END $$;",
    "Windows line breaks": "-- it's\r\nINSERT INTO p (lead)\r\nVALUES ('It «treats\r\narthritis»');\r\n",
}  # fmt: skip

NOT_COPY = {
    "a comment": "-- It treats arthritis\n/* 'it treats arthritis' */ SELECT 1;",
    "a comment beside rows": "INSERT INTO p (lead) VALUES -- 'it treats arthritis'\n ('Ships today');",
    "a default": "CREATE TABLE p (lead text DEFAULT 'It treats arthritis');",
    "a check": "CREATE TABLE p (a text CHECK (a IN ('treats arthritis', 'b')));",
    "an enumeration": "CREATE TYPE t AS ENUM ('treats arthritis', 'b');",
    "a policy": "CREATE POLICY \"it treats arthritis\" ON p USING (a = 'treats arthritis');",
    "a condition": "UPDATE p SET a = 1 WHERE lead = 'It treats arthritis';",
    "a condition of a query": "SELECT a FROM p WHERE lead LIKE '%treats arthritis%';",
    "a condition of an alternative": "UPDATE p SET a = CASE WHEN b = 'treats arthritis' THEN 1 END;",
    "a query in a row": "INSERT INTO p (a) VALUES ((SELECT id FROM q WHERE b = 'treats arthritis'));",
    "a name": "INSERT INTO \"treats arthritis\" (\"it treats arthritis\") VALUES (1);",
    "the key of an object": "INSERT INTO p (meta) VALUES (jsonb_build_object('treats arthritis', 1));",
    "an identifier": "INSERT INTO p (slug) VALUES ('treats-arthritis');",
    "a remark on a table": "COMMENT ON TABLE p IS 'It treats arthritis';",
    "a message of a function": "DO $$ BEGIN RAISE NOTICE 'It treats arthritis'; END $$;",
}  # fmt: skip


@pytest.mark.parametrize("place", COPY)
def test_a_claim_is_found_where_it_stands(place: str) -> None:
    marked = COPY[place]
    text = bare(marked)
    found = [f for f in check_page(text, "seed.sql", language="sql").findings if f.rule == "RCO101"]
    assert [text[f.span.start : f.span.end] for f in found] == spans(marked)
    assert [f.span.start for f in found] == [marked.index("«")]


@pytest.mark.parametrize("place", NOT_COPY)
def test_code_is_no_copy(place: str) -> None:
    result = check_page(NOT_COPY[place], "seed.sql", language="sql")
    assert [f.text for f in result.findings if f.rule == "RCO101"] == []
