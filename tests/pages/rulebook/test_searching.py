"""Searching the bundled rules: what words find, in either language; what is counted beside them."""

from __future__ import annotations

from datetime import date

import pytest
from hegui.authoring.register import register_of
from hegui.loading.contents import bundled_rulesets, rule_files
from hegui.rulebook import default_rules
from hegui_adapters.pages.rulebook.library import Library
from hegui_adapters.pages.rulebook.searching import FACETS, Found, Wanted, found


@pytest.fixture(scope="module")
def library() -> Library:
    folder = bundled_rulesets()
    return Library(default_rules(), rule_files([folder]), register_of(folder))


def searched(library: Library, words: str = "", **more: object) -> Found:
    return found(Wanted(words, **more), library.rulebook.contents.rules, lambda: library.index)  # type: ignore[arg-type]


def ids(library: Library, words: str) -> list[str]:
    return [rule.id for rule in searched(library, words).rules]


IN_CONTRACT = "boundaries.rates.annual-rate-in-contract"
CASH_LOAN = "boundaries.rates.able-to-repay"
FINDS = {
    "its title": ("贷款合同须载明年化利率", IN_CONTRACT),
    "a part of it": ("载明年化", IN_CONTRACT),
    "its English title": ("contract states the annual rate", IN_CONTRACT),
    "capitals": ("ANNUAL Rate", IN_CONTRACT),
    "traditional characters": ("貸款合同須載明年化利率", IN_CONTRACT),
    "full-width characters": ("ａｎｎｕａｌ", IN_CONTRACT),
    "its id": ("rates.annual-rate-in-contract", IN_CONTRACT),
    "its number in the register": ("R45", CASH_LOAN),
    "the text of that row": ("展期一般不超2次", CASH_LOAN),
    "the instrument it cites": ("整治办函〔2017〕141号", CASH_LOAN),
    "a fact its condition reads": ("展期次数上限", CASH_LOAN),
    "words apart": ("展期 无收入", CASH_LOAN),
    "a term its characters make in pairs": ("年化利率载明", IN_CONTRACT),
}


@pytest.mark.parametrize(("words", "rule"), FINDS.values(), ids=FINDS)
def test_a_rule_is_found_by(library: Library, words: str, rule: str) -> None:
    assert rule in ids(library, words)


def test_every_word_must_be_said(library: Library) -> None:
    assert IN_CONTRACT not in ids(library, "年化利率 反洗钱")


def test_nothing_is_found_by_what_no_rule_says(library: Library) -> None:
    assert ids(library, "量子纠缠") == []


def test_a_rule_that_is_called_so_stands_before_those_that_only_say_so(library: Library) -> None:
    listed = searched(library, "年化利率").rules
    named = ["年化利率" in rule.title.zh for rule in listed]
    assert True in named
    assert named == sorted(named, reverse=True)


def test_no_words_find_every_rule(library: Library) -> None:
    assert tuple(searched(library, " ").rules) == library.rulebook.contents.rules


@pytest.mark.parametrize("name", FACETS)
def test_what_a_facet_counts_is_what_it_leaves(library: Library, name: str) -> None:
    for value, count in [*searched(library).counts[name].items()][:5]:
        assert len(searched(library, chosen={name: value}).rules) == count


def test_a_facet_is_counted_with_the_others_applied_and_itself_left_open(library: Library) -> None:
    chosen = {"topic": "rates", "force": "block"}
    counts = searched(library, chosen=chosen).counts
    assert counts["force"]["warn"] == len(searched(library, chosen={"topic": "rates", "force": "warn"}).rules)
    assert counts["topic"]["aml"] == len(searched(library, chosen={"topic": "aml", "force": "block"}).rules)


@pytest.mark.parametrize(("day", "binds"), [(date(2017, 11, 30), False), (date(2017, 12, 1), True)])
def test_only_rules_that_bind_on_the_day_are_found(library: Library, day: date, binds: bool) -> None:
    assert (CASH_LOAN in {rule.id for rule in searched(library, day=day).rules}) is binds


def test_an_example_is_read_from_the_rule_s_own_file(library: Library) -> None:
    rule = library.rulebook.by_id[CASH_LOAN]
    assert "three extensions" in [case.name for case in library.cases_of(rule)]


def test_a_rule_rests_on_the_conclusions_its_conditions_ask_for(library: Library) -> None:
    asked = library.conclusions_in(library.rulebook.by_id[CASH_LOAN])
    assert asked == {("", "product.activities"): frozenset({"microloan", "private_lending"})}
