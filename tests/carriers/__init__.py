"""Where does copy stand, in any format, and where do the same words stand for something else?

Tables only: place -> file name, document. What a finding quotes stands between the marks.
"""

from carriers import code, components, data, html, prose, sql, templates

_TABLES = (code, components, data, html, prose, sql, templates)

COPY: dict[str, tuple[str, str]] = {place: row for table in _TABLES for place, row in table.COPY.items()}
NOT_COPY: dict[str, tuple[str, str]] = {place: row for table in _TABLES for place, row in table.NOT_COPY.items()}
