"""What does a program say: roles, paths, pages and links of its strings and its JSX, and what hides them?"""

import pytest

from carriers import COPY
from marked import bare, check_page
from rcolint.model import Document, Reading, TextBlock
from rcolint.positions import LineIndex
from rcolint.readers import language_of, read


def code(text: str, name: str = "a.tsx") -> Reading:
    return read(Document(name, text, language_of(name) or ""))


def only(text: str, name: str = "a.tsx") -> TextBlock:
    (block,) = code(text, name).blocks
    return block


def test_what_is_planted_at_all_places_is_told_by_line() -> None:
    lines, text = [], ""
    for place, (name, marked) in COPY.items():
        if name.endswith(("tsx", "jsx")) and "metadata" not in place:
            lines.append(text.count("\n") + marked[: marked.index("«")].count("\n") + 1)
            text += (
                bare(marked)
                .replace("const A", f"const A{len(lines)}")
                .replace("export default ", f"const D{len(lines)} = ")
                .replace("export function A", f"function F{len(lines)}")
                .replace("\r", "")
                + "\n"
            )
    found = check_page(text, "all.tsx", language="tsx").findings
    index = LineIndex(text)
    assert [index.line_column(f.span.start)[0] for f in found if f.rule == "RCO101"] == lines


@pytest.mark.parametrize("name", ["a.test.ts", "a.spec.jsx", "src/__tests__/a.js", "types/a.d.ts"])
def test_tests_and_declarations_are_code(name: str) -> None:
    found = code("const a = 'It treats arthritis'", name)
    assert found.blocks == ()
    assert [s.reason for s in found.skips] == ["test code"]


def test_paths_are_the_keys_that_lead_to_a_value() -> None:
    text = "export const products = [{ n: 1 }, { benefits: ['Less worry', 'Sleep'] }, { a: { b: <p>Calm text</p> } }]"
    assert [(b.path, b.text) for b in code(text).blocks if b.path] == [
        (("products", "1", "benefits", "0"), "Less worry"),
        (("products", "1", "benefits", "1"), "Sleep"),
    ]


def test_one_word_in_small_letters_is_copy_only_under_a_key_for_copy() -> None:
    text = "const a = { status: 'active', benefits: ['focus'], tags: ['sleep'], mode: 'dark', label: 'calm', recovery: 'daily' }"
    assert [b.text for b in code(text).blocks] == ["focus", "sleep", "calm"]


def test_words_under_technical_keys_are_read_when_they_read_like_copy() -> None:
    text = "const a = { status: { label: 'New in stock' }, type: 'Growth hormone peptide', class: 'btn wide', image: 'a b' }"
    assert [b.text for b in code(text).blocks] == ["New in stock", "Growth hormone peptide"]


def test_lists_of_utility_classes_and_values_of_style_sheets_are_not_copy() -> None:
    text = (
        "const a = { lead: 'flex items-center gap-2 text-sm', look: 'bg-white md:px-4 hover:underline',"
        " glow: '0 4px 24px rgba(15, 39, 68, 0.08)', sheet: `.a {\\n  color: red;\\n  width: 1px;\\n}` }"
    )
    assert code(text).blocks == ()


def test_carriers_follow_keys_and_attributes() -> None:
    text = """
    export const metadata = { title: "Calm vial", description: "It is calm", keywords: ["calm vials"] }
    const p = { name: "Calmex", description: "A calm blend", tags: ["calm"], reviews: ["So calm"] }
    const A = () => <><title>Calm page</title><img alt="A calm vial" /><b title="A calm tip">x</b>
      <meta property="og:description" content="Be calm" /><meta name="viewport" content="width is calm" /></>
    """
    assert [(b.text, b.carrier) for b in code(text).blocks if "alm" in b.text] == [
        ("Calm vial", "title"), ("It is calm", "meta"), ("calm vials", "tag"), ("Calmex", "name"),
        ("A calm blend", "body"), ("calm", "tag"), ("So calm", "review"), ("Calm page", "title"),
        ("A calm vial", "alt"), ("A calm tip", "attribute"), ("Be calm", "meta"),
    ]  # fmt: skip


VISIBILITY = {
    "<p>Seen text</p>": (),
    "<p hidden>Seen text</p>": ("hidden",),
    "<p className='sr-only'>Seen text</p>": ("hidden",),
    "<div className='hidden'><p>Seen text</p></div>": ("hidden",),
    "<div className='hidden md:block'><p>Seen text</p></div>": (),
    "<p className='text-[10px] opacity-40'>Seen text</p>": ("pale", "tiny"),
    "<p className={cn('text-[9px]', 'mt-1')}>Seen text</p>": ("tiny",),
    "<p className={open ? 'hidden' : ''}>Seen text</p>": (),
    "<p className='text-[14px] opacity-90'>Seen text</p>": (),
    "<p className='text-white/30'>Seen text</p>": ("pale",),
    "<p style={{ display: 'none' }}>Seen text</p>": ("hidden",),
    "<p style={{ fontSize: 6 }}>Seen text</p>": ("tiny",),
    "<p style={{ fontSize: '14px', opacity: 0.2 }}>Seen text</p>": ("pale",),
    "<p aria-hidden>Seen text</p>": ("hidden",),
    "<p aria-hidden={false}>Seen text</p>": (),
    "<details><p>Seen text</p></details>": ("collapsed",),
    "<details open><p>Seen text</p></details>": (),
    "<details><summary>Seen text</summary></details>": (),
    "<dialog>Seen text</dialog>": ("hidden",),
    "<p hidden>{on && <b>Seen text</b>}</p>": ("hidden",),
    "<div hidden>Not this</div>{'Seen text'}": (),
}


@pytest.mark.parametrize("jsx", VISIBILITY)
def test_what_hides_text_is_told(jsx: str) -> None:
    found = [b for b in code(f"const A = () => <>{jsx}</>").blocks if b.text == "Seen text"]
    assert [b.visibility for b in found] == [VISIBILITY[jsx]]


def test_a_hidden_statement_counts_as_hidden_and_a_plain_one_as_there() -> None:
    page = "const A = () => <main><p>It treats arthritis.</p><p className='{}'>For research use only. Not for human or veterinary use.</p></main>"
    assert check_page(page.format("notice"), "a.tsx", language="tsx").statement == "ok"
    assert check_page(page.format("text-[8px]"), "a.tsx", language="tsx").statement == "hidden"


def test_roles_and_headings_follow_the_elements() -> None:
    text = """
    export default function Page() {
      return <main>
        <h1>Vialmere</h1><p>Calm text</p>
        <CardTitle>References</CardTitle>
        <ul><li>One thing</li><li>Two <b>things</b></li></ul>
        <blockquote>So calm</blockquote>
        <table><tbody><tr><td>Dose</td><td>Daily</td></tr></tbody></table>
      </main>
    }
    export function Other() { return <p>Far away</p> }
    """
    assert [(b.text, b.role, b.headings) for b in code(text).blocks] == [
        ("Vialmere", "heading", ()),
        ("Calm text", "paragraph", ("Vialmere",)),
        ("References", "heading", ("Vialmere",)),
        ("One thing", "list-item", ("Vialmere", "References")),
        ("Two things", "list-item", ("Vialmere", "References")),
        ("So calm", "quote", ("Vialmere", "References")),
        ("Dose | Daily", "cell", ("Vialmere", "References")),
        ("Far away", "paragraph", ()),
    ]


def test_a_line_break_parts_what_is_laid_out_apart_and_joins_what_is_one_word() -> None:
    text = "const A = () => <p>\n<span>Some</span>\n<span>words</span> and cu\n<b>re</b>\ns\n{price}\n<Tag>more</Tag> text</p>"
    assert only(text).text == "Some words and cures\ufffc more text"


def test_components_without_text_beside_them_stand_alone() -> None:
    text = "const A = () => <Row><Cell>One side</Cell><Cell>Other side</Cell></Row>"
    assert [b.text for b in code(text).blocks] == ["One side", "Other side"]


def test_items_of_a_catalogue_are_pages() -> None:
    text = "const products = [{ slug: 'sem-5', name: 'Semoral', price: 3 }, { name: 'Other thing', price: 4, lines: ['It is'] }]"
    assert [(b.text, b.page) for b in code(text).blocks] == [
        ("Semoral", "sem-5"),
        ("Other thing", "Other thing"),
        ("It is", "Other thing"),
    ]
    alone = "const products = [{ slug: 'sem-5', name: 'Semoral', price: 3 }]; const menu = [{ title: 'A b' }, { title: 'C d' }]"
    assert {b.page for b in code(alone).blocks} == {""}


def test_links_tell_where_more_copy_comes_from() -> None:
    text = """
    import Footer, { Notice as Small } from './Footer'
    import { RUO, SITE } from "@/lib/texts"
    import * as copy from './copy'
    const Late = dynamic(() => import('../Late'))
    export { Banner } from './Banner'
    export default () => <div title={SITE.name}><Footer /><Small.Text>{RUO.product}</Small.Text><Late/>
      {t('legal.ruo')}<Trans i18nKey="legal.age" />{`${copy.lead} x`}</div>
    """
    assert [(link.kind, link.target, link.names) for link in code(text).links] == [
        ("import", "./Banner", ("Banner",)),
        ("import", "@/lib/texts", ("SITE", "name")),
        ("component", "./Footer", ("Footer",)),
        ("component", "./Footer", ("Notice", "Text")),
        ("import", "@/lib/texts", ("RUO", "product")),
        ("component", "../Late", ("Late",)),
        ("key", "legal.ruo", ()),
        ("key", "legal.age", ()),
        ("import", "./copy", ("*", "lead")),
    ]


def test_what_is_not_understood_is_said_with_its_line() -> None:
    (notice,) = code("const a = 1\nconst s = 'The blend is calm and kind\nconst b = 3\n", "a.js").notices
    assert "line 2" in notice.message
    assert notice.span is not None
