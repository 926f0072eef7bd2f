"""How investments are shown, matched and looked after: parts of the section `wealth`. What is sold is in `wealth`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Fact, Kind, Many, Money, Months, Part, YesNo, fact
from hegui.values import Opaque

ElderMeasure = Annotated[str | Opaque, Kind("choice", "elder_measure")]
GradeReview = Annotated[str | Opaque, Kind("choice", "grade_review")]
ChangeNotice = Annotated[str | Opaque, Kind("choice", "change_notice")]
MatchRevision = Annotated[str | Opaque, Kind("choice", "match_revision")]
BenchmarkPlace = Annotated[str | Opaque, Kind("choice", "benchmark_place")]
BenchmarkOrigin = Annotated[str | Opaque, Kind("choice", "benchmark_origin")]
PerformanceData = Annotated[str | Opaque, Kind("choice", "performance_data")]
Selection = Annotated[str | Opaque, Kind("choice", "performance_selection")]
WarningDisplay = Annotated[str | Opaque, Kind("choice", "warning_display")]
BenchmarkDisplay = Annotated[str | Opaque, Kind("choice", "benchmark_display")]
ChangesTold = Annotated[str | Opaque, Kind("choice", "benchmark_changes_told")]
DisclosureStage = Annotated[str | Opaque, Kind("choice", "disclosure_stage")]
PrivateAudience = Annotated[str | Opaque, Kind("choice", "private_audience")]


class Qualified(Part):
    """Who is admitted as a qualified investor. A criterion that is not used is `none`."""

    experience_years: Fact[Count] = fact(
        "要求的投资经历（年）",
        "Investment experience asked for (years)",
        ask=("合格投资者须有几年投资经历？", "How many years of experience must a qualified investor have?"),
    )
    net_assets: Fact[Money] = fact(
        "家庭金融净资产门槛（元，不采用填 none）",
        "Net financial assets of the family from which one is admitted (CNY)",
        ask=("家庭金融净资产达到多少认定为合格投资者？", "From which net financial assets is a family admitted?"),
    )
    financial_assets: Fact[Money] = fact(
        "家庭金融资产门槛（元，不采用填 none）",
        "Financial assets of the family from which one is admitted (CNY)",
        ask=("家庭金融资产达到多少认定为合格投资者？", "From which financial assets is a family admitted?"),
    )
    yearly_income: Fact[Money] = fact(
        "近三年本人年均收入门槛（元，不采用填 none）",
        "Yearly income of three years from which one is admitted (CNY)",
        ask=("近三年年均收入达到多少认定为合格投资者？", "From which yearly income is a person admitted?"),
    )
    entity_net_assets: Fact[Money] = fact(
        "法人净资产门槛（元，不接受法人填 none）",
        "Net assets from which a legal person is admitted (CNY)",
        ask=("法人净资产达到多少认定为合格投资者？", "From which net assets is a legal person admitted?"),
    )


class GradeChanges(Part):
    review: Fact[GradeReview] = fact(
        "发行机构对风险等级的管理",
        "How the issuer keeps the risk grade",
        ask=("发行机构如何管理产品风险等级？", "How does the issuer keep the risk grade?"),
    )
    distributor_told: Fact[ChangeNotice] = fact(
        "等级变动告知销售机构",
        "Distributors are told of changes",
        ask=("风险等级变动如何告知销售机构？", "How are distributors told of a changed grade?"),
    )
    investor_told: Fact[ChangeNotice] = fact(
        "等级变动披露",
        "Changes are disclosed",
        ask=("风险等级变动如何向投资者披露？", "How is a changed grade disclosed to investors?"),
    )
    match: Fact[MatchRevision] = fact(
        "等级变动后的匹配意见",
        "The match after a change",
        ask=("风险等级变动后是否调整匹配意见并告知？", "Is the match revised and told after a change?"),
    )


class ElderCare(Part):
    from_age: Fact[Count] = fact(
        "适用特别程序的起始年龄（岁）",
        "Age from which extra steps apply (years)",
        ask=("从多少岁起适用特别程序？", "From which age do extra steps apply?"),
    )
    measures: Many[ElderMeasure] = fact(
        "特别程序的内容",
        "Extra steps taken",
        ask=("对高龄客户采取哪些特别措施？", "Which extra steps protect elderly customers?"),
    )


class Performance(Part):
    shown: Fact[YesNo] = fact(
        "是否展示过往业绩",
        "Past performance is shown",
        ask=("是否展示产品过往业绩？", "Is past performance shown?"),
    )
    shortest_months: Fact[Months] = fact(
        "展示的最短业绩区间（月）",
        "Shortest period shown (months)",
        ask=("展示的最短业绩区间是几个月？", "How long is the shortest period shown?"),
    )
    benchmark_place: Fact[BenchmarkPlace] = fact(
        "业绩比较基准的展示位置",
        "Where the benchmark's performance stands",
        ask=("业绩比较基准的同期表现展示在哪里？", "Where does the benchmark's performance stand?"),
    )
    benchmark_origin: Fact[BenchmarkOrigin] = fact(
        "对照的基准",
        "Which benchmark it is set against",
        ask=("业绩与哪个基准对照？", "Against which benchmark is performance set?"),
    )
    data: Many[PerformanceData] = fact(
        "业绩数据", "Data it rests on", ask=("业绩数据从哪里来？", "On which data does the performance rest?")
    )
    selection: Fact[Selection] = fact(
        "业绩的选取", "What is selected", ask=("展示的业绩如何选取？", "How is the performance shown selected?")
    )
    warning: Fact[WarningDisplay] = fact(
        "过往业绩不预示未来表现的声明",
        "Statement that the past predicts nothing",
        ask=("过往业绩声明如何展示？", "How is the statement next to past performance shown?"),
    )
    forecast: Fact[YesNo] = fact(
        "是否预测投资业绩",
        "Performance is forecast",
        ask=("是否对投资业绩作出预测？", "Is performance forecast?"),
    )


class Benchmark(Part):
    display: Fact[BenchmarkDisplay] = fact(
        "业绩比较基准数值的展示方式",
        "How the benchmark figure is displayed",
        ask=("业绩比较基准的数值如何展示？", "How is the benchmark figure displayed?"),
    )
    basis_explained: Fact[YesNo] = fact(
        "是否说明测算依据",
        "Its basis is explained",
        ask=("是否说明业绩比较基准的测算依据？", "Is the basis of the benchmark explained?"),
    )
    changes_told: Fact[ChangesTold] = fact(
        "基准调整的披露",
        "How changes of the benchmark are told",
        ask=("业绩比较基准的调整如何披露？", "How are changes of the benchmark disclosed?"),
    )


class Disclosure(Part):
    stages: Many[DisclosureStage] = fact(
        "信息披露的环节",
        "Stages of disclosure",
        ask=("募集、定期、临时、终止各环节是否披露信息？", "At which stages is information disclosed?"),
    )
    private_audience: Fact[PrivateAudience] = fact(
        "私募产品信息披露对象",
        "To whom private products disclose",
        ask=("私募产品的信息向谁披露？", "To whom do private products disclose?"),
    )
    custodian_review: Fact[YesNo] = fact(
        "财务信息是否经托管人复核",
        "The custodian reviews financial information",
        ask=("披露的财务信息是否经托管人复核？", "Does the custodian review the financial information?"),
    )
