"""rcolint finds risk cues in the copy of companies that sell research chemicals, peptides, reagents and supplements.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "check_text": "rcolint.api",
    "check_paths": "rcolint.api",
    "Finding": "rcolint.model",
    "Report": "rcolint.model",
    "Settings": "rcolint.model",
    "Span": "rcolint.positions",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'rcolint' has no attribute {name!r}")
