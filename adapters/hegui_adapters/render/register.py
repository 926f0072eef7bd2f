"""What a register lacks, as lines, as data and as sheets; decisions of a period as sheets. It compares nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from hegui_adapters.language import Lang
from hegui_adapters.register.completeness import KINDS, Compared, Gap
from hegui_adapters.render.workbook import Sheet
from hegui_adapters.store.kept import Row

__all__ = ["HEADINGS", "compared_data", "compared_lines", "sample_sheets"]

HEADINGS: Mapping[str, tuple[str, str]] = {
    "never_checked": ("从未检查", "Never checked"),
    "older_version": ("只检查过其他版本", "Checked on another version only"),
    "launched_unchecked": ("先上线后检查", "Launched before any check"),
    "launched_blocked": ("存在阻断项时上线", "Launched while blocked"),
    "launched_undetermined": ("资料不足时上线", "Launched while undetermined"),
    "live_blocked": ("在线且存在阻断项", "Live and blocked"),
    "live_undetermined": ("在线且资料不足", "Live and undetermined"),
    "older_rulebook": ("依据旧版规则库", "By an older rulebook"),
    "not_registered": ("未入台账", "Not in the register"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "blocked": ("存在阻断项", "blocked"),
    "undetermined": ("资料不足", "undetermined"),
    "clear": ("未发现阻断项", "clear"),
}
COLUMNS: Sequence[tuple[str, str, int]] = (
    ("日志条目", "entry", 10),
    ("时间", "time", 30),
    ("结论编号", "decision", 38),
    ("产品编号", "product", 24),
    ("版本", "version", 12),
    ("结论", "verdict", 16),
    ("适用日期", "as of", 12),
    ("来源", "source", 20),
    ("要素表摘要", "manifest digest", 66),
    ("规则库摘要", "rulebook digest", 66),
    ("结论全文摘要", "body digest", 66),
)


def compared_lines(found: Compared, lang: Lang) -> Iterator[str]:
    """A heading with a count for each kind of gap, then its products."""
    zh = lang == "zh"
    count = len(found.gaps)
    if not count:
        yield f"台账共 {found.products} 行，未发现缺漏" if zh else f"{found.products} rows, nothing is missing"
        return
    yield f"台账共 {found.products} 行，发现 {count} 处" if zh else f"{found.products} rows, {count} found"
    for kind in KINDS:
        gaps = [gap for gap in found.gaps if gap.kind == kind]
        if gaps:
            yield ""
            yield f"{HEADINGS[kind][not zh]}（{len(gaps)}）" if zh else f"{HEADINGS[kind][1]} ({len(gaps)})"
            yield from (f"  {_line(gap, zh=zh)}" for gap in gaps)


def _line(gap: Gap, *, zh: bool) -> str:
    named = " ".join(filter(None, (gap.product, gap.name, gap.version)))
    row = "" if gap.row is None else (f"第 {gap.row} 行 " if zh else f"row {gap.row} ")
    owner = "" if gap.owner is None else (f"（{gap.owner}）" if zh else f" ({gap.owner})")
    decision = "" if gap.decision is None else f"  {gap.decision}"
    return (
        f"{row}{named}{owner}：{gap.message.zh}{decision}" if zh else f"{row}{named}{owner}: {gap.message.en}{decision}"
    )


def compared_data(found: Compared) -> Mapping[str, object]:
    """As JSON-ready data."""
    return {"products": found.products, "counts": dict(found.counts), "gaps": [asdict(gap) for gap in found.gaps]}


def sample_sheets(
    period: Sequence[Row], drawn: Sequence[Row], about: Sequence[tuple[str, str]], lang: Lang
) -> list[Sheet]:
    """The sample, the whole period it was drawn from, and how it was drawn."""
    en = lang == "en"
    headers = [en_name if en else zh_name for zh_name, en_name, _ in COLUMNS]
    widths = [width for *_, width in COLUMNS]
    sheets = [("Sample" if en else "抽样", drawn), ("Period" if en else "期间全部", period)]
    listed = [Sheet(name, headers, (_row(one, en=en) for one in rows), widths) for name, rows in sheets]
    return [*listed, Sheet("How" if en else "抽样说明", ("item", "value") if en else ("项目", "内容"), about, (28, 80))]


def _row(row: Row, *, en: bool) -> list[str | int | None]:
    named = ("at", "id", "product_id", "product_version")
    texts = [None if row[name] is None else str(row[name]) for name in named]
    verdict = VERDICTS.get(str(row["verdict"]))
    rest = [str(row[name]) for name in ("as_of", "source", "manifest", "rulebook", "body")]
    return [int(str(row["seq"])), *texts, verdict[en] if verdict else str(row["verdict"]), *rest]
