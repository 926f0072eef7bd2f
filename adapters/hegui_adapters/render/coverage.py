"""What answers each row of the register, each article and each section of the report: as lines, as data, as a page. It reads no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from hegui.authoring.coverage import Answer, Coverage
from hegui.terms import CONFIDENCES, Bilingual

from hegui_adapters.render.columns import padded, width
from hegui_adapters.render.sheet import word

__all__ = ["coverage_as_data", "coverage_as_lines", "coverage_as_page", "coverage_sum"]


def coverage_as_lines(coverage: Coverage, lang: str) -> Iterator[str]:
    """The matrix for a terminal: rows, then instruments by article, then sections of the report."""
    zh = lang == "zh"
    yield "登记行" if zh else "Rows of the register"
    widest = max((width(answer.row.id) for answer in coverage.answers), default=0)
    for answer in coverage.answers:
        yield f"  {padded(answer.row.id, widest)}  {word(answer.row.confidence, lang)}  {_by(answer, lang)}"
    yield ""
    yield "法规依据 → 条款 → 规则" if zh else "Instrument → article → rules"
    for name, articles in coverage.instruments.items():
        yield f"  {coverage.rulebook.terms.instruments[name].title.text(lang)}"
        for article, rules in articles.items():
            unread = "条款号未核" if zh else "article not read"
            yield f"    {article or unread}  {', '.join(rule.id for rule in rules)}"
    yield ""
    yield "报告章节 → 规则" if zh else "Section of the report → rules"
    for section, rules in coverage.sections.items():
        yield f"  {section}  {', '.join(rule.id for rule in rules)}"


def _by(answer: Answer, lang: str) -> str:
    if answer.by:
        return ", ".join(answer.by)
    if answer.row.no_rule is not None:
        return ("无规则：" if lang == "zh" else "no rule: ") + answer.row.no_rule.text(lang)
    return "没有规则，也没有理由" if lang == "zh" else "neither rule nor reason"


def coverage_sum(coverage: Coverage, lang: str) -> Iterator[str]:
    """In a few lines: how many rows are answered and how, and what claims too much or names a row that is none."""
    zh = lang == "zh"
    answers = coverage.answers
    ruled = sum(bool(answer.by) for answer in answers)
    reasoned = sum(not answer.by and answer.given for answer in answers)
    for row in coverage.unanswered:
        yield f"{row.id} 没有规则，也没有理由" if zh else f"{row.id} has neither rule nor reason"
    for claim in coverage.overclaims:
        said, checked = word(claim.claims, lang), word(claim.row.confidence, lang)
        yield (
            f"{claim.by} 称{said}，而 {claim.row.id} 仅{checked}"
            if zh
            else f"{claim.by} claims {said}, but {claim.row.id} is {checked}"
        )
    for stray in coverage.strays:
        yield f"{stray.by} 所列 {stray.row} 不在登记中" if zh else f"{stray.by} names {stray.row}, which is no row"
    open_rows = len(answers) - ruled - reasoned
    yield (
        f"登记 {len(answers)} 行：有规则、参数或词表 {ruled}，说明理由 {reasoned}，未答 {open_rows}"
        if zh
        else f"{len(answers)} rows: {ruled} answered by rules, parameters or lists, {reasoned} by a reason, {open_rows} open"
    )


def coverage_as_data(coverage: Coverage) -> Mapping[str, object]:
    return {
        "rows": [
            {
                "id": answer.row.id,
                "instrument": answer.row.instrument,
                "article": answer.row.article,
                "from": answer.row.from_day,
                "nature": answer.row.nature,
                "confidence": answer.row.confidence,
                "requires": _both(answer.row.requires),
                "rules": list(answer.rules),
                "parameters": list(answer.parameters),
                "lists": list(answer.lists),
                "no_rule": _both(answer.row.no_rule) if answer.row.no_rule else None,
            }
            for answer in coverage.answers
        ],
        "instruments": {
            name: [{"article": article, "rules": [rule.id for rule in rules]} for article, rules in articles.items()]
            for name, articles in coverage.instruments.items()
        },
        "sections": {section: [rule.id for rule in rules] for section, rules in coverage.sections.items()},
        "unanswered": [row.id for row in coverage.unanswered],
        "overclaims": [{"by": c.by, "claims": c.claims, "row": c.row.id} for c in coverage.overclaims],
        "strays": [{"by": stray.by, "row": stray.row} for stray in coverage.strays],
    }


def _both(text: Bilingual) -> Mapping[str, str]:
    return {"zh": text.zh, "en": text.en}


def coverage_as_page(coverage: Coverage) -> Iterator[str]:
    """`docs/coverage.md`: the matrix, and the reason for every row without a rule."""
    yield "# Coverage 覆盖情况"
    yield ""
    yield "What answers each row of the register of regulations (`rulesets/register.yaml`), each article cited and each"
    yield "section of the report. This page is written by `hegui rules coverage --format markdown`; a test holds it to"
    yield "the rules. 本页由程序根据规则生成，测试保证其与规则一致。"
    yield ""
    yield from _confidences(coverage)
    yield ""
    yield "## Rows of the register 登记行"
    yield ""
    yield "| row | instrument 法规依据 | article 条款 | checked 核对 | answered by 对应 |"
    yield "|---|---|---|---|---|"
    for answer in coverage.answers:
        row = answer.row
        cells = (row.id, row.instrument, row.article, row.confidence, _cell(answer))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""
    yield "## Instruments and articles 法规与条款"
    yield ""
    yield "| instrument 法规依据 | article 条款 | rules 规则 |"
    yield "|---|---|---|"
    for name, articles in coverage.instruments.items():
        title = coverage.rulebook.terms.instruments[name].title
        for article, rules in articles.items():
            yield f"| {title.zh} | {article or '条款号未核 not read'} | {_codes(tuple(rule.id for rule in rules))} |"
    yield ""
    yield "## Sections of the report 报告章节"
    yield ""
    yield "| section 章节 | rules 规则 |"
    yield "|---|---|"
    for section, rules in coverage.sections.items():
        yield f"| {section} | {_codes(tuple(rule.id for rule in rules))} |"


def _confidences(coverage: Coverage) -> Iterator[str]:
    """How far rows and rules were checked, side by side."""
    rows = Counter(answer.row.confidence for answer in coverage.answers)
    rules = Counter(rule.confidence for rule in coverage.rulebook.contents.rules)
    yield "| | verified 已核原文 | secondary 据公开转述 | unverified 待核实 | all 合计 |"
    yield "|---|---:|---:|---:|---:|"
    for name, counts in (("rows 登记行", rows), ("rules 规则", rules)):
        cells = (*(counts[level] for level in reversed(CONFIDENCES)), sum(counts.values()))
        yield f"| {name} | " + " | ".join(map(str, cells)) + " |"


def _cell(answer: Answer) -> str:
    if answer.by or answer.row.no_rule is None:
        return _codes(answer.by)
    return f"{answer.row.no_rule.zh} {answer.row.no_rule.en}"


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
