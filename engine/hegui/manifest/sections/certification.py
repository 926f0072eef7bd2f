"""Certificates, filings, tests and assessments. Licences to do business are in `operator` and `funding`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Code, Day, Element, Fact, Kind, Many, Months, Part, Text, Version, YesNo, fact
from hegui.manifest.sections.common import Grading
from hegui.values import Opaque

Scheme = Annotated[str | Opaque, Kind("choice", "certificate_scheme")]
FintechProduct = Annotated[str | Opaque, Kind("choice", "fintech_product")]
FilingKind = Annotated[str | Opaque, Kind("choice", "filing_kind")]
FilingStatus = Annotated[str | Opaque, Kind("choice", "filing_status")]
TestKind = Annotated[str | Opaque, Kind("choice", "test_kind")]
AssessmentKind = Annotated[str | Opaque, Kind("choice", "assessment_kind")]
Outcome = Annotated[str | Opaque, Kind("choice", "assessment_result")]


class Certificate(Element):
    NAMED_BY = ("number", "category", "scheme")

    scheme: Fact[Scheme] = fact("认证制度", "Scheme", ask=("属于哪一项认证？", "Under which scheme is it?"))
    category: Fact[FintechProduct] = fact(
        "金融科技产品类别",
        "Category of fintech product",
        ask=("属于认证目录中的哪一类产品？", "Which category of the catalogue is it?"),
    )
    number: Fact[Text] = fact(
        "证书编号", "Number of the certificate", ask=("证书编号是什么？", "What is the number of the certificate?")
    )
    holder: Fact[Text] = fact("持证主体", "Holder")
    issuer: Fact[Text] = fact("认证机构", "Certification body")
    applied_on: Fact[Day] = fact(
        "申请日期", "Day it was applied for", ask=("哪一天提交认证申请？", "On which day was it applied for?")
    )
    issued_on: Fact[Day] = fact("发证日期", "Day of issue")
    valid_until: Fact[Day] = fact(
        "有效期至", "Valid until", ask=("证书有效期到哪一天？", "Until when is the certificate valid?")
    )
    after: Many[Code] = fact("须先办结的事项（标识）", "What must be done first (ids of filings and certificates)")


class Filing(Element):
    NAMED_BY = ("kind",)

    kind: Fact[FilingKind] = fact(
        "备案或许可事项", "What is filed", ask=("办理的是哪一项备案或许可？", "Which filing or permit is it?")
    )
    status: Fact[FilingStatus] = fact(
        "办理状态", "Status", ask=("备案或许可办结了吗？", "Has the filing been completed?")
    )
    number: Fact[Text] = fact(
        "备案或许可编号", "Number", ask=("备案或许可编号是什么？", "What is the number of the filing?")
    )
    authority: Fact[Text] = fact("办理机关", "Authority")
    service_started_on: Fact[Day] = fact(
        "服务提供或情形发生之日",
        "Day the service or the duty began",
        ask=("相关服务哪一天开始提供？", "On which day did the service start?"),
    )
    filed_on: Fact[Day] = fact(
        "提交备案日期", "Day it was filed", ask=("哪一天提交备案？", "On which day was it filed?")
    )
    updated_on: Fact[Day] = fact("最近一次变更日期", "Day of the last change")
    covers_version: Fact[Version] = fact(
        "备案对应的产品版本",
        "Version it covers",
        ask=("备案对应哪个产品版本？", "Which version does the filing cover?"),
    )
    valid_until: Fact[Day] = fact("有效期至", "Valid until", ask=("有效期到哪一天？", "Until when is it valid?"))
    after: Many[Code] = fact("须先办结的事项（标识）", "What must be done first (ids of filings and certificates)")


class SecurityTest(Element):
    NAMED_BY = ("kind",)

    kind: Fact[TestKind] = fact("检测类型", "Kind of test")
    agency: Fact[Text] = fact("检测机构", "Agency")
    date: Fact[Day] = fact("检测日期", "Day of the test", ask=("最近一次检测是哪一天？", "When was the last test?"))
    covers_version: Fact[Version] = fact("检测的版本", "Version tested")
    result: Fact[Outcome] = fact("检测结论", "Result", ask=("检测结论是什么？", "What was the result of the test?"))


class Assessment(Element):
    NAMED_BY = ("kind",)

    kind: Fact[AssessmentKind] = fact("评估类型", "Kind of assessment")
    agency: Fact[Text] = fact("评估机构", "Who did it")
    date: Fact[Day] = fact(
        "评估完成日", "Day it was finished", ask=("评估哪一天完成？", "When was the assessment finished?")
    )
    cycle_months: Fact[Months] = fact(
        "评估周期（月）", "Months between two", ask=("多久评估一次？", "How often is it done?")
    )
    result: Fact[Outcome] = fact("评估结论", "Result", ask=("评估结论是什么？", "What was the result?"))


class Sandbox(Part):
    participating: Fact[YesNo] = fact(
        "是否参加金融科技创新监管试点",
        "Takes part in the regulatory sandbox",
        ask=("是否参加金融科技创新监管试点？", "Does the product take part in the regulatory sandbox?"),
    )
    declaration: Fact[Code] = fact(
        "测试声明书编号",
        "Number of the declaration",
        ask=("测试声明书编号是什么？", "What is the number of the declaration?"),
    )
    exit_plan: Fact[Text] = fact("退出机制", "Exit plan", ask=("测试如何退出？", "How does the test end?"))
    started_on: Fact[Day] = fact("测试开始日", "Day it began")


class Certification(Part):
    certificates: Many[Certificate] = fact(
        "认证证书", "Certificates", ask=("取得了哪些认证证书？", "Which certificates are held?")
    )
    filings: Many[Filing] = fact(
        "备案和许可", "Filings and permits", ask=("办理了哪些备案和许可？", "Which filings and permits have been done?")
    )
    tests: Many[SecurityTest] = fact("检测", "Tests", ask=("做过哪些检测？", "Which tests were done?"))
    assessments: Many[Assessment] = fact(
        "评估和审查",
        "Assessments and reviews",
        ask=("做过哪些评估和审查？", "Which assessments and reviews were done?"),
    )
    mlps: Fact[Grading] = fact(
        "承载系统的等级保护",
        "MLPS grading of the system that carries it",
        ask=("承载系统是否完成等级保护定级备案？", "Has the system been graded and filed under MLPS?"),
    )
    sandbox: Fact[Sandbox] = fact("监管沙盒", "Regulatory sandbox")
