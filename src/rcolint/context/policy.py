"""Is the match quoted or named in order to reject it (a style guide, a warning letter, the law)?"""

from rcolint.context import Cue, Glance, Setting, turned
from rcolint.text import Passage, words_of

QUOTES = "\"'"
LAW = frozenset(
    "law regulation regulations regulator regulators agency premarket unlawful fda letter letters rule rules counsel court ftc".split()
)

OFFERED = frozenset("marketed intended promoted sold".split())

# Who quotes a claim without making it: only together with quotation marks.
TELLERS = frozenset(
    "letter letters agency regulator regulators fda ftc seller seller's firm wording phrase phrases claims rule rules guideline expressions refusal removed deleted reported "
    "complaint regulator's inspectors inspector tribunal court judge watchdog bounds hedge wordings examples".split()
)


def judge(setting: Setting) -> Cue | None:
    """A policy word before the match in its sentence, or around a quotation that holds it."""
    passage, match = setting.passage, setting.match
    stretch = passage.sentence_of(match.first)
    for hit in setting.hits("policy-word"):
        if hit.sense or hit.first not in stretch or _sly(passage, hit.first) or turned(passage, hit.last, match.first):
            continue
        if match.first <= hit.first <= match.last and not _quotes_the_rest(setting, hit.last):
            continue
        if (
            hit.last < match.first
            or match.first <= hit.first <= match.last
            or _quoted(passage, match.first, match.last)
        ):
            return Cue("quoted-policy", hit.first, hit.last, f"'{passage.text(hit.first, hit.last)}' rejects it")
    if _quoted(passage, match.first, match.last):
        ours = any(passage.words[i] in ("we", "our", "us", "my", "i") for i in stretch)
        told = next((i for i in stretch if passage.words[i] in REPORTED and i < match.first), -1)
        if told >= 0 and not ours:
            return Cue("quoted-policy", told, told, f"'{passage.text(told, told)}' reports it of somebody else")
        teller = next((i for i in stretch if passage.words[i] in TELLERS and not match.first <= i <= match.last), -1)
        if teller >= 0:
            return Cue("quoted-policy", teller, teller, f"'{passage.text(teller, teller)}' quotes it")
    removed = _removed(passage, stretch, match.first)
    if removed >= 0:
        return Cue("quoted-policy", removed, removed, f"'{passage.text(removed, removed)}' takes such words out")
    told = _letter(passage, stretch)
    if 0 <= told < match.first:
        return Cue("quoted-policy", told, told, f"'{passage.text(told, told)}' tells what a letter objects to")
    act = _enforcement(passage, stretch)
    if act >= 0 and not turned(passage, act, match.first):
        return Cue("quoted-policy", act, act, f"'{passage.text(act, act)}' tells of enforcement")
    return _listed_under(setting) or _rule_of_law(passage, stretch, match.first, match.last)


GOODS = ("products", "articles", "anything", "items", "goods", "supplements")


def _rule_of_law(passage: Passage, stretch: range, first: int, last: int) -> Cue | None:
    """ "Products sold to cure a disease are drugs under the act": the sentence states a rule."""
    for i in stretch:
        if passage.words[i] in OFFERED and stretch.start < i < first and passage.words[i - 1] in GOODS:
            law = next((j for j in stretch if j > last and passage.words[j] in LAW), -1)
            if law >= 0:
                return Cue("quoted-policy", i, law, "the sentence states a rule of law")
    return None


def may_hold(glance: Glance) -> bool:
    """A policy word, a quotation, an authority that acts, a rule of law, or a list or table that rejects what stands in it."""
    block, words = glance.passage.block, glance.words
    return (
        glance.has("policy-word")
        or '"' in glance.passage.folded.lower
        or not (AUTHORITIES.isdisjoint(words) or ACTING.isdisjoint(words))
        or not (PENALTIES.isdisjoint(words) and SPEAKERS.isdisjoint(words))
        or not (OFFERED.isdisjoint(words) or LAW.isdisjoint(words))
        or not (LETTERS.isdisjoint(words) or QUOTING.isdisjoint(words))
        or not (REMOVING.isdisjoint(words) or PIECES.isdisjoint(words))
        or bool(glance.lead or (block.role == "cell" and block.path))
    )


# An order to take words out of copy: the verb opens the sentence, and what it names is a piece of copy.
REMOVING = frozenset(
    "take remove delete strike drop retire replace pull flag scrap report purge clear rewrite withdraw hide unpublish edit".split()
)
PIECES = frozenset(
    "hashtag hashtags tag tags phrase phrases wording wordings word words claim claims caption captions headline headlines keyword keywords term "
    "terms slogan slogans sentence sentences statement statements testimonial testimonials post posts expression expressions".split()
)


def _removed(passage: Passage, stretch: range, first: int) -> int:
    """The verb that opens an order to take such words out of copy ("Take hashtags such as ... out of old posts"), or -1."""
    words = [passage.words[i] for i in stretch]
    opening = 1 if words[:1] == ["please"] else 0
    if words[opening : opening + 1] and words[opening] in REMOVING and stretch.start + opening < first:
        return stretch.start + opening if PIECES.intersection(words[opening + 1 : opening + 5]) else -1
    return -1


# Verbs by which somebody else's words are reported; only with quotation marks and without "we" or "our".
REPORTED = frozenset("advertised claimed stated promoted promised listed wrote told boasted".split())
REJECTING = (
    "do not write", "do not say", "don't write", "don't say", "never write", "never say", "avoid", "not allowed", "prohibited", "banned",
    "may not", "must not", "not publish", "bad example", "wrong", "instead of", "words to avoid", "not permitted", "rejected",
)  # fmt: skip


def _column(setting: Setting) -> int:
    """Which column of its row the match stands in."""
    return setting.passage.folded.lower[: setting.passage.starts[setting.match.first]].count(" | ")


def _listed_under(setting: Setting) -> Cue | None:
    """The match is an item below a lead-in that rejects it, or in a row below such a column header."""
    block, match = setting.passage.block, setting.match
    leads = (
        list(block.path[(column := _column(setting)) : column + 1])
        if block.role == "cell"
        else [setting.lead]
        if block.role in ("list-item", "quote")
        else []
    )
    for lead in leads:
        words = f" {' '.join(words_of(lead))} "
        found = next((phrase for phrase in REJECTING if f" {phrase} " in words), "")
        if found:
            return Cue("quoted-policy", match.first, match.last, f"listed under '{found}'")
    return None


AUTHORITIES = frozenset(
    "court tribunal regulator regulators agency authorities inspectors watchdog judge prosecutors prosecutor journal editors editor letter letters fda ftc mhra customs police recall "
    "investigators officers ombudsman ministry officials detectives raid".split()
)
ENFORCING = frozenset(
    "rejected rejects reject warn warned warns fined fines seized seizes banned cited convicted sued ordered prosecuted recalled covers objected "
    "ruled condemned stopped intercepted confiscated impounded detained destroyed raided charged jailed sentenced arrested closed retracted retracts withdrew".split()
)


# Who tells of somebody else's copy: "..., the letter says".
SPEAKERS = frozenset("letter letters complaint ruling verdict agency regulator watchdog inspectors prosecutors".split())
SAYS = frozenset("says said say states stated noted notes quotes quoted alleges alleged wrote found".split())
# What somebody else's words stand in, when a report tells what they cost: "paid over ads that said ...".
PENALTIES = frozenset("paid pays fined fine penalty settled settlement sued lawsuit convicted sentenced".split())
PUBLISHED = frozenset("ads ad adverts advert advertisements advertising commercials infomercial website claims".split())

NAMING = frozenset(
    "mentions mentioned lists listed names named describes described points pointed complains complained refers referred found held argued".split()
)
ACTING = ENFORCING | NAMING
CLAIMED = frozenset("claims claim statements statement letter letters wording phrases".split())
OWN = frozenset("we our us it this you your i".split())


def _enforcement(passage: Passage, stretch: range) -> int:
    """Where an authority acts against the words, or names the claims of somebody else, or -1."""
    words = [passage.words[i] for i in stretch]
    said = next((i for i in stretch[1:] if passage.words[i] in SAYS and passage.words[i - 1] in SPEAKERS), -1)
    if said >= 0 and OWN.isdisjoint(words):
        return said
    if not AUTHORITIES.intersection(words):
        paid = PUBLISHED.intersection(words) and OWN.isdisjoint(words)
        return next((i for i in stretch if passage.words[i] in PENALTIES), -1) if paid else -1
    act = next((i for i in stretch if passage.words[i] in ENFORCING), -1)
    if act < 0 and CLAIMED.intersection(words) and OWN.isdisjoint(words):
        return next((i for i in stretch if passage.words[i] in NAMING), -1)
    return act


LETTERS = frozenset(["letter", "letters"])
QUOTING = frozenset(
    "quotes quoted cites cited objects objected names named lists listed mentions mentioned condemns condemned".split()
)


def _letter(passage: Passage, stretch: range) -> int:
    """The verb by which a letter tells of somebody else's page ("the letter quotes a page that ..."), or -1."""
    words = [passage.words[i] for i in stretch]
    if not OWN.isdisjoint(words):
        return -1
    letters = (i for i in stretch if passage.words[i] in LETTERS)
    return next((j for i in letters for j in range(i + 1, min(i + 4, stretch.stop)) if passage.words[j] in QUOTING), -1)


def _quotes_the_rest(setting: Setting, at: int) -> bool:
    """Whether the match begins with a policy word and quotes what follows: 'avoid "treats gout"'."""
    passage, match = setting.passage, setting.match
    last = match.steps[-1] if match.steps else ("", match.last, match.last)
    return at < last[1] and _quoted(passage, last[1], last[2])


def _sly(passage: Passage, at: int) -> bool:
    return any(w in ("we", "i", "us", "lawyers") for w in passage.words[max(0, at - 2) : at + 1])


def _quoted(passage: Passage, first: int, last: int) -> bool:
    """Whether quotation marks open before and close after the words, in the same sentence."""
    stretch = passage.sentence_of(first)
    lower = passage.folded.lower
    before = lower[passage.starts[stretch.start] - 1 if passage.starts[stretch.start] else 0 : passage.starts[first]]
    after = lower[passage.ends[last] : passage.ends[stretch.stop - 1] + 2]
    return before.count('"') % 2 == 1 and '"' in after
