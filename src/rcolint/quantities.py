"""Which stretches of a passage are amounts, schedules, durations, concentrations?

Typed quantities are hits like those of a word list, so that rules can name them: {amount} … {schedule}. What laboratories
write (10 mM, 5 mg/mL, a 5 mg vial) is typed as something else and so never is an amount. Tables and a walk over the words,
no regular expressions: they would cost more to compile than a page costs to read.
"""

from rcolint.text import Hit, Passage

NAMES = (
    "amount",
    "amount-per-body",
    "body-weight",
    "concentration",
    "count-form",
    "duration",
    "number",
    "pack-size",
    "percent",
    "schedule",
    "syringe-units",
    "temperature",
    "volume",
    "week-label",
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = _words(
    "one two three four five six seven eight nine ten eleven twelve fourteen fifteen sixteen twenty thirty forty fifty sixty ninety half quarter"
)
_CLASSES = {
    "amount": "mcg mcgs ug ugs mg mgs microgram micrograms milligram milligrams mikes gram grams g ng iu ius",
    "volume": "ml mls millilitre millilitres milliliter milliliters cc ccs ul microlitre microlitres microliter microliters litre litres liter liters l",
    "count-form": "capsule capsules cap caps tablet tablets tab tabs pill pills drop drops spray sprays puff puffs pump pumps scoop scoops gummy "
    "gummies lozenge lozenges troche troches softgel softgels dropper droppers dropperful dropperfuls teaspoon teaspoons tsp tsps tablespoon "
    "tablespoons tbsp sachet sachets squirt squirts patch patches chew chews injection injections shot shots jab jabs serving servings dose doses",
    "syringe-units": "unit units u tick ticks click clicks",
    "duration": "second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights week weeks wk wks month months year years",
    "body-weight": "kg kgs kilo kilos kilogram kilograms lb lbs pound pounds stone inch inches",
    "concentration": "nm um mm pm molar mmol umol nmol pmol mol ppm ppb eu cfu",
    "percent": "% percent",
    "temperature": "c celsius fahrenheit",
}
UNITS = {word: name for name, words in _CLASSES.items() for word in words.split()}
PERIODS = _words("day night morning evening afternoon week wk month fortnight d w days nights weeks")
# After a slash they may be of another language: "5 mg/Tag", "2x/semaine".
SLASHED = PERIODS | _words(
    "tag woche monat jour semaine mois dia dias semana mes giorno settimana mese dag weken mies dzien doba dobe tydzien день сут сутки неделю يوم"
)
# After a slash or "per": what makes a concentration, a body's amount, a pack or a schedule of it.
LAB_PER = _words(
    "ml mls l ul well wells cell cells plate lane reaction column dish flask litre liter millilitre milliliter g mg gel tube test assay bead "
    "beads m cm ug mcg gram grams mol mmol min minute"
)
BODY_PER = _words("kg kilo kilogram lb pound")
PACKS = _words(
    "vial vials bottle bottles tub tubs pack packs pouch pouches tube tubes kit kits jar jars box boxes size sizes bag bags ampoule ampoules "
    "carton cartons cartridge cartridges"
)
SCHEDULES = _words(
    "daily nightly weekly fortnightly biweekly eod e3d mwf bid tid qid qd qhs taglich taeglich wochentlich woechentlich dagelijks daags wekelijks "
    "dziennie codziennie tygodniowo ежедневно еженедельно يوميا اسبوعيا"
)
ORDINALS = _words("other second third fourth fifth sixth seventh tenth single few alternate")
DAYS = _words("mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday")
TIMES = _words("once twice thrice")
PARTS = _words("half quarter third")
SHORT_TIMES = _words("min mins minute minutes sec secs second seconds")
DEGREES = _words("degree degrees deg")


class _Scan:
    """One walk over one passage."""

    def __init__(self, passage: Passage, ids: dict[str, int]) -> None:
        self.passage = passage
        self.words = passage.words
        self.ids = ids

    def add(self, name: str, first: int, last: int) -> None:
        number = self.ids.get(name)
        if number is not None:
            self.passage.add(Hit(first, last), (number,))

    def word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def gap(self, at: int) -> str:
        """What stands between word `at` and the next one."""
        return self.passage.breaks[at]

    def number_from(self, at: int) -> int:
        """The last word of a number or range that starts at `at`, or -1."""
        if not self.is_number(at):
            return -1
        following = self.word(at + 1)
        if self.is_number(at + 1) and self.gap(at).strip() in ("-", "\u2013"):
            return at + 1
        # "1/2 tablet", "5 000 mcg": one number in two words, where a unit follows.
        thousands = self.gap(at) == " " and following == "000" and self.words[at].isdigit()
        if (
            following.isdigit()
            and self.word(at + 2) in UNITS
            and len(self.words[at]) <= 3
            and (self.gap(at) == "/" or thousands)
        ):
            return at + 1
        if following in ("to", "or") and self.is_number(at + 2) and not self.gap(at).strip():
            return at + 2
        return at

    def is_number(self, at: int) -> bool:
        word = self.word(at)
        return word[:1].isdigit() or word[:1] == "." or word in NUMBER_WORDS

    def unit_at(self, last: int) -> int:
        """Where the unit of a number stands that ends at `last`: "5 mg", "half a tablet", "37 degrees Celsius"."""
        at = last + 1
        if self.words[last] in PARTS:
            while self.word(at) in ("a", "an", "of", "the") and at < last + 4:
                at += 1
            return at if UNITS.get(self.word(at)) in ("count-form", "duration", "amount", "volume") else last + 1
        if self.word(at) in DEGREES and UNITS.get(self.word(at + 1)) == "temperature":
            at += 1
        return at

    def per(self, at: int) -> int:
        """The word after "/" or "per" that follows word `at`, or -1."""
        if "/" in self.gap(at) and at + 1 < len(self.words):
            return at + 1
        return at + 2 if self.word(at + 1) == "per" and at + 2 < len(self.words) else -1

    def period_after(self, at: int) -> int:
        """The last word of "a day", "per week", "/ day", "daily" right after word `at`, or -1."""
        following = self.word(at + 1)
        if following in SCHEDULES:
            return at + 1
        if following in ("a", "per", "each", "every", "an", "in", "p") and self.word(at + 2) in PERIODS:
            return at + 2
        if following in ("a", "per", "in", "any") and "24" in (self.word(at + 2), self.word(at + 3)):
            return at + 3
        return at + 1 if "/" in self.gap(at) and following in SLASHED else -1

    def quantity(self, first: int) -> int:
        """Adds the quantity that starts with the number at `first`; the last word that it took."""
        last = self.number_from(first)
        at = self.unit_at(last)
        unit = UNITS.get(self.word(at), "")
        if "\n\n" in self.gap(last) or "," in self.gap(last) or "|" in self.gap(last):
            unit = ""
        if not unit:
            return self._bare(first, last)
        per = self.per(at)
        name = unit
        if unit == "temperature" and not self.gap(last):
            return self._bare(first, last)  # "A1C" is no temperature
        if unit in ("amount", "volume", "syringe-units", "concentration"):
            if per >= 0 and self.words[per] in BODY_PER:
                return self._take("amount-per-body", first, per)
            if per >= 0 and self.words[per] in LAB_PER:
                return self._take("concentration", first, per)
            if per >= 0 and self.words[per][:1].isdigit() and self.word(per + 1) in LAB_PER:
                return self._take("concentration", first, per + 1)  # "10 mg per 100 mL"
        if unit != "duration" and self._packed(at, per):
            return self._take("pack-size", first, per if per >= 0 else at + 1)
        if unit == "duration":
            return self._duration(first, at)
        if self.words[at] == "g" and self.word(at + 1) == "for" and self.word(at + 3) in SHORT_TIMES:
            return self._take("concentration", first, at)  # a centrifuge: "at 500 g for 10 minutes"
        if self.words[at] in ("iu", "ius"):
            self.add("syringe-units", first, at)
        return self._take(name, first, at)

    def _packed(self, at: int, per: int) -> bool:
        if per >= 0 and self.words[per] in PACKS:
            return True
        return self.word(at + 1) in PACKS and self.gap(at).strip(" -") == ""

    def _take(self, name: str, first: int, last: int) -> int:
        self.add(name, first, last)
        return last

    def _bare(self, first: int, last: int) -> int:
        """A number without a unit: "2 x a day", "5 on 2 off", "1:200", or just a number."""
        following = self.word(last + 1)
        if following in ("x", "times") or self.words[last] in TIMES:
            end = self.period_after(last + 1)
            if end < 0 and self.word(last + 2) in PERIODS | SCHEDULES:
                end = last + 2
            if end >= 0:
                return self._take("schedule", first, end)
        if following == "on" and self.is_number(last + 2) and self.word(last + 3) == "off":
            return self._take("schedule", first, last + 3)
        if self.words[first] == "1" and self.is_number(first + 1) and self.gap(first) == ":":
            return self._take("concentration", first, first + 1)
        self.add("number", first, last)
        return last

    def _duration(self, first: int, at: int) -> int:
        """ "5 days on, 2 days off", "five days in seven", "three days a week", else a plain length of time."""
        if self.word(at + 1) == "on":
            for off in range(at + 2, min(at + 6, len(self.words))):
                if self.words[off] == "off":
                    return self._take("schedule", first, off)
        if self.words[at].rstrip("s") in ("day", "night", "time") and self.word(at + 1) in (
            "in",
            "a",
            "per",
            "each",
            "out",
        ):
            end = at + (3 if self.word(at + 2) == "of" else 2)
            if self.word(end) in PERIODS or self.is_number(end):
                return self._take("schedule", first, end)
        return self._take("duration", first, at)

    def next_day(self, at: int) -> int:
        """The day that follows the day at `at` ("Mon/Thu", "Monday, Wednesday and Friday"), or -1."""
        after = at + 2 if self.word(at + 1) == "and" else at + 1
        return after if self.word(after) in DAYS else -1

    def schedule(self, at: int) -> int:
        """Adds the schedule that a word like "twice", "every" or "daily" opens; the last word that it took, or -1."""
        word = self.words[at]
        if word in SCHEDULES:
            return self._take("schedule", at, at)
        if word in TIMES:
            end = self.period_after(at)
            return self._take("schedule", at, end) if end >= 0 else -1
        if (
            word in ("per", "a", "every", "each")
            and self.word(at + 1) == "24"
            and self.word(at + 2) in ("h", "hr", "hrs", "hour", "hours")
        ):
            return self._take("schedule", at, at + 2)
        if word in ("every", "each"):
            end = at + 1
            if self.word(end) in ORDINALS:
                end += 1
            number = self.number_from(end)
            end = number + 1 if number >= 0 else end
            if self.word(end) in PERIODS | DAYS or self.word(end) in ("hours", "hour", "months"):
                return self._take("schedule", at, end)
            return -1
        if word in ("a", "per", "an") and self.word(at + 1) in ("day", "night", "week", "month", "wk"):
            return self._take("schedule", at, at + 1)
        if word in ("b", "t", "q"):
            return self._dotted(at)
        if word == "m" and self.words[at + 1 : at + 3] == ["w", "f"]:
            return self._take("schedule", at, at + 2)
        if word == "p" and self.word(at + 1) in ("week", "day", "w", "d") and "/" in self.gap(at):
            return self._take("schedule", at, at + 1)
        return -1

    def _dotted(self, at: int) -> int:
        """ "b.i.d.", "t.i.d.", "q.d.": a code of the prescription pad, its letters parted by full stops."""
        for code in ("bid", "tid", "qid", "qd", "qhs"):
            last = at + len(code) - 1
            if "".join(self.words[at : last + 1]) == code and all(self.gap(i) == "." for i in range(at, last)):
                return self._take("schedule", at, last)
        return -1


_OPENERS = SCHEDULES | TIMES | {"every", "each", "a", "per", "an", "p", "b", "t", "q", "m"}
_LABELS = _words("week weeks wk wks month months day days woche semaine semana settimana tydzien неделя")
_FIRST = NUMBER_WORDS | _OPENERS | DAYS | _LABELS


def scan(passage: Passage, ids: dict[str, int]) -> None:
    """Adds the quantities of a passage to its hits, under the numbers that `ids` gives their names."""
    # Figures and what begins with no letter of the alphabet: nothing else can begin a quantity.
    firsts = [i for i, word in enumerate(passage.words) if word in _FIRST or not "a" <= word < "{"]
    if not firsts:
        return
    walk = _Scan(passage, ids)
    done = -1
    for at in firsts:
        if at > done:
            done = _taken(walk, at)


def _taken(walk: _Scan, at: int) -> int:
    """The last word of the quantity that begins at a word, or that word itself."""
    words, breaks = walk.words, walk.passage.breaks
    word = words[at]
    if word[0].isdigit() or word[0] == "." or word in NUMBER_WORDS:
        last = walk.quantity(at)
        if last + 1 < len(words) and "/" in breaks[last] and words[last + 1] in SLASHED:
            walk.add("schedule", last + 1, last + 1)
            last += 1
        return last
    if word in _OPENERS:
        end = walk.schedule(at)
        if end >= 0:
            return end
    if word in DAYS and walk.next_day(at) >= 0:
        end = at
        while walk.next_day(end) >= 0:
            end = walk.next_day(end)
        walk.add("schedule", at, end)
        return end
    if word in _LABELS and walk.number_from(at + 1) >= 0 and breaks[at].strip() == "":
        end = walk.number_from(at + 1)
        walk.add("week-label", at, end)
        return end
    return at
