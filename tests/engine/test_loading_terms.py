"""What the loader refuses in terms: parameters, conclusions, lists, instruments, calendars, and files out of place."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from rulebooks import parameter, problem, series

PARAMETERS = "parameters/x.yaml"
LISTS = "vocabulary/lists.yaml"
WORDS = "w: {label: {zh: 词, en: words}, kind: text, confidence: verified, members: [free]}\n"
CONTACTS = "c: {label: {zh: 词, en: words}, kind: data_category, confidence: verified, members: [contacts]}\n"
CAP = "cap: " + parameter(series(("2020-01-01", "5")))

TERMS = {
    "an unknown kind": (
        {PARAMETERS: CAP.replace("count", "raet")},
        'parameters/x.yaml:1:13: unknown kind "raet"; did you mean rate?',
    ),
    "an unknown standing": (
        {PARAMETERS: CAP.replace("standing: text", "standing: law")},
        'parameters/x.yaml:1:58: unknown standing "law"',
    ),
    "an unknown direction": (
        {PARAMETERS: "cap: " + parameter(series(("2020-01-01", "5")), strict="down")},
        'parameters/x.yaml:1:145: unknown strict "down"',
    ),
    "a value of the wrong kind": (
        {PARAMETERS: "cap: " + parameter(series(("2020-01-01", "24%")), "rate")},
        'parameters/x.yaml:1:98: "24%" does not say per what: write 24% per year or 24% per month',
    ),
    "a value in a foreign currency": (
        {PARAMETERS: "cap: " + parameter(series(("2020-01-01", "USD 5")), "money")},
        "parameters/x.yaml:1:99: a sum in a parameter is in CNY",
    ),
    "values out of order": (
        {PARAMETERS: "cap: " + parameter(series(("2021-01-01", "5"), ("2020-01-01", "6")))},
        "parameters/x.yaml:1:136: the values of a parameter stand in order of their days",
    ),
    "two values of one day": (
        {PARAMETERS: "cap: " + parameter(series(("2021-01-01", "5"), ("2021-01-01", "6")))},
        "parameters/x.yaml:1:136: the values of a parameter stand in order of their days",
    ),
    "no values": (
        {PARAMETERS: "cap: " + parameter("series: []")},
        "parameters/x.yaml:1:72: series should not be empty",
    ),
    "a value without its source": (
        {PARAMETERS: CAP.replace(", source: s", "")},
        "parameters/x.yaml:1:73: a value of a parameter lacks source",
    ),
    "a reading of a number that is no rate": (
        {PARAMETERS: "cap: " + parameter(series(("2020-01-01", "5")), reading="simple")},
        "parameters/x.yaml:1:146: only a parameter of kind rate has a reading",
    ),
    "an unknown reading": (
        {
            PARAMETERS: "cap: "
            + parameter(series(("2020-01-01", "24% per year")), "rate", reading="[nominal, efective]")
        },
        'parameters/x.yaml:1:166: unknown reading "efective"; did you mean effective?',
    ),
    "a reading named twice": (
        {PARAMETERS: "cap: " + parameter(series(("2020-01-01", "24% per year")), "rate", reading="[simple, simple]")},
        "parameters/x.yaml:1:156: reading names one reading or several, each once",
    ),
    "no reading in the list": (
        {PARAMETERS: "cap: " + parameter(series(("2020-01-01", "24% per year")), "rate", reading="[]")},
        "parameters/x.yaml:1:156: reading names one reading or several, each once",
    ),
    "a formula of itself": (
        {PARAMETERS: "cap: " + parameter("formula: {times: [4, {param: cap}]}")},
        "parameters/x.yaml:1:73: parameter formulas go round: cap → cap",
    ),
    "a formula of an unknown parameter": (
        {PARAMETERS: "cap: " + parameter("formula: {times: [4, {param: lpr}]}")},
        'parameters/x.yaml:1:93: unknown parameter "lpr"',
    ),
    "a formula of another kind": (
        {
            PARAMETERS: CAP + "rate: " + parameter("formula: {param: day}", "rate"),
            "parameters/y.yaml": "day: " + parameter(series(("2020-01-01", "2020-01-01")), "day"),
        },
        "parameters/x.yaml:2:81: types differ: rate is rate, this is day",
    ),
    "an owner that is no list": (
        {"vocabulary/conclusions.yaml": "users: {}\n"},
        "vocabulary/conclusions.yaml:1:1: users is neither product nor a list of objects",
    ),
    "an unknown kind of conclusion": (
        {
            "vocabulary/conclusions.yaml": "product: {is.x: {kind: flg, label: {zh: 甲, en: x}, members: {a: {zh: 甲, en: a}}}}\n"
        },
        'vocabulary/conclusions.yaml:1:24: unknown kind "flg"; did you mean flag?',
    ),
    "a set without members": (
        {"vocabulary/conclusions.yaml": "product: {s: {kind: set, label: {zh: 甲, en: x}}}\n"},
        "vocabulary/conclusions.yaml:1:11: s needs members",
    ),
    "a conclusion named like a fact": (
        {"vocabulary/conclusions.yaml": "product: {stage: {kind: flag, label: {zh: 甲, en: x}}}\n"},
        "vocabulary/conclusions.yaml:1:11: stage is already a fact of the manifest",
    ),
    "a list of an unknown choice": (
        {LISTS: CONTACTS.replace("data_category", "data_categry").replace("contacts", "x")},
        'vocabulary/lists.yaml:1:4: unknown list of choices "data_categry"; did you mean data_category?',
    ),
    "a list with an unknown choice": (
        {LISTS: CONTACTS.replace("[contacts]", "[contcts]")},
        'vocabulary/lists.yaml:1:4: unknown choice "contcts"; did you mean contacts?',
    ),
    "a red line without a number": (
        {"vocabulary/red-lines.yaml": "one: {name: {zh: 红线, en: red line}}\n"},
        "vocabulary/red-lines.yaml:1:1: one should be a whole number",
    ),
    "a year that is none": (
        {"vocabulary/working-days.yaml": "soon: {source: x, confidence: verified}\n"},
        "vocabulary/working-days.yaml:1:1: soon should be a whole number",
    ),
    "a holiday that is no day": (
        {"vocabulary/working-days.yaml": '"2026": {source: x, confidence: verified, holidays: [2026-1-1]}\n'},
        'vocabulary/working-days.yaml:1:54: write 2026-01-01 instead of "2026-1-1"',
    ),
    "an instrument without a title": (
        {"instruments.yaml": "LAW: {number: 1}\n"},
        "instruments.yaml:1:6: an instrument lacks title",
    ),
    "an edition without its day": (
        {"rulebook.yaml": "version: x\n"},
        "rulebook.yaml:1:1: the rulebook lacks included_up_to",
    ),
    "a file in an unknown folder": (
        {"boundary/x.yaml": "a: b\n"},
        (
            "boundary/x.yaml:1:1: this file is in none of the known folders (instruments, parameters, vocabulary, classify, "
            "boundaries, guidelines, lifecycle, notices)"
        ),
    ),
    "an amendment outside the house": (
        {"amend/x.yaml": "amend: y\n"},
        (
            "amend/x.yaml:1:1: this file is in none of the known folders (instruments, parameters, vocabulary, classify, "
            "boundaries, guidelines, lifecycle, notices)"
        ),
    ),
    "a text that cannot be read": (
        {"boundaries/x.yaml": "title: {zh: a\n"},
        "boundaries/x.yaml:1:14: a comma is missing, or the `{` is never closed: add `,` or `}` (it opens at 1:8)",
    ),
}


@pytest.mark.parametrize(("files", "found"), TERMS.values(), ids=TERMS)
def test_a_term_is_refused_at_its_place(files: Mapping[str, str], found: str) -> None:
    assert str(problem(files)) == f"rulesets/{found}"


DOUBLE = {
    "parameter": ({PARAMETERS: CAP, "parameters/y.yaml": CAP}, "parameters/y.yaml:1:1: cap is defined twice"),
    "list": ({LISTS: WORDS, "vocabulary/lists-2.yaml": WORDS}, "vocabulary/lists-2.yaml:1:1: w is defined twice"),
}


@pytest.mark.parametrize(("files", "found"), DOUBLE.values(), ids=DOUBLE)
def test_a_name_is_defined_once(files: Mapping[str, str], found: str) -> None:
    assert str(problem(files)) == f"rulesets/{found}"


def test_the_house_cannot_define_anew_what_the_law_defines() -> None:
    assert (
        str(problem({PARAMETERS: CAP, "house/parameters/x.yaml": CAP}))
        == "house/parameters/x.yaml:1:1: cap is defined twice"
    )
