"""Is this a file of translations, where every value is shown and every key is a name?"""

from pathlib import PurePosixPath

from rcolint.expressions import Expression

FOLDERS = frozenset("locale locales i18n l10n lang langs language languages translation translations messages".split())
LANGUAGES = frozenset(
    "en de fr es it pt nl pl sv da fi nb no cs sk hu ro bg el tr ru uk ar he hi ja ko zh vi th id".split()
)
_LOCALE = Expression(r"(?:[a-z]{2,3}(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}|[0-9]{3}))?)\Z")


def holds_translations(path: str) -> bool:
    """Whether a file's name or folder says so: `locales/shop.json`, `messages/en.json`, `en-GB.yml`, `shop.de.json`."""
    where = PurePosixPath(path)
    if FOLDERS.intersection(part.lower() for part in where.parts[:-1]):
        return True
    return any(_is_locale(part) for part in where.name.split(".")[:-1])


def _is_locale(name: str) -> bool:
    """A language code, alone or with a region or script; other short words (`api`, `seo`) are none."""
    return bool(_LOCALE.match(name)) and name.replace("_", "-").split("-")[0] in LANGUAGES
