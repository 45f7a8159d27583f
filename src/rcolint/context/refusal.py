"""Does the sentence refuse (we give no dosing advice, such orders are declined)?"""

from rcolint.context import Cue, Glance, Setting, asks, turned
from rcolint.model import Match
from rcolint.text import Passage

REFUSERS = frozenset(["we", "i", "our", "staff", "company", "team", "support", "moderators", "nobody"])
REFUSING = frozenset(
    "refuse refuses refused decline declines declined reject rejects rejected remove removes removed delete deletes deleted unfit report "
    "block blocks ban bans".split()
)
ASKING = frozenset(["ask", "asks", "asked", "asking"])
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
    denied = _denied(passage, stretch, match.first)
    if denied:
        return Cue(
            "refusal",
            denied.start,
            denied.stop - 1,
            f"'{passage.text(denied.start, denied.stop - 1)}' says that it means none of this",
        )
    headed = _headed(passage, match.first)
    if headed >= 0:
        return Cue("refusal", headed, headed, f"what follows '{passage.text(headed, headed)}' is refused")
    asked = ASKING.intersection(words) and NEGATIVE.intersection(words)
    if asked and (DENIED.intersection(words) or "told" in words):
        return Cue("refusal", stretch.start, stretch.stop - 1, "those who ask are refused")
    return _refusing_answer(setting)


def may_hold(glance: Glance) -> bool:
    """A verb of refusal, something withheld, somebody who asks, or a question that may be answered."""
    words = glance.words
    return (
        "?" in glance.passage.folded.lower
        or not (REFUSING.isdisjoint(words) and ASKING.isdisjoint(words))
        or not (NEGATIVE.isdisjoint(words) or (WITHHELD.isdisjoint(words) and MEANT.isdisjoint(words)))
        or not (CANCELLED.isdisjoint(words) or CANCELLING.isdisjoint(words))
    )


# "Nothing here should be interpreted as dosage guidance", and the orders that a seller does not fill.
MEANT = frozenset(
    "interpreted construed understood taken read considered regarded constitute constitutes amounts".split()
)
CANCELLING = frozenset("cancel cancels cancelled void suspend close closed".split())
CANCELLED = frozenset("order orders account accounts".split())


def _denied(passage: Passage, stretch: range, first: int) -> range | None:
    """The words before `first` by which a sentence that opens with "no" or "nothing", or a seller who cancels, denies it."""
    words = [passage.words[i] for i in range(stretch.start, min(first, stretch.stop))]
    if words[:1] and words[0] in ("no", "none", "nothing", "neither"):
        at = next((i for i, word in enumerate(words) if word in MEANT), -1)
        if at >= 0:
            return range(stretch.start + at, stretch.start + at + 1)
    for i, word in enumerate(words):
        if word in CANCELLING and not REFUSERS.isdisjoint(words[max(0, i - 3) : i]):
            object_ = next((j for j in range(i + 1, min(i + 4, len(words))) if words[j] in CANCELLED), -1)
            if object_ >= 0 and not NEGATIVE.intersection(words[:i]):
                return range(stretch.start + i, stretch.start + object_ + 1)
    return None


# What is denied before a colon is denied of the list behind it: "Not offered: advice on healing".
WITHHELD = frozenset(
    "answer answered answers offer offered provide provided give given discuss discussed publish published permit permitted accept accepted "
    "support supported allow allowed claims claim advice supply supplied sell sold".split()
)
VOICES = frozenset("say says tell lawyers legally write hear".split())


def _headed(passage: Passage, first: int) -> int:
    """The word of refusal in what stands before a colon in the sentence of word `first`, or -1."""
    stretch = passage.sentence_of(first)
    colon = next((i for i in range(first - 1, stretch.start - 1, -1) if ":" in passage.breaks[i]), -1)
    head = passage.words[stretch.start : colon + 1]
    if not 0 < len(head) <= MAX_HEAD or VOICES.intersection(head) or TURNING.intersection(head):
        return -1
    denied = NEGATIVE.intersection(head) and WITHHELD.intersection(head)
    refused = REFUSING.intersection(head) and (head[0] in REFUSING or REFUSERS.intersection(head))
    return colon if denied or refused else -1


MAX_HEAD = 9  # words
MAX_SHORT = 4  # words of "they are not"
TURNING = frozenset("only just but question doubt secret".split())
NEGATIVE = frozenset("no not none nothing never cannot can't don't won't isn't aren't decline unable".split())
DENIED = frozenset(
    "people person human humans advice advise dosing consumption ingest inject guidance animals answer answers question questions claim claims laboratory chemical research".split()
)
EMPHASIS = (["doubt"], ["question"], ["problem"], ["worries"], ["wonder"], ["contest"], ["brainer"])
FLAT = ("no", "none", "never", "nothing", "neither")


REFERRED = frozenset(
    "vet doctor physician pharmacist gp veterinarian dermatologist nurse clinic hospital dentist".split()
)
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


# How a question opens that asks nothing: "Tired of gout?" woos, and no answer could refuse it.
WOOING = frozenset("tired looking ever struggling suffering sick ready need fed battling living searching wish".split())
WOOING_PAIRS = (["want", "to"], ["did", "you"], ["who", "says"])
OFFERING = frozenset(
    "sell offer stock supply give provide have recommend advise help answer publish ship send tell explain carry".split()
)
ASKERS = frozenset("i we my people humans anyone patients".split())
USING = frozenset("take inject swallow use eat dose ingest apply give".split())
GOES_ON = frozenset("it they we this of product claim our such".split())


def _curt(passage: Passage, at: int) -> bool:
    """Whether a "no" at word `at` stands for itself; "no prescription needed" is a promise."""
    ends = at + 1 >= len(passage.words) or passage.sentences[at + 1] != passage.sentences[at]
    return ends or any(mark in passage.breaks[at] for mark in ",;:-\u2013\u2014") or passage.words[at + 1] in GOES_ON


ASKS_HOW = frozenset("how what what's which where when who is can should may do".split())
SHUTTING = (
    ["none"], ["nowhere"], ["never"], ["nobody"], ["not", "at", "all"], ["you", "do", "not"], ["you", "don't"], ["you", "should", "not"],
    ["we", "do", "not"], ["we", "don't"], ["absolutely", "not"], ["certainly", "not"], ["definitely", "not"], ["please", "do", "not"],
    ["it", "should", "not"], ["it", "must", "not"], ["they", "must", "not"], ["we", "cannot"], ["we", "can't"], ["under", "no"],
)  # fmt: skip
HARMS = frozenset(
    "side effects effect risks risk downsides drawbacks interactions contraindications catch hurt sting addictive".split()
)
GRANTING = frozenset("need have more than until unless without only before after empty worry exceed once twice".split())


def _shuts(question: list[str], answer: list[str]) -> bool:
    """ "How much should I take? None." A use that was asked for is denied at once; asked for harm, "none" is a promise."""
    if question[0] not in ASKS_HOW or not HARMS.isdisjoint(question) or not GRANTING.isdisjoint(answer[:6]):
        return False
    return any(answer[: len(words)] == words for words in SHUTTING)


def _asks_leave(passage: Passage, match: Match) -> bool:
    """ "Can I inject it? No." and "Do you sell needles? No.": what was asked for is not to be had."""
    opening = passage.words[passage.sentence_of(match.first).start :][:3]
    if opening[1:2] == ["you"]:
        return opening[0] in ("do", "can", "will") and not OFFERING.isdisjoint(opening[2:])
    asked = opening[:1] in (["can"], ["may"], ["should"], ["could"]) and not ASKERS.isdisjoint(opening[1:])
    return asked and not USING.isdisjoint(passage.words[match.first : match.last + 1])


def _refusing_answer(setting: Setting) -> Cue | None:
    """The match stands in a question, and the answer after it refuses: in the same block, or in the next one."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    if not asks(passage, passage.sentences[match.first]):
        # "I have gout. Can you advise?": what is told before a question belongs to it.
        if stretch.stop == len(passage.words) or not asks(passage, passage.sentences[stretch.stop]):
            return None
        stretch = passage.sentence_of(stretch.stop)
    opening = passage.words[stretch.start : stretch.start + 2]
    if opening[0] in WOOING or opening in WOOING_PAIRS or passage.block.role == "comment":
        return None
    place, at = passage, stretch.stop
    if not (at < len(passage.words) and _answer(place, at)) and setting.following:
        place, at = setting.following, 0
    answer = _answer(place, at) if at < len(place.words) else []
    if answer[:1] == ["a"]:
        answer, at = answer[1:], at + 1
    if match.rule.id[3] in "34" and _shuts([passage.words[i] for i in stretch], answer):
        return Cue("refusal", match.first, match.last, "the answer refuses")
    if not answer or (answer[0] == "no" and answer[1:2] in EMPHASIS) or answer[0] in CONFIRMING:
        return None  # "no doubt about it" is a yes
    refuses = NEGATIVE.intersection(answer[:25]) and DENIED.intersection(answer[:40])
    # A flat "no" answers whether it treats or is approved; to "does it sting?" it is a promise.
    flat = answer[0] in FLAT and (match.rule.id[3] in "12356" or _asks_leave(passage, match)) and _curt(place, at)
    # "No; please see a vet": whoever sends the reader elsewhere has no product for it.
    flat = flat or (answer[0] in FLAT and not REFERRED.isdisjoint(answer[1:12]) and "but" not in answer)
    # "We cannot; please see a doctor": the same without the flat word.
    sent = NEGATIVE.intersection(answer[:4]) and not REFERRED.isdisjoint(answer[1:12]) and "but" not in answer
    # "Are they approved to treat disease? They are not."
    short = len(answer) <= MAX_SHORT and (answer[-1] == "not" or answer[-1].endswith("n't"))
    return Cue("refusal", match.first, match.last, "the answer refuses") if refuses or flat or sent or short else None
