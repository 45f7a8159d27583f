"""How is a file opened and read, when it may be anything and may change meanwhile?

Looked at and read through one descriptor; no symbolic link is followed. Nothing here knows what is in a file.
"""

import os
import stat

from rcolint.errors import ReadError

LIMIT = 2 * 1024 * 1024  # bytes of one file
LARGE_LIMIT = 16 * 1024 * 1024  # of one that may hold a whole catalogue
LARGE = tuple(".json .sql .jsonl .ndjson .ipynb .csv .tsv .xml .rss .atom .yaml .yml .xlf .xliff .docx .pdf".split())


def limit_of(path: str, megabytes: int = 0) -> int:
    """How many bytes a file may have: what a configuration says, else the limit of its kind."""
    return megabytes * 1024 * 1024 or (LARGE_LIMIT if path.lower().endswith(LARGE) else LIMIT)


def read_bytes(path: str, limit: int = 0) -> bytes:
    """The bytes of a regular file within a limit, else that of its kind; looked at and read through one descriptor."""
    limit = limit or limit_of(path)
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to must not hang.
        descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_BLOCK | _BINARY)
    except (OSError, ValueError) as error:
        raise ReadError(plain_reason(path, error)) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(kind_reason(status.st_mode))
        if status.st_size > limit:
            raise ReadError(too_large(status.st_size, limit))
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise ReadError(plain_reason(path, error)) from None
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise ReadError(f"grew over the limit of {_megabytes(limit)} while it was read")
    return data


def read_head(path: str, size: int = 512) -> bytes:
    """The first bytes of a regular file, for a look at what it is; nothing where it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_BLOCK | _BINARY)
        try:
            return os.read(descriptor, size) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return b""


_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_BLOCK = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def kind_reason(mode: int) -> str:
    """What something is that is not a regular file."""
    kinds = (
        (stat.S_ISLNK, "is a symbolic link, which is not followed: name the file it points to"),
        (stat.S_ISDIR, "is a folder"),
        (stat.S_ISFIFO, "is a pipe, not a file"),
        (stat.S_ISSOCK, "is a socket, not a file"),
        (stat.S_ISBLK, "is a device, not a file"),
        (stat.S_ISCHR, "is a device, not a file"),
    )
    return next((reason for test, reason in kinds if test(mode)), "is not a regular file")


def plain_reason(path: str, error: OSError | ValueError) -> str:
    """What the operating system said, in words a person can act on; never the target of a link."""
    if os.path.islink(path):
        return kind_reason(stat.S_IFLNK)
    if isinstance(error, PermissionError):
        return "cannot be opened: no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "vanished before it could be read"
    if isinstance(error, OSError):
        return f"cannot be opened: {error.strerror or error}"
    return f"cannot be opened: {error}"


def too_large(size: int, limit: int) -> str:
    """What is wrong with a file of more bytes than the limit."""
    return f"is {_megabytes(size)}, over the limit of {_megabytes(limit)}"


def _megabytes(size: int) -> str:
    return f"{size / (1024 * 1024):.1f} MB"
