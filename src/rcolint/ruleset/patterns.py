"""What does a line of `look_for` mean?

    {treat} … {condition}        two word lists in this order, up to eight words between them
    {treatment} (of|for) {condition}    literal words, one of several
    {condition} [and] {treatment}       an optional word
    {treat|relieve} …3 {condition}      one of two lists; at most three words between
    ^ {condition} $              nothing before and nothing after in the stretch that the rule looks at

Steps that stand side by side may have light words ("your", "the", "really") between them.
"""

import re

from rcolint import quantities
from rcolint.text import words_of
from rcolint.tuples import NamedTuple

GAP = 8
QUANTITIES = quantities.NAMES
_TOKEN = re.compile(
    r"\s*(?:\{([a-z0-9|-]+)\}|(…|\.\.\.)(\d*)|\(([^()]*)\)|\[([^\[\]]*)\]|(\^)|(\$)|([^\s{}()\[\]…^$]+))"
)


class Step(NamedTuple):
    """One element: the lists (or "=word" literals) it may be, the words allowed before it, whether it may be absent."""

    names: tuple[str, ...]
    gap: int
    optional: bool = False


class Pattern(NamedTuple):
    """A parsed line of `look_for`."""

    steps: tuple[Step, ...]
    from_start: bool
    to_end: bool
    text: str


def parse_pattern(text: str) -> tuple[Pattern | None, str]:
    """The pattern, or None and what is wrong with it in words for its author."""
    steps: list[Step] = []
    gap = 0
    from_start = to_end = False
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if not found:
            return None, f"cannot be understood from '{text[at:].strip()[:20]}'"
        at = found.end()
        name, dots, width, either, maybe, start, end, literal = found.groups()
        if start:
            from_start = True
            if steps:
                return None, "'^' stands only at the beginning"
        elif end:
            to_end = True
        elif dots:
            if not steps:
                return None, "'…' needs something before it"
            gap = int(width) if width else GAP
        else:
            names = (
                tuple(name.split("|"))
                if name
                else tuple(f"={' '.join(words_of(w))}" for w in (either or maybe or literal).split("|"))
            )
            if "=" in names:
                return None, "an empty alternative would match everywhere"
            steps.append(Step(names, gap, maybe is not None))
            gap = 0
    if not steps or all(s.optional for s in steps):
        return None, "would match the empty text"
    if gap:
        return None, "'…' needs something after it"
    return Pattern(tuple(steps), from_start, to_end, text), ""
