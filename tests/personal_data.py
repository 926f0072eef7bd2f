"""Made-up persons' data for the scanner, with what each text truly holds. It shares no code with the detectors: check digits
are computed here anew from the standards (GB 11643, GB 32100, GB 11714, ISO/IEC 7812)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Item", "card", "items", "luhn_digit", "mobile", "resident", "seeded"]

COUNTIES = [
    *(
        "110101",
        "110105",
        "110108",
        "110228",
        "120101",
        "120225",
        "130102",
        "130681",
        "140105",
        "150102",
        "210102",
        "220102",
    ),
    *(
        "230102",
        "310101",
        "310115",
        "320102",
        "320583",
        "330102",
        "330106",
        "340102",
        "350102",
        "350602",
        "360102",
        "370102",
    ),
    *(
        "370285",
        "410102",
        "420102",
        "430102",
        "440103",
        "440305",
        "450102",
        "460105",
        "500101",
        "500103",
        "510104",
        "520102",
    ),
    *("530102", "540102", "610102", "620102", "630102", "640104", "650102", "810000", "830000"),
    *("110103", "110104", "110223", "120107", "310103", "320504", "330124", "510131"),
]
"""Codes of GB/T 2260; the last line is of counties that are no more, such as 崇文, 宣武, 通县, 塘沽, 卢湾."""
NOWHERE = ("990101", "110999", "009876", "771234", "280101", "190101", "480312", "680102")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
RARE = ["欧阳", "司马", "上官", "诸葛", "纳兰", "亓", "仉", "逄", "郗", "乜"]
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰文志建国海峰雪梅晨宇轩浩然子涵欣怡思远嘉懿佳琪"
CITIES = [
    *("浙江省杭州市西湖区", "北京市朝阳区", "上海市浦东新区", "广东省深圳市南山区", "四川省成都市锦江区"),
    *("江苏省苏州市吴中区", "湖北省武汉市洪山区", "新疆维吾尔自治区乌鲁木齐市天山区"),
    *("内蒙古自治区赤峰市敖汉旗", "云南省大理白族自治州大理市"),
]
ROADS = [
    "文三路",
    "建国路",
    "世纪大道",
    "科技园路",
    "春熙路",
    "人民南街",
    "解放大道",
    "光明路",
    "新华西街",
    "中山路",
    "桃源巷",
]
BEGINNINGS = [
    *("130", "131", "135", "136", "138", "139", "150", "151", "158", "159", "166", "170", "172", "173", "176", "177"),
    *("180", "185", "186", "189", "191", "198", "199"),
]


@dataclass(frozen=True, slots=True)
class Item:
    """A row to be scanned: cells, the names of their columns, what they hold, and what kind of trial it is."""

    cells: tuple[str, ...]
    labels: tuple[str, ...]
    holds: tuple[str, ...]
    trial: str


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up data


def resident(draw: random.Random, region: str | None = None, birth: str | None = None) -> str:
    """18 digits after GB 11643: weights 2^(18-i) mod 11."""
    born = birth or f"{draw.randint(1940, 2015)}{draw.randint(1, 12):02d}{draw.randint(1, 28):02d}"
    body = f"{region or draw.choice(COUNTIES)}{born}{draw.randrange(1000):03d}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def luhn_digit(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def card(draw: random.Random) -> str:
    prefix, length = draw.choice(
        (("622848", 19), ("621700", 19), ("622202", 19), ("625965", 16), ("622588", 16), ("621226", 19), ("623058", 19),
         ("456351", 19), ("409666", 16), ("436742", 16), ("518710", 16), ("552245", 16), ("222300", 16), ("356827", 16), ("628888", 16))
    )  # fmt: skip
    body = prefix + "".join(draw.choices("0123456789", k=length - 1 - len(prefix)))
    return body + luhn_digit(body)


def mobile(draw: random.Random) -> str:
    start = draw.choice(BEGINNINGS)
    return start + f"{draw.randrange(10**8):08d}"


def credit(draw: random.Random) -> str:
    body8 = draw.choice(("MA", "00", "67", "79")) + f"{draw.randrange(10**6):06d}"
    weighed = sum(int(one, 36) * weight for one, weight in zip(body8, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    rest = 11 - weighed % 11
    code = (
        draw.choice(("91", "92", "12", "51"))
        + draw.choice(COUNTIES[:40])
        + body8
        + {10: "X", 11: "0"}.get(rest, str(rest))
    )
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * (3**place % 31) for place, sign in enumerate(code))
    return code + signs[-total % 31]


def name(draw: random.Random) -> str:
    surname = draw.choice(RARE) if draw.random() < 0.04 else draw.choice(SURNAMES)
    return surname + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2))))


def address(draw: random.Random) -> str:
    place = draw.choice(CITIES) + draw.choice(ROADS) + f"{draw.randint(1, 999)}号"
    ends = (
        "",
        f"{draw.randint(1, 30)}栋{draw.randint(1, 30)}02室",
        f"{draw.randint(1, 9)}单元",
        f"{draw.randint(1, 40)}-{draw.randint(1, 9)}室",
    )
    if draw.random() < 0.12:  # without a house number, or of a village group
        return draw.choice(CITIES) + draw.choice(("桃花镇红星村三组", "文教新村南门", "幸福小区东门"))
    return place + draw.choice(ends)


def wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if one.isascii() and one.isalnum() else one for one in text)


def grouped(number: str, mark: str, size: int = 4) -> str:
    return mark.join(number[place : place + size] for place in range(0, len(number), size))


def wrong(number: str, draw: random.Random) -> str:
    """The same with another last digit."""
    return number[:-1] + draw.choice([one for one in "0123456789" if one != number[-1]])


FRAMES = (
    "客户{}已核实",
    "{}",
    "证件为{}，请留存。",
    "备注:{};处理中",
    '{{"v":"{}"}}',
    "号码{}的申请",
    "（{}）",
    "log ts=1 v={} ok",
)


def _of(category: str, label: str, make: Callable[[random.Random], str]) -> Callable[[random.Random], Iterator[Item]]:
    def made(draw: random.Random) -> Iterator[Item]:
        yield Item((make(draw),), (label,), (category,), f"{category}: column")
        yield Item((draw.choice(FRAMES).format(make(draw)),), ("",), (category,), f"{category}: in text")
        yield Item((wide(make(draw)),), (draw.choice((label, "")),), (category,), f"{category}: full width")

    return made


def _residents(draw: random.Random) -> Iterator[Item]:
    yield from _of("resident_id", "身份证号", resident)(draw)
    number = resident(draw)
    yield Item((number.lower(),), ("id_card",), ("resident_id",), "resident_id: lower-case x")
    yield Item((f"{number[:6]} {number[6:14]} {number[14:]}",), ("",), ("resident_id",), "resident_id: spaces")
    cut = draw.choice((6, 10, 14))
    yield Item(
        ("7", number[:cut], number[cut:], "备注"),
        ("序号", "前段", "后段", "备注"),
        ("resident_id",),
        "resident_id: split",
    )
    old = number[:6] + number[8:17] if number[6:8] == "19" else "110105491231002"
    yield Item((old,), ("身份证号码",), ("resident_id",), "resident_id: 15 digits in context")
    yield Item((f"{number}，{mobile(draw)}",), ("",), ("resident_id", "mobile"), "resident_id: beside a mobile number")


def _no_residents(draw: random.Random) -> Iterator[Item]:
    yield Item((wrong(resident(draw), draw),), ("身份证号",), (), "not: ID with a wrong check digit")
    yield Item((resident(draw, region=draw.choice(NOWHERE)),), ("身份证号",), (), "not: ID of no region")
    impossible = draw.choice(("19900230", "19991301", "20010431", "21500101", "18000101"))
    yield Item((resident(draw, birth=impossible),), ("身份证号",), (), "not: ID of no day")
    yield Item((f"{draw.randrange(10**18, 10**19)}",), ("",), (), "not: 19 digits at random")
    yield Item((f"{resident(draw)}{draw.randrange(10, 99)}",), ("流水号",), (), "not: ID within a longer number")
    shown = resident(draw)
    yield Item((f"{shown[:3]}***********{shown[14:]}",), ("身份证号",), (), "not: masked ID")
    yield Item((f"{draw.randrange(10**14, 10**15)}",), ("交易号",), (), "not: 15 digits without context")
    yield Item((f"0.{resident(draw)}",), ("score",), (), "not: a fraction")


def _cards(draw: random.Random) -> Iterator[Item]:
    yield from _of("bank_card", "银行卡号", card)(draw)
    number = card(draw)
    yield Item(
        (grouped(number, draw.choice(" -")),), (draw.choice(("card_no", "")),), ("bank_card",), "bank_card: groups"
    )
    yield Item((f"尾款请付{number}户",), ("备注",), ("bank_card",), "bank_card: embedded in Chinese")
    if len(number) == 16:
        yield Item(tuple(grouped(number, " ").split()), ("a", "b", "c", "d"), ("bank_card",), "bank_card: split")
    amex = "37" + f"{draw.randrange(10**12):012d}"
    yield Item((amex + luhn_digit(amex),), ("卡号",), ("bank_card",), "bank_card: 15 digits in context")


def _no_cards(draw: random.Random) -> Iterator[Item]:
    yield Item((wrong(card(draw), draw),), ("银行卡号",), (), "not: card that fails Luhn")
    body = f"20261{draw.randrange(10**10):010d}"
    yield Item((body + luhn_digit(body),), ("",), (), "not: Luhn-valid number that begins with a day")
    order = draw.choice(("62", "4", "55")) + "".join(draw.choices("0123456789", k=20))
    order = order[:15]
    yield Item(
        (order + luhn_digit(order),),
        (draw.choice(("订单号", "order_no", "流水号", "trace_id")),),
        (),
        "not: Luhn-valid order number",
    )
    yield Item((f"订单号：{order + luhn_digit(order)}",), ("",), (), "not: Luhn-valid order number in text")
    yield Item(("".join(draw.choices("0123456789abcdef", k=64)),), ("",), (), "not: hash")
    yield Item((f"{draw.randrange(1_500_000_000_000, 1_800_000_000_000)}",), ("ts",), (), "not: milliseconds")
    yield Item((f"{draw.randrange(1_500_000_000_000_000, 1_800_000_000_000_000)}",), ("",), (), "not: microseconds")
    yield Item((f"{draw.randrange(10**10, 10**13)}.{draw.randrange(100):02d}",), ("金额",), (), "not: amount")
    yield Item((f"6222****{draw.randrange(10**4):04d}",), ("卡号",), (), "not: masked card")
    imei = "86" + f"{draw.randrange(10**12):012d}"
    yield Item((imei + luhn_digit(imei),), ("",), (), "not: 15 digits that are no card")


def _mobiles(draw: random.Random) -> Iterator[Item]:
    yield from _of("mobile", "手机号", mobile)(draw)
    number = mobile(draw)
    yield Item((f"{number[:3]}-{number[3:7]}-{number[7:]}",), ("",), ("mobile",), "mobile: dashes")
    yield Item((f"+86 {number}",), ("phone",), ("mobile",), "mobile: with +86")
    yield Item((f"tel{number}",), ("",), ("mobile",), "mobile: after a word")


def _no_mobiles(draw: random.Random) -> Iterator[Item]:
    digits = f"{draw.randrange(10**8):08d}"
    yield Item((draw.choice(("120", "110", "101", "129")) + digits,), ("",), (), "not: no mobile prefix")
    yield Item((mobile(draw),), (draw.choice(("订单号", "order_id", "seq_no")),), (), "not: phone-like order number")
    yield Item((mobile(draw) + "0",), ("",), (), "not: twelve digits")
    yield Item((f"{mobile(draw)}.50",), ("金额",), (), "not: amount like a phone")
    yield Item((f"SKU{mobile(draw)}",), ("sku",), (), "not: article number")
    yield Item((f"{mobile(draw)[:3]}****{mobile(draw)[7:]}",), ("手机",), (), "not: masked phone")
    yield Item((f"{draw.randrange(1_500_000_000, 1_800_000_000)}",), ("created",), (), "not: seconds")


def _credits(draw: random.Random) -> Iterator[Item]:
    yield Item((credit(draw),), ("统一社会信用代码",), ("uscc",), "uscc: column")
    yield Item((f"主体{credit(draw)}已年检",), ("",), ("uscc",), "uscc: in text")
    near = wrong(credit(draw), draw)
    yield Item((near,), ("统一社会信用代码",), (), "not: credit code with a wrong check sign")
    yield Item((credit(draw)[:2] + "990000" + credit(draw)[8:],), ("",), (), "not: credit code of no region")


def _words(draw: random.Random) -> Iterator[Item]:
    yield Item(
        (name(draw),), (draw.choice(("姓名", "客户姓名", "real_name", "户名", "name")),), ("name",), "name: column"
    )
    yield Item(
        (f"{draw.choice(('联系人：', '收件人:', '户名 '))}{name(draw)}，{draw.choice(('请核实', '已签约'))}",),
        ("",),
        ("name",),
        "name: in text",
    )
    yield Item((f"借款人{name(draw)}于三月申请展期",), ("",), ("name",), "name: in running text")
    nobody = (
        "金卡会员",
        "黄金套餐",
        "高级经理",
        "白领贷",
        "安心宝",
        "华东区",
        "张*",
        "李某某",
        "某某公司",
        "未知",
        "万能险",
        "时代广场",
    )
    yield Item((draw.choice(nobody),), (draw.choice(("name", "客户姓名")),), (), "not: name of no person")
    yield Item(
        (f"联系人：{draw.choice(('详见附件', '客户经理', '未填写', '同上', '高管办公室'))}",),
        ("",),
        (),
        "not: no name after the word",
    )
    yield Item((name(draw),), ("产品",), (), "not: name-like text in another column")
    yield Item((address(draw),), (draw.choice(("地址", "address", "")),), ("address",), "address: cell")
    yield Item((f"客户现住{address(draw)}，待上门核实",), ("",), ("address",), "address: in text")
    no_place = (
        "国办发〔2020〕12号",
        "京ICP备20200012号",
        "第12号公告",
        "北京市第15号台风预警",
        "合同（2026）字第18号",
        "浙江省2026年第3号通知",
        "1号店",
        "3号线",
    )
    yield Item((draw.choice(no_place),), ("",), (), "not: number of a document")
    user = "".join(draw.choices("abcdefghijk", k=6))
    yield Item(
        (f"{user}{draw.randrange(99)}@{draw.choice(('qq.com', '163.com', 'corp.com.cn'))}",),
        ("",),
        ("email",),
        "email: cell",
    )
    yield Item(
        (draw.choice((f"{user}@example.com", f"@{user}", f"{user}@2x.png", "a@b")),),
        ("",),
        (),
        "not: no e-mail address",
    )


def items(seed: int, rounds: int) -> Iterator[Item]:
    """`rounds` of every trial, always the same for a seed."""
    draw = seeded(seed)
    for _ in range(rounds):
        for made in (_residents, _no_residents, _cards, _no_cards, _mobiles, _no_mobiles, _credits, _words):
            yield from made(draw)
