"""Does a laboratory, an animal study or a safety data sheet speak, and not the seller to a person?

Each cue needs laboratory words in the clause or sentence itself; a heading that says "protocol" is not enough. A word that
brings in a person, or the offer, unties the cue.
"""

from rcolint.context import OFFER, Cue, Glance, Setting, person_in_sentence
from rcolint.context.parts import part_of
from rcolint.text import Hit, Passage

LAB = ("lab-object", "assay", "lab-verb", "model-system", "sample-word")


def judge_lab(setting: Setting) -> Cue | None:
    """Laboratory vocabulary in the clause, or a head noun that makes a laboratory thing of the words ("... antibodies")."""
    passage, match = setting.passage, setting.match
    for hit in setting.hits("lab-head"):
        near = match.last < hit.first <= match.last + 2
        if near and not hit.sense and passage.clauses[hit.first] == passage.clauses[match.last]:
            words = passage.text(hit.first, hit.last)
            return Cue("lab", hit.first, hit.last, f"'{words}' makes it a laboratory thing")
        if (
            _heads(passage, hit.last, match.first, match.last)
            and passage.text(hit.last, hit.last).lower() not in GENERIC
        ):
            return Cue(
                "lab", hit.first, hit.last, f"'{passage.text(hit.first, hit.last)} of' makes it a laboratory thing"
            )
    told = _textbook(setting)
    if told >= 0:
        return Cue("lab", told, told, f"'{passage.text(told, told)}' tells common knowledge, and nothing is offered")
    if person_in_sentence(setting) >= 0:
        return None
    actor = _natural_actor(passage, match.first)
    if actor >= 0:
        return Cue("lab", actor, actor, f"'{passage.text(actor, actor)}' acts in every body: biology, no product")
    # "It heals ulcers, as blot data show": what is said about a claim is no laboratory work.
    own = {*part_of(passage, match.first), *part_of(passage, match.last)}
    hit_ = next((h for h in setting.all_in_clause(*LAB) if h.first in own and not _boast(passage, h.last)), None)
    if hit_:
        return Cue("lab", hit_.first, hit_.last, f"'{passage.text(hit_.first, hit_.last)}' is laboratory work")
    measure = setting.in_clause("concentration", "temperature")
    # A dose in the same clause is a dose, whatever temperature the vial is kept at.
    if measure and not setting.in_clause("amount", "intake-verb", "syringe-units"):
        words = passage.text(measure.first, measure.last)
        return Cue("lab", measure.first, measure.last, f"'{words}' is a laboratory condition")
    return None


def may_be_lab(glance: Glance) -> bool:
    """A laboratory word or condition, a part of the body that acts of itself, or a word by which textbooks tell."""
    words = glance.words
    if glance.has("lab-head", *LAB, "concentration", "temperature"):
        return True
    if not (ACTORS.isdisjoint(words) and TEXTBOOK.isdisjoint(words)):
        return True
    return OFFERING.isdisjoint(words) and len(words) >= MIN_TOLD and glance.has("drug-class", *DISEASES)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# How a textbook tells of a disease or a hormone: "is marked by", "is secreted in", "falls during the night".
MADE = _set(
    "marked characterised characterized defined caused secreted released produced encoded synthesised synthesized regulated governed classified graded"
)
LINKS = _set("by in from into as during mostly mainly chiefly")
MOVES = _set("rise rises fall falls peak peaks vary varies decline declines")
WHEN = (
    _set("in during at with after between before"),
    _set("night noon dawn age puberty pregnancy meal meals exercise midnight"),
)
COUNTED = _set("week weeks days month months minutes dose doses vial vials")
# Organs and what a textbook lets them do.
ORGANS = _set("liver kidney kidneys pancreas brain heart skin lung lungs stomach gut bone bones muscle muscles fat cells gland glands hypothalamus follicles "
              "nerves neurons platelets leptin insulin ghrelin")  # fmt: skip
ORGANIC = _set("store stores release releases make makes produce produces secrete secretes filter filters absorb absorbs convert converts contain contains "
               "pass passes consist consists tell tells sense senses")  # fmt: skip
KINDS = _set(
    "rise fall loss lack disease disorder condition form type kind state inflammation swelling infection shortage excess sign symptom sum group name build buildup accumulation "
    "growth overgrowth scarring hardening narrowing thinning weakening breakdown burst tear result response reaction"
)
# What a textbook says that a part or a messenger of the body is.
ROLES = _set(
    "regulator hormone protein enzyme receptor transporter cytokine neurotransmitter messenger gene organ gland fibre marker component precursor signal "
    "member part layer tissue muscle source product"
)
OWN_SUBJECTS = ("body-substance", "body-part", "body-function")
STAGES = (_set("grow grows renew renews divide divides proceed proceeds heal heals mature matures occur occurs consist consists pass passes"),
          _set("phases phase stages stage cycles layers steps"))  # fmt: skip
# What treats people and is never what a shop of research material sells.
THERAPIES = _set(
    "surgery operation operations vaccination vaccinations vaccine vaccines immunisation immunization exercise walking physiotherapy compression "
    "radiotherapy chemotherapy dialysis transplantation antibiotics aspirin statins physicians doctors surgeons clinicians hospitals guidelines "
    "diet smoking obesity hospital clinic ministry government council charity university parliament insurers schools"
)
# How common knowledge is told of every body: "tendons heal slowly", "it usually clears up".
GENERALLY = _set("slowly usually typically commonly normally rarely generally spontaneously")
TEXTBOOK = GENERALLY | MADE | MOVES | ORGANIC | THERAPIES | STAGES[0] | _set("is are means by")
MIN_TOLD = 5  # words; a bullet such as "Muscle grows overnight" tells no textbook
POINTED = _set(
    "it this these that such agonist agonists you your yours we our us i my me users customers athletes lifters everyone anyone someone reader"
)
ON_OFFER = ("research-compound", "supplement-ingredient", "drug-brand", "human-form", "needle")


def _textbook(setting: Setting) -> int:
    """The word by which a sentence about the body or about medicine tells common knowledge, where nothing is on offer; or -1."""
    passage, match = setting.passage, setting.match
    if match.rule.id[3] not in "12":
        return -1
    stretch = passage.sentence_of(match.first)
    words = [passage.words[i] for i in stretch]
    if not OFFERING.isdisjoint(words) or setting.in_sentence(*ON_OFFER) or setting.in_match(*ON_OFFER):
        return -1
    if len(words) < MIN_TOLD or _names_something(passage, stretch):
        return -1
    bodily = any(
        hit.first - stretch.start < 2 and not hit.sense for hit in setting.hits(*OWN_SUBJECTS) if hit.first in stretch
    )
    kinds = KINDS | ROLES if bodily else KINDS
    at = max(
        _passive(words),
        _defining(words, kinds),
        _other_subject(words),
        _general(words),
        _disease_acts(setting, stretch),
        _staged(words),
    )
    # "Statins lower LDL by blocking an enzyme", "beta blockers slow the heart": how a class of medicines works.
    if at < 0 and any(
        hit.first == stretch.start and not hit.sense for hit in setting.hits("drug-class", "body-substance")
    ):
        at = next((n for n, w in enumerate(words[:-1]) if w == "by" and words[n + 1].endswith("ing")), -1)
    if at < 0:
        at = next((h.last - stretch.start for h in setting.hits("drug-class") if _acts(words, h, stretch)), -1)
    return stretch.start + at if at >= 0 else -1


def _acts(words: list[str], hit: Hit, stretch: range) -> bool:
    """Whether a class of medicines in the plural opens the sentence and a verb follows it."""
    after = hit.last - stretch.start + 1
    return hit.first == stretch.start and not hit.sense and words[after - 1].endswith("s") and words[after] in ACTING


ACTING = _set(
    "block blocks lower lowers slow relax widen thin kill stop calm reduce act work raise bind treat prevent inhibit relieve suppress dampen ease"
)


def _names_something(passage: Passage, stretch: range) -> bool:
    """Whether a name of the seller's own may stand in the sentence: "Muscle grows with Velorin"."""
    cased = passage.folded.cased
    inner = (cased[passage.starts[i] : passage.ends[i]] for i in stretch[1:])
    return any(word[0].isupper() and word[1:].islower() for word in inner if len(word) > 1)


def _passive(words: list[str]) -> int:
    """ "Is marked by", "is secreted in", "falls during the night", "stores glycogen": -1 where nothing of the kind is said."""
    for n, word in enumerate(words):
        before, after = words[max(0, n - 2) : n], words[n + 1 : n + 4]
        made = word in MADE and not {"is", "are", "was", "were"}.isdisjoint(before) and not LINKS.isdisjoint(after[:2])
        moved = word in MOVES and n > 0 and after[:1] and after[0] in WHEN[0] and not WHEN[1].isdisjoint(after[1:])
        organ = word in ORGANIC and n > 0 and not ORGANS.isdisjoint(words[max(0, n - 2) : n])
        if made or moved or organ:
            return n
    return -1


def _staged(words: list[str]) -> int:
    """The verb of "hair grows in three phases", or -1."""
    for n, word in enumerate(words):
        if n and word in STAGES[0] and words[n + 1 : n + 2] in (["in"], ["of"], ["through"]):
            return n if not STAGES[1].isdisjoint(words[n + 2 : n + 5]) else -1
    return -1


def _defining(words: list[str], kinds: frozenset[str]) -> int:
    """The verb of a definition ("a fever is a rise in ..."), or -1."""
    for n, word in enumerate(words[:5]):
        if word in ("is", "are", "means") and n and words[n + 1 : n + 2] and words[n + 1] in ("a", "an", "the"):
            return n if not kinds.isdisjoint(words[n + 2 : n + 5]) else -1
    return -1


def _general(words: list[str]) -> int:
    """The adverb that tells of every body and not of one that takes something, or -1."""
    return next((n for n, word in enumerate(words) if n and word in GENERALLY), -1)


def _disease_acts(setting: Setting, stretch: range) -> int:
    """Where the disease that opens the sentence does what the match tells ("asthma narrows the airways"), or -1."""
    match, passage = setting.match, setting.passage
    for hit in setting.hits(*(DISEASES if match.rule.id[3] == "1" else DISEASES[:3])):
        opens = hit.first - stretch.start <= 1 and stretch.start <= hit.first and hit.last + 1 < match.first + 2
        free = all(hit.last < first or last < hit.first for _, first, last in match.steps)
        if opens and free and not hit.sense and passage.clauses[hit.last] == passage.clauses[match.first]:
            return hit.last - stretch.start
    return -1


def _other_subject(words: list[str]) -> int:
    """The therapy or the institution that stands first in the sentence and acts in it, or -1."""
    for n, word in enumerate(words[:6]):
        free = not n or words[n - 1] not in UNDER
        if word in THERAPIES and free and words[n + 1 : n + 2] not in ([], ["for"], ["of"], ["in"]):
            return n
    return -1


UNDER = _set(
    "after from following during to of with without than like before beside alongside on for through by against your"
)


# What acts in a body of itself: "the orexin system regulates wakefulness" tells biology.
ACTORS = frozenset(
    "system axis neurons neuron nucleus circuit cortex hypothalamus gland hormone hormones gene genes receptor receptors pathway enzyme enzymes kinase "
    "transporter mutation mutations allele locus signal signals protein proteins channel channels ligand transcript".split()
)
SOLD = frozenset("our this new peptide peptides supplement formula blend stack product".split())
OFFERING = SOLD | POINTED | COUNTED  # one of these, and something is offered to somebody
DISEASES = ("disease", "infection", "injury", "symptom")


def _natural_actor(passage: Passage, first: int) -> int:
    """The word right before the match that names a part of the body at work, where nothing on offer is named; or -1."""
    stretch = passage.sentence_of(first)
    at = first - 1
    if at < stretch.start or passage.words[at] not in ACTORS or passage.clauses[at] != passage.clauses[first]:
        return -1
    return at if SOLD.isdisjoint(passage.words[i] for i in stretch) else -1


BOASTS = frozenset(
    "tested verified certified purified checked proven confirmed grade pure purity approved made".split()
)


def _boast(passage: Passage, at: int) -> bool:
    """ "HPLC-tested", "lab grade": praise of the goods, not laboratory work."""
    return at + 1 < len(passage.words) and passage.words[at + 1] in BOASTS and passage.breaks[at] in (" ", "-")


GENERIC = ("research", "study", "studies", "project", "development", "biology")


def _heads(passage: Passage, head: int, first: int, last: int) -> bool:
    """Whether "models of", "antibodies against" stands right before the match or in it."""
    after = passage.words[head + 1 : head + 2]
    return (
        after in (["of"], ["for"], ["against"])
        and first - 3 <= head < last
        and passage.clauses[head] == passage.clauses[first]
    )


TAKERS = frozenset("human humans people patients men women users customers athletes folk imagine picture".split())


def judge_data(setting: Setting) -> Cue | None:
    """An animal or cell result told as data: a model in the sentence, and nobody who might use the product."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    hits = (h for h in setting.hits("model-organism", "model-system") if not h.sense and h.first in stretch)
    hit = next(hits, None)
    if hit is None:
        return None
    for i in passage.sentence_of(match.first):
        if passage.words[i] in OFFER or passage.words[i] in TAKERS:
            if passage.folded.lower[: passage.ends[i]].endswith("'s"):
                continue  # "women's panels" are no women
            return None
    return Cue("data", hit.first, hit.last, f"'{passage.text(hit.first, hit.last)}' makes it study data")


CLAIMANTS = frozenset("it peptide peptides formula capsules drops cream our supplement blend this".split())


def may_be_data(glance: Glance) -> bool:
    """A model."""
    return glance.has("model-organism", "model-system")


def may_be_sds(glance: Glance) -> bool:
    """A phrase of safety data sheets."""
    return glance.has("sds-word")


def judge_sds(setting: Setting) -> Cue | None:
    """A phrase that only safety data sheets use stands in the clause; in the sentence, where nobody is offered anything."""
    passage, match = setting.passage, setting.match
    own = {*part_of(passage, match.first), *part_of(passage, match.last)}
    claimed = any(passage.words[i] in CLAIMANTS for i in own)
    hit = setting.in_clause("sds-word") if claimed else setting.in_sentence("sds-word")
    return (
        Cue("sds", hit.first, hit.last, f"'{passage.text(hit.first, hit.last)}' is safety-sheet wording")
        if hit
        else None
    )
