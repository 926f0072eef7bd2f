"""What the folders of rules are about, in Chinese and English. A folder of a house is called as it is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["topic_text"]

TOPICS: Final[Mapping[str, tuple[str, str]]] = {
    "aml": ("反洗钱", "anti-money laundering"),
    "certification": ("备案与认证", "filing and certification"),
    "consumer": ("消费者权益", "consumer rights"),
    "credit": ("信贷业务", "credit"),
    "cross-border": ("跨境业务", "cross-border"),
    "data": ("数据分类分级", "data classes"),
    "data-consent": ("个人信息与数据", "personal information and data"),
    "decisions": ("自动化决策", "automated decisions"),
    "disclosure": ("披露", "disclosure"),
    "experience": ("客户体验", "customer experience"),
    "export": ("数据出境", "data export"),
    "green": ("绿色金融", "green finance"),
    "handlers": ("数据处理者", "data handlers"),
    "insurance": ("保险", "insurance"),
    "launch": ("上线", "launch"),
    "licences": ("业务资质", "licences"),
    "lifecycle": ("生命周期", "lifecycle"),
    "marketing": ("营销宣传", "marketing"),
    "partners": ("合作机构", "partners"),
    "payments": ("支付", "payments"),
    "pricing": ("定价", "pricing"),
    "protection": ("特殊群体保护", "protection of vulnerable users"),
    "rates": ("利率与费用", "rates and fees"),
    "risk": ("风险等级", "level of risk"),
    "rollout": ("灰度发布", "rollout"),
    "supply-chain": ("供应链金融", "supply chain finance"),
    "technology": ("科技与算法", "technology and algorithms"),
    "users": ("用户群体", "user groups"),
    "wealth": ("财富管理", "wealth management"),
}


def topic_text(topic: str, lang: str) -> str:
    """What a folder of rules is about."""
    return TOPICS[topic][lang != "zh"] if topic in TOPICS else topic
