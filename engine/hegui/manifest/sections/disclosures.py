"""What customers are shown before they sign and where. What is said in advertising is in `marketing`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Days, Fact, Kind, Many, Part, YesNo, fact
from hegui.values import Opaque

TableShown = Annotated[str | Opaque, Kind("choice", "table_shown")]
CostTableItem = Annotated[str | Opaque, Kind("choice", "cost_table_item")]
TableForm = Annotated[str | Opaque, Kind("choice", "table_form")]
PaymentPageItem = Annotated[str | Opaque, Kind("choice", "payment_page_item")]
RateDisplay = Annotated[str | Opaque, Kind("choice", "rate_display")]
RateMethod = Annotated[str | Opaque, Kind("choice", "rate_method")]
RatePlace = Annotated[str | Opaque, Kind("choice", "rate_place")]
Disclosed = Annotated[str | Opaque, Kind("choice", "disclosed")]
Wording = Annotated[str | Opaque, Kind("choice", "wording")]
RightsChannel = Annotated[str | Opaque, Kind("choice", "rights_channel")]


class CostTable(Part):
    """The table of total financing cost (综合融资成本明示表)."""

    shown: Fact[TableShown] = fact(
        "展示时点",
        "When it is shown",
        ask=("综合融资成本明示表在签约前还是签约后展示？", "Is the total-cost table shown before or after signing?"),
    )
    items: Many[CostTableItem] = fact(
        "明示表列明的事项",
        "What it lists",
        ask=("综合融资成本明示表列明哪些事项？", "What does the total-cost table list?"),
    )
    form: Fact[TableForm] = fact(
        "展示形式", "Form", ask=("明示表以弹窗、页面还是纸质形式展示？", "Is the table a pop-up, a page or on paper?")
    )
    forced_reading: Fact[YesNo] = fact(
        "是否设强制阅读时间",
        "Reading time is enforced",
        ask=("明示表是否设置强制阅读时间？", "Is a reading time of the table enforced?"),
    )
    reading_seconds: Fact[Count] = fact("强制阅读时间（秒）", "Reading time (seconds)")
    confirmation: Fact[TableShown] = fact(
        "借款人确认的时点",
        "When the borrower confirms it",
        ask=("借款人何时对明示表进行确认？", "When does the borrower confirm the table?"),
    )
    payment_page: Many[PaymentPageItem] = fact(
        "支付页面展示的事项",
        "What the payment page shows",
        ask=("线上消费分期的支付页面展示哪些事项？", "What does the payment page of an instalment purchase show?"),
    )


class AnnualRate(Part):
    shown: Fact[RateDisplay] = fact(
        "年化利率的展示",
        "How the annual rate is shown",
        ask=("贷款年化利率如何展示？", "How is the annual rate of the loan shown?"),
    )
    method: Fact[RateMethod] = fact(
        "年化利率的计算方法",
        "How it is reckoned",
        ask=("展示的年化利率按复利还是单利计算？", "Is the annual rate shown compound or simple?"),
    )
    simple_labelled: Fact[YesNo] = fact(
        "采用单利的是否说明",
        "Says so where it is simple",
        ask=("采用单利计算的，是否向借款人说明？", "Where the rate is simple, does it say so?"),
    )
    places: Many[RatePlace] = fact(
        "展示位置", "Where it is shown", ask=("年化利率在哪些位置展示？", "Where is the annual rate shown?")
    )
    kept_current: Fact[YesNo] = fact(
        "利率调整后是否及时更新公布内容",
        "What is published is kept current",
        ask=("利率调整后是否及时更新官网等渠道公布的内容？", "Is the published rate kept current?"),
    )
    pointed_out: Fact[YesNo] = fact(
        "协议中是否以显著方式提示",
        "Pointed out clearly in the agreement",
        ask=("协议中是否以显著方式提示利率和计结息方式？", "Does the agreement point out the rate clearly?"),
    )


class ContractTerms(Part):
    change_notice_days: Fact[Days] = fact(
        "条款变更公告天数（天）",
        "Days of notice before terms change",
        ask=("协议条款变更提前几天公告？", "How many days before a change are terms announced?"),
    )
    change_agreed: Fact[YesNo] = fact(
        "变更是否与用户达成一致",
        "Changes are agreed with the user",
        ask=("条款变更是否与用户达成一致后生效？", "Do changes of terms need the user's agreement?"),
    )
    highlighted: Many[Disclosed] = fact(
        "以显著方式提示的条款",
        "Terms that are highlighted",
        ask=("合同中哪些条款以显著方式提示？", "Which terms of the contract are highlighted?"),
    )


class Disclosures(Part):
    cost_table: Fact[CostTable] = fact(
        "综合融资成本明示表",
        "Table of total cost",
        ask=("签约前如何展示综合融资成本明示表？", "How is the total-cost table shown before signing?"),
    )
    annual_rate: Fact[AnnualRate] = fact("年化利率", "Annual rate")
    before_signing: Many[Disclosed] = fact(
        "签约前告知的事项",
        "What is told before signing",
        ask=("签约前向客户告知哪些事项？", "What are customers told before signing?"),
    )
    risk_notices: Many[Disclosed] = fact(
        "风险提示", "Risk notices", ask=("向客户作出哪些风险提示？", "Which risks are customers told of?")
    )
    wording: Fact[Wording] = fact(
        "说明文字的表述",
        "How the explanations are worded",
        ask=("产品说明和风险提示用什么样的语言？", "In what language are explanations and risk notices worded?"),
    )
    risk_notice_hours: Fact[Count] = fact(
        "重大风险变化后通知客户的时限（小时）",
        "Hours until customers are told of a change of risk",
        ask=("风险重大变化后几小时内通知客户？", "Within how many hours are customers told of a change of risk?"),
    )
    complaint_channels: Many[RightsChannel] = fact(
        "投诉渠道", "Where to complain", ask=("客户可通过哪些渠道投诉？", "Where can customers complain?")
    )
    complaint_days: Fact[Days] = fact(
        "投诉办理时限（天）",
        "Days until a complaint is answered",
        ask=("投诉几天内办结？", "Within how many days are complaints answered?"),
    )
    retention_years: Fact[Count] = fact(
        "告知资料留存（业务关系终止后，年）",
        "Years the material is kept after the relation ends",
        ask=(
            "告知和说明资料在业务关系终止后留存几年？",
            "For how many years after the relation ends is the material kept?",
        ),
    )
    contract_terms: Fact[ContractTerms] = fact("格式条款", "Standard terms")
