"""What lint says of limits on a yearly cost that name no reading, or another than they are compared in."""

from __future__ import annotations

import pytest
from hegui.authoring.readings import readings
from rulebooks import always, parameter, rulebook, series

CAP = "{at_most: {param: cap}}"
NOMINAL, EFFECTIVE = f"loan.annualised_cost.nominal: {CAP}", f"loan.annualised_cost.effective: {CAP}"


def remarks(require: str, **said: str) -> list[str]:
    files = {
        "boundaries/t/r.yaml": always(f"require: {require}", for_each="pricing.credits as loan"),
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "24% per year")), "rate", **said),
    }
    return [problem.en.removeprefix("boundaries.t.r: ") for problem in readings(rulebook(files))]


REMARKED = {
    "a limit that names no reading": (f"{{{NOMINAL}}}", {}, "cap limits a yearly cost and names no reading"),
    "a limit compared in a reading it does not bind": (
        f"{{{NOMINAL}, {EFFECTIVE}}}",
        {"reading": "nominal"},
        "compares effective, which cap does not bind",
    ),
    "a limit whose text leaves the reading open, compared in one": (
        f"{{{NOMINAL}}}",
        {"reading": "[nominal, effective]"},
        "leaves out effective, which cap binds",
    ),
    "a bare number": (
        "{loan.annualised_cost.nominal: {at_most: 24% per year}}",
        {},
        "a limit on a yearly cost is a parameter that names its reading",
    ),
    "a multiple of a number that names no reading": (
        "{loan.annualised_cost.simple: {at_most: {times: [4, {param: cap}]}}}",
        {},
        "cap limits a yearly cost and names no reading",
    ),
}


@pytest.mark.parametrize(("require", "said", "remark"), REMARKED.values(), ids=REMARKED)
def test_a_limit_on_a_yearly_cost_is_remarked(require: str, said: dict[str, str], remark: str) -> None:
    assert remarks(require, **said) == [remark]


LEFT_ALONE = {
    "each reading it binds is compared": (f"{{{NOMINAL}, {EFFECTIVE}}}", {"reading": "[nominal, effective]"}),
    "the one reading it binds is compared": (f"{{{NOMINAL}}}", {"reading": "nominal"}),
    "a rate agreed is no yearly cost": (f"{{loan.nominal_rate: {CAP}}}", {}),
    "whether there is a cost": ("{loan.annualised_cost.nominal: {exists: true}}", {}),
}


@pytest.mark.parametrize(("require", "said"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_a_limit_that_says_what_it_binds_is_left_alone(require: str, said: dict[str, str]) -> None:
    assert remarks(require, **said) == []
