"""How the product goes out: steps, pilot, limits, stop and exit. What happened is in `journal`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Days, Element, Fact, Kind, Many, Money, Part, Share, Text, YesNo, fact
from hegui.manifest.sections.common import Region
from hegui.values import Opaque

RolloutStep = Annotated[str | Opaque, Kind("choice", "rollout_step")]
DataNature = Annotated[str | Opaque, Kind("choice", "data_lawfulness")]
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


class DataScan(Part):
    """What a scan for raw personal data came to, as `hegui scan --evidence` writes it."""

    scanned_on: Fact[Day] = fact(
        "扫描日期", "Day of the scan", ask=("最近一次扫描是哪一天？", "When was the last scan?")
    )
    found: Fact[Count] = fact(
        "发现的个人信息原文（处）",
        "Raw personal data found (places)",
        ask=("扫描发现几处个人信息原文？", "In how many places did the scan find raw personal data?"),
    )
    set_aside: Fact[Count] = fact("存疑未计（处）", "Set aside as doubtful (places)")
    complete: Fact[YesNo] = fact(
        "是否全部文件都已扫描",
        "Every file was scanned",
        ask=("全部文件是否都已扫描？", "Was every file scanned?"),
    )


class SandboxData(Element):
    """Data that a sandbox, a scenario lab or a test uses."""

    NAMED_BY = ("name",)

    name: Fact[Text] = fact("数据集名称", "Name of the data set")
    nature: Fact[DataNature] = fact(
        "数据性质",
        "What the data are",
        ask=("是合成数据、脱敏数据还是未脱敏个人信息？", "Are they synthetic, desensitised or raw personal data?"),
    )
    changed_on: Fact[Day] = fact(
        "最近一次生成或变更日期",
        "Day they were made or last changed",
        ask=("数据最近一次生成或变更是哪一天？", "When were the data made or last changed?"),
    )
    scan: Fact[DataScan] = fact(
        "个人信息扫描",
        "Scan for personal data",
        ask=("是否扫描过个人信息原文？", "Were they scanned for raw personal data?"),
    )


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
    sandbox_data: Many[SandboxData] = fact(
        "沙盒和测试数据",
        "Data of sandboxes and tests",
        ask=("沙盒和测试使用哪些数据集？", "Which data sets do sandboxes and tests use?"),
    )
