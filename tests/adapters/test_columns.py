"""Text in columns: a Chinese character takes two, and no line starts with closing punctuation."""

import re

import pytest
from hegui.rulebook import Rulebook
from hegui_adapters.render.articles import article_text, articles_text
from hegui_adapters.render.columns import cut_left, padded, width, wrapped


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("合规", 4), ("合 a", 4), ("（）", 4), ("e\u0301", 1), ("“”…", 3), ("", 0)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_counts_columns_not_characters() -> None:
    assert width(padded("合规", 10)) == 10


@pytest.mark.parametrize("columns", [20, 33, 80])
def test_wrapping_keeps_every_character_and_the_width(columns: int) -> None:
    text = "年化综合成本为 18.87%，未超过执行线，余 5.13 个百分点（每期 0.6% 不是年 7.2%）；total cost 1,224.00"

    lines = wrapped(text, columns, "  ", "  ")

    assert max(map(width, lines)) <= columns
    assert "".join(line.strip() for line in lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_starts_with_closing_punctuation() -> None:
    lines = wrapped("一二三四，五六七八。九十", 8, "", "")

    assert not any(line[0] in "，。" for line in lines)


def test_a_word_is_not_broken() -> None:
    assert wrapped("alpha beta gamma", 11) == ["alpha beta", "gamma"]


def test_a_cut_line_keeps_what_is_meant_and_says_what_went() -> None:
    line = "      - {name: 分期手续费, basis: original_principal, rate: 0.6%, timing: each_period, payee: operator}"
    start = line.index("payee")

    shown, gone = cut_left(line, 60, start)

    assert shown == "…, rate: 0.6%, timing: each_period, payee: operator}"
    assert shown[start - gone :] == "payee: operator}"


def test_a_short_line_is_not_cut() -> None:
    assert cut_left("  filings: []", 60, 2) == ("  filings: []", 0)


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("第六条", "art. 6"),
        ("第十条", "art. 10"),
        ("第二十九条第一款", "art. 29(1)"),
        ("第一百三十五条", "art. 135"),
        ("第五条第（五）项", "art. 5 item 5"),
        ("第二十条之一", "art. 20-1"),
        ("第四、十二、二十六至二十八条", "arts. 4, 12 and 26–28"),
        ("第四条、第十二条、第二十六条至第二十八条", "arts. 4, 12 and 26–28"),
        ("第十八条第一款、第二十条", "arts. 18(1) and 20"),
        ("第十条、第十三条第二款、第三十七条（一）（四）", "arts. 10 and 13(2); art. 37 items 1 and 4"),
        ("第二十四条第（一）至（五）、（七）项", "art. 24 items 1–5 and 7"),
        ("第十三条第（一）项、第（二）项", "art. 13 items 1 and 2"),
        ("第（八）项、第（九）项第1目", "item 8; item 9 point 1"),
        ("第（十四）项", "item 14"),
        ("第三条（十）", "art. 3 item 10"),
        ("第五条末款", "art. 5, last paragraph"),
        ("通知第一条、第三条", "notice, arts. 1 and 3"),
        ("附件1第二条", "annex 1, art. 2"),
        ("附录E", "appendix E"),
        ("第六条（全文已读）", "第六条（全文已读）"),
        ("收费", "收费"),
    ],
)
def test_articles_read_as_english_does(article: str, english: str) -> None:
    assert article_text(article, "en") == english
    assert article_text(article, "zh") == article


def test_articles_of_one_text_are_told_together() -> None:
    assert articles_text(["第五条", "第八条、第十一条"], "en") == "arts. 5, 8 and 11"
    assert articles_text(["第五条", "第八条、第十一条"], "zh") == "第五条、第八条、第十一条"


def test_every_numbered_article_a_bundled_rule_rests_on_is_said_in_english() -> None:
    cited = {source.article for rule in Rulebook.load().contents.rules for source in rule.sources if source.article}
    left = {one for one in cited if re.search("[一-鿿]", article_text(one, "en"))}
    assert left == {"二（转账管理）"}, "a heading is no number"
