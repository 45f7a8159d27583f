"""Which rules run where a configuration changes them?

The shipped sources are compiled again together with the changes. The pack is kept in the user's cache folder, under a digest of
all that it is made of; where nothing can be written there, it is compiled each time.
"""

import os
from pathlib import Path

from rcolint.errors import RuleError
from rcolint.ruleset.changes import Changes
from rcolint.ruleset.load import RuleFile, load_folder
from rcolint.ruleset.pack import Pack, compile_rules, key_of, parsed
from rcolint.ruleset.shipped import rules_folder

MOST_KEPT = 16  # packs in the cache


def load_changed(shipped: Pack, changes: Changes) -> Pack:
    """The pack with the changes. Raises RuleError with all that is wrong about them."""
    folder = rules_folder()
    file = _cache() / f"{key_of(shipped, changes)}.pack"
    try:
        return parsed(file.read_bytes(), str(file))
    except (OSError, RuleError):
        pass  # not there, or damaged: it is made again
    try:
        raw = compile_rules(folder, changes).encode()
    except UnicodeEncodeError as error:
        raise RuleError(
            f"the rules of the configuration hold half a character: {error.object[error.start]!r}"
        ) from None
    _keep(file, raw)
    return parsed(raw, str(folder))


def own_rules(changes: Changes) -> list[RuleFile]:
    """The rules that the changes add, with their examples."""
    own = {file.shown for file in changes.files}
    return [rule for rule in load_folder(rules_folder(), changes=changes).rules if rule.file.path in own]


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("rcolint", appauthor=False)


def _keep(file: Path, raw: bytes) -> None:
    """Writes a pack whole or not at all, and lets the oldest go."""
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_bytes(raw)
        part.replace(file)
        kept = sorted(file.parent.glob("*.pack"), key=lambda path: path.stat().st_mtime_ns)
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        pass
