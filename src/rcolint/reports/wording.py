"""In which plain words do the reports say what was found?

The words follow the project's wording policy: a finding is a risk cue, a statement is complete, incomplete, not found
or could not be verified, and nothing is ever called clean. Nothing here knows an output format.
"""

from rcolint.model import Against, Baseline, Finding, OtherLanguage, Page, Report, Settings, Statement
from rcolint.reports.tally import Tally

CUE_STAYS = "A disclaimer does not remove this cue."
CUES_STAY = "A disclaimer on a page does not remove a cue about a claim."
NOT_COMPARED = "not checked against the official text"
NONE_COMPARED = "none of these checked against the official text"
LIMITS = "Text in images, behind links and in content systems outside these files was not read."

STATEMENTS = {
    "ruo": "research use only",
    "ivd": "in vitro research product",
    "investigational": "investigational product",
    "dshea": "supplement (not evaluated by FDA)",
    "reagent": "reagent",
}
STATES = {
    "ok": "statement complete",
    "weak": "statement incomplete",
    "missing": "statement not found",
    "hidden": "statement found only where readers do not see it",
    "altered": "fixed text found with changed words",
    "cannot-verify": "statement could not be verified",
    "not-required": "no statement asked for",
}
SLOTS = {
    "restriction": "restriction to research use",
    "exclusion-human": "exclusion of human use",
    "exclusion-animal": "exclusion of animal use",
    "exclusion-medicine": "exclusion of diagnosis and therapy",
    "buyer": "qualified buyer",
    "not-evaluated": "not evaluated by FDA",
}
FLAGS = {
    "contradicted": "contradicted by cues on this page",
    "late": "stands late on the page",
    "wrong-class": "belongs to another class of product",
    "assumes-use": "assumes that the product is used",
    "consumption-only": "excludes consumption only, which leaves injection and skin open",
}
CONTEXTS = {
    "negated": "negated",
    "refusal": "a refusal to answer",
    "quoted-policy": "quoted as wording to avoid",
    "fixed-statement": "part of a fixed statement",
    "lab": "laboratory language",
    "data": "reported as data",
    "sds": "safety data sheet",
    "citation": "title of a publication",
    "sense": "another sense of the word",
    "code": "code",
    "own-name": "inside an own name",
}
_CLAIMS = ("therapeutic", "structure-function", "dosing", "human-use", "authority", "evidence", "ivd")


def plural(count: int, noun: str) -> str:
    """A number with its noun: "1 file", "2 files"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def verdict_sentences(report: Report, tally: Tally) -> list[str]:
    """What the run came to: the first things that a report says."""
    said = [_found(report, tally)]
    if tally.unchecked:
        was = "was" if tally.unchecked == 1 else "were"
        said.append(f"{plural(tally.unchecked, 'file')} that should have been read {was} not checked.")
    return said


def _found(report: Report, tally: Tally) -> str:
    cues = tally.live + tally.dropped
    if not cues:
        if not tally.checked:
            return "Nothing was checked."
        waived = f" ({plural(tally.waived, 'waived cue')})" if tally.waived else ""
        return f"No risk cues found by the rules that ran in {plural(tally.checked, 'file')}{waived}."
    if report.settings.gate.never:
        end = "the gate is set to never fail"
    elif not tally.failing:
        end = "none of them fails the gate" if cues > 1 else "it does not fail the gate"
    elif cues == tally.failing:
        end = "it fails the gate" if cues == 1 else "all of them fail the gate"
    else:
        end = f"{tally.failing:,} of them {'fails' if tally.failing == 1 else 'fail'} the gate"
    return f"{plural(cues, 'risk cue')} in {plural(tally.files_found, 'file')}; {end}."


def gate_words(settings: Settings) -> str:
    """What fails a build, in words."""
    if settings.gate.never:
        return "never fails"
    new = "new " if settings.gate.new else ""
    return f"fails on {new}{settings.gate.severity} in tier {settings.gate.tier}"


def profile_words(settings: Settings) -> str:
    """Which profile was asked for; without one, each page may name its own."""
    return settings.profile or "ruo (default)"


def slot_words(slots: tuple[str, ...]) -> str:
    """The elements of a statement in plain words; one that is not known is shown as the check names it."""
    return ", ".join(SLOTS.get(slot, slot.replace("-", " ")) for slot in slots)


def flag_words(flags: tuple[str, ...]) -> str:
    """What else is to be said of a statement, in plain words."""
    return ", ".join(FLAGS.get(flag, flag.replace("-", " ")) for flag in flags)


def statement_line(statement: Statement) -> str:
    """One line about a statement, as the terminal prints it. The accepted text is not escaped yet."""
    head = "statement" if statement.kind == "ruo" else f"statement ({statement.kind})"
    parts = []
    if statement.text:
        parts.append(f'found "{" ".join(statement.text.split())}"')
    elif statement.status == "missing":
        parts.append(f"no {STATEMENTS.get(statement.kind, statement.kind)} statement was found")
    if statement.missing and statement.text:
        label = "could also say" if statement.status == "ok" else "missing"
        parts.append(f"{label}: {slot_words(statement.missing)}")
    if statement.flags:
        parts.append(flag_words(statement.flags))
    return f"{head}: {statement.status}" + (" - " + "; ".join(parts) if parts else "")


def removal_note(finding: Finding, page: Page) -> str:
    """The sentence that a disclaimer changes nothing, for findings about claims.

    On a supplement page the fixed text does decide about structure/function wording, so nothing is said there.
    """
    if finding.family not in _CLAIMS or (finding.family == "structure-function" and page.profile == "supplement"):
        return ""
    return CUE_STAYS


def context_words(cancelled: str) -> str:
    """Why a match was taken back, in plain words: "data: in rats" becomes "reported as data: in rats"."""
    name, colon, rest = cancelled.partition(":")
    return CONTEXTS.get(name, name) + colon + rest


def read_words(tally: Tally, dot: str) -> str:
    """How much copy was read: "12 blocks · 345 words · in English, German"."""
    blocks, words, languages = tally.read
    parts = [plural(blocks, "block"), plural(words, "word")] if blocks else []
    return dot.join(parts + ([f"in {', '.join(languages)}"] if len(languages) > 1 else []))


def skipped_words(report: Report) -> str:
    """Which files were not read by design, and why: "14 .png, 2 .json (no reader 14, lock file 2)"."""
    kinds = ", ".join(f"{number:,} {suffix or 'without a suffix'}" for suffix, number in report.skipped)
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in report.reasons)
    return f"{kinds} ({reasons})" if kinds and reasons else kinds


def baseline_words(baseline: Baseline) -> str:
    """What became of the findings that were there before: "3 known since 2026-01-31, 1 mended"."""
    known = f"{baseline.known:,} known" + (f" since {baseline.oldest}" if baseline.oldest else "")
    return f"{known}, {baseline.fixed:,} mended ({baseline.path})"


DIFFERS = {"version": "another version of rcolint", "rules": "other rules", "settings": "other settings"}


def against_words(against: Against) -> str:
    """What changed since an earlier report: "2 new, 3 still there, 1 fixed, 0 waived since (before.json)"."""
    said = [f"{against.new:,} new", f"{against.still:,} still there", f"{len(against.fixed):,} fixed"]
    said += [f"{against.waived:,} waived since"]
    said += [f"{against.unread:,} in files that were not read this time"] if against.unread else []
    differs = "; made with " + ", ".join(DIFFERS[one] for one in against.differs) if against.differs else ""
    return f"{', '.join(said)} ({against.path}{differs})"


def language_words(languages: tuple[OtherLanguage, ...]) -> str:
    """How much copy no rule has read: "1,240 words of German, 300 of Arabic script"."""
    parts = [f"{one.words:,} of {one.language}" for one in languages]
    if parts:
        first = languages[0]
        parts[0] = f"{plural(first.words, 'word')} of {first.language}"
    return ", ".join(parts)
