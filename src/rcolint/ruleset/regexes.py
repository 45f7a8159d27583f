"""Can this regular expression be slow, or match nothing?

Only a subset whose matching time is linear in practice is accepted: no repeat or alternatives inside a repeat, no look-behind, no
back-reference, bounded size, and never an empty match.
"""

import re
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parse  # type: ignore[attr-defined]
from typing import Any

MAX_LENGTH = 2000
MAX_ALTERNATIVES = 200
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def why_unsafe(pattern: str) -> str:
    """Why the pattern is refused, in words for its author; empty when it is accepted."""
    if len(pattern) > MAX_LENGTH:
        return f"the pattern is longer than {MAX_LENGTH} characters"
    try:
        compiled = re.compile(pattern)
        tree = sre_parse.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"not a regular expression: {error}"
    if compiled.match(""):
        return "the pattern matches the empty text"
    return _walk(tree, False)


def _walk(tree: Any, repeated: bool) -> str:
    for op, argument in tree:
        if op in _REPEATS:
            low, high, inner = argument
            open_ended = high is sre.MAXREPEAT or high > 20
            if repeated and high != low:
                return "a repeat inside a repeat can take forever; write it flat"
            wrong = _walk(inner, repeated or open_ended or high > 1)
        elif op is sre.SUBPATTERN:
            wrong = _walk(argument[3], repeated)
        elif op is sre.BRANCH:
            if repeated:
                return "alternatives inside a repeat can take forever; write it flat"
            if len(argument[1]) > MAX_ALTERNATIVES:
                return f"more than {MAX_ALTERNATIVES} alternatives; use a word list"
            wrong = next((w for branch in argument[1] if (w := _walk(branch, repeated))), "")
        elif op in (sre.GROUPREF, sre.GROUPREF_EXISTS):
            return "back-references are not accepted"
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            if argument[0] < 0:
                return "look-behind is not accepted"
            wrong = _walk(argument[1], repeated)
        else:
            wrong = ""
        if wrong:
            return wrong
    return ""
