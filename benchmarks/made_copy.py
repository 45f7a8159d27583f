"""What copy is the speed measured on?

Two corpora of Markdown pages, the same at every call, of shops that do not exist. *dense*: every sentence claims something, and hardly a
sentence comes twice. *mixed*: what the repository of a shop holds, product pages, laboratory notes, policies and posts, each with the
header and footer that stand on every page; one sentence in eight claims something.
"""

import random
from collections.abc import Callable

FRAMES = {
    "claim": (
        "{subject} {relieves} {complaint} and {supports} {function}.",
        "{subject} {relieves} {complaint} in {people} within {period}.",
        "{People} who live with {complaint} say that {subject} {relieves} it.",
        "{subject} may {help} {people} with {complaint} to {live} again.",
        "With {subject}, {complaint} and {complaint} fade in {period}, and {function} comes back.",
        "Take {amount} {often} for {period}, {moment}.",
        "Draw {amount} into an insulin syringe and inject it under the skin {often}.",
        "For {complaint}, most customers begin with {amount} {often} and go up after {period}.",
        "Clinical trials in {people} showed that {subject} {relieves} {complaint} by {number} percent.",
        "{subject} is recommended by doctors and {supports} {function} {often}.",
        "Our own {people} report better {function}, less {complaint} and **no side effects** after {period}.",
        "It {supports} {function}, {supports} {function} and {relieves} {complaint}.",
        "Looking for relief from {complaint}? {subject} {supports} {function} in {period}.",
        "*{subject}* is approved in several countries against {complaint}.",
        "Nothing else on the market {relieves} {complaint} like {subject}, and {number} {people} agree.",
        "Mix the vial with {number} mL of bacteriostatic water and take {amount} {often}.",
    ),
    "item": (
        "{Relieves} {complaint} in {people}",
        "**{Function}**: {supports} {function} within {period}",
        "{amount} {often} against {complaint}",
        "{Supports} {function} and {relieves} {complaint}",
    ),
    "goods": (
        "{subject} comes as a white powder, {number} mg to the vial, sealed under argon.",
        "Each lot is tested by HPLC and mass spectrometry; lot {number} came out at 98.{number} %.",
        "The certificate of lot {number} names the method, the column, the gradient and the analyst.",
        "Store the powder at -20 °C, dry and away from light, and thaw it once.",
        "{subject} is soluble in water up to {number} mg/mL and in DMSO up to {number} mM.",
        "The sequence has {number} residues, an amide at its end and a mass of {number}.4 Da.",
        "We ship on {day} and {day}; an order of {number} vials goes out in one box with ice packs.",
    ),
    "laboratory": (
        "Treat the cells with {number} nM {subject} for {period}, then wash them three times with buffer.",
        "Dissolve {number} mg in {number} mL of {buffer} and pass it through a 0.2 µm filter.",
        "Inject {number} µL on a C18 column and read at **214 nm** with a gradient over {number} min.",
        "{subject} binds the receptor with a Ki of 0.{number} nM in membranes of transfected cells.",
        "Spin at {number} g for {number} min at 4 °C and keep the supernatant for the assay.",
        "Dilute the antibody 1:{number} in {buffer} and incubate the plate for {period} on a shaker.",
        "In rats, {number} mg/kg lowered the signal in the hippocampus ({name} et al., 2014).",
        "Blots were blocked in {buffer} with 5 % milk, and bands were read against a ladder.",
    ),
    "policy": (
        "We give no advice on use in people and do not answer questions about doses.",
        "Orders that mention self-treatment are declined, and account {number} was closed for it last {day}.",
        "Staff never write that {subject} {relieves} {complaint}; such a sentence makes a drug of a reagent.",
        "Returns are taken within {number} days, unopened and with the packing slip of the order.",
        "Invoices are due after {number} days; universities in our list may pay after {period}.",
        "Nothing on this site is medical advice, and no product is sold for human consumption.",
    ),
    "prose": (
        "{name} joined the company in 2019 and looks after the freezers, the van and the {day} delivery.",
        "The old mill by the river has room for {number} shelves, a packing table and a small office.",
        "Last {day} we moved the price list to its own page, as the [newsletter](/news/{number}) told.",
        "Prices of glass went up by {number} percent this year, and ours follow on the first {day} of the month.",
        "A reader asked why labels peel in the cold: the glue sets at 4 °C and wants a dry surface.",
        "The photographs show lot {number} beside a coin, taken by {name} in daylight without a filter.",
        "{name} writes about solid-phase synthesis, where each residue is joined, washed and freed again.",
    ),
}  # fmt: skip
WORDS = {
    "subject": "our peptide|this vial|the blend|the fragment|the tetrapeptide|Velmarin|Ostrelin-4|Cardolex|the copper complex|our nasal spray|this "
    "amide|the acetate|Nuravia|the reference standard|BR-211|Tessolin|the starter kit|the long fragment|our best seller|Pellarin",
    "relieves": "relieves|treats|cures|eases|calms|reverses|heals|prevents|fights|reduces|ends|soothes|stops|clears|takes away|shrinks",
    "supports": "supports|boosts|sharpens|restores|strengthens|improves|rebuilds|balances|protects|lifts|deepens|speeds up",
    "help": "help|allow|let|free",
    "live": "walk|sleep|work|run|think clearly|eat well|train hard",
    "complaint": "arthritis pain|anxiety|psoriasis|high blood pressure|migraine|insomnia|tendonitis|type 2 diabetes|eczema|depression|gout|joint "
    "swelling|Crohn's disease|back pain|chronic fatigue|hair loss|rosacea|brain fog|acid reflux|hot flashes|fibromyalgia|infections|asthma|ulcers|acne",
    "function": "deep sleep|lean muscle|memory|mood|gut health|the immune system|skin tone|libido|recovery after training|fat burning|focus|joint "
    "mobility|heart health|testosterone|energy|collagen|hair growth|stamina|digestion|blood flow|bone strength",
    "people": "older adults|athletes|women over 40|patients|our customers|men|office workers|runners|dogs and horses|veterans|new mothers|shift workers",
    "amount": "250 mcg|5 mg|two capsules|half a tablet|0.5 mL|10 units|1.5 mg|a full dropper|100 mcg|three sprays|20 IU|2 mg",
    "often": "twice daily|every other day|each morning|once a week|three times a day|before bed|nightly|every evening|on Mondays and Thursdays|5 days on, 2 days off",
    "period": "six weeks|ten days|a month|two weeks|90 days|one night|24 hours|the first week|three months|half a year|12 weeks",
    "moment": "on an empty stomach|with food|before training|after the last meal|under the tongue|for best results|and never skip a day",
    "buffer": "PBS|Tris buffer at pH 7.4|50 mM HEPES|TBST|0.1 % acetic acid|water|RPMI with serum|a phosphate buffer",
    "name": "Oduya|Brandvold|Kettering|Marchetti|Sorrel|Nakagawa|Fenwick|Halloran|Petrov|Castellane",
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday",
}  # fmt: skip
CHOICES = {name: text.split("|") for name, text in WORDS.items()}
HEADER = "[Home](/) | [Shop](/shop) | [Quality](/quality) | [Contact](/contact)\n\nFree delivery on orders over 150 euro within the union.\n"
FOOTER = (
    "For laboratory research use only. Not for use in humans or animals. Not for diagnostic or therapeutic use.\n\n"
    "Brackwater Reagents, 14 Mill Lane. Open from Monday to Friday, nine to five; letters are answered within two working days.\n\n"
    "- [Terms of sale](/terms)\n- [Privacy](/privacy)\n- [Safety data sheets](/sds)\n- [Certificates](/coa)\n"
)
# Page of the mixed corpus -> its weight, and the share of each kind of sentence on it.
PAGES = {
    "Product": (5, {"goods": 12, "claim": 4, "laboratory": 3, "prose": 1}),
    "Protocol": (3, {"laboratory": 9, "goods": 2, "prose": 1}),
    "Policy": (1, {"policy": 8, "prose": 2}),
    "News": (2, {"prose": 9, "goods": 2, "claim": 2, "policy": 1}),
}
DENSE_SIZE, PAGE_SIZE = 32_000, (3_000, 9_000)  # characters: a long page; pages of a shop


class Writer:
    """Writes sentences, paragraphs and pages by throwing dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def sentence(self, kind: str) -> str:
        """One sentence (or list item) of a kind, its slots filled."""
        parts = self.dice.choice(FRAMES[kind]).split("{")
        text = parts[0] + "".join(self._slot(*part.split("}", 1)) for part in parts[1:])
        return text[:1].upper() + text[1:]

    def _slot(self, name: str, rest: str) -> str:
        if name == "number":
            return str(self.dice.randint(2, 900)) + rest
        word = self.dice.choice(CHOICES[name.lower()])
        return (word if name.islower() else word[:1].upper() + word[1:]) + rest

    def block(self, pick: Callable[[], str]) -> str:
        """A paragraph of three to six sentences, or a list of them."""
        kinds = [pick() for _ in range(self.dice.randint(3, 6))]
        if self.dice.random() < 0.3:
            items = [self.sentence("item" if kind == "claim" else kind) for kind in kinds]
            return "".join(f"- {item}\n" for item in items)
        return " ".join(self.sentence(kind) for kind in kinds) + "\n"

    def body(self, size: int, pick: Callable[[], str]) -> str:
        """Blocks under headings until the size is reached."""
        text = ""
        while len(text) < size:
            text += self.block(pick) + "\n"
            if self.dice.random() < 0.2:
                text += f"## Part {self.dice.randint(2, 99)}\n\n"
        return text


def dense(size: int) -> list[str]:
    """Long pages of `size` bytes in all, every sentence a claim."""
    writer = Writer(5)
    return _pages(size, lambda number: f"# Product {number}\n\n{writer.body(DENSE_SIZE, lambda: 'claim')}")


def mixed(size: int) -> list[str]:
    """Pages of a shop's repository, `size` bytes in all, with their header and footer."""
    writer = Writer(7)

    def page(number: int) -> str:
        (name,) = writer.dice.choices([*PAGES], [weight for weight, _ in PAGES.values()])
        shares = PAGES[name][1]
        kinds, weights = [*shares], [*shares.values()]
        body = writer.body(writer.dice.randint(*PAGE_SIZE), lambda: writer.dice.choices(kinds, weights)[0])
        return f"{HEADER}\n# {name} {number}\n\n{body}\n---\n\n{FOOTER}"

    return _pages(size, page)


def _pages(size: int, page: Callable[[int], str]) -> list[str]:
    pages: list[str] = []
    whole = 0
    while whole < size:
        pages.append(page(len(pages) + 1))
        whole += len(pages[-1].encode("utf-8"))
    return pages
