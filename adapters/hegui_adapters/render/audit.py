"""What an audit of the log found, as lines and as data. It looks at nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from hegui_adapters.language import Lang
from hegui_adapters.options import Format
from hegui_adapters.store.audit import Report
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.replay import Difference, Replayed

__all__ = ["replayed_data", "replayed_lines", "report_data", "report_lines", "unreplayable"]

MOST = 20
"""Faults or differences told one by one."""
WIDEST = 120


def report_lines(report: Report, lang: Lang) -> Iterator[str]:
    """A report of `hegui audit verify`: what is broken, the first first, or what holds."""
    zh = lang == "zh"
    if not report.holds:
        yield "日志不成立，首处：" if zh else "The log is broken, first of all:"
        for fault in report.faults[:MOST]:
            yield f"  {fault.zh if zh else fault.en}"
        if (more := len(report.faults) - MOST) > 0:
            yield f"  另有 {more} 处" if zh else f"  and {more} more"
        return
    yield "日志成立" if zh else "The log holds"
    yield from (f"  {line}" for line in (_held_zh(report) if zh else _held_en(report)))


def _held_zh(report: Report) -> Iterator[str]:
    if (log := report.log) is None:
        return
    yield f"第 {log.since.seq + 1} 至 {log.head.seq} 条，共 {log.entries} 条，首尾相接；末条摘要 {log.head.digest}"
    if log.since.seq:
        yield f"这是部分日志：从文件所称的第 {log.since.seq} 条（摘要 {log.since.digest}）之后验起，此前未验"
    if log.checkpoints:
        yield f"检查点 {log.checkpoints} 个，" + ("签名有效" if log.signatures else "与日志一致；未给公钥，签名未验")
    else:
        yield "没有检查点：末尾若被截去，无从发现"
    if log.erased:
        yield f"{log.erased} 条的内容已按保存期限清除，仅存摘要"
    if report.decisions is not None:
        yield f"结论 {report.decisions} 件、投递 {report.deliveries} 次，与日志所载一致"
    yield (
        "未含文档，未验"
        if report.documents is None
        else f"文档 {report.documents} 份，摘要相符" + _exceptions_zh(report)
    )


def _exceptions_zh(report: Report) -> str:
    erased = f"；其中 {report.erased_documents} 份已清除或遮蔽" if report.erased_documents else ""
    return erased + (f"；{report.unopened} 份已加密，未给密钥，未验" if report.unopened else "")


def _held_en(report: Report) -> Iterator[str]:
    if (log := report.log) is None:
        return
    yield f"entries {log.since.seq + 1} to {log.head.seq}, {log.entries} in all, each follows the last; head {log.head.digest}"
    if log.since.seq:
        yield f"this is a part: verified from what the file says entry {log.since.seq} was ({log.since.digest}), not before"
    if log.checkpoints:
        yield f"{log.checkpoints} checkpoints, " + (
            "with valid signatures" if log.signatures else "which agree; no public key given, signatures not checked"
        )
    else:
        yield "no checkpoints: entries cut off the end could not be noticed"
    if log.erased:
        yield f"{log.erased} payloads were erased when their time was up; their digests remain"
    if report.decisions is not None:
        yield f"{report.decisions} decisions and {report.deliveries} deliveries repeat what the log says"
    yield (
        "no documents in the file; none checked"
        if report.documents is None
        else f"{report.documents} documents have their digests" + _exceptions_en(report)
    )


def _exceptions_en(report: Report) -> str:
    erased = f"; {report.erased_documents} of them erased or masked" if report.erased_documents else ""
    return erased + (f"; {report.unopened} sealed, no key given, not checked" if report.unopened else "")


def report_data(report: Report) -> Mapping[str, object]:
    return {"holds": report.holds, **asdict(report)}


# ---- replay


def replayed_lines(found: Replayed, lang: Lang) -> Iterator[str]:
    """What a replay came to; a difference in the engine's version is always named."""
    zh = lang == "zh"
    yield _headline(found, zh=zh)
    if found.stored_engine != found.engine:
        yield (
            f"  当时的引擎为 {found.stored_engine}，现为 {found.engine}"
            if zh
            else f"  judged by engine {found.stored_engine}, replayed by {found.engine}"
        )
    for fact, rules in found.lost.items():
        listed = ", ".join(rules)
        yield (
            f"  不可重放：{fact}（已遮蔽，{listed} 读取过）"
            if zh
            else f"  not replayable: {fact} (masked; read by {listed})"
        )
    if found.masked and not found.lost:
        listed = ", ".join(found.masked)
        yield f"  已遮蔽、没有检查项读取：{listed}" if zh else f"  masked, and read by no check: {listed}"
    yield from (f"  {_difference(one, zh=zh)}" for one in found.differences[:MOST])
    if (more := len(found.differences) - MOST) > 0:
        yield f"  另有 {more} 处不同" if zh else f"  and {more} more differences"


def _headline(found: Replayed, *, zh: bool) -> str:
    if found.differences:
        count = len(found.differences)
        return f"{found.id}：重放结果不同，{count} 处" if zh else f"{found.id}: replayed differently, in {count} places"
    if found.lost:
        return (
            f"{found.id}：不可完整重放，其余一致" if zh else f"{found.id}: not wholly replayable; all else is the same"
        )
    return f"{found.id}：重放结果一致" if zh else f"{found.id}: replayed with the same result"


def _difference(one: Difference, *, zh: bool) -> str:
    before, now = _short(one.stored), _short(one.now)
    return f"{one.path}：原为 {before}，现为 {now}" if zh else f"{one.path}: was {before}, is {now}"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}…"


def replayed_data(found: Replayed) -> Mapping[str, object]:
    return {"same": found.same, **asdict(found)}


def unreplayable(decision: str, error: UnreadableError, lang: Lang, form: Format) -> str:
    """A decision one of whose documents cannot be read."""
    if form == "json":
        said = {"id": decision, "same": None, "unreadable": {"zh": error.zh, "en": error.en}}
        return json.dumps(said, ensure_ascii=False, indent=2)
    return f"{decision}：不可重放：{error.zh}" if lang == "zh" else f"{decision}: not replayable: {error.en}"
