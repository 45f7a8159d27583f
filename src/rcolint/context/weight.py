"""What makes the same words weigh less or more: an occasional complaint; a grave disease, a needle, a child?

A lighter weight opens the way that the law leaves to supplements (21 CFR 101.93(g)); a heavier one lifts the severity by one
level and never the tier.
"""

from rcolint.context import Setting
from rcolint.model import Match
from rcolint.text import Passage

REACH = 7  # words after the match in which "after exercise" or "already normal" may stand


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Complaints and values that a healthy person has, too. A disease by its name is none of them.
COMMON = _words(
    "constipation heartburn indigestion sleeplessness sleepless restless soreness sore stiffness ache aches aching tension stress bloating bloat gas "
    "forgetfulness tiredness fatigue moodiness moods mood cramps cramp discomfort cholesterol pressure glucose sugar triglycerides nerves nervousness "
    "irritability swelling puffiness worry hunger cravings headaches night nights"
)
MILD = _words("occasional occasionally mild temporary everyday minor")
SETTINGS = (
    ("after", "exercise"), ("after", "training"), ("after", "sport"), ("after", "workout"), ("after", "workouts"), ("from", "exercise"),
    ("of", "daily"), ("daily", "life"), ("with", "age"), ("of", "the", "cycle"), ("normal", "range"), ("already", "normal"), ("already", "healthy"),
    ("healthy", "range"), ("exercise", "induced"), ("everyday", "stress"), ("after", "a", "workout"), ("after", "a", "run"), ("after", "the", "gym"),
)  # fmt: skip
# These turn any complaint into a disease, and they win.
HARSH = _words(
    "chronic severe persistent recurrent recurring diagnosed clinical high raised elevated abnormal smokers diabetics diabetic patients patient "
    "prescription medication debilitating"
)


def everyday(passage: Passage, match: Match) -> bool:
    """Whether the match speaks of an occasional or already normal state, as a supplement may."""
    stretch = passage.sentence_of(match.first)
    near = passage.words[max(stretch.start, match.first - 3) : min(stretch.stop, match.last + 1 + REACH)]
    if not COMMON.intersection(near) or HARSH.intersection(passage.words[i] for i in stretch):
        return False
    if MILD.intersection(near):
        return True
    runs = {tuple(near[i : i + n]) for n in (2, 3) for i in range(len(near) - n + 1)}
    return not runs.isdisjoint(SETTINGS)


def may_be_everyday(words: frozenset[str]) -> bool:
    """Whether the words of a sentence leave that open."""
    return not COMMON.isdisjoint(words) and HARSH.isdisjoint(words)


ROUTES = _words(
    "inject injects injected injecting injection injections injectable needle needles nasal intranasal nostril nostrils inhaled inhale inhalation "
    "intravenous intramuscular subcutaneous"
)
PETS = _words("dog dogs cat cats horse horses pet pets puppy puppies kitten kittens foal calves poultry cattle")


def graver(setting: Setting) -> bool:
    """Whether a grave disease, a serious route, or somebody who cannot take care stands in the sentence, beside the match."""
    if setting.in_match("serious-disease") or setting.in_sentence("serious-disease", "vulnerable-group"):
        return True
    passage, match = setting.passage, setting.match
    taken = {i for _, first, last in match.steps for i in range(first, last + 1)}
    beside = {passage.words[i] for i in passage.sentence_of(match.first) if i not in taken}
    eye = any(passage.words[i : i + 2] == ["eye", "drops"] for i in passage.sentence_of(match.first))
    return eye or not beside.isdisjoint(ROUTES | PETS)
