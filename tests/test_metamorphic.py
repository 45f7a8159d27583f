"""Does a claim stay a claim when it is hedged, disclaimed, disguised or wrapped, and stop when it is denied?

The claims are the flag examples of the rules and the project's own labelled sentences, as far as a gate-tier finding stands on them
as they are.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from marked import bare, block, check_block, check_page, judge
from rcolint.model import FileResult
from rcolint.ruleset.load import load_folder

CORPUS = ROOT / "benchmarks" / "accuracy" / "sentences.jsonl"
ABOUT_PAGES = ("statement", "wording")


def gate(result: FileResult) -> set[str]:
    """The families that may fail a build."""
    return {f.family for f in result.findings if f.tier == "gate" and f.family not in ABOUT_PAGES}


def plain(text: str) -> bool:
    """Whether a text is one line that Markdown reads as it stands."""
    return "\n" not in text and not re.search(r"[*_`<>\[\]|#~\\&]|^\s*[-+\d]+[.)]?\s|https?:|www\.|@", text)


@cache
def claims() -> tuple[str, ...]:
    """Sentences with a gate-tier finding in a plain paragraph."""
    texts: list[Any] = [e for rule in load_folder(ROOT / "rules").rules for e in rule.examples.get("flag", [])]
    texts += (
        [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
        if CORPUS.exists()
        else []
    )
    sentences = dict.fromkeys(bare(t) for t in texts if isinstance(t, str))
    return tuple(t for t in sentences if plain(t) and gate(check_block(block(t))))


def lost(change: Callable[[str], str | None], page: bool = True) -> list[str]:
    """Changed claims that lost every family they had at the gate."""
    gone: list[str] = []
    for text in claims():
        changed = change(text)
        if changed is None:
            continue
        after = gate(check_page(changed) if page else check_block(block(changed)))
        if not gate(check_block(block(text))) <= after:
            gone.append(changed)
    return gone


def first_claim_word(text: str) -> tuple[int, int]:
    """Where the longest word of the first gate-tier finding stands."""
    result = check_block(block(text))
    finding = next(f for f in result.findings if f.tier == "gate" and f.family not in ABOUT_PAGES)
    words = [m.span() for m in re.finditer(r"[A-Za-z]{3,}", text) if finding.span.start <= m.start() < finding.span.end]
    return max(words, key=lambda w: w[1] - w[0], default=(0, 0))


def inside(text: str, what: str) -> str | None:
    start, end = first_claim_word(text)
    middle = (start + end) // 2
    return None if start == end else text[:middle] + what + text[middle:]


def wrapped_at_spaces(text: str) -> str:
    return re.sub(r" (?=\w)", "\n", text)


def emphasised(text: str) -> str | None:
    start, end = first_claim_word(text)
    return None if start == end else f"{text[:start]}**{text[start:end]}**{text[end:]}"


CHANGES: dict[str, Callable[[str], str | None]] = {
    "stands as a page": lambda t: t,
    "has a disclaimer after it": lambda t: (
        f"{t.rstrip()}{'' if t.rstrip()[-1:] in '.!?' else '.'} For research use only. Not for human use."
    ),
    "has a disclaimer below it": lambda t: (
        f"{t}\n\nThis product is not intended to diagnose, treat, cure, or prevent any disease."
    ),
    "has an invisible letter": lambda t: inside(t, "\u200b"),
    "has a soft hyphen": lambda t: inside(t, "\u00ad"),
    "has an entity that shows nothing": lambda t: inside(t, "&#8203;"),
    "has an empty comment in a word": lambda t: inside(t, "<!-- -->"),
    "has an emphasised word": emphasised,
    "is bold": lambda t: f"**{t.strip()}**",
    "is wrapped hard": wrapped_at_spaces,
    "is quoted": lambda t: f"> > {t}",
    "is quoted and wrapped": lambda t: "> " + wrapped_at_spaces(t).replace("\n", "\n> "),
    "stands in a list": lambda t: f"- Colours\n\n  - {t}",
}


def test_there_are_claims_to_change() -> None:
    assert len(claims()) > 300


@pytest.mark.parametrize("name", CHANGES)
def test_a_claim_stays_when_it(name: str) -> None:
    assert lost(CHANGES[name]) == []


HEDGED = [
    "It {} arthritis.",
    "Vialmere Blend {} anxiety and low mood.",
    "Our peptide {} gout.",
    "This blend {} migraine within days.",
]


@pytest.mark.parametrize("frame", HEDGED)
@pytest.mark.parametrize(
    "hedge", ["may", "might", "could", "can", "may potentially", "is believed to", "has been suggested to"]
)
@pytest.mark.parametrize("verb", ["treat", "cure", "relieve", "prevent"])
def test_a_hedge_never_removes_a_claim(frame: str, hedge: str, verb: str) -> None:
    assert "therapeutic" in gate(check_block(block(frame.format(f"{hedge} {verb}"))))


@pytest.mark.parametrize(
    "opening", ["Studies suggest that ", "Research indicates that ", "Some people say that ", "Anecdotally, "]
)
def test_a_hedge_in_front_never_removes_a_finding(opening: str) -> None:
    def hedged(text: str) -> str | None:
        # Orders and labels do not take such a clause in front.
        subject = re.match(r"(It|This|Our|The|Vialmere|Semax|[A-Z][a-z]+-\d+)\b", text)
        return f"{opening}{text[0].lower()}{text[1:]}" if subject and subject[0].istitle() else None

    assert lost(hedged, page=False) == []


@cache
def exact_words() -> frozenset[str]:
    """Words that count in one case only, and words that spell their amounts in a case."""
    return frozenset(
        f.cased for word_list in load_folder(ROOT / "rules").lists.values() for f in word_list.forms if f.cased
    )


def test_upper_case_never_removes_a_finding() -> None:
    def shouted(text: str) -> str | None:
        return None if any(word in text for word in exact_words()) else text.upper()

    assert lost(shouted, page=False) == []


@pytest.mark.parametrize("frame", HEDGED)
@pytest.mark.parametrize("denial", ["is not intended to", "does not", "cannot", "will never", "is not known to"])
@pytest.mark.parametrize("verb", ["treat", "cure", "relieve", "prevent"])
def test_a_denial_before_the_verb_always_removes_it(frame: str, denial: str, verb: str) -> None:
    assert gate(check_block(block(frame.format(f"{denial} {verb}")))) == set()


def third_person_claims() -> Iterator[tuple[str, str]]:
    """(claim, its denial): sentences whose first word after a plain subject is the verb that speaks."""
    for text in claims():
        found = re.match(
            r"((?:It|This peptide|Our [a-z]+|Semax|[A-Z]+-\d+)) (treat|cure|relieve|heal|prevent|ease|soothe|reduce|reverse)s (?!.*(?:,|\band\b|\bwhile\b|;|:|\.\s))(.*)",
            text,
        )
        if found:
            yield text, f"{found[1]} is not intended to {found[2]} {found[3]}"


def test_the_denial_of_a_known_claim_is_silent() -> None:
    pairs = list(third_person_claims())
    assert [denied for _, denied in pairs if "therapeutic" in gate(check_block(block(denied)))] == []


def test_the_corpus_is_where_it_was() -> None:
    assert Path(CORPUS).exists()
    assert judge().rules
