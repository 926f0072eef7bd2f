"""What an investment product is and how it is sold: risk, suitability, promises. Charges are in `pricing.charges`."""

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
    Part,
    Share,
    Text,
    YesNo,
    fact,
)
from hegui.values import Opaque

WealthProduct = Annotated[str | Opaque, Kind("choice", "wealth_product")]
FundClass = Annotated[str | Opaque, Kind("choice", "fund_class")]
AssetClass = Annotated[str | Opaque, Kind("choice", "asset_class")]
GuaranteeKind = Annotated[str | Opaque, Kind("choice", "guarantee_kind")]
OverCapacity = Annotated[str | Opaque, Kind("choice", "over_capacity")]
TestBy = Annotated[str | Opaque, Kind("choice", "test_by")]
RatingChoice = Annotated[str | Opaque, Kind("choice", "rating_choice")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
Channel = Annotated[str | Opaque, Kind("choice", "marketing_channel")]
Segment = Annotated[str | Opaque, Kind("choice", "segment")]
Disclosed = Annotated[str | Opaque, Kind("choice", "disclosed")]


class Holding(Element):
    """One investment product offered."""

    name: Fact[Text] = fact("产品名称", "Name of the product")
    kind: Fact[WealthProduct] = fact(
        "产品类型", "Kind of product", ask=("销售的是哪一类产品？", "Which kind of product is sold?")
    )
    fund_class: Fact[FundClass] = fact("基金类别", "Class of fund")
    asset_class: Fact[AssetClass] = fact("资产类别", "Class of assets")
    manager_grade: Fact[Count] = fact(
        "管理人或发行人风险等级（1-5 级）",
        "Risk grade by the issuer (1-5)",
        ask=("发行人评定的风险等级是几级？", "Which risk grade did the issuer give?"),
    )
    distributor_grade: Fact[Count] = fact(
        "销售机构风险等级（1-5 级）",
        "Risk grade by the distributor (1-5)",
        ask=("销售机构评定的风险等级是几级？", "Which risk grade did the distributor give?"),
    )
    minimum: Fact[Money] = fact(
        "起投金额（元）", "Minimum investment (CNY)", ask=("起投金额是多少？", "What is the minimum investment?")
    )
    closed_days: Fact[Days] = fact(
        "封闭期（天）", "Closed for (days)", ask=("产品封闭多少天？", "For how many days is it closed?")
    )
    cooling_off_hours: Fact[Count] = fact(
        "冷静期（小时）", "Cooling-off (hours)", ask=("冷静期多少小时？", "How many hours is the cooling-off period?")
    )
    leverage: Fact[Share] = fact("总资产与净资产之比", "Total over net assets")
    tranched: Fact[YesNo] = fact("是否分级", "Has tranches")
    pooled: Fact[YesNo] = fact(
        "是否与其他产品资金混同运作",
        "Money is pooled with other products",
        ask=("是否与其他产品的资金混同运作？", "Is its money pooled with that of other products?"),
    )
    instant_redemption_limit: Fact[Money] = fact(
        "单日快速赎回限额（元）",
        "Instant redemption per day (CNY)",
        ask=("单日快速赎回限额是多少？", "What is the limit of instant redemption a day?"),
    )
    advanced_by: Fact[Party] = fact("快速赎回垫资方", "Who advances instant redemption")
    registered: Fact[YesNo] = fact("销售前是否已注册或备案", "Registered or filed before the sale")
    age_months: Fact[Months] = fact("成立时长（月）", "Age (months)")


class RiskTest(Part):
    by: Fact[TestBy] = fact(
        "测评填写人", "Who fills it in", ask=("风险承受能力测评由谁填写？", "Who fills in the risk test?")
    )
    levels: Fact[Count] = fact(
        "承受能力级数（级）",
        "Grades of capacity",
        ask=("风险承受能力分几级？", "How many grades of capacity are there?"),
    )
    valid_months: Fact[Months] = fact(
        "测评有效期（月）", "Valid for (months)", ask=("测评有效期是几个月？", "For how many months is the test valid?")
    )
    per_day: Fact[Count] = fact(
        "单日测评次数上限（次）", "Most tests a day", ask=("一天最多测评几次？", "How many tests a day are allowed?")
    )
    per_year: Fact[Count] = fact(
        "12 个月测评次数上限（次）",
        "Most tests in 12 months",
        ask=("12 个月内最多测评几次？", "How many tests in 12 months are allowed?"),
    )
    before_sale: Fact[YesNo] = fact(
        "是否先测评后销售", "Done before the sale", ask=("是否先完成测评再销售？", "Is the test done before the sale?")
    )
    sources: Many[Disclosed] = fact("测评依据", "What it rests on")


class Advice(Part):
    automated: Fact[YesNo] = fact(
        "是否智能投顾", "Given by an algorithm", ask=("投资建议是否由算法作出？", "Is advice given by an algorithm?")
    )
    model_reported: Fact[YesNo] = fact("模型参数和配置逻辑是否报备", "Model and logic reported to the authority")
    stop_by_person: Fact[YesNo] = fact("能否人工干预和终止", "A person can step in and stop it")
    single_fund_share: Fact[Share] = fact("单只基金占账户净值上限", "Most of one fund in an account")
    yearly_fee: Fact[Share] = fact("投顾年费率", "Advice fee per year")


class Wealth(Part):
    products: Many[Holding] = fact(
        "投资产品",
        "Investment products",
        ask=("销售或推荐哪些投资产品？", "Which investment products are sold or advised?"),
    )
    guarantees: Many[GuaranteeKind] = fact(
        "对本金或收益的承诺",
        "Promises on principal or return",
        ask=("是否对本金、收益或亏损作出承诺？", "Is anything promised on principal, return or loss?"),
    )
    expected_return_shown: Fact[Text] = fact(
        "展示的收益数字及其依据",
        "Figure of return shown and its basis",
        ask=("页面展示什么收益数字，依据是什么？", "Which figure of return is shown, and on what basis?"),
    )
    risk_test: Fact[RiskTest] = fact("风险承受能力测评", "Risk test")
    over_capacity: Fact[OverCapacity] = fact(
        "产品风险高于客户承受能力时",
        "When risk exceeds the customer's capacity",
        ask=("产品风险高于客户承受能力时如何处理？", "What happens when risk exceeds the customer's capacity?"),
    )
    grade_used: Fact[RatingChoice] = fact(
        "风险等级不一致时采用",
        "Grade used where two differ",
        ask=("发行人与销售机构评级不一致时采用哪个？", "Which grade is used where two differ?"),
    )
    qualified_check: Fact[Text] = fact(
        "合格投资者核验方式",
        "How qualified investors are checked",
        ask=("如何核验合格投资者？", "How are qualified investors checked?"),
    )
    sold_to: Many[Segment] = fact("销售对象", "Sold to", ask=("向哪些客户销售？", "To whom is it sold?"))
    promoted_in: Many[Channel] = fact("推介渠道", "Promoted in", ask=("通过哪些渠道推介？", "Where is it promoted?"))
    elderly_care: Fact[Text] = fact(
        "对高龄客户的特别程序",
        "Extra steps for elderly customers",
        ask=("向 65 岁以上客户销售高风险产品有何特别程序？", "Which extra steps protect customers of 65 and over?"),
    )
    funded_by_credit: Fact[YesNo] = fact(
        "能否使用贷款资金购买",
        "Can be bought with borrowed money",
        ask=("客户能否用贷款资金购买？", "Can customers buy with borrowed money?"),
    )
    advice: Fact[Advice] = fact("投资建议", "Advice")
    records_years: Fact[Count] = fact(
        "适当性资料保存（关系终止后，年）",
        "Years suitability records are kept",
        ask=("适当性资料保存几年？", "For how many years are suitability records kept?"),
    )
    benchmark_changes: Fact[Count] = fact("业绩比较基准调整次数（次）", "Changes of the benchmark")
