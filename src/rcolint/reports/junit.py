"""What does a run look like to a test dashboard that reads JUnit XML?

A suite for each file. What fails the gate is a failed case, another cue a passed case with words, a waived one a skipped case,
a file that was not read an error, and a file without cues one passed case, since an empty suite reads as nothing tested.
"""

from typing import TextIO

from rcolint.model import FileResult, Finding, Report
from rcolint.reports.basis import facts
from rcolint.reports.inert import xml
from rcolint.reports.quoting import one_line
from rcolint.reports.rows import address, unread
from rcolint.reports.tally import count
from rcolint.reports.wording import plural

Case = tuple[str, str, str]  # name, kind, content


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes a suite for the run as a whole, which holds what it rests on, and one for each file."""
    suites = [_run(report), *(_suite(report, file) for file in report.files)]
    totals = [sum(numbers) for numbers in zip(*(counts for counts, _ in suites), strict=True)]
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f'<testsuites name="rcolint" {_numbers(totals)}>\n')
    stream.writelines(text for _, text in suites)
    stream.write("</testsuites>\n")


def _numbers(counts: list[int]) -> str:
    names = ("tests", "failures", "errors", "skipped")
    return " ".join(f'{name}="{count}"' for name, count in zip(names, counts, strict=True))


def _suite(report: Report, file: FileResult) -> tuple[list[int], str]:
    path, index = address(file), file.lines
    cases: list[Case] = []
    for finding in file.findings:
        line, column = index.line_column(finding.span.start)
        cases.append((f"{finding.rule} {finding.slug} at {line}:{column}", *_case(report, finding)))
    cases += [("read", "error", words) for other, words in unread(report) if other is file]
    if not cases:
        cases.append(("no risk cues found by the rules that ran", "", ""))
    return _told(path, cases, "")


def _run(report: Report) -> tuple[list[int], str]:
    said = "".join(f'   <property name="{name}" value="{xml(value)}"/>\n' for name, value in facts(report).items())
    when = report.provenance.time if report.provenance else ""
    case = f"{plural(count(report).checked, 'file')} checked by {plural(len(report.rules), 'rule')}"
    return _told("rcolint", [(case, "", "")], f"  <properties>\n{said}  </properties>\n", when)


def _told(name: str, cases: list[Case], properties: str, when: str = "") -> tuple[list[int], str]:
    kinds = [kind for _, kind, _ in cases]
    counts = [len(cases), kinds.count("failure"), kinds.count("error"), kinds.count("skipped")]
    time = f' timestamp="{xml(when)}"' if when else ""
    body = "".join(_written(name, *case) for case in cases)
    head = f' <testsuite name="{xml(name)}" {_numbers(counts)}{time}>\n'
    return counts, f"{head}{properties}{body} </testsuite>\n"


def _case(report: Report, finding: Finding) -> tuple[str, str]:
    words = f"{finding.severity} in tier {finding.tier}: {one_line(finding.message)}"
    if finding.waiver:
        return "skipped", f"waived: {one_line(finding.waiver.reason)}"
    return ("failure" if report.settings.gate.fails(finding) else "system-out"), words


def _written(path: str, name: str, kind: str, content: str) -> str:
    head = f'  <testcase classname="{xml(path)}" name="{xml(name)}"'
    if not kind:
        return f"{head}/>\n"
    if kind == "system-out":
        return f"{head}>\n   <system-out>{xml(content)}</system-out>\n  </testcase>\n"
    return f'{head}>\n   <{kind} message="{xml(content)}"/>\n  </testcase>\n'
