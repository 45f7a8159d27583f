"""Word and PDF files made by hand, so that a test sees each byte that matters."""

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = {
    "word/document.xml": ("document", _WORD + "document.main+xml"),
    "word/header1.xml": ("hdr", _WORD + "header+xml"),
    "word/footer1.xml": ("ftr", _WORD + "footer+xml"),
    "word/comments.xml": ("comments", _WORD + "comments+xml"),
    "word/footnotes.xml": ("footnotes", _WORD + "footnotes+xml"),
    "word/styles.xml": ("styles", _WORD + "styles+xml"),
}


def run(text: str, look: str = "") -> str:
    """A run of text with its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f'<w:p><w:pPr>{f"""<w:pStyle w:val="{style}"/>""" if style else ""}</w:pPr>{inside}</w:p>'


def table(*rows: Sequence[str]) -> str:
    """A table of cells that hold a paragraph each."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word_parts(body: str, **others: str) -> dict[str, bytes]:
    """The parts of a Word file by name: `header1="<w:p>..."` is the header's content."""
    contents = {"word/document.xml": f"<w:body>{body}</w:body>"}
    contents.update({f"word/{name}.xml": text for name, text in others.items()})
    parts: dict[str, bytes] = {}
    types = ""
    for name, content in contents.items():
        root, kind = _KINDS[name]
        parts[name] = f'<?xml version="1.0"?><w:{root} {_W}>{content}</w:{root}>'.encode()
        types += f'<Override PartName="/{name}" ContentType="{kind}"/>'
    parts["[Content_Types].xml"] = f'<Types xmlns="x">{types}</Types>'.encode()
    return parts


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def word(body: str, **others: str) -> bytes:
    """A Word file."""
    return zipped(word_parts(body, **others))


def pdf(*pages: Sequence[tuple[str, int, int]] | bytes, about: str = "", root: str = "", trailer: str = "") -> bytes:
    """A PDF file. A page is its lines (text, height, size), or the bytes that draw it."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Catalog/Pages 2 0 R{root}>>".encode())
    objects.append(f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for n, page in enumerate(pages):
        drawn = page if isinstance(page, bytes) else b"".join(_line(*line) for line in page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
            + f"/Contents {5 + 2 * n} 0 R>>".encode()
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n".encode() + drawn + b"\nendstream")
    objects.append(f"<<{about}>>".encode())
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R{trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + table.encode() + end.encode()


def _line(text: str, height: int, size: int) -> bytes:
    written = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
    return f"BT /F {size} Tf 1 0 0 1 50 {height} Tm (".encode() + written + b") Tj ET\n"
