"""Does the match use a word in another sense (a resin cures, a server recovers)?

A neighbouring word from the list's own guard decides first; then words that belong to another trade altogether.
"""

from collections.abc import Iterable

from rcolint.context import Cue, Glance, Setting
from rcolint.context.parts import part_of
from rcolint.model import Match
from rcolint.text import Hit, words_of

# Trades whose copy uses the same verbs. They decide only where nothing names a compound, a product for the body or a person.
TRADES = (
    "software-word",
    "materials-word",
    "workplace-word",
    "food-word",
    "shipping-word",
    "storage-word",
    "school-word",
)
TECHNICAL = ("software-word", "materials-word", "workplace-word", "food-word", "school-word")
# One of these says little, two different ones say that an office speaks: "the team's focus on the roadmap".
OFFICE = ("office-word",)
NAMED = ("disease", "injury", "infection")
GOODS = frozenset(
    "peptide peptides supplement supplements capsule capsules nootropic nootropics gummies tincture sarm sarms".split()
)
POINTING = frozenset("this our these the your".split())
AGAINST = ("research-compound", "supplement-ingredient", "drug-brand", "human-form", "patient-group", "needle")


def judge(setting: Setting) -> Cue | None:
    """The guard's neighbour, or a word of another trade in the same sentence."""
    match, passage = setting.match, setting.passage
    if match.sense:
        return Cue("sense", match.first, match.last, f"'{match.sense}' gives it another sense")
    words = passage.words[match.first : match.last + 1]
    if len(passage.words) == 1 and len(words[0]) < 3 and setting.place.slots.isdisjoint(("tag", "benefit", "heading")):
        return Cue("sense", match.first, match.last, "two letters alone are a code")
    if match.rule.id == "RCO409" or (match.rule.id[3] == "4" and not TESTED.isdisjoint(words)):
        return None  # a wink is a wink, and a drug test is one at work, too
    if match.rule.id[3] == "5":
        return None  # borrowed authority is borrowed in every trade
    if match.rule.id == "RCO403" and not SAMPLED.isdisjoint(w for key in passage.block.path for w in words_of(key)):
        return Cue("sense", match.first, match.last, "it is listed as a sample")
    soap = _cosmetic(setting)
    if soap:
        return Cue("sense", soap.first, soap.last, f"'{passage.text(soap.first, soap.last)}' belongs to a cosmetic")
    # An amount with a schedule means a body whatever trade the sentence names beside it.
    if match.rule.id[3] == "3" and not setting.in_clause(*TECHNICAL, "shipping-word"):
        return None  # a vial that is kept cold is still drawn from
    own = {*part_of(passage, match.first), *part_of(passage, match.last)}
    if match.rule.id[3] == "1" and setting.in_match(*NAMED) and not _within(setting.all_in_clause(*TECHNICAL), own):
        return None  # a disease by its name is no other trade's word, whatever else the sentence speaks of
    if any(passage.words[i] in GOODS and passage.words[i - 1] in POINTING for i in own if i):
        return None  # "this peptide", "our capsules": the part of the sentence speaks of goods for a body
    hit = setting.in_sentence(*TRADES) or _office(setting)
    if hit is None or setting.in_sentence(*AGAINST) or _named(setting):
        return None
    return Cue("sense", hit.first, hit.last, f"'{passage.text(hit.first, hit.last)}' belongs to another trade")


def may_hold(glance: Glance) -> bool:
    """A word in another sense, a word of another trade, one of washing and make-up, or two letters alone."""
    if len(glance.passage.words) == 1 or glance.passage.guarded or glance.has(*TRADES, *OFFICE, *COSMETIC):
        return True
    return not SAMPLED.isdisjoint(word for key in glance.passage.block.path for word in words_of(key))


TESTED = frozenset(["drug", "doping", "urine"])
SAMPLED = frozenset("sample samples specimen specimens matrix matrices tissue tissues species analyte".split())
COSMETIC = ("cosmetic-word",)
BODILY = ("research-compound", "drug-brand", "needle")
VIALS = frozenset("peptide peptides vial vials research sarm sarms nootropic nootropics".split())


def _cosmetic(setting: Setting) -> Hit | None:
    """The word of washing or make-up that makes a form, a direction or a look that of a cosmetic."""
    match, passage = setting.match, setting.passage
    if match.rule.id not in ("RCO208", "RCO301", "RCO304", "RCO310", "RCO403", "RCO404", "RCO410"):
        return None
    hit = next(
        (h for h in setting.hits(*COSMETIC) if h.first in passage.sentence_of(match.first) and not h.sense), None
    )
    if hit is None or setting.in_sentence(*BODILY) or setting.in_match(*BODILY):
        return None
    return hit if VIALS.isdisjoint(passage.words) else None


def _within(hits: Iterable[Hit], own: set[int]) -> bool:
    return any(hit.first in own for hit in hits)


def _office(setting: Setting) -> Hit | None:
    """The first of two different office words in the sentence of a claim about the body or its user."""
    passage, match = setting.passage, setting.match
    if match.rule.id[3] not in "124":
        return None
    stretch = passage.sentence_of(match.first)
    hits = [h for h in setting.hits(*OFFICE) if not h.sense and h.first in stretch and not _shared(h, match)]
    apart = [h for h, before in zip(hits, [None, *hits], strict=False) if before is None or h.first > before.last + 1]
    return hits[0] if len({passage.words[h.first].rstrip("s") for h in apart}) > 1 else None  # "office workers" is one


def _shared(hit: Hit, match: Match) -> bool:
    return any(hit.first <= last and first <= hit.last for _, first, last in match.steps)


def _named(setting: Setting) -> bool:
    """Whether the match itself holds a compound or a form for people."""
    first, last = setting.match.first, setting.match.last
    if setting.match.rule.id == "RCO403" and setting.in_sentence(*TECHNICAL):
        return False  # patches, tablets and strips are software and goods of other trades, too
    return any(first <= h.first and h.last <= last for h in setting.hits(*AGAINST))
