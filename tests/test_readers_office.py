"""Word and PDF files: each text with its part and paragraph or its page and line; what cannot be read is told, never passed by."""

import io
import random
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import CLAIM, Run
from letters import check_runs
from marked import judge
from office_files import paragraph, pdf, run, table, word, word_parts, zipped
from rcolint.engine import check_document
from rcolint.errors import ReadError
from rcolint.files import collect, document_of
from rcolint.model import Document, FileResult, Settings, TextBlock
from rcolint.readers import read


def blocks(data: bytes, name: str = "page.docx") -> tuple[TextBlock, ...]:
    document = document_of(data, name)
    found = read(document).blocks
    check_runs(document.text, found)
    return found


def checked(data: bytes, name: str = "page.docx") -> FileResult:
    document = document_of(data, name)
    return check_document(document, read(document), judge(), Settings(tier="audit"))


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Deeper"><w:name w:val="x"/><w:basedOn w:val="Unseen"/></w:style>
"""


class TestWord:
    def test_each_text_has_its_part_and_paragraph(self) -> None:
        data = word(
            paragraph("Vialmere", style="berschrift2")
            + paragraph("Cold ", "packed")
            + table(["Name", "Use"], ["One", "Two"]),
            header1=paragraph("Above"),
            footer1=paragraph("Below"),
            footnotes=f"<w:footnote>{paragraph('A note')}</w:footnote>",
            comments=f"<w:comment>{paragraph('An aside')}</w:comment>",
            styles=STYLES,
        )
        assert [(b.path, b.role, b.text) for b in blocks(data)] == [
            (("body", "paragraph 1"), "heading", "Vialmere"),
            (("body", "paragraph 2"), "paragraph", "Cold packed"),
            (("body", "table 1", "paragraph 3"), "cell", "Name | Use"),
            (("body", "table 1", "paragraph 4"), "cell", "One | Two"),
            (("header", "paragraph 1"), "paragraph", "Above"),
            (("footer", "paragraph 1"), "paragraph", "Below"),
            (("footnote", "paragraph 1"), "paragraph", "A note"),
            (("comment", "paragraph 1"), "comment", "An aside"),
        ]

    @pytest.mark.parametrize(
        ("body", "seen"),
        [
            (paragraph("Plain text"), ()),
            (paragraph(run("Some text", "<w:vanish/>")), ("hidden",)),
            (paragraph(run("Some text", '<w:vanish w:val="0"/>')), ()),
            (paragraph("Some text", style="Unseen"), ("hidden",)),
            (paragraph("Some text", style="Deeper"), ("hidden",)),
            (paragraph(run("Some text", '<w:sz w:val="12"/>')), ("tiny",)),
            (paragraph(run("Some text", '<w:color w:val="FFFFFF"/>')), ("pale",)),
            (paragraph(run("Some text", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>')), ()),
            (f"<w:p><w:del>{run('Some text').replace('w:t', 'w:delText')}</w:del></w:p>", ("hidden",)),
        ],
    )  # fmt: skip
    def test_what_hides_text_is_told(self, body: str, seen: tuple[str, ...]) -> None:
        (block,) = blocks(word(body, styles=STYLES))
        assert block.visibility == seen

    def test_hidden_words_in_a_line_stand_apart(self) -> None:
        found = blocks(word(paragraph("It is ", run("not ", "<w:vanish/>"), "calm")))
        assert [(b.text, b.visibility) for b in found] == [("It is calm", ()), ("not", ("hidden",))]

    def test_tracked_changes_are_named(self) -> None:
        body = f"<w:p><w:ins>{run('New words ')}</w:ins><w:del>{run('old words').replace('w:t', 'w:delText')}</w:del>{run('stay')}</w:p>"
        document = document_of(word(body), "page.docx")
        assert [(b.text, b.path[-1]) for b in read(document).blocks] == [
            ("New words stay", "paragraph 1"),
            ("old words", "deleted"),
        ]
        assert "1 inserted, 1 deleted" in document.notices[0].message

    def test_a_text_box_is_read_once(self) -> None:
        box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
        body = f'<w:p><w:r><x:AlternateContent xmlns:x="x"><x:Choice>{box}</x:Choice><x:Fallback>{box}</x:Fallback></x:AlternateContent></w:r>{run("Beside")}</w:p>'
        assert [b.text for b in blocks(word(body))] == ["In a box", "Beside"]

    def test_field_codes_are_no_copy_and_breaks_part_words(self) -> None:
        body = "<w:p><w:r><w:instrText>PAGE of text</w:instrText><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>non</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>"
        assert [b.text for b in blocks(word(body))] == ["One\ntwo non-x"]

    def test_a_claim_over_runs_is_found_in_its_paragraph(self) -> None:
        (finding,) = [
            f
            for f in checked(word(paragraph("Fine.") + paragraph("It tre", "ats arth", "ritis."))).findings
            if f.rule == "RCO101"
        ]
        assert finding.path == ("body", "paragraph 2")

    def test_a_statement_in_a_footer_counts_and_a_hidden_one_does_not(self) -> None:
        said = "For research use only. Not for human or veterinary use."
        assert checked(word(paragraph(CLAIM), footer1=paragraph(said))).statement == "ok"
        assert checked(word(paragraph(CLAIM), footer1=paragraph(run(said, "<w:vanish/>")))).statement == "hidden"

    def test_an_embedded_document_makes_it_unchecked_in_part(self) -> None:
        parts = word_parts(paragraph(CLAIM))
        parts["word/more.htm"] = b"<p>x</p>"
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>", b'<Default Extension="htm" ContentType="text/html"/></Types>'
        )
        result = checked(zipped(parts))
        assert result.status == "unchecked"
        assert "another document" in result.reason
        assert "RCO101" in [f.rule for f in result.findings]


def bomb(size: int) -> bytes:
    return zipped({**word_parts(paragraph("x")), "word/big.xml": b"0" * size})


def encrypted() -> bytes:
    data = bytearray(word(paragraph("x")))
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + shift] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def twice() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("word/document.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("word/document.xml", b"<b/>")
    return stream.getvalue()


def entity(document_type: str) -> bytes:
    parts = word_parts(paragraph("&a;"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"?>", b"?>" + document_type.encode(), 1)
    return zipped(parts)


REFUSED = {
    "no ZIP file": (b"It treats arthritis", "no ZIP file"),
    "another ZIP file": (zipped({"[Content_Types].xml": b"<Types/>"}), "no Word document"),
    "no list of its parts": (zipped({"a": b"b"}), "lacks its part"),
    "an old or encrypted file": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "encrypted"),
    "encrypted parts": (encrypted(), "encrypted"),
    "much in little": (bomb(20_000_000), "times its size"),
    "too much": (bomb(60_000_000), "MB unpacked"),
    "too many parts": (zipped({str(n): b"" for n in range(2_001)}), "2,001 entries"),
    "a part that is there twice": (twice(), "names an entry twice"),
    "an entity": (entity('<!DOCTYPE a [<!ENTITY a "b">]>'), "document type"),
    "an entity of another file": (entity('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'), "document type"),
    "broken XML": (word("<w:p>"), "broken XML"),
    "depth": (word("<w:p>" * 600 + "</w:p>" * 600), "deep"),
    "broken bytes": (word(paragraph("x " * 500))[:-40], "no ZIP file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_harmful_or_broken_word_file_is_refused_with_the_reason(name: str) -> None:
    data, why = REFUSED[name]
    with pytest.raises(ReadError, match=why):
        document_of(data, "page.docx")


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    pick = random.Random(seed)
    name = pick.choice(["a.docx", "a.pdf"])
    if name == "a.pdf":
        pytest.importorskip("pypdf")
    data = bytearray(word(paragraph("It is calm")) if name == "a.docx" else pdf([("It is calm", 700, 12)]))
    for _ in range(pick.randrange(1, 6)):
        data[pick.randrange(len(data))] = pick.randrange(256)
    with suppress(ReadError):
        document = document_of(bytes(data), name)
        check_runs(document.text, read(document).blocks)


def test_a_text_under_such_a_name_is_not_passed_by() -> None:
    with pytest.raises(ReadError, match="no text"):
        read(Document("page.docx", CLAIM, "docx"))


class TestPdf:
    @pytest.fixture(autouse=True)
    def _library(self) -> None:
        pytest.importorskip("pypdf")

    def test_each_text_has_its_page_and_line(self) -> None:
        first = [("Vialmere Blend", 750, 24), ("It is a calm blend, packed", 700, 12), ("on ice.", 686, 12), ("It ships today.", 640, 12), ("- One item", 626, 12)]  # fmt: skip
        data = pdf(first, [("Another page", 700, 12)], about="/Title(Calm)/Keywords(calm, deep)")
        assert [(b.path, b.role, b.text) for b in blocks(data, "a.pdf")] == [
            (("properties", "title"), "value", "Calm"),
            (("properties", "keywords"), "value", "calm, deep"),
            (("page 1", "line 1"), "heading", "Vialmere Blend"),
            (("page 1", "line 2"), "paragraph", "It is a calm blend, packed\non ice."),
            (("page 1", "line 4"), "paragraph", "It ships today."),
            (("page 1", "line 5"), "list-item", "One item"),
            (("page 2", "line 1"), "paragraph", "Another page"),
        ]

    def test_a_word_that_was_broken_is_whole_again(self) -> None:
        data = pdf([("It treats arthri-", 700, 12), ("tis and is anti-", 686, 12), ("inflammatory.", 672, 12)])
        assert [b.text for b in blocks(data, "a.pdf")] == ["It treats arthritis and is anti-inflammatory."]

    def test_a_page_without_text_makes_it_unchecked_in_part(self) -> None:
        result = checked(pdf([(CLAIM, 700, 12)], b"0 0 99 99 re f"), "a.pdf")
        assert result.status == "unchecked"
        assert "page 2 holds no text" in result.reason
        assert "RCO101" in [f.rule for f in result.findings]

    def test_a_blank_page_is_no_scan(self) -> None:
        assert checked(pdf([(CLAIM, 700, 12)], b"q Q"), "a.pdf").status == "checked"

    def test_letters_that_mean_nothing_are_no_text(self) -> None:
        result = checked(pdf(b"BT /F 12 Tf 50 700 Td (\\001\\002\\003\\004a) Tj ET"), "a.pdf")
        assert result.status == "unchecked"

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"%PDF-1.4\nIt treats arthritis", "no PDF file that can be read"),
            (b"", "no PDF file"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, data: bytes, why: str) -> None:
        with pytest.raises(ReadError, match=why):
            document_of(data, "a.pdf")

    @pytest.mark.parametrize("password", ["", "secret"])
    def test_an_encrypted_file_is_not_read(self, password: str) -> None:
        pypdf = pytest.importorskip("pypdf")
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([(CLAIM, 700, 12)])))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        stream = io.BytesIO()
        writer.write(stream)
        with pytest.raises(ReadError, match="is encrypted"):
            document_of(stream.getvalue(), "a.pdf")

    def test_more_pages_than_the_limit_are_told(self) -> None:
        data = pdf(*[b"q Q"] * 401)
        assert document_of(data, "a.pdf").unread == ("of its 401 pages the first 400 were read",)

    def test_a_form_of_another_kind_is_told(self) -> None:
        assert "XFA" in document_of(pdf(b"q Q", root="/AcroForm<</XFA[]/Fields[]>>"), "a.pdf").unread[0]


def test_without_the_extra_a_pdf_file_is_not_checked(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReadError, match=r"rcolint\[office\]"):
        document_of(pdf([(CLAIM, 700, 12)]), "a.pdf")


def test_without_the_extra_a_scan_leaves_pdf_files_out_and_says_so(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (shop / "certificate.pdf").write_bytes(pdf([(CLAIM, 700, 12)]))
    collected = collect([str(shop)], (), None, None, "")
    assert "certificate.pdf" not in [source.shown for source in collected.files]
    assert (".pdf", 1) in collected.skipped
    assert ("needs the extra rcolint[office]", 1) in collected.reasons
    named = collect([str(shop / "certificate.pdf")], (), None, None, "")
    assert [source.shown for source in named.files] == ["certificate.pdf"]


def test_a_person_is_told_the_part_and_the_paragraph(rcolint: Run, shop: Path) -> None:
    (shop / "sheet.docx").write_bytes(word(paragraph("Hello.") + paragraph(CLAIM)))
    done = rcolint("check", shop / "sheet.docx", "--select", "RCO101")
    assert done.returncode == 1
    assert "where:   body › paragraph 2" in done.stdout.decode()
