"""Which surface forms does a word-list entry stand for?

English inflection and British/American spelling, generated when rules are compiled and never at run time. A form that
nobody writes ("anxietys") costs nothing; a form that is missing costs a finding, so the tables lean towards more.
"""

import re

IRREGULAR_VERBS = {
    "arise": "arises arose arisen arising",
    "be": "is are was were been being am",
    "bear": "bears bore borne bearing",
    "beat": "beats beat beaten beating",
    "become": "becomes became becoming",
    "begin": "begins began begun beginning",
    "bind": "binds bound binding",
    "bite": "bites bit bitten biting",
    "bleed": "bleeds bled bleeding",
    "blow": "blows blew blown blowing",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "build": "builds built building",
    "burn": "burns burned burnt burning",
    "buy": "buys bought buying",
    "catch": "catches caught catching",
    "come": "comes came coming",
    "cut": "cuts cut cutting",
    "deal": "deals dealt dealing",
    "die": "dies died dying",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "drink": "drinks drank drunk drinking",
    "drive": "drives drove driven driving",
    "eat": "eats ate eaten eating",
    "fall": "falls fell fallen falling",
    "feed": "feeds fed feeding",
    "feel": "feels felt feeling",
    "fight": "fights fought fighting",
    "find": "finds found finding",
    "forget": "forgets forgot forgotten forgetting",
    "freeze": "freezes froze frozen freezing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "have": "has had having",
    "hold": "holds held holding",
    "hurt": "hurts hurt hurting",
    "keep": "keeps kept keeping",
    "kneel": "kneels knelt kneeling",
    "know": "knows knew known knowing",
    "lead": "leads led leading",
    "learn": "learns learned learnt learning",
    "leave": "leaves left leaving",
    "let": "lets let letting",
    "lie": "lies lay lain lying",
    "lose": "loses lost losing",
    "make": "makes made making",
    "mean": "means meant meaning",
    "melt": "melts melted molten melting",
    "outgrow": "outgrows outgrew outgrown outgrowing",
    "overcome": "overcomes overcame overcoming",
    "pay": "pays paid paying",
    "prove": "proves proved proven proving",
    "put": "puts put putting",
    "quit": "quits quit quitting",
    "read": "reads read reading",
    "rebuild": "rebuilds rebuilt rebuilding",
    "regrow": "regrows regrew regrown regrowing",
    "rid": "rids rid ridding",
    "rise": "rises rose risen rising",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "send": "sends sent sending",
    "set": "sets set setting",
    "shake": "shakes shook shaken shaking",
    "shed": "sheds shed shedding",
    "show": "shows showed shown showing",
    "shrink": "shrinks shrank shrunk shrunken shrinking",
    "shut": "shuts shut shutting",
    "sleep": "sleeps slept sleeping",
    "slide": "slides slid sliding",
    "slough": "sloughs sloughed sloughing",
    "speed": "speeds sped speeded speeding",
    "spin": "spins spun spinning",
    "spread": "spreads spread spreading",
    "stand": "stands stood standing",
    "stick": "sticks stuck sticking",
    "strike": "strikes struck stricken striking",
    "swell": "swells swelled swollen swelling",
    "take": "takes took taken taking",
    "tear": "tears tore torn tearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "throw": "throws threw thrown throwing",
    "understand": "understands understood understanding",
    "undo": "undoes undid undone undoing",
    "wake": "wakes woke woken waking",
    "wear": "wears wore worn wearing",
    "win": "wins won winning",
    "withstand": "withstands withstood withstanding",
    "write": "writes wrote written writing",
}
# Words of more than one syllable that double their last letter; one-syllable words are found by shape.
DOUBLING = {"regret", "prefer", "refer", "transfer", "occur", "control", "compel", "expel", "commit", "submit", "omit",
            "permit", "admit", "offset", "reset", "forget", "begin", "outrun", "format", "patrol", "propel", "rebel",
            "repel", "dispel",}  # fmt: skip
IRREGULAR_PLURALS = {
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "louse": "lice",
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "ovary": "ovaries",
    "knife": "knives",
    "life": "lives",
    "leaf": "leaves",
    "calf": "calves",
    "hoof": "hooves",
}
# British form -> American form, tried on whole phrases; both are kept.
SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(e|es|ed|ing|ation|ations|er|ers)\b", r"iz\1"),
        (r"ys(e|es|ed|ing|er|ers)\b", r"yz\1"),
        (r"([a-z]{2})our(s|ed|ing|al|able|less|ful|ite|ites)?\b", r"\1or\2"),
        (r"aem", "em"),
        (r"\bhaem", "hem"),
        (r"\bpaed", "ped"),
        (r"\borthopaed", "orthoped"),
        (r"oed", "ed"),
        (r"oest", "est"),
        (r"oesoph", "esoph"),
        (r"rrhoe", "rrhe"),
        (r"\bcoel", "cel"),
        (r"\bfoet", "fet"),
        (r"anaesth", "anesth"),
        (r"aesthet", "esthet"),
        (r"\bgynaec", "gynec"),
        (r"\bleukaem", "leukem"),
        (r"caec", "cec"),
        (r"\baetio", "etio"),
        (r"faec", "fec"),
        (r"tre(s)?\b", r"ter\1"),
        (r"bre(s)?\b", r"ber\1"),
        (r"ageing", "aging"),
        (r"mould", "mold"),
        (r"gramme", "gram"),
        (r"sulph", "sulf"),
        (r"lyophilis", "lyophiliz"),
        (r"tranquillis", "tranquiliz"),
        (r"ll(ed|ing|er|ers)\b", r"l\1"),
        (r"licence", "license"),
        (r"defence", "defense"),
        (r"grey", "gray"),
        (r"ulfil(s)?\b", r"ulfill\1"),
        (r"skilful", "skillful"),
        (r"enrol(s)?\b", r"enroll\1"),
        (r"programme", "program"),
    )
)
# -ise words that are the same in both: the American form would be a misspelling, harmless but noise.
_KEEP_ISE = frozenset(["exercise", "raise", "rise", "arise", "promise", "advise", "surprise", "noise", "disguise", "precise",
                       "otherwise", "bruise", "expertise", "praise", "devise", "supervise", "wise", "poise", "cruise"])  # fmt: skip


def spellings(form: str) -> list[str]:
    """The form, and its American spelling where that differs."""
    american = form
    for pattern, replacement in SPELLINGS:
        american = pattern.sub(replacement, american)
    words = zip(form.split(), american.split(), strict=False)
    if american != form and any(_stem(w) in _KEEP_ISE and w != a for w, a in words):
        return [form]
    return [form] if american == form else [form, american]


def _stem(word: str) -> str:
    return re.sub(r"(s|d|ing|r|rs)$", "", word) if word.endswith(("es", "ed", "ing", "er")) else word


def verb_forms(verb: str) -> list[str]:
    """A verb or verb phrase (the first word is inflected) with its -s, -ed and -ing forms."""
    first, _, rest = verb.partition(" ")
    if first in IRREGULAR_VERBS:
        forms = [first, *IRREGULAR_VERBS[first].split()]
    else:
        prefix = re.match(r"(re|over|out|un|mis|de)(?=[a-z]{3,})", first)
        base = first[prefix.end() :] if prefix else ""
        if base in IRREGULAR_VERBS:
            forms = [first, *((first[: len(first) - len(base)] + f) for f in IRREGULAR_VERBS[base].split())]
        else:
            forms = _regular_verb(first)
    return [f"{form} {rest}".strip() for form in forms]


def _regular_verb(verb: str) -> list[str]:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith(("ee", "oe", "ye")):
        return [verb, verb + "s", verb + "d", verb + "ing"]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    s = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = verb + verb[-1] if re.fullmatch(r"[^aeiou]*[aeiou][bdfgklmnprtvz]", verb) or verb in DOUBLING else verb
    return [verb, s, stem + "ed", stem + "ing"]


def noun_forms(noun: str) -> list[str]:
    """A noun or noun phrase (the last word is inflected) with its plural."""
    before, _, last = noun.rpartition(" ")
    if len(last) < 2 or not last.isalpha():
        return [noun]
    if last in IRREGULAR_PLURALS:
        plural = IRREGULAR_PLURALS[last]
    elif last.endswith(("ss", "x", "z", "ch", "sh")):
        plural = last + "es"
    elif last.endswith("sis"):
        plural = last[:-2] + "es"
    elif re.search(r"[^aeiou]y$", last):
        plural = last[:-1] + "ies"
    elif last.endswith("s"):
        plural = last
    else:
        plural = last + "s"
    return [noun] if plural == last else [noun, f"{before} {plural}".strip()]


def surface_forms(word: str, kind: str) -> list[str]:
    """All surface forms of an entry: `kind` is noun, verb, adjective or none. Lower case, one space between words."""
    forms = verb_forms(word) if kind == "verb" else noun_forms(word) if kind == "noun" else [word]
    return list(dict.fromkeys(s for form in forms for s in spellings(form)))
