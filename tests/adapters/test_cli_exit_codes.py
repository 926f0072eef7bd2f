"""The exit codes of the command line: what each means, which counts of several, and that no verdict depends on them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from commandline import RULES, Hegui
from hegui_adapters.exits import WORST_FIRST, worst

CODES = {"clear.yaml": 0, "blocked.yaml": 1, "broken.yaml": 4, "open.yaml": 5, "missing.yaml": 2, "warned.yaml": 0}


@pytest.mark.parametrize(("file", "code"), CODES.items())
def test_one_manifest_decides_the_code(hegui: Hegui, file: str, code: int) -> None:
    assert hegui("check", file).code == code


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["clear.yaml", "open.yaml"], 5),
        (["open.yaml", "blocked.yaml", "clear.yaml"], 1),
        (["blocked.yaml", "broken.yaml"], 4),
        (["broken.yaml", "missing.yaml", "blocked.yaml"], 2),
    ],
)
def test_of_several_manifests_the_worst_counts(hegui: Hegui, files: list[str], code: int) -> None:
    assert hegui("check", *files).code == code


def test_the_order_of_badness_is_the_documented_one() -> None:
    assert WORST_FIRST == (70, 2, 3, 4, 1, 5, 0)
    assert [worst(pair) for pair in pairwise(reversed(WORST_FIRST))] == [5, 1, 4, 3, 2, 70]


@pytest.mark.parametrize(
    ("file", "fail_on", "code"),
    [
        ("blocked.yaml", "block", 1),
        ("blocked.yaml", "none", 0),
        ("warned.yaml", "block", 0),
        ("warned.yaml", "warn", 1),
        ("warned.yaml", "advise", 1),
        ("clear.yaml", "advise", 0),
    ],
)
def test_fail_on_names_the_mildest_violation_that_fails(hegui: Hegui, file: str, fail_on: str, code: int) -> None:
    assert hegui("check", "--fail-on", fail_on, file).code == code


@pytest.mark.parametrize(
    ("on_unknown", "code", "said"), [("fail", 5, ""), ("warn", 0, "open.yaml：资料不足，待补充\n"), ("pass", 0, "")]
)
def test_on_unknown_decides_what_missing_facts_do(hegui: Hegui, on_unknown: str, code: int, said: str) -> None:
    ran = hegui("check", "--on-unknown", on_unknown, "open.yaml")

    assert (ran.code, ran.err) == (code, said)


@pytest.mark.parametrize("option", ["--fail-on=none", "--on-unknown=pass"])
def test_no_option_changes_a_verdict(hegui: Hegui, option: str) -> None:
    assert "资料不足，待补充" in hegui("check", option, "open.yaml").out.splitlines()[1]
    assert "存在阻断项，不得上线" in hegui("check", option, "blocked.yaml").out.splitlines()[1]


# ---- 2: usage


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Usage: hegui"),
        (("check",), "FILE"),
        (("chekc", "clear.yaml"), "chekc"),
        (("check", "--nothing", "clear.yaml"), "--nothing"),
        (("check", "--lang", "fr", "clear.yaml"), "fr"),
        (("check", "--fail-on", "never", "clear.yaml"), "never"),
        (("check", "--as-of", "tomorrow", "clear.yaml"), "tomorrow"),
        (("check", "--as-of", "2026-02-30", "clear.yaml"), "2026-02-30"),
        (("check", "--format", "xml", "clear.yaml"), "xml"),
        (("check", "--format", "text", "--format", "json", "clear.yaml"), "text, json"),
        (("check", "--output", "out.json", "clear.yaml"), "out.json"),
        (("check", "--output", "json=", "clear.yaml"), "json="),
        (("check", "--output", "json=no/such/folder.json", "clear.yaml"), "no/such/folder.json"),
        (("check", "no-*.yaml"), "no-*.yaml"),
        (("check", "."), "."),
        (("check", "--rules", "nowhere", "clear.yaml"), "nowhere"),
        (("check", "--base", "nowhere", "clear.yaml"), "nowhere"),
        (("check", "--waivers", "nowhere", "clear.yaml"), "nowhere"),
        (("check", "--config", "nowhere.toml", "clear.yaml"), "nowhere.toml"),
        (("explain", "blocked.yaml"), "NUMBER"),
        (("explain", "*.yaml", "1"), "*.yaml"),
        (("rules",), "Usage: hegui rules"),
        (("rules", "test", "no.such"), "no.such"),
        (("rules", "list", "--in-force", "x"), "x"),
        (("schema", "rule"), "rule"),
        (("init", "--domain", "fishing"), "fishing"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_2(hegui: Hegui, arguments: tuple[str, ...], said: str) -> None:
    ran = hegui(*arguments)

    assert (ran.code, said in ran.err + ran.out) == (2, True)


# ---- 3: rules


def test_invalid_rules_are_told_with_their_place_and_end_with_3(hegui: Hegui, rules: Path) -> None:
    (rules / "boundaries/launch/filing.yaml").write_text("title: {zh: 甲, en: a}\nforce: stop\n", encoding="utf-8")

    ran = hegui("check", "--base", rules, "clear.yaml")

    assert ran.code == 3
    assert "rulesets/boundaries/launch/filing.yaml:2:8: " in ran.err


def test_invalid_rules_are_told_once_for_many_manifests(hegui: Hegui, rules: Path) -> None:
    (rules / "rulebook.yaml").write_text("version: [\n", encoding="utf-8")

    ran = hegui("check", "--quiet", "--base", rules, "clear.yaml", "open.yaml", "blocked.yaml")

    assert (ran.code, len(ran.err.splitlines())) == (3, len(set(ran.err.splitlines())))


@pytest.mark.parametrize(
    "command",
    [("rules", "list"), ("rules", "lint"), ("rules", "test"), ("rules", "show", "x"), ("explain", "clear.yaml", "1")],
)
def test_every_command_that_needs_rules_ends_with_3_without_them(
    hegui: Hegui, rules: Path, command: tuple[str, ...]
) -> None:
    (rules / "rulebook.yaml").unlink()

    ran = hegui(*command, "--base", rules)

    assert (ran.code, ran.err) == (3, "rulesets/rulebook.yaml:1:1: 缺少 rulebook.yaml\n")


# ---- 70: our own fault


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    from hegui.rulebook import Rulebook

    def check(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(Rulebook, "check", check)


@pytest.mark.usefixtures("faulty")
def test_a_fault_of_our_own_is_one_line_and_ends_with_70(hegui: Hegui) -> None:
    ran = hegui("check", "--lang", "en", "clear.yaml")

    assert ran.code == 70
    assert ran.err.splitlines()[0] == "clear.yaml:"
    assert ran.err.splitlines()[1].startswith("hegui: internal error (ZeroDivisionError: a fault); please report it")
    assert len(ran.err.splitlines()) == 2


@pytest.mark.usefixtures("faulty")
def test_a_fault_shows_its_trace_when_asked(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = hegui("check", "--verbose", "clear.yaml").err
    monkeypatch.setenv("HEGUI_DEBUG", "1")

    assert "Traceback (most recent call last):" in asked
    assert "Traceback (most recent call last):" in hegui("explain", "clear.yaml", "1").err


@pytest.mark.usefixtures("faulty")
def test_a_fault_in_one_manifest_does_not_hide_the_problems_of_another(hegui: Hegui) -> None:
    ran = hegui("check", "clear.yaml", "broken.yaml")

    assert (ran.code, "broken.yaml:4:3: " in ran.err) == (70, True)


def test_the_fixture_rules_are_sound(hegui: Hegui) -> None:
    assert hegui("rules", "test", "--base", RULES).code == 0
