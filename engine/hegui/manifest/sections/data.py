"""Personal data as a whole: its items and what is done around them. Transfer abroad is in `cross_border`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Fact, Kind, Many, Part, YesNo, fact
from hegui.manifest.sections.data_duties import (
    Audit,
    Dashboard,
    ImpactAssessment,
    Incidents,
    Minors,
    Notice,
    Rights,
    RiskAssessment,
    Security,
)
from hegui.manifest.sections.data_items import Item, StoragePlace
from hegui.values import Opaque

SimplifiedMeasure = Annotated[str | Opaque, Kind("choice", "simplified_measure")]


class Data(Part):
    items: Many[Item] = fact(
        "个人信息清单",
        "Items of personal data",
        ask=("产品处理哪些个人信息？", "Which personal data does the product handle?"),
    )
    notice: Fact[Notice] = fact("隐私政策告知", "Privacy notice")
    rights: Fact[Rights] = fact(
        "个人权利",
        "Rights of persons",
        ask=(
            "用户如何行使查阅、更正、删除等个人权利？",
            "How do persons exercise their rights to see, correct and erase data?",
        ),
    )
    security: Fact[Security] = fact("安全措施", "Security")
    impact_assessment: Fact[ImpactAssessment] = fact(
        "个人信息保护影响评估",
        "Impact assessment",
        ask=("是否开展过个人信息保护影响评估？", "Has an impact assessment been done?"),
    )
    risk_assessment: Fact[RiskAssessment] = fact(
        "数据安全风险评估",
        "Risk assessment of data",
        ask=("是否开展过数据安全风险评估？", "Has a data risk assessment been done?"),
    )
    audits: Many[Audit] = fact(
        "数据和个人信息审计",
        "Audits of data and personal data",
        ask=("开展哪些个人信息和数据审计？", "Which audits of personal and other data are done?"),
    )
    incidents: Fact[Incidents] = fact("事件处置安排", "Plan for incidents")
    minors: Fact[Minors] = fact(
        "未成年人信息",
        "Data of minors",
        ask=("未成年人信息如何处理？", "How are data of minors treated?"),
    )
    dashboard: Fact[Dashboard] = fact(
        "数据使用看板",
        "Data dashboard",
        ask=("是否向用户提供数据使用看板？", "Is there a dashboard of data use for users?"),
    )
    individuals_count: Fact[Count] = fact(
        "处理个人信息的总人数（人）",
        "Persons whose data are handled",
        ask=("机构共处理多少人的个人信息？", "Of how many persons are data handled?"),
    )
    sensitive_count: Fact[Count] = fact(
        "处理敏感个人信息的人数（人）",
        "Persons whose sensitive data are handled",
        ask=("处理多少人的敏感个人信息？", "Of how many persons are sensitive data handled?"),
    )
    face_persons: Fact[Count] = fact(
        "存储人脸信息的人数（人）",
        "Persons whose face data are stored",
        ask=("存储多少人的人脸信息？", "Of how many persons are face data stored?"),
    )
    face_threshold_reached_on: Fact[Day] = fact(
        "人脸信息存储量达到备案人数之日",
        "Day the number of stored faces reached the filing threshold",
        ask=("人脸信息存储量哪一天达到备案人数？", "On which day did stored faces reach the filing threshold?"),
    )
    important_data: Fact[YesNo] = fact(
        "是否处理重要数据", "Important data are handled", ask=("是否处理重要数据？", "Are important data handled?")
    )
    core_data: Fact[YesNo] = fact(
        "是否处理核心数据", "Core data are handled", ask=("是否处理核心数据？", "Are core data handled?")
    )
    stored_in: Many[StoragePlace] = fact(
        "个人信息存放位置",
        "Where personal data are stored",
        ask=("个人信息存放在境内还是境外？", "Are personal data stored in the mainland or abroad?"),
    )
    simplified_measures: Many[SimplifiedMeasure] = fact(
        "采用的小型处理者简化措施",
        "Simplified measures of small handlers it uses",
        ask=(
            "采用了哪些小型个人信息处理者的简化措施？",
            "Which simplified measures for small handlers are used?",
        ),
    )
