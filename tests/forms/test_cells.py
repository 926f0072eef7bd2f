"""What a cell states, by the kind of fact it is asked for: the habits of spreadsheets and of those who type."""

from __future__ import annotations

import datetime as dt

import pytest
from hegui.facts import FactType
from hegui.nodes import Scalar
from hegui.scalars import ScalarError
from hegui_adapters.forms.answers import cells_of
from hegui_adapters.forms.cells import Held, Said, said, said_many, unquoted
from hegui_adapters.forms.words import chosen, folded, label
from hypothesis import given
from hypothesis import strategies as st

DAY = dt.datetime(2026, 12, 1)  # noqa: DTZ001 - as spreadsheets have it


def fact(kind: str, choice: str | None = None, *, many: bool = False) -> FactType:
    return FactType(kind, "zh", "en", choice, many)


def stated(value: object, kind: str, form: str = "General", choice: str | None = None) -> str | None:
    found = said(Held(value, form), fact(kind, choice), "zh")
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("value", "kind", "form", "text"),
    [
        ("24%/年", "rate", "@", "24%/年"),
        ("２４％／年", "rate", "@", "24%/年"),
        (0.136, "share", "0.00%", "13.6%"),
        (0.07, "share", "0%", "7%"),
        (1, "share", "0%", "100%"),
        ("20万", "money", "@", "20万"),
        (" 1.5亿元 ", "money", "@", "1.5亿元"),
        ("85,000.00", "money", "@", "85000.00"),
        ("８５，０００", "money", "@", "85000"),
        (85000.5, "money", "#,##0.00", "85000.5"),
        (12.0, "count", "General", "12"),
        ("１２００万", "count", "@", "1200万"),
        (DAY, "day", "yyyy-mm-dd", "2026-12-01"),
        (46357, "day", "General", "2026-12-01"),
        ("2026/12/1", "day", "@", "2026-12-01"),
        ("2026年12月1日", "day", "@", "2026-12-01"),
        ("2026.12.1", "day", "@", "2026-12-01"),
        ("2026-12-01 00:00:00", "day", "@", "2026-12-01"),
        (True, "yes_no", "General", "true"),
        ("否", "yes_no", "@", "false"),
        ("Yes ", "yes_no", "@", "true"),
        (12, "months", "General", "12"),
        ("12 个月", "months", "@", "12 个月"),
        (7, "code", "General", "7"),
        ("　轻享分期\u00a0", "text", "@", "轻享分期"),
        (3, "text", "General", "3"),
        ("1e5", "text", "@", "1e5"),
        ("=1+1", "text", "@", "=1+1"),
    ],
)
def test_a_cell_says_what_can_only_be_meant(value: object, kind: str, form: str, text: str) -> None:
    assert stated(value, kind, form) == text


@pytest.mark.parametrize("kind", ["text", "rate", "yes_no", "day", "code"])
@pytest.mark.parametrize("value", [None, "", "  \u3000", "未说明", "not stated", " 未 说 明 "])
def test_an_empty_cell_and_not_stated_are_unknown(value: object, kind: str) -> None:
    assert stated(value, kind) is None


@pytest.mark.parametrize("kind", ["text", "rate", "yes_no", "day", "code"])
@pytest.mark.parametrize("value", ["无", "none", " NONE", "无　"])
def test_none_is_an_answer_of_its_own(value: str, kind: str) -> None:
    assert said(Held(value), fact(kind), "zh") == Said("none", plain=True)


@pytest.mark.parametrize(
    ("held", "kind", "mend"),
    [
        (Held("/"), "text", "确认没有填“无”"),
        (Held("不适用"), "rate", "确认没有填“无”"),
        (Held("—"), "text", "确认没有填“无”"),
        (Held("=A1", formula=True), "money", "选择性粘贴"),
        (Held(2.1), "version", "文本格式"),
        (Held(DAY), "rate", "文本格式"),
        (Held(dt.time(3, 5)), "count", "文本格式"),
        (Held("#N/A"), "count", "错误值"),
        (Held(float("inf")), "count", "有限"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused_with_what_to_do(held: Held, kind: str, mend: str) -> None:
    with pytest.raises(ScalarError) as refused:
        said(held, fact(kind), "zh")

    assert mend in refused.value.zh
    assert refused.value.en


# ---- choices


@pytest.mark.parametrize("value", ["消费", "consumption", "Consumption", " 消 费 "])
def test_a_choice_is_named_by_label_or_code(value: str) -> None:
    assert stated(value, "choice", choice="loan_purpose") == "consumption"


def test_every_label_of_every_choice_reads_back_as_its_member() -> None:
    from hegui.manifest.choices import CHOICES

    wrong = [
        (name, member, lang)
        for name, members in CHOICES.items()
        for member in members
        for lang in ("zh", "en")
        if stated(label(name, member, lang), "choice", choice=name) != member
    ]
    assert wrong == []


def test_a_misspelt_choice_is_answered_with_the_nearest() -> None:
    with pytest.raises(ScalarError, match="is not one of the choices") as refused:
        stated("日常消废", "choice", choice="loan_purpose")

    assert "可选：" in refused.value.zh
    with pytest.raises(ScalarError) as near:
        stated("consumptoin", "choice", choice="loan_purpose")
    assert "是否想选“消费”？" in near.value.zh


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("其他", Said("other")),
        ("other", Said("other")),
        ("其他：装修", Said("装修", plain=False, other=True)),
        ("其他:装修:厨房", Said("装修:厨房", plain=False, other=True)),
        ("Other: a yacht", Said("a yacht", plain=False, other=True)),
    ],
)
def test_other_may_say_what(value: str, found: Said) -> None:
    assert said(Held(value), fact("choice", "loan_purpose"), "zh") == found


@pytest.mark.parametrize(
    "cell", ["individuals；minors", "individuals;minors", "individuals\nminors", "一般个人客户、minors；"]
)
def test_a_cell_may_hold_several_choices(cell: str) -> None:
    members = [one.text for one in said_many(Held(cell), fact("choice", "segment", many=True), "zh")]

    assert len(members) == 2
    assert members[-1] == "minors"


def test_a_label_with_a_semicolon_in_it_is_one_choice() -> None:
    from hegui.manifest.choices import CHOICES

    name, member = next(
        (name, member) for name, members in CHOICES.items() for member, (_, en) in members.items() if ";" in en
    )
    both = f"{label(name, member, 'en')}; other"
    found = [one.text for one in said_many(Held(both), fact("choice", name, many=True), "en")]
    assert found == [member, "other"]


def test_free_text_is_never_split() -> None:
    assert [one.text for one in said_many(Held("甲；乙、丙"), fact("text", many=True), "zh")] == ["甲；乙、丙"]


# ---- texts that look like words of the form

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1).filter(lambda text: text.strip())


@given(texts | st.sampled_from(["无", "none", "未说明", "“无”", "““无””", "/", "（未描述）", " a ", "“", "“”", "n/a"]))
def test_any_text_of_a_manifest_reads_back(text: str) -> None:
    (cell,) = cells_of(Scalar("f", 1, 1, 1, 2, text, plain=False), fact("text"), "zh")

    assert said(Held(cell), fact("text"), "zh") == Said(text, plain=False)


def test_only_texts_that_would_be_misread_are_quoted() -> None:
    assert [unquoted(text) for text in ("白领信用贷", "无人机", "无", " a", "“无”")] == [False, False, True, True, True]


def test_folding_makes_no_two_choices_of_one_list_alike() -> None:
    from hegui.manifest.choices import CHOICES

    for name, members in CHOICES.items():
        labels = [folded(zh) for zh, _ in members.values()]
        assert len(set(labels)) == len(labels), name
        assert set(chosen(name).values()) == set(members)
