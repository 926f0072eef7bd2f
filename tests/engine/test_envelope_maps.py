"""Maps of two variables: their cells are what single checks say, their edges lie where a rule begins to bind."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hegui.checking import load_manifest
from hegui.envelope import Map, rate_by_charge, rate_by_term
from hegui.envelope.bench import bench_for
from hegui.manifest.editing import edited
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook
from lending import ADVICE, CAP, EITHER, LOAN, PARAMETERS, PRICED, STATED, TERM
from rulebooks import DAY, manifest, rulebook

FEE = "{id: f, rate: 1%, basis: original_principal, timing: at_start}"


@cache
def rules() -> Rulebook:
    return rulebook({**PARAMETERS, **CAP, **TERM, **STATED, **ADVICE})


def product(loan: str = PRICED) -> Manifest:
    return manifest(f"pricing: {{credits: [{{{loan}}}]}}")


@cache
def by_charge(size: int = 12) -> Map:
    found = rate_by_charge(rules(), product(), DAY, size=size)
    assert found is not None
    return found


@cache
def by_term(size: int = 12) -> Map:
    found = rate_by_term(rules(), product(), DAY, size=size)
    assert found is not None
    return found


def test_cells_stand_row_by_row() -> None:
    found = by_charge()
    assert [(cell.x, cell.y) for cell in found.cells] == [(x, y) for y in found.ys for x in found.xs]


@pytest.mark.parametrize("found", [by_charge, by_term])
def test_a_cell_is_what_a_fresh_check_says(found: object) -> None:
    grid: Map = found()  # type: ignore[operator]
    bench = bench_for(rules(), product(), DAY, None)
    probe, _ = (bench.probe(), None) if grid.y.kind == "term" else bench.probe_with_charge()
    for cell in grid.cells[::7]:
        values = ((grid.x, cell.x), (grid.y, cell.y))
        decision = rules().check(edited(product(), bench.edits(probe, values)), as_of=DAY)
        violated = {one.rule for one in decision.findings if one.outcome == "violated" and one.force == "block"}
        assert (cell.state == "shut", set(cell.rules) if cell.state == "shut" else set()) == (bool(violated), violated)


def test_the_rate_map_has_an_edge_for_the_cap_that_ends_at_the_limits() -> None:
    (cap,) = [edge for edge in by_charge().edges if edge.binding.rule == "boundaries.cap"]
    assert (Decimal("0.24"), Decimal(0)) in cap.points
    assert cap.state == "shut"


def test_every_point_of_an_edge_is_the_last_on_the_near_side() -> None:
    bench = bench_for(rules(), product(), DAY, None)
    found = by_charge()
    probe, charge = bench.probe_with_charge()
    (cap,) = [edge for edge in found.edges if edge.binding.rule == "boundaries.cap"]
    for rate, fee in cap.points:
        costs = [
            probe.priced(((found.x, rate + more), (charge, fee)))["annualised_cost.nominal"]
            for more in (Decimal(0), found.x.step)
        ]
        beyond = probe.priced(((found.x, rate), (charge, fee + charge.step)))["annualised_cost.nominal"]
        assert costs[0] <= Decimal("0.24")  # type: ignore[operator]
        assert max(costs[1], beyond) > Decimal("0.24")  # type: ignore[type-var, operator]


def test_a_longest_term_is_an_edge_across_the_rates() -> None:
    (term,) = [edge for edge in by_term().edges if edge.binding.rule == "boundaries.term"]
    assert {y for _, y in term.points} == {Decimal(60)}


def test_advice_is_an_edge_of_its_own_kind() -> None:
    (advice,) = [edge for edge in by_charge().edges if edge.binding.rule == "boundaries.advice"]
    assert advice.state == "noted"


def test_an_open_reading_makes_a_strip_that_is_told_apart() -> None:
    found = rate_by_charge(rulebook({**PARAMETERS, **EITHER}), product(), DAY, size=12)
    assert found is not None
    assert [(edge.state, edge.points[0][0]) for edge in found.edges] == [
        ("open", Decimal("0.2170")),
        ("shut", Decimal("0.24")),
    ]


def test_the_design_is_marked_where_it_stands() -> None:
    assert (by_charge().here, by_term().here) == (
        (Decimal("0.18"), Decimal(0)),
        (Decimal("0.18"), Decimal(12)),
    )


def test_the_axes_reach_beyond_limit_and_design() -> None:
    found = by_term()
    assert found.xs[-1] > Decimal("0.24")
    assert found.ys[-1] > 60


def test_a_charge_the_loan_has_is_the_one_on_the_axis() -> None:
    found = rate_by_charge(rules(), product(f"{LOAN}, nominal_rate: 18% per year, fees: [{FEE}]"), DAY, size=8)
    assert found is not None
    assert found.here == (Decimal("0.18"), Decimal("0.01"))


def test_a_loan_priced_by_charges_is_mapped_by_its_charge_of_each_period() -> None:
    flat = "id: a, principal: 12000, periods: 12, period: month"
    each = "{id: e, rate: 0.6%, basis: original_principal, timing: each_period}"
    found = rate_by_charge(rules(), product(f"{flat}, fees: [{each}, {FEE}]"), DAY, size=8)
    assert found is not None
    assert found.here == (Decimal("0.006"), Decimal("0.01"))


def test_where_no_rate_can_be_set_there_is_no_map() -> None:
    listed = "id: a, principal: 100, periods: 2, period: month, method: schedule, schedule: [60, 60], fees: []"
    assert rate_by_charge(rules(), product(listed), DAY) is None
    assert rate_by_term(rules(), product(listed), DAY) is None


def test_a_map_of_a_manifest_from_a_mapping_is_the_same() -> None:
    told = {"hegui": "product/v1", "pricing": {"credits": [dict(part.split(": ") for part in PRICED.split(", ")[:-1])]}}
    told["pricing"]["credits"][0]["fees"] = []  # type: ignore[index]
    assert rate_by_charge(rules(), load_manifest(told), DAY, size=12) == by_charge()
