"""The vocabulary the sections of a manifest are written in: parts, facts and their kinds. It knows no section and reads no file.

A section is a pydantic model whose every field is a `Fact` (one value or one object) or a `Many` (a list):

    class Payout(Part):
        to: Many[PayoutTo] = fact("放款去向", "Where the money can be paid out")

Absent and `null` are unknown (`None`); `none` says there is none (`NONE`). A fact may be wrapped as
`{value: …, evidence: …, declared_by: …, declared_on: …}`; an object carries the last three beside its own keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from hegui import scalars
from hegui.manifest import stating
from hegui.manifest.choices import CHOICES
from hegui.manifest.stating import WRAPPING, refuse_none, stated_none, unstated, wraps
from hegui.scalars import ScalarError
from hegui.values import NONE, Nothing, Opaque

__all__ = [
    "WRAPPING", "Code", "Count", "Day", "Days", "Declared", "Element", "Evidence", "Fact", "Kind", "Many", "Money", "Months",
    "Number", "Part", "Rate", "Share", "Text", "Version", "YesNo", "fact", "json_schema", "stated",
]  # fmt: skip

T = TypeVar("T")


def problem(error: ScalarError) -> PydanticCustomError:
    """A pydantic error that carries both languages; the texts travel as context, never as a template."""
    return PydanticCustomError("hegui", "{en}", {"zh": error.zh, "en": error.en})


@dataclass(frozen=True)
class Kind:
    """The scalar kind of a fact: a name of `scalars.KINDS`, or `choice` with the name of its list."""

    name: str
    choice: str | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return json_schema(self)

    def read(self, value: object, info: ValidationInfo) -> object:
        newer = bool(info.context and info.context.get("newer"))
        try:
            return stating.read(self.name, self.choice, value, newer=newer)
        except ScalarError as error:
            raise problem(error) from None


def json_schema(kind: Kind) -> dict[str, object]:
    """JSON Schema of one scalar: what an editor can complete and check before hegui reads the file."""
    if kind.choice is not None:
        other = {"type": "object", "properties": {"other": {"type": "string"}}, "required": ["other"]}
        return {"anyOf": [{"enum": [*CHOICES[kind.choice], "other"]}, {**other, "additionalProperties": False}]}
    return dict(scalars.JSON_SCHEMA[kind.name])


class Stated:
    """Reads the three ways a fact can be stated: not at all, as `none`, or as a value, bare or wrapped."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        inner = next(arg for arg in get_args(source) if arg not in (Nothing, type(None)))
        text = any(isinstance(meta, Kind) and meta.name == "text" for meta in getattr(inner, "__metadata__", ()))

        def read(value: object, read_value: Callable[[object], object]) -> object:
            if unstated(value):
                return None
            if stated_none(value, text=text):
                return NONE
            if isinstance(value, Mapping) and wraps(value):
                Declared.model_validate({key: value[key] for key in value if key != "value"})
                return read(value["value"], read_value)
            return read_value(value)

        return core_schema.no_info_wrap_validator_function(read, handler.generate_schema(inner))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {"anyOf": [handler(schema), {"const": "none"}, {"type": "null"}]}


class Listed:
    """One element of a list; `null` says "one more, not described"."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        inner = next(arg for arg in get_args(source) if arg is not type(None))

        def read(value: object, read_value: Callable[[object], object]) -> object:
            if unstated(value):
                return None
            try:
                refuse_none(value)
            except ScalarError as error:
                raise problem(error) from None
            return read_value(value)

        return core_schema.no_info_wrap_validator_function(read, handler.generate_schema(inner))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {"anyOf": [handler(schema), {"type": "null"}]}


Fact = Annotated[T | Nothing | None, Stated()]
Many = Annotated[list[Annotated[T | None, Listed()]] | Nothing | None, Stated()]


def stated(model: type, *, many: bool) -> Any:
    """How a whole section is stated: one object, or a list of them."""
    return Many[model] if many else Fact[model]  # type: ignore[valid-type, misc]


YesNo = Annotated[bool, Kind("yes_no")]
Count = Annotated[Decimal, Kind("count")]
Number = Annotated[Decimal, Kind("number")]
Share = Annotated[Decimal, Kind("share")]
Rate = Annotated[Decimal, Kind("rate")]
Money = Annotated[Decimal | Opaque, Kind("money")]
Day = Annotated[date, Kind("day")]
Days = Annotated[Decimal, Kind("days")]
Months = Annotated[Decimal, Kind("months")]
Text = Annotated[str, Kind("text")]
Code = Annotated[str, Kind("code")]
Version = Annotated[str, Kind("version")]


def fact(zh: str, en: str, *, ask: tuple[str, str] | None = None) -> Any:
    """A field with what it means in both languages and, where a plain "please state" would not do, the question to ask."""
    return Field(
        default=None, description=f"{en} / {zh}", json_schema_extra={"zh": zh, "en": en, "ask": list(ask or ())}
    )


class Evidence(BaseModel):
    """Where the proof of a fact is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    reference: Fact[Text] = fact("材料编号或链接", "Number or address of the document")
    digest: Fact[Text] = fact("材料摘要（sha256）", "Digest of the document (sha256)")
    issued: Fact[Day] = fact("出具日期", "Day of issue")
    expires: Fact[Day] = fact("失效日期", "Day it expires")


class Part(BaseModel):
    """An object of the manifest. Frozen; a key it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    declared_by: Fact[Text] = fact("申报人", "Who declared it")
    declared_on: Fact[Day] = fact("申报日期", "The day it was declared")
    evidence: Fact[Evidence] = fact("佐证材料", "The document that shows it")


class Element(Part):
    """An object in a list. `id` names it for good; where it is missing, the first of `NAMED_BY` that is unique does."""

    NAMED_BY: ClassVar[tuple[str, ...]] = ("name", "category", "kind", "role")

    id: Fact[Code] = fact("标识", "A name for this element, unique in its list")


class Declared(Part):
    """What stands around a wrapped value."""
