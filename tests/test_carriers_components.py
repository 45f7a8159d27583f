"""Where does a claim in a Vue, Svelte, Astro or MDX file count as copy, and where is it code?"""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marked import bare, check_page, spans
from rcolint.deadline import within_deadline
from rcolint.errors import ReadError
from rcolint.model import Document, Reading
from rcolint.readers import language_of, read

# place -> file name, document; what a finding quotes stands between «»
COPY = {
    "Vue: text": ("a.vue", "<template>\n  <p>It «tre<b>ats</b>\n  arthritis».</p>\n</template>\n"),
    "Vue: text in an inner template": ("a.vue", "<template><X><template #a><p>It «treats arthritis».</p></template></X></template>"),
    "Vue: a literal in a mustache": ("a.vue", "<template><p>{{ on ? 'It «treats arthritis»' : x }}</p></template>"),
    "Vue: text beside a mustache": ("a.vue", "<template><p>{{ name }} «treats arthritis»</p></template>"),
    "Vue: an alt text": ("a.vue", '<template><img alt="It «treats arthritis»" src="a.png"></template>'),
    "Vue: a prop": ("a.vue", '<template><hero-card headline="It «treats arthritis»" /></template>'),
    "Vue: a bound prop": ("a.vue", "<template><Hero :headline=\"'It «treats arthritis»'\" /></template>"),
    "Vue: inner HTML": ("a.vue", "<template><p v-html=\"'It «treats arthritis»'\" /></template>"),
    "Vue: a list": ("a.vue", "<template><li v-for=\"x in ['It «treats arthritis»', 'b']\">{{ x }}</li></template>"),
    "Vue: the script": ("a.vue", "<template><p/></template>\n<script>\nexport default { data: () => ({ lead: 'It «treats arthritis»' }) }\n</script>"),
    "Vue: a typed script": ("a.vue", "<script setup lang=\"ts\">\nconst lead: string = 'It «treats arthritis»'\n</script>\n<template><p/></template>"),
    "Vue: a block of texts": ("a.vue", '<template><p/></template>\n<i18n>\n{ "en": { "lead": "It «treats arthritis»" } }\n</i18n>'),
    "Svelte: text": ("a.svelte", "<script>let a = 1 < 2</script>\n<p>It «treats\n  arthritis».</p>"),
    "Svelte: text in a block": ("a.svelte", "{#if a > 1}<p>It «treats arthritis».</p>{:else}<p>b</p>{/if}"),
    "Svelte: text beside a value": ("a.svelte", "<p>{name} «treats arthritis»</p>"),
    "Svelte: a literal": ("a.svelte", "<p>{on ? 'It «treats arthritis»' : x}</p>"),
    "Svelte: a list": ("a.svelte", "{#each ['It «treats arthritis»', 'b'] as x}<li>{x}</li>{/each}"),
    "Svelte: a prop": ("a.svelte", '<Hero headline="It «treats arthritis»" />'),
    "Svelte: a prop in braces": ("a.svelte", "<Hero headline={`It «treats arthritis» {`} />"),
    "Svelte: inner HTML": ("a.svelte", "{@html '<p>It «treats arthritis»</p>'}"),
    "Svelte: a constant": ("a.svelte", "{#if a}{@const lead = 'It «treats arthritis»'}{/if}"),
    "Svelte: the script": ("a.svelte", "<script lang=\"ts\">\n  const lead: string = 'It «treats arthritis»'\n</script>\n<p>{lead}</p>"),
    "Astro: text": ("a.astro", "---\nconst a = 1\n---\n<p>It «treats <b>arthritis»</b>.</p>"),
    "Astro: the script above": ("a.astro", "---\nconst lead: string = 'It «treats arthritis»'\n---\n<p>{lead}</p>"),
    "Astro: elements in an expression": ("a.astro", "---\n---\n<ul>{list.map((x) => (<li>It «treats arthritis»<br> {x}</li>))}</ul>"),
    "Astro: a prop": ("a.astro", '<Layout headline="It «treats arthritis»"><p>b</p></Layout>'),
    "Astro: a title": ("a.astro", "<html><head><title>What «treats arthritis»</title></head></html>"),
    "MDX: text": ("a.mdx", "---\ntitle: A page\n---\nimport A from './a'\n\n# Vialmere\n\nIt **«treats\narthritis».**\n"),
    "MDX: front matter": ("a.mdx", "---\ntitle: It «treats arthritis»\n---\n\nText\n"),
    "MDX: text in an element": ("a.mdx", "<Card>\n\n      It «treats arthritis».\n\n</Card>\n"),
    "MDX: text in an element on its line": ("a.mdx", "<Note>It «treats arthritis».</Note>\n"),
    "MDX: a prop": ("a.mdx", 'Text\n\n<Hero headline="It «treats arthritis»" {...rest} />\n'),
    "MDX: an export": ("a.mdx", "export const lead = {\n\n  text: 'It «treats arthritis»',\n}\n\nText\n"),
    "MDX: a literal": ("a.mdx", "Text {on ? 'It «treats arthritis»' : x} more\n"),
    "MDX: text beside a value": ("a.mdx", "{props.name} «treats arthritis» well\n"),
    "MDX: a list": ("a.mdx", "- One\n    - It «treats arthritis»\n"),
    "MDX: a dotted component": ("a.mdx", "<Tabs.Item>\nIt «treats arthritis».\n</Tabs.Item>\n"),
}  # fmt: skip


@pytest.mark.parametrize("place", COPY)
def test_a_claim_is_found_where_it_stands(place: str) -> None:
    name, marked = COPY[place]
    text = bare(marked)
    found = [f for f in check_page(text, name, language=language_of(name) or "").findings if f.rule == "RCO101"]
    assert [text[f.span.start : f.span.end] for f in found] == spans(marked)
    assert [f.span.start for f in found] == [marked.index("«")]


NOT_COPY = {
    "Vue: classes and addresses": ("a.vue", "<template><p class='treats arthritis' :class=\"'treats arthritis'\" id='treats arthritis'><a href='/treats arthritis'>x</a></p></template>"),
    "Vue: a comparison": ("a.vue", "<template><p v-if=\"a === 'treats arthritis'\">{{ b }}</p></template>"),
    "Vue: a style": ("a.vue", "<template><p>b</p></template>\n<style>\n.treats .arthritis { color: red }\n</style>"),
    "Vue: a slot and an event": ("a.vue", "<template><X @treats-arthritis=\"go\" #treats-arthritis>b</X></template>"),
    "Vue: a key of the script": ("a.vue", "<script>\nexport default { props: { 'treats arthritis': String } } // treats arthritis\n</script>"),
    "Svelte: classes and events": ("a.svelte", "<p class={'treats arthritis'} class:treats-arthritis={a} on:click={go}>b</p>"),
    "Svelte: a condition": ("a.svelte", "{#if a === 'treats arthritis'}b{/if}"),
    "Svelte: a style": ("a.svelte", "<p>b</p><style>.treats .arthritis { color: red }</style>"),
    "Astro: an import": ("a.astro", "---\nimport A from './treats arthritis.astro' // treats arthritis\n---\n<A class='treats arthritis' />"),
    "MDX: code": ("a.mdx", "Text\n\n```\ntreats arthritis {\n```\n\nmore `treats arthritis {x}`\n"),
    "MDX: an aside": ("a.mdx", "Text {/* treats arthritis */}\n"),
    "MDX: an import": ("a.mdx", "import A from './treats arthritis'\n\nText\n"),
}  # fmt: skip


def reading(name: str, text: str) -> Reading:
    return read(Document(name, text, language_of(name) or ""))


@pytest.mark.parametrize("place", NOT_COPY)
def test_code_is_no_copy(place: str) -> None:
    name, text = NOT_COPY[place]
    assert "arthritis" in text
    assert [b.text for b in reading(name, text).blocks if "arthritis" in b.text and "comment" not in b.role] == []


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
    before = reading(name, text).blocks
    letters = []
    for n, b in enumerate(before):
        for start, end, low, high in b.map.runs:
            if end - start == high - low:
                assert b.text[start:end].split() == text[low:high].split()
                letters += [(n, at, low + at - start) for at in range(start, end) if b.text[at].isalpha()]
    n, at, where = letters[pick % len(letters)]
    letter = "q" if text[where].islower() else "Q"
    after = reading(name, text[:where] + letter + text[where + 1 :]).blocks
    for m, (old, new) in enumerate(zip(before, after, strict=True)):
        assert new.text == (old.text[:at] + letter + old.text[at + 1 :] if m == n else old.text)
        assert new.map.runs == old.map.runs


SIZE = 100_000
HOSTILE = ("{", "}", "{{", "{'", "{`${", "<a ", "<A b={", "{#if a}", "{a}", "<template>", "---\n", "import a\n", "export {\n", "`", "<!--", "a {/*", "<>", "<A.B>", "{<b>", "{{ 'a b' }}")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("name", ["a.vue", "a.svelte", "a.astro", "a.mdx"])
def test_hostile_files_are_read_or_refused_in_time(name: str, piece: str) -> None:
    text = piece * (SIZE // len(piece))
    text = f"<template>{text}</template>" if name == "a.vue" else text
    with suppress(ReadError):
        within_deadline(lambda: reading(name, text), len(text))
