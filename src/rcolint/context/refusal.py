"""Does the sentence refuse (we give no dosing advice, such orders are declined)?"""

from rcolint.context import Cue, Setting, turned
from rcolint.text import Passage

REFUSERS = frozenset(["we", "i", "our", "staff", "company", "team", "support", "moderators", "nobody"])
REFUSING = frozenset(
    "refuse refuses refused decline declines declined reject rejects rejected remove removes removed delete deletes deleted unfit report "
    "block blocks ban bans".split()
)
ASKED = frozenset(
    [
        "ask",
        "asking",
        "asked",
        "asks",
        "request",
        "requests",
        "enquiries",
        "inquiries",
        "questions",
        "orders",
        "messages",
        "mention",
    ]
)


def judge(setting: Setting) -> Cue | None:
    """The verb of refusal in the sentence of the match, said by the seller or about a question or an order."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    words = [passage.words[i] for i in stretch]
    for i in stretch:
        inside = match.first <= i <= match.last
        # "We have removed the section on arthritis": the verb of the match is the refusal itself.
        ours = not REFUSERS.isdisjoint(passage.words[max(stretch.start, i - 3) : i])
        refused = passage.words[i] in REFUSING and (not inside or ours)
        if (
            refused
            and not turned(passage, i, match.first)
            and not (REFUSERS.isdisjoint(words) and ASKED.isdisjoint(words))
        ):
            return Cue("refusal", i, i, f"'{passage.text(i, i)}' refuses it")
    asks = {"ask", "asks", "asked", "asking"}.intersection(words) and NEGATIVE.intersection(words)
    if asks and (DENIED.intersection(words) or "told" in words):
        return Cue("refusal", stretch.start, stretch.stop - 1, "those who ask are refused")
    return _refusing_answer(setting)


NEGATIVE = frozenset("no not none nothing never cannot can't don't won't isn't aren't decline unable".split())
DENIED = frozenset(
    "people person human humans advice advise dosing consumption ingest inject guidance animals answer answers question questions claim claims laboratory chemical research".split()
)
EMPHASIS = (["doubt"], ["question"], ["problem"], ["worries"], ["wonder"], ["contest"], ["brainer"])
FLAT = ("no", "none", "never", "nothing", "neither")


CONFIRMING = frozenset("yes absolutely sure certainly definitely indeed yep yeah".split())
# How a statement begins that stands behind any copy; it answers nothing.
STATEMENTS = (["for", "research"], ["for", "laboratory"], ["research", "use"], ["not", "for"], ["not", "intended"])


def _answer(passage: Passage, at: int) -> list[str]:
    """The words from `at` on, without the research-use statement that may follow any copy."""
    words: list[str] = []
    while at < len(passage.words):
        sentence = passage.sentence_of(at)
        if passage.words[at : at + 2] not in STATEMENTS:
            words += passage.words[at : sentence.stop]
        at = sentence.stop
    return words


def _refusing_answer(setting: Setting) -> Cue | None:
    """The match stands in a question, and the answer after it refuses: in the same block, or in the next one."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    end = passage.sentence_spans[passage.sentences[match.first]].end
    if not passage.folded.lower[:end].rstrip(" \n\"')*_").endswith("?"):
        return None
    answer = _answer(passage, stretch.stop) if stretch.stop < len(passage.words) else []
    if not answer and setting.following:
        answer = _answer(setting.following, 0)
    if answer[:1] == ["a"]:
        answer = answer[1:]
    if (answer[:1] == ["no"] and answer[1:2] in EMPHASIS) or (answer and answer[0] in CONFIRMING):
        return None  # "no doubt about it" is a yes
    refuses = NEGATIVE.intersection(answer[:25]) and DENIED.intersection(answer[:40])
    # A flat "no" answers whether it treats or is approved; to "does it sting?" it is a promise.
    flat = answer[:1] and answer[0] in FLAT and match.rule.id[3] in "12356"
    return Cue("refusal", match.first, match.last, "the answer refuses") if refuses or flat else None
