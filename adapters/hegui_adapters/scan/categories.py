"""The kinds of personal data that are looked for, their names, and how each is masked. It finds none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["CATEGORIES", "LABELS", "Category", "Hit", "masked"]

Category = Literal[
    "resident_id", "bank_card", "mobile", "uscc", "passport", "imei", "email", "name", "address",
]  # fmt: skip
CATEGORIES: tuple[Category, ...] = get_args(Category)

LABELS: dict[Category, tuple[str, str]] = {
    "resident_id": ("居民身份证号", "resident ID number"),
    "bank_card": ("银行卡号", "bank card number"),
    "mobile": ("手机号码", "mobile number"),
    "uscc": ("统一社会信用代码", "unified social credit code"),
    "passport": ("护照号码", "passport number"),
    "imei": ("移动设备识别码", "IMEI"),
    "email": ("电子邮箱", "e-mail address"),
    "name": ("姓名", "name"),
    "address": ("地址", "address"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One number or text that was found, by its place in its cell.

    `doubtful`: it has the form, but its column or the words before it name something else, such as an order number.
    """

    category: Category
    start: int
    end: int
    doubtful: bool = False


def masked(category: Category, text: str) -> str:
    """What may be shown of a text: never enough to know whose it is."""
    if category == "name":
        return text[0] + "*" * (len(text) - 1)
    if category == "email":
        name, _, _ = text.partition("@")
        return f"{name[0]}{'*' * (len(text) - 1)}"
    first, last = {"address": (3, 0), "passport": (1, 2)}.get(category, (3, 4))
    hidden = "".join(one if one in " -+" else "*" for one in text[first : len(text) - last])
    return text[:first] + hidden + text[len(text) - last :]
