"""Which pages lack a statement that can be put in, and what are their bytes with it?

Only puts in: every byte of a page stays, in its order and encoding. A page is read again with the statement in it before anything is
offered: all other copy must be as it was, and the statement must be complete. Copy that claims something is never touched.
"""

import codecs
import os
from collections.abc import Iterator, Sequence

from rcolint.api import check_paths, check_text
from rcolint.checks.statement import SLOT_WORDS
from rcolint.decoding import decode
from rcolint.errors import ReadError
from rcolint.inserting import WRITERS, Insertion, insertions
from rcolint.model import Document, FileResult, PageResult, Reading, Settings, Statement, TextBlock
from rcolint.opening import read_bytes
from rcolint.readers import read
from rcolint.run import Choice
from rcolint.tuples import NamedTuple

# What is put in. The texts for diagnostics and supplements are fixed by 21 CFR 809.10(c)(2)(i) and 101.93(c).
DSHEA = "not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat, cure, or prevent any disease."
WORDINGS = {
    "ruo": "For laboratory research use only. Not for human or veterinary use, diagnosis or therapy.",
    "ivd": "For Research Use Only. Not for use in diagnostic procedures.",
    "dshea": f"These statements have {DSHEA}",
    "dshea for one claim": f"This statement has {DSHEA}",
}
ASKED = {"ruo": "ruo", "ivd-ruo": "ivd", "supplement": "dshea"}  # profile -> the statement that belongs on its pages
ENCODINGS = (
    (b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (b"", "utf-16-le"), (b"", "utf-16-be"),
    (b"", "cp1252"),
)  # fmt: skip


class Mend(NamedTuple):
    """A page as it is and as it would be."""

    shown: str
    path: str
    profile: str
    before: bytes
    after: bytes
    text_before: str
    text_after: str
    stay: int  # findings that the page has all the same


class Unmended(NamedTuple):
    """A page that lacks a statement, and why none is put in."""

    shown: str
    reason: str


class Mending(NamedTuple):
    """What a run would do."""

    mends: tuple[Mend, ...]
    unmended: tuple[Unmended, ...]
    unread: tuple[Unmended, ...]
    pages: int  # that were checked
    notices: tuple[str, ...] = ()


class _NoPlaceError(Exception):
    """Raised with the reason where nothing can be put in."""


def look(paths: Sequence[str], settings: Settings, choice: Choice) -> Mending:
    """Checks files and folders and works out every page that lacks a statement. Writes nothing. Raises ConfigError."""
    heard = choice._replace(explicit=choice.explicit | {"tier"}, baseline=os.devnull)  # what is known may be mended
    report = check_paths(paths, settings._replace(tier="audit"), choice=heard)
    mends: list[Mend] = []
    unmended: list[Unmended] = []
    pages = 0
    for file in report.files:
        pages += len(file.pages)
        for page, statement in _lacking(file):
            try:
                mends.append(_mend(file, page, statement))
            except (_NoPlaceError, ReadError) as error:
                unmended.append(Unmended(file.path, str(error)))
                break
    unread = tuple(Unmended(file.path, file.reason) for file in report.files if file.status == "unchecked")
    return Mending(tuple(mends), tuple(unmended), unread, pages, report.notices)


def _lacking(file: FileResult) -> Iterator[tuple[PageResult, Statement]]:
    """The statements that are asked for and not there, or not as they must be; none where a rule is off or waived."""
    if not any(f.family in ("statement", "supplement") and f.waiver is None for f in file.findings):
        return
    for page in file.pages:
        for statement in page.statements:
            due = statement.kind == ASKED.get(page.page.profile) and statement.required
            if due and statement.status not in ("ok", "not-required"):
                yield page, statement


def _mend(file: FileResult, page: PageResult, statement: Statement) -> Mend:
    document = file.document
    if statement.status != "missing":
        raise _NoPlaceError(_by_hand(file, statement))
    if document is None or document.language not in WRITERS or len(file.pages) > 1:
        raise _NoPlaceError(f"lacks its statement; only Markdown and HTML pages are written to: {_advice(statement)}")
    raw = read_bytes(file.real)
    mark, encoding = _encoding(raw, document.text)
    reading = read(document)
    claims = _claims(document) if statement.kind == "dshea" else ()
    words = WORDINGS["dshea for one claim" if len(claims) == 1 else statement.kind]
    for insertion in insertions(document, reading, words, claims[-1] if claims else None):
        text = insertion.into(document.text)
        if _only_adds(document, reading, insertion, words) and _holds(
            document, text, page.page.profile, statement.kind
        ):
            at = len(mark) + len(document.text[: insertion.at].encode(encoding))
            data = raw[:at] + insertion.text.encode(encoding) + raw[at:]
            if decode(data)[0] != text:
                break
            stay = sum(f.family not in ("statement", "supplement") and f.tier != "audit" for f in file.findings)
            return Mend(file.path, file.real, page.page.profile, raw, data, document.text, text, stay)
    raise _NoPlaceError(f"no place was found where nothing else would change: {_advice(statement)}")


def _advice(statement: Statement) -> str:
    return f"put in by hand: {WORDINGS[statement.kind]}"


def _by_hand(file: FileResult, statement: Statement) -> str:
    if statement.status == "cannot-verify":
        return f"shows copy from {statement.source}, and no file answers to that name: put the statement there"
    line = file.lines.line_column(statement.span.start)[0] if statement.span else 1
    told = f"the statement in line {line} is {statement.status}; mend it by hand"
    missing = ", ".join(SLOT_WORDS.get(slot, slot) for slot in statement.missing)
    return f"{told}: it lacks {missing}" if missing and statement.status == "weak" else told


def _encoding(raw: bytes, text: str) -> tuple[bytes, str]:
    """The byte order mark and the encoding that make these bytes of this text."""
    for mark, encoding in ENCODINGS:
        try:
            if mark + text.encode(encoding) == raw:
                return mark, encoding
        except UnicodeEncodeError:
            continue
    raise _NoPlaceError("its encoding cannot be written again byte for byte: save it as UTF-8")


def _claims(document: Document) -> tuple[TextBlock, ...]:
    """The blocks with what a supplement may say beside its statement, once for each such claim."""
    judged = check_text(document.text, document.path, Settings("ruo", waivers=False), language=document.language)
    found = [f for f in judged.files[0].findings if f.family == "structure-function" and f.carrier == "body"]
    blocks = [b for page in judged.files[0].pages for b in page.page.blocks]
    around = (next((b for b in blocks if b.span.start <= f.span.start < b.span.end), None) for f in found)
    return tuple(block for block in around if block is not None)


def _only_adds(document: Document, before: Reading, insertion: Insertion, words: str) -> bool:
    """Whether the page with the insertion reads as before, but for one more visible block with just these words."""
    try:
        after = read(document._replace(text=insertion.into(document.text)))
    except ReadError:
        return False
    end = insertion.at + len(insertion.text)
    added = [b for b in after.blocks if insertion.at <= b.span.start < end]
    others = [b for b in after.blocks if not insertion.at <= b.span.start < end]
    whole = len(added) == 1 and added[0].text == words and not added[0].visibility and added[0].carrier == "body"
    return whole and added[0].role == "paragraph" and list(map(_looks, others)) == list(map(_looks, before.blocks))


def _looks(block: TextBlock) -> tuple[object, ...]:
    return block.text, block.role, block.carrier, block.headings, block.path, block.visibility, block.level, block.page


def _holds(document: Document, text: str, profile: str, kind: str) -> bool:
    """Whether a check of the page finds the statement complete."""
    settings = Settings(profile, waivers=False)
    (file,) = check_text(text, document.path, settings, language=document.language).files
    found = [s for page in file.pages for s in page.statements if s.kind == kind]
    return any(s.status == "ok" and not (kind == "ruo" and s.missing) for s in found)
