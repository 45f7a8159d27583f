"""Where does code take copy from that it does not hold itself?

Imported components, imported constants and text keys. The names of a link are the name that is taken from the module
and the properties that are read of it: `RUO.product` is ("RUO", "product"). What they lead to is found out elsewhere.
"""

from typing import TYPE_CHECKING

from rcolint.expressions import Expression

if TYPE_CHECKING:
    from rcolint.readers.code_scan import Scan
    from rcolint.readers.code_tree import Node

_DYNAMIC = Expression(r"\bimport\(\s*['\"]([^'\"\n]+)['\"]\s*\)")
_LONGEST = 200  # code points of a name with its properties
_REACH = 400  # code points of a call in which a dynamic import is looked for


def on_import(scan: "Scan", node: "Node") -> bool:
    """`import A, { B as C } from "./m"`: who is called what."""
    source = node.child_by_field_name("source")
    module = scan.source(source)[1:-1] if source is not None else ""
    for clause in node.named_children:
        if scan.kind(clause) != "import_clause":
            continue
        for part in clause.named_children:
            kind = scan.kind(part)
            if kind == "identifier":
                scan.imports[scan.source(part)] = (module, scan.source(part))
            elif kind == "namespace_import":
                name = scan.source(part).rpartition(" ")[2]
                scan.imports[name] = (module, "*")
            elif kind == "named_imports":
                for one in part.named_children:
                    name, _, alias = scan.source(one).partition(" as ")
                    name = name.removeprefix("type ").strip()
                    scan.imports[alias.strip() or name] = (module, name)
    return scan.skip(node, "import")


def on_export(scan: "Scan", node: "Node") -> bool:
    """`export { A } from "./m"` takes copy from another module; other exports are looked into."""
    source = node.child_by_field_name("source")
    if source is None:
        return True
    module = scan.source(source)[1:-1]
    names = [
        scan.source(one).partition(" as ")[0].strip()
        for clause in node.named_children
        if scan.kind(clause) == "export_clause"
        for one in clause.named_children
    ]
    for name in names or ["*"]:
        scan.link("import", module, (name,), node)
    return scan.skip(node, "import")


def note_dynamic(scan: "Scan", name: str, value: "Node") -> None:
    """`const A = dynamic(() => import("./A"))`."""
    start, end = scan.span(value)
    found = _DYNAMIC.search(scan.text, start, min(end, start + _REACH))
    if found:
        scan.imports[name] = (found[1], name)


def component(scan: "Scan", name: str, node: "Node") -> None:
    """Tells of a component that is used, where it is an imported one."""
    first, _, rest = name.partition(".")
    known = scan.imports.get(first)
    if known:
        scan.link("component", known[0], (known[1], *rest.split(".")) if rest else (known[1],), node)


def value(scan: "Scan", node: "Node") -> None:
    """Tells of an imported constant whose value is shown, or of the text key of a call like `t("key")`."""
    kind = scan.kind(node)
    if kind in ("identifier", "member_expression", "subscript_expression", "non_null_expression"):
        if not scan.imports or node.end_byte - node.start_byte > _LONGEST:
            return
        names = [part.strip("'\"]! ") for part in scan.source(node).replace("?.", ".").replace("[", ".").split(".")]
        known = scan.imports.get(names[0])
        if known:
            scan.link("import", known[0], (known[1], *names[1:]), node)


def key(scan: "Scan", target: str, node: "Node") -> None:
    """Tells of the key of a text that is kept elsewhere."""
    scan.link("key", target, (), node)
