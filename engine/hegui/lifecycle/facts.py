"""What is measured of a journal, by path: kinds and labels. How it is worked out is in `journal_measures`."""

from __future__ import annotations

from collections.abc import Mapping

from hegui.facts import FactType

__all__ = ["JOURNAL_MEASURES", "PREFIX"]

PREFIX = "lifecycle."

JOURNAL_MEASURES: Mapping[str, FactType] = {
    "lifecycle.stage": FactType("choice", "所处阶段（按履历）", "stage it is in, by the journal", choice="stage"),
    "lifecycle.entry_day": FactType("day", "拟进入该阶段之日", "day on which the stage is to be entered"),
    "lifecycle.changed_on": FactType("day", "最近一次重大变更之日", "day of the last material change"),
    "lifecycle.proposed": FactType("yes_no", "已立项", "it was proposed"),
    "lifecycle.reviewed": FactType(
        "yes_no",
        "本阶段且最近一次重大变更以来做过合规审查",
        "reviewed for compliance in this stage and since the last material change",
    ),
    "lifecycle.approved": FactType(
        "yes_no",
        "最近一次重大变更以来已批准进入该阶段",
        "entry into the stage approved since the last material change",
    ),
    "lifecycle.scenario_tested": FactType(
        "yes_no",
        "最近一次重大变更以来在场景实验室模拟过",
        "run in the scenario lab since the last material change",
    ),
    "lifecycle.drilled": FactType(
        "yes_no", "最近一次重大变更以来做过回退演练", "rollback drilled since the last material change"
    ),
    "lifecycle.verdict_current": FactType(
        "yes_no",
        "检查结论不早于产品和法规的最近一次变化",
        "the verdict is no older than the last change of the product or of the law for it",
    ),
    "lifecycle.open_incidents": FactType("count", "未处置完毕的事件数", "incidents not closed"),
    "lifecycle.overdue_tasks": FactType("count", "逾期未办结的事项数", "tasks past their day and not done"),
    "lifecycle.feedback_gap": FactType(
        "days", "试点中两次反馈的最长间隔（天）", "longest gap between rounds of feedback in the pilot, in days"
    ),
    "lifecycle.pilot_months": FactType("months", "试点已满月数", "whole months of pilot"),
    "lifecycle.pilot_merchants": FactType("count", "试点商户或用户数", "merchants or users in the pilot"),
    "lifecycle.first_share": FactType("share", "首次灰度开放的功能比例", "share of functions first released"),
    "lifecycle.notice_days": FactType(
        "days", "最近一次公告至今的天数", "days since the last announcement to customers"
    ),
}
