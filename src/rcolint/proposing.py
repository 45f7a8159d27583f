"""Which configuration does a survey argue for, and what is said about it?

What is certain is written as a setting; what a person has to decide is written as a comment that becomes one when its mark is
taken away. File names and copy come from outside: they are quoted, and cannot end a line or a comment.
"""

import json
from collections.abc import Sequence

from rcolint.reports.quoting import one_line
from rcolint.reports.wording import plural
from rcolint.surveying import Folder, Holder, Survey

MOST = 20  # entries of one kind; the rest is counted
LONG = 90  # letters of a quoted statement
SPOKEN = {
    "ruo": "research material",
    "ivd-ruo": "research-use diagnostics",
    "supplement": "supplements",
    "cosmetic": "cosmetics",
    "lab": "laboratory documents",
    "legal": "legal pages",
}


def configuration(seen: Survey) -> str:
    """The text of a configuration file."""
    lines = [
        "# Proposed by `rcolint init` from what it saw in this folder; change what is wrong.",
        "# A setting behind `#` is for a person to decide. `rcolint config FILE` shows what applies to a file.",
        "",
        "# What is sold where no pattern below says otherwise. ruo (research material) is the strictest.",
        f"profile: {seen.profile}",
    ]
    for title, entries in (
        ("paths:", [line for folder in seen.folders[:MOST] for line in _folder(folder)]),
        ("statement-sources:", _sources(seen.holders)),
        ("exclude:", _left_out(seen)),
    ):
        if entries:
            mark = "" if any(not line.lstrip().startswith("#") for line in entries) else "# "
            lines += ["", f"{mark}{title}", *entries]
    return "\n".join(lines) + "\n"


def _folder(folder: Folder) -> list[str]:
    setting = f"{_text(folder.pattern)}: {{{folder.setting}: {folder.value}}}"
    if folder.held:
        return [f"  # {one_line(folder.why)}, but {one_line(folder.held)}", f"  # {setting}"]
    return [f"  # {one_line(folder.why)}", f"  {setting}"]


def _sources(holders: Sequence[Holder]) -> list[str]:
    """Nothing is taken for shown that was not seen to be: e-mails and seeds of a shop stand in no frame of its site."""
    lines: list[str] = []
    for holder in holders[:MOST]:
        through = f" through {one_line(holder.through)}" if holder.through else ""
        place = "stands around the pages of its framework, and holds" if holder.frame else "holds"
        lines += [f"  # {place}{through}: {_shortened(holder.text)}", f"  # - {_text(holder.entry)}"]
    if lines:
        lines.insert(
            0,
            "  # Layouts, includes, imports and text keys are followed where a page or its framework names them. Name here what",
        )
        lines.insert(
            1, "  # other files (catalogues, texts of a program) are shown with as well, best for their `paths` only."
        )
    return lines


def _left_out(seen: Survey) -> list[str]:
    lines: list[str] = []
    for folder, framework in seen.built:
        lines += [
            f"  # written by {framework} from the sources; `rcolint check {folder}` looks at it all the same",
            f"  - {folder}/",
        ]
    if seen.backups:
        lines.append("  # look like copies of other files; leave them out if nobody can open them in a browser")
        lines += [f"  # - {_text(name)}" for name in seen.backups[:MOST]]
    return lines


def _text(text: str) -> str:
    """A text in double quotes, as YAML and JSON both have them."""
    return json.dumps(text)


def _shortened(text: str) -> str:
    flat = one_line(text)
    return f'"{flat if len(flat) <= LONG else flat[:LONG].rstrip() + "…"}"'


def told(seen: Survey) -> list[str]:
    """What was seen and what follows from it, one sentence a line."""
    lines = [f"{plural(seen.files, 'file')} that rcolint reads; the copy of {seen.looked} was looked at."]
    if seen.unread:
        lines.append(f"Not read: {', '.join(seen.unread[:3])}{' and others' if len(seen.unread) > 3 else ''}.")
    lines += [f"Made with {name} ({file})." for name, file in seen.frameworks]
    spoken = ", ".join(f"{pages} of {SPOKEN[profile]}" for profile, pages in seen.spoken)
    lines.append(f"Pages that speak of what is sold: {spoken or 'none'}; so the profile is {seen.profile}.")
    for folder in seen.folders[:MOST]:
        held = f"; left for you to decide: {folder.held}" if folder.held else ""
        lines.append(f"{folder.pattern} is {folder.setting} {folder.value}: {folder.why}{held}.")
    for holder in seen.holders[:MOST]:
        place = f"{holder.entry} (through {holder.through})" if holder.through else holder.entry
        what = "stands around the pages of its framework and" if holder.frame else "may be shown on pages; it"
        lines.append(f"{place} {what} holds a statement: {_shortened(holder.text)}.")
    if not seen.holders:
        lines.append("No layout, footer or text key holds a complete statement; each product page needs its own.")
    lines += [f"{folder}/ is left out: {framework} writes it." for folder, framework in seen.built]
    if seen.backups:
        lines.append(
            f"Named like {plural(len(seen.backups), 'backup')} of other files, for you to decide: {seen.backups[0]}."
        )
    return lines
