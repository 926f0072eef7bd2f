"""Finance along a supply chain and its securitisation: vouchers, terms, who is paid. Loan costs are in `pricing`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Day, Days, Fact, Kind, Many, Months, Part, Rate, Share, Text, YesNo, fact
from hegui.manifest.sections.supply_chain_parts import BankReview, Bill, Securitisation
from hegui.values import Opaque

Voucher = Annotated[str | Opaque, Kind("choice", "voucher")]
CompanySize = Annotated[str | Opaque, Kind("choice", "company_size")]
ReceivableBasis = Annotated[str | Opaque, Kind("choice", "receivable_basis")]
FinanceChoice = Annotated[str | Opaque, Kind("choice", "finance_choice")]
PaymentAcceptance = Annotated[str | Opaque, Kind("choice", "payment_acceptance")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
CreditStep = Annotated[str | Opaque, Kind("choice", "credit_step")]
Finance = Annotated[str | Opaque, Kind("choice", "chain_finance")]
VoucherUse = Annotated[str | Opaque, Kind("choice", "voucher_use")]
VoucherBuyer = Annotated[str | Opaque, Kind("choice", "voucher_buyer")]
SystemUser = Annotated[str | Opaque, Kind("choice", "system_user")]
Information = Annotated[str | Opaque, Kind("choice", "chain_information")]
CoreDebt = Annotated[str | Opaque, Kind("choice", "core_debt")]
CoreWarning = Annotated[str | Opaque, Kind("choice", "core_warning")]
PayTermBasis = Annotated[str | Opaque, Kind("choice", "pay_term_basis")]
VoucherDue = Annotated[str | Opaque, Kind("choice", "voucher_due")]
Pledged = Annotated[str | Opaque, Kind("choice", "pledged_object")]
SplitControl = Annotated[str | Opaque, Kind("choice", "split_control")]
IssuerDefault = Annotated[str | Opaque, Kind("choice", "issuer_default")]
OnIssuerDefault = Annotated[str | Opaque, Kind("choice", "on_issuer_default")]
Issuing = Annotated[str | Opaque, Kind("choice", "issuing_state")]
MarketRate = Annotated[str | Opaque, Kind("choice", "market_rate")]
ChainReport = Annotated[str | Opaque, Kind("choice", "chain_report")]
RepaidFrom = Annotated[str | Opaque, Kind("choice", "repaid_from")]
TradeCheck = Annotated[str | Opaque, Kind("choice", "trade_check")]
DataReward = Annotated[str | Opaque, Kind("choice", "data_reward")]


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
    split_traceable: Fact[YesNo] = fact(
        "拆分转让的债权关系能否追溯",
        "Split vouchers can be traced",
        ask=("拆分转让后的债权关系能否追溯？", "Can split vouchers be traced?"),
    )
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
    confirmation_fee: Fact[Share] = fact(
        "确权收费比例",
        "Fee for confirming the debt",
        ask=("确权收费的比例是多少？", "What share is charged for confirming the debt?"),
    )
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
    finance: Many[Finance] = fact(
        "融资方式",
        "Kinds of finance",
        ask=("提供哪些供应链融资方式？", "Which kinds of supply-chain finance are offered?"),
    )
    promised_by: Fact[Party] = fact(
        "到期付款的承诺方",
        "Who promises to pay at maturity",
        ask=("凭证到期由谁承诺付款？", "Who promises to pay the voucher at maturity?"),
    )
    voucher_uses: Many[VoucherUse] = fact(
        "凭证可作的用途",
        "What holders can do with a voucher",
        ask=("持有人可以怎样使用凭证？", "What can holders do with a voucher?"),
    )
    assigned_to: Many[Party] = fact(
        "应收账款受让方",
        "Who takes over the receivables",
        ask=("应收账款转让给谁？", "To whom are the receivables assigned?"),
    )
    sold_to: Many[VoucherBuyer] = fact(
        "可受让凭证或债权份额的主体",
        "Who may buy vouchers or shares of them",
        ask=("哪些主体可以受让凭证或债权份额？", "Who may buy vouchers or shares of them?"),
    )
    pledged: Many[Pledged] = fact(
        "质押标的",
        "What is pledged",
        ask=("融资以什么作质押？", "What is pledged for the finance?"),
    )
    system_users: Many[SystemUser] = fact(
        "供应链信息服务系统的使用方",
        "Who uses the supply-chain system",
        ask=("供应链信息服务系统供谁使用？", "Who uses the supply-chain system?"),
    )
    information_given: Many[Information] = fact(
        "向融资方提供的信息",
        "Information given to financiers",
        ask=("向融资方提供链上企业的哪些信息？", "Which information on companies is given to financiers?"),
    )
    core_monitored: Many[CoreDebt] = fact(
        "监测的核心企业债务",
        "Debts of the core enterprise that are watched",
        ask=("监测核心企业的哪些债务？", "Which debts of the core enterprise are watched?"),
    )
    core_warning: Fact[CoreWarning] = fact(
        "核心企业风险恶化时的处置",
        "What follows when the core enterprise gets worse",
        ask=("核心企业财务恶化或违约时如何处置？", "What follows when the core enterprise deteriorates?"),
    )
    pay_term_basis: Fact[PayTermBasis] = fact(
        "付款期限的约定依据",
        "On what the payment term rests",
        ask=("付款期限以什么为依据约定？", "On what does the payment term rest?"),
    )
    confirm_days: Fact[Days] = fact(
        "确权时限（自提出请求起，天）",
        "Days until a debt is confirmed",
        ask=("收到确权请求后几天内确认债权债务关系？", "Within how many days of a request is the debt confirmed?"),
    )
    late_interest: Fact[Rate] = fact(
        "付款方逾期利率（年）",
        "Interest the buyer owes when late (per year)",
        ask=("付款方逾期付款按什么年利率付息？", "Which interest per year does a late buyer owe?"),
    )
    contract_date: Fact[Day] = fact(
        "采购合同订立日",
        "Day of the purchase contract",
        ask=("采购合同哪一天订立？", "When is the purchase contract made?"),
    )
    voucher_due: Fact[VoucherDue] = fact(
        "凭证到期日与付款期限",
        "Maturity of the voucher against the payment term",
        ask=("凭证到期日是否晚于约定的付款期限？", "Does the voucher fall due after the agreed payment day?"),
    )
    trade_check: Fact[TradeCheck] = fact(
        "融资机构对贸易背景的审查",
        "How the financier checks the trade",
        ask=("融资机构如何审查贸易背景材料？", "How does the financier check the trade?"),
    )
    transfer_check: Fact[TradeCheck] = fact(
        "凭证转让的贸易背景审核",
        "How the trade behind a transfer is checked",
        ask=("链上企业间转让凭证时如何审核贸易背景？", "How is the trade behind a transfer checked?"),
    )
    term_reason: Fact[Text] = fact(
        "账期超过半年的合理性依据",
        "Why a term above half a year is reasonable",
        ask=("付款期限超过6个月的依据是什么？", "Why is a term above six months reasonable?"),
    )
    split_controls: Many[SplitControl] = fact(
        "拆分转让的管控",
        "How splits and transfers are kept in check",
        ask=("对凭证拆分转让采取哪些管控？", "How are splits and transfers kept in check?"),
    )
    repaid_from: Many[RepaidFrom] = fact(
        "到期付款的资金来源",
        "What money pays at maturity",
        ask=("凭证到期用什么资金付款？", "What money pays the voucher at maturity?"),
    )
    issuer_defaults: Many[IssuerDefault] = fact(
        "开立方未清偿的违约",
        "Uncured defaults of the issuer",
        ask=("凭证开立方有哪些未清偿的违约或逾期？", "Which uncured defaults does the issuer have?"),
    )
    on_issuer_default: Fact[OnIssuerDefault] = fact(
        "开立方违约后的处理",
        "What follows a default of the issuer",
        ask=("开立方违约后是否停止新开立？", "Do new vouchers stop after the issuer defaults?"),
    )
    issuing: Fact[Issuing] = fact(
        "当前开立状态",
        "Whether vouchers are being issued",
        ask=("目前是否为其开立新凭证？", "Are new vouchers being issued?"),
    )
    rate_against_market: Fact[MarketRate] = fact(
        "指定融资方的利率水平",
        "Rate of the lender imposed",
        ask=("指定融资方的利率是否高于合理市场利率？", "Is the imposed lender's rate above a fair market rate?"),
    )
    cleared_by: Fact[Party] = fact(
        "清结算机构",
        "Who clears and settles",
        ask=("凭证资金由谁办理清结算？", "Who clears and settles the money of vouchers?"),
    )
    pay_order_by: Fact[Party] = fact(
        "到期付款指令发出方",
        "Who orders payment at maturity",
        ask=("到期付款指令由谁发出或授权？", "Who orders or authorises payment at maturity?"),
    )
    pay_order_verified: Fact[YesNo] = fact(
        "付款指令是否核验",
        "Payment orders are verified",
        ask=("清结算机构是否核验付款指令或授权？", "Are payment orders or authorisations verified?"),
    )
    bank_review: Fact[BankReview] = fact(
        "银行对系统运营方的评估",
        "The bank's review of the firm that runs the system",
        ask=("银行是否定期评估供应链信息服务机构？", "Does the bank review the firm that runs the system?"),
    )
    reports_to: Many[ChainReport] = fact(
        "业务数据报送对象",
        "To whom business data are reported",
        ask=("业务统计数据报送给谁？", "To whom are business data reported?"),
    )
    data_reward: Fact[DataReward] = fact(
        "提供数据的对价",
        "What those who give data get in return",
        ask=("提供数据的企业得到什么对价？", "What do companies get for their data?"),
    )
    supplier_saving: Fact[Share] = fact(
        "供应商融资成本降幅（百分点）",
        "Fall in suppliers' cost of finance (points)",
        ask=("供应商融资成本较原方式下降几个百分点？", "By how many points does suppliers' cost of finance fall?"),
    )
    bill: Fact[Bill] = fact(
        "商业汇票",
        "Commercial bill",
        ask=("商业汇票由谁承兑、贴现？", "Who accepts and who discounts the bills?"),
    )
    securitisation: Fact[Securitisation] = fact(
        "资产证券化",
        "Securitisation",
        ask=("是否开展资产证券化，如何安排？", "Is there a securitisation, and how is it arranged?"),
    )
