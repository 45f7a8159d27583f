"""Does an honest negation cover the match?

After NegEx: triggers open a scope to their right, terminators close it, pseudo-triggers ("not only", "no more") open none. "We are
not allowed to say that it cures" is no negation: the sentence says what it claims not to say.
"""

from itertools import pairwise

from rcolint.context import Cue, Glance, Setting
from rcolint.text import CLAUSE_WORDS, Passage

LONG, SHORT = 14, 5  # words that a scope reaches
TRIGGERS = frozenset(
    "not never none nobody nothing cannot cant neither nor unfit unable prohibited forbidden prohibit prohibits forbid forbids refrain non ban bans".split()
)
NOUN_TRIGGERS = frozenset(["no", "without", "zero", "avoid"])  # their scope is one noun phrase
# A trigger followed by one of these negates nothing, or something else.
PSEUDO_AFTER = {
    "not": "only just merely simply least sure surprisingly alone all every everyone because long fail failed fails miss wait forget ignore settle worry overlook underestimate".split(),
    "no": "more longer matter wonder doubt secret surprise need other better stranger less sooner one".split(),
    "never": "again felt looked slept been before seen had known fail fails failed misses easier better knew miss forget underestimate stops sleeps "
    "mind have".split(),
    "nothing": "beats works compares helps like better else comes soothes heals calms".split(),
    "without": "doubt question fail exception losing sacrificing compromising tiring flagging fading yawning breaking giving".split(),
    "cannot": "fail but help recommend wait believe ignore live".split(),
    "cant": "fail but help recommend wait believe ignore live".split(),
    "neither": "here".split(),
    "non": "stop".split(),
}
TESTED = frozenset(
    "study studies evidence proof data trial trials claim claims suggestion research promise reports indication statement statements information "
    "content wording text word advice recommendation page part".split()
)
NEVER_BEEN = frozenset(
    "shown proven proved demonstrated evaluated approved tested studied found known claimed established intended meant".split()
)
ASKED = frozenset("how whether what if when which".split())
SAYING = frozenset("say tell mention write print state disclose reveal share talk claim promise".split())
REPORTING = SAYING | frozenset(
    "says said tells suggest suggests imply implies mean means believe think show shows prove proves guarantee maintain".split()
)
# "No product in this shop improves ...": a subject denied, and with it all that is said of it. A comparison praises.
OFFERED = frozenset(
    "product products item items article articles material materials compound compounds peptide peptides vial vials reagent reagents substance "
    "substances page pages listing listings supplement supplements cream creams capsule capsules".split()
)
FIRST_PERSON = frozenset(["we", "i", "us", "our", "i'm", "we're", "lawyers"])
SUBJECTS = frozenset("it this that they these those he she we you i which who our your the".split())
MORE = frozenset("like than faster better quicker sooner deeper gentler so quite".split())
PRAISING = frozenset(["no", "zero", "without"])
PRONOUNS = frozenset("it you we they he she i this".split())
ADVISED = frozenset("much many often long to".split())
AUXILIARIES = frozenset("is are was were has have had may can will should must".split())
COMPARING = frozenset("as than like so better more faster other else quicker harder stronger deeper".split())
LISTING = frozenset("and or nor any a an the of in on to for by as is be are with".split())


def judge(setting: Setting) -> Cue | None:
    """The trigger whose scope reaches the match, or None."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    for at in range(match.first - 1, stretch.start - 1, -1):
        if passage.words[at] in CLAUSE_WORDS and at + 1 < match.first:
            break
        if passage.words[at] in PRAISING and passage.words[match.first] in PRAISING:
            continue  # "zero crash, zero risk": they stand side by side
        if passage.words[at] in PRAISING and _praises_on(setting):
            break  # "no needle, fuller lips": the praise goes on
        if _is_trigger(passage, at) and _reaches(passage, at, match.first):
            return Cue("negated", at, at, f"'{passage.text(at, at)}' stands before it")
    for at in range(match.first, (match.steps[-1][2] if match.steps else match.last) + 1):
        word = passage.words[at]
        inner = word in ("no", "not", "never", "nor") or word.endswith("n't")
        if inner and not _in_step(setting, at) and not _is_pseudo(passage, at) and not _of_people(passage, at):
            return Cue("negated", at, at, f"'{passage.text(at, at)}' stands inside it")
    return _after(setting)


def may_hold(glance: Glance) -> bool:
    """A word that negates."""
    return not NEGATING.isdisjoint(glance.words) or "n't" in glance.passage.folded.lower


def _in_step(setting: Setting, at: int) -> bool:
    return any(first <= at <= last for _, first, last in setting.match.steps)


def _praises_on(setting: Setting) -> bool:
    match = setting.match
    better = bool(match.steps) and "better" in match.steps[0][0].split("|")
    return better and match.first > 0 and "," in setting.passage.breaks[match.first - 1]


def _of_people(passage: Passage, at: int) -> bool:
    """ "For those who do not respond to ...": the denial tells who the offer is for."""
    return bool({"who", "whom"}.intersection(passage.words[max(0, at - 3) : at]))


def _is_trigger(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    if not (word in TRIGGERS or word in NOUN_TRIGGERS or word.endswith("n't")):
        return False
    return not _is_pseudo(passage, at)


def _is_pseudo(passage: Passage, at: int) -> bool:
    words = passage.words
    word = "cannot" if words[at].endswith("n't") and words[at][0] == "c" else words[at]
    following = words[at + 1 : at + 6]
    base = "not" if word.endswith("n't") else word
    if at and words[at - 1] == "why":
        return True
    if base == "no" and at == passage.sentence_of(at).start and "," in passage.breaks[at]:
        return True  # "No, anyone can use it": an answer, and what follows is a sentence of its own
    if base == "never" and following[:1] == ["been"] and NEVER_BEEN.intersection(following[1:3]):
        return False
    # The word that decides may stand behind an article: "without a doubt".
    decides = following[1:2] if following[:1] in (["a"], ["any"], ["the"]) else following[:1]
    if decides and (decides[0] in PSEUDO_AFTER.get(base, ()) or decides[0] in ("let", "hesitate")):
        return True
    if following[:1] == ["believe"] and following[1:2] in (["how"], ["what"], ["your"]):
        return True
    # "Nothing treats it like ...", "nobody does it better than ...": praise, no denial.
    if base == "nobody" and following[:1] in (
        ["should"],
        ["deserves"],
        ["has"],
        ["needs"],
        ["ought"],
        ["wants"],
        ["likes"],
    ):
        return True  # "Nobody should have to live with gout": a promise
    if base in ("nothing", "nobody", "none") and MORE.intersection(_rest(passage, at)):
        return True
    if base == "never" and "again" in words[at : at + 9]:
        return True
    if following[:1] == ["forget"]:
        return True
    # "Never exceed", "do not take more than": a limit on taking is a direction for taking.
    if {"exceed", "double", "skip"}.intersection(following[:2]) or ("more" in following and "than" in following):
        return True
    if following[:1] == ["go"] and following[1:2] in (["over"], ["above"], ["beyond"], ["past"]):
        return True
    return _is_sly(passage, at, following)


def _rest(passage: Passage, at: int) -> list[str]:
    """The words after `at` in its clause."""
    return passage.words[at + 1 : passage.clause_of(at).stop]


def _is_sly(passage: Passage, at: int, following: list[str]) -> bool:
    """ "We cannot say that it...": a first-person regret, not a rule for others and not a plain denial."""
    before = passage.words[max(0, at - 4) : at + 1]
    ours = any(w in FIRST_PERSON for w in before) or "legally" in [*before, *following]
    bound = {"allowed", "permitted", "supposed", "able", "cannot", "can't", "legally"} & {*before, *following}
    if not (ours and bound) or SAYING.isdisjoint(following) or _withholds(passage.words[at : at + 8]):
        return False
    asked = following[next(n for n, word in enumerate(following) if word in SAYING) + 1 :]
    asked = asked[1:] if asked[:1] == ["you"] else asked
    return ASKED.isdisjoint(asked[:1])  # "we cannot tell you how it would feel": a question left open, nothing said


def _withholds(words: list[str]) -> bool:
    """ "We cannot tell you how much to take": advice is kept back, and nothing is said by the way."""
    return any(a == "how" and b in ADVISED for a, b in pairwise(words))


def _reaches(passage: Passage, at: int, first: int) -> bool:
    words = passage.words
    # "No study has shown that..." denies all that the study would have shown.
    denied = (
        TESTED.intersection(words[at + 1 : at + 4]) or _denies_all(passage, at) or _denies_subject(passage, at, first)
    )
    short = words[at] in NOUN_TRIGGERS and not denied
    if first - at > (SHORT if short else LONG) and not _is_list(passage, at, first):
        return False
    if passage.clauses[at] != passage.clauses[first] and not _only_brackets(passage, at, first):
        return False
    for i in range(at + 1, first):
        gap = passage.breaks[i - 1] if i else ""
        if "," in gap and words[i] in SUBJECTS and i > at + 1:
            return False
        if "," in gap and words[i] in ("and", "so", "yet") and words[i + 1] in PRONOUNS:
            return False  # "our servers never sleep, and it treats ..."
        if short and words[i] in PRONOUNS and i > at + 1:
            return False  # "without surgery it repairs ...": the denial ends where the clause begins
        if (
            short
            and ("," in gap or words[i] in ("so", "that", "to", "while", "just", "only"))
            and not _is_list(passage, at, first)
        ):
            return False
    if short and "," in passage.breaks[first - 1] and not _is_list(passage, at, first):
        return False
    return not _finite_after(passage, at, first)


def _denies_all(passage: Passage, at: int) -> bool:
    """Whether "no" denies the goods themselves and nothing is compared: "no peptide of ours"."""
    words = passage.words
    return (
        words[at] == "no"
        and words[at + 1 : at + 2] != []
        and words[at + 1] in OFFERED
        and COMPARING.isdisjoint(_rest(passage, at))
    )


def _denies_subject(passage: Passage, at: int, first: int) -> bool:
    """ "No product in this shop is approved": a "no" that opens the clause denies what its verb says."""
    between = passage.words[at + 1 : first]
    if passage.words[at] != "no" or at != passage.clause_of(at).start or "," in "".join(passage.breaks[at : first - 1]):
        return False
    return (
        not AUXILIARIES.isdisjoint(between[1:])
        and COMPARING.isdisjoint(between)
        and not {"it", "you", "we", "they"}.intersection(between)
    )


def _finite_after(passage: Passage, at: int, first: int) -> bool:
    """ "Does not cause drowsiness and relieves pain": after do-support a verb in -s stands outside the negation."""
    words = passage.words
    helped = words[at].endswith("n't") or (
        at and words[at - 1] in ("does", "do", "did", "will", "may", "must", "can", "should")
    )
    verb = words[first]
    if REPORTING.intersection(words[at + 1 : first]):
        return False  # "we do not say that it treats": what is said stays inside
    joined = first and words[first - 1] in ("and", "it", "but", "so")
    helped = helped or (words[at] in NOUN_TRIGGERS and words[first - 1] == "and")  # "has no side effects and cures"
    return bool(helped and joined and verb.endswith("s") and not verb.endswith("ss"))


def _is_list(passage: Passage, at: int, first: int) -> bool:
    """ "diagnose, treat, cure, or prevent": commas between single words do not close the scope."""
    commas = [i for i in range(at, first) if "," in passage.breaks[i]]
    if not commas or passage.clauses[at] != passage.clauses[first]:
        return False
    edges = [at, *commas, first]
    return all(b - a <= 4 for a, b in pairwise(edges))


def _only_brackets(passage: Passage, at: int, first: int) -> bool:
    dashes = sum(gap.strip() in ("-", "\u2013") and gap != "-" for gap in passage.breaks[at:first])
    if dashes % 2:
        return False  # one dash begins something new, two hold an aside
    return all(not any(c in gap for c in ";:|.!?\u2014") for gap in passage.breaks[at:first]) and not any(
        w in CLAUSE_WORDS for w in passage.words[at + 1 : first]
    )


_REFUSED = frozenset(
    "anecdotal prohibited forbidden banned removed unproven unsupported false untrue unlawful deleted rejected refused disallowed unanswered ignored "
    "declined".split()
)
NEGATING = TRIGGERS | NOUN_TRIGGERS | _REFUSED  # without one of these (or n't) nothing is negated


# What a seller does not do with a question, a thing or a claim; said at the end of it.
_WITHHELD = frozenset(
    "permitted allowed supported authorised authorized published printed tolerated accepted welcome made shown answered discussed given provided used "
    "sold stocked offered supplied included listed part".split()
)


def _after(setting: Setting) -> Cue | None:
    """A verdict to the right, with nothing joined in between: "human use is prohibited"."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.last)
    for at in range(match.last + 1, min(stretch.stop, match.last + 10)):
        word = passage.words[at]
        if passage.clauses[at] != passage.clauses[match.last]:
            return None
        if word in _REFUSED or (
            word in _WITHHELD and _not_before(passage, at) and not _elsewhere(passage, at, stretch.stop)
        ):
            joined = any(w in ("and", "which", "so") for w in passage.words[match.last + 1 : at]) and passage.words[
                at - 1
            ] not in ("are", "is")
            return None if joined else Cue("negated", at, at, f"'{passage.text(at, at)}' follows it")
    return None


def _not_before(passage: Passage, at: int) -> bool:
    before = passage.words[max(0, at - 2) : at]
    return "not" in before or any(word.endswith("n't") for word in before) or "never" in before


def _elsewhere(passage: Passage, at: int, stop: int) -> bool:
    """ "Not sold in any shop" boasts; "not sold here" and "not sold in this shop" refuse."""
    rest = passage.words[at + 1 : stop]
    return (
        ("in" in rest[:1] and not {"this", "our", "the"}.intersection(rest[1:2]))
        or "anywhere" in rest
        or "elsewhere" in rest
    )
