"""Where does a claim in a template or in PHP count as copy, and where is it code? One row for each place."""

import pytest

from marked import bare, check_page, spans
from rcolint.readers import language_of

# place -> file name, document; what a finding quotes stands between «»
COPY = {
    "text of a Liquid page": ("a.liquid", "<h1>{{ product.title }}</h1>\n<p>It «treats arthritis».</p>"),
    "text around a tag": ("a.liquid", "<p>{{ product.title }} «treats arthritis» {% if a %}now{% endif %}.</p>"),
    "the argument of a render": ("a.liquid", "{% render 'banner', title: \"It «treats arthritis» well\" %}"),
    "a printed string": ("a.liquid", "<p>{{ 'It «treats arthritis» well' | t }}</p>"),
    "a Liquid assignment": ("a.liquid", "{% assign lead = 'It «treats arthritis» well' %}"),
    "text behind a long comment": ("a.hbs", "{{!-- {{#if a}} draft --}}<p>It «treats arthritis».</p>"),
    "a block of Handlebars": ("a.hbs", "{{#each items}}<li>It «treats arthritis»</li>{{/each}}"),
    "an argument of a partial": ("a.handlebars", '{{> hero lead="It «treats arthritis» well"}}'),
    "text of Mustache": ("a.mustache", "{{#on}}<p>It «treats arthritis».</p>{{/on}}"),
    "a Jinja macro's argument": ("a.j2", "{{ card(title='It «treats arthritis» well') }}"),
    "front matter of Nunjucks": ("a.njk", "---\ntitle: It «treats arthritis»\n---\n<p>Hello</p>"),
    "text of Twig": ("a.html.twig", "{% block body %}<p>It «treats arthritis».</p>{% endblock %}"),
    "raw text": ("a.j2", "{% raw %}<p>It «treats arthritis» {{ here }}</p>{% endraw %}"),
    "a Markdown template": ("a.md.j2", "# {{ name }}\n\nIt «treats **arthritis»**.\n"),
    "a letter": ("a.txt.erb", "Dear <%= name %>,\n\nthe blend «treats arthritis».\n"),
    "Go": ("a.gohtml", '{{ define "main" }}<p>It «treats arthritis».</p>{{ end }}'),
    "text of ERB": ("a.html.erb", "<p>It «treats arthritis», <%= name %>.</p>"),
    "a string of ERB": ("a.html.erb", '<%= link_to "It «treats arthritis»", path, class: "btn btn-big" %>'),
    "a title in ERB": ("a.erb", '<% content_for :title, "It «treats arthritis»" %>'),
    "text of EJS": ("a.ejs", "<% if (on) { %><p>It «treats arthritis».</p><% } %>"),
    "data in EJS": ("a.ejs", "<% const cards = [{ title: 'It «treats arthritis»' }] %>"),
    "the page around PHP": ("a.php", "<?php get_header(); ?>\n<p>It «treats arthritis».</p>"),
    "text around printed PHP": ("a.php", "<p><?= $name ?> «treats arthritis».</p>"),
    "a text for translators": ("a.php", "<h1><?php esc_html_e( 'It «treats arthritis»', 'shop' ); ?></h1>"),
    "printed HTML": ("a.php", "<?php\necho '<p>It «tre<b>ats</b> arthritis».</p>';\n"),
    "joined HTML": ("a.php", "<?php\n$html .= '<p class=\"' . $c . '\">It «treats ' . 'arthritis»</p>';\n"),
    "an alt text in PHP": ("a.php", "<?php echo '<img alt=\"A vial that «treats arthritis»\" src=\"' . $src . '\">';"),
    "a value of an array": ("a.php", "<?php\nreturn [\n  'lead' => 'It «treats arthritis»',\n];"),
    "a value of an old array": ("a.php", "<?php $a = array( 'text' => __( 'It «treats arthritis»', 'x' ) );"),
    "a constant": ("a.php", "<?php define( 'LEAD', 'It «treats arthritis»' );"),
    "an option": ("a.php", "<?php update_option( 'lead', 'It «treats arthritis»' );"),
    "an alternative in PHP": ("a.php", "<?php $lead = $on === 'yes' ? 'It «treats arthritis»' : 'Ships today';"),
    "a returned text": ("a.php", "<?php add_filter( 'lead', function ( $a ) { return 'It «treats arthritis»'; } );"),
    "a heredoc": ("a.php", "<?php\necho <<<HTML\n  <p>It «treats\n  arthritis».</p>\n  HTML;\n$a = 1;\n"),
    "a nowdoc": ("a.php", "<?php\n$a = <<<'TEXT'\nIt «treats arthritis».\nTEXT;\n"),
    "a value put into a string": ("a.php", '<?php $a = "The {$blend["name"]} «treats arthritis», $name";'),
    "an escaped quote": ("a.php", r"<?php $a = 'It\'s true: it «treats arthritis»';"),
    "an escape": ("a.php", r'<?php $a = "It «tre\x61ts arthritis»";'),
    "Windows line breaks": ("a.php", "<?php\r\n// shop\r\n$a = 'It «treats arthritis»';\r\n?>\r\n<p>Hello</p>"),
    "a closing mark in a string": ("a.php", "<?php $a = 'a ?> b'; $b = 'It «treats arthritis»'; ?><p>x</p>"),
    "a closing mark in a comment": ("a.php", "<?php // shop's ?><p>It «treats arthritis».</p>"),
    "a Blade page": ("a.blade.php", "@extends('shop')\n@section('title', 'It «treats arthritis»')\n<p>Hello</p>"),
    "text below Blade": ("a.blade.php", "@if ($on)\n<p>It «treats arthritis».</p>\n@endif"),
}  # fmt: skip

NOT_COPY = {
    "a Liquid comment": ("a.liquid", "{% comment %}It treats arthritis{% endcomment %}<p>Hello</p>"),
    "a Jinja comment": ("a.j2", "{# It treats arthritis #}<p>{{ a }}</p>"),
    "a Handlebars comment": ("a.hbs", "{{!-- It treats {{b}} arthritis --}}<p>Hello</p>"),
    "a Go comment": ("a.gohtml", "{{/* It treats arthritis */}}<p>Hello</p>"),
    "an ERB comment": ("a.erb", "<%# It treats arthritis %><p>Hello</p>"),
    "an ERB code comment": ("a.erb", "<% # it says 'treats arthritis now'\n a = 1 %><p>Hello</p>"),
    "a name in a tag": ("a.liquid", "<p>{{ treats_arthritis }}</p>{% include 'treats-arthritis' %}"),
    "a compared string": ("a.liquid", "{% if a == 'treats arthritis now' %}<p>Hello</p>{% endif %}"),
    "a class in a tag": ("a.liquid", "{% render 'box', class: 'treats-arthritis box-big' %}"),
    "a style sheet": ("a.liquid", "{% stylesheet %}.treats-arthritis { color: red } /* treats arthritis */{% endstylesheet %}"),
    "no page at all": ("nginx.conf.j2", "server_name treats arthritis;\n"),
    "a line comment of PHP": ("a.php", "<?php // it treats arthritis\n# it treats arthritis\n$a = 1;"),
    "a block comment of PHP": ("a.php", "<?php /* 'It treats arthritis' */ $a = 1;"),
    "a key of an array": ("a.php", "<?php $a = ['treats arthritis' => 1, 'b' => 2];"),
    "a comparison in PHP": ("a.php", "<?php if ( $a === 'treats arthritis' || 'treats arthritis' == $b ) { go(); }"),
    "a case": ("a.php", "<?php switch ( $a ) { case 'treats arthritis': go(); }"),
    "an index": ("a.php", "<?php $b = $a['treats arthritis'];"),
    "a class in PHP": ("a.php", "<?php $class = 'treats-arthritis box-big';"),
    "a log": ("a.php", "<?php error_log( 'It treats arthritis ' . $a );"),
    "an exception": ("a.php", "<?php throw new InvalidArgumentException( 'It treats arthritis' );"),
    "a query": ("a.php", "<?php $rows = $db->get_results( \"SELECT treats arthritis FROM a\" );"),
    "a query in a variable": ("a.php", "<?php $sql = \"SELECT * FROM claims WHERE text = 'treats arthritis'\";"),
    "a hook": ("a.php", "<?php add_action( 'treats arthritis', 'go' );"),
    "an expression": ("a.php", "<?php preg_match( '/it treats arthritis/', $a );"),
    "an address": ("a.php", "<?php $url = 'https://vialmere.example/treats-arthritis';"),
    "the domain of a text": ("a.php", "<?php _e( 'Hello', 'treats arthritis' );"),
    "a style in PHP": ("a.php", "<?php $css = '.a { content: none } /* treats arthritis */';"),
    "a tag in printed HTML": ("a.php", "<?php echo '<div class=\"treats arthritis\" data-id=\"treats arthritis\">';"),
}  # fmt: skip


@pytest.mark.parametrize("place", COPY)
def test_a_claim_is_found_where_it_stands(place: str) -> None:
    name, marked = COPY[place]
    text = bare(marked)
    found = [f for f in check_page(text, name, language=language_of(name) or "").findings if f.rule == "RCO101"]
    assert [text[f.span.start : f.span.end] for f in found] == spans(marked)
    assert [f.span.start for f in found] == [marked.index("«")]


@pytest.mark.parametrize("place", NOT_COPY)
def test_code_is_no_copy(place: str) -> None:
    name, text = NOT_COPY[place]
    result = check_page(text, name, language=language_of(name) or "")
    assert [f.text for f in result.findings if f.rule == "RCO101"] == []
