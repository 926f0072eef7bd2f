"""Choices about knowing customers, watching transactions and keeping fraud out. Lists of names are in `conduct`."""

from __future__ import annotations

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "on_unverified": {
        "refused": ("不提供服务", "service refused"),
        "limited": ("先开通部分功能，限期补验", "part of the service first, verified later"),
        "served": ("照常提供服务", "served all the same"),
    },
    "agent_check": {
        "relation_and_agent": ("核实代理关系和代理人身份", "relation and agent both verified"),
        "agent_only": ("仅核对代理人证件", "agent's document only"),
        "unchecked": ("不核实", "not verified"),
        "no_agents": ("不受理代办", "agents are not served"),
    },
    "third_party_reliance": {
        "assessed_and_tested": ("评估其风险和能力并抽查确认", "risk and ability assessed, work tested"),
        "contract_only": ("仅以协议约定", "contract only"),
        "unassessed": ("不评估", "not assessed"),
    },
    "verification_for_others": {
        "lawful_service": ("经本人授权的身份核验服务", "identity checks authorised by the person"),
        "proxy": ("代他人完成实名核验", "real-name checks passed for others"),
    },
    "owner_basis": {
        "equity": ("股权、股份或合伙权益", "equity or partnership share"),
        "income_or_votes": ("收益权或表决权", "share of income or votes"),
        "control": ("实际控制", "actual control"),
        "daily_manager": ("无上述情形的，视日常经营管理人员", "else the person who manages it day by day"),
        "legal_representative": ("国有独资、控股公司视法定代表人", "legal representative of state-owned firms"),
    },
    "screening_scope": {
        "customer": ("客户", "customer"),
        "beneficial_owner": ("受益所有人", "beneficial owner"),
        "counterparty": ("交易对象", "counterparty"),
        "agent": ("代理人和受指使者", "agents and those acting on orders"),
        "controlled_body": ("直接或间接控制的组织", "bodies controlled directly or indirectly"),
    },
    "list_change": {
        "at_once": ("名单调整后立即回溯筛查", "existing customers screened again at once"),
        "next_cycle": ("下一周期筛查", "at the next cycle"),
        "new_only": ("仅筛查新客户", "new customers only"),
    },
    "amount_summing": {
        "one_side_daily": ("按客户单日收付单边累计", "per customer and day, one side summed"),
        "single_only": ("仅看单笔", "single transactions only"),
        "both_sides": ("收付轧差", "receipts and payments set off"),
    },
    "transaction_coverage": {
        "all": ("全部交易", "all transactions"),
        "above_amount": ("一定金额以上", "above an amount"),
        "sample": ("抽样", "a sample"),
    },
    "fraud_action": {
        "verify_transaction": ("核实交易情况", "transaction verified"),
        "reverify_identity": ("重新核验身份", "identity verified again"),
        "delay_settlement": ("延迟支付结算", "settlement delayed"),
        "limit_services": ("限制或者中止有关业务", "services limited or suspended"),
        "record_only": ("仅作记录", "recorded only"),
    },
    "fraud_data_use": {
        "anti_fraud": ("反电信网络诈骗", "prevention of telecom and online fraud"),
        "anti_money_laundering": ("反洗钱", "prevention of money laundering"),
        "other_authorised": ("经客户授权的其他用途", "other uses the customer authorised"),
        "marketing": ("营销", "marketing"),
        "credit_assessment": ("授信评估", "credit assessment"),
    },
    "action_notice": {
        "reason": ("处置原因", "reason"),
        "remedy": ("救济渠道", "ways to object"),
        "materials": ("需要提交的资料", "documents to hand in"),
    },
    "fraud_education": {
        "business_tips": ("业务办理中提示", "tips while business is done"),
        "new_methods": ("新型手段及时提醒", "alerts on new methods"),
        "lending_warning": ("出租出借账户的法律责任警示", "warning on renting out accounts"),
    },
    "measure_scale": {
        "by_risk": ("与客户风险状况相匹配", "in proportion to the customer's risk"),
        "whole_group": ("对地区、职业等整类客群一律限制", "whole regions or trades limited alike"),
        "strictest_for_all": ("一律采取最严措施", "the strictest measure for all"),
    },
    "high_risk_measure": {
        "source_of_funds": ("了解资金来源和用途", "source and use of funds"),
        "senior_approval": ("高级管理层批准", "approval by senior management"),
        "frequent_review": ("提高复核频率", "reviewed more often"),
        "transaction_limits": ("限制交易方式、金额或频次", "limits on kind, amount or number of transactions"),
    },
    "low_risk_treatment": {
        "simplified": ("简化尽职调查", "simplified"),
        "same_as_others": ("与其他客户相同", "same as for others"),
    },
    "identity_update": {
        "prompted": ("变更、到期前提示并更新", "prompted and updated"),
        "on_request": ("客户申请时更新", "on the customer's request"),
        "never": ("不更新", "never updated"),
    },
    "account_lending": {
        "watched_and_stopped": ("监测并处置", "watched for and stopped"),
        "forbidden_only": ("仅在协议中禁止", "forbidden in the terms only"),
        "allowed": ("不作限制", "not limited"),
        "offered": ("提供转让、出租、出借功能", "a way to sell, rent or lend is offered"),
    },
    "watch_recipient": {
        "group": ("集团成员", "members of the group"),
        "institutions": ("其他金融机构", "other financial institutions"),
        "fraud_platform": ("行业联防联控平台", "shared anti-fraud platform"),
        "business_partner": ("业务合作方", "business partners"),
        "authority": ("主管机关", "authorities"),
        "overseas": ("境外机构", "bodies abroad"),
    },
    "watch_consent": {
        "by_law": ("法律规定的情形，不需同意", "required by law, no consent needed"),
        "separate": ("单独同意", "separate consent"),
        "in_agreement": ("包含在服务协议中", "inside the service agreement"),
        "unasked": ("不取得同意", "not asked"),
    },
}
