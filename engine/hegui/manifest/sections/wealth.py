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
from hegui.manifest.sections.wealth_conduct import (
    Benchmark,
    Disclosure,
    ElderCare,
    GradeChanges,
    Performance,
    PrivateAudience,
    Qualified,
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
Service = Annotated[str | Opaque, Kind("choice", "wealth_service")]
Operation = Annotated[str | Opaque, Kind("choice", "product_operation")]
Shortfall = Annotated[str | Opaque, Kind("choice", "shortfall")]
MeansCheck = Annotated[str | Opaque, Kind("choice", "means_check")]
TestChange = Annotated[str | Opaque, Kind("choice", "test_change")]
TestExpiry = Annotated[str | Opaque, Kind("choice", "test_expiry")]
TestHelp = Annotated[str | Opaque, Kind("choice", "test_help")]
TypeDisplay = Annotated[str | Opaque, Kind("choice", "product_type_display")]
RecommendScope = Annotated[str | Opaque, Kind("choice", "recommend_scope")]
Treatment = Annotated[str | Opaque, Kind("choice", "group_treatment")]
LimitedCapacity = Annotated[str | Opaque, Kind("choice", "limited_capacity")]
SaleTrace = Annotated[str | Opaque, Kind("choice", "sale_trace")]
UnitSale = Annotated[str | Opaque, Kind("choice", "unit_sale")]
LowestClass = Annotated[str | Opaque, Kind("choice", "lowest_class")]
CustodianUse = Annotated[str | Opaque, Kind("choice", "custodian_use")]
RefundScope = Annotated[str | Opaque, Kind("choice", "refund_scope")]
CoolingContact = Annotated[str | Opaque, Kind("choice", "cooling_off_contact")]
DepositKind = Annotated[str | Opaque, Kind("choice", "deposit_kind")]
DepositArea = Annotated[str | Opaque, Kind("choice", "deposit_area")]
SmartAccount = Annotated[str | Opaque, Kind("choice", "smart_account")]
TraceLevel = Annotated[str | Opaque, Kind("choice", "trace_level")]
ReturnFigure = Annotated[str | Opaque, Kind("choice", "return_figure")]
NoticeVoice = Annotated[str | Opaque, Kind("choice", "notice_voice")]


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
    tranched: Fact[YesNo] = fact(
        "是否分级",
        "Has tranches",
        ask=("该产品是否分为优先、劣后等级？", "Does the product have tranches?"),
    )
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
    issued_by: Fact[Party] = fact(
        "管理人或发行人", "Who issues or manages it", ask=("产品由谁发行或管理？", "Who issues or manages the product?")
    )
    operation: Fact[Operation] = fact(
        "运作方式", "Open or closed", ask=("产品是开放式还是封闭式？", "Is the product open-ended or closed-ended?")
    )
    senior_guaranteed: Fact[YesNo] = fact(
        "是否对优先级份额保本保收益",
        "The senior tranche is guaranteed",
        ask=("是否对优先级份额提供保本保收益安排？", "Is the senior tranche guaranteed?"),
    )
    grade_used: Fact[Count] = fact(
        "匹配和展示所用风险等级（1-5 级）",
        "Risk grade used to match and show (1-5)",
        ask=("匹配客户时使用的风险等级是几级？", "Which risk grade is used to match customers?"),
    )
    cooling_off_refund: Fact[RefundScope] = fact(
        "冷静期内解除的退款",
        "Refund within cooling-off",
        ask=("冷静期内解除合同退还多少款项？", "How much is returned within the cooling-off period?"),
    )
    advancer_licensed: Fact[YesNo] = fact(
        "垫支机构是否有基金销售资格",
        "Who advances money is licensed to sell funds",
        ask=("垫支机构是否有基金销售资格？", "Is the firm that advances money licensed to sell funds?"),
    )
    deposit_kind: Fact[DepositKind] = fact(
        "存款种类",
        "Kind of deposit",
        ask=("存款是活期、定期还是定活两便？", "Is the deposit a demand or a time deposit?"),
    )


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
    on_change: Fact[TestChange] = fact(
        "结果与上次不一致时",
        "When the result differs from the last",
        ask=("测评结果与上次不一致时如何处理？", "What happens when the result differs from the last one?"),
    )
    on_expiry: Fact[TestExpiry] = fact(
        "测评过期后",
        "When the test has expired",
        ask=("测评过期后能否继续购买？", "What happens when the test has expired?"),
    )
    help: Fact[TestHelp] = fact(
        "测评中的提示", "Help with the answers", ask=("测评时是否提示或预填答案？", "Are answers hinted or filled in?")
    )


class Advice(Part):
    automated: Fact[YesNo] = fact(
        "是否智能投顾", "Given by an algorithm", ask=("投资建议是否由算法作出？", "Is advice given by an algorithm?")
    )
    model_reported: Fact[YesNo] = fact(
        "模型参数和配置逻辑是否报备",
        "Model and logic reported to the authority",
        ask=("模型参数和配置逻辑是否向主管部门报备？", "Were the model and its logic reported to the authority?"),
    )
    stop_by_person: Fact[YesNo] = fact(
        "能否人工干预和终止",
        "A person can step in and stop it",
        ask=("能否由人工干预和终止？", "Can a person step in and stop it?"),
    )
    single_fund_share: Fact[Share] = fact(
        "单只基金占账户净值上限",
        "Most of one fund in an account",
        ask=("单只基金最多占账户净值的多少？", "What is the most one fund may take of an account?"),
    )
    yearly_fee: Fact[Share] = fact(
        "投顾年费率",
        "Advice fee per year",
        ask=("投顾服务的年费率是多少？", "What is the yearly rate of the advice fee?"),
    )
    same_adviser_share: Fact[Share] = fact(
        "同一投顾机构全部客户持有单只基金的比例上限",
        "Most of one fund held by all clients of the adviser",
        ask=("同一投顾机构管理的客户合计最多持有单只基金的多大比例？", "What share of one fund may all clients hold?"),
    )
    smart_account: Fact[SmartAccount] = fact(
        "智能管理账户", "Smart accounts", ask=("是否单独设立智能管理账户？", "Are smart accounts kept apart?")
    )
    traces: Fact[TraceLevel] = fact(
        "决策过程留痕",
        "Traces kept",
        ask=("算法决策和交易如何留痕？", "Which traces of decisions and trades are kept?"),
    )


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
    advice: Fact[Advice] = fact(
        "投资建议", "Advice", ask=("是否提供投资建议，如何提供？", "Is investment advice given, and how?")
    )
    records_years: Fact[Count] = fact(
        "适当性资料保存（关系终止后，年）",
        "Years suitability records are kept",
        ask=("适当性资料保存几年？", "For how many years are suitability records kept?"),
    )
    benchmark_changes: Fact[Count] = fact(
        "业绩比较基准调整次数（次）",
        "Changes of the benchmark",
        ask=("业绩比较基准调整过几次？", "How often was the benchmark changed?"),
    )
    services: Many[Service] = fact(
        "提供的投资服务",
        "Investment services given",
        ask=(
            "为投资者提供哪些服务：展示、开户、申赎、建议、代客操作还是受托管理？",
            "Which investment services are given?",
        ),
    )
    shortfall: Many[Shortfall] = fact(
        "兑付困难时的安排",
        "What happens when a product cannot pay",
        ask=("产品兑付困难时由谁承担、如何处理？", "What happens when a product cannot pay?"),
    )
    investor_standard: Fact[Qualified] = fact("合格投资者标准", "Qualified investors")
    grade_levels: Fact[Count] = fact(
        "产品风险等级数（级）",
        "Grades of product risk",
        ask=("产品风险分几级？", "How many grades of product risk are there?"),
    )
    high_risk_from_grade: Fact[Count] = fact(
        "高风险起始等级（级）",
        "Grade from which products count as high risk",
        ask=("本机构从第几级起列为高风险产品？", "From which grade does the firm treat a product as high risk?"),
    )
    grade_changes: Fact[GradeChanges] = fact("风险等级变动", "Changes of the risk grade")
    elderly: Fact[ElderCare] = fact("高龄客户特别程序", "Extra steps for elderly customers")
    means_check: Fact[MeansCheck] = fact(
        "与财务支付水平的比对",
        "Comparison with the customer's means",
        ask=("所需资金与客户财务支付水平明显不符时如何处理？", "What if the money needed is clearly out of line?"),
    )
    product_type_display: Fact[TypeDisplay] = fact(
        "产品类别的展示",
        "How kinds of product are shown",
        ask=(
            "存款、理财、基金、信托、保险是否分别标明？",
            "Are deposits, wealth products, funds, trusts and insurance marked?",
        ),
    )
    recommend_scope: Fact[RecommendScope] = fact(
        "主动推介的范围",
        "What is actively recommended",
        ask=("主动推介的产品是否限于客户承受能力以内？", "Is active promotion kept within the customer's capacity?"),
    )
    goal_matched: Fact[YesNo] = fact(
        "推介前是否核对投资目标",
        "Promotion is checked against the investor's goal",
        ask=("推介前是否核对客户的投资目标？", "Is promotion checked against the investor's goal?"),
    )
    no_capacity: Fact[Treatment] = fact(
        "对无民事行为能力人的安排",
        "How persons without legal capacity are treated",
        ask=("无民事行为能力人能否购买？", "Can persons without legal capacity buy?"),
    )
    limited_capacity: Fact[LimitedCapacity] = fact(
        "对限制民事行为能力人的安排",
        "How persons of limited legal capacity are treated",
        ask=("限制民事行为能力人能否购买、以什么条件？", "On which terms can persons of limited capacity buy?"),
    )
    sale_trace: Fact[SaleTrace] = fact(
        "销售过程可回溯",
        "How far a sale can be replayed",
        ask=("适当性管理过程能否回溯？", "How far can a sale be replayed?"),
    )
    private_audience: Fact[PrivateAudience] = fact(
        "私募产品的推介对象",
        "To whom private products are promoted",
        ask=("私募产品向哪些人推介？", "To whom are private products promoted?"),
    )
    unit_sale: Fact[UnitSale] = fact(
        "份额销售方式", "How units are sold", ask=("是否拆分份额、拼单或代持销售？", "Are units split or pooled?")
    )
    lowest_class: Fact[LowestClass] = fact(
        "对最低风险承受能力类别投资者的安排",
        "How investors of the lowest class are treated",
        ask=(
            "最低承受能力类别的投资者能否购买更高风险产品？",
            "Can investors of the lowest class buy riskier products?",
        ),
    )
    custodian_use: Fact[CustodianUse] = fact(
        "宣传中对托管人的使用",
        "How the custodian is named in promotion",
        ask=("宣传中如何使用托管机构的名称？", "How is the custodian named in promotion?"),
    )
    cooling_off_contact: Fact[CoolingContact] = fact(
        "冷静期内的联系",
        "Contact within cooling-off",
        ask=("冷静期内是否主动联系投资者？", "Is the investor contacted within the cooling-off period?"),
    )
    return_figures: Many[ReturnFigure] = fact(
        "展示的收益数字种类",
        "Kinds of return figures shown",
        ask=("展示哪几种收益数字？", "Which kinds of return figures are shown?"),
    )
    performance: Fact[Performance] = fact(
        "业绩展示", "Performance shown", ask=("是否展示过往业绩，如何展示？", "Is past performance shown, and how?")
    )
    benchmark: Fact[Benchmark] = fact("业绩比较基准", "Benchmark")
    disclosure: Fact[Disclosure] = fact("产品信息披露", "Disclosure")
    deposit_area: Fact[DepositArea] = fact(
        "线上存款的客户地域",
        "Where online depositors live",
        ask=("线上存款是否限于住所地和网点所在地的客户？", "Are online deposits limited to the bank's own region?"),
    )
    notice_voice: Fact[NoticeVoice] = fact(
        "音频中的风险提示",
        "Risk notice in audio",
        ask=("音频宣传中的风险提示是否以旁白念出？", "Is the risk notice in audio spoken?"),
    )
