"""What a condition may say: each thing it may not is refused at its place, with what was surely meant."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from rulebooks import parameter, problem, rule, series

RULE = "boundaries/x.yaml"
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


CONDITIONS = {
    "an unknown path": (
        "{users.minimun_age: 18}",
        '3:12: unknown path "users.minimun_age"; did you mean users.minimum_age?',
    ),
    "an unknown path of an element": (
        "{some: {of: data.items as item, hold: {item.catgory: contacts}}}",
        '3:50: unknown path "catgory"; did you mean category?',
    ),
    "a path like nothing known": ("{zzz: 18}", '3:12: unknown path "zzz"'),
    "a path that crosses a list": (
        "{data.items.category: contacts}",
        "3:12: data.items.category crosses the list data.items; bind its elements with for_each, every or some",
    ),
    "a path that crosses a list of an element": (
        "{some: {of: pricing.credits as loan, hold: {loan.fees.rate: 1%}}}",
        "3:55: loan.fees.rate crosses the list fees; bind its elements with for_each, every or some",
    ),
    "an unknown operator": (
        "{users.minimum_age: {atleast: 18}}",
        (
            "3:32: users.minimum_age cannot be tested with atleast (allowed: equals, in, at_least, at_most, more_than, "
            "less_than, exists, evidenced)"
        ),
    ),
    "an order on a choice": (
        "{product.stage: {at_least: pilot}}",
        "3:28: product.stage cannot be tested with at_least (allowed: equals, in, exists, evidenced)",
    ),
    "a comparison of a list": (
        "{product.channels: own_app}",
        (
            "3:30: product.channels cannot be tested with equals (allowed: contains_any, contains_all, subset_of, exists, "
            "evidenced)"
        ),
    ),
    "a value for an object": (
        "{data.items: none}",
        "3:24: data.items cannot be tested with equals (allowed: exists, evidenced)",
    ),
    "an order on a flag": (
        "{product.is.cash: {at_least: 1}}",
        "3:30: product.is.cash cannot be tested with at_least (allowed: equals)",
    ),
    "evidence of a measure": (
        "{some: {of: pricing.credits as loan, hold: {loan.total_cost: {evidenced: true}}}}",
        (
            "3:73: loan.total_cost cannot be tested with evidenced (allowed: equals, in, at_least, at_most, more_than, "
            "less_than, exists)"
        ),
    ),
    "a bare number for a rate": (
        "{some: {of: pricing.credits as loan, hold: {loan.nominal_rate: {at_most: 24}}}}",
        '3:84: "24" does not say per what: write 24% per year or 24% per month',
    ),
    "a bare number for a share": (
        "{funding.funder.share: 0.5}",
        '3:34: "0.5" has no unit: write 50% or 0.5%',
    ),
    "a fraction for a count": ("{users.minimum_age: 18.5}", '3:31: "18.5" is not a count: write 12 or 20万'),
    "a quoted yes": ('{credit.revolving: "true"}', '3:30: write true instead of "true"'),
    "a day that does not exist": (
        "{product.launch_date: {before: 2026-02-30}}",
        "3:42: 2026-02-30 does not exist: 2026-02 has 28 days",
    ),
    "a sum in a foreign currency": ("{credit.limit: {at_most: USD 5}}", "3:36: a sum in a rule is in CNY"),
    "an unknown choice": ("{product.stage: piloot}", '3:27: unknown choice "piloot"; did you mean pilot?'),
    "an unknown choice in a list": (
        "{product.channels: {contains_any: [own_app, branhc]}}",
        '3:55: unknown choice "branhc"; did you mean branch?',
    ),
    "an unknown member of a conclusion": (
        "{product.activities: {contains_any: [landing]}}",
        '3:48: unknown member "landing"; did you mean lending?',
    ),
    "an unknown level": (
        "{some: {of: data.items as item, hold: {item.class: {at_least: C4}}}}",
        '3:73: unknown member "C4"',
    ),
    "a missing parameter": (
        "{users.minimum_age: {at_least: {param: users.age}}}",
        '3:50: unknown parameter "users.age"',
    ),
    "a parameter nearly spelt": (
        "{users.minimum_age: {at_least: {param: capp}}}",
        '3:50: unknown parameter "capp"; did you mean cap?',
    ),
    "a parameter of another kind": (
        "{product.launch_date: {before: {param: cap}}}",
        "3:50: types differ: product.launch_date is day, this is count",
    ),
    "a fact of another kind": (
        "{users.minimum_age: {at_least: {fact: product.name}}}",
        "3:49: types differ: users.minimum_age is count, this is text",
    ),
    "a number of another unit": (
        "{credit.limit: {at_most: {fact: funding.funder.share}}}",
        "3:43: types differ: credit.limit is money, this is share",
    ),
    "a fact of another choice": (
        "{product.stage: {fact: product.domain}}",
        "3:34: types differ: product.stage is choice, this is choice",
    ),
    "a list for one value": (
        "{product.stage: {equals: {fact: product.channels}}}",
        "3:43: types differ: product.stage is choice, this is list",
    ),
    "a day of a parameter that is no day": (
        "{users.minimum_age: {at_least: {param: cap, on: {fact: product.name}}}}",
        "3:66: types differ: users.minimum_age is day, this is text",
    ),
    "an unknown list": ("{product.name: {mentions: {list: x}}}", '3:44: unknown list "x"'),
    "a list of another kind": (
        "{product.channels: {contains_any: {list: w}}}",
        "3:52: types differ: product.channels is choice, this is text",
    ),
    "a list of another choice": (
        "{product.channels: {contains_any: {list: c}}}",
        "3:52: types differ: product.channels is choice, this is data_category",
    ),
    "a list for a conclusion": (
        "{product.activities: {contains_any: {list: w}}}",
        "3:47: a list of values or {list: ID} is expected here",
    ),
    "one word to be mentioned": (
        "{product.name: {mentions: free}}",
        "3:37: a list with at least one member is expected here",
    ),
    "a list where one value stands": (
        "{users.minimum_age: {at_most: {list: w}}}",
        "3:41: one value, param, fact or (for numbers) times is expected",
    ),
    "a parameter where several values stand": (
        "{users.minimum_age: {in: {param: cap}}}",
        "3:36: a list of values or {list: ID} is expected here",
    ),
    "a product of days": (
        "{product.launch_date: {before: {times: [2, 3]}}}",
        "3:42: one value, param, fact or (for numbers) times is expected",
    ),
    "a conclusion compared with another": (
        "{product.is.cash: {fact: product.is.online}}",
        "3:29: a conclusion is compared with its own members only",
    ),
    "a level compared with a number": (
        "{some: {of: data.items as item, hold: {item.class: {at_least: {param: cap}}}}}",
        "3:73: a conclusion is compared with its own members only",
    ),
    "a pattern that cannot be read": ("{product.name: {matches: '('}}", "3:36: re2 cannot read this pattern"),
    "a value that is a list": ("{users.minimum_age: [18]}", "3:31: a single value is expected here"),
    "no value among several": (
        "{product.channels: {contains_any: []}}",
        "3:45: a list with at least one member is expected here",
    ),
    "exists maybe": ("{product.name: {exists: maybe}}", "3:35: exists takes true"),
    "evidence denied": ("{product.name: {evidenced: false}}", "3:38: evidenced takes true"),
    "within no unit": (
        "{product.launch_date: {within: {weeks: 2, of: credit.contract_date}}}",
        "3:42: write {days|working_days|months: n, of: PATH}",
    ),
    "within two units": (
        "{product.launch_date: {within: {days: 2, months: 1, of: credit.contract_date}}}",
        "3:42: write {days|working_days|months: n, of: PATH}",
    ),
    "within no day": (
        "{product.launch_date: {within: {days: 2, of: product.name}}}",
        "3:56: types differ:  is day, this is text",
    ),
    "a condition that is a word": ("always", "3:11: a condition is a mapping of paths to tests"),
    "all of nothing": ("{all: []}", "3:17: a list with at least one member is expected here"),
    "any of one mapping": ("{any: {product.stage: pilot}}", "3:17: a list with at least one member is expected here"),
    "a quantifier without its list": ("{some: {hold: {}}}", "3:12: some lacks of"),
    "a quantifier without its condition": ("{every: {of: data.items as item}}", "3:12: every lacks hold"),
    "a misspelt key of a quantifier": (
        "{some: {of: data.items as item, hold: {}, wher: {}}}",
        '3:53: unknown key of some "wher"; did you mean where?',
    ),
    "a quantifier that is a word": ("{some: data.items}", "3:18: some takes a mapping"),
    "a quantifier without a name": ("{some: {of: data.items, hold: {}}}", "3:23: write PATH as NAME"),
    "a quantifier over one value": (
        "{some: {of: product.name as name, hold: {}}}",
        "3:23: product.name is not a list of objects",
    ),
    "a quantifier over a list of words": (
        "{some: {of: product.channels as one, hold: {}}}",
        "3:23: product.channels is not a list of objects",
    ),
    "a name bound twice": (
        "{some: {of: data.items as item, hold: {some: {of: data.audits as item, hold: {}}}}}",
        "3:61: the name item is already taken",
    ),
    "a name outside its quantifier": (
        "{all: [{some: {of: data.items as item, hold: {}}}, {item.category: contacts}]}",
        '3:63: unknown path "item.category"; did you mean app.category?',
    ),
    "a count without a limit": ("{count: {of: data.items as item}}", "3:12: count needs at_least or at_most"),
    "a count against a rate": (
        "{count: {of: data.items as item, at_most: 5%}}",
        '3:53: "5%" is not a count: write 12 or 20万',
    ),
    "an order of words": (
        "{monotone: {of: pricing.credits as loan, by: loan.name, value: loan.periods}}",
        "3:56: a number is needed here",
    ),
}


@pytest.mark.parametrize(("when", "found"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_is_refused_at_its_place(when: str, found: str) -> None:
    terms = {PARAMETERS: CAP, LISTS: WORDS + CONTACTS}
    assert str(problem({**terms, **check(when)})) == f"rulesets/{RULE}:{found}"


def test_the_demand_of_a_rule_is_read_like_its_condition() -> None:
    assert str(problem(check(require="{product.stge: pilot}"))).startswith(f"rulesets/{RULE}:4:15: unknown path")
