"""Stands in for pydantic's compiled core in the static site.

SQLModel makes its table classes with pydantic, and never validates their rows: what the app keeps is checked by the
domain and by the database. So the site needs the names that pydantic imports, not the 4.7 MB of WebAssembly behind
them, and a picture of Python's memory can't hold a compiled module. Whoever has something validated hears of it.
"""

# ruff: noqa: ANN401, N818 - the names and shapes are pydantic's

from types import SimpleNamespace
from typing import Any, NoReturn

__version__ = "@VERSION@"


class PydanticUndefinedType:
    """The type of the one value that says: nothing was given."""

    def __copy__(self) -> "PydanticUndefinedType":
        return self

    def __deepcopy__(self, _memo: object) -> "PydanticUndefinedType":
        return self

    def __reduce__(self) -> str:
        return "PydanticUndefined"

    def __repr__(self) -> str:
        return "PydanticUndefined"


PydanticUndefined = PydanticUndefinedType()


class _Absent:
    """Something that is made when a class is, and isn't there to be used."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        """Take what pydantic hands over, and forget it."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # `copy` and `inspect` ask for these
            raise AttributeError(name)
        raise NotImplementedError(f"pydantic validates nothing in the browser ({type(self).__name__}.{name})")


class SchemaValidator(_Absent): ...


class SchemaSerializer(_Absent): ...


class ArgsKwargs(_Absent): ...


class MultiHostUrl(_Absent): ...


class Some(_Absent): ...


class TzInfo(_Absent): ...


class Url(_Absent): ...


class PydanticCustomError(ValueError): ...


class PydanticKnownError(ValueError): ...


class PydanticOmit(Exception): ...


class PydanticSerializationError(ValueError): ...


class PydanticSerializationUnexpectedValue(ValueError): ...


class PydanticUseDefault(Exception): ...


class SchemaError(Exception): ...


class ValidationError(ValueError): ...


class MissingDefinitionError(LookupError): ...


def _absent(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise NotImplementedError("pydantic reads and writes nothing in the browser")


from_json = to_json = to_jsonable_python = _absent


def _gathered(_schema: Any, _definitions: Any) -> tuple[dict[str, Any], list[Any]]:
    return {}, []


_schema_gather = SimpleNamespace(gather_schemas_for_cleaning=_gathered, MissingDefinitionError=MissingDefinitionError)
