"""What holds the report together as a file that asks nothing of any server?

Style and script stand inside, and the content security policy allows exactly these two. On paper each sheet carries the
digest of the report, and the last one is there to be signed.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from rcolint.model import DISCLAIMER
from rcolint.reports.html.markup import Html, fill

_HERE = Path(__file__).parent
_SHEET = '@page { @bottom-left { content: "rcolint report %s"; } @bottom-right { content: counter(page) " / " counter(pages); } }\n'
_HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="rcolint">\n'
    '<meta http-equiv="Content-Security-Policy" content="%s">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
    '<meta name="robots" content="noindex">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n'
)


def document(title: str, digest: str, body: Iterable[Html], record: str = "") -> Iterator[str]:
    """A whole file around the pieces of its body. `record` is the element that carries the same report for programs."""
    style, script = asset("report.css") + _SHEET % digest, asset("report.js")
    # Only these two texts of the package are let through as they stand, and the record, which is base64.
    yield fill(_HEAD, policy(style, script), title, Html(style))
    yield from body
    yield fill("</main>\n%s%s\n<script>%s</script>\n</body>\n</html>\n", _foot(digest), Html(record), Html(script))


def policy(style: str, script: str) -> str:
    """What a browser may do with the file: its own style, its own script, nothing else."""
    style_hash, script_hash = (b64encode(sha256(t.encode()).digest()).decode() for t in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def asset(name: str) -> str:
    """The text of a file that stands beside this one."""
    return (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _foot(digest: str) -> Html:
    return fill(
        '<footer><p>%s</p><div class="signature"><p class="signed">This signature is given for the report with the digest '
        "<b>%s</b>.</p><p>Name</p><p>Role</p><p>Date</p><p>Signature</p></div></footer>\n",
        *(DISCLAIMER, digest),
    )
