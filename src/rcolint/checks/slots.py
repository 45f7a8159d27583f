"""Which elements of a research-use statement does a stretch of text hold?

A statement is graded by its elements, not by likeness to a model text: a restriction (research use *only*) and exclusions (people,
animals, medicine). All patterns run on folded text with single spaces.
"""

import re
from typing import NamedTuple

_NOUN = r"(?:research|laborator(?:y|ies)|lab|labs|in[ -]?vitro|r ?& ?d|scientific|analytical|experimental|non-?clinical|preclinical|investigational)"
_THING = r"(?:use|uses|usage|purposes?|work|research|experiments?|experimentation|standards?|applications?|studies|study|reagents?|materials?|settings?|testing|analysis|development)"
_ONLY = r"(?:only|exclusively|solely)"
_NOT = r"(?:not|never|no|nor|neither|cannot|unfit|prohibited|forbidden|refuse|refused|without|unsuitable|n't)"
_VERDICT = r"(?:prohibited|forbidden|banned|not (?:permitted|allowed)|excluded|unlawful)"

RESTRICTION = re.compile(
    rf"\b{_NOUN}(?:[ -]+(?:and|or|&|/)?[ -]*(?:{_NOUN}|{_THING}|educational|development|identification)){{0,5}}(?: by(?: \w+){{1,3}}| in(?: \w+){{1,3}})? {_ONLY}\b"
    rf"|\b(?:only|solely|strictly|exclusively)(?: intended| sold| supplied| meant| offered| available)? (?:for|as|to|in)(?: \w+){{0,3}}? {_NOUN}\b"
    rf"|\b(?:restricted|limited|confined) to(?: \w+){{0,3}}? {_NOUN}\b"
    rf"|\b{_NOUN} {_THING}(?: \w+){{0,3}} and nothing else\b"
    rf"|\bstrictly (?:a |an )?{_NOUN}\b"
)
HEDGE = re.compile(
    r"\b(?:primarily|mainly|generally|mostly|usually|typically|largely|principally|recommended|predominantly|normally)\b"
)
# A restriction in weak words: named as weak, never accepted.
WEAK = re.compile(
    rf"(?:^|[.!?:;*] ?|\A\W*)(?:(?:warning|caution|note|notice|important|disclaimer|attention)\W+)?"
    rf"(?:(?:this|these|all|our|the|it|they)(?: \w+){{0,4}}? (?:is|are) )?"
    rf"(?:(?:intended|sold|supplied|offered|provided|recommended|meant|designed|primarily|mainly|generally|strictly|available|only|solely) ){{0,3}}"
    rf"(?:(?:for|to)(?: the| all)?(?: \w+){{0,2}}? (?:{_NOUN}|researchers?|educational|scientists?)\b|{_NOUN}[ -](?:{_THING}|grade|chemicals?|only|assay|product)\b|ruo\b)"
)
SLOTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "exclusion-human",
        re.compile(
            rf"\b{_NOT}\b[^.;!?]{{0,90}}?\b(?:humans?|people|persons?|patients?|bod(?:y|ily)|personal)\b"
            rf"|\b(?:humans?|people|bodily|personal)\b[^.;!?]{{0,80}}?\b{_VERDICT}\b"
            r"|\b(?:do not|must not|never|not(?: to be| for)?) (?:be )?(?:ingest|inject|inhale|swallow|consum)\w*"
        ),
    ),
    (
        "exclusion-animal",
        re.compile(
            rf"\b{_NOT}\b[^.;!?]{{0,120}}?\b(?:veterinary|animals?|pets?|livestock)\b"
            rf"|\b(?:veterinary|animals?|pets?)\b[^.;!?]{{0,80}}?\b{_VERDICT}\b"
        ),
    ),
    (
        "exclusion-medicine",
        re.compile(
            rf"\b{_NOT}\b[^.;!?]{{0,120}}?\b(?:diagnos\w+|therap\w+|treat\w*|cure|medic\w+|drugs?|foods?|cosmetics?|household|clinical)\b"
            rf"|\b(?:diagnos\w+|therap\w+|medic\w+|clinical|compounding)\b[^.;!?]{{0,80}}?\b{_VERDICT}\b"
        ),
    ),
)
BUYER = re.compile(r"\b(?:qualified|professional|trained|licen[sc]ed|accredited) (?:\w+ )?(?:researchers?|scientists?|laborator(?:y|ies)|staff|personnel|professionals?|institutions?)\b")
AUDIENCE = re.compile(r"\bfor use by (?:\w+ ){0,2}(?:researchers|scientists|laboratories)\b[^.;!?]*\b(?:laboratory|research)\b")
CONSUMPTION = re.compile(rf"\b{_NOT}\b[^.;!?]{{0,40}}\bhuman consumption\b")
ASSUMES = re.compile(
    r"\bat your own risk\b|\b(?:consult|ask|talk to|speak to) (?:your|a|with your) (?:physician|doctor|healthcare|pharmacist|gp)\b"
    r"|\bout of (?:the )?reach of (?:\w+ )?children\b|\bresearch (?:and|or|&) personal use\b|\bif you choose to (?:use|take|inject)\b"
)
DSHEA = re.compile(
    r"\b(?:this|these) (?:statement|product)s? (?:has|have) not been evaluated by the (?:fda|food and drug administration)\b"
    r"|\bthis product is not intended to diagnose, treat, cure,? or prevent any disease\b"
)
FIXED = {
    "ivd": (
        "for research use only. not for use in diagnostic procedures.",
        "for investigational use only. the performance characteristics of this product have not been established.",
    ),
    "dshea": (
        "this statement has not been evaluated by the food and drug administration. this product is not intended to diagnose, treat, cure, or prevent any disease.",
        "these statements have not been evaluated by the food and drug administration. this product is not intended to diagnose, treat, cure, or prevent any disease.",
    ),
}
# Not the seller's statement: talk about labels, rules and letters.
TALK = re.compile(r"\b(?:labels?|wording|letters?|footer|disclaimers?) (?:does|do|did|will|cannot|alone)\b|\bmust (?:carry|show|say)\b|\"")


class Grade(NamedTuple):
    """What a stretch of text holds. `restriction` is strong, weak or empty."""

    restriction: str
    filled: tuple[str, ...]
    flags: tuple[str, ...]

    @property
    def score(self) -> int:
        """Orders candidates: a strong restriction counts more than all exclusions together."""
        return (10 if self.restriction == "strong" else 1 if self.restriction else 0) + 2 * len(self.filled)


def grade(text: str) -> Grade | None:
    """The elements in a folded text with single spaces, or None when it holds none of them."""
    if TALK.search(text):
        return None
    filled = [name for name, pattern in SLOTS if pattern.search(text)]
    strong = RESTRICTION.search(text)
    hedged = strong and HEDGE.search(text, max(0, strong.start() - 30), strong.end())
    audience = AUDIENCE.search(text) and len(filled) >= 1
    restriction = "strong" if (strong and not hedged) or audience else "weak" if strong or WEAK.search(text) else ""
    if not restriction and not ("exclusion-human" in filled and re.search(r"\bhuman (?:use|consumption)\b", text)):
        return None
    if restriction == "strong":
        filled.insert(0, "restriction")
    flags = ["assumes-use"] if ASSUMES.search(text) else []
    if CONSUMPTION.search(text):
        flags.append("consumption-only")
    return Grade(restriction, tuple(filled), tuple(flags))
