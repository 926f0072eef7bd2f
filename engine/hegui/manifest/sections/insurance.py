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
)  # fmt: skip
from hegui.manifest.sections.insurance_parts import Cover, Insurer, Perk, Promotion, Service, Suitability
from hegui.values import Opaque

InsuranceKind = Annotated[str | Opaque, Kind("choice", "insurance_kind")]
Step = Annotated[str | Opaque, Kind("choice", "insurance_step")]
Instalments = Annotated[str | Opaque, Kind("choice", "instalment_premium")]
Renewal = Annotated[str | Opaque, Kind("choice", "renewal")]
Recording = Annotated[str | Opaque, Kind("choice", "recording")]
Factor = Annotated[str | Opaque, Kind("choice", "decision_factor")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
DefaultState = Annotated[str | Opaque, Kind("choice", "default_state")]
Disclosed = Annotated[str | Opaque, Kind("choice", "disclosed")]
Customer = Annotated[str | Opaque, Kind("choice", "insured_customer")]
TermsUse = Annotated[str | Opaque, Kind("choice", "terms_use")]
PremiumChange = Annotated[str | Opaque, Kind("choice", "premium_change")]
SoldWith = Annotated[str | Opaque, Kind("choice", "sold_with")]
RiderCancel = Annotated[str | Opaque, Kind("choice", "rider_cancel")]
LeftOut = Annotated[str | Opaque, Kind("choice", "minor_benefit_left_out")]
MinorTotal = Annotated[str | Opaque, Kind("choice", "minor_cover_total")]
InsuranceChannel = Annotated[str | Opaque, Kind("choice", "insurance_channel")]
ActsFor = Annotated[str | Opaque, Kind("choice", "acts_for")]
Refusal = Annotated[str | Opaque, Kind("choice", "add_on_refusal")]
Matching = Annotated[str | Opaque, Kind("choice", "cover_matching")]
MatchReason = Annotated[str | Opaque, Kind("choice", "match_reason")]
PlatformNotice = Annotated[str | Opaque, Kind("choice", "platform_notice")]
PageItem = Annotated[str | Opaque, Kind("choice", "product_page_item")]
ExclusionNotice = Annotated[str | Opaque, Kind("choice", "exclusion_notice")]
Question = Annotated[str | Opaque, Kind("choice", "application_question")]
CompulsoryMotor = Annotated[str | Opaque, Kind("choice", "compulsory_motor_offer")]
PhoneRecording = Annotated[str | Opaque, Kind("choice", "phone_recording")]


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
    death_benefit_under_10: Fact[Money] = fact(
        "不满 10 周岁身故给付（元）",
        "Death benefit under age 10 (CNY)",
        ask=("被保险人不满10周岁身故的，给付多少元？", "What is paid on a death before the age of 10 (CNY)?"),
    )
    death_benefit_10_to_17: Fact[Money] = fact(
        "满 10 未满 18 周岁身故给付（元）",
        "Death benefit at ages 10 to 17 (CNY)",
        ask=("被保险人满10周岁、未满18周岁身故的，给付多少元？", "What is paid on a death between 10 and 18 (CNY)?"),
    )
    loss_ratio_months: Fact[Months] = fact("综合赔付率披露周期（月）", "Months between publications of the loss ratio")
    customer: Fact[Customer] = fact(
        "承保对象", "Sold to", ask=("该产品向个人还是团体销售？", "Is it sold to individuals or to groups?")
    )
    grade: Fact[Text] = fact(
        "产品分类分级结果",
        "Grade of the policy",
        ask=("该产品的分类分级结果是什么？", "How is the policy classed and graded?"),
    )
    risk_grade: Fact[Count] = fact(
        "产品风险等级（1-5 级，投连险等填写）",
        "Risk grade (1-5, unit-linked and the like)",
        ask=("该产品的风险等级是几级？", "Which risk grade does the policy have?"),
    )
    terms_used: Fact[TermsUse] = fact(
        "实际使用的条款",
        "Terms in use",
        ask=("实际使用的条款与备案条款是否一致？", "Are the terms in use those that were filed?"),
    )
    premium_change: Fact[PremiumChange] = fact(
        "保费调整方式",
        "How the premium moves",
        ask=("保费按什么调整，调整因子是否已备案？", "What moves the premium, and is it filed?"),
    )
    sold_with: Fact[SoldWith] = fact(
        "主附险关系", "Sold alone or with others", ask=("该产品能否单独购买？", "Can it be bought alone?")
    )
    rider_cancel: Fact[RiderCancel] = fact(
        "附加险解除方式", "How a rider is ended", ask=("附加险能否单独解除？", "Can the rider be ended alone?")
    )
    renewal_wording: Fact[Text] = fact(
        "续保条款原文",
        "Wording of the renewal clause",
        ask=("续保条款的原文是什么？", "How exactly does the renewal clause read?"),
    )
    withdrawal_notice_days: Fact[Days] = fact(
        "停售提前披露（天）",
        "Days of notice before it is withdrawn",
        ask=("主动停售前提前几天披露？", "How many days before a withdrawal is notice given?"),
    )
    purchase_link: Fact[YesNo] = fact(
        "是否公开展示投保链接",
        "A link to buy it is shown online",
        ask=("是否在互联网公开展示该产品的投保链接？", "Is a link to buy it shown online?"),
    )
    minor_benefit_left_out: Many[LeftOut] = fact(
        "未成年人身故给付中未计入限额的部分",
        "Parts of a minor's death benefit left out of the cap",
        ask=("未成年人身故给付中哪些部分没有计入限额？", "Which parts of a minor's death benefit are left out?"),
    )
    minor_cover_total: Fact[MinorTotal] = fact(
        "未成年人身故保额的合计方式",
        "How cover of a minor is added up",
        ask=("承保未成年人身故时是否合计各公司保额？", "Is a minor's cover with all insurers added up?"),
    )


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
    channels: Many[InsuranceChannel] = fact(
        "销售渠道", "Channels of sale", ask=("通过哪些渠道销售？", "Through which channels is it sold?")
    )
    acts_for: Fact[ActsFor] = fact(
        "为谁办理",
        "Acts for",
        ask=("运营主体受保险公司委托，还是为投保人办理？", "Does the operator act for insurer or buyer?"),
    )
    refusal: Fact[Refusal] = fact(
        "不买保险的后果",
        "What follows a refusal to insure",
        ask=("用户不投保的，其他业务是否照常办理？", "Is the other service still given to those who do not insure?"),
    )
    matching: Fact[Matching] = fact(
        "保险如何与订单匹配",
        "How cover is matched to a purchase",
        ask=("购物、出行时保险如何出现在订单中？", "How does cover come into an order?"),
    )
    match_reason: Fact[MatchReason] = fact(
        "推荐依据的说明",
        "Whether the reason of a suggestion is shown",
        ask=("向用户推荐保险时是否说明依据？", "Is the reason of a suggestion shown?"),
    )
    platform_shows: Many[PlatformNotice] = fact(
        "自营网络平台列明的信息",
        "What the platform shows",
        ask=("销售平台显著位置列明哪些信息？", "What does the platform show in a prominent place?"),
    )
    product_page: Many[PageItem] = fact(
        "产品页面列明的内容",
        "What the product page shows",
        ask=("产品销售页面列明哪些内容？", "What does the product page show?"),
    )
    government_platform: Fact[YesNo] = fact(
        "是否按政府要求在其规定平台录入投保信息",
        "Data are entered on a platform the government prescribes",
        ask=(
            "是否按政府部门要求在其规定的平台录入投保信息？",
            "Are data entered on a platform that the government prescribes?",
        ),
    )
    government_basis: Fact[Text] = fact(
        "政府规定平台的文件依据",
        "Document that prescribes the platform",
        ask=("要求在该平台录入投保信息的政府文件是什么？", "Which document prescribes the platform?"),
    )
    exclusions: Fact[ExclusionNotice] = fact(
        "责任免除的提示说明",
        "How exclusions are pointed out",
        ask=("责任免除条款如何提示和说明？", "How are exclusions pointed out and explained?"),
    )
    questions: Fact[Question] = fact(
        "健康告知等询问方式", "How the buyer is questioned", ask=("投保询问表如何提问？", "How are buyers questioned?")
    )
    compulsory_motor: Fact[CompulsoryMotor] = fact(
        "交强险承保方式",
        "How compulsory motor cover is offered",
        ask=("交强险能否单独投保，是否有附加条件？", "Can compulsory motor cover be bought alone, without conditions?"),
    )
    perks: Many[Perk] = fact(
        "附带权益", "Perks", ask=("购买保险附带哪些权益、折扣或礼品？", "Which perks, discounts or gifts come with it?")
    )
    phone_recording: Fact[PhoneRecording] = fact(
        "电话销售录音", "Recording of sales calls", ask=("电话销售如何录音？", "How are sales calls recorded?")
    )
    recordings_checked: Fact[Share] = fact(
        "犹豫期内全程质检的录音录像比例",
        "Share of recordings checked within the cooling-off",
        ask=("犹豫期内全程质检多大比例的录音录像？", "Which share of recordings is checked in full?"),
    )


class Insurance(Part):
    cover: Fact[Cover] = fact("保障和损失承担", "Cover and who bears the loss")
    insurer: Fact[Insurer] = fact("承保公司", "Insurer")
    policies: Many[Policy] = fact("保险产品", "Policies", ask=("销售哪些保险产品？", "Which policies are sold?"))
    sale: Fact[Sale] = fact("销售", "Sale")
    suitability: Fact[Suitability] = fact("适当性", "Suitability")
    promotion: Fact[Promotion] = fact("宣传", "Promotion")
    service: Fact[Service] = fact("服务", "Service")
    sensors: Many[Text] = fact(
        "车载或健康监测设备",
        "Devices in the car or for health",
        ask=("使用哪些车载或健康监测设备？", "Which devices in the car or for health are used?"),
    )
