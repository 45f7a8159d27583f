"""Files of translated texts: messages are copy; keys, comments and notes for the translator are not."""

import json
from xml.sax.saxutils import escape

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import CLAIM
from letters import check_one_letter, check_runs, reading, texts
from rcolint.api import check_text

PO = """\
# treats pain
msgid ""
msgstr ""
"Language: de\\n"

#. treats pain
#: src/page.py:3
#, fuzzy
#| msgid "treats pain"
msgctxt "product.benefits"
msgid "Calm vials"
msgstr ""
"Ruhige \\"Vials\\"\\n"
"und Schlaf"

msgid "one vial"
msgid_plural "%d vials"
msgstr[0] "ein Vial"
msgstr[1] "%d Vials"

msgid "not yet"
msgstr ""

#~ msgid "treats pain"
#~ msgstr "treats pain"
"""


class TestGettext:
    def test_translations_are_copy_and_originals_where_there_is_none(self) -> None:
        found = reading(PO, "po").blocks
        assert [b.text for b in found] == ['Ruhige "Vials"\nund Schlaf', "ein Vial", "%d Vials", "not yet"]
        assert [b.path for b in found] == [("product.benefits",), (), (), ()]
        check_runs(PO, found)

    def test_a_template_is_read_in_its_own_language(self) -> None:
        assert texts('msgid "Calm vials"\nmsgstr ""\n', "po") == ["Calm vials"]

    def test_a_key_is_no_copy_but_a_path(self) -> None:
        (block,) = reading('msgid "product.benefits.0"\nmsgstr "Calm vials"\n', "po").blocks
        assert (block.text, block.path) == ("Calm vials", ("product.benefits.0",))

    def test_broken_lines_are_read_with_a_notice(self) -> None:
        found = reading('msgid "a b"\nmsgstr "Calm vials\nDeep sleep\n"x"\n', "po")
        shown = " ".join(b.text for b in found.blocks)
        assert "Calm vials" in shown
        assert "Deep sleep" in shown
        assert len(found.notices) == 1


def test_a_file_of_messages_is_no_page_that_could_lack_a_statement() -> None:
    text = f'msgid "a"\nmsgstr "{CLAIM}"\n'
    (file,) = check_text(text, "de.po").files
    assert "RCO101" in [f.rule for f in file.findings]
    assert "RCO701" not in [f.rule for f in file.findings]
    (page,) = check_text(json.dumps({"a": CLAIM}), "shop.json").files
    assert "RCO701" in [f.rule for f in page.findings]


class TestProperties:
    TEXT = (
        "# treats pain\n! treats pain\nproduct.benefits.0 = Calm \\\n    vials \\u00e9 \\ud83d\\ude00\n"
        "a\\:b:Deep sleep\nbare Less pain\nempty=\n=no key\n"
    )

    def test_values_are_copy(self) -> None:
        found = reading(self.TEXT, "properties", "i18n/messages.properties").blocks
        assert [b.text for b in found] == ["Calm vials é 😀", "Deep sleep", "Less pain", "=no key"]
        assert found[0].path == ("product", "benefits", "0")
        check_runs(self.TEXT, found)

    def test_windows_line_breaks(self) -> None:
        text = self.TEXT.replace("\n", "\r\n")
        assert texts(text, "properties") == texts(self.TEXT, "properties")

    def test_settings_hold_no_copy(self) -> None:
        assert texts("page.template=two words\nimage=/a/b.png\n", "properties", "site.properties") == []


class TestStrings:
    TEXT = '/* treats\n pain */\n"product.benefits" = "Calm \\"vials\\"\\nand \\U00e9";\n// treats pain\nbare = "Deep sleep" ;\n"A question?" = "An answer";\n'

    def test_values_are_copy(self) -> None:
        found = reading(self.TEXT, "strings").blocks
        assert [b.text for b in found] == ['Calm "vials"\nand é', "Deep sleep", "An answer"]
        assert [b.path for b in found] == [("product.benefits",), ("bare",), ()]
        check_runs(self.TEXT, found)

    def test_broken_lines_are_read_with_a_notice(self) -> None:
        found = reading('"a" = "Calm vials\n"b" = "Deep sleep";\n', "strings")
        shown = " ".join(b.text for b in found.blocks)
        assert "Calm vials" in shown
        assert "Deep sleep" in shown
        assert found.notices


class TestXliff:
    TEXT = (
        '<xliff><file source-language="en"><body><trans-unit id="hero.title"><source>Calm &amp; cold</source>\n'
        "<target>Ruhe<x id='1'/> und <g id='2'>Kälte</g></target></trans-unit></body></file></xliff>"
    )

    def test_sources_and_targets_are_copy_under_the_name_of_their_unit(self) -> None:
        found = reading(self.TEXT, "xliff").blocks
        assert [(b.path, b.text) for b in found] == [
            (("hero.title",), "Calm & cold"),
            (("hero.title",), "Ruhe\ufffc und Kälte"),
        ]
        check_runs(self.TEXT, found)

    def test_a_file_that_ends_too_early_is_read_with_a_notice(self) -> None:
        found = reading(self.TEXT[: self.TEXT.index("</target>")], "xliff")
        assert found.blocks[-1].text == "Ruhe\ufffc und Kälte"
        assert found.notices


HOSTILE = {
    "xliff": [
        "<source>",
        "<source>a b",
        "</source>",
        "<ph>",
        "<alt-trans>",
        "<unit id='",
        "<source><ph>a",
        "<![CDATA[",
        "&amp;",
    ],
    "po": ['msgid "', '"\n', 'msgstr "a\n', "\\", 'msgid "\\"\n', 'msgid "a b"\nmsgstr "c d"\n', "#~\n"],
    "properties": ["\\", "\\\n", "=\n", "a", "a=\\u00\n", "\\u", ": \n", "a b\r"],
    "strings": ['"', '"\n', "/*", '"a"=', '"a" = "b c";', '"\\', "a=", '"a"\n'],
}


@pytest.mark.parametrize(("language", "piece"), [(name, piece) for name, pieces in HOSTILE.items() for piece in pieces])
def test_hostile_messages_are_read_to_their_end(language: str, piece: str) -> None:
    text = piece * (200_000 // len(piece))
    found = reading(text, language)
    owned = [b.map.span.end for b in found.blocks] + [s.span.end for s in found.skips]
    assert max(owned) == len(text)


WORDS = st.lists(st.sampled_from(["pain", "relief\n", '"calm"', "é", "😀", "\\", "\t", "x: y", "<b>deep</b>", "%s"]), min_size=1, max_size=6).map("".join)  # fmt: skip
ENTRIES = st.lists(st.tuples(st.sampled_from(["", "product.name", "the menu"]), WORDS, WORDS | st.just("")), max_size=4)


def written(entries: list[tuple[str, str, str]], width: int) -> str:
    file = polib.POFile(wrapwidth=width)
    file.metadata = {"Language": "de"}
    for context, original, translated in entries:
        file.append(polib.POEntry(msgctxt=context or None, msgid=original, msgstr=translated, comment="treats pain"))
    return str(file)


def check_messages(text: str) -> None:
    expected = [(e.msgstr if e.msgstr.strip() else e.msgid).strip(" \t\n") for e in polib.pofile(text)]
    assert "".join(texts(text.replace("<b>", "").replace("</b>", ""), "po")) == "".join(
        text.replace("<b>", "").replace("</b>", "") for text in expected
    )


@given(ENTRIES, st.sampled_from([20, 78]), st.integers(0, 10_000))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_messages_are_those_of_the_library(entries: list[tuple[str, str, str]], width: int, pick: int) -> None:
    text = written(entries, width)
    check_messages(text)
    check_one_letter(text, "po", pick)


UNITS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4)


def check_units(units: list[tuple[str, str]], pick: int) -> None:
    """Texts without marks of HTML and Markdown come back as they were, and each letter stands in its place."""
    pairs = [(plain(source), plain(target)) for source, target in units]
    inside = "".join(
        f"<unit id='{n}'><source>{escape(source)}</source><target>{escape(target)}<bpt>code</bpt></target></unit>"
        for n, (source, target) in enumerate(pairs)
    )
    assert texts(inside, "xliff") == [text for pair in pairs for text in pair]
    check_one_letter(inside, "xliff", pick)


def plain(text: str) -> str:
    return "A b " + " ".join(text.replace("<b>", "").replace("</b>", "").replace("\\", "").split()) + " z"


@given(UNITS, st.integers(0, 10_000))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_units_say_what_was_written_into_them(units: list[tuple[str, str]], pick: int) -> None:
    check_units(units, pick)


@pytest.mark.long
@given(UNITS, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_files_of_units_say_what_was_written_into_them(units: list[tuple[str, str]], pick: int) -> None:
    check_units(units, pick)


@pytest.mark.long
@given(ENTRIES, st.sampled_from([20, 78]), st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_messages_are_those_of_the_library_ten_thousand_times(
    entries: list[tuple[str, str, str]], width: int, pick: int
) -> None:
    text = written(entries, width)
    check_messages(text)
    check_one_letter(text, "po", pick)
