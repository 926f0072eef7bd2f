"""What the pages of all products say, Chinese and English side by side. It renders nothing."""

from __future__ import annotations

from hegui_adapters.pages.words import Group

__all__ = ["WORDS"]

WORDS: Group = {
    "heading": ("产品", "Products"),
    "product": ("产品", "Product"),
    "verdict": ("结论", "Verdict"),
    "owner": ("责任部门", "Owner"),
    "version": ("版本", "Version"),
    "as_of": ("适用日期", "As of"),
    "decided_at": ("检查时间", "Decided"),
    "unnamed": ("未命名产品", "unnamed product"),
    "nothing": ("尚无检查结论。", "No decision yet."),
    "none_match": ("没有符合筛选条件的产品。", "No product matches."),
    "any": ("全部", "all"),
    "filter": ("筛选", "Filter"),
    "topic": ("主题", "Topic"),
    "show": ("应用", "Apply"),
    "reset": ("清除筛选", "Clear"),
    "totals": ("各结论的产品数", "Products by verdict"),
    "products": ("个产品", "products"),
    "map": ("各主题检查结果", "By topic"),
    "map_note": (
        "取各产品最近一次检查结论：每个主题只列最严重的一类检查发现及其数量，“—”为不适用。点按格子查看这些检查发现；点按列名只看该主题有待处理事项的产品。",
        (
            "The gravest kind of finding in each topic, from the newest decision on each product, and how many there are; — does not "
            "apply. A cell leads to its findings, a column's name to the products with something to do in it."
        ),
    ),
    "historical_left_out": ("按历史日期所作的检查不计入。", "Checks of an earlier day are left out."),
    "unknown": ("无数据", "no data"),
    "older": ("依据旧版规则库", "older rulebook"),
    "undrawn": (
        "{n} 个产品没有主题数据：结论作出于本功能之前，或内容已按保存期限清除。前者可运行 hegui db portray 补全。",
        (
            "{n} {n:product has|products have} no data by topic: decided before there was any, or erased when the time was up. "
            "For the former run hegui db portray."
        ),
    ),
    "sort_by": ("按{what}排序", "sort by {what}"),
    "pages": ("分页", "Pages"),
    "page_of": ("第 {page} 页，共 {pages} 页", "page {page} of {pages}"),
    "previous": ("上一页", "Previous"),
    "next": ("下一页", "Next"),
    "trend": ("结论趋势", "Verdicts week by week"),
    "trend_caption": (
        "每周末（本周为今日）各产品当时最近一次结论的数量",
        "How many products stood at each verdict at the end of each week (today in this one), by their newest decision then",
    ),
    "trend_table": ("趋势数据表", "The figures"),
    "week": ("周（周一）", "Week of"),
    "coming": ("即将生效的规定", "Coming law"),
    "coming_note": (
        "未来 24 个月内规则或监管参数变化、会改变检查发现的日期，依各产品最近一次结论所见。",
        "The days in the next 24 months on which rules or numbers change what was found, as each newest decision saw it.",
    ),
    "no_coming": ("未来 24 个月内没有会改变检查发现的规定。", "No rule of the next 24 months changes a finding."),
    "timeline": ("时间轴：{first} 至 {last}", "Timeline from {first} to {last}"),
    "touched": ("涉及 {n} 个产品", "touches {n} {n:product|products}"),
    "days_left": ("还有 {n} 天", "in {n} {n:day|days}"),
    "days_past": ("已过 {n} 天", "{n} {n:day|days} ago"),
    "becomes": ("{before} → {after}", "{before} → {after}"),
    "more_rules": ("另有 {n} 条规则", "{n} more {n:rule|rules}"),
    "lapsing": ("例外审批与限期整改", "Waivers and plans"),
    "no_lapsing": (
        "90 天内没有到期的例外审批，也没有逾期的限期整改。",
        "No waiver lapses within 90 days and no plan is overdue.",
    ),
    "within": ("{n} 天内到期的例外审批", "Waivers that lapse within {n} {n:day|days}"),
    "lapsed": ("已到期未撤回的例外审批", "Waivers that have lapsed"),
    "overdue": ("逾期的限期整改", "Overdue plans"),
    "rule_of": ("规则", "Rule"),
    "day": ("到期日", "Day"),
    "left": ("剩余", "Left"),
    "at_launch": (
        "{n} 个产品已到计划上线日，最近结论为存在阻断项或资料不足",
        "{n} {n:product has|products have} come to the planned day of launch while the newest decision is blocked or undetermined",
    ),
    "by_older": (
        "{n} 个产品的最近结论依据旧版规则库，应重新检查",
        "the newest decision on {n} {n:product|products} is by an older rulebook: check again",
    ),
    "nothing_due": (
        "没有已到计划上线日而未了结的产品，各产品均依据现行规则库检查。",
        "No product has come to its launch day with anything open, and all were checked by the rulebook in use.",
    ),
    "to_register": ("上传台账核对", "Send the register"),
    "completeness": ("检查完整性", "Completeness"),
    "completeness_note": (
        "上传产品台账（CSV 或 XLSX），核对哪些产品从未检查、只查过其他版本、依据旧版规则库，或带着阻断项、资料不足上线。",
        (
            "Send the firm's register of products (CSV or XLSX) to see which were never checked, checked on another version, by an "
            "older rulebook, or launched while blocked or undetermined."
        ),
    ),
    "register_file": ("产品台账文件", "Register"),
    "columns": (
        "表头：产品编号、产品名称、版本、责任人、阶段、上线日期。文件只用于本次核对，不保存；核对本身记入日志。",
        "Headers: id, name, version, owner, stage, launched on. The file is not kept; that it was compared is in the log.",
    ),
    "compare": ("核对", "Compare"),
    "no_gaps": ("台账共 {n} 行，未发现缺漏。", "{n} {n:row|rows}, nothing is missing."),
    "gaps": ("台账共 {n} 行，发现 {gaps} 处。", "{n} {n:row|rows}, {gaps} found."),
    "gap": ("情况", "What"),
    "alike": ("同质化", "Alike"),
    "alike_open": ("相近产品", "Nearest neighbours"),
    "alike_note": (
        (
            "按产品范围、客群、价格、额度、资金与数据共 {n} 项要素计算的 Gower 距离（0 完全相同，1 完全不同）；任何一方未说明的"
            "要素不参与比较，双方都没有的也不计；可比要素不足 {share} 的不列。距离小于 {near} 的标为同质化。"
        ),
        (
            "Gower's distance over {n} facts of scope, users, price, limits, money and data: 0 is the same, 1 wholly different. "
            "A fact that either does not state is left out, and so is one both lack; pairs with less than {share} of the facts "
            "compared are not shown. Below {near} products are marked as alike."
        ),
    ),
    "nearest": ("最相近的产品", "Nearest"),
    "distance": ("距离", "Distance"),
    "compared": ("可比要素", "Facts compared"),
    "differs_in": ("主要差异（本产品 ↔ 对方）", "Differs in (this ↔ nearest)"),
    "no_difference": ("可比要素全部相同", "nothing that could be compared"),
    "more_facts": ("另有 {n} 项不同", "{n} more"),
    "same": ("同质化", "alike"),
    "few": ("可比产品不足", "none can be compared"),
    "alike_count": ("{n} 个产品与另一产品同质化。", "{n} {n:product is|products are} alike to another."),
    "against": ("{fact}：{first} ↔ {second}", "{fact}: {first} ↔ {second}"),
    "only_here": ("仅本产品 {members}", "here only {members}"),
    "only_there": ("仅对方 {members}", "there only {members}"),
    "no_portrait": (
        "该产品最近一次结论没有可供比较的要素。",
        "The newest decision on this product left no facts to compare.",
    ),
}
