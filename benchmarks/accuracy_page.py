"""How are the figures laid out, in the terminal and in docs/accuracy.md?

Turns counts into tables and tables into text. The page says how was measured, what came out and what is out of reach;
it holds no sentence of a set that is not ours.
"""

import re
from collections.abc import Iterable, Mapping

from benchmarks.scoring import DIFFICULTIES, Measured, Row, SentenceScores, Share

Table = list[list[str]]  # the first row is the head
ALARMS = "false alarms per 1,000 clean"

HEAD = """# How accurate is rcolint?

This page is written by `python benchmarks/accuracy.py --write`; edit the program, not the page.

## How it is measured

The project's own corpus (`benchmarks/accuracy/`) holds {items} labelled sentences that count and {pages} whole pages that can
be read. They were written for this purpose, from the regulations and from imagination; nothing is copied from a real page.
The corpus has three parts with figures of their own. The first was written before any rule existed, and the rules are tuned
on it. The third and the fourth were written later by two other hands, without sight of the rules and word lists (the second
is the separately labelled set at the end of this page).

Half of the sentences make a claim, in many styles (description, bullet, heading, question and answer, review, post, table
cell, meta text, image text). The other half looks similar and claims nothing: protocols, reagents, safety data sheets,
house rules, refusals, news, job adverts, software, materials, food, cosmetics, parcels.

The question behind every label is: *would a strict but fair reviewer quote this line as evidence of intended use?*

- A hedge does not make a claim clean; an honest negation or a refusal does.
- Results in animals or cells are data until they are tied to the reader or to the offer.
- A claim that is quoted in order to reject it is clean.
- A published review is the seller's own claim.

Every sentence is checked by itself, as a Markdown file without configuration, in the profile of its kind of product, and
what is shown by default (tier review) counts. A sentence counts as found when any claim finding is on it. A finding is
*right* when its family fits a label of the sentence, a *neighbour* when the sentence makes a claim of a related kind,
else *wrong*. Supplement wording that is lawful beside its statement is left out. Statement findings are not claims; how
statements are graded is counted by itself.
"""

LIMITS = """## What is out of reach

rcolint matches words in their grammar and their place. It does not understand a text. What follows from that:

- **Claims with no claim word.** A story that a reader understands at once but that names neither an effect nor a
  complaint is mostly missed. These are the *hard* sentences; their recall is printed by itself above and should be read
  by itself. For example:

  ```text
  The mirror will tell you before the scale does.
  Old jeans, back of the wardrobe, zip closed.
  Grandfather's tremor has not been seen since the second vial.
  ```

- **Words that are in no list.** Recall is vocabulary. A complaint, a brand or a slang word that no list holds is missed.
- **Pictures.** An image is judged by its alternative text and title only.
- **What the page does not say.** Who is sold to, what an order contains and what a chat answers are evidence too; a
  linter sees the copy.
- **Other languages.** The lists are English; [only statements and doses](languages.md) are recognised in others.

A clean result says that the rules that ran stayed silent. It is not clearance, and a finding is not a legal conclusion. The figures come from one annotator and from sentences that were made up; real pages differ.
"""

NO_EXTERNAL = "The set was not at hand when this page was first written.\n"
EXTERNAL = re.compile(r"<!-- external -->\n(.*?)<!-- end of external -->", re.S)


def tables(measured: Measured) -> list[tuple[str, Table]]:
    """All tables of one corpus, each with its title."""
    sentences = measured.sentences
    by_difficulty = _groups("difficulty", sentences.recall_by_difficulty, sentences.clean_by_difficulty, DIFFICULTIES)
    found = [("Sentences", _summary(measured)), ("By difficulty", by_difficulty)]
    found += [
        ("By label", _by_label(sentences.by_label)),
        ("By family", _by_rows("family", sentences.by_family)),
        ("By rule", _by_rows("rule", sentences.by_rule)),
        ("By profile", _groups("profile", sentences.recall_by_profile, sentences.clean_by_profile)),
        ("By context", _groups("context", sentences.recall_by_context, sentences.clean_by_context)),
        ("By tier", _by_tier(measured.tiers)),
        ("Whole pages", _by_pages(measured)),
    ]
    return found


def _summary(measured: Measured) -> Table:
    s = measured.sentences
    return [
        ["figure", "value"],
        ["sentences", str(s.items)],
        ["recall", str(s.recall)],
        ["recall, easy and medium", str(s.easy_and_medium)],
        ["precision", str(s.precision)],
        ["clean sentences flagged", str(s.flagged_clean)],
        ["false alarms per 1,000 clean sentences", s.flagged_clean.per_thousand],
        ["statements graded as labelled", str(measured.statements)],
    ]


def _by_label(rows: list[Row]) -> Table:
    head = ["label", "recall under this label", "found under another", "missed"]
    return [head, *([f"`{row.name}`", str(row.recall), str(row.neighbour), str(row.wrong)] for row in rows)]


def _by_rows(what: str, rows: list[Row]) -> Table:
    head = [what, "right", "neighbour", "wrong", "precision", ALARMS]
    return [
        head,
        *(
            [f"`{r.name}`", str(r.right), str(r.neighbour), str(r.wrong), str(r.precision), r.false_alarms.per_thousand]
            for r in rows
        ),
    ]


def _groups(what: str, recall: dict[str, Share], clean: dict[str, Share], names: Iterable[str] = ()) -> Table:
    """One row for each group of sentences, in the order of the names or of the alphabet."""
    none = Share(0, 0)
    rows = []
    for name in names or sorted({*recall, *clean}):
        found, flagged = recall.get(name, none), clean.get(name, none)
        precision = Share(found.part, found.part + flagged.part)
        rows.append([f"`{name}`", str(found), str(precision), str(flagged), flagged.per_thousand])
    return [[what, "recall", "precision", "clean ones flagged", ALARMS], *rows]


def _by_tier(tiers: dict[str, SentenceScores]) -> Table:
    return [
        ["tier", "recall", "precision", "clean ones flagged", ALARMS],
        *(
            [f"`{name}`", str(s.recall), str(s.precision), str(s.flagged_clean), s.flagged_clean.per_thousand]
            for name, s in tiers.items()
        ),
    ]


def _by_pages(measured: Measured) -> Table:
    p = measured.pages
    return [
        ["figure", "value"],
        ["pages", str(p.pages)],
        ["pages in a format that has no reader, not counted", str(measured.no_reader)],
        ["lines with a claim that were found", str(p.lines_found)],
        ["clean lines flagged", str(p.clean_lines_flagged)],
        ["statement status right", str(p.statements_right)],
    ]


def aligned(title: str, rows: Table) -> str:
    """A table for the terminal, where names need no code marks."""
    rows = [[cell.replace("`", "") for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([title, "-" * max(map(len, lines)), *lines])


def in_markdown(title: str, rows: Table) -> str:
    """A table for the page."""
    head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|" + "---|" * len(rows[0])
    return "\n".join([f"### {title}", "", head, rule, *rest]) + "\n"


def render(parts: Mapping[str, Measured], other: Measured | None, before: str) -> str:
    """The page, from the parts of the own corpus by title and the separate set.

    Without a fresh measurement of the separate set, the figures of the page as it stands are kept.
    """
    external = f"\n{_figures(other)}\n" if other else _kept(before)
    items = sum(part.sentences.items for part in parts.values())
    pages = sum(part.pages.pages for part in parts.values())
    return "\n".join(
        [
            HEAD.format(items=items, pages=pages),
            *(f"## {title}\n\n{_figures(part)}" for title, part in parts.items()),
            "## A separately labelled development set\n",
            "Written and labelled apart from the rules, with the same question behind every label; its sentences are not",
            "part of this repository. The rules may be tuned on it, so it is no blind measurement.\n",
            f"<!-- external -->\n{external}<!-- end of external -->\n",
            LIMITS.rstrip("\n"),
            "",
        ]
    )


def _kept(before: str) -> str:
    found = EXTERNAL.search(before)
    return found[1] if found else f"\n{NO_EXTERNAL}\n"


def _figures(measured: Measured) -> str:
    return "\n".join(in_markdown(title, rows) for title, rows in tables(measured))
