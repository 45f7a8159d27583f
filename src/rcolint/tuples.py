"""How is a frozen tuple with named fields defined without every start paying for it?

`typing.NamedTuple` compiles a constructor for each class and checks each annotation, a tenth of a millisecond a class, and
a hook needs more than forty. Here the fields are read off the class body and one constructor serves them all; what is made
unpacks, compares, sorts and hashes as before. Type checkers see the original.
"""

import sys
from collections import namedtuple
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]
MOST_FIELDS = 24

if TYPE_CHECKING or sys.version_info >= (3, 14):  # from 3.14 on a class body no longer holds its annotations
    from typing import NamedTuple
else:
    # What reads the n-th item of any tuple by name; the standard library makes it once for all classes.
    _NUMBERED = namedtuple("_NUMBERED", [f"item{n}" for n in range(MOST_FIELDS)])  # noqa: PYI024 - its fields are all there is to it
    _ITEMS = [vars(_NUMBERED)[name] for name in _NUMBERED._fields]

    class _Definition(type):
        """Turns the annotations of a class body into fields, and the values they have there into defaults."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if len(fields) > MOST_FIELDS or tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name} has too many fields, or one without a default after one with a default")
            body.update(zip(fields, _ITEMS, strict=False))
            body.update(__slots__=(), _fields=fields, _field_defaults=defaults, __match_args__=fields)
            body["_defaults"] = tuple(defaults.values())
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple[Any, ...], metaclass=_Definition):
        """The base of the nouns: fields are written as in `typing.NamedTuple`, methods may follow them."""

        __slots__ = ()

        def __new__(cls, *values: Any, **named: Any) -> Any:
            """Takes the fields in order or by name."""
            missing = len(cls._fields) - len(values)
            if named or missing < 0 or missing > len(cls._defaults):
                values = _filled(cls, values, named)
            elif missing:
                values += cls._defaults[-missing:]
            return tuple.__new__(cls, values)

        def _replace(self, **changed: Any) -> Any:
            """The same with some fields changed."""
            unknown = changed.keys() - self._fields
            if unknown:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
            return tuple.__new__(
                type(self), [changed.get(name, old) for name, old in zip(self._fields, self, strict=True)]
            )

        def _asdict(self) -> dict[str, Any]:
            """The fields by name."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            told = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({told})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _filled(cls: Any, values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """All values in order: those given in order, then those given by name, else the defaults."""
        rest = cls._fields[len(values) :]
        known = {**cls._field_defaults, **named}
        if len(values) > len(cls._fields) or not named.keys() <= set(rest) or not known.keys() >= set(rest):
            raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}; got {len(values)} values and {[*named]}")
        return (*values, *[known[name] for name in rest])
