"""Do the short cuts of matching ever change an answer?

Each is taken away in turn, over examples of the shipped rules: the findings must be the same without it.
"""

import random
from functools import cache

import pytest

from marked import bare, block, check_block, judge, passage, shipped
from rcolint import context, quantities
from rcolint.engine import check_document, prepare
from rcolint.model import Document, FileResult, Reading, Settings, TextBlock
from rcolint.positions import SourceMap
from rcolint.ruleset.load import load_folder
from rcolint.ruleset.shipped import rules_folder
from rcolint.sections import Place

NOWHERE = Place(frozenset({"body"}), "", "unknown")


@cache
def examples() -> tuple[str, ...]:
    """The copy of some hundred examples, and paragraphs of three of them."""
    dice = random.Random(3)
    given = [e for rule in load_folder(rules_folder()).rules for kind in rule.examples.values() for e in kind]
    texts = [bare(e if isinstance(e, str) else str(e.get("text") or e.get("page") or "")) for e in given]
    return (*dice.sample(texts, 300), *(" ".join(dice.sample(texts, 3)) for _ in range(150)))


def without_names(result: FileResult) -> object:
    return [(page.findings, page.cancelled) for page in result.pages]


def test_a_glance_hides_no_context(monkeypatch: pytest.MonkeyPatch) -> None:
    glanced = [without_names(check_block(block(text))) for text in examples()]
    closely = {name: (context._functions(name)[0], lambda _: True) for name in context.CUES}
    monkeypatch.setattr(context, "_loaded", closely)
    assert [without_names(check_block(block(text))) for text in examples()] == glanced


def test_the_index_leaves_out_no_pattern_that_stands() -> None:
    lexicon, index = shipped().lexicon, judge().patterns
    checks = {id(check): check for check in index._checks if not check.everywhere}
    for text in examples():
        cut = passage(text)
        if not cut.words:
            continue
        lexicon.scan(cut)
        quantities.scan(cut, lexicon.ids)
        due = {id(check): [*check(cut, NOWHERE, patterns)] for check, patterns in index.due(cut)}
        for name, check in checks.items():
            every = [check.pattern(number) for number in range(len(check.rule.names("look_for")))]
            assert due.get(name, []) == [*check(cut, NOWHERE, every)], text


def test_a_block_that_comes_again_is_found_at_its_own_place() -> None:
    text = "It treats gout. “Heals” eczema — we do not say."
    blocks = [TextBlock(text, SourceMap.identity(len(text), at), "paragraph") for at in (0, 100, 200)]
    document = Document("page.md", text.ljust(100) * 3, "markdown")
    settings = Settings(tier="audit", fragment=True)
    (page,) = check_document(document, Reading(tuple(blocks)), prepare(shipped(), settings), settings).pages
    first = [f for f in page.findings if f.span.start < 100]
    assert first
    for at in (100, 200):
        again = [f for f in page.findings if at <= f.span.start < at + 100]
        assert [(f.rule, f.text, f.span.start - at) for f in again] == [(f.rule, f.text, f.span.start) for f in first]
        assert all(document.text[f.span.start : f.span.end] == f.text for f in again)


def test_the_same_words_in_another_place_are_judged_for_that_place() -> None:
    text = "Psoriasis"
    paragraph, item = block(text), block(text, "list-item", headings=("Shop", "Benefits"))
    alone = [[(f.rule, f.tier) for f in check_block(one).findings] for one in (paragraph, item)]
    assert alone[0] != alone[1]
    one_judge = prepare(shipped(), Settings())
    assert [[(f.rule, f.tier) for f in check_block(one, one_judge).findings] for one in (paragraph, item)] == alone
