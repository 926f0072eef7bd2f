"""The page `docs/manifest.md`: every field of a manifest, its kind and labels. It explains no rule, reads no file."""

from __future__ import annotations

from collections.abc import Iterator

from hegui.facts import FactType, element_type, fact_type, section_paths
from hegui.manifest.choices import CHOICES
from hegui.manifest.sections import SECTIONS

__all__ = ["FORMS", "reference"]

FORMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "yes_no": ("是或否，不加引号", "yes or no, unquoted", ("true", "false")),
    "count": ("个数，非负整数", "a count, not negative", ("12", "20万")),
    "number": ("数", "a number", ("1.5", "-3")),
    "share": ("比例，必须带单位", "a share, always with its unit", ("24%", "60bp", "5‰")),
    "rate": ("利率，必须写明年或月", "a rate, always per year or per month", ("24% per year", "0.6%/月", "年化 24%")),
    "money": ("金额，未写币种即人民币元", "money, in CNY unless it says otherwise", ("12000.00", "20万元", "USD 100")),
    "day": ("日期", "a day", ("2026-12-01",)),
    "days": ("天数", "a number of days", ("30", "30天", "30 days")),
    "months": ("月数", "a number of months", ("12", "12个月", "1年")),
    "text": ("文字", "text", ("轻享分期",)),
    "code": ("代码：字母、数字和 . _ -", "a code: letters, digits and . _ -", ("face-login",)),
    "version": ("版本号", "a version", ("2.3.0",)),
}
"""Kind of a scalar -> what it is in both languages, and examples that `scalars.parse` accepts."""

_OPENING = """# The manifest 产品要素表

What a product says about itself: one YAML (or JSON) document that begins with `hegui: product/v1`. Every section and
every field is optional; what is missing is unknown, never a pass. This page is generated from the code
(`hegui.manifest.reference`).

> 产品对自身的申报。各章节、各字段均可不填；未填写即“未说明”，不视为符合。本页由程序生成。

Facts describe the design, who, what, when, to which account, and not whether it is compliant.
填写设计事实（谁、做什么、何时、到哪个账户），不填写“是否合规”。

## How a fact is written 填写方式

| written | meaning | 含义 |
|---|---|---|
| left out, or `null` | unknown: not stated | 未说明 |
| `none` | there is none; for a value, an object or a whole list | 没有；可用于单个值、对象或整个列表 |
| `[]` | an empty list; a list that is given is complete | 空列表；已填写的列表视为完整 |
| a `null` element of a list | one more, not described | 还有一项，未描述 |
| `{other: text}` or `other` | none of the choices; compares as unknown | 选项均不符合；比较时按未说明处理 |
| `{value: …, evidence: {…}}` | a value, and who declared it or what shows it | 值连同申报人、申报日期、佐证材料 |

`declared_by`, `declared_on` and `evidence` (`reference`, `digest`, `issued`, `expires`) may stand in any object, and
around any value or list. An element of a list may carry an `id`, unique in its list: findings, waivers and comparisons
name it by that. `pricing: {credit: {…}}` is short for a list of one, `pricing: {credits: [{…}]}`.

`declared_by`、`declared_on`、`evidence` 可写在任何对象内，也可包在任何值或列表之外。列表项可写 `id`（在本列表内唯一）。
只有一个贷款方案时，`pricing.credit` 等同于只有一项的 `pricing.credits`。
"""


def reference() -> str:
    """The whole page, in Markdown."""
    parts = [_OPENING, _kinds(), *(_section(name) for name in SECTIONS), _choices()]
    return "\n".join(parts)


def _kinds() -> str:
    rows = [
        f"| `{kind}` | {en} | {zh} | {' · '.join(f'`{example}`' for example in examples)} |"
        for kind, (zh, en, examples) in FORMS.items()
    ]
    head = ["## Kinds of values 值的种类", "", "| kind | meaning | 含义 | examples 示例 |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _section(name: str) -> str:
    entry = SECTIONS[name]
    head = [f"## `{name}` {entry.en} {entry.zh}", "", "| field | kind | meaning | 含义 |", "|---|---|---|---|"]
    return "\n".join([*head, *_rows(name), ""])


def _rows(section: str) -> Iterator[str]:
    for path in section_paths(section):
        found = fact_type("", path)
        if found is not None and (path != section or found.element):
            yield from _field(path, found)


def _field(path: str, found: FactType) -> Iterator[str]:
    shown = f"{path}[]" if found.element or found.many else path
    yield f"| `{shown}` | {_kind(found)} | {found.en} | {found.zh} |"
    record = element_type(found.element) if found.element else None
    for below, inner in record.facts.items() if record else ():
        if below != "id":
            yield from _field(f"{path}[].{below}", inner)


def _kind(found: FactType) -> str:
    if found.choice:
        return f"[{found.choice}](#{found.choice})"
    return "objects" if found.kind == "list" else found.kind


def _choices() -> str:
    head = ["## Choices 选项", "", "`other` is accepted in every list. 各表均可填写 `other`。", ""]
    return "\n".join([*head, *("\n".join(_choice(name)) for name in sorted(CHOICES))])


def _choice(name: str) -> Iterator[str]:
    yield from (f"### {name}", "", "| choice | meaning | 含义 |", "|---|---|---|")
    yield from (f"| `{member}` | {en} | {zh} |" for member, (zh, en) in CHOICES[name].items())
    yield ""
