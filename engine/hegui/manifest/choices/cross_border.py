"""Choices about money and securities across the border. Kinds of cross-border business are in `domains`."""

from __future__ import annotations

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "settlement_currency": {
        "rmb": ("人民币", "renminbi"),
        "foreign": ("外币", "foreign currency"),
    },
    "fx_converter": {
        "licensed_bank": ("经营结售汇业务的银行", "bank that does foreign exchange"),
        "payment_institution": ("名录登记的支付机构", "payment institution on the list"),
        "operator": ("运营主体自行兑换", "the operator itself"),
        "between_users": ("用户之间对敲兑换", "users among themselves"),
        "overseas_firm": ("境外机构", "firm abroad"),
    },
    "document_check": {
        "at_source": ("向出具方或公共系统核验", "verified at the source"),
        "form_only": ("仅作形式审核", "by form only"),
        "unchecked": ("不审核", "not checked"),
    },
    "on_unproved": {
        "refused": ("拒绝办理", "refused"),
        "checked_later": ("先办理后补核", "done first, checked later"),
        "done": ("照常办理", "done all the same"),
    },
    "card_cash_scope": {
        "person": ("本人名下全部境内卡合并计算", "all domestic cards of the person together"),
        "card": ("按单张卡计算", "each card by itself"),
    },
    "card_over_limit": {
        "this_and_next_year": ("暂停本年及次年境外取现", "stopped for this year and the next"),
        "this_year": ("暂停本年境外取现", "stopped for this year"),
        "reminded": ("仅提示", "reminded only"),
    },
    "card_blocklist": {
        "same_day": ("名单当日17时起停用", "blocked from 17:00 of the same day"),
        "next_day": ("次日停用", "blocked the next day"),
        "later": ("批量定期停用", "blocked in batches"),
        "ignored": ("不停用", "not blocked"),
    },
    "card_sharing": {
        "watched_and_stopped": ("监测并停用", "watched for and stopped"),
        "forbidden_only": ("仅在协议中禁止", "forbidden in the terms only"),
        "allowed": ("不作限制", "not limited"),
    },
    "securities_step": {
        "market_information": ("行情和资讯", "quotes and news"),
        "marketing": ("营销招揽", "marketing"),
        "account_opening": ("办理开户", "opening of accounts"),
        "order_handling": ("接受和处理交易指令", "handling of orders"),
        "money_transfer": ("划转资金", "transfer of money"),
        "entry_link": ("提供开户入口或跳转", "link or entry to open an account"),
        "content_referral": ("自媒体内容引流", "referral by media accounts"),
    },
    "securities_approval": {
        "csrc": ("证监会许可", "approved by the CSRC"),
        "connect_or_qdii": ("互联互通、QDII等法定渠道", "Stock Connect, QDII and other lawful ways"),
        "overseas_only": ("仅持境外牌照", "foreign licence only"),
    },
}
