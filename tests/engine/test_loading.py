"""What the loader refuses: every problem with its file, line and column and, where one can be told, what was meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hegui.errors import RuleError, UsageError
from hegui.loading.contents import RuleFile, bundled_rulesets, digest_of, rule_files
from hegui.loading.files import load
from rulebooks import BASE, always, contents, parameter, problem, problems, rule, series
from rulebooks import rule_files as in_memory

RULE = "boundaries/x.yaml"
CLASSIFICATION = "classify/x.yaml"
PARAMETERS = "parameters/x.yaml"
LISTS = "vocabulary/lists.yaml"
WORDS = "w: {label: {zh: 词, en: words}, kind: text, confidence: verified, members: [free]}\n"
CONTACTS = "c: {label: {zh: 词, en: words}, kind: data_category, confidence: verified, members: [contacts]}\n"
CAP = "cap: " + parameter(series(("2020-01-01", "5")))


def check(when: str = "{}", require: str = "{product.stage: pilot}", **more: str) -> Mapping[str, str]:
    """A check whose condition stands on line 3, from column 11, and its demand on line 4."""
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    body = f"versions:\n  - in_force: {{from: 2020-01-01}}\n    when: {when}\n    require: {require}\n"
    return {RULE: rule(body + lines)}


def classification(conclude: str, when: str = "{product.stage: pilot}", **more: str) -> Mapping[str, str]:
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    version = f"versions: [{{in_force: {{from: 2020-01-01}}, when: {when}}}]\n"
    return {CLASSIFICATION: rule(f"conclude: {conclude}\n{version}{lines}")}


LINE = "title: {zh: 标题, en: title}\nversions: [{in_force: {from: 2020-01-01}, require: {product.stage: pilot}}]\n"
ELEMENT = "versions: [{in_force: {from: 2020-01-01}, require: {item.category: contacts}}]\n"
FEE = "versions: [{in_force: {from: 2020-01-01}, require: {fee.rate: 1%}}]\n"

RULES = {
    "an id that differs from the path": (
        f"id: boundaries.y\n{LINE}",
        "1:5: the id differs from the path, which makes it boundaries.x",
    ),
    "a misspelt key": (f"{LINE}forse: block\n", '3:1: unknown key "forse"; did you mean force?'),
    "an unknown force": (f"{LINE}force: stop\n", '3:8: unknown force "stop"'),
    "an unknown kind": (f"{LINE}kind: dutty\n", '3:7: unknown kind "dutty"; did you mean duty?'),
    "an unknown confidence": (f"{LINE}confidence: sure\n", '3:13: unknown confidence "sure"'),
    "an unregistered source": (
        f"{LINE}sources: [{{instrument: LAV, article: null}}]\n",
        '3:11: unknown instrument "LAV"; did you mean LAW?',
    ),
    "no source": (f"{LINE}sources: []\n", "3:10: sources should not be empty"),
    "a misspelt key of a source": (
        f"{LINE}sources: [{{instrument: LAW, artcle: 1}}]\n",
        '3:29: unknown key "artcle"; did you mean article?',
    ),
    "an unknown red line": (f"{LINE}red_line: 13\n", "1:1: there is no red line 13"),
    "a red line that is no number": (f"{LINE}red_line: first\n", '3:11: "first" is not a count: write 12 or 20万'),
    "one language only": (f"{LINE}message: {{zh: 消息}}\n", "3:10: a bilingual text lacks en"),
    "a message about nothing": (
        f"{LINE}message: {{zh: 消息, en: 'of {{item.category}}'}}\n",
        '3:10: unknown path "item.category"; did you mean app.category?',
    ),
    "a message in chinese about nothing": (
        f"{LINE}message: {{zh: '{{users.age}}', en: message}}\n",
        '3:10: unknown path "users.age"; did you mean users.target?',
    ),
    "a message that crosses a list": (
        f"{LINE}message: {{zh: '{{data.items.category}}', en: message}}\n",
        "3:10: data.items.category crosses the list data.items; bind its elements with for_each, every or some",
    ),
    "a remedy of nobody": (
        f"{LINE}remedy: {{who: everybody, note: {{zh: 注, en: note}}}}\n",
        '3:15: unknown who "everybody"',
    ),
    "a remedy without words": (f"{LINE}remedy: {{who: edit}}\n", "3:9: a remedy lacks note"),
    "a remedy of an unknown path": (
        f"{LINE}remedy: {{who: edit, set: {{product.stge: pilot}}, note: {{zh: 注, en: note}}}}\n",
        '3:27: unknown path "product.stge"; did you mean product.stage?',
    ),
    "a day of checking that is none": (
        f"{LINE}checked: {{on: yesterday, against: text}}\n",
        '3:15: "yesterday" is not a day: write 2026-12-01',
    ),
    "no versions": ("versions: []\n", "1:11: versions should not be empty"),
    "versions that overlap": (
        (
            "versions:\n  - {in_force: {from: 2020-01-01, until: 2021-01-02}, require: {product.stage: pilot}}\n"
            "  - {in_force: {from: 2021-01-01}, require: {product.stage: pilot}}\n"
        ),
        "1:1: versions overlap: the one from 2020-01-01 and the one from 2021-01-01",
    ),
    "a version without end before another": (
        (
            "versions:\n  - {in_force: {from: 2020-01-01}, require: {product.stage: pilot}}\n"
            "  - {in_force: {from: 2021-01-01}, require: {product.stage: pilot}}\n"
        ),
        "1:1: versions overlap: the one from 2020-01-01 and the one from 2021-01-01",
    ),
    "a version that ends before it starts": (
        "versions: [{in_force: {from: 2020-01-01, until: 2020-01-01}, require: {product.stage: pilot}}]\n",
        "1:12: a version ends after it starts",
    ),
    "a version without a day": (
        "versions: [{require: {product.stage: pilot}}]\n",
        "1:12: in_force: {from: DAY} is missing",
    ),
    "a demand and a ban": (
        "versions: [{in_force: {from: 2020-01-01}, require: {product.stage: pilot}, forbid: {product.stage: idea}}]\n",
        "1:12: exactly one of require and forbid is needed",
    ),
    "neither demand nor ban": (
        "versions: [{in_force: {from: 2020-01-01}, when: {product.stage: pilot}}]\n",
        "1:12: exactly one of require and forbid is needed",
    ),
    "a nested list that is not connected": (
        f"for_each: [pricing.credits as loan, data.items as fee]\n{ELEMENT.replace('item.', 'fee.')}",
        "1:37: each for_each starts from the one before it",
    ),
    "a nested list of the outer name": (
        f"for_each: [pricing.credits as loan, loan.fees as loan]\n{LINE}",
        "1:37: the name loan is already taken",
    ),
    "a case that proves nothing known": (
        (
            f"{LINE}cases: [{{name: it, given: {{}}, expect: broken}}]\n"
            "no_case: {violated: x, met: x, undetermined: x, not_applicable: x}\n"
        ),
        '10:39: unknown expect "broken"',
    ),
    "a case without facts": (
        f"{LINE}cases: [{{name: it, expect: met}}]\nno_case: {{met: x, violated: x, undetermined: x, not_applicable: x}}\n",
        "10:9: a case lacks given",
    ),
    "a case that assumes an unknown conclusion": (
        (
            f"{LINE}cases: [{{name: it, given: {{}}, assume: {{product.is.csh: true}}, expect: met}}]\n"
            "no_case: {violated: x, undetermined: x, not_applicable: x}\n"
        ),
        '10:40: unknown conclusion "product.is.csh"; did you mean product.is.cash?',
    ),
}


@pytest.mark.parametrize(("body", "found"), RULES.values(), ids=RULES)
def test_a_rule_is_refused_at_its_place(body: str, found: str) -> None:
    assert str(problem({RULE: rule(body)})) == f"rulesets/{RULE}:{found}"


@pytest.mark.parametrize("missing", ["title", "kind", "force", "sources", "confidence", "message", "versions"])
def test_a_check_needs_its_parts(missing: str) -> None:
    lines = rule(LINE).splitlines()
    kept = "\n".join(line for line in lines if not line.startswith(f"{missing}:"))
    assert str(problem({RULE: kept})) == f"rulesets/{RULE}:1:1: a rule lacks {missing}"


@pytest.mark.parametrize("outcome", ["violated", "met", "undetermined", "not_applicable"])
def test_each_outcome_needs_a_case_or_a_reason(outcome: str) -> None:
    excused = ", ".join(f"{one}: x" for one in ("violated", "met", "undetermined", "not_applicable") if one != outcome)
    cases = "cases: [{name: it, given: {}, expect: %s}]\n" % ("met" if outcome != "met" else "violated")
    found = problem({RULE: rule(f"{LINE}no_case: {{{excused}}}\n{cases}")})
    assert (
        str(found) == f"rulesets/{RULE}:1:1: no case ends in {outcome}; where that cannot happen, say why under no_case"
    )


@pytest.mark.parametrize("outcome", ["concluded", "not_concluded", "undetermined"])
def test_each_end_of_a_classification_needs_a_case_or_a_reason(outcome: str) -> None:
    excused = ", ".join(f"{one}: x" for one in ("concluded", "not_concluded", "undetermined") if one != outcome)
    shown = "concluded" if outcome != "concluded" else "undetermined"
    cases = f"[{{name: it, given: {{}}, expect: {shown}}}]"
    found = problem(classification("{product.is.cash: true}", no_case=f"{{{excused}}}", cases=cases))
    assert found.en == f"no case ends in {outcome}; where that cannot happen, say why under no_case"


CLASSIFICATIONS = {
    "an undeclared conclusion": (
        "{product.is.csh: true}",
        '1:12: unknown path "product.is.csh"; did you mean product.is.cash?',
    ),
    "a fact": ("{product.stage: pilot}", "1:12: product.stage is not a declared conclusion"),
    "a flag that is false": ("{product.is.cash: false}", "1:29: a flag is concluded as true"),
    "an unknown member": (
        "{product.activities: {add: landing}}",
        '1:38: unknown member "landing"; did you mean lending?',
    ),
    "a set without add": ("{product.activities: {at_least: lending}}", "1:32: write {add: MEMBER} here"),
    "a set as a word": ("{product.activities: lending}", "1:32: write {add: MEMBER} here"),
    "an element without its binding": (
        "{data.items.is.sensitive: true}",
        "1:12: data.items.is.sensitive crosses the list data.items; bind its elements with for_each, every or some",
    ),
}


@pytest.mark.parametrize(("conclude", "found"), CLASSIFICATIONS.values(), ids=CLASSIFICATIONS)
def test_a_classification_is_refused_at_its_place(conclude: str, found: str) -> None:
    assert str(problem(classification(conclude))) == f"rulesets/{CLASSIFICATION}:{found}"


def test_an_element_is_classified_by_a_rule_for_it() -> None:
    found = problem(classification("{product.is.cash: true}", for_each="data.items as item"))
    assert found.en == "a rule concludes about its innermost binding only"


def test_an_unknown_level_is_refused() -> None:
    found = problem(classification("{item.class: {at_least: C9}}", for_each="data.items as item"))
    assert found.en == 'unknown member "C9"'


def test_a_classification_demands_nothing() -> None:
    version = "[{in_force: {from: 2020-01-01}, require: {product.stage: pilot}}]"
    found = problem({CLASSIFICATION: rule(f"conclude: {{product.is.cash: true}}\nversions: {version}\n")})
    assert found.en == 'unknown key "require"'


# ---- what rules do to each other


def general(**more: str) -> str:
    return always("when: {product.name: x}, require: {product.stage: pilot}", **more)


OVERRIDES = {
    "an unknown rule": (
        {"boundaries/special.yaml": general(overrides="[boundaries.genral]"), "boundaries/general.yaml": general()},
        'boundaries/special.yaml:1:1: unknown overridden rule "boundaries.genral"; did you mean boundaries.general?',
    ),
    "a rule for other subjects": (
        {
            "boundaries/special.yaml": always(
                "when: {item.name: x}, require: {product.stage: pilot}",
                for_each="data.items as item",
                overrides="[boundaries.general]",
            ),
            "boundaries/general.yaml": general(),
        },
        "boundaries/special.yaml:1:1: it cannot override boundaries.general: their for_each differ",
    ),
    "one another": (
        {
            "boundaries/a.yaml": general(overrides="[boundaries.b]"),
            "boundaries/b.yaml": general(overrides="[boundaries.a]"),
        },
        "boundaries/a.yaml:1:1: rules override each other: boundaries.a → boundaries.b → boundaries.a",
    ),
    "itself": (
        {"boundaries/a.yaml": general(overrides="[boundaries.a]")},
        "boundaries/a.yaml:1:1: rules override each other: boundaries.a → boundaries.a",
    ),
    "a classification": (
        {"boundaries/a.yaml": general(overrides="[classify.x]"), **classification("{product.is.cash: true}")},
        "boundaries/a.yaml:1:1: only a check can override, and only a check",
    ),
}


@pytest.mark.parametrize(("files", "found"), OVERRIDES.values(), ids=OVERRIDES)
def test_a_rule_cannot_override(files: Mapping[str, str], found: str) -> None:
    assert str(problem(files)) == f"rulesets/{found}"


def test_rules_for_the_same_list_override_whatever_they_name_its_elements() -> None:
    of_fees = (
        "for_each: [pricing.credits as {0}, {0}.fees as {1}]\n"
        "versions: [{{in_force: {{from: 2020-01-01}}, require: {{{1}.rate: 1%}}}}]\n"
    )
    files = {
        "boundaries/general.yaml": rule(of_fees.format("loan", "fee")),
        "boundaries/special.yaml": rule(of_fees.format("one", "charge") + "overrides: [boundaries.general]\n"),
    }
    assert [one.id for one in contents(files).rules] == ["boundaries.general", "boundaries.special"]


def circle(*parts: tuple[str, str, str]) -> dict[str, str]:
    return {
        f"classify/{number}.yaml": always(
            f"when: {{{when}}}", conclude=f"{{{conclude}}}", **({"for_each": bound} if bound else {})
        )
        for number, (bound, when, conclude) in enumerate(parts)
    }


CIRCLES = {
    "a conclusion of itself": (
        [("", "product.is.cash: true", "product.is.cash: true")],
        "product.is.cash → product.is.cash",
    ),
    "two conclusions": (
        [
            ("", "product.is.cash: true", "product.is.online: true"),
            ("", "product.is.online: false", "product.is.cash: true"),
        ],
        "product.is.cash → product.is.online → product.is.cash",
    ),
    "through the elements of a list": (
        [
            ("data.items as item", "product.is.cash: true", "item.is.sensitive: true"),
            ("", "some: {of: data.items as item, hold: {item.is.sensitive: true}}", "product.is.cash: true"),
        ],
        "data.items[].is.sensitive → product.is.cash → data.items[].is.sensitive",
    ),
}


@pytest.mark.parametrize(("parts", "ring"), CIRCLES.values(), ids=CIRCLES)
def test_a_circle_of_classifications_is_printed(parts: list[tuple[str, str, str]], ring: str) -> None:
    found = problem(circle(*parts))
    assert turned(found.en.removeprefix("classifications depend on themselves: ")) == turned(ring)


def turned(ring: str) -> list[str]:
    """A ring from its first name on, whichever way and wherever it was entered."""
    names = ring.split(" → ")
    assert names[0] == names[-1]
    return sorted(names[:-1])


def test_a_circle_stands_at_a_rule_on_the_way_round() -> None:
    files = circle(("", "product.is.cash: true", "product.is.cash: true"))
    files |= {"classify/z.yaml": always("when: {product.name: x}", conclude="{product.is.online: true}")}
    assert problem(files).file == "rulesets/classify/0.yaml"


def test_members_of_one_set_may_feed_each_other() -> None:
    parts = [
        ("", "product.name: x", "product.activities: {add: lending}"),
        ("", "product.activities: {contains_any: [lending]}", "product.activities: {add: payment}"),
    ]
    assert len(contents(circle(*parts)).rules) == 2


def test_a_level_cannot_rest_on_not_being_reached() -> None:
    files = circle(("data.items as item", "item.class: {equals: C1}", "item.class: {at_least: C2}"))
    assert "data.items[].class=C1 → data.items[].class=C1" in problem(files).en


def test_a_former_id_belongs_to_nobody_else() -> None:
    files = {"boundaries/a.yaml": general(), "boundaries/b.yaml": general(formerly="[boundaries.a]")}
    assert str(problem(files)) == "rulesets/boundaries/b.yaml:1:1: the former id boundaries.a belongs to a rule"


def test_two_files_cannot_make_one_id() -> None:
    files = {"boundaries/a.b.yaml": general(), "boundaries/a/b.yaml": general()}
    assert problem(files).en == "the id boundaries.a.b belongs to another file"


def test_a_rulebook_without_its_edition_is_refused() -> None:
    files = [file for file in in_memory({}) if file.name != "rulebook.yaml"]
    with pytest.raises(RuleError, match=r"rulesets/rulebook\.yaml:1:1: rulebook\.yaml is missing"):
        load(files)


def test_every_problem_of_every_file_is_told_at_once() -> None:
    files = {
        **check("{users.age: 18, product.stage: x}"),
        "boundaries/y.yaml": always("require: {product.nam: x}"),
        "boundaries/z.yaml": "- not a rule",
        PARAMETERS: "cap: " + parameter(series(("2020-01-01", "five"))),
    }
    places = [(found.file.removeprefix("rulesets/"), found.line) for found in problems(files)]
    assert {("boundaries/x.yaml", 3), ("boundaries/y.yaml", 1), ("boundaries/z.yaml", 1), (PARAMETERS, 1)} == set(
        places
    )
    assert places.count(("boundaries/x.yaml", 3)) == 2


def test_problems_stand_in_the_order_of_the_text() -> None:
    found = problems({**check("{users.age: 18, product.stge: x}"), "boundaries/a.yaml": "[]"})
    assert [(one.file, one.line, one.column) for one in found] == sorted(
        (one.file, one.line, one.column) for one in found
    )


def test_a_problem_is_told_in_chinese_as_well() -> None:
    found = problem(check("{users.minimun_age: 18}"))
    assert found.text("zh") == f"rulesets/{RULE}:3:12: 路径“users.minimun_age”不存在；是否想写 users.minimum_age？"


def test_the_path_is_the_id() -> None:
    files = {"boundaries/rates/cap.yaml": general(), "house/boundaries/own.yaml": general()}
    assert [one.id for one in contents(files).rules] == ["boundaries.rates.cap", "house.boundaries.own"]


def test_an_id_may_be_written_out() -> None:
    assert contents({RULE: general(id="boundaries.x")}).rules[0].id == "boundaries.x"


def test_an_article_that_was_not_read_stays_unknown() -> None:
    read = contents({RULE: general(sources='[{instrument: LAW, article: null}, {report: "4.1"}]')}).rules[0]
    assert [(one.instrument, one.article) for one in read.sources] == [("LAW", None), ("REPORT", "4.1")]


def test_a_ban_is_a_demand_negated() -> None:
    one = contents({RULE: always("forbid: {product.stage: pilot}")}).rules[0].versions[0].require
    other = contents({RULE: always("require: {not: {product.stage: pilot}}")}).rules[0].versions[0].require
    assert one == other


def test_versions_are_kept_in_order_of_their_days() -> None:
    said = "require: {product.stage: pilot}"
    late, early = (
        f"{{in_force: {{from: 2022-01-01}}, {said}}}",
        f"{{in_force: {{from: 2020-01-01, until: 2022-01-01}}, {said}}}",
    )
    versions = contents({RULE: rule(f"versions: [{late}, {early}]\n")}).rules[0].versions
    assert [one.first for one in versions] == [date(2020, 1, 1), date(2022, 1, 1)]


# ---- files


def test_the_digest_is_of_names_and_bytes() -> None:
    one, renamed, changed = ({RULE: general()}, {"boundaries/y.yaml": general()}, {RULE: general() + "\n"})
    assert len({contents(files).digest for files in (one, renamed, changed)}) == 3


def test_the_digest_does_not_depend_on_the_order_of_files() -> None:
    files = in_memory({RULE: general()})
    assert digest_of(files) == digest_of(tuple(reversed(files)))


def test_the_digest_tells_the_law_from_the_house() -> None:
    assert digest_of([RuleFile("x.yaml", b"", house=True)]) != digest_of([RuleFile("x.yaml", b"", house=False)])


def test_the_first_folder_is_the_base_and_the_others_are_the_houses(tmp_path: Path) -> None:
    for name in ("base", "house"):
        (tmp_path / name / "boundaries").mkdir(parents=True)
        (tmp_path / name / "boundaries" / "x.yaml").write_text(general(), encoding="utf-8")
    found = rule_files([tmp_path / "base", tmp_path / "house"])
    assert [(file.rule_id, file.house) for file in found] == [("boundaries.x", False), ("house.boundaries.x", True)]


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder of rulesets"):
        rule_files([tmp_path / "nowhere"])


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no rule files found"):
        rule_files([tmp_path])


def test_the_bundled_rulesets_are_found() -> None:
    assert (bundled_rulesets() / "rulebook.yaml").is_file()


def test_the_files_of_these_tests_are_a_rulebook() -> None:
    assert contents({}).version == "1"
    assert set(BASE) <= {file.name for file in in_memory({})}
