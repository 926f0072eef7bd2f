"""How the firm keeps the product in hand: outsourcing, access, segregation, systems, incidents. Not data rights."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Fact, Kind, Many, Months, Part, Text, YesNo, fact
from hegui.values import Opaque

ControlFunction = Annotated[str | Opaque, Kind("choice", "control_function")]
AccessControl = Annotated[str | Opaque, Kind("choice", "access_control")]
Segregation = Annotated[str | Opaque, Kind("choice", "segregation")]
StopSwitch = Annotated[str | Opaque, Kind("choice", "stop_switch")]
Lawfulness = Annotated[str | Opaque, Kind("choice", "data_lawfulness")]
IncidentNotice = Annotated[str | Opaque, Kind("choice", "incident_notice")]
StoragePlace = Annotated[str | Opaque, Kind("choice", "storage_place")]


class Outsourcing(Part):
    functions: Many[ControlFunction] = fact(
        "外包的职能",
        "Functions that are outsourced",
        ask=("哪些职能交给外部机构承担？", "Which functions are outsourced?"),
    )
    policy: Fact[Text] = fact(
        "外包管理办法",
        "Rules for outsourcing",
        ask=("是否制定外包管理办法？", "Are there rules for outsourcing?"),
    )
    subcontracted: Fact[YesNo] = fact(
        "服务商是否转包", "Providers subcontract", ask=("外包服务商是否转包？", "Do providers subcontract?")
    )
    review_months: Fact[Months] = fact(
        "服务商尽调周期（月）",
        "Months between reviews of providers",
        ask=("多久对外包服务商尽职调查一次？", "How often are providers reviewed?"),
    )
    concentration: Fact[Text] = fact(
        "集中度管理",
        "How concentration on one provider is limited",
        ask=("如何防止外包过度集中于一家服务商？", "How is concentration on one provider limited?"),
    )
    exit_plan: Fact[Text] = fact(
        "退出和替代方案", "Exit plan", ask=("外包服务中断时如何替代？", "What replaces a provider that fails?")
    )
    first_compensation: Fact[YesNo] = fact(
        "外包致损是否由本机构先行赔付",
        "The firm compensates first for losses through outsourcing",
        ask=(
            "外包造成用户损失时，本机构是否先行赔付？",
            "Does the firm compensate users first for losses through outsourcing?",
        ),
    )


class Systems(Part):
    located_in: Many[StoragePlace] = fact(
        "业务系统及备份存放位置",
        "Where systems and backups stand",
        ask=("业务系统及其备份存放在哪里？", "Where do systems and their backups stand?"),
    )
    test_data: Many[Lawfulness] = fact(
        "开发测试和沙盒所用数据",
        "Data used in development, tests and sandboxes",
        ask=("开发测试和沙盒环境使用什么数据？", "Which data are used in development, tests and sandboxes?"),
    )
    recovery_hours: Fact[Count] = fact("恢复时间目标（小时）", "Recovery time objective (hours)")
    log_months: Fact[Months] = fact(
        "系统日志留存（月）",
        "Months system logs are kept",
        ask=("系统日志留存几个月？", "For how many months are system logs kept?"),
    )


class OperationalIncidents(Part):
    plan: Fact[Text] = fact("业务连续性预案名称", "Name of the continuity plan")
    notifies: Many[IncidentNotice] = fact("通知对象", "Who is told")
    user_notice_hours: Fact[Count] = fact("通知用户时限（小时）", "Hours until users are told")


class Controls(Part):
    outsourcing: Fact[Outsourcing] = fact(
        "外包",
        "Outsourcing",
        ask=("是否外包，外包给谁、外包什么？", "Is anything outsourced, to whom and what?"),
    )
    access: Fact[AccessControl] = fact(
        "内部访问权限",
        "Access inside the firm",
        ask=("内部访问权限如何设置？", "How is access inside the firm granted?"),
    )
    segregation: Fact[Segregation] = fact(
        "岗位分离",
        "Segregation of duties",
        ask=("审批、放款、核算等岗位是否分离？", "Are approval, payout and accounting in different hands?"),
    )
    systems: Fact[Systems] = fact("系统", "Systems")
    incidents: Fact[OperationalIncidents] = fact("运营事件", "Operational incidents")
    stop_switch: Fact[StopSwitch] = fact(
        "产品停用机制",
        "How the product is stopped",
        ask=("出现风险时能否立即停用产品？", "Can the product be stopped at once?"),
    )
    compliance_joined: Fact[Text] = fact(
        "合规人员参与的环节",
        "Where compliance takes part",
        ask=("合规人员参与哪些产品环节？", "In which steps does compliance take part?"),
    )
    policy_sources: Fact[Count] = fact(
        "跟踪的监管政策来源数（个）",
        "Sources of regulation that are followed",
        ask=("跟踪几个监管部门或渠道的政策变化？", "How many sources of regulation are followed?"),
    )
    review_months: Fact[Months] = fact(
        "合规审查时长（月）",
        "Months the compliance review takes",
        ask=("研发阶段的合规审查需要几个月？", "How many months does the compliance review take?"),
    )
    compensation: Fact[Text] = fact(
        "客户损失赔付机制",
        "How customers are compensated",
        ask=("客户遭受损失时如何赔付？", "How are customers compensated for losses?"),
    )
