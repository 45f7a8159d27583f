"""What does a run look like to another program, and what did an earlier run say?

One JSON document in the shape `rcolint/v1`. Two runs over the same input give the same bytes, and so does a report that is
read and written again.
"""

import json
from typing import TextIO

from rcolint.model import Report
from rcolint.reports.record import SCHEMA, SCHEMA_FILE, tell

__all__ = ["SCHEMA", "SCHEMA_FILE", "read", "tell", "write"]


def write(report: Report, stream: TextIO, *, with_copy: bool = False, **_others: object) -> None:
    """Writes the report as JSON. `with_copy` adds the source and every block, for programs that want the copy itself.

    Only ASCII is written: a lone surrogate and U+2028 stay what they are for the reader and harm no one on the way.
    """
    stream.write(json.dumps(tell(report, with_copy), ensure_ascii=True, indent=2) + "\n")


def read(text: str) -> Report:
    """The report that `write` wrote. Raises ValueError for anything that is not `rcolint/v1`, and says where it is not."""
    from rcolint.reports.saved import loaded, report_of

    try:
        return report_of(loaded(text))
    except RecursionError:
        raise ValueError("this report is nested too deeply") from None
