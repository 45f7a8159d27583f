"""What do the tags of a component file say, and how are they written as plain HTML?

A component is no HTML element, whatever its name: `<Title>` holds tags and `<Link>` has an end. Here it gets a name that
HTML does not know, and every element that is closed in its own tag gets an end tag. Its props are copy by their names.
"""

from rcolint.expressions import Expression
from rcolint.model import Link, TextBlock
from rcolint.positions import SourceMap
from rcolint.readers.code_names import carrier_under, is_code_attribute, is_shown
from rcolint.readers.collect import Copy
from rcolint.readers.html_tags import TAG, TEXT_ATTRIBUTES, VOID, aside_end, attributes_in, raw_end
from rcolint.readers.pieces import OBJECT, Pieces, Place

MOST_UNENDED = 50  # tags without an end that are looked at; each is looked for to the end of the file
BEFORE_VALUE = Expression(r"([^\s=/>\"']+)\s*=\s*[\"']?\Z")

_OPENS = Expression(r"<!--|</?(?=[A-Za-z])")
_DIRECTIVES = ("v-", "on:", "bind:", "class:", "use:", "client:", "transition:")

Imports = dict[str, tuple[str, str]]  # local name -> module, name in it


def plain_markup(
    copy: Copy, imports: Imports, text: str, map: SourceMap, comments_are_shown: bool
) -> tuple[str, SourceMap]:
    """The markup as HTML knows it; the props and links of components go to `copy`."""
    pieces, linked = Pieces(), set[str]()
    at = done = unended = 0
    while opening := _OPENS.search(text, at):
        low = opening.start()
        if opening.group() == "<!--":
            at = aside_end(text, low)
            if not comments_are_shown:
                pieces.add(text[done:low], done, low)
                copy.skip(*map.to_source(low, at), "comment")
                done = at
            continue
        tag = TAG.match(text, low)
        if tag is None:
            at, unended = low + 1, unended + 1
            if unended > MOST_UNENDED:
                break
            continue
        at, name = tag.end(), tag[2]
        is_component = name[:1].isupper()
        if name in ("script", "style") and not tag[1]:
            at = raw_end(text, name, at)
            continue
        if not tag[1] and (is_component or "-" in name):
            _read_component(copy, imports, linked, text, map, tag.span(2), tag.span(3))
        closed = not tag[1] and text[at - 2] == "/" and name not in VOID
        if is_component:
            pieces.add(text[done : tag.start(2)], done, tag.start(2))
            pieces.insert("x-" + name.replace(".", "-"), tag.start(2))
            done = tag.end(2)
        if closed:
            pieces.add(text[done : at - 2], done, at - 2)
            pieces.insert(f"></{'x-' if is_component else ''}{name.replace('.', '-')}>", at - 2)
            done = at
    pieces.add(text[done:], done, len(text))
    plain, to_text = pieces.whole()
    return plain, to_text.compose(map)


def _read_component(
    copy: Copy,
    imports: Imports,
    linked: set[str],
    text: str,
    map: SourceMap,
    named: tuple[int, int],
    inside: tuple[int, int],
) -> None:
    """Where a component comes from, and those of its props that are copy."""
    name = text[slice(*named)]
    known = imports.get(name.partition(".")[0]) or imports.get(_pascal(name))
    if known and name not in linked:
        linked.add(name)
        copy.links.append(Link("component", known[0], (known[1],), map.to_source(*named)))
    for attribute in attributes_in(text, *inside):
        value = text[attribute.start : attribute.end]
        if not value.strip(OBJECT + " ") or attribute.name in TEXT_ATTRIBUTES:
            continue
        written = BEFORE_VALUE.search(text, max(inside[0], attribute.start - 80), attribute.start)
        keys = (name, written[1] if written else attribute.name)
        if is_code_attribute(keys[1]) or keys[1][0] in ":@#" or keys[1].startswith(_DIRECTIVES):
            continue
        pieces = Pieces()
        pieces.add_prose(text, attribute.start, attribute.end, Place(0), decode=True, attribute=True)
        done = None if is_shown(pieces.text, keys, (), "attribute") else pieces.finish()
        if done is not None:
            block = TextBlock(done[0], done[1].compose(map), "value", carrier_under(keys, ()), (), keys)
            copy.blocks.append(block._replace(visibility=copy.facts))


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("-"))
