"""How large a report of many pages is. How long it takes is told by benchmarks/report.py."""

import io
import re
import sys
from pathlib import Path

import pytest

from rcolint.reports import load

ROOT = Path(__file__).resolve().parent.parent
if not (ROOT / "benchmarks").is_dir():
    pytest.skip("this copy of the project came without its benchmarks", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from benchmarks.made_report import made_report  # noqa: E402


def written(pages: int, findings: int) -> str:
    stream = io.StringIO(newline="")
    load("html")(made_report(pages, findings), stream)
    return stream.getvalue()


@pytest.mark.slow
def test_five_thousand_pages_with_twenty_findings_each_are_at_most_ten_megabytes() -> None:
    assert len(written(5000, 20).encode()) <= 10_000_000


def test_a_report_is_packed_above_a_thousand_pages_or_five_thousand_notes() -> None:
    packed = [
        'id="index"' in written(pages, findings) for pages, findings in ((1000, 0), (1001, 0), (50, 100), (50, 101))
    ]
    assert packed == [False, True, False, True]


def test_a_packed_report_holds_the_fingerprint_and_the_kind_of_every_note() -> None:
    import json
    from base64 import b64decode
    from gzip import decompress

    data = re.search(r'id="index">([^<]*)</script>', written(50, 101))
    assert data
    index = json.loads(decompress(b64decode(data[1])))
    assert len(index["codes"]) == 50 * 101
    assert len(index["prints"]) == 16 * 50 * 101
