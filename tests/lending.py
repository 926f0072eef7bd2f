"""Loans and rules on what they cost, of a line each, for tests of prices and of the room that is left."""

from __future__ import annotations

from rulebooks import always, parameter, series

__all__ = ["ADVICE", "CAP", "COST", "EITHER", "LOAN", "OF_LOANS", "PARAMETERS", "PRICED", "STATED", "TERM"]

LOAN = "id: a, principal: 12000, periods: 12, period: month, method: equal_instalment"
PRICED = f"{LOAN}, nominal_rate: 18% per year, fees: []"
OF_LOANS = {"for_each": "pricing.credits as loan"}
COST = "loan.annualised_cost"
PARAMETERS = {"parameters/all.yaml": f"line: {parameter(series(('2020-01-01', '24% per year')), kind='rate')}"}
CAP = {
    "boundaries/cap.yaml": always(f"when: {{}}, require: {{{COST}.nominal: {{at_most: {{param: line}}}}}}", **OF_LOANS)
}
EITHER = {
    "boundaries/either.yaml": always(
        f"when: {{}}, require: {{any: [{{{COST}.effective: {{at_most: {{param: line}}}}}}, "
        f"{{institution.rates.reading: nominal, {COST}.nominal: {{at_most: {{param: line}}}}}}]}}",
        **OF_LOANS,
    )
}
STATED = {
    "boundaries/stated.yaml": always(
        "when: {loan.stated_annual_rate: {exists: true}}, "
        f"require: {{loan.stated_annual_rate: {{at_least: {{fact: {COST}.nominal}}}}}}",
        **OF_LOANS,
    )
}
TERM = {"boundaries/term.yaml": always("when: {}, require: {loan.periods: {at_most: 60}}", **OF_LOANS)}
ADVICE = {
    "boundaries/advice.yaml": always(
        f"when: {{}}, require: {{{COST}.nominal: {{at_most: 20% per year}}}}", force="advise", **OF_LOANS
    )
}
