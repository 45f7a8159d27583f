"""Do the rules agree with their own examples?

An example is a text with the expected span in guillemets. A flag must be found by its rule at that span; a pass must not be found,
and where it says why (`because`), by that context. Page-sized examples are Markdown.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rcolint import readers
from rcolint.engine import Judge, check_document, prepare
from rcolint.model import Borrowed, Borrowings, Document, FileResult, Finding, Reading, Settings, TextBlock
from rcolint.positions import SourceMap
from rcolint.ruleset.load import RuleFile, load_folder
from rcolint.ruleset.pack import Pack, load
from rcolint.text import words_of
from rcolint.tuples import NamedTuple

FLAGS = PASSES = 5  # a rule with fewer examples is not tested
TODAY = "2026-06-15"  # the day at which examples with a date are judged
NEAR = 3  # words: at least one pass is this near to a flag
AS = {
    "heading": ("heading", "body"),
    "item": ("list-item", "body"),
    "cell": ("cell", "body"),
    "quote": ("quote", "body"),
    "tag": ("value", "tag"),
    "title": ("value", "title"),
    "name": ("value", "name"),
    "meta": ("value", "meta"),
    "alt": ("caption", "alt"),
    "review": ("value", "review"),
    "comment": ("comment", "comment"),
    "paragraph": ("paragraph", "body"),
}


class Failure(NamedTuple):
    """An example that the rules do not bear out."""

    rule: str
    path: str
    line: int
    text: str
    expected: str
    got: str

    def __str__(self) -> str:
        return (
            f"{self.path}:{self.line}: {self.rule}: {self.text}\n    expected {self.expected}\n    got      {self.got}"
        )


def run(folder: Path | None = None) -> list[Failure]:
    """The failures of a rules folder (the shipped one by default). Raises RuleError where it cannot be loaded."""
    from rcolint.ruleset.shipped import rules_folder

    folder = folder or rules_folder()
    return run_rules(load_folder(folder).rules, load(folder))


def run_rules(rules: Iterable[RuleFile], pack: Pack) -> list[Failure]:
    """The failures of some rules, as they run in a pack."""
    failures: list[Failure] = []
    for rule in rules:
        judge = prepare(pack, Settings(select=(str(rule.data["id"]),)))
        failures += _rule(rule, judge, prepare(pack, Settings()))
    return failures


def _rule(rule: RuleFile, alone: Judge, all_rules: Judge) -> list[Failure]:
    id_ = str(rule.data["id"])
    flags, passes = rule.examples.get("flag", []), rule.examples.get("pass", [])
    failures: list[Failure] = []
    if len(flags) < FLAGS or len(passes) < PASSES:
        got = f"{len(flags)} flags and {len(passes)} passes"
        failures.append(Failure(id_, rule.file.path, 1, "", f"at least {FLAGS} flags and {PASSES} passes", got))
    elif not any(_distance(_text(f), _text(p)) <= NEAR for f in flags for p in passes):
        expected = f"a pass that differs from a flag by at most {NEAR} words"
        failures.append(Failure(id_, rule.file.path, 1, "", expected, "none so near"))
    needs_all = rule.data["kind"] in ("after", "statement", "record")
    for kind, examples in (("flag", flags), ("pass", passes)):
        for i, example in enumerate(examples):
            wrong = _example(id_, kind, example, all_rules if needs_all else alone)
            if wrong:
                place = rule.examples_file.places.get((kind, i), (1, 1)) if rule.examples_file else (1, 1)
                failures.append(Failure(id_, rule.file.path, place[0], _text(example).strip(), *wrong))
    return failures


def _text(example: Any) -> str:
    return str(example.get("text") or example.get("page") or "") if isinstance(example, dict) else str(example)


def _example(id_: str, kind: str, example: Any, judge: Judge) -> tuple[str, str] | None:
    """What was expected and what came instead, or None when the example holds."""
    fields = example if isinstance(example, dict) else {}
    marked = _text(example)
    text = marked.replace("«", "").replace("»", "")
    start = marked.find("«")
    result = _check(text, fields, judge)
    found = [f for f in result.findings if f.rule == id_]
    told = "; ".join(f'"{f.text}"' for f in found) or "nothing"
    if kind == "pass":
        return _pass(id_, fields, result, found, told)
    if not found:
        cancelled = [f"{f.cancelled}" for p in result.pages for f in p.cancelled if f.rule == id_]
        return "a finding", f"nothing ({'; '.join(cancelled)})" if cancelled else "nothing"
    if start >= 0:
        end = marked.find("»") - 1
        if not any((f.span.start, f.span.end) == (start, end) for f in found):
            return f'"{text[start:end]}"', told
    return None


def _pass(
    id_: str, fields: dict[str, Any], result: FileResult, found: list[Finding], told: str
) -> tuple[str, str] | None:
    if found:
        return "no finding", told
    because = fields.get("because")
    if because:
        reasons = [f.cancelled for p in result.pages for f in p.cancelled if f.rule == id_]
        if not any(r.startswith(f"{because}:") for r in reasons):
            return f"taken back as {because}", "; ".join(reasons) or "never matched"
    return None


def _check(text: str, fields: dict[str, Any], judge: Judge) -> FileResult:
    profile = str(fields["profile"]) if "profile" in fields else None
    settings = Settings(profile=profile, tier="audit", fragment="page" not in fields, today=TODAY)
    document = Document("example.md", text, "markdown")
    if "page" in fields:
        return check_document(document, readers.read(document), judge, settings, lambda: _elsewhere(fields))
    role, carrier = AS.get(str(fields.get("as", "paragraph")), ("paragraph", "body"))
    under = fields.get("under", ())
    headings = (under,) if isinstance(under, str) else tuple(map(str, under))
    path = (str(fields["key"]),) if "key" in fields else ()
    block = TextBlock(text, SourceMap.identity(len(text)), role, carrier, headings, path)
    return check_document(document, Reading((block,)), judge, settings)


def _elsewhere(fields: dict[str, Any]) -> Borrowings:
    """The copy that an example's page takes from another file, and the names that no file answers to."""
    unanswered = (str(fields["unanswered"]),) if "unanswered" in fields else ()
    if "with_text" not in fields:
        return Borrowings((), unanswered)
    other = readers.read(Document("other.md", str(fields["with_text"]), "markdown"))
    return Borrowings((Borrowed("other.md", other.blocks),), unanswered)


def _distance(a: str, b: str) -> int:
    """Words to add, drop or swap between two texts."""
    left, right = words_of(a), words_of(b)
    row = list(range(len(right) + 1))
    for i, x in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
