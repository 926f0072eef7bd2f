"""What a policy covers, how it is sold, renewed and given up. The insurer's own ratios are in `institution`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import (
    Count,
    Days,
    Element,
    Fact,
    Kind,
    Many,
    Money,
    Months,
    Number,
    Part,
    Share,
    Text,
    YesNo,
    fact,
)
from hegui.values import Opaque

InsuranceKind = Annotated[str | Opaque, Kind("choice", "insurance_kind")]
Step = Annotated[str | Opaque, Kind("choice", "insurance_step")]
Instalments = Annotated[str | Opaque, Kind("choice", "instalment_premium")]
Renewal = Annotated[str | Opaque, Kind("choice", "renewal")]
Recording = Annotated[str | Opaque, Kind("choice", "recording")]
SurrenderEntry = Annotated[str | Opaque, Kind("choice", "surrender_entry")]
Factor = Annotated[str | Opaque, Kind("choice", "decision_factor")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
DefaultState = Annotated[str | Opaque, Kind("choice", "default_state")]
Disclosed = Annotated[str | Opaque, Kind("choice", "disclosed")]


class Policy(Element):
    """One policy offered."""

    name: Fact[Text] = fact(
        "保险产品名称", "Name of the policy", ask=("保险产品的全称是什么？", "What is the full name of the policy?")
    )
    kind: Fact[InsuranceKind] = fact("险种", "Kind of cover", ask=("属于哪一类险种？", "What kind of cover is it?"))
    term_months: Fact[Months] = fact(
        "保险期间（月）", "Term (months)", ask=("保险期间是几个月？", "For how many months does it run?")
    )
    filed_rate: Fact[Share] = fact(
        "备案或批准的费率",
        "Rate filed or approved",
        ask=("备案或批准的费率是多少？", "Which rate was filed or approved?"),
    )
    charged_rate: Fact[Share] = fact(
        "实际使用的费率", "Rate charged", ask=("实际使用的费率是多少？", "Which rate is charged?")
    )
    instalments: Fact[Instalments] = fact(
        "分期缴费方式",
        "Instalments of the premium",
        ask=("分期缴费每期金额是否一致？", "Are the instalments of the premium equal?"),
    )
    first_premium: Fact[Money] = fact(
        "首期保费（元）", "First premium (CNY)", ask=("首期保费是多少？", "How much is the first premium?")
    )
    later_premium: Fact[Money] = fact(
        "后续每期保费（元）", "Later premiums (CNY)", ask=("后续每期保费是多少？", "How much are later premiums?")
    )
    cooling_off_days: Fact[Days] = fact(
        "犹豫期（天）", "Cooling-off (days)", ask=("犹豫期多少天？", "How many days is the cooling-off period?")
    )
    renewal: Fact[Renewal] = fact("续保安排", "Renewal", ask=("续保如何安排？", "How is it renewed?"))
    first_year_loading: Fact[Share] = fact(
        "首年预定附加费用率",
        "Expense loading, first year",
        ask=("首年预定附加费用率是多少？", "What is the expense loading of the first year?"),
    )
    average_loading: Fact[Share] = fact(
        "平均预定附加费用率",
        "Expense loading, average",
        ask=("平均预定附加费用率是多少？", "What is the average expense loading?"),
    )
    pricing_coefficient: Fact[Number] = fact(
        "自主定价系数",
        "Own pricing coefficient",
        ask=("商业车险自主定价系数是多少？", "What is the own pricing coefficient of motor cover?"),
    )
    pricing_factors: Many[Factor] = fact(
        "定价和核保因素",
        "Factors of price and underwriting",
        ask=("定价和核保使用哪些因素？", "Which factors set price and underwriting?"),
    )
    death_benefit_under_10: Fact[Money] = fact("不满 10 周岁身故给付（元）", "Death benefit under age 10 (CNY)")
    death_benefit_10_to_17: Fact[Money] = fact(
        "满 10 未满 18 周岁身故给付（元）", "Death benefit at ages 10 to 17 (CNY)"
    )
    loss_ratio_months: Fact[Months] = fact("综合赔付率披露周期（月）", "Months between publications of the loss ratio")


class Sale(Part):
    platform_owner: Fact[Party] = fact(
        "销售平台所有者",
        "Owner of the sales platform",
        ask=("投保页面由谁运营？", "Who runs the page where one applies?"),
    )
    platform_sells: Fact[YesNo] = fact(
        "平台是否具有销售或投保功能",
        "The platform sells or takes applications",
        ask=("平台是否具有保险销售或投保功能？", "Does the platform sell or take applications?"),
    )
    steps: Many[Step] = fact(
        "本机构承担的环节",
        "Steps the operator does",
        ask=("运营主体承担哪些保险业务环节？", "Which insurance steps does the operator do?"),
    )
    state: Fact[DefaultState] = fact(
        "与其他产品同售时的默认状态",
        "Its state when sold along with others",
        ask=(
            "与其他产品同售时是否默认勾选或必须购买？",
            "Sold along with others, is it ticked beforehand or required?",
        ),
    )
    recording: Fact[Recording] = fact(
        "销售行为记录", "How the sale is recorded", ask=("销售过程如何记录？", "How is the sale recorded?")
    )
    record_years: Fact[Count] = fact(
        "可回溯资料保存（合同终止后，年）",
        "Years the recording is kept",
        ask=("可回溯资料保存几年？", "For how many years is the recording kept?"),
    )
    benefits_outside_contract: Fact[Text] = fact(
        "合同外给予的利益",
        "Benefits outside the contract",
        ask=("是否给予投保人合同约定以外的利益？", "Are benefits outside the contract given?"),
    )
    needs_analysis: Fact[Text] = fact(
        "需求分析和匹配方式",
        "How needs are matched",
        ask=("如何分析客户需求并给出匹配意见？", "How are the customer's needs analysed and matched?"),
    )
    told: Many[Disclosed] = fact(
        "投保前告知的事项",
        "What is told before applying",
        ask=("投保前告知哪些事项？", "What is told before applying?"),
    )


class Service(Part):
    surrender: Fact[SurrenderEntry] = fact(
        "退保入口", "Where to surrender", ask=("客户如何退保？", "How can a customer surrender the policy?")
    )
    policy_working_days: Fact[Count] = fact("电子保单送达时限（工作日）", "Working days until the policy arrives")
    surrender_working_days: Fact[Count] = fact("退保核定时限（工作日）", "Working days until a surrender is decided")
    claim_working_days: Fact[Count] = fact(
        "理赔核定时限（工作日）",
        "Working days until a claim is decided",
        ask=("理赔材料齐全后几个工作日核定？", "Within how many working days is a claim decided?"),
    )
    complaint_working_days: Fact[Count] = fact("投诉联系时限（工作日）", "Working days until a complainer is called")
    answer_rate: Fact[Share] = fact("客服接通率", "Calls answered, share")


class Insurance(Part):
    policies: Many[Policy] = fact("保险产品", "Policies", ask=("销售哪些保险产品？", "Which policies are sold?"))
    sale: Fact[Sale] = fact("销售", "Sale")
    service: Fact[Service] = fact("服务", "Service")
    sensors: Many[Text] = fact(
        "车载或健康监测设备",
        "Devices in the car or for health",
        ask=("使用哪些车载或健康监测设备？", "Which devices in the car or for health are used?"),
    )
