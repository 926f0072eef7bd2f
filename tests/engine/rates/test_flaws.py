"""Why terms make no plan: every flaw of a loan and of a charge, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hegui.rates.terms import Charge, Dates, Drawing, Grace, Loan, MinimumPayment, RateStep, charge_flaw, loan_flaw


def sums(written: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, written.split()))


def day(written: str) -> date:
    return date.fromisoformat(written)


def steps(**from_period: str) -> tuple[RateStep, ...]:
    return tuple(RateStep(int(name.removeprefix("p")), Decimal(rate)) for name, rate in from_period.items())


def charge(**terms) -> Charge:
    numbers = {name: Decimal(terms.pop(name)) for name in ("amount", "rate") if name in terms}
    return Charge("费", **numbers, **terms)


PARTS = (Drawing(0, Decimal(600)), Drawing(2, Decimal(600)))
FIRST = Dates(day("2026-01-10"), day("2026-02-10"))
UNEVEN = Loan(Decimal(1200), 4, "month", "equal_instalment", Decimal("0.12"))

PRINCIPAL = "本金须大于零且小于一万亿元", "the principal must be above zero and below 10^12"
RATE = "名义利率须不小于零且低于 1000000%", "the nominal rate must be 0 or more and below 1,000,000 %"
PERIODS = "期数须在 1 至 12000 之间", "the number of periods must be 1 to 12000"
STEPS = "分段利率的起始期须递增，且在期数之内", "rate steps must start at rising periods within the term"
MINIMUM = (
    "最低还款比例须在 0 至 100% 之间，最低还款额不得为负",
    "the share of the minimum payment must be 0 to 100 %, its floor not negative",
)

FLAWS = {
    "the principal": ({"principal": Decimal(0)}, *PRINCIPAL),
    "the periods": ({"periods": 0}, *PERIODS),
    "the rate": (
        {"nominal_rate": Decimal(-1)}, *RATE),
    "a principal that is no number": ({"principal": Decimal("NaN")}, *PRINCIPAL),
    "a principal beyond telling": ({"principal": Decimal("1e12")}, *PRINCIPAL),
    "too many periods": ({"periods": 12_001}, *PERIODS),
    "a boundless rate": (
        {"nominal_rate": Decimal("Infinity")}, *RATE),
    "the rate of a step": (
        {"steps": steps(p2="-0.01")}, *RATE),
    "no schedule": ({"method": "schedule"}, "未给出还款计划表", "the repayment schedule is not given"),
    "a short schedule": (
        {"method": "schedule", "schedule": sums("1 2")},
        "还款计划表有 2 期，与期数 4 不一致", "the schedule has 2 payments, the loan 4 periods"),
    "a wild schedule": (
        {"method": "schedule", "schedule": sums("1 2 3 NaN")},
        "还款计划表中有超出范围的金额", "a payment of the schedule is out of all range"),
    "a schedule with steps": (
        {"method": "schedule", "schedule": sums("1 2 3 4"), "steps": steps(p2="0.1")},
        "还款计划表已写明各期应还金额，不得另填分段利率、宽限期或期末尾款",
        "the schedule says all that is paid: leave out rate steps, grace and balloon"),
    "a bullet with grace": (
        {"method": "bullet", "grace": Grace(1, "waived")},
        "到期一次还本付息的贷款没有宽限期；前期免息请填写分段利率",
        "a bullet loan pays nothing before its end, so it has no grace; free periods are a rate step"),
    "no minimum": ({"method": "revolving"}, "循环额度未给出最低还款额", "the minimum payment of the revolving loan is not given"),
    "a minimum elsewhere": (
        {"minimum": MinimumPayment(Decimal("0.1"))}, "最低还款额只适用于循环额度", "only a revolving loan has a minimum payment"),
    "a wild minimum": (
        {"method": "revolving", "minimum": MinimumPayment(Decimal("1.1"))},
        *MINIMUM),
    "a negative floor": (
        {"method": "revolving", "minimum": MinimumPayment(Decimal(0), Decimal(-1))},
        *MINIMUM),
    "steps that fall": (
        {"steps": steps(p3="0.1", p2="0.2")},
        *STEPS),
    "a step after the end": (
        {"steps": steps(p5="0.1")}, *STEPS),
    "interest of its grace beyond all money": (
        {"periods": 20, "grace": Grace(19, "capitalised"), "nominal_rate": Decimal(9999)},
        "宽限期利息计入本金后，本金可能达到一万亿元",
        "with the interest of its grace the principal may reach 10^12",
    ),
    "grace to the end": ({"grace": Grace(4, "paid")}, "宽限期须短于贷款期数", "the grace periods must be fewer than the periods"),
    "a balloon above the principal": (
        {"balloon": Decimal(1201)}, "期末尾款须不小于零且不大于本金", "the balloon must be 0 or more and no more than the principal"),
    "drawings not from the start": (
        {"drawings": (Drawing(1, Decimal(1200)),)}, "提款期次须递增，首笔在放款日，末笔早于最后一期",
        "drawings must come at rising periods, the first at the start, the last before the last payment"),
    "a drawing at the end": (
        {"drawings": (Drawing(0, Decimal(600)), Drawing(4, Decimal(600)))}, "提款期次须递增，首笔在放款日，末笔早于最后一期",
        "drawings must come at rising periods, the first at the start, the last before the last payment"),
    "a drawing of nothing": (
        {"drawings": (Drawing(0, Decimal(1200)), Drawing(1, Decimal(0)))}, "每笔提款须大于零", "every drawing must be above zero"),
    "drawings of less": (
        {"drawings": (Drawing(0, Decimal(1199)),)}, "各笔提款之和与本金不一致", "the drawings do not come to the principal"),
    "a bullet drawn in parts": (
        {"method": "bullet", "drawings": PARTS},
        "该还款方式不支持分次提款，请按还款计划表填写", "this way to repay knows one payout; state a schedule instead"),
    "due before the payout": (
        {"dates": Dates(day("2026-01-10"), day("2026-01-10"))},
        "首个还款日须晚于放款日", "the first payment must fall due after the payout"),
    "too few days due": (
        {"dates": replace(FIRST, due=(FIRST.first_due,))}, "各期还款日须逐期递增、与期数一致，且首日即首个还款日",
        "the days due must rise, be as many as the periods and begin with the first day due"),
    "payments beyond the calendar": (
        {"periods": 12_000, "period": "year", "dates": FIRST}, "还款日超出日历范围", "the payments run beyond the calendar"),
    "too many steps": (
        {"periods": 12_000, "steps": tuple(RateStep(number, Decimal(0)) for number in range(1, 101))},
        "利率分段或提款次数过多", "there are too many rate steps or drawings for so long a term"),
}  # fmt: skip


@pytest.mark.parametrize(("terms", "zh", "en"), FLAWS.values(), ids=FLAWS)
def test_terms_that_make_no_plan_say_why(terms, zh, en):
    flaw = loan_flaw(replace(UNEVEN, **terms))
    assert flaw is not None
    assert (flaw.zh, flaw.en) == (zh, en)


OUTSIDE = "“费”的收取期次不在贷款期数之内", "the periods of “费” are not within the term"
NO_BASE = "“费”的计费基数在其收取时点无法确定", "the basis of “费” is not known when it falls due"
FLAWED_CHARGES = {
    "no size": ({}, "“费”未说明金额或费率", "“费” states neither an amount nor a rate"),
    "two sizes": ({"amount": "1", "rate": "1"}, "“费”同时写了金额和费率，只能写一项", "“费” states both an amount and a rate"),
    "a wild amount": ({"amount": "1e12"}, "“费”的金额或费率超出范围", "the amount or rate of “费” is out of all range"),
    "a wild rate": ({"rate": "1e4"}, "“费”的金额或费率超出范围", "the amount or rate of “费” is out of all range"),
    "from before the term": ({"amount": "1", "first": 0}, *OUTSIDE),
    "until before the term": ({"amount": "1", "last": 0}, *OUTSIDE),
    "until after the term": ({"amount": "1", "last": 5}, *OUTSIDE),
    "from after its end": ({"amount": "1", "first": 3, "last": 2}, *OUTSIDE),
    "on instalments before there are any": ({"rate": "0.1", "basis": "instalment", "timing": "at_start"}, *NO_BASE),
}  # fmt: skip


@pytest.mark.parametrize(("terms", "zh", "en"), FLAWED_CHARGES.values(), ids=FLAWED_CHARGES)
def test_a_charge_that_cannot_be_worked_out_says_why(terms, zh, en):
    flaw = charge_flaw(charge(**terms), UNEVEN)
    assert flaw is not None
    assert (flaw.zh, flaw.en) == (zh, en)


def test_what_a_schedule_pays_is_not_told_apart_into_interest_and_principal():
    schedule = replace(UNEVEN, method="schedule", schedule=sums("1 2 3 4"))
    flaw = charge_flaw(charge(rate="0.1", basis="outstanding_principal"), schedule)
    assert flaw is not None
    assert (flaw.zh, flaw.en) == NO_BASE


@pytest.mark.parametrize("terms", [{"mandatory": False}, {"timing": "on_event"}])
def test_charge_that_need_not_be_paid_may_leave_its_size_open(terms):
    assert charge_flaw(charge(**terms), UNEVEN) is None
