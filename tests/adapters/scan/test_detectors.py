"""What counts as personal data, number by number and word by word."""

from __future__ import annotations

from datetime import date

import pytest
from hegui_adapters.scan.categories import masked
from hegui_adapters.scan.detecting import found_in, hits_in, without_raw
from hegui_adapters.scan.records import Place, Record
from personal_data import card, mobile, resident, seeded

TODAY = date(2026, 12, 1)
ID = "11010519491231002X"


def found(text: str, label: str = "") -> list[tuple[str, str, bool]]:
    return [(hit.category, text[hit.start : hit.end], hit.doubtful) for hit in hits_in(text, label, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        (ID, "", [("resident_id", ID, False)]),
        (ID.lower(), "", [("resident_id", ID.lower(), False)]),
        (f"客户{ID}来电", "", [("resident_id", ID, False)]),
        ("110105 19491231 002X", "", [("resident_id", "110105 19491231 002X", False)]),
        ("110105491231002", "身份证号", [("resident_id", "110105491231002", False)]),
        ("身份证：110105491231002", "", [("resident_id", "110105491231002", False)]),
        ("6222020200112230", "卡号", [("bank_card", "6222020200112230", False)]),
        ("4111 1111 1111 1111", "", [("bank_card", "4111 1111 1111 1111", False)]),
        ("378282246310005", "card_no", [("bank_card", "378282246310005", False)]),
        ("+86 13812345678", "", [("mobile", "+86 13812345678", False)]),
        ("138-1234-5678", "", [("mobile", "138-1234-5678", False)]),
        ("91110000600037341L", "", [("uscc", "91110000600037341L", False)]),
        ("E12345678", "护照号", [("passport", "E12345678", False)]),
        ("护照号码：EA1234567", "", [("passport", "EA1234567", False)]),
        ("356938035643809", "imei", [("imei", "356938035643809", False)]),
        ("zhang.san@bank.com.cn", "", [("email", "zhang.san@bank.com.cn", False)]),
        ("欧阳娜", "客户姓名", [("name", "欧阳娜", False)]),
        ("联系人：张三，电话", "", [("name", "张三", False)]),
        ('"real_name": "张三"', "", [("name", "张三", False)]),
        ("customerName: 张三", "", [("name", "张三", False)]),
        ("13812345678.0", "phone", [("mobile", "13812345678", False)]),
        ("4111111111111111.0", "卡号", [("bank_card", "4111111111111111", False)]),
        ("电话:13812345678-8001", "", [("mobile", "13812345678", False)]),
        ("联系人张三电话", "", [("name", "张三", False)]),
        ("浙江省杭州市西湖区文三路90号3栋201室", "", [("address", "浙江省杭州市西湖区文三路90号3栋201室", False)]),
    ],
)
def test_personal_data_are_found(text: str, label: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text, label) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("110105194912310021", "身份证号"),  # check digit
        (resident(seeded(1), region="990101"), "身份证号"),
        (resident(seeded(1), birth="19900230"), "身份证号"),
        (resident(seeded(1), birth="20270101"), "身份证号"),  # not born yet
        ("110105491231002", ""),  # fifteen digits that nothing names
        (f"1{ID}", ""),
        (f"0.{ID[:17]}", ""),
        ("4111111111111112", ""),
        ("378282246310005", ""),
        ("1111111111111111", "卡号"),
        ("12012345678", ""),
        ("138123456789", ""),
        ("E12345678", ""),
        ("356938035643809", ""),
        ("zhang@example.com", ""),
        ("icon@2x.png", ""),
        ("product_name: 张三", ""),
        ("确定负责人和机构", ""),
        ("13812345678.5", ""),
        ("138-1234-5678-9", ""),
        ("金卡会员", "name"),
        ("张*", "姓名"),
        ("张三", "产品"),
        ("国办发〔2020〕12号", ""),
        ("110***********002X", "身份证号"),
        (f"a{'4111111111111111'}bcdef0123456789abcdef", ""),  # within a digest
    ],
)
def test_what_only_looks_like_it_is_not_reported(text: str, label: str) -> None:
    assert found(text, label) == []


@pytest.mark.parametrize(
    ("text", "label", "category"),
    [
        ("4111111111111111", "订单号", "bank_card"),
        ("订单号：13812345678", "", "mobile"),
        ("SKU13812345678", "", "mobile"),
    ],
)
def test_what_is_named_as_something_else_is_set_aside_not_dropped(text: str, label: str, category: str) -> None:
    assert [(one[0], one[2]) for one in found(text, label)] == [(category, True)]


def test_a_withdrawn_county_is_a_region_still() -> None:
    number = resident(seeded(3), region="110103")
    assert found(number) == [("resident_id", number, False)]


def test_an_id_within_an_order_number_column_is_an_id() -> None:
    assert found(ID, "订单号") == [("resident_id", ID, False)]


def test_full_width_figures_are_read_as_figures() -> None:
    wide = "".join(chr(ord(one) + 0xFEE0) for one in ID)
    assert found(wide) == [("resident_id", wide, False)]


def rows(*cells: str) -> list[tuple[str, str]]:
    record = Record(cells, ("",) * len(cells), lambda index, offset: Place(f"{index}:{offset}"))
    return [(hit.category, place.at) for place, hit, _ in found_in([record], today=TODAY)]


@pytest.mark.parametrize("cut", [2, 6, 10, 14, 17])
def test_an_id_split_over_two_cells_is_found(cut: int) -> None:
    assert rows("1", ID[:cut], ID[cut:], "x") == [("resident_id", "1:0")]


def test_a_card_split_over_four_cells_is_found() -> None:
    assert rows("4111", "1111", "1111", "1111") == [("bank_card", "0:0")]


def test_a_cell_that_holds_the_parting_sign_hides_nothing() -> None:
    assert rows("a\x1fb\x1ec", ID) == [("resident_id", "1:0")]


@pytest.mark.parametrize("make", [resident, card, mobile])
def test_no_number_survives_its_mask(make: object) -> None:
    assert callable(make)
    number = make(seeded(5))
    assert number not in masked("bank_card", number)
    assert sum(one == "*" for one in masked("bank_card", number)) >= 4


def test_an_id_is_masked_as_such() -> None:
    assert masked("resident_id", ID) == "110***********002X"


def test_a_name_of_a_file_or_column_is_masked_too() -> None:
    assert without_raw(f"导出/{ID}.csv", today=TODAY) == "导出/110***********002X.csv"
