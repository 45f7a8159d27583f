"""Which settings are there, what do they accept, and what do they mean?

One row a setting: the loader checks against it, `rcolint config --schema` and the documentation are made from it.
"""

from rcolint.model import PROFILES, SEVERITIES, TIERS
from rcolint.tuples import NamedTuple


class Key(NamedTuple):
    """A setting: the shape of its value, the words it accepts (empty: any), and one sentence about it."""

    shape: str  # text, flag, texts, mapping, list
    about: str
    values: tuple[str, ...] = ()
    inner: dict[str, "Key"] | None = None  # the keys of a mapping with fixed keys
    each: "Key | None" = None  # the values of a mapping with free keys, the entries of a list


WEIGHTS = ("off", *SEVERITIES)
_FAIL_ON = (*SEVERITIES, *(f"{s}:{t}" for s in SEVERITIES for t in TIERS), "never")
_RULES = Key(
    "mapping",
    "Rules (id, slug or family) and what they weigh: off, error, warning, note, or default.",
    each=Key("text", "What a rule weighs.", (*WEIGHTS, "default")),
)
# What may be said for all files, and again for some under `paths`.
_BY_PATH = {
    "profile": Key("text", "What is sold there; it decides what a sentence means.", PROFILES),
    "tier": Key("text", "How much is shown: gate, review (the default) or audit.", TIERS),
    "rules": _RULES,
    "product-page": Key("flag", "Whether each of these files is a product page, which needs its own statement."),
    "statement-sources": Key(
        "texts", "Files, components (path:Name) and text keys (key:name) whose statement stands on these pages too."
    ),
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
    kind = {"text": "string", "flag": "boolean"}[key.shape]
    return about | {"type": kind} | ({"enum": list(key.values)} if key.values else {})
