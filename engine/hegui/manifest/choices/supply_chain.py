"""Choices about finance along a supply chain, bills, securitisation and green projects. It judges none of them."""

from __future__ import annotations

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "chain_finance": {
        "receivable_pledge": ("应收账款质押贷款", "loan against pledged receivables"),
        "recourse_factoring": ("有追索权的应收账款转让（保理）", "receivables assigned with recourse"),
        "non_recourse_factoring": ("无追索权的应收账款转让（保理）", "receivables assigned without recourse"),
        "order_loan": ("订单融资", "loan against orders"),
        "inventory_loan": ("存货、仓单质押融资", "loan against inventory or warehouse receipts"),
        "data_loan": ("以交易数据核定额度的信用贷款", "unsecured loan sized by trade data"),
        "bill_discount": ("票据贴现", "discount of bills"),
    },
    "voucher_use": {
        "hold": ("持有至到期", "held to maturity"),
        "transfer": ("整张转让", "transferred whole"),
        "split": ("拆分转让", "split and transferred"),
        "pledge": ("质押融资", "pledged for a loan"),
        "sell": ("转让给融资机构", "sold to a financier"),
    },
    "voucher_buyer": {
        "chain_companies": ("链上企业", "companies of the chain"),
        "banks": ("商业银行", "banks"),
        "factoring_companies": ("商业保理公司", "factoring companies"),
        "special_vehicle": ("特殊目的载体", "special purpose vehicle"),
        "qualified_investors": ("合格投资者", "qualified investors"),
        "public": ("社会公众", "the public"),
    },
    "system_user": {
        "own_business": ("仅供本机构业务使用", "own business only"),
        "other_banks": ("供其他银行使用", "other banks"),
        "other_firms": ("供其他企业使用", "other firms"),
    },
    "chain_information": {
        "trade_documents": ("订单、发票、验收等交易单据", "orders, invoices, receipts of goods"),
        "logistics": ("物流和仓储记录", "logistics and storage records"),
        "payment_records": ("结算和付款记录", "payment records"),
        "credit_score": ("企业信用评分", "credit scores of companies"),
        "credit_report": ("企业信用报告或评价", "credit reports on companies"),
    },
    "core_debt": {
        "loans": ("贷款", "loans"),
        "bonds": ("债券", "bonds"),
        "bills": ("票据", "bills"),
        "payables": ("应付账款和电子凭证", "payables and vouchers"),
    },
    "core_warning": {
        "exposure_limited": ("压降或冻结额度", "exposure limited or frozen"),
        "continued": ("继续按原额度办理", "business goes on as before"),
        "not_watched": ("不作监测", "not watched"),
    },
    "pay_term_basis": {
        "not_agreed": ("合同未另行约定", "nothing else agreed"),
        "contract_by_custom": ("合同约定，符合行业规范和交易习惯", "agreed, in line with trade custom"),
        "contract_other": ("合同约定，无行业依据", "agreed, without basis in trade custom"),
    },
    "voucher_due": {
        "within_term": ("不晚于约定的付款期限", "no later than the agreed payment day"),
        "later_agreed": ("晚于付款期限，合同明确约定", "later, as the contract says"),
        "later_unilateral": ("晚于付款期限，由付款方单方安排", "later, at the buyer's will"),
    },
    "pledged_object": {
        "receivables": ("应收账款", "receivables"),
        "inventory": ("存货", "inventory"),
        "warehouse_receipt": ("仓单", "warehouse receipts"),
        "bill": ("票据", "bills"),
        "data": ("数据", "data"),
    },
    "split_control": {
        "level_limit": ("限制转让层级", "levels of transfer are limited"),
        "count_limit": ("限制转让笔数", "number of transfers is limited"),
        "abnormal_check": ("异常拆分转让核查", "unusual splits are checked"),
        "risk_report": ("风险提示报告", "risks are reported"),
    },
    "issuer_default": {
        "voucher_unpaid": ("电子凭证到期未付", "vouchers unpaid at maturity"),
        "bond_default": ("发行债券违约", "default on bonds"),
        "bill_overdue": ("承兑票据持续逾期", "accepted bills persistently overdue"),
    },
    "on_issuer_default": {
        "stop_new": ("停止为其新开立", "no new vouchers for it"),
        "warn_only": ("仅作风险提示", "a warning only"),
        "continue": ("继续开立", "vouchers go on"),
    },
    "issuing_state": {
        "open": ("正常开立", "open"),
        "suspended": ("已停止新开立", "suspended"),
    },
    "market_rate": {
        "not_above": ("不高于合理市场利率", "not above a fair market rate"),
        "above": ("高于合理市场利率", "above a fair market rate"),
    },
    "review_content": {
        "compliance_system": ("信息保护合规制度体系", "compliance system for information"),
        "supervision": ("监督机制", "supervision"),
        "processing_rules": ("处理信息规范", "rules of processing"),
        "safeguards": ("安全防护措施", "safeguards"),
    },
    "chain_report": {
        "industry_body": ("行业自律组织", "self-regulatory body"),
        "bill_exchange": ("上海票据交易所", "Shanghai Commercial Paper Exchange"),
    },
    "repaid_from": {
        "operating_income": ("债务人经营收入", "debtor's operating income"),
        "refinancing": ("再融资", "new borrowing"),
        "fiscal_funds": ("财政资金", "fiscal funds"),
        "government_promise": ("政府承诺或兜底", "a promise of a government"),
    },
    "bill_acceptor": {
        "bank": ("银行承兑", "accepted by a bank"),
        "group_finance_company": ("财务公司承兑", "accepted by a group finance company"),
        "company": ("商业承兑", "accepted by a company"),
    },
    "acceptor_record": {
        "persistent_overdue": ("最近二年票据持续逾期", "bills persistently overdue in two years"),
        "not_disclosed": ("最近二年未按规定披露信息", "information not disclosed as required in two years"),
    },
    "bill_place": {
        "recognised": ("人民银行认可的票据市场基础设施", "market infrastructure the PBOC recognises"),
        "own_platform": ("自建平台", "an own platform"),
        "private_deal": ("线下私下交易", "private deals"),
    },
    "bill_disclosure": {
        "checked": ("核对一致后办理", "discounted after it matches"),
        "after_discount": ("贴现后核对", "checked after the discount"),
        "not_checked": ("不核对", "not checked"),
    },
    "margin_account": {
        "separate": ("独立设置", "separate account"),
        "mixed": ("与其他资金混用", "mixed with other money"),
    },
    "local_debt": {
        "compliant": ("存量合规债务", "existing and compliant"),
        "new_or_irregular": ("新增或不合规债务", "new or irregular"),
    },
    "token_bar": {
        "financing_barred": ("法律法规禁止通过资本市场融资", "law bars finance on the capital market"),
        "national_security": ("经认定可能危害国家安全", "found to endanger national security"),
        "criminal_record": ("近三年相关刑事犯罪", "criminal record within three years"),
        "under_investigation": ("正被立案调查", "under investigation"),
        "ownership_dispute": ("重大权属纠纷或依法不得转让", "ownership disputed or not transferable"),
    },
    "investor_view": {
        "asset_list": ("资产明细", "list of assets"),
        "cash_flow": ("现金流", "cash flow"),
        "defaults": ("逾期和违约", "arrears and defaults"),
        "prepayments": ("提前还款", "prepayments"),
    },
    "abs_disclosure": {
        "statutory": ("法定渠道定期和临时报告", "reports through the statutory channel"),
        "platform": ("自有平台", "own platform"),
        "chain": ("区块链", "blockchain"),
    },
    "data_reward": {
        "rate_discount": ("融资利率优惠", "lower rate"),
        "fee": ("支付费用", "a fee"),
        "unstated": ("未约定", "not agreed"),
    },
    "green_timing": {
        "after_catalogue": ("目录发布后审批或申报", "approved or filed after the catalogue"),
        "loan_approved_before": ("目录发布前已审批未发放的贷款", "loan approved but not paid out before it"),
        "bond_registered_before": ("目录发布前存续、已核准或注册的债券", "bond outstanding or registered before it"),
        "bond_filed_before": ("目录发布时已申报未核准的债券", "bond filed but not yet registered"),
    },
    "display_rule": {
        "same_rule": ("同类产品一致的展示规则", "one rule for products of a kind"),
        "preferred_partner": ("特定合作机构优先", "some partners first"),
        "no_rule": ("无规则", "no rule"),
    },
}
