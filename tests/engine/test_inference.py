"""The inference core settles what follows and nothing else, remembers few answers, and says what is wrong."""

from __future__ import annotations

import resource
import sys
from typing import Any

import pytest
from hegui import inference
from hegui.clauses import PROPERTIES, RULES, WIDTH, Program, Ruleset
from hegui.errors import InferenceError
from hegui.inference import And, Const, Core, Expr, Lit, Or, Stratum, UnitRule
from hegui.values import FALSE, TRUE, UNKNOWN
from propositional import (
    Spy,
    child,
    derivable,
    kleene,
    negated,
    random_expr,
    random_signals,
    random_stratum,
    seeded,
    signal,
    stratum,
    unit,
)  # fmt: skip

T, F, U = TRUE, FALSE, UNKNOWN
A, B = signal(0), signal(1)
NOT_A = signal(0, positive=False)

ONE_UNIT = [
    ("the signal itself", A, (T, U), T),
    ("the signal itself, false", A, (F, U), F),
    ("the signal itself, unknown", A, (U, U), U),
    ("its negation", NOT_A, (F, U), T),
    ("and: one false settles it", And((A, B)), (F, U), F),
    ("and: one unknown leaves it open", And((A, B)), (T, U), U),
    ("or: one true settles it", Or((A, B)), (U, T), T),
    ("or: one unknown leaves it open", Or((A, B)), (U, F), U),
    ("always", Const(value=True), (U, U), T),
    ("never", Const(value=False), (U, U), F),
    ("nothing required is always", And(()), (U, U), T),
    ("nothing offered is never", Or(()), (U, U), F),
    ("a constant inside an and falls away", And((Const(value=True), A)), (T, U), T),
    ("a constant inside an or decides it", Or((Const(value=True), A)), (F, U), T),
    ("the same signal twice", And((A, A)), (T, U), T),
    ("a signal and its negation, unknown", Or((A, NOT_A)), (U, U), U),
    ("an and of ors", And((Or((A, B)), Or((NOT_A, B)))), (T, T), T),
]


@pytest.mark.parametrize(("_", "when", "signals", "expected"), ONE_UNIT, ids=[case[0] for case in ONE_UNIT])
def test_one_unit_settles_by_three_valued_logic(_: str, when: Expr, signals: tuple[int, ...], expected: int) -> None:
    assert Core(stratum(2, when)).settle(signals) == (expected,)


@pytest.mark.parametrize("seed", range(50))
def test_random_strata_settle_as_kleene_says(seed: int) -> None:
    rng = seeded(seed)
    for _ in range(20):
        program = random_stratum(rng)
        core = Core(program)
        cases = [random_signals(rng, program.signals) for _ in range(5)]
        assert [core.settle(case) for case in cases] == [kleene(program, case) for case in cases]


@pytest.mark.parametrize("seed", range(20))
def test_units_that_need_each_other_are_shown_only_from_outside(seed: int) -> None:
    rng = seeded(seed)
    for _ in range(10):
        size = rng.randint(2, 6)
        whens = [(random_expr(rng, 4, size, 2), random_expr(rng, 4, size, 1)) for _ in range(size)]
        program = Stratum("test", 4, tuple(UnitRule(i, *pair) for i, pair in enumerate(whens)))
        signals = random_signals(rng, 4)
        shown = derivable(program, signals)
        if (True, True) in shown:
            with pytest.raises(InferenceError, match="both true and false"):
                Core(program).settle(signals)
        else:
            assert Core(program).settle(signals) == tuple(T if t else F if f else U for t, f in shown)


@pytest.mark.parametrize("settled", [T, F, U])
@pytest.mark.parametrize("length", [8, 40])
def test_a_chain_of_conclusions_settles_to_its_end(length: int, settled: int) -> None:
    program = stratum(1, signal(0), *(unit(i) for i in range(length)))
    assert Core(program).settle([settled]) == (settled,) * (length + 1)


WIDE = [
    ("and of 300", And(tuple(signal(i) for i in range(300)))),
    ("or of 300", Or(tuple(signal(i) for i in range(300)))),
    ("and of 40 ors", And(tuple(Or((signal(2 * i), signal(2 * i + 1))) for i in range(40)))),
    ("or of 40 ands", Or(tuple(And((signal(2 * i), signal(2 * i + 1))) for i in range(40)))),
]


@pytest.mark.parametrize(
    "signals",
    [(T,) * 300, (F,) * 300, (T, F) * 150, (T,) * 299 + (U,)],
    ids=["all true", "all false", "every other", "one unknown"],
)
@pytest.mark.parametrize("when", [when for _, when in WIDE], ids=[name for name, _ in WIDE])
def test_a_condition_wider_than_the_core_takes_is_cut_into_parts(when: Expr, signals: tuple[int, ...]) -> None:
    program = stratum(300, when)
    assert Core(program).settle(signals) == kleene(program, signals)


def test_a_unit_both_true_and_false_is_an_error_that_names_it() -> None:
    with pytest.raises(InferenceError, match="product 0: unit 0 is both true and false"):
        Core(Stratum("product 0", 1, (UnitRule(0, A, A),))).settle([T])


BROKEN = [
    ("a signal it does not have", (UnitRule(0, B, A),), "no signal 1"),
    ("a unit it does not have", (UnitRule(0, unit(1), A),), "no unit 1"),
    ("a number below zero", (UnitRule(0, Lit("unit", -1), A),), "no unit -1"),
    ("a gap in its units", (UnitRule(1, A, A),), "not numbered"),
]


@pytest.mark.parametrize(("_", "units", "message"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_stratum_is_refused_for_naming(_: str, units: tuple[UnitRule, ...], message: str) -> None:
    with pytest.raises(InferenceError, match=message):
        Core(Stratum("test", 1, units))


@pytest.mark.parametrize("signals", [(), (T, T), (2,), (-1,)], ids=repr)
def test_signals_that_are_no_truths_of_the_stratum_are_refused(signals: tuple[int, ...]) -> None:
    with pytest.raises(InferenceError, match="not the truths of 1 signals"):
        Core(stratum(1, A)).settle(signals)


def oversized(*, rules: int = 0, width: int = 1, names: int = 0) -> Ruleset:
    ruleset = Ruleset()
    for i in range(rules):
        ruleset.add("y0t", frozenset({f"x{i % 9}t"}))
    ruleset.add("y0t", frozenset(f"x{i}t" for i in range(width)))
    ruleset.names.update((f"x{i}t", "") for i in range(names))
    return ruleset


@pytest.mark.parametrize(
    ("ruleset", "message"),
    [
        (oversized(rules=RULES), f"{RULES + 2} rules, the limit is {RULES}"),
        (oversized(width=WIDTH + 1), f"{WIDTH + 1} names in one pattern, the limit is {WIDTH}"),
        (oversized(names=PROPERTIES), f"{PROPERTIES + 3} properties of a message, the limit is {PROPERTIES}"),
    ],
    ids=["rules", "width", "properties"],
)
def test_a_ruleset_beyond_a_limit_is_refused_naming_the_limit(ruleset: Ruleset, message: str) -> None:
    with pytest.raises(InferenceError, match=message):
        ruleset.prove("test")


# ---- memory of answers


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    spy = Spy()
    monkeypatch.setattr(inference, "_extension", lambda: spy)
    return spy


def test_a_remembered_answer_does_not_ask_the_core(spy: Spy) -> None:
    core = Core(stratum(1, A))
    assert core.settle([T]) == core.settle((T,))
    assert len(spy.messages) == 1


def test_a_forgotten_answer_asks_the_core_again(spy: Spy) -> None:
    core = Core(stratum(1, A))
    core.settle([T])
    core.forget()
    core.settle([T])
    assert len(spy.messages) == 2


def test_only_the_last_answers_are_remembered(spy: Spy) -> None:
    core = Core(stratum(1, A), memo=1)
    for settled in (T, F, T):
        core.settle([settled])
    assert len(spy.messages) == 3


def test_a_record_that_says_nothing_asks_nothing(spy: Spy) -> None:
    assert Core(stratum(1, A, Const(value=True))).settle([U]) == (U, T)
    assert spy.messages == []


def test_memory_does_not_grow_with_evaluations() -> None:
    rng = seeded(0)
    core = Core(random_stratum(rng), memo=0)
    size = core.stratum.signals
    for _ in range(1000):
        core.settle(random_signals(rng, size))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(5000):
        core.settle(random_signals(rng, size))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024


# ---- a core that is missing or misbehaves


def test_without_the_extension_the_core_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "durable_rules_engine", None)
        inference._extension.cache_clear()
        assert not inference.available()
        with pytest.raises(InferenceError, match="cannot be imported"):
            Core(stratum(1, A)).settle([T])
    inference._extension.cache_clear()
    assert inference.available()


def observed(*_: Any) -> Any:
    return 2, 1


def unhandled(spy: Spy, handle: int, message: str) -> Any:
    return 1, Spy.assert_fact(spy, handle, message)[1]


def wandering(spy: Spy, handle: int, message: str) -> Any:
    return 0, Spy.assert_fact(spy, handle, message)[1] + len(spy.messages) - 1


def failing(spy: Spy, *_: Any) -> Any:
    raise spy.error("Could not assert fact, error code: 303")


def silent(*_: Any) -> Any:
    return None


def stranger(spy: Spy, handle: int, state: int) -> Any:
    Spy.start_action_for_state(spy, handle, state)
    return "{}", '{"r99":{}}'


MISBEHAVIOUR = [
    ("assert_fact", observed, "code 2"),
    ("assert_fact", unhandled, "code 1"),
    ("assert_fact", wandering, "in state"),
    ("assert_fact", failing, "303"),
    ("start_action_for_state", silent, "did not answer"),
    ("start_action_for_state", stranger, "fired r99"),
    ("complete_and_start_action", failing, "303"),
    ("delete_state", failing, None),
]


@pytest.mark.parametrize(
    ("function", "fault", "message"), MISBEHAVIOUR, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_core_that_misbehaves_is_an_error_and_the_next_evaluation_is_right(
    spy: Spy, monkeypatch: pytest.MonkeyPatch, function: str, fault: Any, message: str | None
) -> None:
    looping = Stratum(
        "test", 1, (UnitRule(0, Or((A, unit(1))), Const(value=False)), UnitRule(1, unit(0), Const(value=False)))
    )
    core = Core(looping, memo=0)
    with monkeypatch.context() as patch:
        patch.setattr(spy, function, lambda *arguments: fault(spy, *arguments))
        if message is None:
            core.settle([T])
        else:
            with pytest.raises(InferenceError, match=message):
                core.settle([T])
    assert core.settle([T]) == (T, T)


def test_a_forked_child_of_a_used_core_settles_alike() -> None:
    core = Core(stratum(2, And((A, B))), memo=0)
    core.settle((T, T))
    assert child(lambda: core.settle((T, F)) == (F,)) == 0


def test_compiling_is_the_same_every_time() -> None:
    rng = seeded(7)
    program = random_stratum(rng, 30)
    texts = [[ruleset.text() for ruleset in Program(program).rulesets] for _ in range(2)]
    assert texts[0] == texts[1]


def test_the_negation_of_a_negation_is_the_expression() -> None:
    expr = random_expr(seeded(3), 5, 5, 4)
    assert negated(negated(expr)) == expr
