"""`hegui audit completeness` and `sample`: the register of products beside the log, and decisions to look at. It changes neither."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from hegui.checking import today

from hegui_adapters.commands.audit import on_log
from hegui_adapters.days import day_of
from hegui_adapters.delivery import write_bytes
from hegui_adapters.exits import BLOCKED, CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.options import Format
from hegui_adapters.register.completeness import Decided, compared, decisions_by_product
from hegui_adapters.register.reading import read_register
from hegui_adapters.register.sampling import of_period, sample
from hegui_adapters.render.register import compared_data, compared_lines, sample_sheets
from hegui_adapters.render.workbook import workbook
from hegui_adapters.rulebooks import Rulebooks
from hegui_adapters.settings import Asked, settings, spoken
from hegui_adapters.store.kept import Kept, Row
from hegui_adapters.store.records import DECISION, row_of
from hegui_adapters.streams import put, say

__all__ = ["completeness", "draw"]


def completeness(asked: Asked, register: Path, where: str | None, form: Format) -> int:
    """Hold a register against the log; 0 where nothing is missing, 1 where something is.

    Raises:
        SourceError: the register has faults, each with row and column; or the rules cannot be used.
        RefusedError: the register or the log cannot be read.
    """
    try:
        data = register.read_bytes()
    except OSError as error:
        raise RefusedError(
            f"读不到 {register}：{error.strerror}", f"{register} cannot be read: {error.strerror}"
        ) from None
    products = read_register(data, str(register))
    held = settings(asked, register.parent)
    rulebook = Rulebooks().of(held).digest

    def made(kept: Kept) -> dict[str, list[Decided]]:
        return decisions_by_product(_rows(kept))

    found = compared(products, on_log(where, made), rulebook, today())
    text = json.dumps(compared_data(found), ensure_ascii=False, indent=2)
    put(text if form == "json" else "\n".join(compared_lines(found, held.lang)))
    return BLOCKED if found.gaps else CLEAR


def draw(
    asked: Asked, where: str | None, days: tuple[str | None, str | None], size: int, seed: str | None, output: Path
) -> int:
    """Write the decisions of a period and a sample of them to a new workbook; the seed is printed.

    Raises:
        RefusedError: there is no log, the file exists, or cannot be written.
    """
    first, last = (day_of(day) if day else None for day in days)
    seed = seed or secrets.token_hex(8)
    period, head = on_log(where, lambda kept: (of_period(_rows(kept), first, last), kept.said_head))
    drawn = sample(period, size, seed)
    lang = spoken(asked, Path())
    zh = lang == "zh"
    told = {
        ("抽样种子", "seed"): seed,
        ("期间", "period"): f"{first or '…'} – {last or '…'}",
        ("期间结论数", "decisions in the period"): str(len(period)),
        ("抽样数", "sample"): str(len(drawn)),
        ("抽样方法", "method"): "取 SHA-256(种子 + 空格 + 结论编号) 最小者"
        if zh
        else "the smallest SHA-256 of seed, space, decision id",
        ("日志末条", "head of the log"): f"{head.seq} {head.digest}" if head else "—",
    }
    about = [(key[not zh], value) for key, value in told.items()]
    write_bytes(output, [workbook(sample_sheets(period, drawn, about, lang))])
    said = f"期间 {len(period)} 件，抽取 {len(drawn)} 件，种子 {seed}；已写入 {output}"
    say([said if zh else f"{len(period)} decisions, {len(drawn)} drawn with seed {seed}; wrote {output}"])
    return CLEAR


def _rows(kept: Kept) -> Iterable[Row]:
    """What decisions are looked up by; an exported file has it in the entries alone."""
    rows = kept.decisions()
    return rows if rows is not None else _in_entries(kept)


def _in_entries(kept: Kept) -> Iterator[Row]:
    for entry in kept.entries():
        if entry.kind == DECISION and entry.payload is not None:
            yield row_of(entry.seq, entry.at, json.loads(entry.payload))
