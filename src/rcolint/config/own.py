"""Are the own names and keys of a configuration what they say they are?

A name is heard as it is written, so it needs a capital or a digit: a word of the language in small letters is switched off nowhere.
"""

from rcolint.config.loading import Layer, entries
from rcolint.config.opened import Config
from rcolint.config.tree import Node
from rcolint.errors import ConfigError, Mistake
from rcolint.text import words_of

MAX_WORDS = 6  # of a name; what is longer is a sentence, and may be a claim


def check_own(config: Config) -> None:
    """Raises ConfigError with all that is wrong about names and keys."""
    mistakes: list[Mistake] = []
    for layer in config.layers:
        names = layer.get("names")
        for name, reason in names.value.items() if names else ():
            wrong = _why_no_name(str(name), reason)
            if wrong:
                mistakes.append(layer.tree.mistake(reason, wrong))
        for mapping in (layer.tree.root, *_sections(layer)):
            _check_keys(layer, mapping, mistakes)
    if mistakes:
        raise ConfigError(mistakes)


def _sections(layer: Layer) -> list[Node]:
    sections = layer.get("paths")
    return [section for section in (sections.value.values() if sections else ()) if section.value]


def _why_no_name(name: str, reason: Node) -> str:
    words = words_of(name)
    if reason.value is None:
        return f"'{name}' needs a reason: why are its words no claim?"
    if not words:
        return f"'{name}' holds no word"
    if len(words) > MAX_WORDS:
        return f"'{name}' has {len(words)} words; a name has at most {MAX_WORDS}"
    if name == name.lower() and not any(letter.isdigit() for letter in name):
        return f"'{name}' is written in small letters only, like any word: write the name with its capitals"
    return ""


def _check_keys(layer: Layer, mapping: Node, mistakes: list[Mistake]) -> None:
    keys = mapping.value.get("keys")
    if keys is None or keys.value is None:
        return
    copy, other = (entries(keys.value.get(name)) for name in ("copy", "not-copy"))
    both = {str(node.value) for node in copy} & {str(node.value) for node in other}
    mistakes += [
        layer.tree.mistake(node, f"'{node.value}' stands in copy and in not-copy")
        for node in other
        if node.value in both
    ]
