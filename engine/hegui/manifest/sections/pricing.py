"""What the product charges, to whom, on what basis. It states terms; the cost of a loan is computed elsewhere."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import (
    Count,
    Day,
    Days,
    Element,
    Fact,
    Kind,
    Many,
    Money,
    Number,
    Part,
    Rate,
    Share,
    Text,
    YesNo,
    fact,
)
from hegui.values import Opaque

Party = Annotated[str | Opaque, Kind("choice", "party")]
Period = Annotated[str | Opaque, Kind("choice", "period")]
Method = Annotated[str | Opaque, Kind("choice", "repayment_method")]
FeeKind = Annotated[str | Opaque, Kind("choice", "fee_kind")]
FeeBasis = Annotated[str | Opaque, Kind("choice", "fee_basis")]
FeeTiming = Annotated[str | Opaque, Kind("choice", "fee_timing")]
ShownAs = Annotated[str | Opaque, Kind("choice", "shown_as")]
Reading = Annotated[str | Opaque, Kind("choice", "rate_reading")]
ChargeKind = Annotated[str | Opaque, Kind("choice", "charge_kind")]
ChargeBasis = Annotated[str | Opaque, Kind("choice", "charge_basis")]
FundClass = Annotated[str | Opaque, Kind("choice", "fund_class")]
IncomeBasis = Annotated[str | Opaque, Kind("choice", "income_basis")]
PricePlace = Annotated[str | Opaque, Kind("choice", "price_place")]
PriceNotice = Annotated[str | Opaque, Kind("choice", "price_notice")]
Factor = Annotated[str | Opaque, Kind("choice", "decision_factor")]
RenewalNotice = Annotated[str | Opaque, Kind("choice", "renewal_notice")]
CancelWay = Annotated[str | Opaque, Kind("choice", "cancel_way")]
DayCount = Annotated[str | Opaque, Kind("choice", "day_count")]
GraceInterest = Annotated[str | Opaque, Kind("choice", "grace_interest")]


class Fee(Element):
    """A charge on a loan besides its nominal interest, whoever takes it."""

    name: Fact[Text] = fact("收费名称", "Name of the charge")
    kind: Fact[FeeKind] = fact(
        "收费性质", "Kind of charge", ask=("这项收费属于什么性质？", "What kind of charge is it?")
    )
    basis: Fact[FeeBasis] = fact(
        "计费基数", "What the rate is taken of", ask=("按什么基数计费？", "What is the rate taken of?")
    )
    rate: Fact[Share] = fact(
        "费率（占计费基数，每次收取）",
        "Rate (share of the basis, each time)",
        ask=("费率是多少？", "What is the rate?"),
    )
    amount: Fact[Money] = fact(
        "金额（元，每次收取）", "Amount each time (CNY)", ask=("每次收取多少元？", "How much is taken each time?")
    )
    timing: Fact[FeeTiming] = fact(
        "收取时点",
        "When it is taken",
        ask=("何时收取，是从放款中扣除还是另行支付？", "When is it taken: deducted from the payout or paid apart?"),
    )
    payee: Fact[Party] = fact("收取方", "Who takes it", ask=("由谁收取？", "Who takes it?"))
    payer: Fact[Party] = fact("承担方（未填写即借款人）", "Who bears it (the borrower if not stated)")
    mandatory: Fact[YesNo] = fact(
        "是否必须承担",
        "Whether it must be paid",
        ask=("借款人能否不付这项费用而获得贷款？", "Must the borrower pay it to get the loan?"),
    )
    first_period: Fact[Count] = fact(
        "逐期收取的起始期（未填写即第 1 期）", "First period it is taken in (1 if not stated)"
    )
    last_period: Fact[Count] = fact(
        "逐期收取的末期（未填写即最后一期）", "Last period it is taken in (the last if not stated)"
    )
    shown_as: Fact[ShownAs] = fact(
        "对借款人的展示名义",
        "As what it is shown",
        ask=("以什么名义向借款人展示？", "As what is it shown to the borrower?"),
    )


class Tier(Element):
    """One price for one grade of customers."""

    name: Fact[Text] = fact("档次名称", "Name of the tier")
    risk_rank: Fact[Count] = fact(
        "风险等级序号（1 为风险最低）",
        "Rank of risk (1 is the lowest risk)",
        ask=("该档客户的风险等级排第几？", "Which rank of risk has this tier?"),
    )
    nominal_rate: Fact[Rate] = fact(
        "名义利率（年）",
        "Nominal rate (per year)",
        ask=("该档的名义利率是多少？", "What is the nominal rate of this tier?"),
    )
    periods: Fact[Count] = fact(
        "该档期数（未填写即方案期数）", "Periods of this tier (those of the offer if not stated)"
    )
    fees: Many[Fee] = fact(
        "该档息费项目（未填写即方案所列）", "Charges of this tier (those of the offer if not stated)"
    )
    share: Fact[Share] = fact("客户占比", "Share of customers")
    below_base: Fact[Rate] = fact(
        "较基准利率下浮（年，百分点）",
        "Points below the base rate (per year)",
        ask=("该档较基准利率下浮多少？", "By how much is this tier below the base rate?"),
    )
    above_base: Fact[Rate] = fact(
        "较基准利率上浮（年，百分点）",
        "Points above the base rate (per year)",
        ask=("该档较基准利率上浮多少？", "By how much is this tier above the base rate?"),
    )


class RateStep(Element):
    """The nominal rate from one period on: a teaser is a low first rate."""

    from_period: Fact[Count] = fact(
        "自第几期起",
        "From which period on",
        ask=("该利率自第几期起适用？", "From which period on does this rate apply?"),
    )
    nominal_rate: Fact[Rate] = fact(
        "名义利率（年）",
        "Nominal rate (per year)",
        ask=("该段的名义利率是多少？", "What is the nominal rate from then on?"),
    )


class GraceTerms(Part):
    """The first periods, in which no principal is repaid."""

    periods: Fact[Count] = fact(
        "宽限期数", "Number of periods", ask=("前几期不还本金？", "For how many periods is no principal repaid?")
    )
    interest: Fact[GraceInterest] = fact(
        "宽限期利息如何处理",
        "What becomes of the interest",
        ask=("宽限期内的利息如何处理？", "What becomes of the interest of these periods?"),
    )


class Drawing(Element):
    """One part of a principal that is paid out in parts."""

    after_periods: Fact[Count] = fact(
        "放款后第几期末提款（0 为放款日）",
        "Paid out after so many periods (0: at the start)",
        ask=("该笔在第几期末提款？", "After how many periods is it paid out?"),
    )
    amount: Fact[Money] = fact("提款金额（元）", "Amount (CNY)", ask=("该笔提款多少元？", "How much is paid out?"))


class MinimumPayment(Part):
    """What a revolving loan repays each period besides its interest; the rest falls due with the last."""

    share: Fact[Share] = fact(
        "最低还款占未还本金的比例",
        "Share of the principal owed",
        ask=("每期最低偿还未还本金的多大比例？", "What share of the principal owed is repaid each period?"),
    )
    floor: Fact[Money] = fact("每期最低偿还本金（元）", "Least principal repaid each period (CNY)")


class PenaltyTerms(Part):
    multiplier: Fact[Number] = fact("逾期罚息为合同利率的倍数", "Overdue rate as a multiple of the contract rate")
    rate: Fact[Rate] = fact("逾期利率（年）", "Overdue rate (per year)")


class Credit(Element):
    """One loan as offered: an example with figures from which its cost is computed."""

    NAMED_BY = ("name",)

    name: Fact[Text] = fact("方案名称", "Name of the offer")
    principal: Fact[Money] = fact("本金（元）", "Principal (CNY)", ask=("借款本金是多少？", "How much is borrowed?"))
    periods: Fact[Count] = fact("期数", "Number of periods", ask=("分多少期？", "In how many periods is it repaid?"))
    period: Fact[Period] = fact("每期时长", "Length of a period", ask=("一期是多长时间？", "How long is a period?"))
    method: Fact[Method] = fact("还款方式", "How it is repaid", ask=("采用哪种还款方式？", "How is it repaid?"))
    nominal_rate: Fact[Rate] = fact(
        "名义利率（年）",
        "Nominal rate (per year)",
        ask=("合同约定的名义利率是多少？", "What is the nominal rate of the contract?"),
    )
    schedule: Many[Money] = fact(
        "各期还款额（元）", "Payment of each period (CNY)", ask=("每期各还多少？", "How much is paid in each period?")
    )
    rate_steps: Many[RateStep] = fact(
        "分段利率（未填写即全程同一利率）", "Steps of the rate (one rate throughout if not stated)"
    )
    grace: Fact[GraceTerms] = fact("宽限期（未填写即无）", "Grace (none if not stated)")
    balloon: Fact[Money] = fact(
        "期末尾款（元，未填写即无）", "Principal left for the last payment (CNY; none if not stated)"
    )
    drawings: Many[Drawing] = fact("分次提款（未填写即一次放款）", "Drawings (one payout if not stated)")
    minimum_payment: Fact[MinimumPayment] = fact(
        "循环额度的最低还款",
        "Minimum payment of a revolving loan",
        ask=("每期最低还款额如何计算？", "How is the minimum payment of a period reckoned?"),
    )
    paid_out_on: Fact[Day] = fact("放款日", "Day of the payout", ask=("哪一天放款？", "On which day is it paid out?"))
    first_due_on: Fact[Day] = fact(
        "首个还款日", "Day of the first payment", ask=("首个还款日是哪一天？", "On which day is the first payment due?")
    )
    due_on: Many[Day] = fact(
        "各期还款日（未填写即自首个还款日起逐期）", "Day of each payment (one a period from the first if not stated)"
    )
    day_count: Fact[DayCount] = fact(
        "计息天数惯例（未填写即按期计息）", "Day count (each period bears an even share if not stated)"
    )
    fees: Many[Fee] = fact(
        "息费项目", "Charges", ask=("除名义利息外收取哪些费用？", "Which charges are taken besides nominal interest?")
    )
    deducted_up_front: Fact[Money] = fact(
        "放款时预先扣除的金额（元）",
        "Deducted from the payout (CNY)",
        ask=("放款时从本金中预先扣除多少？", "How much is deducted from the payout?"),
    )
    tiers: Many[Tier] = fact(
        "分档定价",
        "Price tiers",
        ask=(
            "是否按客群分档定价，各档如何浮动？",
            "Are prices tiered by group, and how far is each tier from the base?",
        ),
    )
    penalty: Fact[PenaltyTerms] = fact(
        "本方案的逾期条款（与产品通例不同时填写）",
        "Overdue terms of this offer, where they differ from `credit.default`",
    )
    stated_annual_rate: Fact[Rate] = fact(
        "对客户展示的年化利率",
        "Annual rate shown to customers",
        ask=("向客户展示的年化利率是多少？", "Which annual rate is shown to customers?"),
    )
    stated_reading: Fact[Reading] = fact(
        "展示年化的口径",
        "Reading of the rate shown",
        ask=("展示的年化利率按哪种口径：名义、复利还是本金单利？", "Is the rate shown nominal, compounded or simple?"),
    )
    contract_date: Fact[Day] = fact(
        "合同成立日", "Day of the contract", ask=("合同哪一天成立？", "On which day is the contract made?")
    )
    interest_capitalised: Fact[YesNo] = fact(
        "结算后的利息是否计入后期本金",
        "Settled interest joins the next principal",
        ask=(
            "前期借款结算后，利息是否计入后期借款本金？",
            "Does the interest of an earlier loan join the principal of the next?",
        ),
    )
    first_principal_rate: Fact[Rate] = fact(
        "本息和超出最初本金部分折年化（按最初本金）",
        "All beyond the first principal, per year of the first principal",
        ask=(
            "整个借款期间应付本息超出最初本金的部分，按最初本金折合年化多少？",
            "What does all that is paid beyond the first principal come to, per year of that principal?",
        ),
    )


class Personalised(Part):
    used: Fact[YesNo] = fact(
        "是否对同一商品或服务实行个性化定价",
        "Different prices for different persons",
        ask=("同等条件下，不同用户看到的价格是否不同？", "On equal terms, do different users see different prices?"),
    )
    factors: Many[Factor] = fact(
        "定价因素",
        "Factors the price rests on",
        ask=("个性化定价使用哪些因素？", "Which factors does the price rest on?"),
    )
    notice: Fact[PriceNotice] = fact(
        "对用户的告知",
        "What users are told",
        ask=("是否告知用户价格差异及其依据？", "Are users told of the difference and why?"),
    )


class Charge(Element):
    """A charge of a payment, wealth, insurance or data service. Charges on loans are fees of a credit."""

    name: Fact[Text] = fact("收费名称", "Name of the charge")
    kind: Fact[ChargeKind] = fact(
        "收费项目", "Kind of charge", ask=("这项收费属于什么项目？", "What kind of charge is it?")
    )
    basis: Fact[ChargeBasis] = fact("计费基数", "What the rate is taken of")
    rate: Fact[Share] = fact("费率", "Rate", ask=("费率是多少？", "What is the rate?"))
    amount: Fact[Money] = fact(
        "金额（元）",
        "Amount (CNY)",
        ask=("金额是多少元？", "What is the amount (CNY)?"),
    )
    payer: Fact[Party] = fact("付费方", "Who pays", ask=("由谁付费？", "Who pays?"))
    payee: Fact[Party] = fact("收取方", "Who takes it", ask=("由谁收取？", "Who takes it?"))
    after_days: Fact[Days] = fact("持有满多少天后适用", "Days held from which it applies")
    until_days: Fact[Days] = fact(
        "持有满多少天后停止收取",
        "Days held after which it ends",
        ask=("持有满多少天后不再收取？", "After how many days of holding does the charge end?"),
    )
    fund_class: Fact[FundClass] = fact(
        "适用的基金类别", "Class of fund it is for", ask=("这项收费适用于哪类基金？", "For which class of fund is it?")
    )
    to_fund_share: Fact[Share] = fact(
        "计入基金财产的比例",
        "Share that goes to the fund's assets",
        ask=("这项收费有多大比例计入基金财产？", "What share of the charge goes to the fund's assets?"),
    )
    merchant_size_rank: Fact[Count] = fact("商户规模序号（1 为最小）", "Rank of merchant size (1 is the smallest)")
    listed_in: Many[PricePlace] = fact(
        "该项收费公示的位置",
        "Where this charge is listed",
        ask=("该项收费在哪些位置公示？", "Where is this charge listed?"),
    )


class IncomeLine(Element):
    name: Fact[Text] = fact("收入名称", "Name of the income")
    payer: Fact[Party] = fact("付费方", "Who pays", ask=("这项收入由谁支付？", "Who pays this income?"))
    basis: Fact[IncomeBasis] = fact(
        "计费依据",
        "What it is based on",
        ask=("按什么计费？", "What is it based on?"),
    )
    rate: Fact[Share] = fact(
        "比例",
        "Rate",
        ask=("比例是多少？", "What is the rate?"),
    )
    amount: Fact[Money] = fact(
        "金额（元）",
        "Amount (CNY)",
        ask=("金额是多少元？", "What is the amount (CNY)?"),
    )
    told_to_user: Fact[YesNo] = fact(
        "是否向用户披露",
        "Users are told of it",
        ask=("是否向用户披露这项收入？", "Are users told of this income?"),
    )
    conflict_control: Fact[Text] = fact(
        "利益冲突的防控措施",
        "How a conflict of interest is kept in check",
        ask=("这项收入可能引起利益冲突时如何防控？", "How is a conflict of interest from this income kept in check?"),
    )


class Subscription(Part):
    auto_renew: Fact[YesNo] = fact(
        "是否自动续费", "Renews itself", ask=("是否自动续费或自动扣款？", "Does it renew or charge by itself?")
    )
    charge_notice: Fact[RenewalNotice] = fact(
        "扣款提醒", "Notice of a charge", ask=("自动扣款前如何提醒？", "How is a user told before a charge?")
    )
    shown_before_joining: Fact[YesNo] = fact(
        "开通前是否显著提示自动续费",
        "Pointed out clearly before joining",
        ask=("用户开通前是否以显著方式提示自动续费？", "Is automatic renewal pointed out before a user joins?"),
    )
    cancel: Fact[CancelWay] = fact(
        "取消方式", "How to cancel", ask=("用户如何取消自动续费？", "How can a user cancel?")
    )


class Pricing(Part):
    credits: Many[Credit] = fact(
        "贷款方案",
        "Loans as offered",
        ask=("贷款本金、期数和各项息费是多少？", "What are principal, periods and charges of the loan?"),
    )
    charges: Many[Charge] = fact(
        "服务收费",
        "Service charges",
        ask=("产品向用户或商户收取哪些费用？", "Which charges do users or merchants pay?"),
    )
    personalised: Fact[Personalised] = fact("个性化定价", "Personalised prices")
    price_list: Many[PricePlace] = fact(
        "收费公示位置",
        "Where prices are published",
        ask=("收费项目和标准公示在哪里？", "Where are the prices published?"),
    )
    subscription: Fact[Subscription] = fact("订阅和自动扣款", "Subscription")
    income_lines: Many[IncomeLine] = fact(
        "收入构成", "Lines of income", ask=("产品有哪些收入来源？", "Which lines of income does the product have?")
    )
