"""The words of the questionnaire in Chinese and English, and those that are understood in its cells. It reads no cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from hegui.manifest.choices import CHOICES
from hegui.terms import Bilingual

__all__ = [
    "EMPTY_LIST", "GIVEN", "LISTED", "NO", "NONE", "OTHER", "TEXTS", "UNDESCRIBED", "UNKNOWN", "YES", "chosen", "folded",
    "label", "means",
]  # fmt: skip

UNKNOWN = Bilingual("未说明", "not stated")
NONE = Bilingual("无", "none")
GIVEN = Bilingual("有", "given")
LISTED = Bilingual("见表", "see table")
EMPTY_LIST = Bilingual("空列表", "empty list")
UNDESCRIBED = Bilingual("（未描述）", "(not described)")
OTHER = Bilingual("其他", "other")
YES, NO = Bilingual("是", "yes"), Bilingual("否", "no")

_MORE: Final[Mapping[Bilingual, tuple[str, ...]]] = {
    UNKNOWN: ("unknown", "null"),
    YES: ("true", "√", "✓"),
    NO: ("false", "×", "✗"),
}
"""What else is understood."""

TEXTS: Final[Mapping[str, Bilingual]] = {
    "start": Bilingual("填写说明", "Read first"),
    "overview": Bilingual("总览", "Overview"),
    "evidence": Bilingual("佐证材料", "Evidence"),
    "title": Bilingual("金融产品合规检查问卷", "Questionnaire for the compliance check of a financial product"),
    "field": Bilingual("要素", "Fact"),
    "answer": Bilingual("填写", "Answer"),
    "more": Bilingual("续填", "More"),
    "note": Bilingual("说明与示例", "What to write"),
    "scope": Bilingual("范围", "Scope"),
    "first": Bilingual("常用", "often"),
    "rest": Bilingual("其余", "seldom"),
    "rules": Bilingual("检查项数", "Checks"),
    "path": Bilingual("路径（勿改）", "Path (leave as it is)"),
    "choices": Bilingual("选项", "Choices"),
    "mark": Bilingual("以下灰色内容供程序识别，请勿修改", "What is grey is for the program; leave it as it is"),
    "section": Bilingual("章节", "Section"),
    "question": Bilingual("先回答", "Answer first"),
    "go": Bilingual("打开", "Open"),
    "number": Bilingual("序号", "No."),
    "of": Bilingual("所属：{title}（标识或 #序号）", "Of: {title} (id or #number)"),
    "many": Bilingual("可多选：每格一项，或用；分隔", "several: one a cell, or separated by ;"),
    "one": Bilingual("单选", "one choice"),
    "object": Bilingual("整组：没有选“无”；有则填写下面各项", "the whole group: none, or fill in what follows"),
    "list": Bilingual("在“{sheet}”中逐行填写；没有选“无”", 'a row each on "{sheet}"; none if there is none'),
    "eg": Bilingual("例：{examples}", "e.g. {examples}"),
    "table": Bilingual(
        "每行一项；填了行即视为已列全。说不清的一项，标识写（未描述）。",
        "A row for each; rows given are taken as all there are. Where one cannot be described, its id is (not described).",
    ),
    "fold": Bilingual(
        "用“范围”列的筛选箭头选“全部”，可展开其余要素。", "The filter arrow of Scope shows the facts asked seldom."
    ),
    "wrong": Bilingual(
        "不在选项内。均不符合时写“其他：说明”。", 'Not one of the choices. Where none fits write "other: text".'
    ),
    "evidence.path": Bilingual("要素（路径或 表!单元格）", "Fact (path or sheet!cell)"),
    "declared_by": Bilingual("申报人", "Declared by"),
    "declared_on": Bilingual("申报日期", "Declared on"),
    "reference": Bilingual("材料编号或链接", "Document"),
    "digest": Bilingual("材料摘要 sha256", "Digest sha256"),
    "issued": Bilingual("出具日期", "Issued"),
    "expires": Bilingual("失效日期", "Expires"),
}

TEN_LINES: Final[tuple[Bilingual, ...]] = (
    Bilingual(
        "1. 先填“总览”：不涉及的业务选“无”，涉及的打开相应的表。",
        "1. Begin with Overview: none where a business does not concern you.",
    ),
    Bilingual(
        "2. 填写设计事实（谁、做什么、何时、到哪个账户），不填写“是否合规”。",
        "2. State facts of the design: who, what, when, to which account; not whether it is compliant.",
    ),
    Bilingual(
        "3. 只填白色单元格；选项从下拉列表里选，均不符合时写“其他：说明”。",
        '3. Fill in white cells; pick from the lists, or write "other: text" where none fits.',
    ),
    Bilingual(
        "4. 留空等于“未说明”：结果列为待补充，不视为符合。",
        "4. Empty is the same as not stated: it is asked for, and never counts as met.",
    ),
    Bilingual(
        "5. “无”表示确认没有，与“未说明”不同；不要用“/”“-”“不适用”代替。",
        '5. "none" says there is none, which is not the same. Do not write / or - or N/A.',
    ),
    Bilingual(
        "6. 比例写 24%，利率写 24%/年 或 0.6%/月，金额写 20万 或 12000.00，日期写 2026-12-01。",
        "6. Shares 24%; rates 24% per year or 0.6% per month; money 12000.00 or USD 100; days 2026-12-01.",
    ),
    Bilingual(
        "7. 多项的（收费、个人信息、合作机构等）各有一张表，每行一项；标识可不填。",
        "7. What there is several of (charges, data items, partners) has a table, a row each; an id is optional.",
    ),
    Bilingual(
        "8. 每张表先列检查项用得多的要素；其余用“范围”列的筛选箭头展开。",
        "8. What most checks read comes first; the filter arrow of Scope shows the rest.",
    ),
    Bilingual("9. 有证明材料的，在“佐证材料”登记编号和日期。", "9. Documents that show a fact are named on Evidence."),
    Bilingual(
        "10. 保存后运行 hegui check 本文件.xlsx；看不懂的错误会写明单元格和改法。",
        "10. Save, then run hegui check THIS.xlsx; what cannot be read is named by cell, with how to mend it.",
    ),
)


def label(choice: str, member: str, lang: str) -> str:
    """What a choice is called in a cell; with its code where a cell would take the label for something else."""
    said = CHOICES[choice][member][lang != "zh"]
    return f"{said} [{member}]" if any(_same(said, one) for one in (UNKNOWN, NONE, OTHER)) else said


def means(text: str, said: Bilingual) -> bool:
    """Whether a cell says this word, in either language or by another that is understood."""
    return folded(text) in _words(said)


def folded(text: str) -> str:
    """Text as it is compared: full-width as half-width, without spaces, in small letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@cache
def chosen(choice: str) -> Mapping[str, str]:
    """Every way to name a member of a choice, folded, with the member."""
    found: dict[str, str] = {}
    for member, labels in CHOICES[choice].items():
        for said in (member, *labels, label(choice, member, "zh"), label(choice, member, "en")):
            if not any(_same(said, one) for one in (UNKNOWN, NONE, OTHER)):
                found.setdefault(folded(said), member)
    return found


@cache
def _words(said: Bilingual) -> frozenset[str]:
    return frozenset(folded(one) for one in (said.zh, said.en, *_MORE.get(said, ())))


def _same(text: str, said: Bilingual) -> bool:
    return folded(text) in _words(said)
