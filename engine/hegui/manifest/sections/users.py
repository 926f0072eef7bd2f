"""For whom the product is made and whom it turns away. How they are identified is in `due_diligence`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Element, Fact, Kind, Many, Money, Part, Share, Text, fact
from hegui.manifest.sections.common import Region
from hegui.values import Opaque

Segment = Annotated[str | Opaque, Kind("choice", "segment")]
Treatment = Annotated[str | Opaque, Kind("choice", "group_treatment")]
AgeTiering = Annotated[str | Opaque, Kind("choice", "age_tiering")]
MinorsContracting = Annotated[str | Opaque, Kind("choice", "minors_contracting")]
AgeCheck = Annotated[str | Opaque, Kind("choice", "age_check")]


class Spending(Part):
    single: Fact[Money] = fact(
        "单次消费上限（元）",
        "Most per purchase (CNY)",
        ask=("未成年人单次消费上限是多少元？", "What is the most a minor may spend per purchase (CNY)?"),
    )
    daily: Fact[Money] = fact(
        "单日消费上限（元）",
        "Most per day (CNY)",
        ask=("未成年人单日消费上限是多少元？", "What is the most a minor may spend per day (CNY)?"),
    )
    tiers: Fact[AgeTiering] = fact(
        "是否按年龄段分别设限",
        "Limits by age",
        ask=("是否按不同年龄段分别设置消费限额？", "Do spending limits differ by age group?"),
    )


class JourneyStage(Element):
    NAMED_BY = ("stage",)

    stage: Fact[Text] = fact("旅程阶段", "Stage of the user's journey")
    service: Fact[Text] = fact("对应服务", "Service that meets it")


class Users(Part):
    target: Fact[Text] = fact(
        "目标客群说明", "Who the product is for, in words", ask=("产品的目标客群是谁？", "Who is the product for?")
    )
    segments: Many[Segment] = fact(
        "目标客群", "Target groups", ask=("产品面向哪些客群？", "Which groups is the product aimed at?")
    )
    excluded_groups: Many[Segment] = fact(
        "不予准入的客群", "Groups turned away", ask=("哪些客群不予准入？", "Which groups are turned away?")
    )
    regions: Many[Region] = fact(
        "客户所在地域", "Regions of the users", ask=("客户来自哪些地域？", "From which regions do the users come?")
    )
    minimum_age: Fact[Count] = fact(
        "最低年龄（岁）", "Lowest age (years)", ask=("用户最低多少岁？", "What is the lowest age of a user?")
    )
    maximum_age: Fact[Count] = fact(
        "最高年龄（岁）", "Highest age (years)", ask=("用户最高多少岁？", "What is the highest age of a user?")
    )
    age_check: Fact[AgeCheck] = fact(
        "年龄核验方式", "How the age is checked", ask=("如何核验用户年龄？", "How is the age of a user checked?")
    )
    students: Fact[Treatment] = fact(
        "对在校大学生的安排",
        "How college students are treated",
        ask=("是否识别在校大学生，能否办理？", "Are college students identified, and may they use it?"),
    )
    minors: Fact[Treatment] = fact(
        "对未成年人的安排", "How minors are treated", ask=("未成年人能否使用？", "May minors use the product?")
    )
    minors_contracting: Fact[MinorsContracting] = fact(
        "未成年人如何订立合同",
        "How contracts with minors are made",
        ask=(
            "未成年人的合同由谁订立，是否经法定代理人同意？",
            "Who makes a minor's contract, and does the guardian consent?",
        ),
    )
    elderly: Fact[Treatment] = fact(
        "对老年人的安排", "How elderly people are treated", ask=("是否面向老年人？", "Are elderly people served?")
    )
    minors_spending: Fact[Spending] = fact(
        "未成年人消费限额",
        "Spending limits of minors",
        ask=("对未成年人的单次和单日消费设何限额？", "Which spending limits apply to minors?"),
    )
    expected_count: Fact[Count] = fact("预计用户数（人）", "Expected number of users (persons)")
    value_measure: Fact[Text] = fact(
        "用户价值的衡量方式",
        "How the value to users is measured",
        ask=("如何衡量产品给用户带来的价值？", "How is the value to users measured?"),
    )
    retention_target: Fact[Share] = fact(
        "用户留存率目标",
        "Target share of users retained",
        ask=("用户留存率的目标是多少？", "What share of users should be retained?"),
    )
    need: Fact[Text] = fact(
        "客群的核心需求", "What these users need", ask=("客群的核心需求是什么？", "What do these users need?")
    )
    journey: Many[JourneyStage] = fact(
        "用户旅程",
        "The user's journey, stage by stage",
        ask=(
            "用户旅程分哪些阶段，各阶段提供什么服务？",
            "Which stages has the user's journey, and which service meets each?",
        ),
    )
