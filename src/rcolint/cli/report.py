"""`rcolint report`: what does a saved report look like in another format?"""

from rcolint.cli.arguments import add_written
from rcolint.cli.check import write_all
from rcolint.cli.options import Parser
from rcolint.cli.outputs import refuse_outputs
from rcolint.cli.saved import read_saved
from rcolint.cli.streams import tell
from rcolint.model import Report

LACKS = {
    "terminal": "the lines of the source with the words underlined",
    "html": "the pages with their marks",
    "sarif": "snippets; columns count code points",
    "github": "columns in UTF-16 units; they count code points",
    "rdjsonl": "columns",
}


def run(words: list[str]) -> int:
    """Writes the saved report in every format that was asked for; 0, or 3 where one could not be written."""
    parser = Parser(
        "report",
        usage="rcolint report [options] REPORT",
        description="Writes a saved JSON or HTML report in other formats. Nothing is checked again.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("report", metavar="REPORT", nargs="?", help="what -o json=FILE or -o html=FILE wrote")
    add_written(parser)
    options = parser.read(words)
    if options is None:
        return 0
    if options.report is None:
        parser.error("which report is to be shown?")
    report = read_saved(options.report)
    refuse_outputs(options.output, [options.report], ())
    formats = (options.format,) if options.format else ("terminal",) * (not options.output)
    whole = any(file.document for file in report.files)
    options.with_copy = options.with_copy or whole
    _tell_missing(report, {*formats, *(name for name, _ in options.output)})
    return write_all(report, options, formats)


def _tell_missing(report: Report, formats: set[str]) -> None:
    """Tells what a format cannot show of a report that was saved without its copy."""
    if all(file.document or not file.findings for file in report.files):
        return
    for name in sorted(formats & set(LACKS)):
        tell(f"rcolint: saved without its copy, so {name} lacks {LACKS[name]} (check with --with-copy -o json=FILE)")


_EXAMPLES = """\
Examples:
  rcolint check site/ --with-copy -o json=report.json
  rcolint report report.json -o html=report.html -o sarif=report.sarif
  rcolint report report.json --format statistics

Exit codes: 0 written, 2 it is no report, 3 a file could not be written.
"""
