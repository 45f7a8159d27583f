"""Is the match part of a wording fixed by law, such as the two sentences every supplement label carries?"""

from rcolint.context import Cue, Glance, Setting, turned

CORES = (
    "not intended to diagnose",
    "not meant to diagnose",
    "not been evaluated by the food and drug administration",
    "not been evaluated by the fda",
    "not for use in diagnostic procedures",
    "for investigational use only",
)

TELLING = frozenset(max(core.split(), key=len) for core in CORES)  # a word of each core; none stands without it


def may_hold(glance: Glance) -> bool:
    """A word of one of the cores."""
    return not TELLING.isdisjoint(glance.words)


def judge(setting: Setting) -> Cue | None:
    """The match's sentence holds the core of a fixed wording, and the match stands in it or after it."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    text = " ".join(passage.words[i] for i in stretch)
    for core in CORES:
        if core in text:
            length = len(core.split())
            for i in stretch:
                if (
                    passage.words[i : i + length] == core.split()
                    and i <= match.last
                    and not turned(passage, i, match.first)
                ):
                    return Cue("fixed-statement", i, i + length - 1, f"'{core}' is wording fixed by law")
    return None
