"""What may stand in a rule file?

Tables, not code: the loader, the JSON Schema and the documentation read the same ones. To add a rule kind, add its
parameters to KINDS.
"""

from typing import Any

from rcolint.model import CARRIERS, CONTEXTS, FAMILIES, PROFILES, ROLES, SEVERITIES, STATEMENT_STATES, TIERS
from rcolint.tuples import NamedTuple


class FieldSpec(NamedTuple):
    """What a field holds: its shape, whether it must be there, its closed list of values, what it is for."""

    shape: str  # text, list, patterns, variants, references, when, number, flag
    required: bool = False
    values: tuple[str, ...] = ()
    about: str = ""


SLOTS = ("benefit", "tag", "name", "heading", "item", "question", "answer", "label", "body")
SCOPES = ("clause", "sentence", "block", "fragment")
STATEMENT_FLAGS = ("contradicted", "late", "wrong-class", "assumes-use", "consumption-only")
RECORDS = ("waiver-unused", "waiver-without-reason", "waiver-expired", "profile-set-by-content")
STATEMENT_KINDS = ("ruo", "ivd", "investigational", "dshea", "reagent")

WHEN: dict[str, tuple[str, ...]] = {
    "profile": PROFILES,
    "slot": SLOTS,
    "carrier": CARRIERS,
    "role": ROLES,
    "facet": ("hedged", "attributed", "animal", "everyday"),
}

RULE: dict[str, FieldSpec] = {
    "id": FieldSpec("text", True, about="RCO and three digits; the first digit is the family. Never reused."),
    "slug": FieldSpec("text", True, about="a kebab-case name"),
    "title": FieldSpec("text", True, about="the rule in plain words"),
    "family": FieldSpec("text", True, tuple(FAMILIES.values()), "must agree with the first digit of the id"),
    "kind": FieldSpec("text", True, about="how the rule looks: a key of KINDS"),
    "stage": FieldSpec("text", False, ("first", "later"), "first: runs by default; later: only when selected"),
    "variants": FieldSpec("variants", True, about="first that fits gives severity, tier and message"),
    "unless": FieldSpec("list", False, CONTEXTS, "the contexts that take a match back"),
    "message": FieldSpec("text", True, about="may use {match} and the names of the lists in look_for"),
    "why": FieldSpec("text", True, about="two sentences that a marketer understands"),
    "instead": FieldSpec("text", True, about="what may honestly be written"),
    "references": FieldSpec("references", True, about="the legal basis"),
}
VARIANT: dict[str, FieldSpec] = {
    "when": FieldSpec("when"),
    "severity": FieldSpec("text", True, (*SEVERITIES, "off", "with-dshea")),
    "tier": FieldSpec("text", False, TIERS),
    "message": FieldSpec("text"),
}
REFERENCE: dict[str, FieldSpec] = {
    "cite": FieldSpec("text", True),
    "title": FieldSpec("text"),
    "url": FieldSpec("text"),
    "checked": FieldSpec("flag", about="the wording was compared with an official copy"),
}
_WHERE: dict[str, FieldSpec] = {
    "slots": FieldSpec("list", False, SLOTS, "only in these places of a page"),
    "not_slots": FieldSpec("list", False, SLOTS, "not in these"),
    "roles": FieldSpec("list", False, ROLES),
    "carriers": FieldSpec("list", False, CARRIERS),
}
_GRAMMAR: dict[str, FieldSpec] = {
    "look_for": FieldSpec("patterns", True, about="lines of words, {lists} and gaps"),
    "in": FieldSpec("text", False, SCOPES, "the stretch that a pattern may not leave"),
    "also": FieldSpec("patterns", False, about="one of these must stand in the same sentence, too"),
    "without": FieldSpec("patterns", False, about="none of these may stand in the same sentence"),
    "fill": FieldSpec("list", False, about="with 'in: fragment': lists whose words may stand beside the match"),
    **_WHERE,
}
KINDS: dict[str, dict[str, FieldSpec]] = {
    "claim": _GRAMMAR,
    "quantity": _GRAMMAR,
    "phrase": _GRAMMAR,
    "regex": {
        "pattern": FieldSpec("text", True, about="on folded text; no nested repeats, look-behind or back-references"),
    },
    "blend": {
        "heads": FieldSpec("list", True, about="how the word begins; one more letter may join it to the tail"),
        "tails": FieldSpec(
            "list", True, about="how it ends, also behind a hyphen with a capital, or with r, s or x added"
        ),
    },
    "letters": {
        "look": FieldSpec(
            "text", True, ("hidden", "bidi", "masked"), "invisible or foreign letters, turned direction, or masks"
        ),
        "lists": FieldSpec("list", False, about="with 'look: masked': the lists that the unmasked word must stand in"),
    },
    "record": {
        "tells": FieldSpec("text", True, RECORDS, "what a file says about how it is to be checked"),
    },
    "together": {
        "first": FieldSpec("patterns", True, about="stands somewhere on the page"),
        "second": FieldSpec("patterns", True, about="is reported, with the first as the related place"),
    },
    "after": {
        "families": FieldSpec("list", True, tuple(FAMILIES.values()), "findings of these families..."),
        "tiers": FieldSpec("list", True, TIERS, "...in these tiers..."),
        "statement": FieldSpec("list", True, STATEMENT_KINDS, "...on a page with such a statement"),
    },
    "statement": {
        "of": FieldSpec("list", True, STATEMENT_KINDS, "the kind of statement that is graded"),
        "status": FieldSpec("list", False, STATEMENT_STATES, "report statements with one of these states"),
        "flags": FieldSpec("list", False, STATEMENT_FLAGS, "or with one of these flags"),
        "texts": FieldSpec("list", False, about="the wordings fixed by law"),
    },
}
EXAMPLE_FIELDS = ("text", "as", "under", "key", "profile", "because", "page", "with_text", "unanswered")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule (the first YAML document of a rule file), for editors."""
    kinds = {name: spec for fields in KINDS.values() for name, spec in fields.items()}
    properties = {name: _property(spec) for name, spec in {**RULE, **kinds}.items()}
    properties["kind"] = {"enum": list(KINDS), "description": RULE["kind"].about}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rcolint rule",
        "type": "object",
        "required": [name for name, spec in RULE.items() if spec.required],
        "properties": properties,
        "additionalProperties": False,
    }


def _property(spec: FieldSpec) -> dict[str, Any]:
    value: dict[str, Any] = {"type": "string"}
    if spec.values:
        value = {"enum": list(spec.values)}
    shapes: dict[str, dict[str, Any]] = {
        "text": value,
        "list": {"type": "array", "items": value},
        "patterns": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "flag": {"type": "boolean"},
        "number": {"type": "integer"},
        "when": {
            "type": "object",
            "properties": {k: {"type": ["string", "array"]} for k in WHEN},
            "additionalProperties": False,
        },
    }
    if spec.shape == "variants":
        shape = _table(VARIANT)
    elif spec.shape == "references":
        shape = _table(REFERENCE)
    else:
        shape = shapes[spec.shape]
    return {**shape, "description": spec.about} if spec.about else shape


def _table(fields: dict[str, FieldSpec]) -> dict[str, Any]:
    return {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {name: _property(spec) for name, spec in fields.items()},
            "required": [name for name, spec in fields.items() if spec.required],
            "additionalProperties": False,
        },
    }
