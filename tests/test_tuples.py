"""Is a noun the named tuple that type checkers take it for?"""

import copy
import pickle
import typing

import pytest

from rcolint import tuples
from rcolint.tuples import NamedTuple


class Vial(NamedTuple):
    """A noun with a default, a method and a property."""

    name: str
    milligrams: int = 2
    lots: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Shown in messages."""
        return f"{self.name}, {self.milligrams} mg"


class Original(typing.NamedTuple):
    """The same as the standard library defines it."""

    name: str
    milligrams: int = 2
    lots: tuple[str, ...] = ()


class TestMadeAsTheOriginal:
    @pytest.mark.parametrize(
        ("values", "named"),
        [
            (("Vesper",), {}),
            (("Vesper", 5), {}),
            (("Vesper", 5, ("A1",)), {}),
            (("Vesper",), {"lots": ("A1",)}),
            ((), {"milligrams": 5, "name": "Vesper"}),
        ],
    )
    def test_values_by_place_and_by_name(self, values: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
        made, original = Vial(*values, **named), Original(*values, **named)
        assert tuple(made) == tuple(original)
        assert (made.name, made.milligrams, made.lots) == tuple(original)
        assert repr(made) == repr(original).replace("Original", "Vial")

    @pytest.mark.parametrize(
        ("values", "named"),
        [
            ((), {}),
            ((), {"milligrams": 5}),
            (("Vesper", 5, (), "more"), {}),
            (("Vesper",), {"name": "twice"}),
            (("Vesper",), {"colour": "red"}),
        ],
    )
    def test_what_the_original_refuses(self, values: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
        for cls in (Original, Vial):
            with pytest.raises(TypeError):
                cls(*values, **named)

    def test_fields_and_defaults(self) -> None:
        assert Vial._fields == Original._fields
        assert Vial._field_defaults == Original._field_defaults
        assert Vial.__match_args__ == Original.__match_args__


class TestHowItBehaves:
    def test_it_is_a_tuple(self) -> None:
        vial = Vial("Vesper", 5)
        name, milligrams, lots = vial
        assert (name, milligrams, lots) == ("Vesper", 5, ())
        assert tuple(vial) == ("Vesper", 5, ())
        assert hash(vial) == hash(("Vesper", 5, ()))
        assert sorted([Vial("B"), Vial("A", 3), Vial("A", 1)]) == [("A", 1, ()), ("A", 3, ()), ("B", 2, ())]
        assert vial.label == "Vesper, 5 mg"

    def test_it_is_frozen(self) -> None:
        vial = Vial("Vesper")
        for name in ("name", "other"):
            with pytest.raises(AttributeError):
                setattr(vial, name, "changed")

    def test_replace_makes_another(self) -> None:
        vial = Vial("Vesper")
        assert vial._replace(milligrams=10) == Vial("Vesper", 10)
        assert type(vial._replace()) is Vial
        assert vial.milligrams == 2
        with pytest.raises((TypeError, ValueError)):
            vial._replace(colour="red")  # type: ignore[call-arg]

    def test_copies_and_pickles_are_equal_and_of_its_type(self) -> None:
        vial = Vial("Vesper", 5, ("A1",))
        for again in (copy.copy(vial), copy.deepcopy(vial), pickle.loads(pickle.dumps(vial))):
            assert again == vial
            assert type(again) is Vial

    def test_cases_match_by_place(self) -> None:
        match Vial("Vesper", 5):
            case Vial(name, 5):
                assert name == "Vesper"
            case _:
                pytest.fail("no match")


def defined(**fields: type) -> typing.Any:
    """A noun with these fields, the first of which has a default."""
    meta: typing.Any = type(NamedTuple)
    return meta("Made", (NamedTuple,), {"__annotations__": fields, next(iter(fields)): 1})


@pytest.mark.skipif(not hasattr(tuples, "_Definition"), reason="this Python defines them itself")
class TestDefinitions:
    def test_a_field_without_a_default_stands_before_those_with_one(self) -> None:
        with pytest.raises(TypeError):
            defined(a=int, b=int)

    def test_more_fields_than_there_are_readers_for_are_refused(self) -> None:
        with pytest.raises(TypeError):
            defined(**{f"f{number}": int for number in range(99)})
