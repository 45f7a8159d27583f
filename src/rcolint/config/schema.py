"""Which settings are there, what do they accept, and what do they mean?

One row a setting: the loader checks against it, `rcolint config --schema` and the documentation are made from it.
"""

from rcolint.model import PROFILES, SEVERITIES, TIERS
from rcolint.tuples import NamedTuple


class Key(NamedTuple):
    """A setting: the shape of its value, the words it accepts (empty: any), and one sentence about it."""

    shape: str  # text, flag, number, texts, mapping, list
    about: str
    values: tuple[str, ...] = ()
    inner: dict[str, "Key"] | None = None  # the keys of a mapping with fixed keys
    each: "Key | None" = None  # the values of a mapping with free keys, the entries of a list
    most: int = 0  # of a whole number from 1 on


WEIGHTS = ("off", *SEVERITIES)
_FAIL_ON = (*SEVERITIES, *(f"{s}:{t}" for s in SEVERITIES for t in TIERS), "never")
_RULES = Key(
    "mapping",
    "Rules (id, slug or family) and what they weigh: off, error, warning, note, or default.",
    each=Key("text", "What a rule weighs.", (*WEIGHTS, "default")),
)
_KEYS_OF_DATA = {
    "copy": Key("texts", "Keys that hold copy although they look technical."),
    "not-copy": Key("texts", "Keys that hold nothing that a visitor reads."),
}
# What may be said for all files, and again for some under `paths`.
_BY_PATH = {
    "profile": Key("text", "What is sold there; it decides what a sentence means.", PROFILES),
    "tier": Key("text", "How much is shown: gate, review (the default) or audit.", TIERS),
    "rules": _RULES,
    "product-page": Key("flag", "Whether each of these files is a product page, which needs its own statement."),
    "statement-sources": Key(
        "texts", "Files, components (path:Name) and text keys (key:name) whose statement stands on these pages too."
    ),
    "keys": Key(
        "mapping",
        "Keys of data (JSON, YAML, columns, properties in code), alone or with those above them (product.ref).",
        inner=_KEYS_OF_DATA,
    ),
}
_LIST_CHANGES = {
    "add": Key("texts", "Entries to add; they are inflected like the others of the list."),
    "remove": Key("texts", "Entries to take out, with all their inflections."),
}
_LIMITS = {
    "file-size": Key("number", "Megabytes of one file; a larger one is not checked (exit code 3).", most=256),
    "seconds": Key("number", "Seconds of processor time for one file; a slower one is not checked.", most=600),
}
_WAIVER = {
    "rule": Key("text", "The rule (id or slug) that is waived."),
    "path": Key("text", "The file, from the folder of this configuration."),
    "text": Key("text", "The quoted words, as the report shows them, or their whole sentence."),
    "key": Key("text", "The key path or row of the value, where the file has them."),
    "reason": Key("text", "Why these words may stay. Required."),
    "owner": Key("text", "Who answers for it."),
    "until": Key("text", "The last day it holds, as 2027-01-31."),
}
KEYS: dict[str, Key] = {
    "requires-rcolint": Key("text", "The oldest version that may read this file, as 0.3 or >=0.3."),
    "requires-pack": Key("text", "The beginning of the digest of the rules that must run."),
    "extends": Key("texts", "Other configuration files, from this one's folder; what stands here goes over them."),
    **_BY_PATH,
    "fail-on": Key("text", "What makes the exit code 1: SEVERITY, SEVERITY:TIER or never.", _FAIL_ON),
    "paths": Key(
        "mapping",
        "File patterns (docs/**, *.csv) and the settings for what they fit; a later one goes over an earlier one.",
        each=Key("mapping", "Settings for these files.", inner=_BY_PATH),
    ),
    "exclude": Key("texts", "Files that are left out, as in .gitignore, from the folder of this file."),
    "gitignore": Key("flag", "Whether what .gitignore leaves out is left out of folders (true)."),
    "names": Key(
        "mapping",
        "Names of companies and brands whose words are no claims, each with the reason. What they take back is counted.",
        each=Key("text", "Why the words of this name are no claim. Required."),
    ),
    "words": Key(
        "mapping",
        "Word lists (docs/word-lists.md) with what is added to them and taken out.",
        each=Key("mapping", "One list.", inner=_LIST_CHANGES),
    ),
    "rule-folders": Key("texts", "Folders with rules of your own (and words/ in them), from the folder of this file."),
    "limits": Key("mapping", "Limits for one file, in place of the built-in ones.", inner=_LIMITS),
    "waivers": Key(
        "list",
        "Findings that may stay, in files that cannot hold a comment.",
        each=Key("mapping", "One waiver.", inner=_WAIVER),
    ),
    "baseline": Key("text", "The file with the findings that were there before (.rcolint-baseline.json)."),
}


def json_schema() -> dict[str, object]:
    """The JSON Schema of the configuration, made from KEYS."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rcolint configuration",
        **_object(KEYS),
    }


def _object(keys: dict[str, Key]) -> dict[str, object]:
    return {"type": "object", "additionalProperties": False, "properties": {n: _schema(k) for n, k in keys.items()}}


def _schema(key: Key) -> dict[str, object]:
    about: dict[str, object] = {"description": key.about}
    if key.shape == "mapping" and key.inner is not None:
        return about | _object(key.inner)
    if key.shape == "mapping" and key.each is not None:
        return about | {"type": "object", "additionalProperties": _schema(key.each)}
    if key.shape == "list" and key.each is not None:
        return about | {"type": "array", "items": _schema(key.each)}
    if key.shape == "texts":
        return about | {"type": ["array", "string"], "items": {"type": "string"}}
    if key.shape == "number":
        return about | {"type": "integer", "minimum": 1, "maximum": key.most}
    kind = {"text": "string", "flag": "boolean"}[key.shape]
    return about | {"type": kind} | ({"enum": list(key.values)} if key.values else {})
