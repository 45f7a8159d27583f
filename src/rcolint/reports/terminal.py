"""What does a person at a terminal, or a build log, get to read?

Plain text, written by hand: this is the path of a commit hook, so nothing heavy is imported, and nothing that comes
from a file is printed without passing through the screen. The report is told as it is; nothing is counted twice.
"""

from typing import TYPE_CHECKING, TextIO

from rcolint.model import DISCLAIMER, FileResult, Finding, PageResult, Report, Rule, Waiver
from rcolint.reports.frame import frame
from rcolint.reports.quoting import one_line
from rcolint.reports.screen import Screen, cells
from rcolint.reports.tally import Tally, count
from rcolint.reports.wording import (
    LIMITS,
    NONE_COMPARED,
    NOT_COMPARED,
    against_words,
    baseline_words,
    context_words,
    gate_words,
    language_words,
    plural,
    profile_words,
    read_words,
    removal_note,
    skipped_words,
    statement_line,
    verdict_sentences,
)

if TYPE_CHECKING:
    from rcolint.reports.repeats import Repeats, Told

_IN = "    "  # indent of what is said about a finding
_NO_LINES = (".docx", ".pdf")  # their lines are those of the text that was taken out of them
_MAX_PLACES = 40  # of one finding that stands in many
_LABEL = 9  # columns of "instead: "


def write(
    report: Report,
    stream: TextIO,
    *,
    color: bool = False,
    width: int | None = None,
    quiet: bool = False,
    show_cancelled: bool = False,
    links: bool = False,
    **_others: object,
) -> None:
    """Writes the findings file by file and a summary.

    `width` is in columns (default: the terminal's, 80 when piped); `quiet` leaves only the summary;
    `show_cancelled` adds the matches that a context took back; `links` makes the file names links to the files.
    """
    screen = Screen(stream, color, width, links)
    rules = {rule.id: rule for rule in report.rules}
    repeats = _repeats(report)
    if not quiet:
        for file in report.files:
            _file(screen, file, rules, repeats, show_cancelled)
            screen.flush()
    _summary(screen, report, count(report), repeats.spared if repeats else 0)
    screen.flush()


def _file(
    screen: Screen, file: FileResult, rules: dict[str, Rule], repeats: "Repeats | None", show_cancelled: bool
) -> None:
    body = _Body(screen, file, rules, repeats, show_cancelled)
    if not (file.notices or file.dropped or file.status == "unchecked" or any(map(body.speaks, file.pages))):
        return
    body.title(file)
    for page in file.pages:
        body.page(page, alone=len(file.pages) == 1)
    if file.dropped:
        body.say(f"{plural(file.dropped, 'more cue')} beyond the limit for one file; they count for the verdict.")
        screen.line()


class _Body:
    """Prints one file; remembers which rules were explained, so that a reason is given once."""

    def __init__(
        self, screen: Screen, file: FileResult, rules: dict[str, Rule], repeats: "Repeats | None", show_cancelled: bool
    ) -> None:
        self.screen = screen
        self.path = file.path
        self.index = file.lines
        self.rules = rules
        self.repeats = repeats
        self.show_cancelled = show_cancelled
        self.explained: dict[str, str] = {}
        self.has_no_lines = file.path.lower().endswith(_NO_LINES)

    def speaks(self, page: PageResult) -> bool:
        """Whether there is anything to print for a page: pages with nothing to look at are only counted."""
        asked = [s for s in page.statements if s.status not in ("ok", "not-required")]
        told = any(self.first(finding) is None for finding in page.findings)
        return bool(told or asked or (self.show_cancelled and page.cancelled))

    def title(self, file: FileResult) -> None:
        screen = self.screen
        name = screen.safe(file.path)
        after = f"profile {screen.safe(file.profile)}" if file.profile else ""
        gap = max(2, min(screen.width, 100) - cells(name) - cells(after))
        screen.line(screen.linked(screen.paint(name, "bold"), file.real) + " " * gap + screen.paint(after, "dim"))
        screen.line(screen.paint(screen.sign("─") * min(screen.width, 100), "dim"))
        if file.status == "unchecked":
            self.say(f"not checked: {file.reason}", style="error")
        for notice in file.notices:
            place = f"{self.place(notice.span.start)}  " if notice.span else ""
            self.say(f"{place}{notice.message}", style="dim")
        screen.line()

    def page(self, page: PageResult, alone: bool) -> None:
        if not self.speaks(page):
            return
        if not alone:
            self.say(f"page {page.page.id}", style="bold", indent="  ")
            self.screen.line()
        again: list[Told] = []
        for finding in page.findings:
            first = self.first(finding)
            if first:
                again.append(first)
            else:
                self.finding(finding, page)
        if again:
            self.again(again)
        if self.show_cancelled:
            for finding in page.cancelled:
                self.cancelled(finding)
        asked = [s for s in page.statements if s.status != "not-required"]
        for statement in asked:
            style = "good" if statement.status == "ok" and not statement.flags else "warning"
            head, _, rest = statement_line(statement).partition(": ")
            self.say(rest, first=f"{head}: ", style=style, indent="  ")
        if asked:
            self.screen.line()

    def finding(self, finding: Finding, page: PageResult) -> None:
        screen = self.screen
        style = "dim" if finding.waiver else finding.severity
        self.heading(finding, style)
        lines = frame(screen, self.index, finding.span, style)
        for line in lines:
            screen.line(line)
        if lines:
            screen.line()
        if self.has_no_lines:
            self.say(f" {screen.sign('›')} ".join(finding.path), first="where:")
        self.say(finding.message)
        for related in finding.related:
            quote = f' "{related.text}"' if related.text else ""
            self.say(f"{self.place(related.span.start)} {related.label}{quote}", first="see:")
        if self.repeats and (others := self.repeats.others(finding)):
            self.say(self.places(others), first="also:")
        if finding.waiver:
            self.say(_waived(finding.waiver), first="waived:")
        else:
            self.explain(finding, page)
        screen.line()

    def first(self, finding: Finding) -> "Told | None":
        """What is told in place of a finding, where its words stood before."""
        return self.repeats.first(finding) if self.repeats else None

    def places(self, told: "list[Told]") -> str:
        """Places in this and other files: "14:3, about.md:2:1 and 3 more"."""
        shown = [self.place_in(file, finding) for file, finding in told[:_MAX_PLACES]]
        more = f" and {len(told) - _MAX_PLACES:,} more (all of them in the JSON)" if len(told) > _MAX_PLACES else ""
        return ", ".join(shown) + more

    def place_in(self, file: FileResult, finding: Finding) -> str:
        if file.path == self.path:
            return self.place(finding.span.start)
        line, column = file.lines.line_column(finding.span.start)
        return f"{file.path}:{line}:{column}"

    def again(self, told: "list[Told]") -> None:
        """Says that cues of this page were told already, where they stood first."""
        where = ", ".join(dict.fromkeys(self.place_in(file, finding) for file, finding in told[:_MAX_PLACES]))
        self.say(f"{plural(len(told), 'more cue')} with the same words as at {where}", style="dim")
        self.screen.line()

    def explain(self, finding: Finding, page: PageResult) -> None:
        """Why, what instead and on what basis; said once for a rule in a file."""
        rule = self.rules.get(finding.rule)
        if rule is None:
            return
        if finding.rule in self.explained:
            self.say(f"as at {self.explained[finding.rule]} above", first="why:", style="dim")
            return
        self.explained[finding.rule] = self.place(finding.span.start)
        stays = removal_note(finding, page.page)
        self.say(f"{rule.why} {stays}".strip(), first="why:")
        self.say(rule.instead, first="instead:")
        self.say(_basis(rule), first="basis:", style="dim")

    def cancelled(self, finding: Finding) -> None:
        self.heading(finding, "dim", "not a cue")
        self.say(f'"{finding.text}"')
        self.say(context_words(finding.cancelled), first="because:")
        self.screen.line()

    def heading(self, finding: Finding, style: str, after: str = "") -> None:
        screen = self.screen
        head = f"  {self.place(finding.span.start):<8}"
        word = f"{after or finding.severity:<9}" + "  " * bool(after)
        name = f"{screen.safe(finding.rule)}  {screen.safe(finding.slug)}"
        tier = f"{finding.tier}, {finding.standing}" if finding.standing else finding.tier
        gap = max(2, min(screen.width, 100) - cells(head + word + name) - len(tier))
        screen.line(
            head + screen.paint(word, style) + screen.paint(name, "dim" if style == "dim" else "bold")
            + " " * gap + screen.paint(tier, "dim")
        )  # fmt: skip

    def say(self, text: str, first: str = "", style: str = "", indent: str = _IN) -> None:
        """Prints untrusted text wrapped, with a label in front."""
        if not text:
            return
        screen = self.screen
        label = f"{first:<{_LABEL}}" if first and len(first) <= _LABEL else first
        lines = screen.wrap(screen.safe(one_line(text)), " " * cells(indent + label))
        for number, line in enumerate(lines):
            said = line[cells(indent + label) :]
            lead = indent + screen.paint(label, "dim") if number == 0 else " " * cells(indent + label)
            screen.line(lead + (screen.paint(said, style) if style else said))

    def place(self, offset: int) -> str:
        line, column = self.index.line_column(offset)
        return f"{line}:{column}"


def _repeats(report: Report) -> "Repeats | None":
    if len(report.findings) < 2:
        return None
    from rcolint.reports.repeats import Repeats

    return Repeats(report)


def _waived(waiver: Waiver) -> str:
    more = [f"since {waiver.since}"] if waiver.since else []
    more += [f"owner {waiver.owner}"] if waiver.owner else []
    more += [f"until {waiver.until}"] if waiver.until else []
    return waiver.reason + (f" ({', '.join(more)})" if more else "")


def _basis(rule: Rule) -> str:
    known = [r.cite for r in rule.references if r.checked]
    other = [r.cite for r in rule.references if not r.checked]
    if not known:
        note = NOT_COMPARED if len(other) == 1 else NONE_COMPARED
        return f"{'; '.join(other)} ({note})" if other else ""
    return "; ".join(known) + (f"; {NOT_COMPARED}: {'; '.join(other)}" if other else "")


def _summary(screen: Screen, report: Report, tally: Tally, spared: int) -> None:
    bad = tally.failing or report.exit_code
    screen.line(screen.paint(screen.sign("─") * min(screen.width, 100), "dim"))
    for line in screen.wrap(screen.safe(" ".join(verdict_sentences(report, tally)))):
        screen.line(screen.paint(line, "error" if bad else "bold"))
    screen.line()
    for label, text in _facts(screen, report, tally, spared):
        for number, line in enumerate(screen.wrap(screen.safe(one_line(text)), " " * 15)):
            screen.line((f"  {screen.paint(f'{label:<13}', 'dim')}" if number == 0 else " " * 15) + line[15:])
    screen.line()
    for line in screen.wrap(LIMITS) + screen.wrap(DISCLAIMER):
        screen.line(screen.paint(line, "dim"))


def _facts(screen: Screen, report: Report, tally: Tally, spared: int) -> list[tuple[str, str]]:
    """What the verdict rests on, label by label; a label without anything to say is left out."""
    settings = report.settings
    dot = screen.sign(" · ")
    cues = [plural(number, name) for name, number in tally.severity]
    cues += [f"{tally.live - spared:,} different"] if spared else []
    cues += [f"{tally.waived:,} waived"] if tally.waived else []
    by_context = tally.cancelled - tally.own_names
    cues += [f"{by_context:,} taken back by context"] if by_context else []
    cues += [f"{tally.own_names:,} inside an own name"] if tally.own_names else []
    facts = [("cues", dot.join(cues))]
    facts.append(("checked", f"{plural(tally.checked, 'file')}{dot}{plural(len(report.rules), 'rule')}"))
    facts.append(("read", read_words(tally, dot)))
    asked = [f"profile {profile_words(settings)}", f"tier {settings.tier}", gate_words(settings)]
    facts.append(("settings", dot.join(asked)))
    picked = [f"only {', '.join(settings.select)}"] if settings.select else []
    picked += [f"without {', '.join(settings.ignore)}"] if settings.ignore else []
    facts.append(("rules", dot.join(picked)))
    judged = f"judged at {report.date}" if report.date else ""
    facts.append(("rule pack", dot.join(part for part in (report.pack, judged) if part)))
    facts.append(("since then", against_words(report.against) if report.against else ""))
    facts.append(("baseline", baseline_words(report.baseline) if report.baseline else ""))
    missed = [f"{screen.safe(file.path)}: {file.reason}" for file in report.unchecked]
    missed += [words] if (words := language_words(report.other_languages)) else []
    facts.extend(("not checked" if number == 0 else "", text) for number, text in enumerate(missed))
    facts.append(("skipped", skipped_words(report)))
    facts.extend(("notice" if number == 0 else "", notice) for number, notice in enumerate(report.notices))
    return [(label, text) for label, text in facts if text]
