"""The text report keeps its contract: what stands where, what is never said, how wide a line is."""

import datetime as dt
import re
from functools import cache
from pathlib import Path

import hegui
import pytest
from hegui_adapters.render.columns import width
from hegui_adapters.render.items import violated_items
from hegui_adapters.render.text import report

SAMPLE = Path(__file__).parents[2] / "examples" / "qingxiang-instalment" / "manifest.yaml"
ID = "01a20297-4dc0-7c3a-9a4b-5f0e2d6c8b11"
NEVER = (
    "合规通过",
    "已合规",
    "通过审批",
    "认证通过",
    "is compliant",
    "are compliant",
    "has been approved",
    "may launch",
)


@cache
def decision() -> hegui.Decision:
    return hegui.check(SAMPLE, as_of=dt.date(2026, 12, 1))


@cache
def lines(lang: str, **options: bool) -> list[str]:
    return report(decision(), lang=lang, decision_id=ID, **options).split("\n")


def text(lang: str) -> str:
    """The report in one line, as it is read: breaks inside a sentence do not matter."""
    joint = "" if lang == "zh" else " "
    return joint.join(line.strip() for line in lines(lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_eighty_columns(lang: str) -> None:
    assert [line for line in lines(lang) if width(line) > 80] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_called_compliant_or_approved(lang: str) -> None:
    found = [word for word in NEVER if word in report(decision(), lang=lang, all=True)]

    assert found == []


def test_the_verdict_with_its_counts_is_the_second_line() -> None:
    assert re.fullmatch(
        r"结论：存在阻断项，不得上线（阻断 4 · 待补充 \d+ · 提示 \d+ · 建议 \d+ · 符合 \d+）", lines("zh")[1]
    )


def test_the_day_judged_and_the_law_included_are_the_third_line() -> None:
    assert lines("zh")[2] == "适用日期 2026-12-01（计划上线日）   法规收录截至 2026-11-22"


def test_what_the_product_is_comes_before_what_is_wrong_with_it() -> None:
    order = [
        next(n for n, line in enumerate(lines("zh")) if line.startswith(word))
        for word in ("业务定性", "真实成本", "阻断项", "待补充", "下一步", "留痕", "说明")
    ]

    assert order == sorted(order)


@pytest.mark.parametrize(
    "sentence",
    [
        "款项可到借款人账户（17行）＋不限用途（16行）＋按期收费（24行）→ 个人消费贷款",
        "＋平台获客（9、11行）＋银行出资（13行）＋担保（14行）→ 商业银行互联网助贷",
        "借 12,000.00 元，12 期各还 1,072.00 元，另付担保费 360.00 元",
        "总成本 1,224.00 元；年化 18.87%（月内部收益率×12），按复利 20.59%",
        "两种口径均未超过，余 5.13／3.41 个百分点（每期 0.6% 不是年 7.2%）",
        "《个人信息保护法》第六条、第十六条〔已核原文〕",
        "《反电信网络诈骗法》第二十三条〔已核原文〕",
        "《个人贷款管理办法》（总局令2024年第3号）〔据公开转述，条款号未核〕",
        "说明 依据申报事实自动检查，不代替合规审查意见，不表示监管机构认可",
    ],
)
def test_the_chinese_report_says(sentence: str) -> None:
    assert sentence.replace(" ", "") in text("zh").replace(" ", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "money can reach the borrower (l.17) + any use (l.16) + charge per period (l.24) -> personal consumer loan",
        "total cost 1,224.00; 18.87 % a year (monthly IRR x 12), 20.59 % compounded",
        "kept in both readings, 5.13 and 3.41 points left (0.6% a period is not 7.2% a year)",
        "Personal Information Protection Law, arts. 6 and 16 [primary text read]",
        "Anti-Telecom and Online Fraud Law, art. 23 [primary text read]",
        "replaces no compliance opinion and implies no regulator's approval",
    ],
)
def test_the_english_report_says(sentence: str) -> None:
    assert sentence in text("en")


def test_the_line_of_practice_is_never_given_as_a_number_of_the_notice() -> None:
    gauge = next(line for line in lines("zh") if "24%" in line and "线" in line)

    assert "执行" in gauge


@pytest.mark.parametrize(
    "place", ["manifest.yaml:31:32", "manifest.yaml:34:3", "manifest.yaml:16:3", "manifest.yaml:24:83"]
)
def test_each_blocking_item_names_its_place(place: str) -> None:
    assert any(line.endswith(place) for line in lines("zh"))


def test_carets_stand_under_the_part_that_is_meant() -> None:
    number, excerpt = next((n, line) for n, line in enumerate(lines("zh")) if line.lstrip().startswith("31 |"))
    carets = lines("zh")[number + 1]

    assert width(excerpt[: excerpt.index("on_refusal")]) == carets.index("^")
    assert carets.count("^") == len("on_refusal: service_denied")


def test_no_carets_where_the_whole_line_is_meant() -> None:
    number = next(n for n, line in enumerate(lines("zh")) if line.lstrip().startswith("34 |"))

    assert "^" not in lines("zh")[number + 1]


def test_primary_text_stands_before_secondary() -> None:
    confidences = [item.lead.confidence for item in violated_items(decision(), "block")]

    assert confidences == sorted(confidences, key=["verified", "secondary"].index)


def test_all_lists_the_checks_met_and_those_that_do_not_apply() -> None:
    listed = lines("zh", all=True)

    assert any(line.startswith("符合的检查项（") for line in listed)
    assert any(line.startswith("不适用的检查项（") for line in listed)


def test_paths_adds_the_field_to_a_question() -> None:
    path = decision().questions[0].path

    assert f"    {path}" in lines("zh", paths=True)


def test_colour_adds_nothing_but_colour() -> None:
    coloured = report(decision(), lang="zh", decision_id=ID, colour=True)

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split("\n") == lines("zh")
