"""Text in columns: a Chinese character takes two, and no line starts with closing punctuation."""

import pytest
from hegui_adapters.render.articles import article_text
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
        ("收费", "收费"),
    ],
)
def test_articles_read_as_english_does(article: str, english: str) -> None:
    assert article_text(article, "en") == english
    assert article_text(article, "zh") == article
