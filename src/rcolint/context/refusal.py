"""Does the sentence refuse (we give no dosing advice, such orders are declined)?"""

from rcolint.context import Cue, Setting

REFUSERS = frozenset(["we", "i", "our", "staff", "company", "team", "support", "moderators", "nobody"])
REFUSING = frozenset(
    "refuse refuses refused decline declines declined reject rejects rejected remove removes removed delete deletes deleted unfit report "
    "block blocks ban bans".split()
)
ASKED = frozenset(["ask", "asking", "asked", "asks", "request", "requests", "enquiries", "inquiries", "questions", "orders", "messages", "mention"])


def judge(setting: Setting) -> Cue | None:
    """The verb of refusal in the sentence of the match, said by the seller or about a question or an order."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    words = [passage.words[i] for i in stretch]
    for i in stretch:
        if passage.words[i] in REFUSING and not match.first <= i <= match.last:
            if REFUSERS.intersection(words) or ASKED.intersection(words):
                return Cue("refusal", i, i, f"'{passage.text(i, i)}' refuses it")
    return None
