"""How sure a finding is: as the weakest of all it rests on. What nobody confirmed warns, and is never silently clear."""

from __future__ import annotations

import pytest
from hegui.errors import UsageError
from rulebooks import always, decided, finding, parameter, rulebook, series

RULE = "boundaries/x.yaml"
PILOT = "product: {stage: pilot}"


def stated(level: str) -> dict[str, str]:
    """A confidence to write into a rule."""
    return {"confidence": level}


def of_rule(level: str) -> tuple[dict[str, str], str]:
    return {RULE: always("require: {product.stage: idea}", **stated(level))}, PILOT


def of_classification(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}", **stated(level)),
        RULE: always("forbid: {product.is.cash: true}"),
    }, PILOT


def of_a_chain(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}", **stated(level)),
        "classify/y.yaml": always("when: {product.is.cash: true}", conclude="{product.is.online: true}"),
        RULE: always("forbid: {product.is.online: true}"),
    }, PILOT


def of_an_element(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always(
            "when: {item.published: true}",
            for_each="data.items as item",
            conclude="{item.is.sensitive: true}",
            **stated(level),
        ),
        RULE: always("require: {none: {of: data.items as item, hold: {item.is.sensitive: true}}}"),
    }, "data: {items: [{published: true}]}"


def of_a_set(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.activities: {add: lending}}"),
        "classify/y.yaml": always(
            "when: {product.stage: pilot}", conclude="{product.activities: {add: payment}}", **stated(level)
        ),
        RULE: always("forbid: {product.activities: {contains_all: [lending, payment]}}"),
    }, PILOT


def of_a_number(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "5"), confidence=level)),
        RULE: always("require: {users.minimum_age: {at_most: {param: cap}}}"),
    }, "users: {minimum_age: 18}"


def of_a_number_in_a_classification(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "5"), confidence=level)),
        "classify/x.yaml": always(
            "when: {users.minimum_age: {more_than: {param: cap}}}", conclude="{product.is.cash: true}"
        ),
        RULE: always("forbid: {product.is.cash: true}"),
    }, "users: {minimum_age: 18}"


def of_a_number_of_a_formula(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "lpr: "
        + parameter(series(("2020-01-01", "5"), confidence=level))
        + "cap: "
        + parameter("formula: {times: [2, {param: lpr}]}"),
        RULE: always("require: {users.minimum_age: {at_most: {param: cap}}}"),
    }, "users: {minimum_age: 18}"


def of_a_number_within_a_formula(level: str) -> tuple[dict[str, str], str]:
    files, text = of_a_number_of_a_formula(level)
    nested = files["parameters/p.yaml"].replace(
        "{times: [2, {param: lpr}]}", "{times: [1, {times: [2, {param: lpr}]}]}"
    )
    return {**files, "parameters/p.yaml": nested}, text


def of_a_list(level: str) -> tuple[dict[str, str], str]:
    return {
        "vocabulary/lists.yaml": f"w: {{label: {{zh: 词, en: w}}, kind: stage, confidence: {level}, members: [pilot]}}\n",
        RULE: always("forbid: {product.stage: {in: {list: w}}}"),
    }, PILOT


def of_a_list_among_elements(level: str) -> tuple[dict[str, str], str]:
    return {
        "vocabulary/lists.yaml": f"w: {{label: {{zh: 词, en: w}}, kind: data_category, confidence: {level}, members: [contacts]}}\n",
        RULE: always("require: {some: {of: data.items as item, hold: {item.category: {in: {list: w}}}}}"),
    }, "data: {items: [{category: bank_card}]}"


def of_the_number_counted(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "0"), confidence=level)),
        RULE: always("require: {count: {of: data.items as item, at_most: {param: cap}}}"),
    }, "data: {items: [{category: bank_card}]}"


BASES = [
    of_rule,
    of_classification,
    of_a_chain,
    of_an_element,
    of_a_set,
    of_a_number,
    of_a_number_in_a_classification,
    of_a_number_of_a_formula,
    of_a_number_within_a_formula,
    of_a_list,
    of_a_list_among_elements,
    of_the_number_counted,
]


@pytest.mark.parametrize("level", ["verified", "secondary", "unverified"])
@pytest.mark.parametrize("basis", BASES, ids=[one.__name__ for one in BASES])
def test_a_finding_is_as_sure_as_what_it_rests_on(basis: object, level: str) -> None:
    found = finding(decided(*basis(level)))  # type: ignore[operator]
    assert (found.outcome, found.confidence) == ("violated", level)


@pytest.mark.parametrize("basis", BASES, ids=[one.__name__ for one in BASES])
def test_what_nobody_confirmed_warns_and_does_not_block(basis: object) -> None:
    decision = decided(*basis("unverified"))  # type: ignore[operator]
    found = finding(decision)
    assert (found.force, found.ruled_force, decision.verdict) == ("warn", "block", "clear")


@pytest.mark.parametrize("basis", BASES, ids=[one.__name__ for one in BASES])
def test_what_the_public_reports_say_blocks(basis: object) -> None:
    decision = decided(*basis("secondary"))  # type: ignore[operator]
    assert (finding(decision).force, decision.verdict) == ("block", "blocked")


@pytest.mark.parametrize("force", ["warn", "advise"])
def test_a_rule_that_does_not_block_keeps_its_force(force: str) -> None:
    files = {RULE: always("require: {product.stage: idea}", force=force, confidence="unverified")}
    assert finding(decided(files, PILOT)).force == force


def test_of_several_proofs_the_best_counts() -> None:
    files, text = of_classification("unverified")
    other = always("when: {credit.revolving: true}", conclude="{product.is.cash: true}", confidence="secondary")
    found = finding(decided({**files, "classify/z.yaml": other}, f"{text}\ncredit: {{revolving: true}}"))
    assert (found.confidence, found.force) == ("secondary", "block")


def test_a_proof_that_does_not_hold_lends_nothing() -> None:
    files, text = of_classification("unverified")
    other = always("when: {credit.revolving: true}", conclude="{product.is.cash: true}", confidence="verified")
    assert (
        finding(decided({**files, "classify/z.yaml": other}, f"{text}\ncredit: {{revolving: false}}")).confidence
        == "unverified"
    )


def test_the_number_of_another_day_has_its_own_confidence() -> None:
    steps = (
        series(("2020-01-01", "5"))[:-1] + ", " + series(("2026-01-01", "6"), confidence="unverified").partition("[")[2]
    )
    files = {
        "parameters/p.yaml": "cap: " + parameter(steps),
        RULE: always("require: {users.minimum_age: {at_most: {param: cap, on: {fact: credit.contract_date}}}}"),
    }
    text = "users: {minimum_age: 18}\ncredit: {contract_date: %s}"
    assert [finding(decided(files, text % day)).confidence for day in ("2021-01-01", "2026-01-01")] == [
        "verified",
        "unverified",
    ]


def test_a_rule_displaced_by_an_unconfirmed_one_is_not_sure_either() -> None:
    files = {
        RULE: always("require: {users.minimum_age: {at_least: 18}}"),
        "boundaries/y.yaml": always(
            "when: {product.stage: pilot}, require: {users.minimum_age: {at_least: 16}}",
            overrides="[boundaries.x]",
            confidence="unverified",
        ),
    }
    found = finding(decided(files, PILOT), "boundaries.x")
    assert (found.outcome, found.confidence) == ("not_applicable", "unverified")


# ---- trust


def classified(said: str, level: str, **more: str) -> dict[str, str]:
    """A rule about a product that is found to be cash on the word of one classification."""
    concluding = always("when: {product.stage: pilot}", conclude="{product.is.cash: true}", confidence=level)
    return {"classify/x.yaml": concluding, RULE: always(said, **more)}


ON_TRUST = {
    "met": "require: {product.is.cash: true}",
    "not applicable": "when: {product.is.cash: false}, require: {product.name: x}",
}


@pytest.mark.parametrize("said", ON_TRUST.values(), ids=ON_TRUST)
def test_what_is_clear_on_trust_is_listed(said: str) -> None:
    decision = decided(classified(said, "unverified"), PILOT)
    assert (decision.verdict, [one.rule for one in decision.on_trust]) == ("clear", ["boundaries.x"])


@pytest.mark.parametrize("level", ["verified", "secondary"])
def test_what_was_confirmed_is_not_on_trust(level: str) -> None:
    assert decided(classified(ON_TRUST["met"], level), PILOT).on_trust == ()


def test_a_rule_that_cannot_block_needs_no_trust() -> None:
    assert decided(of_rule("unverified")[0], "product: {stage: idea}").on_trust == ()


@pytest.mark.parametrize("force", ["warn", "advise"])
def test_only_blocking_rules_can_be_clear_on_trust(force: str) -> None:
    assert decided(classified(ON_TRUST["met"], "unverified", force=force), PILOT).on_trust == ()


@pytest.mark.parametrize("text", [PILOT, ""])
def test_what_is_not_clear_is_not_on_trust(text: str) -> None:
    assert decided(classified("forbid: {product.is.cash: true}", "unverified"), text).on_trust == ()


def test_what_the_firm_trusts_is_no_longer_on_trust() -> None:
    trust = {"classify.x": "secondary"}
    assert decided(classified(ON_TRUST["met"], "unverified"), PILOT, trust=trust).on_trust == ()


def test_a_firm_may_trust_a_rule() -> None:
    files, text = of_rule("unverified")
    decision = decided(files, text, trust={"boundaries.x": "secondary"})
    assert (finding(decision).confidence, decision.verdict) == ("secondary", "blocked")


def test_a_firm_may_trust_a_classification() -> None:
    files, text = of_classification("unverified")
    assert decided(files, text, trust={"classify.x": "verified"}).verdict == "blocked"


def test_trust_is_recorded() -> None:
    files, text = of_rule("unverified")
    assert decided(files, text, trust={"boundaries.x": "secondary"}).body["rulebook"]["trust"] == {
        "boundaries.x": "secondary"
    }  # type: ignore[index]


@pytest.mark.parametrize("trust", [{"boundaries.y": "verified"}, {"boundaries.x": "certain"}])
def test_trust_is_of_a_known_rule_and_level(trust: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        rulebook(of_rule("unverified")[0], trust=trust)
