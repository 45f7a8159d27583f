"""Templates and PHP: what they take from elsewhere, where each letter stands, and what was made to hang a reader."""

import random

import pytest

from rcolint.deadline import within_deadline
from rcolint.errors import ReadError
from rcolint.model import Document, Reading
from rcolint.readers import language_of, read
from rcolint.readers.php_scan import codes

BLANKS = str.maketrans("\r\n\t", "   ")


def reading(text: str, path: str) -> Reading:
    return read(Document(path, text, language_of(path) or ""))


def texts(text: str, path: str) -> list[str]:
    return [block.text for block in reading(text, path).blocks]


LINKS = {
    "{% include 'footer' %}": ("a.liquid", "include", "footer"),
    "{% render 'notice', a: 1 %}": ("a.liquid", "include", "notice"),
    "{%- section 'footer' -%}": ("a.liquid", "include", "footer"),
    '{% extends "base.html" %}': ("a.j2", "layout", "base.html"),
    "{{> footer}}": ("a.hbs", "include", "footer"),
    '{{ partial "footer.html" . }}': ("a.gohtml", "include", "footer.html"),
    "<%= render 'shared/footer' %>": ("a.html.erb", "include", "shared/footer"),
    "<%- include('footer') %>": ("a.ejs", "include", "footer"),
    "<?php include 'footer.php'; ?>": ("a.php", "include", "footer.php"),
    "<?php require_once __DIR__ . '/footer.php';": ("a.php", "include", "footer.php"),
    "<?php require( 'parts/footer.php' );": ("a.php", "include", "parts/footer.php"),
    "<?php get_footer(); ?>": ("a.php", "include", "footer.php"),
    "<?php get_template_part( 'parts/notice' ); ?>": ("a.php", "include", "parts/notice"),
    "<?php get_template_part( 'parts/notice', 'vial' ); ?>": ("a.php", "include", "parts/notice-vial"),
    "@extends('layouts.shop')": ("a.blade.php", "layout", "layouts.shop"),
    "@include('footer')": ("a.blade.php", "include", "footer"),
}


@pytest.mark.parametrize("text", LINKS)
def test_what_a_page_takes_from_elsewhere_is_told(text: str) -> None:
    path, kind, target = LINKS[text]
    links = reading(text, path).links
    assert [(link.kind, link.target) for link in links] == [(kind, target)]
    assert links[0].span is not None


def test_an_array_in_php_gives_its_keys_as_the_path() -> None:
    text = "<?php return ['vial' => ['name' => 'Vialmere', 'benefits' => ['Ships today', 'Cold packed']]];"
    assert [(b.path, b.text, b.carrier) for b in reading(text, "a.php").blocks] == [
        (("vial", "name"), "Vialmere", "name"),
        (("vial", "benefits"), "Ships today", "body"),
        (("vial", "benefits"), "Cold packed", "body"),
    ]


def test_what_is_joined_with_dots_is_one_text() -> None:
    text = "<?php echo 'Ships ' . $when . ' in a ' . ( $cold ? 'cold box' : 'warm box' ) . ' to you';"
    assert texts(text, "a.php") == ["Ships \ufffc in a \ufffc to you", "cold box", "warm box"]


def test_printed_html_keeps_what_it_hides() -> None:
    found = reading("<?php echo '<p style=\"display:none\">Research use only.</p>';", "a.php").blocks
    assert [(b.text, b.visibility) for b in found] == [("Research use only.", ("hidden",))]


def test_pieces_of_html_that_begin_or_end_inside_a_tag_are_read() -> None:
    text = '<?php echo \'" class="big">Ships today <b class="\'; go(); echo \'">and tomorrow</b>\';'
    assert texts(text, "a.php") == ["Ships today", "and tomorrow"]


def test_a_template_of_no_page_is_not_read_and_that_is_told() -> None:
    found = reading("server { listen 80; }\n", "nginx.conf.j2")
    assert not found.blocks
    assert [notice.message for notice in found.notices] == ["a template for .conf files is no page and was not read"]


@pytest.mark.parametrize("path", ["a.liquid", "a.php", "a.j2", "a.erb", "a.blade.php"])
def test_an_empty_file_says_nothing(path: str) -> None:
    assert reading("", path) == Reading(())
    assert texts(" \n\n", path) == []


# --- exact places --------------------------------------------------------------------------------------------------

WORDS = "vial box ship today cold packed lot paper größe 日本語 don\\'t".split(" ")


def _words(pick: random.Random) -> str:
    return " ".join(pick.choices(WORDS, k=pick.randint(2, 6)))


def _string(pick: random.Random) -> str:
    words = _words(pick)
    kind = pick.randrange(5)
    if kind == 0:
        return f"'{words}'"
    if kind == 1:
        plain = words.replace("\\'", "'")
        return f'"{plain} {{$a["b"]}} \\"{plain}\\" $c"'
    if kind == 2:
        return f"'<p class=\"x\">{words} &amp; <b>{words}</b></p>'"
    if kind == 3:
        plain = words.replace("\\", "")
        return f"<<<TEXT\n  {plain} {{$a}}\n  {plain}\n  TEXT"
    return f"'{words}' . $x . '{words}'"


def php(pick: random.Random) -> str:
    lines = ["<h1>Shop</h1>\n<?php\n"]
    for _ in range(pick.randint(1, 6)):
        string = _string(pick)
        lines.append(
            pick.choice(
                (
                    f"echo {string};\n",
                    f"$a['lead'] = {string};\n",
                    f"$a = ['lead' => {string}, 'b' => array({string})]; // it's a comment\n",
                    f"/* don't */ f(__({string}, 'shop'));\n",
                    f"if ($a === 'x y') {{ return {string}; }}\n",
                    f"?><p>{pick.choice(('Hello there', 'See <?= $a ?> here'))}</p><?php\n",
                    "# don't stop ?>\n<p>Plain words</p>\n<?php\n",
                )
            )
        )
    text = "".join(lines)
    return text.replace("\n", "\r\n") if pick.random() < 0.2 else text


def liquid(pick: random.Random) -> str:
    parts = []
    for _ in range(pick.randint(1, 8)):
        words = _words(pick).replace("\\'", "")
        parts.append(
            pick.choice(
                (
                    f"<p>{words} {{{{ a.b | upcase }}}} {words}</p>\n",
                    f"{{% if a %}}<h2>{words}</h2>{{% endif %}}\n",
                    f"{{% render 'card', text: \"{words}\" %}}\n",
                    f"{{% comment %}} {words} {{{{ b }}}} {{% endcomment %}}\n",
                    f"{{# {words} #}}<li>{words}\n",
                    f"{{{{!-- {words} --}}}}\n",
                    f'<%= t("{words}") %> <% x %> {words}\n',
                )
            )
        )
    return "".join(parts)


MAKERS = {"page.php": php, "page.liquid": liquid}


def check_places(text: str, path: str, pick: random.Random) -> None:
    """Every exact run is the source; one changed letter appears where its map says, and nowhere else."""
    before = reading(text, path).blocks
    letters: list[tuple[int, int, int]] = []
    for n, block in enumerate(before):
        for run in block.map.runs:
            if run.end - run.start != run.source_end - run.source_start:
                continue
            there = text[run.source_start : run.source_end]
            assert block.text[run.start : run.end].translate(BLANKS) == there.translate(BLANKS)
            letters.extend((n, at, run.source_start + at - run.start) for at in range(run.start, run.end))
    letters = [letter for letter in letters if text[letter[2]].islower()]
    if not letters:
        return
    n, at, where = pick.choice(letters)
    letter = "q" if text[where] != "q" else "k"
    after = reading(text[:where] + letter + text[where + 1 :], path).blocks
    assert len(after) == len(before)
    for m, (old, new) in enumerate(zip(before, after, strict=True)):
        assert new.text == (old.text[:at] + letter + old.text[at + 1 :] if m == n else old.text)
        assert new.map.runs == old.map.runs


@pytest.mark.parametrize("path", MAKERS)
@pytest.mark.parametrize("seed", range(150))
def test_each_letter_has_its_place(path: str, seed: int) -> None:
    pick = random.Random(seed)
    check_places(MAKERS[path](pick), path, pick)


@pytest.mark.long
@pytest.mark.parametrize("path", MAKERS)
def test_each_letter_of_ten_thousand_has_its_place(path: str) -> None:
    for seed in range(1_000, 11_000):
        pick = random.Random(seed)
        check_places(MAKERS[path](pick), path, pick)


def _parsed_strings(text: str) -> list[tuple[int, int]]:
    """The quoted strings that another parser of PHP sees, with their quotes."""
    tree_sitter = pytest.importorskip("tree_sitter")
    language = tree_sitter.Language(pytest.importorskip("tree_sitter_php").language_php())
    data = text.encode()
    todo = [tree_sitter.Parser(language).parse(data).root_node]
    found = []
    while todo:
        node = todo.pop()
        if node.type in ("string", "encapsed_string"):
            found.append((len(data[: node.start_byte].decode()), len(data[: node.end_byte].decode())))
        elif node.type not in ("heredoc", "nowdoc"):
            todo.extend(node.children)
    return sorted(found)


@pytest.mark.parametrize("seed", range(200))
def test_the_strings_of_php_are_those_of_another_parser(seed: int) -> None:
    text = php(random.Random(seed))
    tokens = [token for code in codes(text) for token in code.tokens]
    found = [(t.start - 1, t.end + 1) for t in tokens if t.kind == "string" and len(t.style) == 1]
    assert found == _parsed_strings(text)


# --- made to hang ----------------------------------------------------------------------------------------------------

SIZE = 200_000


def repeat(piece: str) -> str:
    return piece * (SIZE // len(piece) + 1)


HOSTILE = {
    "open output tags": ("a.liquid", repeat("{{ ")),
    "open output tags before one end": ("a.liquid", repeat("{{") + "}}"),
    "open block tags": ("a.j2", repeat("{% ")),
    "open comments": ("a.hbs", repeat("{{!-- ")),
    "open Go comments": ("a.gohtml", repeat("{{/* ")),
    "open schemas": ("a.liquid", repeat("{% schema %}")),
    "open raw blocks": ("a.j2", repeat("{% raw %}")),
    "comments without an end": ("a.liquid", repeat("{% comment %}")),
    "open code": ("a.erb", repeat("<% ")),
    "code in code": ("a.ejs", repeat("<%= 'a b' %>")),
    "one long code": ("a.erb", "<% " + repeat("'a b ") + "%>"),
    "open PHP": ("a.php", repeat("<?php ")),
    "PHP and page in turn": ("a.php", repeat("<?= a ?>b")),
    "brackets": ("a.php", "<?php " + repeat("([{")),
    "closing brackets": ("a.php", "<?php " + repeat(")]}")),
    "crossed brackets": ("a.php", "<?php " + repeat("([)]")),
    "open quotes": ("a.php", "<?php " + repeat("'a b\" ")),
    "joined strings": ("a.php", "<?php $a = " + repeat("'a b' . ")),
    "joined pages": ("a.php", "<?php $a = " + repeat("'<p>a b' . ")),
    "open values in a string": ("a.php", '<?php $a = "' + repeat("{$a[")),
    "open heredocs": ("a.php", "<?php " + repeat("<<<A\n")),
    "heredocs of many names": ("a.php", "<?php " + "".join(f"<<<A{n}\n" for n in range(20_000))),
    "open comments of PHP": ("a.php", "<?php " + repeat("/* ")),
    "slashes": ("a.php", "<?php " + repeat("/")),
    "dollars": ("a.php", "<?php " + repeat("$")),
    "open tags in a string": ("a.php", "<?php echo '" + repeat("<a ") + "';"),
    "closing tags in a string": ("a.php", "<?php echo 'a " + repeat('">') + "';"),
    "a deep page in a string": ("a.php", "<?php echo '" + repeat("<div>") + "';"),
    "directives": ("a.blade.php", repeat("@if(")),
    "a style in a string": ("a.php", "<?php $a = '" + repeat("a { b: ") + "';"),
    "many small words": ("a.php", "<?php $a = '" + repeat("a-b ") + "';"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_made_to_hang_is_read_or_refused(name: str) -> None:
    path, text = HOSTILE[name]
    try:
        found = within_deadline(lambda: reading(text, path), len(text))
    except ReadError as error:
        assert "seconds of work" not in str(error)  # noqa: PT017 - the refusal itself may be any other
    else:
        assert found.blocks or found.skips
