"""Which acts may be done on a decision as it stands, and what each binds itself to. Pure; `folding` says how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hegui.planning import is_overdue, may_be_planned
from hegui.waiving import may_be_waived, read_digest, same_person

from hegui_adapters.review import acts
from hegui_adapters.review.folding import Review, Said, Standing, person

__all__ = ["Decided", "NotAdmittedError", "bound", "finding_of"]

Finding = Mapping[str, Any]


class NotAdmittedError(Exception):
    """An act that may not be done; `field` is what of it is at fault, `own` says that another person must do it."""

    def __init__(self, field: str, zh: str, en: str, *, own: bool = False) -> None:
        self.field, self.zh, self.en, self.own = field, zh, en, own
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as far as its review needs it. `findings` are those of its body."""

    id: str
    seq: int
    product: str | None
    findings: Sequence[Finding]


def finding_of(decided: Decided, rule: str, subject: str) -> Finding | None:
    return next((one for one in decided.findings if (one["rule"], one["subject"]) == (rule, subject)), None)


def bound(
    act: acts.Act, who: str, decided: Decided, review: Review, day: date, proof: Decided | None = None
) -> Mapping[str, object]:
    """The fields of an act as the log keeps them, with what it binds itself to.

    Args:
        act: What is asked.
        who: The actor.
        decided: The decision.
        review: What was said of it before.
        day: Today.
        proof: The decision a plan that is done names.

    Raises:
        NotAdmittedError: it may not be done.
    """
    said = act.model_dump(mode="json", exclude={"act"}, exclude_none=True)
    if isinstance(act, acts.FINDING_ACTS):
        return {**said, **_on_finding(act, decided, day)}
    if isinstance(act, acts.Opinion):
        _check_opinion(act, decided)
    elif isinstance(act, acts.Second):
        _check_second(act, who, review)
    elif isinstance(act, acts.Approve):
        _check_approval(act, who, review, day)
    elif isinstance(act, acts.Withdraw | acts.Done):
        standing = _lasting(act.of, review)
        if isinstance(act, acts.Done):
            _check_done(standing, decided, proof)
    return said


def _on_finding(
    act: acts.Comment | acts.Objection | acts.Plan | acts.NewWaiver, decided: Decided, day: date
) -> Mapping[str, object]:
    finding = _found(decided, act.rule, act.subject)
    if isinstance(act, acts.Comment):
        return {}
    if isinstance(act, acts.Objection):
        _outcome(finding, ("violated", "undetermined"))
    else:
        _outcome(finding, ("violated",))
    if isinstance(act, acts.Plan):
        _check_plan(act, finding, day)
    if isinstance(act, acts.NewWaiver):
        _check_waiver(act, finding, decided.product, day)
    read = ((one["path"], one["value"], one["evidence"]) for one in finding["facts"])
    return {"product": decided.product, "rule_version": finding["version"], "facts_digest": read_digest(read)}


def _found(decided: Decided, rule: str, subject: str) -> Finding:
    found = finding_of(decided, rule, subject)
    if found is None:
        raise NotAdmittedError(
            "rule", "该结论没有这一检查发现", "the decision has no finding of this rule on this subject"
        )
    return found


def _outcome(finding: Finding, wanted: tuple[str, ...]) -> None:
    if finding["outcome"] not in wanted:
        raise NotAdmittedError(
            "rule",
            "该检查发现并非“不符合”" + ("或“待补充”" if len(wanted) > 1 else ""),
            f"the finding is not {' or '.join(wanted)}",
        )


def _check_plan(act: acts.Plan, finding: Finding, day: date) -> None:
    if not may_be_planned(finding["kind"], finding["ruled_force"]):
        raise NotAdmittedError(
            "rule",
            "限期整改只适用于提示性义务；阻断性要求须在上线前满足",
            "a plan is for duties that only warn; what blocks is met before the launch",
        )
    if is_overdue(act.due, day):
        raise NotAdmittedError("due", "整改期限不得早于今日", "the day is past")


def _check_waiver(act: acts.NewWaiver, finding: Finding, product: str | None, day: date) -> None:
    if not may_be_waived(finding["rule"], finding["kind"], finding["red_line"]):
        raise NotAdmittedError(
            "rule",
            "法规要求与红线不能豁免；认为不适用的，请登记适用异议",
            "law and red lines are never waived; record an objection where the rule does not apply",
        )
    if product is None:
        raise NotAdmittedError(
            "rule", "产品没有 product.id，例外审批无从绑定", "the product has no id a waiver could be bound to"
        )
    if act.until <= day:
        raise NotAdmittedError("until", "到期日须晚于今日", "the day is past")


def _check_opinion(act: acts.Opinion, decided: Decided) -> None:
    if (act.rule is None) != (act.subject is None):
        raise NotAdmittedError("rule", "rule 与 subject 须同时填写或同时省略", "give rule and subject, or neither")
    if act.rule is not None and act.subject is not None:
        _found(decided, act.rule, act.subject)


def _check_second(act: acts.Second, who: str, review: Review) -> None:
    found = review.act(act.of)
    if found is None or found.act != "opinion":
        raise NotAdmittedError("of", "该结论没有这一条意见", "the decision has no opinion of that number")
    _another(found, who)


def _check_approval(act: acts.Approve, who: str, review: Review, day: date) -> None:
    standing = _lasting(act.of, review)
    if standing.said.act == "plan" or standing.approved is not None:
        raise NotAdmittedError("of", "这一条无须审批，或已审批", "this needs no approval, or was decided on")
    if standing.said.act == "waiver" and act.approves and standing.said.day("until") <= day:
        raise NotAdmittedError("of", "例外审批的到期日已过，请重新申请", "the waiver's last day is past; ask anew")
    _another(standing.said, who)


def _check_done(standing: Standing, decided: Decided, proof: Decided | None) -> None:
    if standing.said.act != "plan":
        raise NotAdmittedError("of", "这一条不是限期整改", "this is no plan")
    if proof is None or proof.product != decided.product or proof.seq <= standing.said.entry:
        raise NotAdmittedError(
            "decision", "须为同一产品在计划之后的结论", "name a decision on the same product after the plan"
        )
    of_rule = [one for one in proof.findings if one["rule"] == standing.said.text("rule")]
    found = [one for one in of_rule if one["subject"] == standing.said.text("subject")] or of_rule
    if not found or any(one["outcome"] in ("violated", "undetermined") for one in found):
        raise NotAdmittedError("decision", "该结论中这一项仍未符合", "the finding is not settled in that decision")


def _lasting(entry: int, review: Review) -> Standing:
    found = review.standing.get(entry)
    if found is None:
        raise NotAdmittedError(
            "of",
            "该结论没有这一条异议、限期整改或例外审批",
            "the decision has no objection, plan or waiver of that number",
        )
    if found.ended is not None:
        raise NotAdmittedError("of", "这一条已撤回或办结", "this was withdrawn or is done")
    return found


def _another(said: Said, who: str) -> None:
    if same_person(person(said.actor), person(who)):
        raise NotAdmittedError("of", "须由提出人以外的人办理", "another person than its author must do this", own=True)
