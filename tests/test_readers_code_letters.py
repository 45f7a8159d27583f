"""Code is read letter by letter, whatever it is written like: proof by construction, by mutation and by hostile text."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter, reading
from rcolint.deadline import within_deadline
from rcolint.errors import ReadError
from rcolint.model import Document, Reading
from rcolint.readers import read

BLANKS = str.maketrans("\r\n\t\f\v", "     ")


def code(text: str, language: str = "tsx") -> Reading:
    return read(Document("page.tsx", text, language))


# What a literal says and how it may be written there.
SPELLINGS = {
    "a": ("a", r"\x61", r"\u0061", r"\u{61}"),
    "b": ("b", "\\b".replace("b", "u{062}"), r"\q".replace("q", "u0062")),
    " ": (" ", r"\x20"),
    "'": (r"\'", r"\x27"),
    '"': (r"\"", r"\u0022"),
    "`": (r"\`", r"\x60"),
    "\\": (r"\\", r"\x5c"),
    "$": (r"\$", r"\x24"),
    "é": ("é", r"\xe9", r"\u00e9"),
    "’": ("’", r"\u2019"),
    "😀": ("😀", r"\ud83d\ude00", r"\u{1F600}"),
    "n": ("n", r"\u006E"),
    "": ("\\\n", "\\\r\n"),
}
LETTERS = st.lists(
    st.sampled_from([(said, written) for said, ways in SPELLINGS.items() for written in ways]), min_size=1, max_size=12
)


@given(LETTERS, st.sampled_from("'\"`"), st.sampled_from(["javascript", "typescript", "tsx"]))
@settings(max_examples=400, deadline=None)
def test_a_literal_says_what_its_escapes_say(letters: list[tuple[str, str]], quote: str, language: str) -> None:
    said = "".join(one for one, _ in letters)
    text = f"const s = {quote}Calm {''.join(w for _, w in letters)} text{quote};"
    (block,) = code(text, language).blocks
    assert block.text == f"Calm {said} text"
    for start, end, low, high in block.map.runs:
        if end - start == high - low:
            assert block.text[start:end] == text[low:high]


WORDS = st.sampled_from(["Calm", "vial", "sleep", "über", "pain", "relief", "人参", "peptide"])
PLAIN = st.lists(WORDS, min_size=2, max_size=4).map(" ".join)
LITERALS = st.one_of(
    PLAIN.map(lambda t: f"'{t}'"),
    PLAIN.map(lambda t: f'"{t}\\n{t}"'),
    PLAIN.map(lambda t: f"`{t} ${{x}} {t}`"),
    PLAIN.map(lambda t: f"'{t} ' +\n  \"{t}\""),
    PLAIN.map(lambda t: f"`\n# {t}\n\n- **{t}** {t}\n- {t}\n`"),
    PLAIN.map(lambda t: f"'<p>{t} <b>{t}</b></p>'"),
    PLAIN.map(lambda t: f"(on ? '{t}' : `{t}`)"),
    PLAIN.map(lambda t: f"'\\u2019{t}\\''"),
)


def _inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrap = ("<b>{}</b>", "<a href='/x'>{}</a>", "{}&nbsp;{{x}}", "{{'Calm'}} {}", "<Tag tip=\"So calm\">{}</Tag>",
            "<span hidden>{}</span>", "{}<br/>", "\n{}\n", "{{on && <i>{}</i>}}", "{}{{/* aside */}}", "{{' '}}{}", "R&D {}")  # fmt: skip
    return st.one_of(
        st.tuples(st.sampled_from(wrap), inner).map(lambda t: t[0].format(t[1])),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("\n   ".join),
    )


INLINE = st.recursive(PLAIN, _inline, max_leaves=5)


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrap = ("<div className='x y'>{}</div>", "<ul><li>{}</li></ul>", "<Card title='Calm one'>{}</Card>", "<h2>{}</h2>",
            "<table><tr><td>{}</td><td>Calm</td></tr></table>", "<>{}</>", "{{list.map((a) => <p key={{a}}>{}</p>)}}")  # fmt: skip
    return st.one_of(
        st.tuples(st.sampled_from(wrap), inner).map(lambda t: t[0].format(t[1])),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
    )


JSX = st.recursive(INLINE.map(lambda t: f"<p>{t}</p>"), _blocks, max_leaves=5)
STATEMENTS = st.one_of(
    st.tuples(PLAIN, LITERALS).map(lambda t: f"// {t[0]}\nconst a = {t[1]};"),
    st.lists(LITERALS, min_size=1, max_size=3).map(lambda t: "const tags = [" + ", ".join(t) + "];"),
    st.tuples(LITERALS, LITERALS).map(lambda t: f"export const p = [{{ name: {t[0]}, price: 1 }}, {{ name: {t[1]}, price: 2 }}];"),
    LITERALS.map(lambda t: f"toast({t}, 'x', y['Calm key']);"),
    JSX.map(lambda t: f"const A = () => (\n  <main>\n{t}\n  </main>\n);"),
    LITERALS.map(lambda t: f"const B = () => <Hero title={{{t}}} />;"),
)  # fmt: skip
DOCUMENTS = st.tuples(st.lists(STATEMENTS, min_size=1, max_size=4).map("\n".join), st.sampled_from(["\n", "\r\n"])).map(
    lambda t: t[0].replace("\n", t[1])
)


def check_program(text: str, pick: int) -> None:
    assert not reading(text, "tsx").notices, text
    check_one_letter(text, "tsx", pick)


@given(DOCUMENTS, st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_appears_exactly_where_the_map_says(text: str, pick: int) -> None:
    check_program(text, pick)


@pytest.mark.long
@given(DOCUMENTS, st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters_appear_where_the_map_says(text: str, pick: int) -> None:
    check_program(text, pick)


@given(st.text("ab <>{}()[]'\"`$\\/=&;:,.+\n*é😀", max_size=60), st.sampled_from(["javascript", "typescript", "tsx"]))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_with_exact_places(text: str, language: str) -> None:
    with suppress(ReadError):
        for block in code(text, language).blocks:
            for start, end, low, high in block.map.runs:
                if end - start == high - low:
                    assert block.text[start:end].translate(BLANKS) == text[low:high].translate(BLANKS)


SIZE = 200_000  # letters


def repeat(piece: str) -> str:
    return piece * (SIZE // len(piece) + 1)


HOSTILE = {
    "nested brackets": "a = " + "[" * SIZE,
    "closed nested brackets": "a = " + "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "nested calls": "f(" * (SIZE // 3) + "'It is calm'" + ")" * (SIZE // 3),
    "nested objects": "a = " + "{a:" * (SIZE // 4) + "'It is calm'" + "}" * (SIZE // 4),
    "nested templates": "`a ${" * (SIZE // 6) + "1" + "}`" * (SIZE // 6),
    "nested elements": "<a>" * (SIZE // 7) + "It is calm" + "</a>" * (SIZE // 7),
    "open elements": repeat("<a>"),
    "open attributes": repeat("<a b='"),
    "a long sum": "a = 'x'" + repeat(" + 'It is calm'"),
    "a long sum of names": "a = b" + repeat(" + b"),
    "sums in brackets": "a = " + "('x' + " * (SIZE // 7) + "'y'" + ")" * (SIZE // 7),
    "a wide array": "a = [" + repeat("'It is calm',") + "]",
    "a wide array of items": "a = [" + repeat("{sku:'a',name:'b c'},") + "]",
    "many elements beside each other": "a = <p>" + repeat("<B>x y</B> z ") + "</p>",
    "many self-closing elements": "a = <p>" + repeat("<B/>x ") + "</p>",
    "many attributes": "a = <p " + repeat("title='It is calm' ") + "/>",
    "open quotes": repeat("'It is calm\n"),
    "backquotes": repeat("`"),
    "open templates": repeat("`${"),
    "open comments": repeat("/* a "),
    "escapes": "a = '" + repeat("\\u0041") + "'",
    "backslashes": "a = '" + repeat("\\"),
    "open tags in a string": "a = '" + repeat("<p ") + "'",
    "tags in a string": "a = '" + repeat("<p>x") + "'",
    "stars in a string": "a = 'a b" + repeat("**x") + "'",
    "braces in a string": "a = `" + repeat("a{ ") + "`",
    "colons in a string": "a = `" + repeat("b: c") + "{`",
    "class names in a string": "a = '" + repeat("a-b:") + " c'",
    "ampersands": "a = <p>" + repeat("&a") + "</p>",
    "entities": "a = <p>" + repeat("&amp;") + "</p>",
    "regular expressions": repeat("/[/"),
    "blanks in an element": "a = <p>" + repeat(" \n") + "x y</p>",
    "words": repeat("It is calm "),
    "braces": repeat("}{"),
    "arrows": repeat("a=>"),
    "generics": repeat("a<b>("),
    "questions": repeat("a?b:"),
    "styles": "a = <p style={{" + repeat("a:") + "}} />",
    "classes": "a = <p className='" + repeat("text-[1") + "' />",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_code_is_read_or_refused_in_time(name: str) -> None:
    text = HOSTILE[name]  # what the grammar does not understand is tried in JavaScript as well
    with suppress(ReadError):  # a refusal is an answer
        reading = within_deadline(lambda: code(text), len(text))
        if "It is calm" in text and not reading.notices:
            assert any("It is calm" in block.text for block in reading.blocks)


def test_no_line_is_without_an_owner() -> None:
    text = "import a from 'b'\n\nconst s = 'It is calm' // why\nconst A = () => <p>\n  Calm <b>text</b>\n</p>\n"
    reading = code(text)
    owned = [block.span for block in reading.blocks] + [skip.span for skip in reading.skips]
    for at, letter in enumerate(text):
        assert letter.isspace() or any(span.start <= at < span.end for span in owned)
