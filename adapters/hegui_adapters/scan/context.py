"""What the name of a column, or the words before a number, say that it is. It looks at no number."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["SENSES", "before", "senses"]

SENSES: dict[str, re.Pattern[str]] = {
    sense: re.compile(words, re.IGNORECASE)
    for sense, words in {
        "id": r"身份证|证件号|证件编?号码|公民身份|id[ _-]?card|id[ _-]?n(?:o|um)|identity|sfz|cert(?:ificate)?[ _-]?n(?:o|um)|citizen",
        "card": r"卡号|银行卡|储蓄卡|信用卡|借记卡|账号|帐号|账户|card|acc(?:oun)?t|bank|(?:^|[ _-])pan(?:$|[ _-])",
        "mobile": r"手机|电话|联系方式|移动号|mobile|phone|(?:^|[^a-z])tel(?:$|[^a-z])|cell|msisdn|sjh",
        "name": r"姓名|名字|户名|联系人|收件人|收货人|持卡人|借款人|担保人|投保人|被保险人|受益人|申请人|经办人|负责人|法人|法定代表人"
        r"|(?:客户|用户|员工|患者|学生)名称?$|(?:real|full|cust(?:omer)?|client|holder|owner|contact|pay(?:ee|er)"
        r"|borrower|person|recei?ver|recipient|acc(?:oun)?t|applicant|guarantor|insured|employee)[ _-]?name|xingming"
        r"|^(?:xm|hm)$",
        "weak_name": r"^(?:name|user[ _-]?name|nick[ _-]?name|display[ _-]?name|contact|联系|客户|用户|称呼|名称)$",
        "passport": r"护照|passport",
        "imei": r"imei|设备识别码|设备串号",
        "other": r"订单|单号|流水|编号|序列|序号|交易号|批次|快递|运单|发票|金额|余额|价格|总额|时间戳|合同号|凭证号|追踪"
        r"|order|trade|tra?ns|serial|(?:^|[^a-z])seq|trace|batch|waybill|tracking|invoice|amount|balance|price|total|time"
        r"|uuid|hash|sku|request|version|[ _-]ts$|digest|checksum|nonce|snowflake|^id$|biz[ _-]?id",
    }.items()
}
BREAKS = re.compile(r"[,，;；。|\n\r\t{}\x1f]")
REACH = 24
"""How far before a number a word may stand, in characters."""


@lru_cache(maxsize=4096)
def senses(label: str) -> frozenset[str]:
    """What a name says; `other` only where it says nothing that is looked for."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", label)
    told = {sense for sense, words in SENSES.items() if words.search(parted)}
    return frozenset(told - {"other"} if told - {"other", "weak_name"} else told)


def before(text: str, start: int) -> frozenset[str]:
    """What the words before a place say, up to the last comma, bar or end of line."""
    words = BREAKS.split(text[max(0, start - REACH) : start])[-1]
    return senses(words.strip(" \"':：=（(")) if words.strip() else frozenset()
