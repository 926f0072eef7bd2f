"""What a manifest may state, and what is said about one that cannot be typed: all of it, each at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hegui.errors import ManifestError
from hegui.manifest.reading import read_manifest
from hegui.values import NONE, Opaque
from rulebooks import manifest

STATED = {
    "a choice": ("product: {stage: pilot}", "product.stage", "pilot"),
    "a text": ("product: {name: 轻享分期}", "product.name", "轻享分期"),
    "a text that looks like none": ('product: {name: "none"}', "product.name", "none"),
    "a text that looks like a number": ("product: {name: 007}", "product.name", "007"),
    "a day": ("product: {launch_date: 2026-12-01}", "product.launch_date", date(2026, 12, 1)),
    "a count": ("users: {minimum_age: 18}", "users.minimum_age", Decimal(18)),
    "a count in myriads": ("users: {expected_count: 20万}", "users.expected_count", Decimal(200_000)),
    "a share": ("funding: {funder: {share: 60%}}", "funding.funder.share", Decimal("0.6")),
    "money": ("credit: {limit: 20万元}", "credit.limit", Decimal(200_000)),
    "money of another country": ("credit: {limit: USD 100}", "credit.limit", Opaque("USD 100")),
    "yes": ("credit: {revolving: true}", "credit.revolving", True),
    "no": ("credit: {revolving: false}", "credit.revolving", False),
    "a list": ("product: {channels: [own_app, branch]}", "product.channels", ("own_app", "branch")),
    "an empty list": ("product: {channels: []}", "product.channels", ()),
    "a list with one not described": ("product: {channels: [own_app, null]}", "product.channels", ("own_app", None)),
    "a list with another": ("product: {channels: [other]}", "product.channels", (Opaque("other"),)),
    "another, in words": ("product: {stage: {other: 内测}}", "product.stage", Opaque("内测")),
    "another": ("product: {stage: other}", "product.stage", Opaque("other")),
    "none": ("users: {minimum_age: none}", "users.minimum_age", NONE),
    "none of a list": ("product: {channels: none}", "product.channels", NONE),
    "none of an object": ("funding: {guarantor: none}", "funding.guarantor", NONE),
    "none below an object that is none": ("funding: {guarantor: none}", "funding.guarantor.share", NONE),
    "none below a section that is none": ("credit: none", "credit.payout.to", NONE),
    "none of a section of elements": ("money_flows: none", "money_flows", NONE),
    "nothing": ("users: {maximum_age: 60}", "users.minimum_age", None),
    "null": ("users: {minimum_age: null}", "users.minimum_age", None),
    "an empty field": ("users: {minimum_age: }", "users.minimum_age", None),
    "an object": ("credit: {payout: {to: [merchant]}}", "credit.payout", True),
    "a wrapped value": ("credit: {limit: {value: 5, declared_by: 王}}", "credit.limit", Decimal(5)),
    "a wrapped unknown": ("credit: {limit: {value: null, declared_by: 王}}", "credit.limit", None),
    "a wrapped none": ("credit: {limit: {value: none, declared_by: 王}}", "credit.limit", NONE),
    "a wrapped list": (
        "product: {channels: {value: [own_app], declared_on: 2026-01-01}}",
        "product.channels",
        ("own_app",),
    ),
    "a value wrapped twice": ("product: {channels: {value: {value: [own_app]}}}", "product.channels", ("own_app",)),
    "an object wrapped twice": (
        "credit: {payout: {value: {value: {to: [merchant]}}}}",
        "credit.payout.to",
        ("merchant",),
    ),
    "a section wrapped": ("credit: {value: {limit: 5}, evidence: {reference: A-1}}", "credit.limit", Decimal(5)),
}


@pytest.mark.parametrize(("text", "path", "value"), STATED.values(), ids=STATED)
def test_a_fact_is_what_was_stated(text: str, path: str, value: object) -> None:
    assert manifest(text).record.get(path) == value


@pytest.mark.parametrize("word", ["no", "off", "yes", "on", "Yes", "0", "TRUE"])
def test_yaml_guesses_nothing(word: str) -> None:
    with pytest.raises(ManifestError, match=r"write (true|false) instead of"):
        manifest(f"credit: {{revolving: {word}}}")


@pytest.mark.parametrize("number", ["1e3", "0o7", "0x1f", "12:30", "1_000"])
def test_a_number_is_written_out(number: str) -> None:
    with pytest.raises(ManifestError):
        manifest(f"users: {{minimum_age: {number}}}")


PROBLEMS = {
    "no mapping": ("- a", "1:1: a manifest is a mapping that starts with hegui: product/v1"),
    "no format": ("product: {name: x}", "1:1: the line hegui: product/v1 is missing"),
    "another format": ("hegui: product/v2\n", "1:8: the format should read hegui: product/v1"),
    "a format that is no text": ("hegui: [product/v1]\n", "1:8: the format should read hegui: product/v1"),
    "a format with more behind": ("hegui: product/v1x\n", "1:8: the format should read hegui: product/v1"),
    "a misspelt section": ("hegui: product/v1\npricng: {}", '2:1: unknown key "pricng"; did you mean pricing?'),
    "a misspelt key": ("hegui: product/v1\nproduct: {nmae: x}", '2:11: unknown key "nmae"; did you mean name?'),
    "a misspelt key below": (
        "hegui: product/v1\ncredit:\n  payout:\n    too: [merchant]\n",
        '4:5: unknown key "too"; did you mean to?',
    ),
    "a misspelt key in an element": (
        "hegui: product/v1\ndata: {items: [{catgory: contacts}]}",
        '2:17: unknown key "catgory"; did you mean category?',
    ),
    "a misspelt key in an element of an element": (
        "hegui: product/v1\npricing: {credits: [{fees: [{raet: 1%}]}]}",
        '2:30: unknown key "raet"; did you mean rate?',
    ),
    "a misspelt key of evidence": (
        "hegui: product/v1\ncredit: {payout: {evidence: {refrence: x}}}",
        '2:30: unknown key "refrence"; did you mean reference?',
    ),
    "a key like nothing known": ("hegui: product/v1\nproduct: {zzz: x}", '2:11: unknown key "zzz"'),
    "an unknown choice": (
        "hegui: product/v1\nproduct: {domain: cerdit}",
        '2:19: "cerdit" is not one of the choices; did you mean credit?',
    ),
    "a choice that is a list": (
        "hegui: product/v1\nproduct: {stage: [pilot]}",
        "2:18: one of the listed choices is expected here",
    ),
    "a value that is a list": (
        "hegui: product/v1\nusers: {minimum_age: [18]}",
        "2:22: one value is expected here, not a mapping or a list",
    ),
    "an object that is a value": (
        "hegui: product/v1\ncredit: {payout: merchant}",
        "2:18: an object (key: value) is expected here",
    ),
    "a list that is a value": ("hegui: product/v1\nproduct: {channels: own_app}", "2:21: a list is expected here"),
    "a section that is a list": ("hegui: product/v1\nproduct: [x]", "2:10: an object (key: value) is expected here"),
    "a list of sections that is one": ("hegui: product/v1\nmoney_flows: {id: a}", "2:14: a list is expected here"),
    "a bare number for a rate": (
        "hegui: product/v1\npricing: {credit: {nominal_rate: 24}}",
        '2:34: "24" does not say per what: write 24% per year or 24% per month',
    ),
    "none for an element": (
        "hegui: product/v1\ndata: {items: [none]}",
        "2:16: none stands for the whole list, not for an element",
    ),
    "a wrong value that is wrapped": (
        "hegui: product/v1\nusers: {minimum_age: {value: old, declared_by: x}}",
        '"old" is not a count',
    ),
    "a wrapping with a misspelt key": (
        "hegui: product/v1\nusers: {minimum_age: {value: 18, declared_bye: x}}",
        "one value is expected here, not a mapping or a list",
    ),
    "a broken day of evidence": (
        "hegui: product/v1\ncredit: {limit: {value: 5, evidence: {issued: soon}}}",
        '"soon" is not a day',
    ),
    "both the one loan and the list": (
        "hegui: product/v1\npricing: {credit: {}, credits: []}",
        '2:11: unknown key "credit"; did you mean credits?',
    ),
    "a loan that is a word": ("hegui: product/v1\npricing: {credit: 5}", "2:19: a list is expected here"),
    "a key twice": (
        "hegui: product/v1\nproduct: {name: a, name: b}",
        "2:20: the key `name` is repeated, first at line 2, column 11: remove or rename one of them",
    ),
    "no yaml": ("hegui: product/v1\nproduct: {name: a", "2:18: a comma is missing"),
}


@pytest.mark.parametrize(("text", "found"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_manifest_is_refused_at_its_place(text: str, found: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(text, "it.yaml")
    (problem,) = caught.value.problems
    assert str(problem).startswith("it.yaml:")
    assert found in str(problem)


def test_every_problem_is_told_at_once_in_the_order_of_the_text() -> None:
    with pytest.raises(ManifestError) as caught:
        manifest(
            "product:\n  nmae: x\n  domain: cerdit\nfoo: 1\nusers: {minimum_age: old}\npricing: {credits: [{principal: 1e5}]}\n"
        )
    assert [(one.line, one.column) for one in caught.value.problems] == [(3, 3), (4, 11), (5, 1), (6, 22), (7, 33)]


def test_a_problem_is_told_in_chinese_as_well() -> None:
    with pytest.raises(ManifestError) as caught:
        manifest("product: {nmae: x}")
    assert caught.value.problems[0].text("zh") == "it.yaml:2:11: 不认识的键“nmae”；是否想写 name？"


# ---- one loan without a list


def test_one_loan_may_stand_alone() -> None:
    one, listed = (
        manifest(f"pricing: {text}").record for text in ("{credit: {principal: 5}}", "{credits: [{principal: 5}]}")
    )
    assert one == listed


@pytest.mark.parametrize(("said", "value"), [("none", NONE), ("null", None), ("[]", ())])
def test_the_one_loan_may_be_missing(said: str, value: object) -> None:
    assert manifest(f"pricing: {{credit: {said}}}").record.get("pricing.credits") == value


def test_the_one_loan_keeps_its_place() -> None:
    one = manifest("pricing:\n  credit:\n    principal: 5\n")
    assert (one.located((("pricing.credits", 0),), "principal").line, one.located((), "pricing.credits").line) == (4, 3)


# ---- newer formats


@pytest.mark.parametrize("minor", ["v1", "v1.0", "v1.1", "v1.20"])
def test_every_minor_version_is_read(minor: str) -> None:
    assert read_manifest(f"hegui: product/{minor}\nproduct: {{name: x}}").record["product.name"] == "x"


def test_a_key_of_a_newer_minor_version_needs_a_newer_hegui() -> None:
    with pytest.raises(ManifestError, match='2:11: "novelty" needs a newer hegui'):
        read_manifest("hegui: product/v1.1\nproduct: {novelty: x}", "it.yaml")


def test_a_section_of_a_newer_minor_version_needs_a_newer_hegui() -> None:
    with pytest.raises(ManifestError, match='2:1: "novelty" needs a newer hegui'):
        read_manifest("hegui: product/v1.1\nnovelty: {}", "it.yaml")


def test_a_choice_of_a_newer_minor_version_compares_as_unknown() -> None:
    assert read_manifest("hegui: product/v1.1\nproduct: {stage: orbit}").record["product.stage"] == Opaque("orbit")


def test_a_choice_of_this_version_is_misspelt() -> None:
    with pytest.raises(ManifestError, match="is not one of the choices"):
        read_manifest("hegui: product/v1.0\nproduct: {stage: orbit}")
