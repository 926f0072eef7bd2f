"""House policy on the command line, and the waivers that excuse it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import HOUSE, Hegui, manifest

WAIVER = """\
waivers:
  - id: W-1
    rule: %s
    subject: %s
    until: %s
    approved_by: 合规部
    reason: 试点
"""


@pytest.fixture
def waived(hegui: Hegui, tmp_path: Path) -> Any:
    def run(rule: str, subject: str = "pricing.credits[1]", until: str = "2099-01-01") -> Any:
        (tmp_path / "waivers.yaml").write_text(WAIVER % (rule, subject, until), encoding="utf-8")
        text = "product: {channels: [branch]}\ncredit: {payout: {to: [merchant]}}\npricing: {credits: [{periods: 12}]}"
        (tmp_path / "year.yaml").write_text(manifest(text), encoding="utf-8")
        return hegui("check", "--lang", "en", "--rules", HOUSE, "--waivers", "waivers.yaml", "year.yaml")

    return run


def test_house_policy_is_judged_on_top_of_the_rules(hegui: Hegui) -> None:
    ran = hegui("check", "--rules", HOUSE, "--paths", "warned.yaml")

    assert (ran.code, "house.boundaries.lending.shorter" in ran.out) == (1, True)


def test_a_waiver_excuses_house_policy(waived: Any, hegui: Hegui) -> None:
    subject = house_subject(waived, hegui)

    ran = waived("house.boundaries.lending.shorter", subject)

    assert (ran.code, ran.err) == (0, "")


def house_subject(waived: Any, hegui: Hegui) -> str:
    waived("house.boundaries.lending.shorter")
    out = hegui("check", "--rules", HOUSE, "--format", "json", "year.yaml").out
    findings = json.loads(out)["decisions"][0]["body"]["findings"]
    return next(str(one["subject"]) for one in findings if one["rule"].startswith("house."))


@pytest.mark.parametrize(
    ("rule", "until", "said"),
    [
        ("house.boundaries.lending.shorter", "2020-01-01", "waiver W-1: expired, no longer applies\n"),
        (
            "boundaries.lending.stated-use",
            "2099-01-01",
            "waiver W-1: is about law, which is never waived; not applied\n",
        ),
        ("house.boundaries.lending.other", "2099-01-01", "waiver W-1: excuses no finding\n"),
    ],
)
def test_a_waiver_that_does_nothing_is_told(waived: Any, rule: str, until: str, said: str) -> None:
    assert waived(rule, until=until).err == said


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("waivers: none\n", "w.yaml:1:1: ", "waivers: [ … ]"),
        ("waivers: [W-1]\n", "w.yaml:1:11: ", "mapping"),
        (
            "waivers: [{id: W, rule: r, subject: s, until: 2026-13-01, approved_by: a, reason: r}]\n",
            "w.yaml:1:47: ",
            "not a day",
        ),
        (
            "waivers: [{id: W, rule: r, subject: s, until: 2026-12-01, approved_by: a}]\n",
            "w.yaml:1:11: ",
            "lacks reason",
        ),
        (
            "waivers: [{id: W, rule: r, subject: s, until: 2026-12-01, approved_by: a, reason: r, x: y}]\n",
            "w.yaml:1:86: ",
            '"x"',
        ),
    ],
)
def test_a_file_of_waivers_is_read_strictly(hegui: Hegui, tmp_path: Path, text: str, place: str, said: str) -> None:
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")

    ran = hegui("check", "--lang", "en", "--waivers", "w.yaml", "clear.yaml")

    assert (ran.code, ran.err.startswith(place), said in ran.err) == (2, True, True)
