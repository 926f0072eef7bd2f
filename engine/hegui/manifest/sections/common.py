"""Parts that several sections share: licences, gradings, audits. It belongs to no section."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Code, Count, Day, Element, Fact, Kind, Many, Months, Part, Text, fact
from hegui.values import Opaque

LicenceKind = Annotated[str | Opaque, Kind("choice", "licence")]
PaymentType = Annotated[str | Opaque, Kind("choice", "payment_licence_type")]
Region = Annotated[str | Opaque, Kind("choice", "region")]


class Licence(Element):
    kind: Fact[LicenceKind] = fact("许可种类", "Kind of licence", ask=("持有哪一种业务许可？", "Which licence is it?"))
    number: Fact[Text] = fact("许可证编号", "Number of the licence")
    issuer: Fact[Text] = fact("发证机关", "Authority that issued it")
    regions: Many[Region] = fact(
        "许可业务地域",
        "Regions it covers",
        ask=("许可证载明的业务地域有哪些？", "Which regions does the licence cover?"),
    )
    types: Many[PaymentType] = fact(
        "支付业务类型",
        "Types of payment business it covers",
        ask=("许可证载明的支付业务类型有哪些？", "Which types of payment business does the licence cover?"),
    )
    issued_on: Fact[Day] = fact("发证日期", "Day of issue")
    valid_until: Fact[Day] = fact(
        "有效期至", "Valid until", ask=("许可证有效期到哪一天？", "Until when is the licence valid?")
    )


class Grading(Part):
    """Where a system stands in the multi-level protection scheme (MLPS, 等级保护)."""

    level: Fact[Count] = fact(
        "等级保护级别（1-5 级）",
        "MLPS level (1-5)",
        ask=("系统定为网络安全等级保护第几级？", "Which MLPS level is the system graded at?"),
    )
    number: Fact[Code] = fact(
        "备案证明编号",
        "Number of the filing",
        ask=("备案证明编号是什么？", "What is the number of the filing?"),
    )
    graded_on: Fact[Day] = fact("定级日期", "Day it was graded", ask=("系统何时定级？", "When was the system graded?"))
    filed_on: Fact[Day] = fact(
        "向公安机关备案日期",
        "Day filed with the police",
        ask=("何时向公安机关备案？", "When was it filed with the police?"),
    )
    last_test: Fact[Day] = fact(
        "最近一次等级测评日期",
        "Day of the last test",
        ask=("最近一次等级测评是哪一天？", "When was the last MLPS test?"),
    )
    test_cycle_months: Fact[Months] = fact("等级测评周期（月）", "Months between tests")
    self_check_cycle_months: Fact[Months] = fact(
        "自查周期（月）",
        "Months between self-checks",
        ask=("每隔几个月自查一次？", "Every how many months is a self-check made?"),
    )
