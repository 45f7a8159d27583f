"""What do Vue, Svelte, Astro and MDX say: links, hidden text, letters in their place; and hostile files?"""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters import check_one_letter
from rcolint.deadline import within_deadline
from rcolint.errors import ReadError
from rcolint.model import Document, Reading
from rcolint.readers import language_of, read


def reading(name: str, text: str) -> Reading:
    return read(Document(name, text, language_of(name) or ""))


def test_links_tell_of_components_constants_and_keys() -> None:
    script = "import SiteFooter, { Notice as Small } from './Footer'\nimport { RUO } from '@/texts'\n"
    pages = {
        "a.vue": f"<script setup>\n{script}</script>\n<template><site-footer/><Small/>{{{{ RUO.line }}}}{{{{ $t('legal.ruo') }}}}</template>",
        "a.svelte": f"<script>\n{script}</script>\n<SiteFooter/><Small/>{{RUO.line}}{{$t('legal.ruo')}}",
        "a.astro": f"---\n{script}---\n<SiteFooter/><Small/>{{RUO.line}}{{t('legal.ruo')}}",
        "a.mdx": f"{script}\n<SiteFooter/>\n\n<Small/>\n\n{{RUO.line}} {{t('legal.ruo')}}\n",
    }
    for name, text in pages.items():
        found = {(link.kind, link.target, link.names) for link in reading(name, text).links}
        assert found == {
            ("component", "./Footer", ("SiteFooter",)),
            ("component", "./Footer", ("Notice",)),
            ("import", "@/texts", ("RUO", "line")),
            ("key", "legal.ruo", ()),
        }, name


def test_a_component_is_no_element_of_html_whatever_its_name() -> None:
    inside = "<Title size='1' /><Link to='/a'>Some link</Link><span hidden /><p>Some text</p><Textarea>More <b>text</b></Textarea>"
    for name, text in {"a.vue": f"<template>{inside}</template>", "a.svelte": inside, "a.astro": inside}.items():
        shown = [(b.text, b.visibility) for b in reading(name, text).blocks]
        assert shown == [("Some link", ()), ("Some text", ()), ("More text", ())], name


def test_comments_in_templates_that_nobody_gets_are_no_copy() -> None:
    for name in ("a.vue", "a.svelte", "a.mdx"):
        text = "<p>Some text <!-- not this one --> here</p>\n"
        text = f"<template>{text}</template>" if name == "a.vue" else text
        assert [b.text for b in reading(name, text).blocks] == ["Some text here"], name


def test_what_a_style_hides_is_hidden() -> None:
    text = "<template><p class='small'>Some fine print</p></template>\n<style>\n.small { display: none }\n</style>"
    assert [b.visibility for b in reading("a.vue", text).blocks if b.text == "Some fine print"] == [("hidden",)]


WORDS = st.sampled_from(["Calm", "vial", "sleep", "über", "pain", "relief"])
PLAIN = st.lists(WORDS, min_size=2, max_size=4).map(" ".join)
PIECES = {
    "a.vue": ("<p>{}</p>", "<p :title=\"'{}'\">{{{{ x }}}} {}</p>", "<Hero lead='{}' />", "{{{{ on ? '{}' : `x` }}}}", "<b>{}</b> {}"),
    "a.svelte": ("<p>{}</p>", "{{#if a}}<p>{}</p>{{/if}}", "<Hero lead='{}' />", "{{on ? '{}' : `x`}}", "<p>{{x}} {}</p>"),
    "a.astro": ("<p>{}</p>", "{{list.map((x) => <li>{}</li>)}}", "<Hero lead='{}' />", "{{on ? '{}' : `x`}}", "<p>{{x}} {}</p>"),
    "a.mdx": ("{}\n\n", "## {}\n\n", "<Hero lead='{}' />\n\n", "{} {{on ? '{}' : `x`}}\n\n", "<Card>\n\n    {}\n\n</Card>\n\n"),
}  # fmt: skip
AROUND = {
    "a.vue": "<template>{}</template>\n<script>\nconst a = 'Calm text'\n</script>",
    "a.astro": "---\nconst a = 'Calm text'\n---\n{}",
}


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(sorted(PIECES)))
    pieces = [draw(st.sampled_from(PIECES[name])) for _ in range(draw(st.integers(1, 4)))]
    body = "\n".join(piece.format(*[draw(PLAIN) for _ in range(2)]) for piece in pieces)
    return name, AROUND.get(name, "{}").replace("{}", body).replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(documents(), st.integers(0, 10_000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_letter_appears_exactly_where_the_map_says(made: tuple[str, str], pick: int) -> None:
    name, text = made
    check_one_letter(text, language_of(name) or "", pick, name)


@pytest.mark.long
@given(documents(), st.integers(0, 10_000))
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_ten_thousand_changed_letters_appear_where_the_map_says(made: tuple[str, str], pick: int) -> None:
    name, text = made
    check_one_letter(text, language_of(name) or "", pick, name)


SIZE = 100_000
HOSTILE = ("{", "}", "{{", "{'", "{`${", "<a ", "<A b={", "{#if a}", "{a}", "<template>", "---\n", "import a\n", "export {\n", "`", "<!--", "a {/*", "<>", "<A.B>", "{<b>", "{{ 'a b' }}")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("name", ["a.vue", "a.svelte", "a.astro", "a.mdx"])
def test_hostile_files_are_read_or_refused_in_time(name: str, piece: str) -> None:
    text = piece * (SIZE // len(piece))
    text = f"<template>{text}</template>" if name == "a.vue" else text
    with suppress(ReadError):
        within_deadline(lambda: reading(name, text), len(text))
