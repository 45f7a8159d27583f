"""What is in a ZIP file, when it may be made to do harm?

Nothing is written to the disk. How much there is, packed and unpacked, is judged before anything is unpacked.
"""

import io
import xml.parsers.expat
import zipfile
import zlib
from collections.abc import Callable

from rcolint.errors import ReadError

MAX_ENTRIES = 2_000
MAX_SIZE = 50 * 1024 * 1024  # bytes unpacked, of all entries together
MAX_RATIO = 100  # of unpacked to packed, for an entry of a size that matters
MATTERS = 1024 * 1024
MAX_DEPTH = 500  # elements in elements

Attributes = dict[str, str]


class Archive:
    """The entries of a ZIP file. Raises ReadError where it is broken, encrypted or a bomb."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError(f"is no ZIP file that can be opened ({error})") from None
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise ReadError(f"holds {len(entries):,} entries, more than {MAX_ENTRIES:,}; not read")
        size = sum(entry.file_size for entry in entries)
        if size > MAX_SIZE:
            raise ReadError(f"would be {size // 1024**2:,} MB unpacked, more than {MAX_SIZE // 1024**2} MB; not read")
        for entry in entries:
            if entry.file_size > max(MATTERS, MAX_RATIO * entry.compress_size):
                raise ReadError(f"holds an entry that unpacks to more than {MAX_RATIO} times its size; not read")
        self.names = [entry.filename for entry in entries]
        if len(set(self.names)) < len(self.names):
            raise ReadError("names an entry twice; which of them counts is not certain, so it was not read")

    def read(self, name: str) -> bytes:
        """The bytes of an entry. Raises ReadError where there is none or it cannot be unpacked."""
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise ReadError("is encrypted; not read")
            with self._zip.open(entry) as stream:
                return stream.read(MAX_SIZE + 1)
        except KeyError:
            raise ReadError(f"lacks its part {name!r}") from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise ReadError(f"its part {name!r} cannot be unpacked ({error})") from None


def parse(
    data: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Reads XML, names and attributes without their namespaces. Document types, and so entities, are refused."""
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def on_start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ReadError(f"holds elements more than {MAX_DEPTH} deep; not read")
        start(_local(name), {_local(key): value for key, value in attributes.items()} if attributes else attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name))

    def refuse(*_about: object) -> None:
        raise ReadError("holds a document type, which no office program writes; not read")

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, refuse
    try:
        parser.Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        raise ReadError(f"holds broken XML ({error})") from None


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
