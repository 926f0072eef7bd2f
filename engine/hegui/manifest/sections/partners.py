"""The firms the product is made with: what they do, what they may see, what the contract says. Not who funds it."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Element, Fact, Kind, Many, Months, Part, Share, Text, YesNo, fact
from hegui.manifest.sections.common import LicenceKind, Region
from hegui.values import Opaque

Firm = Annotated[str | Opaque, Kind("choice", "firm")]
Role = Annotated[str | Opaque, Kind("choice", "partner_role")]
Function = Annotated[str | Opaque, Kind("choice", "partner_function")]
ContractTerm = Annotated[str | Opaque, Kind("choice", "contract_term")]
Subcontracting = Annotated[str | Opaque, Kind("choice", "subcontracting")]
FeeAgreed = Annotated[str | Opaque, Kind("choice", "fee_agreed")]
Fault = Annotated[str | Opaque, Kind("choice", "partner_fault")]
Redirect = Annotated[str | Opaque, Kind("choice", "redirect")]
DisplayRule = Annotated[str | Opaque, Kind("choice", "display_rule")]
DataCategory = Annotated[str | Opaque, Kind("choice", "data_category")]
PfiClass = Annotated[str | Opaque, Kind("choice", "pfi_class")]
JointOutput = Annotated[str | Opaque, Kind("choice", "joint_output")]
ShareMethod = Annotated[str | Opaque, Kind("choice", "share_method")]
Party = Annotated[str | Opaque, Kind("choice", "party")]


class Contract(Part):
    signed_on: Fact[Day] = fact(
        "签署日期", "Day it was signed", ask=("合作协议哪一天签署？", "When was the contract signed?")
    )
    valid_until: Fact[Day] = fact("有效期至", "Valid until")
    terms: Many[ContractTerm] = fact(
        "约定的事项", "What it provides for", ask=("合作协议约定了哪些事项？", "What does the contract provide for?")
    )
    subcontracting: Fact[Subcontracting] = fact(
        "转委托", "Sub-delegation", ask=("合作方能否转委托？", "May the partner sub-delegate?")
    )
    fee_standard: Fact[FeeAgreed] = fact(
        "费用标准", "Fees", ask=("协议是否写明费用标准或区间？", "Does the contract state the fee or its range?")
    )
    disclosure_duty: Fact[YesNo] = fact(
        "是否约定综合融资成本明示责任",
        "Fixes the partner's duty to disclose cost",
        ask=(
            "协议是否约定合作方的综合融资成本明示责任？",
            "Does the contract fix the partner's duty to disclose cost?",
        ),
    )
    termination_on_breach: Fact[YesNo] = fact(
        "违规违约时能否终止合作",
        "Can be ended on breach",
        ask=("合作方违规违约时，协议是否允许终止合作？", "Can the contract be ended when the partner is in breach?"),
    )
    record_years: Fact[Count] = fact(
        "处理记录保存年限（年）",
        "Years records are kept",
        ask=("对外提供或委托处理的记录保存几年？", "For how many years are records kept?"),
    )


class DataAccess(Part):
    items: Many[DataCategory] = fact(
        "可接触的信息种类",
        "Kinds of data it can see",
        ask=("合作方可以接触哪些个人信息？", "Which personal data can the partner see?"),
    )
    classes: Many[PfiClass] = fact("可接触的 JR/T 0171 类别", "Classes by JR/T 0171 it can see")
    method: Fact[ShareMethod] = fact(
        "数据交互方式",
        "How data are exchanged",
        ask=("以什么方式与合作方交互数据？", "How are data exchanged with the partner?"),
    )
    collects_for_us: Many[DataCategory] = fact(
        "代为收集的信息种类",
        "Kinds of data it collects for us",
        ask=("合作方代为收集哪些个人信息？", "Which personal data does the partner collect for us?"),
    )
    raw_data_visible: Fact[YesNo] = fact(
        "隐私计算中能否看到原始数据",
        "Sees raw data under privacy computing",
        ask=(
            "采用隐私计算时，合作方能否获得未加密的原始数据？",
            "Under privacy computing, can the partner get unencrypted raw data?",
        ),
    )
    output: Fact[JointOutput] = fact(
        "隐私计算的输出范围",
        "What joint computing gives out",
        ask=(
            "隐私计算只输出约定的结果，还是可能关联出更多信息？",
            "Does joint computing give out agreed results only, or can linking reveal more?",
        ),
    )


class DueDiligenceOnPartner(Part):
    done_on: Fact[Day] = fact(
        "准入尽调完成日",
        "Day it was finished",
        ask=("准入尽职调查哪一天完成？", "When was the due diligence on the partner finished?"),
    )
    cycle_months: Fact[Months] = fact(
        "评估周期（月）", "Months between reviews", ask=("多久评估一次合作方？", "How often is the partner reviewed?")
    )
    paid_by: Fact[Party] = fact("评估费用承担方", "Who pays for it")
    product_review_by: Fact[Party] = fact(
        "产品尽调执行方",
        "Who reviews its products",
        ask=("合作机构的产品由谁开展尽职调查？", "Who reviews the partner's products?"),
    )
    follow_up_months: Fact[Months] = fact(
        "产品存续期跟踪周期（月）",
        "Months between follow-ups of its products",
        ask=("合作机构的产品在存续期内多久跟踪一次？", "How often are the partner's products followed up?"),
    )


class Partner(Element):
    name: Fact[Text] = fact("合作机构名称", "Name of the partner")
    kind: Fact[Firm] = fact(
        "机构类型", "Kind of firm", ask=("合作方是哪一类机构？", "What kind of firm is the partner?")
    )
    role: Fact[Role] = fact("合作角色", "Role", ask=("合作方承担什么角色？", "What is the partner's role?"))
    functions: Many[Function] = fact(
        "承担的工作", "What it does", ask=("合作方具体承担哪些工作？", "What does the partner do?")
    )
    affiliate: Fact[YesNo] = fact(
        "是否关联方", "Affiliated firm", ask=("合作方是否为关联方？", "Is the partner an affiliate?")
    )
    overseas: Fact[YesNo] = fact(
        "是否境外机构", "Established abroad", ask=("合作方是否为境外机构？", "Is the partner established abroad?")
    )
    on_published_list: Fact[YesNo] = fact(
        "是否在公布的合作机构名单内",
        "On the published list of partners",
        ask=("合作方是否在银行公布的合作机构名单内？", "Is the partner on the bank's published list?"),
    )
    licensed_for: Many[LicenceKind] = fact(
        "持有的业务资质", "Licences it holds", ask=("合作方持有哪些业务资质？", "Which licences does the partner hold?")
    )
    regions: Many[Region] = fact("展业地域", "Regions it works in")
    contract: Fact[Contract] = fact("合作协议", "Contract", ask=("是否签订合作协议？", "Is there a contract?"))
    charges_borrower: Fact[YesNo] = fact(
        "是否向借款人收取费用",
        "Charges the borrower",
        ask=("合作方是否以任何形式向借款人收取费用？", "Does the partner charge the borrower in any form?"),
    )
    paid_by: Fact[Party] = fact(
        "合作费用支付方", "Who pays it", ask=("合作方的费用由谁支付？", "Who pays the partner?")
    )
    income_share: Fact[Share] = fact(
        "分润比例",
        "Share of income it gets",
        ask=("合作方的分润比例是多少？", "What share of the income does the partner get?"),
    )
    size_rank: Fact[Count] = fact(
        "规模序号（1 为最小）",
        "Rank of size (1 is the smallest)",
        ask=("该合作方按规模从小到大排第几？", "What is its rank by size, the smallest being 1?"),
    )
    data_access: Fact[DataAccess] = fact(
        "数据访问", "Access to data", ask=("合作方是否接触个人信息？", "Can the partner see personal data?")
    )
    due_diligence: Fact[DueDiligenceOnPartner] = fact(
        "准入尽调",
        "Due diligence on it",
        ask=("是否对合作方开展准入尽职调查？", "Has due diligence on the partner been done?"),
    )
    faults: Many[Fault] = fact(
        "违法违规记录",
        "Record of misconduct",
        ask=("合作方有哪些违法违规记录？", "Which misconduct is on the partner's record?"),
    )
    routes_students: Fact[YesNo] = fact(
        "是否推送引流大学生",
        "Routes college students",
        ask=("合作方是否向放贷机构推送引流大学生？", "Does the partner route college students to the lender?"),
    )
    redirects_to: Fact[Redirect] = fact(
        "购买环节跳转到", "Where the buy step lands", ask=("购买环节跳转到哪里？", "Where does the buy step land?")
    )
    registered_as_merchant: Fact[YesNo] = fact(
        "是否被拓展为特约商户并发送交易信息",
        "Set up as a merchant that sends transactions",
        ask=("该外包机构是否被拓展为特约商户？", "Is the provider itself set up as a merchant?"),
    )
    display_rule: Fact[DisplayRule] = fact(
        "代销产品展示规则",
        "Rule by which its products are shown",
        ask=("代销产品按什么规则展示？", "By which rule are the partners' products shown?"),
    )
    redirect_hops: Fact[Count] = fact(
        "跳转次数（次）",
        "Hops to the buy step",
        ask=("从合作方页面到金融机构平台跳转几次？", "How many hops are there to the institution's platform?"),
    )
