"""Which stretches of a passage are amounts, schedules, durations, concentrations?

Typed quantities are hits like those of a word list, so that rules can name them: {amount} … {schedule}. What laboratories
write (10 mM, 5 mg/mL, a 5 mg vial) is typed as something else, and so never is an amount.
"""

import re
from bisect import bisect_left, bisect_right

from rcolint.text import Hit, Passage

_NUMBER_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen|twenty|thirty|sixty|ninety|half|couple of"
_N = rf"(?:\d+(?:[.,]\d+)*|{_NUMBER_WORD})"
_RANGE = rf"{_N}(?:\s*(?:-|\u2013|to|or)\s*{_N})?"
_MASS = r"(?:mcgs?|ugs?|mgs?|micrograms?|milligrams?|mikes?|grams?|g|nanograms?|ng)"
_VOLUME = r"(?:ml|mls|millilit(?:er|re)s?|cc|ccs|ul|microlit(?:er|re)s?|l|lit(?:er|re)s?)"
_FORM = (
    r"(?:capsules?|caps?|tablets?|tabs?|pills?|drops?|sprays?|puffs?|pumps?|scoops?|gumm(?:y|ies)|lozenges?|troches?|softgels?"
    r"|droppers?|dropperfuls?|teaspoons?|tsps?|tablespoons?|tbsps?|sachets?|squirts?|patch(?:es)?|chews?|injections?|shots?|jabs?|servings?|doses?)"
)
_UNITS = r"(?:units?|ius?|iu|ticks?|clicks?)"
_TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|months?|years?)"
_PERIOD = r"(?:day|d|night|morning|evening|afternoon|week|wk|month|fortnight|dose|injection|session|meal|bedtime)"
_PACK = r"(?:vials?|bottles?|tubs?|packs?|pouch(?:es)?|tubes?|kits?|jars?|boxes|sizes?|bags?|ampoules?|cartons?|cartridges?)"
_LAB_PER = r"(?:ml|mls|l|ul|well|cell|cells|plate|lane|reaction|column|dish|flask|litre|liter|millilitre|milliliter|g|mg|100\s*g|gel|tube|test|assay|bead|beads|m2|cm2)"

# (name, gate letters, pattern): the first that covers a stretch wins, so what is silent stands before what is not.
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("concentration", rf"\b{_RANGE}\s*(?:{_MASS}|{_UNITS}|{_VOLUME}|eu|cfu|cells?)\s*(?:/|per\s+)\s*{_LAB_PER}\b"),
        ("concentration", rf"\b{_RANGE}\s*(?:nm|um|mm|pm|molar|mol|mmol|umol|nmol|pmol|ppm|ppb|x\s*pbs)\b"),
        ("concentration", r"\b1\s*:\s*\d[\d,]*\b"),
        ("amount-per-body", rf"\b{_RANGE}\s*(?:{_MASS}|{_UNITS}|{_VOLUME})\s*(?:/|per\s+)\s*(?:kg|kilo|kilogram|lb|pound)\b(?:\s*(?:of\s+)?(?:body\s*weight|bodyweight|bw))?"),
        ("amount-per-body", r"\bper\s+(?:kg|kilo|kilogram|pound|lb)\s+of\s+body\s*weight\b"),
        ("pack-size", rf"\b{_RANGE}[\s-]*(?:{_MASS}|{_VOLUME}|{_UNITS}|kg|kilos?|oz|{_FORM})\s*(?:/|per\s+|[- ]|x\s*\d+\s*)?\s*{_PACK}\b"),
        ("pack-size", rf"\b{_PACK}\s+of\s+{_RANGE}\s*(?:{_FORM}|{_MASS})?\b"),
        ("body-weight", rf"\b{_RANGE}\s*-?(?:kgs?|kilos?|kilograms?|lbs?|pounds?|stone|inch(?:es)?|dress sizes?|percent\s+body\s*fat)\b"),
        ("percent", rf"\b{_N}\s*(?:%|per\s*cent\b|percent\b)"),
        ("week-label", rf"\b(?:weeks?|wks?|months?|days?)\s*\d+(?:\s*(?:-|\u2013|to|and|&)\s*\d+)?\s*(?=[:|,\u2013-]|\bon\b|$|\d|\s)"),
        ("schedule", rf"\b{_N}\s*(?:days?|weeks?|wks?|months?)?\s*on\s*(?:,|/|and|then|with|-)?\s*{_N}\s*(?:days?|weeks?|wks?|months?)?\s*off\b"),
        ("schedule", rf"\b(?:{_N}\s*(?:x|times?)|once|twice|thrice)\s*(?:,\s*)?(?:/|per\s+|a\s+|an\s+|each\s+|every\s+|in\s+(?:any\s+)?)?\s*(?:\d+\s*)?{_PERIOD}\b"),
        ("schedule", rf"\b(?:{_N}\s*(?:x|times?)|once|twice|thrice)\s*-?\s*(?:daily|weekly|nightly|monthly)\b"),
        ("schedule", rf"\b{_N}\s*x\s*/?\s*(?:day|week|wk|d|w)\b"),
        ("schedule", rf"\b(?:every|each)\s+(?:(?:other|second|third|single)\s+)?(?:{_RANGE}\s*)?(?:day|night|morning|evening|afternoon|week|month|hour|fortnight|monday|sunday)s?\b"),
        ("schedule", r"\b(?:daily|nightly|weekly|fortnightly|biweekly|bi-weekly|eod|e3d|mwf|b\.?i\.?d\b|t\.?i\.?d\b|q\.?i\.?d\b|q\.?d\b|qhs|q\d+h|p/w(?:eek)?|p/d(?:ay)?)"),
        ("schedule", r"(?:\bper|\ba|\ban|/)\s*(?:day|night|week|wk|month|24\s*h(?:ours)?)\b"),
        ("schedule", rf"\b{_N}\s+(?:days?|nights?)\s+(?:in|out of|a|per|each)\s+(?:{_N}|week|seven)\b"),
        ("syringe-units", rf"\b{_RANGE}\s*(?:units?|ticks?|clicks?)\b"),
        ("count-form", rf"\b{_RANGE}\s*(?:-\s*)?{_FORM}\b"),
        ("amount", rf"(?<![\w.]){_RANGE}\s*-?(?:{_MASS}|ius?|iu)(?![\w])"),
        ("volume", rf"(?<![\w.]){_RANGE}\s*-?{_VOLUME}(?![\w])"),
        ("duration", rf"\b{_RANGE}[\s-]*{_TIME}\b"),
    )
)  # fmt: skip
_MAY = re.compile(rf"\d|\b(?:{_NUMBER_WORD}|once|twice|daily|nightly|weekly|each|every|per|eod|bid|tid|qd|mwf|fortnightly|a day|a week)\b")
NAMES = tuple(dict.fromkeys(name for name, _ in _TYPES))


def scan(passage: Passage, ids: dict[str, int]) -> None:
    """Adds the quantities of a passage to its hits, under the numbers that `ids` gives their names."""
    lower = passage.folded.lower
    if not _MAY.search(lower):
        return
    taken: list[tuple[int, int]] = []
    for name, pattern in _TYPES:
        number = ids.get(name)
        if number is None:
            continue
        for found in pattern.finditer(lower):
            start, end = found.span()
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            first = bisect_left(passage.ends, start + 1)
            last = bisect_right(passage.starts, end - 1) - 1
            if first <= last:
                passage.hits.setdefault(number, []).append(Hit(first, last))
    for name in NAMES:
        if (hits := passage.hits.get(ids.get(name, -1))) and len(hits) > 1:
            hits.sort(key=lambda h: h.first)
