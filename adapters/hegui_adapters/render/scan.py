"""What a scan for personal data found, as lines and as data. It looks at nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from hegui_adapters.language import Lang
from hegui_adapters.scan.categories import LABELS, Category
from hegui_adapters.scan.report import Found, Report, Scanned

__all__ = ["scan_data", "scan_lines"]


def scan_lines(report: Report, lang: Lang) -> Iterator[str]:
    """A report of `hegui scan`: what was found and where, what was set aside, what was not read, what was scanned."""
    zh = lang == "zh"
    for file in report.files:
        told = [*(_found(one, zh=zh) for one in file.found), *_notes(file, zh=zh)]
        if told:
            yield file.path
            yield from (f"  {line}" for line in told)
    yield from _summary(report, zh=zh)


def _found(one: Found, *, zh: bool) -> str:
    label = LABELS[one.category][0 if zh else 1]
    where = f" {one.field}" if one.field else ""
    shown = ("，" if zh else ", ").join(f"{sample.masked} ({sample.at})" for sample in one.samples)
    if zh:
        aside = "（存疑：所在列或前文指明为其他编号，不计入）" if one.doubtful else ""
        return f"{label}{where}：{one.count} 处{aside}，如 {shown}"
    aside = " (doubtful: named as another number; not counted)" if one.doubtful else ""
    return f"{label}{where}: {one.count}{aside}, such as {shown}"


def _notes(file: Scanned, *, zh: bool) -> Iterator[str]:
    mark = {"unread": ("未读完：", "not read: "), "excluded": ("", ""), "read": ("注：", "note: ")}[file.state]
    yield from (f"{mark[0]}{note.zh}" if zh else f"{mark[1]}{note.en}" for note in file.notes)


def _summary(report: Report, *, zh: bool) -> Iterator[str]:
    counts, aside = report.counts(), report.counts(doubtful=True)
    unread, excluded = len(report.unread()), sum(file.state == "excluded" for file in report.files)
    read = len(report.files) - unread - excluded
    if counts:
        yield (f"发现个人信息原文：{_listed(counts, zh=zh)}" if zh else f"Raw personal data: {_listed(counts, zh=zh)}")
    elif unread:
        yield (
            "已扫描部分未发现个人信息原文；有文件未读完，不能据此认为没有"
            if zh
            else ("Nothing was found in what was scanned; some files were not read, so it says nothing of those")
        )
    else:
        yield "未发现所列类别的个人信息原文" if zh else "No raw personal data of the kinds looked for"
    if aside:
        yield (f"存疑未计：{_listed(aside, zh=zh)}" if zh else f"Set aside as doubtful: {_listed(aside, zh=zh)}")
    yield (
        f"扫描 {read} 个文件，未读完 {unread} 个，排除 {excluded} 个"
        if zh
        else f"{read} files scanned, {unread} not read, {excluded} excluded"
    )


def _listed(counts: Mapping[Category, int], *, zh: bool) -> str:
    parts = [f"{LABELS[category][0 if zh else 1]} {count}" for category, count in counts.items()]
    return ("、" if zh else ", ").join(parts)


def scan_data(report: Report) -> Mapping[str, object]:
    return {
        "found": report.counts(),
        "set_aside": report.counts(doubtful=True),
        "unread": [file.path for file in report.unread()],
        "files": [asdict(file) for file in report.files],
    }
