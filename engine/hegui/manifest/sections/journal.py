"""What happened to the product, day by day. Nothing planned stands here."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Code, Count, Day, Element, Fact, Kind, Share, Text, Version, YesNo, fact
from hegui.values import Opaque

EventKind = Annotated[str | Opaque, Kind("choice", "event")]
Gate = Annotated[str | Opaque, Kind("choice", "gate")]


class Event(Element):
    NAMED_BY = ("kind",)

    kind: Fact[EventKind] = fact("事件", "What happened", ask=("发生了什么事件？", "What happened?"))
    date: Fact[Day] = fact("日期", "Day", ask=("事件发生在哪一天？", "On which day did it happen?"))
    by: Fact[Text] = fact("经办人或机构", "Who did it")
    number: Fact[Text] = fact("批复、备案或记录的文号", "Number of the approval, filing or record")
    version: Fact[Version] = fact("涉及的产品版本", "Version concerned")
    stage: Fact[Gate] = fact(
        "批准进入的阶段",
        "Stage it approves the entry into",
        ask=("批准进入哪一个阶段？", "Into which stage does it approve the entry?"),
    )
    material: Fact[YesNo] = fact(
        "是否重大变更",
        "Whether the change is material",
        ask=("这次变更是否属于重大变更？", "Is this change a material one?"),
    )
    merchants: Fact[Count] = fact(
        "参与的商户或用户数（个）",
        "Merchants or users taking part",
        ask=("当时有多少商户或用户参与？", "How many merchants or users take part?"),
    )
    share: Fact[Share] = fact(
        "已开放的功能比例",
        "Share of functions released",
        ask=("开放了多大比例的功能？", "What share of functions was released?"),
    )
    closes: Fact[Code] = fact(
        "处置完毕的事件标识",
        "Incident it closes, by id",
        ask=("处置完毕的是哪一个事件（填写其标识）？", "Which incident does it close (its id)?"),
    )
    due_on: Fact[Day] = fact("须办结的日期", "Day by which what it asks for must be done")
    done_on: Fact[Day] = fact(
        "实际办结的日期",
        "Day it was done",
        ask=("要求的事项哪一天办结？", "On which day was what it asks for done?"),
    )
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
