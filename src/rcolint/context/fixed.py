"""Is the match part of a wording fixed by law, such as the two sentences every supplement label carries?"""

import re

from rcolint.context import Cue, Setting

FIXED = re.compile(
    r"\bnot\s+(?:been\s+)?(?:intended|meant|evaluated)\s+(?:by\s+the\s+food\s+and\s+drug\s+administration|to\s+diagnose\b)"
    r"|\bnot\s+for\s+use\s+in\s+diagnostic\s+procedures\b|\binvestigational\s+use\b"
)


def judge(setting: Setting) -> Cue | None:
    """The match's sentence holds the core of a fixed wording, and the match stands after its beginning."""
    passage, match = setting.passage, setting.match
    span = passage.sentence_spans[passage.sentences[match.first]]
    found = FIXED.search(passage.folded.lower, span.start, span.end)
    if found and found.start() <= passage.ends[match.last]:
        return Cue("fixed-statement", match.first, match.last, "the wording is fixed by law")
    return None
