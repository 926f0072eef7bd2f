"""The grammar of single values: what is read, what is refused and what is suggested instead, and how values print."""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal, localcontext

import pytest
from hegui.scalars import JSON_SCHEMA, KINDS, ScalarError, parse, show, write
from hegui.values import NONE, Nothing, Opaque, Range
from hypothesis import example, given
from hypothesis import strategies as st

D = Decimal


def refusal(kind: str, text: str, plain: bool = True) -> ScalarError:
    with pytest.raises(ScalarError) as caught:
        parse(kind, text, plain)
    return caught.value


READ: list[tuple[str, str, object]] = [
    ("yes_no", "true", True),
    ("yes_no", "false", False),
    ("count", "0", D(0)),
    ("count", "12", D(12)),
    ("count", "20万", D(200_000)),
    ("count", "1.5 亿", D(150_000_000)),
    ("number", "-0.50", D("-0.5")),
    ("number", "1.234", D("1.234")),
    ("number", "-0", D(0)),
    ("share", "0.6%", D("0.006")),
    ("share", "100%", D(1)),
    ("share", "60bp", D("0.006")),
    ("share", "60 bp", D("0.006")),
    ("share", "5‰", D("0.005")),
    ("share", "-2%", D("-0.02")),
    ("rate", "24% per year", D("0.24")),
    ("rate", "24%/年", D("0.24")),
    ("rate", "24% / 年", D("0.24")),
    ("rate", "年化24%", D("0.24")),
    ("rate", "年化 24%", D("0.24")),
    ("rate", "24% p.a.", D("0.24")),
    ("rate", "60bp per year", D("0.006")),
    ("rate", "0.6% per month", D("0.072")),
    ("rate", "0.6%/月", D("0.072")),
    ("rate", "月息0.6%", D("0.072")),
    ("rate", "0.333% per month", D("0.03996")),
    ("money", "12000.00", D(12_000)),
    ("money", "0.125", D("0.125")),
    ("money", "20万", D(200_000)),
    ("money", "20万元", D(200_000)),
    ("money", "20 万元", D(200_000)),
    ("money", "10亿", D(1_000_000_000)),
    ("money", "CNY 100", D(100)),
    ("money", "100 CNY", D(100)),
    ("money", "CNY 20万", D(200_000)),
    ("money", "100元", D(100)),
    ("money", "-100", D(-100)),
    ("money", "USD 100", Opaque("USD 100")),
    ("money", "100 USD", Opaque("USD 100")),
    ("money", "HKD 20万", Opaque("HKD 200000")),
    ("money", "9999999999999999999999999999", D("9999999999999999999999999999")),
    ("money", "9999999999999999999999.999999亿", D("999999999999999999999999999900")),
    ("day", "2026-12-01", date(2026, 12, 1)),
    ("day", "2024-02-29", date(2024, 2, 29)),
    ("days", "30", D(30)),
    ("days", "30 days", D(30)),
    ("days", "1 day", D(1)),
    ("days", "30天", D(30)),
    ("months", "12", D(12)),
    ("months", "12 months", D(12)),
    ("months", "12个月", D(12)),
    ("months", "1年", D(12)),
    ("months", "2 years", D(24)),
    ("text", "  任意 text [bold] ", "  任意 text [bold] "),
    ("text", "24%", "24%"),
    ("code", "face-login", "face-login"),
    ("code", "6.1_a", "6.1_a"),
    ("code", "a" * 64, "a" * 64),
    ("version", "2.3.0", "2.3.0"),
    ("version", "1.10", "1.10"),
    ("version", "v2.0-rc.1+b7", "v2.0-rc.1+b7"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_is_read_exactly(kind: str, text: str, value: object) -> None:
    read = parse(kind, text)

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(("kind", "text", "value"), [row for row in READ if row[0] != "yes_no"])
def test_quotes_change_nothing_but_true_and_false(kind: str, text: str, value: object) -> None:
    assert parse(kind, text, plain=False) == value


def test_a_zero_has_no_sign() -> None:
    assert str(parse("number", "-0.0")) == "0.0"


def test_the_callers_decimal_context_changes_nothing() -> None:
    with localcontext(Context(prec=2)):
        assert parse("rate", "1.2345% per month") == D("0.148140")
        assert show("rate", D("0.148140"), "en") == "14.814% per year"


SUGGESTED: list[tuple[str, str, str]] = [
    *[("yes_no", word, "true") for word in ("yes", "YES", "on", "y", "1", "是", "True", "TRUE")],
    *[("yes_no", word, "false") for word in ("no", "off", "N", "0", "否", "False", "没有")],
    ("count", "1_000", "1000"),
    ("count", "1,000", "1000"),
    ("count", "1 000 000", "1000000"),
    ("count", "１２", "12"),
    ("count", "+12", "12"),
    ("count", "012", "12"),
    ("count", "12.0", "12"),
    ("count", "1e5", "100000"),
    ("count", "20w", "20万"),
    ("count", "20万人", "20万"),
    ("count", "3百万", "300万"),
    ("number", "1e5", "100000"),
    ("number", "1.5E-3", "0.0015"),
    ("number", "+1", "1"),
    ("number", ".5", "0.5"),
    ("number", "5.", "5"),
    ("number", "１．５", "1.5"),
    ("number", "\u22121", "-1"),
    ("number", "1,234.5", "1234.5"),
    ("number", "20万", "200000"),
    ("share", "24 percent", "24%"),
    ("share", "２４％", "24%"),
    ("share", "百分之24", "24%"),
    ("share", "千分之5", "5‰"),
    ("share", "万分之5", "5bp"),
    ("share", "60bps", "60bp"),
    ("share", "60 BP", "60bp"),
    ("share", "60个基点", "60bp"),
    ("share", ".6%", "0.6%"),
    ("rate", "24％/年", "24%/年"),
    ("rate", "24% per annum", "24% per year"),
    ("rate", "24%/year", "24% per year"),
    ("rate", "24% annually", "24% per year"),
    ("rate", "0.6% monthly", "0.6% per month"),
    ("rate", "0.6%/month", "0.6% per month"),
    ("rate", "年利率24%", "年化24%"),
    ("rate", "年化利率：24%", "年化24%"),
    ("rate", "月利率0.6%", "月息0.6%"),
    ("rate", "24%年化", "年化24%"),
    ("money", "1,200.00", "1200.00"),
    ("money", "1,234,567.89元", "1234567.89元"),
    ("money", "1e5", "100000"),
    ("money", "１００元", "100元"),
    ("money", "RMB 100", "CNY 100"),
    ("money", "100人民币", "100元"),
    ("money", "20W", "20万"),
    ("money", "USD100", "USD 100"),
    ("money", "USD 1,000", "USD 1000"),
    ("money", "100美元", "100 USD"),
    ("money", "20万港币", "20万 HKD"),
    ("money", "3千万元", "3000万元"),
    ("money", "1万亿", "100000000万"),
    ("day", "2026/12/01", "2026-12-01"),
    ("day", "2026.12.1", "2026-12-01"),
    ("day", "2026年12月1日", "2026-12-01"),
    ("day", "2026-12-1", "2026-12-01"),
    ("day", "20261201", "2026-12-01"),
    ("day", "2026-12-01T08:00:00+08:00", "2026-12-01"),
    ("day", "２０２６-１２-０１", "2026-12-01"),
    ("days", "30日", "30天"),
    ("days", "30d", "30天"),
    ("days", "30days", "30 days"),
    ("days", "2 weeks", "14天"),
    ("days", "2周", "14天"),
    ("days", "48小时", "2天"),
    ("days", "30.0", "30"),
    ("months", "12期", "12个月"),
    ("months", "12月", "12个月"),
    ("months", "半年", "6个月"),
    ("months", "1.5年", "18个月"),
    ("months", "2.5 years", "30个月"),
    ("months", "12months", "12 months"),
    ("code", "face login", "face-login"),
    ("code", "ｆａｃｅ", "face"),
    ("version", "２.０", "2.0"),
]


@pytest.mark.parametrize(("kind", "text", "better"), SUGGESTED)
def test_is_refused_with_what_was_meant(kind: str, text: str, better: str) -> None:
    refused = refusal(kind, text)

    assert refused.en == f'write {better} instead of "{text}"'
    assert refused.zh == f"“{text}”请写成 {better}"


ASKED: list[tuple[str, str, str, str]] = [
    ("share", "0.24", "has no unit: write 24% or 0.24%", "缺少单位：请写 24% 或 0.24%"),
    ("share", "24", "has no unit: write 24%", "缺少单位：请写 24%"),
    ("share", "0", "has no unit: write 0%", "缺少单位：请写 0%"),
    (
        "rate",
        "24%",
        "does not say per what: write 24% per year or 24% per month",
        "没有说明期间：请写 24%/年 或 24%/月",
    ),
    ("rate", "24", "does not say per what: write 24% per year or 24% per month", "没有说明期间：请写 24%/年 或 24%/月"),
    (
        "rate",
        "0.24",
        "does not say per what: write 24% per year or 0.24% per year or 24% per month or 0.24% per month",
        "没有说明期间：请写 24%/年 或 0.24%/年 或 24%/月 或 0.24%/月",
    ),
    (
        "rate",
        "0.05% per day",
        "is a daily rate, and a year may count 360 or 365 days",
        "是日利率：一年按 360 天还是 365 天",
    ),
    ("rate", "0.05%/日", "is a daily rate", "是日利率"),
    ("rate", "日息万分之五", "is a daily rate", "是日利率"),
    ("money", "¥100", "uses a sign of several currencies: write CNY 100 or JPY 100", "请写 CNY 100 或 JPY 100"),
    ("money", "￥ 20万", "uses a sign of several currencies: write CNY 20万 or JPY 20万", "请写 CNY 20万 或 JPY 20万"),
    ("money", "$100", "uses a sign of several currencies: write USD 100 or HKD 100", "请写 USD 100 或 HKD 100"),
    ("days", "3个工作日", "counts working days", "按工作日计"),
    ("days", "5 working days", "counts working days", "按工作日计"),
    ("days", "3个月", "months differ in length", "各月天数不同"),
    ("days", "1 year", "months differ in length", "各月天数不同"),
    ("months", "45天", "is not in whole months", "不是整月"),
    ("months", "6 weeks", "is not in whole months", "不是整月"),
]


@pytest.mark.parametrize(("kind", "text", "en", "zh"), ASKED)
def test_an_open_question_is_asked(kind: str, text: str, en: str, zh: str) -> None:
    refused = refusal(kind, text)

    assert refused.en.startswith(f'"{text}" {en}')
    assert zh in refused.zh


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        (
            "2026-02-30",
            "2026-02-30 does not exist: 2026-02 has 28 days",
            "没有 2026-02-30 这一天：2026 年 2 月有 28 天",
        ),
        (
            "2025-02-29",
            "2025-02-29 does not exist: 2025-02 has 28 days",
            "没有 2025-02-29 这一天：2025 年 2 月有 28 天",
        ),
        (
            "2026-04-31",
            "2026-04-31 does not exist: 2026-04 has 30 days",
            "没有 2026-04-31 这一天：2026 年 4 月有 30 天",
        ),
        (
            "2026-13-01",
            "2026-13-01 does not exist: months run from 01 to 12",
            "没有 2026-13-01 这一天：月份应为 01 至 12",
        ),
        (
            "2026-01-00",
            "2026-01-00 does not exist: 2026-01 has 31 days",
            "没有 2026-01-00 这一天：2026 年 1 月有 31 天",
        ),
    ],
)
def test_a_day_that_does_not_exist_is_refused(text: str, en: str, zh: str) -> None:
    refused = refusal("day", text)

    assert (refused.en, refused.zh) == (en, zh)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("yes_no", "maybe"),
        ("yes_no", ""),
        ("count", "-1"),
        ("count", "1.5"),
        ("count", "1.00005万"),
        ("count", "十二"),
        ("number", "1,5"),
        ("number", "1.2.3"),
        ("number", "NaN"),
        ("number", "Infinity"),
        ("number", "1e400"),
        ("number", "0x1F"),
        ("number", "١٢"),
        ("number", "10²"),
        ("number", "½"),
        ("number", ""),
        ("number", "1/2"),
        ("share", "about 5%"),
        ("share", "5%%"),
        ("rate", "24% APR"),
        ("rate", "24% per decade"),
        ("rate", "四倍LPR"),
        ("money", "ABC 100"),
        ("money", "USD 100元"),
        ("money", "100 dollars"),
        ("money", "十万"),
        ("day", "01/12/2026"),
        ("day", "today"),
        ("day", "0000-01-01"),
        ("day", "2026-12"),
        ("days", "-1"),
        ("days", "36小时"),
        ("months", "1.3年"),
        ("text", ""),
        ("text", " \n"),
        ("code", "人脸"),
        ("code", "-x"),
        ("code", "a" * 65),
        ("version", "latest release"),
    ],
)
def test_anything_else_is_refused_with_an_example(kind: str, text: str) -> None:
    refused = refusal(kind, text)

    assert "请" in refused.zh or "应为" in refused.zh
    assert "write" in refused.en or "does not exist" in refused.en


@pytest.mark.parametrize("word", ["true", "false", "yes"])
def test_a_quoted_truth_is_text(word: str) -> None:
    assert refusal("yes_no", word, plain=False).en.startswith(f"write {'true' if word != 'false' else 'false'} instead")


@pytest.mark.parametrize("kind", ["count", "number", "share", "rate", "money", "days", "months"])
def test_long_numbers_are_refused(kind: str) -> None:
    assert "longer than 40 characters" in refusal(kind, "1" * 41).en


@pytest.mark.parametrize(
    ("kind", "text"), [("money", "1" * 29), ("number", "0." + "1" * 29), ("share", "1" * 29 + "%")]
)
def test_more_digits_than_a_number_holds_are_refused(kind: str, text: str) -> None:
    assert "more than 28 digits" in refusal(kind, text).en


def test_a_refusal_prints_its_english_and_can_be_raised_again() -> None:
    refused = refusal("count", "x")

    assert str(refused) == refused.en
    assert refused.args == (refused.zh, refused.en)


# How values print

SHOWN: list[tuple[str, object, str, str]] = [
    ("share", D("0.006"), "0.6%", "0.6%"),
    ("share", D(1), "100%", "100%"),
    ("rate", D("0.24"), "年化 24%", "24% per year"),
    ("rate", D("0.2400"), "年化 24%", "24% per year"),
    ("money", D(12_000), "12,000.00 元", "CNY 12,000.00"),
    ("money", D("1234567.8"), "1,234,567.80 元", "CNY 1,234,567.80"),
    ("money", D("0.1250"), "0.125 元", "CNY 0.125"),
    ("money", D("-5"), "-5.00 元", "CNY -5.00"),
    ("money", D("1E+6"), "1,000,000.00 元", "CNY 1,000,000.00"),
    ("money", Opaque("USD 100"), "USD 100", "USD 100"),
    ("count", D(200_000), "200,000", "200,000"),
    ("number", D("1.50"), "1.5", "1.5"),
    ("days", D(30), "30 天", "30 days"),
    ("days", D(1), "1 天", "1 day"),
    ("months", D(12), "12 个月", "12 months"),
    ("months", D(1), "1 个月", "1 month"),
    ("day", date(2026, 12, 1), "2026-12-01", "2026-12-01"),
    ("yes_no", True, "是", "yes"),
    ("yes_no", False, "否", "no"),
    ("text", "[bold]x", "[bold]x", "[bold]x"),
    ("code", "face", "face", "face"),
    ("choice", "biometric.face", "biometric.face", "biometric.face"),
    ("rate", None, "未说明", "not stated"),
    ("rate", NONE, "无", "none"),
    ("rate", Range(D("0.2"), D("0.24")), "年化 20% 至 年化 24%", "20% per year to 24% per year"),
    ("share", Range(None, D("0.24")), "不高于 24%", "at most 24%"),
    ("share", Range(D("0.2"), None), "不低于 20%", "at least 20%"),
    ("share", Range(D("0.2"), D("0.2")), "20%", "20%"),
    ("share", Range(None, None), "未说明", "not stated"),
]


@pytest.mark.parametrize(("kind", "value", "zh", "en"), SHOWN)
def test_shows_in_both_languages(
    kind: str, value: str | bool | Decimal | date | Opaque | Range | Nothing | None, zh: str, en: str
) -> None:
    assert (show(kind, value, "zh"), show(kind, value, "en")) == (zh, en)


_NUMBERS = st.decimals(-(10**12), 10**12, places=6)
_WHOLES = st.integers(0, 10**12).map(D)
_VALUES = st.one_of(
    st.tuples(st.just("yes_no"), st.booleans()),
    st.tuples(st.sampled_from(["count", "days", "months"]), _WHOLES),
    st.tuples(st.sampled_from(["number", "share", "rate", "money"]), _NUMBERS),
    st.tuples(st.just("money"), _WHOLES.map(lambda amount: Opaque(f"USD {amount}"))),
    st.tuples(st.just("day"), st.dates()),
    st.tuples(
        st.sampled_from(["text", "code", "version"]), st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True)
    ),
)


@given(_VALUES)
@example(("money", D("-0")))
def test_what_is_written_reads_back(case: tuple[str, bool | Decimal | date | str | Opaque]) -> None:
    kind, value = case

    assert parse(kind, write(kind, value)) == value


@pytest.mark.parametrize(("value", "written"), [(None, "null"), (NONE, "none")])
def test_unknown_and_none_are_written_as_such(value: Nothing | None, written: str) -> None:
    assert write("money", value) == written


def test_a_range_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="Range"):
        write("rate", Range(None, D(1)))


# What an editor is told


def patterns(kind: str) -> list[str]:
    schema = JSON_SCHEMA[kind]
    options = schema.get("anyOf", [schema])
    assert isinstance(options, list)
    return [option["pattern"] for option in options if "pattern" in option]


def test_every_kind_has_a_schema() -> None:
    assert set(JSON_SCHEMA) == set(KINDS)


@pytest.mark.parametrize(("kind", "text"), [row[:2] for row in READ if row[0] != "yes_no"])
def test_the_schema_admits_what_is_read(kind: str, text: str) -> None:
    assert any(re.search(pattern, text) for pattern in patterns(kind))


@pytest.mark.parametrize(
    ("kind", "text"), [row[:2] for row in SUGGESTED if row[0] != "yes_no" and "RMB " not in row[1]]
)
def test_the_schema_refuses_what_is_refused(kind: str, text: str) -> None:
    assert not any(re.search(pattern, text) for pattern in patterns(kind))
