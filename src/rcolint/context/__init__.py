"""What changes the meaning of a match?

Each cue looks at one passage and one match and answers with the words that convinced it, or None. Cues are scoped (a
clause or a sentence, never a page) and directional, and a cue that holds is recorded with the match that it takes back. A
hedge or a disclaimer is no cue.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from rcolint.model import Match
from rcolint.ruleset.lexicon import Lexicon
from rcolint.sections import Place
from rcolint.text import Hit, Passage
from rcolint.tuples import NamedTuple


class Cue(NamedTuple):
    """A context that holds: its name, and the first and last word that say so (-1 where the place says so)."""

    name: str
    first: int
    last: int
    why: str


class Setting(NamedTuple):
    """What a cue may look at. `following` is the next block's passage: the answer, where the match is a question."""

    passage: Passage
    match: Match
    place: Place
    lexicon: Lexicon
    following: Passage | None = None
    lead: str = ""  # the paragraph above that ends with a colon, where the block is an item of its list

    def hits(self, *names: str) -> list[Hit]:
        """The hits of named lists in the passage; a list that the rules do not ship has none."""
        return self.passage.any_of(self.lexicon.numbers(names))

    def in_sentence(self, *names: str) -> Hit | None:
        """The first hit of the lists in the match's sentence and outside the match's own steps, or None."""
        passage, match = self.passage, self.match
        sentence = passage.sentences[match.first]
        for hit in self.hits(*names):
            if not hit.sense and passage.sentences[hit.first] == sentence and not _inside(hit, match):
                return hit
        return None

    def in_clause(self, *names: str) -> Hit | None:
        """The first hit of the lists in a clause of the match, inside or outside its words, or None."""
        return next(self.all_in_clause(*names), None)

    def in_match(self, *names: str) -> Hit | None:
        """The first hit of the lists inside the match's words, or None."""
        return next((hit for hit in self.hits(*names) if not hit.sense and _inside(hit, self.match)), None)

    def all_in_clause(self, *names: str) -> Iterator[Hit]:
        """Every such hit, in the order of the text."""
        passage, match = self.passage, self.match
        clauses = {passage.clauses[match.first], passage.clauses[match.last]}
        return (hit for hit in self.hits(*names) if not hit.sense and passage.clauses[hit.first] in clauses)


def _inside(hit: Hit, match: Match) -> bool:
    """Whether the hit shares words with what the rule looked for; a word in a gap between its steps is outside."""
    return any(hit.first <= last and first <= hit.last for _, first, last in match.steps)


class Glance(NamedTuple):
    """What can be seen of a sentence at once: its words, the bits of its lists, and the place and lead of its block."""

    passage: Passage
    words: frozenset[str]
    mask: int
    place: Place
    lexicon: Lexicon
    lead: str
    asks: bool  # whether it ends with a question mark

    def has(self, *names: str) -> bool:
        """Whether one of the lists may have a hit here."""
        return bool(self.mask & self.lexicon.mask(self.lexicon.numbers(names)))


Judge = Callable[[Setting], Cue | None]
MayHold = Callable[[Glance], bool]

# Name -> module, the function that judges a match, and the one that tells from a glance that no match can be taken back.
CUES = {
    "sense": ("rcolint.context.sense", "judge", "may_hold"),
    "negated": ("rcolint.context.negation", "judge", "may_hold"),
    "refusal": ("rcolint.context.refusal", "judge", "may_hold"),
    "quoted-policy": ("rcolint.context.policy", "judge", "may_hold"),
    "fixed-statement": ("rcolint.context.fixed", "judge", "may_hold"),
    "lab": ("rcolint.context.laboratory", "judge_lab", "may_be_lab"),
    "data": ("rcolint.context.laboratory", "judge_data", "may_be_data"),
    "sds": ("rcolint.context.laboratory", "judge_sds", "may_be_sds"),
    "citation": ("rcolint.context.citation", "judge", "may_hold"),
    "code": ("rcolint.context.citation", "judge_code", "may_be_code"),
}
_loaded: dict[str, tuple[Judge, MayHold]] = {}


def judge(setting: Setting) -> Cue | None:
    """The first cue, in the order of CUES, that the match's rule accepts and that holds."""
    passage, match = setting.passage, setting.match
    sentence = passage.sentences[match.first]
    if passage.sentences[match.last] == sentence:
        key = ("cues", sentence)
        names = passage.memo.get(key)
        if names is None:
            glance = _glance(setting, sentence)
            names = passage.memo[key] = [name for name in CUES if _functions(name)[1](glance)]
    else:
        names = CUES  # a match across sentences is looked at closely
    accepted = match.rule.unless
    for name in names:
        if name in accepted:
            cue = _functions(name)[0](setting)
            if cue:
                return cue
    return None


def _functions(name: str) -> tuple[Judge, MayHold]:
    found = _loaded.get(name)
    if found is None:
        module = import_module(CUES[name][0])
        found = _loaded[name] = getattr(module, CUES[name][1]), getattr(module, CUES[name][2])
    return found


def _glance(setting: Setting, sentence: int) -> Glance:
    passage, _, place, lexicon, _, lead = setting
    words = frozenset([passage.words[i] for i in passage.sentence_of(setting.match.first)])
    return Glance(passage, words, passage.masks[sentence], place, lexicon, lead, asks(passage, sentence))


def asks(passage: Passage, sentence: int) -> bool:
    """Whether a sentence ends with a question mark."""
    start, end = passage.sentence_spans[sentence]
    return passage.folded.lower[start:end].rstrip(" \n\"')*_").endswith("?")


# Words that tie a sentence to a person who might use the product.
PERSON = frozenset(
    "you your yours yourself you're you'll you've people person men women man woman patient patients customer customers user "
    "users athlete athletes runner runners lifter lifters bodybuilder bodybuilders everyone anyone someone us we our my me i "
    "him her his humans reader child children kids adults adult sufferer sufferers folk folks guys ladies dog dogs pet pets horse".split()
)
OFFER = frozenset("our ours buy order shop today sale offer stock yours your you".split())


TURNS = frozenset(["but", "yet", "however", "nevertheless", "still"])


def turned(passage: Passage, at: int, first: int) -> bool:
    """Whether the sentence turns between two words: "the regulator rejects it, but it cures ..."."""
    return any(passage.words[i] in TURNS and passage.clauses[i] != passage.clauses[at] for i in range(at + 1, first))


def person_in_sentence(setting: Setting) -> int:
    """The number of the word that brings in a person outside the match, or -1."""
    for i in setting.passage.sentence_of(setting.match.first):
        if setting.passage.words[i] in PERSON:
            return i
    return -1
