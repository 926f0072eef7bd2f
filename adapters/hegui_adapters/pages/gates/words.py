"""What the pages of gates say, beside the words of the gate's text. It renders nothing."""

from __future__ import annotations

from typing import Final

from hegui_adapters.pages.words import Group

__all__ = ["WORDS"]

WORDS: Final[Group] = {
    "eyebrow": ("阶段准入", "Stage gate"),
    "unnamed": ("未命名产品", "unnamed product"),
    "to_enter": ("拟进入的阶段", "Stage to enter"),
    "next_stage": ("下一阶段", "the next one"),
    "as_of": ("判断日期", "Judged as of"),
    "judge": ("判断", "Judge"),
    "untold": (
        "由履历和要素表无法确定产品所处阶段（未载明，或两者不一致），也就无法确定下一阶段；请在上方选择阶段。",
        "Journal and manifest do not tell which stage the product is in, or contradict each other; choose one above.",
    ),
    "facts": ("基本情况", "In short"),
    "counts": ("检查项计数", "Findings by what they came to"),
    "included": ("法规收录截至", "Law included up to"),
    "scope": ("计入范围", "What counts"),
    "decision": ("所据检查结论", "Manifest of the decision"),
    "stages": ("阶段", "Stages"),
    "state.done": ("已走过", "behind it"),
    "state.current": ("所处阶段", "where it is"),
    "state.ahead": ("未到", "ahead"),
    "state.unknown": ("不明", "not known"),
    "entering": ("拟进入", "to be entered"),
    "planned": ("计划", "planned"),
    "no_day": ("日期未说明", "day not stated"),
    "journal": ("履历", "Journal"),
    "events": ("事件与日程", "What happened and what is planned"),
    "no_events": ("履历中没有事件。", "No event is in the journal."),
    "moment.today": ("判断之日", "the day judged"),
    "moment.earliest": ("最早可进入：{stage}", "earliest day to enter: {stage}"),
    "moment.planned": ("计划进入：{stage}", "planned entry: {stage}"),
    "posted": ("登记的事件", "posted"),
    "not_counted": ("晚于判断之日，未计入", "after the day judged, not counted"),
    "missing": ("待补充的事实", "Facts that are missing"),
    "blocking": ("待补充，未说明前不能得出结论", "no verdict without these"),
    "others": ("其余待补充", "other facts that are missing"),
    "nothing_missing": ("没有待补充的事实。", "No fact is missing."),
    "own": ("阶段准入规则的发现", "What the rules of the gate found"),
    "of_product": ("产品检查的发现", "What the checks of the product found"),
    "undetermined": ("待补充的检查项", "Checks that are open"),
    "no_finding": ("没有不符合项。", "Nothing is violated."),
    "deadlines": ("期限", "By when"),
    "no_deadline": ("没有逾期或须办事项。", "Nothing is overdue or due."),
    "way": ("最早可进入日期", "Earliest day of entry"),
    "nothing_on_way": ("没有尚待取得的事项。", "Nothing is still to be obtained."),
    "if_done": ("以其余事项届时均已完成为前提。", "If everything else is done by then."),
    "required": ("必须", "required"),
    "advised": ("建议", "advised"),
    "add": ("登记事件", "Add what happened"),
    "add_note": (
        "只登记已发生的事。登记后写入日志，不能修改或删除。",
        "Only what has happened. It is an entry of the log: it cannot be changed or taken back.",
    ),
    "more_fields": ("其他要素", "More of it"),
    "id": ("事件标识", "Name of the event"),
    "not_stated": ("未说明", "not stated"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "submit": ("登记", "Add"),
    "not_added": ("未登记：请改正下列内容。", "Nothing was added; mend what follows."),
}
