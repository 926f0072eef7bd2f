"""The vocabulary the sections of a manifest are written in: parts, facts and their kinds. It knows no section and reads no file.

A section is a pydantic model whose every field is a `Fact` (one value or one object) or a `Many` (a list):

    class Payout(Part):
        to: Many[PayoutTo] = fact("放款去向", "Where the money can be paid out")

Absent and `null` are unknown (`None`); `none` says there is none (`NONE`). A fact may be wrapped as
`{value: …, evidence: …, declared_by: …, declared_on: …}`; an object carries the last three beside its own keys.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from hegui import scalars
from hegui.manifest.choices import CHOICES
from hegui.nodes import Scalar
from hegui.values import NONE, Nothing, Opaque

T = TypeVar("T")

WRAPPING = frozenset({"declared_by", "declared_on", "evidence"})


def problem(zh: str, en: str) -> PydanticCustomError:
    """A pydantic error that carries both languages; the texts travel as context, never as a template."""
    return PydanticCustomError("hegui", "{en}", {"zh": zh, "en": en})


def suggestion(word: str, known: list[str]) -> tuple[str, str]:
    """The Chinese and English "did you mean" for a misspelt word, empty when nothing is near."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")


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
        if self.choice is not None:
            return self._chosen(value, newer=bool(info.context and info.context.get("newer")))
        if not isinstance(value, Scalar):
            raise problem("此处应为单个值，不是对象或列表", "one value is expected here, not a mapping or a list")
        try:
            return scalars.parse(self.name, value.text, value.plain)
        except scalars.ScalarError as error:
            raise problem(error.zh, error.en) from None

    def _chosen(self, value: object, *, newer: bool) -> object:
        members = CHOICES[self.choice or ""]
        if isinstance(value, Mapping) and set(value) == {"other"} and isinstance(value["other"], Scalar):
            return Opaque(value["other"].text)
        if not isinstance(value, Scalar):
            raise problem("此处应为选项之一", "one of the listed choices is expected here")
        if value.text in members:
            return value.text
        if value.text == "other":
            return Opaque("other")
        if newer:
            return Opaque(value.text)
        zh, en = suggestion(value.text, [*members, "other"])
        listed = ", ".join(members)
        raise problem(
            f"“{value.text}”不是可选值{zh}（可选：{listed}；均不符合时写 {{other: 说明}}）",
            f'"{value.text}" is not one of the choices{en} (choices: {listed}; else write {{other: text}})',
        )


def json_schema(kind: Kind) -> dict[str, object]:
    """JSON Schema of one scalar: what an editor can complete and check before hegui reads the file."""
    if kind.choice is not None:
        other = {"type": "object", "properties": {"other": {"type": "string"}}, "required": ["other"]}
        return {"anyOf": [{"enum": [*CHOICES[kind.choice], "other"]}, {**other, "additionalProperties": False}]}
    return dict(scalars.JSON_SCHEMA[kind.name])


def stated_none(value: object, *, text: bool) -> bool:
    return isinstance(value, Scalar) and value.text == "none" and (value.plain or not text)


class Stated:
    """Reads the three ways a fact can be stated: not at all, as `none`, or as a value, bare or wrapped."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        inner = next(arg for arg in get_args(source) if arg not in (Nothing, type(None)))
        text = any(isinstance(meta, Kind) and meta.name == "text" for meta in getattr(inner, "__metadata__", ()))

        def read(value: object, read_value: Callable[[object], object]) -> object:
            if value is None or (isinstance(value, Scalar) and value.is_null):
                return None
            if stated_none(value, text=text):
                return NONE
            if isinstance(value, Mapping) and "value" in value and set(value) <= WRAPPING | {"value"}:
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
            if value is None or (isinstance(value, Scalar) and value.is_null):
                return None
            if stated_none(value, text=False):
                raise problem(
                    "none 表示整项没有，应写在列表的位置", "none stands for the whole list, not for an element"
                )
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
