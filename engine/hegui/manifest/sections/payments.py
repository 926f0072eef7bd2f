"""What a payment product holds and moves: accounts, limits, reserve funds, codes, cards. Flows are in `money_flows`."""

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
    Rate,
    Share,
    Text,
    YesNo,
    fact,
)  # fmt: skip
from hegui.values import Opaque

Service = Annotated[str | Opaque, Kind("choice", "payment_service")]
PaymentOption = Annotated[str | Opaque, Kind("choice", "payment_option")]
AccountClass = Annotated[str | Opaque, Kind("choice", "account_class")]
RealName = Annotated[str | Opaque, Kind("choice", "real_name")]
ReservePlace = Annotated[str | Opaque, Kind("choice", "reserve_place")]
ReserveUse = Annotated[str | Opaque, Kind("choice", "reserve_use")]
CodeKind = Annotated[str | Opaque, Kind("choice", "code_kind")]
MerchantCode = Annotated[str | Opaque, Kind("choice", "merchant_code")]
PrepaidKind = Annotated[str | Opaque, Kind("choice", "prepaid_kind")]
OnExpiry = Annotated[str | Opaque, Kind("choice", "on_expiry")]
FlowChannel = Annotated[str | Opaque, Kind("choice", "flow_channel")]
AuthMethod = Annotated[str | Opaque, Kind("choice", "auth_method")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
Conversion = Annotated[str | Opaque, Kind("choice", "value_conversion")]
BalanceYield = Annotated[str | Opaque, Kind("choice", "balance_yield")]
AccountUse = Annotated[str | Opaque, Kind("choice", "account_use")]
CountCheck = Annotated[str | Opaque, Kind("choice", "count_check")]
AuthUse = Annotated[str | Opaque, Kind("choice", "auth_use")]
LossCover = Annotated[str | Opaque, Kind("choice", "loss_cover")]
UsableAt = Annotated[str | Opaque, Kind("choice", "usable_at")]
BuyerIdentified = Annotated[str | Opaque, Kind("choice", "buyer_identified")]
CardSector = Annotated[str | Opaque, Kind("choice", "card_sector")]
PrepaidTerm = Annotated[str | Opaque, Kind("choice", "prepaid_term")]
RefundInterest = Annotated[str | Opaque, Kind("choice", "refund_interest")]
MerchantCategory = Annotated[str | Opaque, Kind("choice", "merchant_category")]
RemoteCode = Annotated[str | Opaque, Kind("choice", "remote_code")]
AgreementPlace = Annotated[str | Opaque, Kind("choice", "agreement_place")]
Scene = Annotated[str | Opaque, Kind("choice", "payment_scene")]
NewAccount = Annotated[str | Opaque, Kind("choice", "new_account_treatment")]


class Account(Element):
    """One class of account the product opens."""

    NAMED_BY = ("kind",)

    kind: Fact[AccountClass] = fact(
        "账户类别", "Class of account", ask=("开立哪一类账户？", "Which class of account is opened?")
    )
    real_name: Fact[RealName] = fact(
        "实名方式", "Real name", ask=("账户是否实名核验？", "Is the real name of the holder verified?")
    )
    verification_channels: Fact[Count] = fact(
        "身份核验外部渠道数（个）",
        "External channels that verify the holder",
        ask=("通过几个外部渠道核验身份？", "How many external channels verify the holder?"),
    )
    interest: Fact[Rate] = fact(
        "余额利息（年）",
        "Interest on the balance (per year)",
        ask=("账户余额是否计息，年利率是多少？", "Which interest does the balance bear?"),
    )
    balance_limit: Fact[Money] = fact(
        "余额上限（元）", "Highest balance (CNY)", ask=("账户余额上限是多少？", "What is the highest balance?")
    )
    daily_limit: Fact[Money] = fact(
        "日累计限额（元）", "Limit per day (CNY)", ask=("每日累计限额是多少？", "What is the limit per day?")
    )
    yearly_limit: Fact[Money] = fact(
        "年累计限额（元）", "Limit per year (CNY)", ask=("每年累计限额是多少？", "What is the limit per year?")
    )
    lifetime_limit: Fact[Money] = fact("自开户起累计限额（元）", "Limit since opening (CNY)")
    per_person: Fact[Count] = fact(
        "每人可开户数（个）",
        "Accounts per person",
        ask=("每人最多开几个账户？", "How many accounts may a person open?"),
    )
    transferable: Fact[YesNo] = fact(
        "能否转让、出租或出借",
        "Can be sold, rented or lent",
        ask=("账户能否转让、出租或出借？", "Can the account be sold, rented or lent?"),
    )
    face_to_face: Fact[YesNo] = fact(
        "是否面对面核实身份",
        "Identity verified face to face",
        ask=("开户时是否面对面核实身份？", "Is the identity verified face to face?"),
    )
    conversion: Fact[Conversion] = fact(
        "充值入账方式",
        "How money paid in becomes balance",
        ask=("充值资金如何转换为账户余额？", "At what value does money paid in become balance?"),
    )
    yields: Many[BalanceYield] = fact(
        "余额产生的利益",
        "What the balance yields",
        ask=("用户因持有余额可获得哪些利益？", "What does a user gain from holding a balance?"),
    )
    uses: Many[AccountUse] = fact(
        "余额可用于", "What the balance can be used for", ask=("账户余额可用于哪些业务？", "What can the balance pay?")
    )
    inflow_daily_limit: Fact[Money] = fact(
        "非绑定账户转入和存入日累计限额（元）",
        "Limit per day of money from unbound accounts and cash (CNY)",
        ask=(
            "非绑定账户转入和存入现金的日累计限额是多少？",
            "What is the daily limit of money from unbound accounts and cash?",
        ),
    )
    inflow_yearly_limit: Fact[Money] = fact(
        "非绑定账户转入和存入年累计限额（元）",
        "Limit per year of money from unbound accounts and cash (CNY)",
        ask=(
            "非绑定账户转入和存入现金的年累计限额是多少？",
            "What is the yearly limit of money from unbound accounts and cash?",
        ),
    )
    count_checked: Fact[CountCheck] = fact(
        "开户数量核验范围",
        "How the number of a person's accounts is checked",
        ask=("开户前在什么范围核验已开户数量？", "Where is the number of a person's accounts checked?"),
    )
    idle_months: Fact[Months] = fact(
        "开户后无交易暂停非柜面业务的时间（月）",
        "Months without a transaction after which a new account is suspended",
        ask=("新账户几个月无交易即暂停业务？", "After how many idle months is a new account suspended?"),
    )


class AuthLimit(Element):
    """How much can be paid with which factors."""

    NAMED_BY = ("name",)

    name: Fact[Text] = fact("验证方案名称", "Name of the scheme")
    methods: Many[AuthMethod] = fact("验证要素", "Factors", ask=("该限额使用哪些验证要素？", "Which factors are used?"))
    daily_limit: Fact[Money] = fact(
        "日累计限额（元）",
        "Limit per day (CNY)",
        ask=("该验证方式下每日累计限额是多少？", "What is the daily limit with these factors?"),
    )
    code: Fact[CodeKind] = fact(
        "条码类型", "Kind of code", ask=("使用动态码还是静态码？", "Is the code dynamic or static?")
    )
    used_for: Many[AuthUse] = fact(
        "适用的业务", "What the scheme is used for", ask=("该验证方案用于哪些业务？", "What is the scheme used for?")
    )
    loss_cover: Fact[LossCover] = fact(
        "风险损失赔付",
        "Cover of losses",
        ask=("因该验证方式造成的客户损失如何赔付？", "How are losses with these factors covered?"),
    )


class Reserve(Part):
    placed_at: Many[ReservePlace] = fact(
        "客户备付金存放",
        "Where reserve funds are kept",
        ask=("客户备付金存放在哪里？", "Where are reserve funds kept?"),
    )
    uses: Many[ReserveUse] = fact(
        "客户备付金用途",
        "What reserve funds are used for",
        ask=("客户备付金用于哪些用途？", "What are reserve funds used for?"),
    )
    custody_share: Fact[Share] = fact(
        "集中存管比例",
        "Share in central custody",
        ask=("备付金集中存管的比例是多少？", "What share is in central custody?"),
    )
    moved_through: Many[FlowChannel] = fact(
        "备付金划转通道",
        "Through whom reserve funds are moved",
        ask=("备付金通过哪些通道划转？", "Through whom are reserve funds moved?"),
    )


class Prepaid(Element):
    """One prepaid card or balance."""

    NAMED_BY = ("kind",)

    kind: Fact[PrepaidKind] = fact(
        "预付卡类型", "Kind of card", ask=("发行哪一类预付卡？", "Which kind of prepaid card is issued?")
    )
    face_value: Fact[Money] = fact(
        "单张面值上限（元）",
        "Highest face value (CNY)",
        ask=("单张面值上限是多少？", "What is the highest face value?"),
    )
    valid_months: Fact[Months] = fact(
        "有效期（月）", "Validity (months)", ask=("有效期是几个月？", "For how many months is it valid?")
    )
    on_expiry: Fact[OnExpiry] = fact(
        "到期余额处理",
        "What happens to the balance on expiry",
        ask=("到期后余额如何处理？", "What happens to the balance on expiry?"),
    )
    refund_days: Fact[Days] = fact(
        "无理由退款期（天）",
        "Days of refund without reason",
        ask=("付款后几天内可无理由退款？", "Within how many days is it refunded without reason?"),
    )
    real_name_from: Fact[Money] = fact(
        "实名购卡起点（元）",
        "Purchase from which the buyer is identified (CNY)",
        ask=("一次购卡达到多少元须实名？", "From which purchase is the buyer identified?"),
    )
    credit_card_accepted: Fact[YesNo] = fact(
        "能否用信用卡购买",
        "Can be bought by credit card",
        ask=("能否用信用卡购卡？", "Can it be bought by credit card?"),
    )
    usable_at: Many[UsableAt] = fact(
        "可使用的范围", "Where it can be used", ask=("卡内资金可在哪些商户使用？", "Where can the card be used?")
    )
    buyer_identified: Fact[BuyerIdentified] = fact(
        "购卡人实名", "Which buyers are identified", ask=("购卡人是否实名登记？", "Which buyers are identified?")
    )
    buyer_record_years: Fact[Count] = fact(
        "购卡人信息保存（年）",
        "Years records of buyers are kept",
        ask=("购卡人信息保存几年？", "For how many years are records of buyers kept?"),
    )
    non_cash_from_company: Fact[Money] = fact(
        "单位购卡须非现金的起点（元）",
        "Purchase from which a firm may not pay in cash (CNY)",
        ask=("单位一次购卡达到多少元须以非现金方式付款？", "From which purchase must a firm pay other than in cash?"),
    )
    non_cash_from_person: Fact[Money] = fact(
        "个人购卡须非现金的起点（元）",
        "Purchase from which a person may not pay in cash (CNY)",
        ask=("个人一次购卡达到多少元须以非现金方式付款？", "From which purchase must a person pay other than in cash?"),
    )
    overdraft: Fact[YesNo] = fact("能否透支", "Can be overdrawn", ask=("卡片能否透支？", "Can the card be overdrawn?"))
    sector: Fact[CardSector] = fact(
        "发卡企业所属行业", "Trade of the issuer", ask=("发卡企业属于哪个行业？", "Which trade is the issuer in?")
    )
    terms: Many[PrepaidTerm] = fact(
        "卡章程和协议的约定",
        "What the terms say",
        ask=("章程和协议对退款、补办、变更如何约定？", "What do the terms say on refund, replacement and change?"),
    )
    refund_interest: Fact[RefundInterest] = fact(
        "因经营者原因退款的计息",
        "Interest on a refund the seller has caused",
        ask=("因经营者原因退款时如何计息？", "Which interest is paid on a refund the seller has caused?"),
    )


class Merchants(Part):
    reviewed_by: Fact[Party] = fact(
        "商户资质审核方", "Who reviews merchants", ask=("由谁审核商户资质？", "Who reviews merchants?")
    )
    code: Fact[MerchantCode] = fact(
        "提供给经营者的收款码",
        "Code given to traders",
        ask=("向有经营活动的个人提供哪一类收款码？", "Which code is given to individuals who trade?"),
    )
    settled_to: Fact[Party] = fact(
        "商户资金结算至",
        "Whose account is credited",
        ask=("商户资金结算到谁的账户？", "To whose account is the merchant's money settled?"),
    )
    visit_months: Fact[Months] = fact(
        "实体商户现场核实周期（月）",
        "Months between visits to merchants",
        ask=("多久对实体商户现场核实一次？", "How often are merchants visited?"),
    )
    settlement_days: Fact[Days] = fact(
        "结算周期（天）",
        "Days until settlement",
        ask=("商户资金几天内结算？", "Within how many days are merchants paid?"),
    )
    monitored: Fact[Text] = fact(
        "商户监测方式", "How merchants are watched", ask=("如何持续监测商户？", "How are merchants watched?")
    )
    contracted_by: Fact[Party] = fact(
        "与商户签订协议的一方",
        "Who signs the merchant agreement",
        ask=("由谁与商户签订受理协议？", "Who signs the agreement with the merchant?"),
    )
    monitored_by: Fact[Party] = fact(
        "商户持续监测的执行方", "Who watches merchants", ask=("由谁持续监测商户？", "Who watches merchants?")
    )
    categories: Many[MerchantCategory] = fact(
        "接入的商户类别",
        "Kinds of merchants served",
        ask=("接入哪些类别的商户？", "Which kinds of merchants are served?"),
    )
    remote_personal_code: Fact[RemoteCode] = fact(
        "个人静态收款码远程收款",
        "Remote use of personal static codes",
        ask=("个人静态收款码能否用于远程非面对面收款？", "Can personal static codes be used for remote payments?"),
    )


class Agreement(Part):
    shown: Many[AgreementPlace] = fact(
        "支付服务协议的展示位置",
        "Where the payment agreement is shown",
        ask=("支付服务协议在哪些位置展示？", "Where is the payment agreement shown?"),
    )


class CashMachine(Part):
    transfers: Fact[YesNo] = fact(
        "自助柜员机能否转账",
        "Transfers at cash machines",
        ask=("是否提供自助柜员机转账？", "Are transfers at cash machines offered?"),
    )
    delay_hours: Fact[Count] = fact(
        "自助柜员机转账受理后办理时间（小时）",
        "Hours until a transfer at a cash machine is carried out",
        ask=("自助柜员机转账受理后几小时办理？", "How many hours after acceptance is it carried out?"),
    )
    cancellable: Fact[YesNo] = fact(
        "延时期间能否撤销",
        "Can be cancelled meanwhile",
        ask=("转账在延时期间能否撤销？", "Can the transfer be cancelled meanwhile?"),
    )


class SanctionedUsers(Part):
    new_account: Fact[NewAccount] = fact(
        "惩戒名单人员的开户申请",
        "Applications of sanctioned persons",
        ask=("惩戒名单上的单位和个人申请开户如何处理？", "How are applications of sanctioned persons treated?"),
    )
    suspension_years: Fact[Count] = fact(
        "惩戒名单人员业务暂停期（年）",
        "Years services to sanctioned persons are suspended",
        ask=(
            "惩戒名单上的单位和个人暂停业务几年？",
            "For how many years are services to sanctioned persons suspended?",
        ),
    )


class Payments(Part):
    services: Many[Service] = fact(
        "支付服务", "Payment services", ask=("提供哪些支付服务？", "Which payment services are offered?")
    )
    options: Many[PaymentOption] = fact(
        "收银台支付选项",
        "Options at the checkout",
        ask=("支付页面列出哪些支付选项？", "Which options does the checkout list?"),
    )
    accounts: Many[Account] = fact(
        "账户", "Accounts", ask=("产品开立哪些账户？", "Which accounts does the product open?")
    )
    auth_limits: Many[AuthLimit] = fact(
        "验证方式和限额",
        "Factors and limits",
        ask=("不同验证方式对应什么限额？", "Which limit goes with which factors?"),
    )
    reserve: Fact[Reserve] = fact("客户备付金", "Reserve funds")
    clearing: Many[FlowChannel] = fact(
        "清算通道", "Clearing", ask=("通过哪些清算机构处理交易？", "Through whom are transactions cleared?")
    )
    merchants: Fact[Merchants] = fact("商户", "Merchants")
    prepaid: Many[Prepaid] = fact("预付卡", "Prepaid cards", ask=("是否发行预付卡？", "Are prepaid cards issued?"))
    transfer_delay_hours: Fact[Count] = fact(
        "转账延时到账（小时）",
        "Hours a transfer can be delayed",
        ask=("转账可延迟几小时到账？", "By how many hours can a transfer be delayed?"),
    )
    non_instant_labelled: Fact[YesNo] = fact(
        "非实时到账是否明示",
        "Says when a transfer is not instant",
        ask=(
            "非实时到账的转账是否在界面或回执上明示？",
            "Does the page or receipt say when a transfer is not instant?",
        ),
    )
    agreement: Fact[Agreement] = fact("支付服务协议", "Payment agreement")
    scenes: Many[Scene] = fact(
        "支付场景", "Scenes of payment", ask=("产品用于哪些支付场景？", "In which scenes is it used to pay?")
    )
    cash_machine: Fact[CashMachine] = fact("自助柜员机转账", "Transfers at cash machines")
    sanctioned_users: Fact[SanctionedUsers] = fact("对惩戒名单人员的处理", "Treatment of sanctioned persons")
    processed_abroad: Fact[YesNo] = fact(
        "境内交易是否在境外处理",
        "Domestic transactions are processed abroad",
        ask=("境内交易是否在境外处理或存储？", "Are domestic transactions processed or stored abroad?"),
    )
