"""How a loan is granted, used and paid out. What it costs is in `pricing`, who funds it in `funding`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import (
    Count,
    Day,
    Fact,
    Kind,
    Many,
    Money,
    Months,
    Number,
    Part,
    Rate,
    Share,
    Text,
    YesNo,
    fact,
)
from hegui.manifest.sections.credit_conduct import Bureau, Collection
from hegui.values import Opaque

Purpose = Annotated[str | Opaque, Kind("choice", "loan_purpose")]
Borrower = Annotated[str | Opaque, Kind("choice", "borrower")]
ExcludedBorrower = Annotated[str | Opaque, Kind("choice", "excluded_borrower")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
PayoutTo = Annotated[str | Opaque, Kind("choice", "payout_to")]
UseControl = Annotated[str | Opaque, Kind("choice", "use_control")]
LendingMode = Annotated[str | Opaque, Kind("choice", "lending_mode")]
Security = Annotated[str | Opaque, Kind("choice", "security_kind")]
LimitCondition = Annotated[str | Opaque, Kind("choice", "limit_condition")]
TermCondition = Annotated[str | Opaque, Kind("choice", "term_condition")]
HumanReview = Annotated[str | Opaque, Kind("choice", "human_review")]
Explanation = Annotated[str | Opaque, Kind("choice", "explanation")]
DecisionFactor = Annotated[str | Opaque, Kind("choice", "decision_factor")]
CreditStep = Annotated[str | Opaque, Kind("choice", "credit_step")]
DefaultInterest = Annotated[str | Opaque, Kind("choice", "default_interest_base")]
PrepaymentInterest = Annotated[str | Opaque, Kind("choice", "prepayment_interest")]
SecondSource = Annotated[str | Opaque, Kind("choice", "second_repayment_source")]
Instrument = Annotated[str | Opaque, Kind("choice", "credit_instrument")]
RepaymentMethod = Annotated[str | Opaque, Kind("choice", "repayment_method")]


class Payout(Part):
    to: Many[PayoutTo] = fact(
        "放款去向",
        "Where the money can be paid out",
        ask=("贷款资金可以支付到哪里？", "Where can the money be paid out?"),
    )
    by: Fact[Party] = fact("放款执行方", "Who pays it out", ask=("由谁发起放款？", "Who pays the loan out?"))
    entrusted_from: Fact[Money] = fact(
        "受托支付起点（元，单次提款）",
        "Amount of a drawing from which payment is entrusted (CNY)",
        ask=("单次提款超过多少元须受托支付？", "From which amount of a drawing is payment entrusted?"),
    )
    self_payment_limit: Fact[Money] = fact(
        "自主支付上限（元）",
        "Most a borrower may pay out freely (CNY)",
        ask=("借款人自主支付的上限是多少？", "How much may a borrower pay out freely?"),
    )


class Decision(Part):
    by: Fact[Party] = fact(
        "授信决定方", "Who decides on the loan", ask=("由谁作出授信决定？", "Who decides on the loan?")
    )
    automated_only: Fact[YesNo] = fact(
        "是否仅由系统自动决定",
        "Decided by the system alone",
        ask=("授信是否仅由系统自动决定？", "Is the loan decided by the system alone?"),
    )
    human_review: Fact[HumanReview] = fact(
        "人工复核",
        "Review by a person",
        ask=("客户能否要求人工复核授信决定？", "Can a customer ask a person to review the decision?"),
    )
    explanation: Fact[Explanation] = fact(
        "对决定的说明",
        "How the decision is explained",
        ask=("被拒绝的客户能否得到理由说明？", "Is a refused customer told the reasons?"),
    )
    factors: Many[DecisionFactor] = fact(
        "决定所用因素", "Factors it rests on", ask=("授信决定使用哪些因素？", "Which factors does the decision use?")
    )


class Default(Part):
    multiplier: Fact[Number] = fact(
        "逾期罚息为合同利率的倍数",
        "Overdue rate as a multiple of the contract rate",
        ask=("逾期罚息利率是合同利率的多少倍？", "What multiple of the contract rate is charged on overdue amounts?"),
    )
    misuse_multiplier: Fact[Number] = fact(
        "挪用罚息为合同利率的倍数",
        "Rate for misuse as a multiple of the contract rate",
        ask=("未按用途使用贷款的罚息利率是合同利率的多少倍？", "What multiple is charged when the loan is misused?"),
    )
    rate: Fact[Rate] = fact(
        "逾期利率（年）",
        "Overdue rate (per year)",
        ask=("逾期利率是多少（年化）？", "What is the overdue rate per year?"),
    )
    penalty: Fact[Rate] = fact(
        "违约金等其他费用折年化",
        "Penalties and other charges on default, per year",
        ask=("违约金和其他违约费用折合年化是多少？", "What do penalties and other default charges come to per year?"),
    )
    interest: Fact[DefaultInterest] = fact("逾期利息是否计复利", "Whether unpaid interest bears interest")


class Prepayment(Part):
    interest: Fact[PrepaymentInterest] = fact(
        "提前还款的计息",
        "Interest on early repayment",
        ask=("提前还款时利息如何计算？", "How is interest reckoned on early repayment?"),
    )
    fee: Fact[Share] = fact(
        "提前还款费率（占提前还款本金）",
        "Fee for early repayment (share of the principal repaid early)",
        ask=("提前还款收取多少费用？", "What fee is charged for early repayment?"),
    )


class Term(Part):
    line: Fact[Months] = fact(
        "授信期限（月）",
        "Term of the credit line (months)",
        ask=("授信期限最长多少个月？", "For how many months at most is a line granted?"),
    )
    loan: Fact[Months] = fact(
        "单笔贷款最长期限（月）",
        "Longest term of a loan (months)",
        ask=("单笔贷款最长多少个月？", "For how many months at most is a loan granted?"),
    )
    bullet: Fact[Months] = fact(
        "到期一次还本的授信期限（月）",
        "Term where principal is repaid at the end (months)",
        ask=(
            "到期一次性还本的，授信期限最长多少个月？",
            "How long at most is the term if principal is repaid at the end?",
        ),
    )
    condition: Fact[TermCondition] = fact(
        "期限适用的情形",
        "Case in which that term applies",
        ask=("该贷款期限适用于哪种情形？", "In which case does that term apply?"),
    )


class JointLending(Part):
    partner_share: Fact[Share] = fact(
        "单笔贷款合作方出资比例",
        "Partner's share of each loan",
        ask=("单笔贷款中合作方出资比例是多少？", "What share of each loan does the partner fund?"),
    )
    operator_share: Fact[Share] = fact("单笔贷款本机构出资比例", "Own share of each loan")
    partner: Fact[Text] = fact("合作出资机构", "Partner that funds a share")


class CreditDesign(Part):
    purpose: Fact[Purpose] = fact(
        "贷款用途", "What the loan may be used for", ask=("贷款约定什么用途？", "What may the loan be used for?")
    )
    borrower: Fact[Borrower] = fact(
        "借款人", "Who borrows", ask=("借款人是个人还是企业？", "Is the borrower an individual or a company?")
    )
    mode: Fact[LendingMode] = fact(
        "办理方式", "How it is taken out", ask=("贷款是否全流程线上办理？", "Is the loan taken out fully online?")
    )
    security: Many[Security] = fact(
        "担保方式", "How it is secured", ask=("贷款采用何种担保方式？", "How is the loan secured?")
    )
    instrument: Fact[Instrument] = fact(
        "授信载体",
        "What carries the credit",
        ask=("授信通过信用卡还是贷款账户使用？", "Is the credit used through a credit card or a loan account?"),
    )
    revolving: Fact[YesNo] = fact("是否循环额度", "Revolving line")
    limit: Fact[Money] = fact(
        "单户授信上限（元）",
        "Highest limit per borrower (CNY)",
        ask=("单户授信上限是多少？", "What is the highest limit per borrower?"),
    )
    limit_condition: Fact[LimitCondition] = fact(
        "授信上限适用的客户",
        "Customers that limit is for",
        ask=("该授信上限适用于哪类客户？", "For which customers does that limit hold?"),
    )
    term: Fact[Term] = fact("期限", "Terms")
    payout: Fact[Payout] = fact("放款", "Payout")
    use_control: Many[UseControl] = fact(
        "用途控制措施",
        "How the use is controlled",
        ask=("如何控制贷款用途？", "How is the use of the loan controlled?"),
    )
    repayment_methods: Many[RepaymentMethod] = fact("还款方式", "Ways to repay")
    decision: Fact[Decision] = fact("授信决定", "Decision on the loan")
    risk_assessment_by: Many[Party] = fact(
        "风险评价执行方",
        "Who assesses the credit risk",
        ask=("由谁开展信用风险评价？", "Who assesses the credit risk?"),
    )
    outsourced_steps: Many[CreditStep] = fact(
        "交由合作方完成的环节",
        "Steps done by partners",
        ask=("哪些贷款环节由合作方完成？", "Which steps of lending are done by partners?"),
    )
    excluded_borrowers: Many[ExcludedBorrower] = fact(
        "不予放款的对象", "Borrowers turned away", ask=("哪些对象不予放款？", "To whom is no loan made?")
    )
    student_second_source: Fact[SecondSource] = fact(
        "大学生贷款的第二还款来源",
        "Second source of repayment for students",
        ask=("向大学生放款时如何确认第二还款来源？", "How is a student's second source of repayment confirmed?"),
    )
    rollovers: Fact[Count] = fact(
        "展期次数上限（次）",
        "Most extensions of a loan",
        ask=("一笔贷款最多展期几次？", "How often can a loan be extended?"),
    )
    contract_date: Fact[Day] = fact(
        "合同成立日", "Day of the contract", ask=("贷款合同哪一天成立？", "On which day is the loan contract made?")
    )
    collection: Fact[Collection] = fact("催收", "Collection")
    default: Fact[Default] = fact("违约责任", "Default")
    prepayment: Fact[Prepayment] = fact("提前还款", "Early repayment")
    bureau: Fact[Bureau] = fact("征信", "Credit reporting")
    expected_bad_share: Fact[Share] = fact(
        "预计不良率",
        "Share of loans expected to go bad",
        ask=("预计不良率是多少？", "What share of loans is expected to go bad?"),
    )
    joint_lending: Fact[JointLending] = fact(
        "共同出资", "Joint lending", ask=("贷款是否由多家机构共同出资？", "Is the loan funded jointly?")
    )
