"""How the product goes out: steps, pilot, limits, stop and exit. What happened is in `journal`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Days, Element, Fact, Kind, Many, Money, Part, Share, Text, fact
from hegui.manifest.sections.common import Region
from hegui.values import Opaque

RolloutStep = Annotated[str | Opaque, Kind("choice", "rollout_step")]
StopSwitch = Annotated[str | Opaque, Kind("choice", "stop_switch")]


class Step(Element):
    """One step on the way to everybody."""

    kind: Fact[RolloutStep] = fact(
        "推广步骤",
        "Step",
        ask=("这一步是试点、灰度还是全面推广？", "Is this a pilot, a grey release or the full release?"),
    )
    starts_on: Fact[Day] = fact("开始日期", "Day it begins", ask=("哪一天开始？", "When does it begin?"))
    ends_on: Fact[Day] = fact("结束日期", "Day it ends")
    regions: Many[Region] = fact("地域", "Regions", ask=("在哪些地域推广？", "In which regions?"))
    users: Fact[Count] = fact(
        "用户或商户数上限（个）",
        "Most users or merchants",
        ask=("最多多少用户或商户？", "How many users or merchants at most?"),
    )
    share: Fact[Share] = fact(
        "开放功能或流量比例",
        "Share of functions or traffic",
        ask=("开放多大比例的功能或流量？", "What share of functions or traffic is opened?"),
    )
    amount: Fact[Money] = fact("业务规模上限（元）", "Most business (CNY)")
    feedback_days: Fact[Days] = fact(
        "反馈收集周期（天）",
        "Days between rounds of feedback",
        ask=("多久收集一次反馈？", "How often is feedback collected?"),
    )
    success: Fact[Text] = fact(
        "进入下一步的条件",
        "What must hold before the next step",
        ask=("满足什么条件才进入下一步？", "What must hold before the next step?"),
    )
    stop: Fact[Text] = fact("终止条件", "What ends it", ask=("出现什么情况终止推广？", "What ends the roll-out?"))


class Rollout(Part):
    steps: Many[Step] = fact("推广步骤", "Steps", ask=("产品分几步推广？", "In which steps is the product rolled out?"))
    stop_switch: Fact[StopSwitch] = fact(
        "停用机制", "How it is stopped", ask=("推广中能否立即停用？", "Can the roll-out be stopped at once?")
    )
    exit_plan: Fact[Text] = fact(
        "退出安排",
        "Exit plan",
        ask=("产品停止后客户和存量业务如何处理？", "What happens to customers when the product ends?"),
    )
    user_education: Fact[Text] = fact(
        "用户教育安排", "How users are taught", ask=("如何开展用户教育？", "How are users taught about the product?")
    )
    decided_by: Fact[Text] = fact("推广决策人", "Who decides on each step")
