"""What kind of page is this, and which part of it does a block stand in?

From path, front matter, headings and shape only. What this module says may lower a tier; it never takes a gate-tier finding away.
"""

from functools import lru_cache

from rcolint.model import Page, TextBlock
from rcolint.text import words_of
from rcolint.tuples import NamedTuple


def _table(rows: dict[str, str]) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Name -> (single words, phrases); phrases are separated by commas."""
    table: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
    for name, text in rows.items():
        entries = [entry.strip() for entry in text.split(",")]
        table[name] = (frozenset(e for e in entries if " " not in e), tuple(f" {e} " for e in entries if " " in e))
    return table


# Words in a heading, label or key -> what stands below it. The first row that fits is taken.
SECTIONS = _table(
    {
        "references": "reference, references, citation, citations, bibliography, literature, reading list, further reading, sources, publication, publications",
        "sds": "sds, msds, safety data, first aid, hazard, hazards, handling and storage, toxicology, toxicological, ghs, exposure control, exposure controls",
        "policy": "policy, policies, terms, conditions of sale, style guide, enforcement, warning letter, warning letters, legal, prohibited, banned, "
        "words to avoid, compliance",
        "protocol": "protocol, protocols, procedure, materials and methods, assay, method, methods, reagents, buffer, buffers, troubleshooting, cell culture",
        "reviews": "review, reviews, testimonial, testimonials, customers say, customer stories, feedback, what people say, success stories",
        "benefit": "benefit, benefits, use, uses, used for, indication, indications, effect, effects, application, applications, good for, help with, "
        "helps with, why people, why customers, why you, what it does, advantage, advantages, results, highlights, features, supports, target, "
        "targets, goal, goals, condition, conditions",
        "dosing": "dose, doses, dosage, dosing, how to use, how to take, directions, administration, cycle, stack, stacks, stacking, running it, "
        "suggested use, serving",
        "faq": "faq, faqs, questions",
    }
)
PAGE_KINDS = _table(
    {
        "sds": "sds, msds, safety data sheet",
        "lab": "protocol, protocols, datasheet, certificate of analysis, coa, application note, stock solution, stock solutions",
        "policy": "policy, policies, terms, privacy, legal, style guide, enforcement, regulation, regulatory, release notes, changelog",
        "article": "blog, news, article, articles, guide, guides, digest, post, posts",
        "product": "product, products, shop, store, collection, collections, catalog, catalogue",
    }
)


def _named(text: str, table: dict[str, tuple[frozenset[str], tuple[str, ...]]]) -> str:
    words = words_of(text)
    joined = f" {' '.join(words)} "
    # A phrase says more than a word: "how to use" is no list of uses.
    for name, (_, phrases) in table.items():
        if any(phrase in joined for phrase in phrases):
            return name
    for name, (single, _) in table.items():
        if not single.isdisjoint(words):
            return name
    return ""


# Kinds of place where a finding that is only likely becomes one that is shown on request.
QUIET = frozenset(["references", "sds", "policy", "protocol", "lab", "scholarly"])


class Place(NamedTuple):
    """Where a block stands. `slots` are the names that rules use, `section` the part of the page, `kind` the page's."""

    slots: frozenset[str]
    section: str
    kind: str

    @property
    def quiet(self) -> bool:
        """Whether the place argues that a likely finding is no claim."""
        return self.section in QUIET or self.kind in QUIET


@lru_cache(maxsize=1024)  # the blocks below a heading share it
def section_of(headings: tuple[str, ...], path: tuple[str, ...]) -> str:
    """The section that the nearest telling heading or key names; empty where none tells."""
    # The title over everything names the page or the shop ("... Reagents"), not the section.
    for words in (*reversed(path), *reversed(headings[1:] or headings)):
        name = _named(_spaced(words), SECTIONS)
        if name:
            return name
    return ""


def _spaced(key: str) -> str:
    """A key as words: `keyBenefits`, `key_benefits` -> "key Benefits", "key benefits"."""
    out = []
    for before, letter in zip(" " + key, key, strict=False):
        out.append(" " + letter if before.islower() and letter.isupper() else letter)
    return "".join(out).replace("_", " ").replace("-", " ")


def page_kind(path: str, facts: tuple[tuple[str, str], ...], blocks: tuple[TextBlock, ...]) -> str:
    """What a page looks like: product, article, policy, lab, sds, or unknown."""
    told = [value for key, value in facts if key in ("type", "layout", "kind", "category", "template")]
    title = next((b.text for b in blocks if b.carrier == "title" or b.role == "heading"), "")
    tags = [b.text for b in blocks if b.carrier == "tag"]
    for text in (*told, _spaced(path).replace("/", " ").replace(".", " "), title, *tags):
        kind = _named(text, PAGE_KINDS)
        if kind:
            return _kind_by_wording(blocks, kind) if kind == "article" else kind
    return _kind_by_wording(blocks, "unknown")


# What research prose cites with, what a bench is full of, and what a shop cannot do without.
CITING = ("[@", "et al", "doi:", "doi.org", "arxiv", "pmid", "(fig", "[1]", "[2]", "supplementary table")
BENCH = ("pipette", "centrifug", "incubat", "aliquot", "buffer", "supernatant", "pellet", "vortex", "agar", "inoculat", "eluent", "lysate",
         "eppendorf", "gel", "primer", "wells", "lysis", "agarose", "resuspend", "falcon", "stir bar", "spin down", "colonies", "titrat")  # fmt: skip
SELLING = ("add to cart", "add to basket", "buy now", "in stock", "per vial", "our peptide", "our product", "our customers", "shop", "discount", "$", "€", "£",
           "free shipping", "order now", "order today", "you ", "your ")  # fmt: skip
MIN_CITED, MIN_BENCH = 5, 6  # citations in a page; different words of the bench


def _kind_by_wording(blocks: tuple[TextBlock, ...], otherwise: str) -> str:
    """Research prose or a bench protocol by its words, where nothing is on sale; else what is given."""
    text = "\n".join(block.text for block in blocks).lower()
    cited = sum(text.count(mark) for mark in CITING)
    bench = sum(word in text for word in BENCH)
    if cited < MIN_CITED and bench < MIN_BENCH:
        return otherwise
    paragraphs = sum(block.role == "paragraph" for block in blocks)
    sold = sum(text.count(mark) for mark in SELLING)
    if cited >= MIN_CITED and cited * 4 >= paragraphs and sold * 4 <= cited:
        return "scholarly"
    return "lab" if bench >= MIN_BENCH and sold <= bench else otherwise


MAX_LABEL = 40  # letters before the colon of "Indications: ..."


def _label(text: str) -> str:
    """The words before a colon at the beginning of a block, or nothing."""
    label, colon, rest = text[: MAX_LABEL + 1].partition(":")
    return label.strip(" *_") if colon and rest[:1].isspace() and "." not in label else ""


def place_of(block: TextBlock, page: Page, after_question: bool = False) -> Place:
    """Where a block stands on its page."""
    section = section_of(block.headings, block.path)
    slots = {"heading"} if block.role == "heading" else {"item"} if block.role in ("list-item", "cell") else {"body"}
    if block.carrier == "tag":
        slots.add("tag")
    elif block.carrier in ("name", "title"):
        slots.add("name")
    label = _label(block.text)
    if label:
        slots.add("label")
    told = section_of((), (label,)) if label else ""
    if told == "benefit" or (section == "benefit" and block.role != "heading"):
        slots.add("benefit")
    if block.text.rstrip().endswith("?") or block.text.lstrip().lower().startswith("q:"):
        slots.add("question")
    if after_question:
        slots.add("answer")
    return Place(frozenset(slots), told or section, page.kind)
