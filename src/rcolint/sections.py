"""What kind of page is this, and which part of it does a block stand in?

From path, front matter, headings and shape only. What this module says may lower a tier; it never takes a gate-tier finding away.
"""

import re
from typing import NamedTuple

from rcolint.model import Page, TextBlock
from rcolint.text import fold

# Words in a heading, label or key -> what stands below it.
SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("references", r"\b(references?|citations?|bibliography|literature|further reading|sources|publications?)\b"),
        ("sds", r"\b(safety data|sds|msds|first.aid|hazards?|handling and storage|toxicolog\w+|ghs|exposure controls?)\b"),
        ("policy", r"\b(polic(y|ies)|terms|conditions of sale|style guide|enforcement|warning letters?|legal|prohibited|banned|words to avoid|compliance)\b"),
        ("protocol", r"\b(protocols?|procedure|materials and methods|assay|methods?|reagents|buffers?|troubleshooting|cell culture)\b"),
        ("reviews", r"\b(reviews?|testimonials?|customers? (say|stories)|feedback|what people say|success stories)\b"),
        ("benefit", r"\b(benefits?|uses?|used for|indications?|effects?|applications?|good for|helps? with|why (people|customers|you)|what it does|advantages?|results|highlights|features|supports|targets|goals?|conditions)\b"),
        ("dosing", r"\b(dos(e|es|age|ing)|how to (use|take)|directions|administration|cycle|stack(s|ing)?|running it|suggested use|serving)\b"),
        ("faq", r"\b(faqs?|questions)\b"),
    )
)  # fmt: skip
PAGE_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("sds", r"\b(sds|msds|safety data sheet)\b"),
        ("lab", r"\b(protocols?|datasheet|certificate of analysis|coa|application note|stock solutions?)\b"),
        ("policy", r"\b(polic(y|ies)|terms|privacy|legal|style guide|enforcement|regulat(ion|ory)|release notes|changelog)\b"),
        ("article", r"\b(blog|news|articles?|guides?|digest|posts?)\b"),
        ("product", r"\b(products?|shop|store|collections?|catalog(ue)?)\b"),
    )
)  # fmt: skip
# Kinds of place where a finding that is only likely becomes one that is shown on request.
QUIET = frozenset(["references", "sds", "policy", "protocol", "lab"])


class Place(NamedTuple):
    """Where a block stands. `slots` are the names that rules use, `section` the part of the page, `kind` the page's."""

    slots: frozenset[str]
    section: str
    kind: str

    @property
    def quiet(self) -> bool:
        """Whether the place argues that a likely finding is no claim."""
        return self.section in QUIET or self.kind in QUIET


def section_of(headings: tuple[str, ...], path: tuple[str, ...]) -> str:
    """The section that the nearest telling heading or key names; empty where none tells."""
    for words in (*reversed(path), *reversed(headings)):
        text = fold(_spaced(words))
        for name, pattern in SECTIONS:
            if pattern.search(text):
                return name
    return ""


def _spaced(key: str) -> str:
    """A key as words: `keyBenefits`, `key_benefits` -> "key Benefits", "key benefits"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").replace("-", " ")


def page_kind(path: str, facts: tuple[tuple[str, str], ...], blocks: tuple[TextBlock, ...]) -> str:
    """What a page looks like: product, article, policy, lab, sds, or unknown."""
    told = [value for key, value in facts if key in ("type", "layout", "kind", "category", "template")]
    title = next((b.text for b in blocks if b.carrier == "title" or b.role == "heading"), "")
    tags = [b.text for b in blocks if b.carrier == "tag"]
    for text in (*told, _spaced(path).replace("/", " ").replace(".", " "), title, *tags):
        folded = fold(text)
        for kind, pattern in PAGE_KINDS:
            if pattern.search(folded):
                return kind
    return "unknown"


_LABEL = re.compile(r"^\W*([\w' /&-]{3,40}):\s")


def place_of(block: TextBlock, page: Page, after_question: bool = False) -> Place:
    """Where a block stands on its page."""
    section = section_of(block.headings, block.path)
    slots = {"heading"} if block.role == "heading" else {"item"} if block.role in ("list-item", "cell") else {"body"}
    if block.carrier == "tag":
        slots.add("tag")
    elif block.carrier in ("name", "title"):
        slots.add("name")
    label = _LABEL.match(block.text)
    if label:
        slots.add("label")
    told = section_of((), (label.group(1),)) if label else ""
    if told == "benefit" or (section == "benefit" and block.role != "heading"):
        slots.add("benefit")
    if block.text.rstrip().endswith("?") or block.text.lstrip().lower().startswith("q:"):
        slots.add("question")
    if after_question:
        slots.add("answer")
    return Place(frozenset(slots), told or section, page.kind)
