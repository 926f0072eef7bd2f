"""Finance along a supply chain and its securitisation: vouchers, terms, who is paid. Loan costs are in `pricing`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Days, Fact, Kind, Many, Months, Part, Share, Text, YesNo, fact
from hegui.values import Opaque

Voucher = Annotated[str | Opaque, Kind("choice", "voucher")]
CompanySize = Annotated[str | Opaque, Kind("choice", "company_size")]
ReceivableBasis = Annotated[str | Opaque, Kind("choice", "receivable_basis")]
FinanceChoice = Annotated[str | Opaque, Kind("choice", "finance_choice")]
PaymentAcceptance = Annotated[str | Opaque, Kind("choice", "payment_acceptance")]
AbsAsset = Annotated[str | Opaque, Kind("choice", "abs_asset")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
CreditStep = Annotated[str | Opaque, Kind("choice", "credit_step")]


class Securitisation(Part):
    assets: Many[AbsAsset] = fact(
        "基础资产", "Underlying assets", ask=("资产证券化的基础资产是什么？", "What are the underlying assets?")
    )
    investors: Fact[Count] = fact(
        "投资者人数（人）", "Investors", ask=("投资者最多多少人？", "How many investors are there at most?")
    )
    annual_report: Fact[Day] = fact("年度报告日期", "Day of the annual report")
    overseas_tokens: Fact[YesNo] = fact(
        "是否在境外发行代币化凭证",
        "Tokens are issued abroad",
        ask=("是否在境外发行代币化凭证？", "Are tokens issued abroad?"),
    )


class SupplyChain(Part):
    vouchers: Many[Voucher] = fact("债权凭证", "Vouchers", ask=("使用哪些债权凭证？", "Which vouchers are used?"))
    term_months: Fact[Months] = fact(
        "凭证付款期限（月）",
        "Term of the voucher (months)",
        ask=("凭证付款期限最长几个月？", "How many months at most is the term of a voucher?"),
    )
    bill_term_months: Fact[Months] = fact(
        "商业汇票付款期限（月）",
        "Term of the bill (months)",
        ask=("商业汇票付款期限最长几个月？", "How many months at most is the term of a bill?"),
    )
    basis: Fact[ReceivableBasis] = fact(
        "凭证对应的交易",
        "Trade behind the voucher",
        ask=("凭证基于已交付的货物服务还是预付款？", "Does the voucher rest on delivered goods or on a prepayment?"),
    )
    trade_documents: Many[Text] = fact(
        "贸易背景核验材料",
        "Documents that show the trade",
        ask=("用哪些材料核验贸易背景？", "Which documents show the trade?"),
    )
    split_traceable: Fact[YesNo] = fact("拆分转让的债权关系能否追溯", "Split vouchers can be traced")
    buyer_size: Fact[CompanySize] = fact(
        "付款方规模",
        "Size of the buyer",
        ask=("付款方是机关、大型还是中小企业？", "Is the buyer a public body, a large or a small company?"),
    )
    pay_days: Fact[Days] = fact(
        "付款期限（交付之日起，天）",
        "Days until payment from delivery",
        ask=("自交付起几天内付款？", "Within how many days of delivery is payment made?"),
    )
    acceptance: Fact[PaymentAcceptance] = fact(
        "供应商是否自愿接受非现金支付",
        "Whether suppliers accept non-cash payment freely",
        ask=("供应商能否拒绝非现金支付？", "Can suppliers refuse non-cash payment?"),
    )
    lender_choice: Fact[FinanceChoice] = fact(
        "供应商能否选择融资方",
        "Whether suppliers choose the lender",
        ask=("供应商能否自由选择融资方？", "Can suppliers choose their lender freely?"),
    )
    confirmation_fee: Fact[Share] = fact("确权收费比例", "Fee for confirming the debt")
    settlement_account: Fact[Party] = fact(
        "结算账户户主",
        "Holder of the settlement account",
        ask=("清结算使用谁的账户？", "Whose account is used for settlement?"),
    )
    platform_steps: Many[CreditStep] = fact(
        "平台承担的贷款环节",
        "Lending steps done by the platform",
        ask=("平台承担哪些贷款环节？", "Which lending steps does the platform do?"),
    )
    registered_in: Fact[Text] = fact(
        "融资登记系统",
        "Register the finance is entered in",
        ask=("融资登记在哪个系统？", "In which register is the finance entered?"),
    )
    issuer_overdue: Fact[YesNo] = fact(
        "凭证开立方是否有逾期",
        "The issuer of the voucher is overdue",
        ask=("凭证开立方是否存在持续逾期？", "Is the issuer of the voucher overdue?"),
    )
    securitisation: Fact[Securitisation] = fact("资产证券化", "Securitisation")
