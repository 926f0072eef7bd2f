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
)
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
    transferable: Fact[YesNo] = fact("能否转让、出租或出借", "Can be sold, rented or lent")


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
    real_name_from: Fact[Money] = fact("实名购卡起点（元）", "Purchase from which the buyer is identified (CNY)")
    credit_card_accepted: Fact[YesNo] = fact("能否用信用卡购买", "Can be bought by credit card")


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
    settlement_days: Fact[Days] = fact(
        "结算周期（天）",
        "Days until settlement",
        ask=("商户资金几天内结算？", "Within how many days are merchants paid?"),
    )
    monitored: Fact[Text] = fact("商户监测方式", "How merchants are watched")


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
    non_instant_labelled: Fact[YesNo] = fact("非实时到账是否明示", "Says when a transfer is not instant")
    processed_abroad: Fact[YesNo] = fact(
        "境内交易是否在境外处理",
        "Domestic transactions are processed abroad",
        ask=("境内交易是否在境外处理或存储？", "Are domestic transactions processed or stored abroad?"),
    )
