"""What does the annotated report look like that a person can send to counsel?

One self-contained HTML file that asks nothing of any server. Two layers keep hostile copy inert, and each holds alone:
the template engine escapes everything, and the content security policy allows only the style and script whose hashes
stand in it. Nothing that comes from a file is ever treated as a template.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

from rcolint import __version__
from rcolint.model import DISCLAIMER, SEVERITIES, Report
from rcolint.reports.embedded import element
from rcolint.reports.html.view import FileView, look
from rcolint.reports.quoting import shown
from rcolint.reports.tally import count
from rcolint.reports.wording import (
    LIMITS,
    NONE_COMPARED,
    NOT_COMPARED,
    gate_words,
    language_words,
    plural,
    profile_words,
    skipped_words,
    verdict_sentences,
)

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent


def write(report: Report, stream: TextIO, **_others: object) -> None:
    """Writes the report as one HTML file."""
    style, script = _asset("report.css"), _asset("report.js")
    tally = count(report)
    files = look(report)
    environment = _environment()
    from markupsafe import Markup

    pieces = environment.get_template("report.html.j2").generate(
        policy=_policy(style, script),
        # Only these two files of our own are let through unescaped.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        record=Markup(element(report)),  # noqa: S704 - base64 in an element of our own
        verdict=verdict_sentences(report, tally),
        facts=_facts(report),
        tally=tally,
        files=files,
        severities=[(name, number) for name, number in _shown_severities(files) if number],
        families=_families(files),
        unchecked=report.unchecked,
        skipped=skipped_words(report),
        notices=report.notices,
        disclaimer=DISCLAIMER,
        limits=LIMITS,
        not_compared=NOT_COMPARED,
        none_compared=NONE_COMPARED,
        plural=plural,
        language_words=language_words,
        web=_web,
    )
    stream.writelines(pieces)


def _environment() -> "Environment":
    # Imported here: a run that writes no HTML must not pay for the template engine.
    from jinja2 import DictLoader, Environment, StrictUndefined

    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=DictLoader({"report.html.j2": (_HERE / "report.html.j2").read_text(encoding="utf-8")}),
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _visible(value: object) -> object:
    """Runs over every value the template prints: no control or override character reaches the file."""
    return shown(value, keep="\n\t") if type(value) is str else value


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(style: str, script: str) -> str:
    style_hash, script_hash = (b64encode(sha256(t.encode()).digest()).decode() for t in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _facts(report: Report) -> list[tuple[str, str]]:
    settings = report.settings
    facts = [
        ("Tool", f"rcolint {__version__}"),
        ("Rule pack", report.pack),
        ("Judged at", report.date),
        ("Rules that ran", str(len(report.rules))),
        ("Profile", profile_words(settings)),
        ("Tiers shown", {"gate": "gate", "review": "gate, review"}.get(settings.tier, "gate, review, audit")),
        ("Gate", gate_words(settings)),
        ("Only rules", ", ".join(settings.select)),
        ("Without rules", ", ".join(settings.ignore)),
    ]
    return [(name, value) for name, value in facts if value]


def _shown_severities(files: list[FileView]) -> list[tuple[str, int]]:
    found = [f.severity for view in files for f in view.file.findings]
    return [(name, found.count(name)) for name in SEVERITIES]


def _families(files: list[FileView]) -> list[tuple[str, int]]:
    found = [f.family for view in files for f in view.file.findings]
    return [(name, found.count(name)) for name in sorted(set(found))]


def _web(url: str) -> str:
    """The address of a legal source when it is an ordinary one, else "": rule packs may hold anything."""
    if not url.isascii() or not url.isprintable() or any(c in url for c in " <>\"'`\\"):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
