"""The room that is left under the bundled rules: what it proposes passes a fresh check, one step more does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hegui.checking import load_manifest
from hegui.decide import Decision
from hegui.envelope import Envelope, Limit, envelope_of, loans_of
from hegui.envelope.bench import bench_for
from hegui.envelope.limits import limit_of
from hegui.envelope.variables import charges_of, rate_of
from hegui.judge import VIOLATED, Check
from hegui.manifest.editing import Edit, edited
from hegui.manifest.reading import Manifest, read_manifest
from hegui.rulebook import default_rules
from hegui.scalars import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DAY = date(2027, 1, 20)
EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Product:
    """Who lends, and which rule caps the price at what in which reading."""

    facts: str
    rule: str
    cap: str
    loan: str = ""
    day: date = DAY


LENT = (
    "product: {kind: cash_loan, channels: [own_app]}\n"
    "credit: {payout: {to: [borrower_account]}, purpose: unrestricted, borrower: individual"
)
PLATFORM = (
    f"{LENT}, mode: fully_online}}\noperator: {{kind: technology_company, licences: none}}\n"
    "funding: {funder: {kind: commercial_bank, share: 100%}, guarantor: {kind: financing_guarantee_company, share: 100%}}"
)
PRIVATE = f"{LENT}}}\nfunding: {{funder: {{kind: private_lender, share: 100%, licences: none}}}}"
MICRO = f"{LENT}}}\nfunding: {{funder: {{kind: microlender, share: 100%}}}}"
NOMINAL = "institution: {rates: {reading: nominal}}"
EFFECTIVE = "institution: {rates: {reading: effective}}"

CAPPED = {
    "assisted lending, compounded": Product(f"{PLATFORM}\n{EFFECTIVE}", "assisted-lending-cost", "0.2170"),
    "assisted lending, nominal": Product(f"{PLATFORM}\n{NOMINAL}", "assisted-lending-cost", "0.2400"),
    "microloan, nominal": Product(f"{MICRO}\n{NOMINAL}", "microloan-cost", "0.2400"),
    "microloan once it must be within 4 × LPR": Product(
        f"{MICRO}\n{NOMINAL}", "microloan-four-times-lpr", "0.1200", day=date(2028, 1, 1)
    ),
    "private lending on the day the LPR fell to 3 %": Product(
        PRIVATE, "private-lending-cap", "0.1200", "contract_date: 2025-05-20"
    ),
    "private lending the day before": Product(PRIVATE, "private-lending-cap", "0.1240", "contract_date: 2025-05-19"),
}
every_cap = pytest.mark.parametrize("product", CAPPED.values(), ids=CAPPED)


def priced(product: Product, rate: str) -> Manifest:
    loan = (
        f"id: a, principal: 12000, periods: 12, period: month, method: equal_instalment, fees: [], nominal_rate: {rate}"
    )
    more = f", {product.loan}" if product.loan else ""
    return read_manifest(f"hegui: product/v1\n{product.facts}\npricing: {{credits: [{{{loan}{more}}}]}}")


def judged(product: Product, rate: Decimal) -> str:
    """What the capping rule comes to at a rate, by a check of the whole rulebook."""
    decision = default_rules().check(priced(product, write("rate", rate)), as_of=product.day)
    (found,) = [one for one in decision.findings if one.rule == f"boundaries.rates.{product.rule}"]
    return f"{found.force} {found.outcome}"


@every_cap
def test_a_product_priced_at_the_cap_is_not_blocked_by_it(product: Product) -> None:
    assert judged(product, Decimal(product.cap)) == "block met"


@every_cap
def test_one_basis_point_over_the_cap_blocks(product: Product) -> None:
    assert judged(product, Decimal(product.cap) + Decimal("0.0001")) == "block violated"


@every_cap
def test_the_highest_rate_is_the_cap_and_names_it(product: Product) -> None:
    limit = rate_limit(priced(product, "9% per year"), product.day)
    assert (limit.value, [one.rule for one in limit.binding]) == (
        Decimal(product.cap),
        [f"boundaries.rates.{product.rule}"],
    )
    assert limit.confirmed


def test_a_tier_over_the_line_leaves_the_offer_no_room() -> None:
    tiered = Product(
        PRIVATE,
        "private-lending-cap-of-tiers",
        "",
        "contract_date: 2025-05-20, stated_annual_rate: 9% per year, tiers: [{id: t, nominal_rate: 13% per year}]",
    )
    limit = rate_limit(priced(tiered, "9% per year"), DAY)
    assert (limit.value, [one.rule for one in limit.whatever]) == (None, [f"boundaries.rates.{tiered.rule}"])


def test_what_is_open_of_the_rate_shown_over_tiers_is_told() -> None:
    tiered = Product(PRIVATE, "", "", "contract_date: 2025-05-20, tiers: [{id: t, nominal_rate: 10% per year}]")
    found = envelope_of(default_rules(), priced(tiered, "9% per year"), DAY)
    assert "boundaries.rates.stated-rate-below-every-tier" in [one.rule for one in found.undecided]


def test_practice_is_called_practice() -> None:
    limit = rate_limit(priced(CAPPED["assisted lending, nominal"], "9% per year"), DAY)
    (line,) = limit.binding[0].lines
    assert (line.parameter.standing, line.reading) == ("practice", "nominal")


def test_without_a_reading_both_rooms_are_told() -> None:
    limit = rate_limit(priced(Product(PLATFORM, "assisted-lending-cost", ""), "9% per year"), DAY)
    assert (limit.value, limit.at_best, limit.confirmed) == (Decimal("0.2170"), Decimal("0.2400"), True)
    assert limit.binding[0].missing == ("institution.rates.reading",)


def rate_limit(manifest: Manifest, day: date) -> Limit:
    bench = bench_for(default_rules(), manifest, day, None)
    return limit_of(bench, bench.probe(), rate_of(manifest, bench.loan))


# ---- the bundled examples

SAMPLES = [
    path.name
    for path in sorted(EXAMPLES.iterdir())
    if (path / "manifest.yaml").is_file() and loans_of(load_manifest(path / "manifest.yaml"))
]


@pytest.fixture(scope="module")
def envelopes() -> dict[str, Envelope]:
    manifests = {name: load_manifest(EXAMPLES / name / "manifest.yaml") for name in SAMPLES}
    return {
        name: envelope_of(default_rules(), manifest, DAY, loans_of(manifest)[0]) for name, manifest in manifests.items()
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_every_limit_proposed_for_a_sample_is_confirmed(name: str, envelopes: dict[str, Envelope]) -> None:
    proposed = [limit for limit in envelopes[name].limits if limit.value is not None]
    assert [limit.variable.name.en for limit in proposed if not limit.confirmed] == []


def test_a_design_over_the_line_is_told_by_how_much(envelopes: dict[str, Envelope]) -> None:
    rate = envelopes["salary-advance"].highest_rate
    assert (rate.value, rate.room) == (Decimal("0.0815"), Decimal("-0.0565"))


# ---- random loans

LOANS = st.fixed_dictionaries(
    {
        "principal": st.integers(500, 500_000).map(str),
        "periods": st.integers(1, 60).map(str),
        "period": st.sampled_from(["month", "week", "quarter", "half_month"]),
        "method": st.sampled_from(["equal_instalment", "equal_principal", "interest_only", "bullet"]),
        "nominal_rate": st.integers(0, 3_000).map(lambda bp: write("rate", Decimal(bp) / 10_000)),
        "stated_reading": st.sampled_from(["nominal", "effective", "simple"]),
        "stated_annual_rate": st.integers(0, 3_000).map(lambda bp: write("rate", Decimal(bp) / 10_000)),
        "fees": st.lists(
            st.sampled_from(
                [
                    "{rate: 1%, basis: original_principal, timing: at_start}",
                    "{rate: 0.05%, basis: outstanding_principal, timing: each_period}",
                    "{amount: 3, timing: each_period}",
                    "{rate: 0.5%, basis: original_principal, timing: deducted}",
                ]
            ),
            max_size=2,
        ).map(lambda fees: f"[{', '.join(fees)}]"),
    }
)
FACTS = st.sampled_from([product.facts for product in CAPPED.values()] + [PLATFORM])


def written(loan: dict[str, str], facts: str) -> Manifest:
    terms = ", ".join(f"{key}: {text}" for key, text in loan.items())
    return read_manifest(
        f"hegui: product/v1\n{facts}\npricing: {{credits: [{{id: a, contract_date: 2026-03-01, {terms}}}]}}"
    )


def broken(decision: Decision, rules: set[str]) -> set[str]:
    return {
        one.rule for one in decision.findings if one.outcome == VIOLATED and one.force == "block" and one.rule in rules
    }


def by_hand(limit: Limit) -> tuple[Edit, ...]:
    """The edits of a limit, the value one step further: written down here, not asked of the envelope."""
    first, *rest = limit.edits
    assert limit.value is not None
    more = write(limit.variable.unit, limit.value + limit.variable.step)
    return (Edit(first.path, more, first.chain, first.rel), *rest)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loan=LOANS, facts=FACTS)
def test_the_rate_proposed_passes_a_fresh_check_and_one_basis_point_more_fails(
    loan: dict[str, str], facts: str
) -> None:
    manifest = written(loan, facts)
    bench = bench_for(default_rules(), manifest, DAY, None)
    limit = limit_of(bench, bench.probe(), rate_of(manifest, bench.loan))
    holds_as_proposed(bench.rules.reading(limit.variable.touches), manifest, limit)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loan=LOANS, facts=FACTS)
def test_every_charge_proposed_passes_a_fresh_check_and_one_step_more_fails(loan: dict[str, str], facts: str) -> None:
    manifest = written(loan, facts)
    bench = bench_for(default_rules(), manifest, DAY, None)
    for charge in charges_of(manifest, bench.loan):
        limit = limit_of(bench, bench.probe(), charge)
        holds_as_proposed(bench.rules.reading(limit.variable.touches), manifest, limit)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loan=LOANS, facts=FACTS)
def test_the_longest_term_proposed_passes_a_fresh_check_and_one_period_more_fails(
    loan: dict[str, str], facts: str
) -> None:
    manifest = written(loan, facts)
    envelope = envelope_of(default_rules(), manifest, DAY, most_periods=130)
    rules = bench_for(default_rules(), manifest, DAY, None).rules
    holds_as_proposed(rules.reading(envelope.longest_term.variable.touches), manifest, envelope.longest_term)


def holds_as_proposed(checks: Sequence[Check], manifest: Manifest, limit: Limit) -> None:
    if limit.value is None or limit.unbounded:
        return
    rules = {check.rule.id for check in checks} - {one.rule for one in limit.left_open}
    fresh = default_rules().check(edited(manifest, limit.edits), as_of=DAY)
    further = default_rules().check(edited(manifest, by_hand(limit)), as_of=DAY)
    assert broken(fresh, rules) == set()
    undecided = {one.rule for one in further.findings if one.outcome == "undetermined" and one.force == "block"}
    assert (broken(further, rules) | undecided) & {one.rule for one in limit.binding} or understated(further)
    assert limit.confirmed


def understated(decision: Decision) -> bool:
    """One step further by hand leaves the stated rate behind: that rule then speaks as well."""
    return "boundaries.rates.stated-rate-understated" in {
        one.rule for one in decision.findings if one.outcome == VIOLATED
    }
