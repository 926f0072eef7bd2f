"""Parts of the insurance section: who bears the loss, which insurer, matching, promises, how fast the service is."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Days, Element, Fact, Kind, Many, Money, Number, Part, Share, Text, YesNo, fact
from hegui.values import Opaque

Party = Annotated[str | Opaque, Kind("choice", "party")]
CoverPrice = Annotated[str | Opaque, Kind("choice", "cover_price")]
CoverPromise = Annotated[str | Opaque, Kind("choice", "cover_promise")]
InsurerType = Annotated[str | Opaque, Kind("choice", "insurer_type")]
Rating = Annotated[str | Opaque, Kind("choice", "rating")]
Information = Annotated[str | Opaque, Kind("choice", "suitability_information")]
Opinion = Annotated[str | Opaque, Kind("choice", "match_opinion")]
Mismatch = Annotated[str | Opaque, Kind("choice", "mismatch_treatment")]
CapacityTest = Annotated[str | Opaque, Kind("choice", "capacity_test")]
Comparison = Annotated[str | Opaque, Kind("choice", "insurance_comparison")]
PresentedAs = Annotated[str | Opaque, Kind("choice", "presented_as")]
Promise = Annotated[str | Opaque, Kind("choice", "insurance_promise")]
RegulatorUse = Annotated[str | Opaque, Kind("choice", "regulator_use")]
PerkScope = Annotated[str | Opaque, Kind("choice", "perk_scope")]
PerkBasis = Annotated[str | Opaque, Kind("choice", "perk_basis")]
SurrenderEntry = Annotated[str | Opaque, Kind("choice", "surrender_entry")]
StaffSelling = Annotated[str | Opaque, Kind("choice", "staff_selling")]
StaffPay = Annotated[str | Opaque, Kind("choice", "staff_pay")]
ClaimsDecision = Annotated[str | Opaque, Kind("choice", "claims_decision")]
ClaimsExplanation = Annotated[str | Opaque, Kind("choice", "claims_explanation")]
RenewalEntry = Annotated[str | Opaque, Kind("choice", "renewal_entry")]


class Cover(Part):
    """Who bears a loss and what is paid for it, whatever the product calls itself."""

    pays_on_event: Fact[YesNo] = fact(
        "是否在疾病、死亡、损坏等事件发生时给付",
        "Pays when illness, death, damage or the like occurs",
        ask=(
            "用户发生疾病、意外、财物损坏等事件时，产品是否给付钱款？",
            "Does the product pay money when illness, an accident, damage or the like befalls the user?",
        ),
    )
    loss_borne_by: Many[Party] = fact(
        "由谁承担给付的损失（成员分摊填用户）",
        "Who bears the loss (the user, where members share it)",
        ask=("给付的钱最终由谁承担？", "Who in the end bears what is paid?"),
    )
    price: Fact[CoverPrice] = fact(
        "保障的收费方式",
        "How the cover is paid for",
        ask=("用户如何为这项保障付费？", "How does the user pay for the cover?"),
    )
    promise: Fact[CoverPromise] = fact(
        "给付的承诺", "What is promised", ask=("事件发生后是否承诺给付确定金额？", "Is a certain amount promised?")
    )


class Insurer(Part):
    """The insurer behind the policies; ratios over four quarters are in `institution`."""

    type: Fact[InsurerType] = fact(
        "承保公司类型", "Kind of insurer", ask=("承保的是哪一类保险公司？", "What kind of insurer writes it?")
    )
    last_quarter_solvency: Fact[Share] = fact(
        "上季度末综合偿付能力充足率",
        "Comprehensive solvency at the end of the last quarter",
        ask=(
            "上季度末综合偿付能力充足率是多少？",
            "What was the comprehensive solvency at the end of the last quarter?",
        ),
    )
    last_quarter_core_solvency: Fact[Share] = fact(
        "上季度末核心偿付能力充足率",
        "Core solvency at the end of the last quarter",
        ask=("上季度末核心偿付能力充足率是多少？", "What was the core solvency at the end of the last quarter?"),
    )
    last_quarter_risk_rating: Fact[Rating] = fact(
        "上季度末风险综合评级",
        "Risk rating at the end of the last quarter",
        ask=("上季度末风险综合评级是哪一级？", "What was the risk rating at the end of the last quarter?"),
    )
    last_quarter_reserve_cover: Fact[Share] = fact(
        "上季度末责任准备金覆盖率",
        "Cover of liability reserves at the end of the last quarter",
        ask=(
            "上季度末责任准备金覆盖率是多少？",
            "What was the cover of liability reserves at the end of the last quarter?",
        ),
    )
    major_penalty_last_year: Fact[YesNo] = fact(
        "上年度是否因互联网保险业务受到重大行政处罚",
        "Had a major penalty over internet insurance last year",
        ask=(
            "承保公司上年度是否因互联网保险业务受到重大行政处罚？",
            "Did the insurer have a major penalty over internet insurance last year?",
        ),
    )


class Statement(Part):
    """From where on a signed statement of the buyer is asked for."""

    single_premium_multiple: Fact[Number] = fact(
        "须签投保声明的趸交保费（家庭年收入的倍数，超过）",
        "Single premium above which a statement is signed (times yearly family income)",
        ask=(
            "趸交保费超过家庭年收入几倍须签投保声明？",
            "Above how many times the yearly family income does a single premium need a signed statement?",
        ),
    )
    yearly_premium_share: Fact[Share] = fact(
        "须签投保声明的年交保费（占家庭年收入，超过）",
        "Yearly premium above which a statement is signed (share of yearly family income)",
        ask=(
            "年交保费超过家庭年收入的多少须签投保声明？",
            "Above what share of the yearly family income does a yearly premium need a signed statement?",
        ),
    )
    years_plus_age: Fact[Count] = fact(
        "须签投保声明的交费年限与年龄之和（达到）",
        "Years of payment plus age from which a statement is signed",
        ask=(
            "交费年限与年龄之和达到多少须签投保声明？",
            "From what sum of years of payment and age is a statement signed?",
        ),
    )
    budget_share: Fact[Share] = fact(
        "须签投保声明的保费额度（占保费预算，达到）",
        "Premium from which a statement is signed (share of the budget)",
        ask=("保费达到预算的多少须签投保声明？", "From what share of the budget is a statement signed?"),
    )


class Suitability(Part):
    """How the buyer's needs and means are found out and matched."""

    collected: Many[Information] = fact(
        "了解的投保人信息",
        "What is found out about the buyer",
        ask=("投保前了解投保人的哪些情况？", "What is found out about the buyer before applying?"),
    )
    opinion: Fact[Opinion] = fact(
        "适当性匹配意见",
        "Opinion on the match",
        ask=("何时给出适当性匹配意见？", "When is an opinion on the match given?"),
    )
    mismatch: Fact[Mismatch] = fact(
        "判断不适当时的处理",
        "What follows a mismatch",
        ask=("判断产品不适合投保人时如何处理？", "What happens when the policy does not suit the buyer?"),
    )
    capacity_test: Fact[CapacityTest] = fact(
        "风险承受能力测评",
        "Test of risk capacity",
        ask=("何时测评投保人的风险承受能力？", "When is the buyer's risk capacity tested?"),
    )
    statement: Fact[Statement] = fact("须签投保声明的情形", "When a statement is signed")


class Promotion(Part):
    """How the cover is put before the public."""

    comparison: Fact[Comparison] = fact(
        "与其他保险产品的比较",
        "Comparison with other policies",
        ask=("宣传中是否与其他保险产品比较，比较哪些内容？", "Is it compared with other policies, and in what?"),
    )
    presented_as: Many[PresentedAs] = fact(
        "宣传和页面上以什么名义展示",
        "As what it is presented",
        ask=("页面和宣传以什么名义展示该产品？", "As what do pages and advertisements present it?"),
    )
    promises: Many[Promise] = fact(
        "宣传中的承诺", "Promises made", ask=("宣传中作了哪些承诺？", "Which promises are made in advertising?")
    )
    regulator: Many[RegulatorUse] = fact(
        "对监管机构和监管程序的使用",
        "Use of the regulator",
        ask=("宣传中是否使用监管机构名义或审批备案？", "Does advertising use the regulator's name or an approval?"),
    )


class Perk(Element):
    """A benefit besides the cover, such as cheap charging or a gift."""

    NAMED_BY = ("name",)

    name: Fact[Text] = fact(
        "权益名称", "Name of the perk", ask=("附带哪些权益、折扣或礼品？", "Which perks come with it?")
    )
    scope: Fact[PerkScope] = fact(
        "享有范围",
        "Who gets it",
        ask=("该权益是否只有投保才能享有？", "Is the perk only for those who insure?"),
    )
    basis: Fact[PerkBasis] = fact(
        "权益的依据",
        "What it rests on",
        ask=("该权益写入备案条款，还是协议外给予？", "Is the perk part of the filed terms or outside the contract?"),
    )
    paid_by: Fact[Party] = fact(
        "权益的费用承担方", "Who pays for it", ask=("该权益的费用由谁承担？", "Who pays for the perk?")
    )
    yearly_worth: Fact[Money] = fact("权益价值（元/年）", "Worth per year (CNY)")


class Service(Part):
    surrender: Fact[SurrenderEntry] = fact(
        "退保入口", "Where to surrender", ask=("客户如何退保？", "How can a customer surrender the policy?")
    )
    policy_working_days: Fact[Count] = fact(
        "电子保单送达时限（工作日）",
        "Working days until the policy arrives",
        ask=("电子保单在几个工作日内送达？", "Within how many working days does the policy arrive?"),
    )
    surrender_working_days: Fact[Count] = fact(
        "退保核定时限（工作日）",
        "Working days until a surrender is decided",
        ask=("退保申请在几个工作日内核定？", "Within how many working days is a surrender decided?"),
    )
    claim_working_days: Fact[Count] = fact(
        "理赔核定时限（工作日）",
        "Working days until a claim is decided",
        ask=("理赔材料齐全后几个工作日核定？", "Within how many working days is a claim decided?"),
    )
    complaint_working_days: Fact[Count] = fact(
        "投诉联系时限（工作日）",
        "Working days until a complainer is called",
        ask=("收到投诉后几个工作日内联系投诉人？", "Within how many working days is a complainer called?"),
    )
    answer_rate: Fact[Share] = fact(
        "客服接通率", "Calls answered, share", ask=("客服电话接通率是多少？", "What share of calls is answered?")
    )
    surrender_complex_working_days: Fact[Count] = fact(
        "复杂退保核定时限（工作日）",
        "Working days until a complex surrender is decided",
        ask=("复杂的退保申请在几个工作日内核定？", "Within how many working days is a complex surrender decided?"),
    )
    claim_complex_days: Fact[Days] = fact(
        "复杂理赔核定时限（天）",
        "Days until a complex claim is decided",
        ask=("复杂理赔几天内核定？", "Within how many days is a complex claim decided?"),
    )
    claim_guidance_working_days: Fact[Count] = fact(
        "报案后理赔指导时限（工作日）",
        "Working days until a claimant is guided",
        ask=("报案后几个工作日内给予理赔指导？", "Within how many working days is a claimant guided?"),
    )
    claim_papers_working_days: Fact[Count] = fact(
        "通知补充理赔材料时限（工作日）",
        "Working days until missing papers are asked for",
        ask=("理赔材料不全的，几个工作日内通知补充？", "Within how many working days are missing papers asked for?"),
    )
    claim_result_working_days: Fact[Count] = fact(
        "核定后通知理赔结果时限（工作日）",
        "Working days until the result of a claim is told",
        ask=("理赔核定后几个工作日内通知结果？", "Within how many working days is the result of a claim told?"),
    )
    claim_refusal_days: Fact[Days] = fact(
        "拒赔通知书发出时限（天）",
        "Days until a refusal is sent",
        ask=("核定不赔后几天内发出拒赔通知书？", "Within how many days is a refusal sent?"),
    )
    claim_payment_days: Fact[Days] = fact(
        "达成赔付协议后付款时限（天）",
        "Days until an agreed claim is paid",
        ask=("达成赔付协议后几天内付款？", "Within how many days is an agreed claim paid?"),
    )
    claims_decided: Fact[ClaimsDecision] = fact(
        "理赔由谁决定",
        "Who decides claims",
        ask=("理赔由人还是系统决定，系统能否拒赔？", "Do people or systems decide claims, and may a system refuse?"),
    )
    claims_explained: Many[ClaimsExplanation] = fact(
        "理赔结果说明的内容",
        "What is explained about a claim",
        ask=("理赔结果通知说明哪些内容？", "What does the notice of a claim explain?"),
    )
    maintenance_working_days: Fact[Count] = fact(
        "在线保全办理时限（工作日）",
        "Working days until a policy is changed",
        ask=("在线保全在几个工作日内办结？", "Within how many working days is a policy changed?"),
    )
    renewal_entry: Fact[RenewalEntry] = fact(
        "续保和终止续保入口",
        "Where renewal is made or ended",
        ask=("线上能否续保和终止续保？", "Can renewal be made and ended online?"),
    )
    staff_selling: Fact[StaffSelling] = fact(
        "客服人员营销", "Selling by service staff", ask=("客服人员是否主动营销？", "Do service staff sell actively?")
    )
    staff_pay: Fact[StaffPay] = fact(
        "客服人员薪资",
        "Pay of service staff",
        ask=("客服人员薪资是否与销售考核挂钩？", "Is the pay of service staff tied to sales?"),
    )
