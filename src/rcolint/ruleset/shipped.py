"""Where are the rules that rcolint ships: in the wheel, or at the top of a checkout?"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """The folder of YAML rules: `rcolint/_rules` in a wheel, `rules/` in a checkout or editable install."""
    inside = _PACKAGE / "_rules"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / "rules"


def packed_file() -> Path | None:
    """The compiled pack that the wheel carries, or None in a checkout, where rules may change at any moment."""
    path = _PACKAGE / "_rules" / "rules.pack"
    return path if path.is_file() else None
