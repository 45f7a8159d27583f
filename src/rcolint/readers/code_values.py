"""Which values of a program are copy, under which keys, and which calls hide theirs?

Objects, arrays, variables and calls. Strings themselves are read by code_strings.
"""

from typing import TYPE_CHECKING

from rcolint.readers import code_links
from rcolint.readers.catalogue import is_part, names_work, offer_name
from rcolint.readers.code_names import (
    KEY_CALLS,
    MUTED_CALLS,
    MUTED_FIRST,
    MUTED_OWNERS,
    MUTED_TAGS,
    MUTED_TYPES,
)
from rcolint.readers.code_strings import LITERALS

if TYPE_CHECKING:
    from rcolint.readers.code_scan import Handler, Path, Scan
    from rcolint.readers.code_tree import Node

_FUNCTIONS = frozenset(("arrow_function", "function_expression", "generator_function"))
_REACH = 6  # links of a chain of calls that are followed to its first name
_KEY_MARKS = frozenset(("@context", "@type", "@graph"))


def on_pair(scan: "Scan", node: "Node") -> bool:
    """`key: value` of an object."""
    key, value = node.child(0), node.child(node.child_count - 1)
    if key is None or value is None:
        return True
    name = key_name(scan, key)
    if scan.kind(key) == "string":
        scan.taken.add(key.id)
    if name in _KEY_MARKS:
        scan.carrier = "json-ld"
    scan.enter(scan.below(name), "value")
    code_links.value(scan, value)
    return True


def key_name(scan: "Scan", key: "Node") -> str:
    """A key without its quotes or brackets."""
    return scan.source(key).strip("\"'`[]")


def on_object(scan: "Scan", node: "Node") -> bool:
    """An object; what it says about itself (JSON-LD, a product) holds to its end."""
    keys = scan.number(node)
    if keys is not scan.keys:
        scan.enter(keys, "value")
    page = scan.pages.pop(node.id, None)
    if page is not None:
        scan.exits.append((scan.depth, scan.turn_page, scan.copy.page))
        scan.copy.page = page
    if node.named_child_count > 1:
        pairs = [pair for pair in node.named_children if scan.kind(pair) == "pair"]
        entries = [(key_name(scan, pair.named_children[0]), pair.named_children[-1]) for pair in pairs]
        if entries and not scan.copy.page and scan.kind(entries[0][1]) == "object":
            _note_pages(scan, (*scan.root, *keys), entries)
        if not scan.copy.cited and names_work(name for name, _ in entries):
            scan.exits.append((scan.depth, scan.end_work, False))
            scan.copy.cited = True
    scan.keep("carrier", scan.carrier)
    return True


def on_array(scan: "Scan", node: "Node") -> bool:
    """An array: its elements are numbered; objects that sell something are pages of their own."""
    elements = [child for child in node.named_children if scan.kind(child) != "comment"]
    for number, element in enumerate(elements):
        scan.numbers[element.id] = str(number)
    keys = scan.number(node)
    if not scan.copy.page and len(elements) > 1 and scan.kind(elements[0]) == "object":
        _note_pages(scan, (*scan.root, *keys), [(str(n), one) for n, one in enumerate(elements)])
    scan.enter(keys, "item")
    return True


def _note_pages(scan: "Scan", path: "Path", entries: "list[tuple[str, Node]]") -> None:
    """Finds out whether the objects of a list or mapping are the items of a catalogue."""
    if is_part((*path, "")):
        return
    names: dict[str, Node] = {}
    for place, one in entries:
        if scan.kind(one) != "object":
            continue
        said: dict[str, str] = {}
        for pair in one.named_children:
            if scan.kind(pair) == "pair":
                key, value = pair.named_children[0], pair.named_children[-1]
                said[key_name(scan, key)] = scan.source(value)[1:-1] if scan.kind(value) in LITERALS else ""
        name = offer_name(said)
        if name is not None:
            name = name or place
            names[name if name not in names else f"{name} ({place})"] = one
    if len(names) > 1:
        scan.pages.update((one.id, name) for name, one in names.items())


def on_variable(scan: "Scan", node: "Node") -> bool:
    """`const name = value`; a function keeps no name for what is said in it."""
    name = node.child(0)
    value = node.child(node.child_count - 1)
    if name is None or value is None:
        return True
    known = scan.kind(name) == "identifier"
    if known and scan.kind(value) == "call_expression":
        code_links.note_dynamic(scan, scan.source(name), value)
    named = known and scan.kind(value) not in _FUNCTIONS and not _wraps_function(scan, value)
    scan.enter((), "value", (scan.source(name),) if named else ())
    return True


def _wraps_function(scan: "Scan", value: "Node") -> bool:
    """`memo(() => ...)`: a component, not a value."""
    called = value.child(0) if scan.kind(value) == "call_expression" else None
    arguments = value.child_by_field_name("arguments") if called is not None else None
    if (
        called is None
        or arguments is None
        or not scan.text[called.start_byte : min(called.end_byte, called.start_byte + 60)]
        .replace(".", "")
        .isidentifier()
    ):
        return False
    return any(scan.kind(argument) in _FUNCTIONS for argument in arguments.named_children)


def on_assignment(scan: "Scan", node: "Node") -> bool:
    """`document.title = value`, `module.exports = value`, a field of a class, a default value."""
    left = node.child_by_field_name("left") or node.child_by_field_name("property") or node.child_by_field_name("name")
    if left is None:
        return True
    if scan.kind(left) == "subscript_expression":
        name = scan.source(left).rpartition("[")[2].strip("\"'`[]")
    else:
        name = scan.source(left).rpartition(".")[2]
    plain = name.isidentifier() and name != "exports"
    scan.enter((), "value", (name,) if plain else ())
    return True


def on_function(scan: "Scan", node: "Node") -> bool:
    """A function or class with a name of its own: what it says stands under no key, except what it says of the page."""
    name = node.child_by_field_name("name")
    told = scan.source(name) if name is not None else ""
    scan.enter((), "value", ("metadata",) if "metadata" in told.lower() else ())
    if scan.depth <= 2:
        scan.copy.leave_headings()
    return True


def on_method(scan: "Scan", node: "Node") -> bool:
    """`render() { ... }`."""
    name = node.child_by_field_name("name")
    if name is not None:
        if scan.kind(name) == "string":
            scan.taken.add(name.id)
        scan.enter(scan.below(key_name(scan, name)), "value")
    return True


def on_call(scan: "Scan", node: "Node") -> bool:
    """A call: some are for machines, some look a text up."""
    keys = scan.number(node)
    if keys is not scan.keys:
        scan.enter(keys, scan.spot)
    called, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if called is None or arguments is None:
        return True
    owner, name = _called(scan, called)
    if scan.kind(arguments) == "template_string":
        return scan.skip(node, "code") if name in MUTED_TAGS or owner in MUTED_TAGS else True
    if name in KEY_CALLS:
        _look_up(scan, arguments)
    elif name in MUTED_CALLS or owner in MUTED_OWNERS:
        return scan.skip(node, "code")
    elif name in MUTED_FIRST:
        first = arguments.named_children[0] if arguments.named_child_count else None
        if first is not None and scan.kind(first) in LITERALS:
            scan.take(first, "code")
    return True


def _called(scan: "Scan", called: "Node") -> tuple[str, str]:
    """The first name of what is called, where it is a name, and the last one."""
    if scan.kind(called) != "member_expression":
        return "", scan.source(called) if scan.kind(called) in (
            "identifier",
            "import",
        ) or called.type == "import" else ""
    inner, last = called.child(0), called.child(called.child_count - 1)
    for _ in range(_REACH):
        if inner is not None and scan.kind(inner) in ("member_expression", "call_expression"):
            inner = inner.child(0)
    owner = scan.source(inner) if inner is not None and scan.kind(inner) == "identifier" else ""
    return owner, scan.source(last) if last is not None else ""


def _look_up(scan: "Scan", arguments: "Node") -> None:
    first = arguments.named_children[0] if arguments.named_child_count else None
    if first is None:
        return
    if scan.kind(first) == "object":  # formatMessage({ id: "key" })
        for pair in first.named_children:
            value = pair.child(pair.child_count - 1)
            if scan.source(pair).startswith("id") and value is not None and scan.kind(value) == "string":
                scan.take(value, "text key")
                code_links.key(scan, scan.source(value)[1:-1], value)
    elif scan.kind(first) == "string":
        target = scan.source(first)[1:-1]
        if " " not in target:  # a sentence in the place of a key is copy
            scan.take(first, "text key")
            code_links.key(scan, target, first)


def on_arguments(scan: "Scan", node: "Node") -> bool:  # noqa: ARG001 - a handler
    """What is handed to a call."""
    scan.enter(scan.keys, "argument")
    return True


def on_new(scan: "Scan", node: "Node") -> bool:
    """`new Error("...")` is for people who program."""
    made = node.child_by_field_name("constructor")
    name = scan.source(made) if made is not None else ""
    if name.endswith("Error") or name.partition(".")[0] in MUTED_TYPES:
        return scan.skip(node, "code")
    return True


def on_throw(scan: "Scan", node: "Node") -> bool:
    """What is thrown is told to programs."""
    return scan.skip(node, "code")


def on_subscript(scan: "Scan", node: "Node") -> bool:
    """`table["key"]`."""
    index = node.child_by_field_name("index")
    if index is not None and scan.kind(index) in LITERALS:
        scan.take(index, "key")
    return True


def on_case(scan: "Scan", node: "Node") -> bool:
    """`case "value":`."""
    compared = node.child_by_field_name("value")
    if compared is not None and scan.kind(compared) in LITERALS:
        scan.take(compared, "comparison")
    return True


def on_statement(scan: "Scan", node: "Node") -> bool:
    """A string that stands alone ("use client") is a word to the machine."""
    only = node.child(0)
    if only is not None and scan.kind(only) == "string":
        return scan.skip(node, "directive")
    return True


def on_substitution(scan: "Scan", node: "Node") -> bool:
    """`${...}` in a template."""
    if node.named_child_count:
        code_links.value(scan, node.named_children[0])
    scan.enter(scan.keys, "argument")
    return True


def on_wrapped(scan: "Scan", node: "Node") -> bool:
    """`(value)`, `value as const`, `one ? or : another`: the element of an array is what it wraps."""
    keys = scan.number(node)
    if keys is not scan.keys:
        scan.enter(keys, scan.spot)
    return True


def ignored(scan: "Scan", node: "Node") -> bool:  # noqa: ARG001 - a handler
    """Types, comments, expressions: nothing in them is shown."""
    return False


HANDLERS: "dict[str, Handler]" = {
    "pair": on_pair,
    "object": on_object,
    "array": on_array,
    "variable_declarator": on_variable,
    "assignment_expression": on_assignment,
    "assignment_pattern": on_assignment,
    "object_assignment_pattern": on_assignment,
    "field_definition": on_assignment,
    "public_field_definition": on_assignment,
    "function_declaration": on_function,
    "class_declaration": on_function,
    "method_definition": on_method,
    "call_expression": on_call,
    "arguments": on_arguments,
    "new_expression": on_new,
    "throw_statement": on_throw,
    "subscript_expression": on_subscript,
    "switch_case": on_case,
    "expression_statement": on_statement,
    "template_substitution": on_substitution,
    "parenthesized_expression": on_wrapped,
    "as_expression": on_wrapped,
    "satisfies_expression": on_wrapped,
    "ternary_expression": on_wrapped,
    "arrow_function": on_wrapped,
    "import_statement": code_links.on_import,
    "export_statement": code_links.on_export,
    **dict.fromkeys(
        (
            "comment",
            "computed_property_name",
            "regex",
            "hash_bang_line",
            "html_comment",
            "type_annotation",
            "type_alias_declaration",
            "interface_declaration",
            "ambient_declaration",
            "type_arguments",
            "type_parameters",
            "literal_type",
            "template_literal_type",
        ),
        ignored,
    ),
}
