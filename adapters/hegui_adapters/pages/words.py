"""What all pages say, Chinese and English side by side; each group of pages adds words of its own. It renders nothing."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from hegui_adapters.language import LANGUAGES, Lang

__all__ = ["COMMON", "Group", "Said", "Text", "other_than", "spoken"]

Group = Mapping[str, tuple[str, str]]
"""A name for each text → the text in Chinese and in English; `{n:product|products}` is the word for one and for several."""


class _Numbers(Formatter):
    def format_field(self, value: object, spec: str) -> str:
        one, several, many = spec.partition("|")
        if not several:
            return str(super().format_field(value, spec))
        return one if value == 1 else many


class Text(str):
    """A text whose words agree in number with what fills it in."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        return _Numbers().vformat(self, args, values)


Said = Mapping[str, Text]

COMMON: Group = {
    "product_name": ("hegui 产品合规检查", "hegui product compliance checks"),
    "skip": ("跳到正文", "Skip to the content"),
    "menu": ("主导航", "Main"),
    "language": ("English", "中文"),
    "sign_in": ("登录", "Sign in"),
    "sign_out": ("退出", "Sign out"),
    "open_service": ("未设登录", "no sign-in set up"),
    "printed": ("打印自", "Printed from"),
    "note": (
        "依据申报事实自动检查，不代替合规审查意见，不表示监管机构认可。",
        "Checked by rule on declared facts; replaces no compliance opinion and implies no regulator's approval.",
    ),
    "line": ("第 {line} 行", "line {line}"),
    "not_stated_at": ("未说明，应在第 {line} 行附近", "not stated; belongs near line {line}"),
    "article_unread": ("条款号未核", "article not read"),
    "law": ("依据", "Law"),
    "remedy": ("整改建议", "Remedy"),
    "red_line": ("红线 {n}", "Red line {n}"),
    "rule": ("规则", "Rule"),
    "subject": ("对象", "Subject"),
    "waived": ("例外审批", "Waived"),
    "ruled": ("依据未核实，由“{force}”降级", "down from “{force}”: its basis is not verified"),
    "loading": ("正在读取…", "Loading…"),
    "unreachable": ("无法连接服务，请稍后重试。", "The service cannot be reached; try again."),
    "error": ("无法显示此页", "This page cannot be shown"),
    "request_id": ("请求编号", "Request"),
    "status": ("状态码", "Status"),
    "home": ("返回首页", "Back to the first page"),
}


def spoken(group: Group, lang: Lang) -> Said:
    """The words of a group, with those of all pages, in one language.

    Raises:
        ValueError: the group gives a name that all pages use another meaning.
    """
    if doubled := sorted(COMMON.keys() & group.keys()):
        raise ValueError(f"words that all pages have already: {', '.join(doubled)}")
    place = LANGUAGES.index(lang)
    return {name: Text(texts[place]) for name, texts in {**COMMON, **group}.items()}


def other_than(lang: Lang) -> Lang:
    return "en" if lang == "zh" else "zh"
