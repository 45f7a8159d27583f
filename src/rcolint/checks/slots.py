"""Which elements of a research-use statement does a stretch of text hold?

A statement is graded by its elements, not by likeness to a model text: a restriction (research use *only*) and exclusions (people,
animals, medicine). Works on words and sentence numbers; knows nothing of pages.
"""

from collections.abc import Collection, Iterable
from itertools import pairwise

from rcolint.tuples import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RESEARCH = _words(
    "research laboratory laboratories lab labs vitro scientific analytical experimental nonclinical preclinical investigational r&d rd "
    "non-clinical researchers scientists"
)
ONLY = _words("only exclusively solely strictly")
LIMITED = _words("restricted limited confined reserved")
HEDGES = _words(
    "primarily mainly generally mostly usually typically largely principally recommended predominantly normally"
)
NOT = _words(
    "not never no nor neither none nothing excluded excludes cannot unfit prohibited forbidden refuse refused without unsuitable non"
)
VERDICTS = _words("prohibited forbidden banned excluded unlawful")
PEOPLE = _words("human humans people person persons patient patients body bodily personal")
ANIMALS = _words("veterinary animal animals pet pets livestock")
MEDICINE = _words(
    "diagnostic diagnostics diagnose diagnosis diagnosing therapeutic therapeutics therapy treat treatment cure medical medicinal medicine "
    "drug drugs food foods cosmetic cosmetics household clinical compounding"
)
TAKING = _words("ingest inject inhale swallow consume ingested injected inhaled swallowed consumed ingestion injection")
# What may stand between "research" and "only" without breaking the restriction.
BREAKING = _words("not never that which showed shows found is are has have had was were we it they because but if")
LEADS = _words("warning caution note notice important disclaimer attention reminder remember please that")
SUBJECTS = _words(
    "this these all our the it they product products item items material materials peptide peptides compound compounds reagent reagents vial vials "
    "everything anything goods sales orders chemicals order"
)
SOLD = _words(
    "intended sold supplied offered provided recommended meant designed primarily mainly generally strictly available only solely is are be "
    "made marketed labelled labeled purchased bought sell classified produced manufactured use"
)
_AND = _words("a an and or the r d officially purely just educational in")
_CALLED = _words(
    "chemical chemicals material materials reagent reagents compound compounds peptide peptides product products grade"
)
AFTER_RESEARCH = _words(
    "use uses usage purposes purpose grade chemical chemicals only assay product peptide compound reagent material applications"
)
TALK = _words("label labels wording letter letters footer disclaimer disclaimers notice statement")
TALKING = _words(
    "protect protects protected help helps helped save saves excuse excuses excused cure cures suffice suffices alone"
)
USED = _words("use used uses handled sold supplied intended ordered bought purchased")
# What "for research …" may introduce that is no statement.
ERRANDS = _words(
    "results best question questions enquiries inquiries orders pricing discounts updates news support data details help"
)

REACH = 18  # words that an exclusion spans: "not for human, veterinary, household, food or cosmetic use"
NEAR = 6  # words between "research" and "only"


class Grade(NamedTuple):
    """What a stretch of text holds. `restriction` is strong, weak or empty."""

    restriction: str
    filled: tuple[str, ...]
    flags: tuple[str, ...]

    @property
    def score(self) -> int:
        """Orders candidates: a strong restriction counts more than all exclusions together."""
        return (10 if self.restriction == "strong" else 1 if self.restriction else 0) + 2 * len(self.filled)


def grade(sentences: list[list[str]]) -> Grade | None:
    """The elements in a few sentences, each a list of folded words, or None when they hold none."""
    words = [w for sentence in sentences for w in sentence]
    known = frozenset(words)
    if not may_state(known):
        return None
    if known & TALK and known & TALKING and not known & {"diagnose", "diagnosis", "treat", "prevent"}:
        return None
    filled = [name for name, wanted in EXCLUSIONS if any(_excludes(s, wanted, name) for s in sentences)]
    strong = hedged = False
    for sentence in sentences:
        at = _restricts(sentence)
        if at >= 0:
            strong = True
            hedged = hedged or bool(HEDGES.intersection(sentence[max(0, at - 6) : at + 8]))
    audience = bool(filled) and any(_audience(s) for s in sentences)
    restriction = (
        "strong" if (strong and not hedged) or audience else "weak" if strong or any(map(_weak, sentences)) else ""
    )
    if not restriction and not ("exclusion-human" in filled and any(_human_use(s) for s in sentences)):
        return None
    if restriction == "strong":
        filled.insert(0, "restriction")
    flags = ["assumes-use"] if assumes_use(words) else []
    if "consumption" in known and "use" not in known and "exclusion-human" in filled:
        flags.append("consumption-only")
    return Grade(restriction, tuple(filled), tuple(flags))


_TELLING = RESEARCH | {"ruo", "educational"}


def may_state(words: Collection[str]) -> bool:
    """Whether words could hold an element at all: they name research, or people beside something that denies."""
    if not _TELLING.isdisjoint(words) or ("r" in words and "d" in words):
        return True
    return not PEOPLE.isdisjoint(words) and (
        "r" in words or not _DENYING.isdisjoint(words) or any(word.endswith("n't") for word in words)
    )


_DENYING = NOT | VERDICTS


def _restricts(words: list[str]) -> int:
    """Where "research … only", "only for … research" or "restricted to … research" begins, or -1."""
    for i, word in enumerate(words):
        if word in RESEARCH or words[i : i + 2] == ["r", "d"]:
            if "by" in words[max(0, i - 3) : i] and not USED.intersection(words[:i]):
                continue  # "tested by an independent laboratory only for purity"
            for j in range(i + 1, min(len(words), i + NEAR + 2)):
                if words[j] in BREAKING:
                    break
                if words[j] in ONLY and words[j] != "strictly":
                    return i
        elif word in ONLY or word in LIMITED:
            stretch = words[i + 1 : i + NEAR + 2]
            if "that" not in stretch and (RESEARCH.intersection(stretch) or "r" in stretch):
                named = next((k for k, w in enumerate(stretch) if w in RESEARCH or w == "r"), 0)
                opened = word in LIMITED or {"for", "as", "to", "in", "a", "an"}.intersection(stretch[:named])
                if opened and not _denied(words, i):
                    return i
    return -1


def _denied(words: list[str], at: int) -> bool:
    """ "Not only for research", and "store only in laboratory freezers", which is about something else."""
    return at > 0 and words[at - 1] in ("not", "store", "stored", "keep", "kept", "ship", "ships", "shipped")


EXCLUSIONS = (("exclusion-human", PEOPLE), ("exclusion-animal", ANIMALS), ("exclusion-medicine", MEDICINE))


def _excludes(words: list[str], wanted: frozenset[str], name: str) -> bool:
    """A negation with one of the wanted words in reach, or such a word with a verdict after it."""
    for i, word in enumerate(words):
        negative = word in NOT or word.endswith("n't")
        if negative and words[i + 1 : i + 2] not in (["only"], ["just"]):
            reach = words[i + 1 : i + REACH]
            if wanted.intersection(reach):
                return True
            if name == "exclusion-human" and TAKING.intersection(reach[:5]):
                return True
        if word in wanted:
            after = words[i + 1 : i + 14]
            if VERDICTS.intersection(after) or ("not" in after and {"permitted", "allowed"}.intersection(after)):
                return True
    return False


def _human_use(words: list[str]) -> bool:
    return any(
        w == "human"
        and words[i + 1 : i + 2]
        and words[i + 1] in ("use", "consumption", "or", "injection", "administration", "ingestion")
        for i, w in enumerate(words)
    )


def _audience(words: list[str]) -> bool:
    """ "For use by professional researchers in a laboratory setting": accepted beside an exclusion."""
    return words[:3] == ["for", "use", "by"] and len(RESEARCH.intersection(words)) >= 2


def _weak(words: list[str]) -> bool:
    """A sentence that opens like a statement and names research, but restricts nothing."""
    if len(words) > 24 or not words:
        return False
    at = next((i for i, word in enumerate(words) if word not in LEADS), len(words))
    rest = words[at:]
    if rest[:1] == ["ruo"] or (rest[:1] and rest[0] in ("research", "lab", "laboratory") and _research_noun(rest)):
        return True
    return len(rest) <= 16 and (_for_research(rest) or _called_research(rest))


def _for_research(words: list[str]) -> bool:
    """ "(All products are sold) for research purposes": what is sold, then what for, and no more about the research."""
    at = next((i for i, word in enumerate(words) if word in ("for", "to")), len(words))
    before, reach = words[:at], words[at + 1 : at + 6]
    if before and SUBJECTS.isdisjoint(before) and SOLD.isdisjoint(before):
        return False
    if not ERRANDS.isdisjoint(reach) or len(before) > 10:
        return False  # "for research questions, write to us"
    named = next((i for i, word in enumerate(reach) if word in RESEARCH or word == "educational"), -1)
    if named < 0 and reach[:1] != ["r"]:
        return False
    if all(word in SUBJECTS or word in SOLD for word in before):
        after = words[at + 2 + named :][:1]
        return after not in (["into"], ["on"], ["by"])
    return all(word in AFTER_RESEARCH or word in RESEARCH or word in _AND for word in words[at + 1 + max(named, 0) :])


def _called_research(words: list[str]) -> bool:
    """ "This is a research chemical", "marketed as research material"."""
    at = next((i for i, word in enumerate(words) if word == "research"), len(words))
    if words[at + 1 : at + 2] and words[at + 1] in _CALLED and len(words) == at + 2 and at <= 10:
        before = words[:at]
        told = "as" in before or not SUBJECTS.isdisjoint(before)
        return all(word in _AND for word in before) or (told and not SOLD.isdisjoint(before))
    return False


def _research_noun(words: list[str]) -> bool:
    return len(words) <= 8 and len(words) > 1 and words[1] in AFTER_RESEARCH


ADVICE = (
    ("at", "your", "own", "risk"),
    ("at", "own", "risk"),
    ("your", "doctor"),
    ("your", "physician"),
    ("your", "healthcare"),
    ("your", "health", "care"),
    ("consult", "a", "doctor", "before"),
    ("consult", "a", "physician", "before"),
    ("consult", "a", "healthcare"),
    ("with", "a", "healthcare"),
    ("if", "you", "are", "pregnant"),
    ("pregnant", "or", "nursing"),
    ("pregnant", "or", "breastfeeding"),
    ("enjoy", "responsibly"),
    ("if", "you", "decide", "to"),
    ("reach", "of", "children"),
    ("research", "and", "personal", "use"),
    ("research", "or", "personal", "use"),
    ("if", "you", "choose", "to"),
)


def assumes_use(words: Iterable[str]) -> bool:
    """Advice to somebody who would take the product."""
    text = f" {' '.join(words)} "
    return any(f" {' '.join(phrase)} " in text for phrase in ADVICE) or (" reach of " in text and " children " in text)


IVD_TEXTS = (
    "for research use only not for use in diagnostic procedures",
    "for investigational use only the performance characteristics of this product have not been established",
)
_DSHEA = "not been evaluated by the food and drug administration this product is not intended to diagnose treat cure or prevent any disease"
DSHEA_TEXTS = (f"this statement has {_DSHEA}", f"these statements have {_DSHEA}")
# What makes a text an attempt at a fixed one.
DSHEA_CORES = (
    "not been evaluated by the food and drug administration",
    "not been evaluated by the fda",
    "intended to diagnose treat cure",
)
_DENIED = _words("diagnose diagnosis treat treatment cure prevent prevention mitigate heal")
_OFFICES = _words("fda administration agency authorities authority government")


def attempts_dshea(words: list[str]) -> bool:
    """Whether one sentence says half of the supplement text in other words: not evaluated, or not meant for disease."""
    known = frozenset(words)
    negative = not NOT.isdisjoint(known) or any(w.endswith("n't") for w in words)
    evaluated = (
        known & _words("evaluated reviewed assessed") and known & _OFFICES and known & {"statement", "statements"}
    )
    denied = len(known & _DENIED) > 1 and known & _words("disease diseases illness illnesses condition conditions")
    meant = known & _words("intended meant designed")
    return bool(negative and len(words) <= 40 and (evaluated or (denied and meant)))


_NOUNS = (("research", "use"), ("research", "purposes"), ("research", "only"), ("laboratory", "use"), ("lab", "use"))


def names_research_use(words: list[str]) -> bool:
    """Whether the words are a statement of research material, and not another sentence with "only" in it."""
    return any((a, b) in _NOUNS for a, b in pairwise(words))
