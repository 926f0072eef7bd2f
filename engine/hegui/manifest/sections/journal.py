"""What happened to the product, day by day. Nothing planned stands here."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Element, Fact, Kind, Text, Version, fact
from hegui.values import Opaque

EventKind = Annotated[str | Opaque, Kind("choice", "event")]


class Event(Element):
    NAMED_BY = ("kind",)

    kind: Fact[EventKind] = fact("事件", "What happened", ask=("发生了什么事件？", "What happened?"))
    date: Fact[Day] = fact("日期", "Day", ask=("事件发生在哪一天？", "On which day did it happen?"))
    by: Fact[Text] = fact("经办人或机构", "Who did it")
    version: Fact[Version] = fact("涉及的产品版本", "Version concerned")
    records_leaked: Fact[Count] = fact(
        "泄露个人信息条数（条）",
        "Personal records leaked",
        ask=("事件泄露多少条个人信息？", "How many personal records were leaked?"),
    )
    sensitive_records_leaked: Fact[Count] = fact(
        "泄露敏感个人信息条数（条）",
        "Sensitive personal records leaked",
        ask=("事件泄露多少条敏感个人信息？", "How many sensitive records were leaked?"),
    )
    note: Fact[Text] = fact("说明", "What there is to say")
