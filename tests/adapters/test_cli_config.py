"""Configuration: where it is looked for, what it may say, and what wins over it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from commandline import HOUSE, MANIFESTS, Hegui, manifest

ENGLISH, CHINESE = "Product compliance check", "产品合规检查报告"


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A manifest two folders down."""
    folder = tmp_path / "firm" / "products"
    folder.mkdir(parents=True)
    (folder / "p.yaml").write_text(manifest(MANIFESTS["warned.yaml"]), encoding="utf-8")
    return folder / "p.yaml"


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [("hegui.toml", 'lang = "en"'), ("pyproject.toml", '[project]\nname = "x"\n[tool.hegui]\nlang = "en"')],
)
@pytest.mark.parametrize("folder", [".", "..", "../.."])
def test_it_is_found_from_the_manifest_upwards(hegui: Hegui, product: Path, name: str, text: str, folder: str) -> None:
    write(product.parent / folder / name, text)

    assert hegui("check", product).out.startswith(ENGLISH)


def test_the_nearest_folder_wins(hegui: Hegui, product: Path) -> None:
    write(product.parent.parent / "hegui.toml", 'lang = "zh"')
    write(product.parent / "hegui.toml", 'lang = "en"')

    assert hegui("check", product).out.startswith(ENGLISH)


def test_the_search_ends_at_the_root_of_the_repository(hegui: Hegui, product: Path) -> None:
    (product.parent / ".git").mkdir()
    write(product.parent.parent / "hegui.toml", 'lang = "en"')

    assert hegui("check", product).out.startswith(CHINESE)


def test_a_pyproject_without_our_table_is_passed_over(hegui: Hegui, product: Path) -> None:
    write(product.parent / "pyproject.toml", "[tool.other]\nx = 1\n")
    write(product.parent.parent / "hegui.toml", 'lang = "en"')

    assert hegui("check", product).out.startswith(ENGLISH)


def test_each_manifest_has_its_own(hegui: Hegui, product: Path) -> None:
    write(product.parent / "hegui.toml", 'lang = "en"')

    out = hegui("check", "clear.yaml", product).out

    assert (out.startswith(CHINESE), f"\n\n{ENGLISH}" in out) == (True, True)


def test_standard_input_takes_the_one_of_the_name_it_is_given(
    hegui: Hegui, product: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(product.parent / "hegui.toml", 'lang = "en"')
    with product.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)

        assert hegui("check", "-", "--stdin-filename", product).out.startswith(ENGLISH)


def test_two_in_one_folder_are_refused(hegui: Hegui, product: Path) -> None:
    write(product.parent / "hegui.toml", 'lang = "en"')
    write(product.parent / "pyproject.toml", "[tool.hegui]")

    ran = hegui("check", product)

    assert (ran.code, ran.err) == (
        2,
        "hegui: 同一目录中有两份配置：firm/products/hegui.toml, firm/products/pyproject.toml\n",
    )


# ---- what wins


def test_an_option_wins_over_the_environment_over_the_file(
    hegui: Hegui, product: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(product.parent / "hegui.toml", 'lang = "en"')
    by_file = hegui("check", product).out
    monkeypatch.setenv("HEGUI_LANG", "zh")
    by_environment = hegui("check", product).out
    by_option = hegui("check", "--lang", "en", product).out

    assert [out.startswith(ENGLISH) for out in (by_file, by_environment, by_option)] == [True, False, True]


def test_a_named_configuration_is_the_only_one(hegui: Hegui, product: Path, tmp_path: Path) -> None:
    write(product.parent / "hegui.toml", "nonsense = 1")
    write(tmp_path / "other.toml", 'lang = "en"')

    assert hegui("check", "--config", "other.toml", product).out.startswith(ENGLISH)


def test_an_unknown_language_in_the_environment_is_refused(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGUI_LANG", "fr")

    assert hegui("check", "clear.yaml").code == 2


# ---- what it may say


def test_rules_are_relative_to_the_file(hegui: Hegui, product: Path) -> None:
    write(product.parent.parent / "hegui.toml", f'rules = ["{os.path.relpath(HOUSE, product.parent.parent)}"]')

    assert hegui("check", product).code == 1


def test_the_environment_may_name_rules(hegui: Hegui, product: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGUI_RULES", str(HOUSE))

    assert hegui("check", product).code == 1


def test_waivers_are_relative_to_the_file(hegui: Hegui, product: Path) -> None:
    write(product.parent.parent / "hegui.toml", 'waivers = "held.yaml"')
    write(product.parent.parent / "held.yaml", "waivers: []\n")

    assert hegui("check", product).code == 0


@pytest.mark.parametrize(
    "text", ['trust = {"boundaries.lending.periods" = "verified"}', '[trust]\nboundaries.lending.periods = "verified"']
)
def test_trust_is_recorded_in_the_decision(hegui: Hegui, product: Path, text: str) -> None:
    import json

    write(product.parent / "hegui.toml", text)

    (decision,) = json.loads(hegui("check", "--format", "json", product).out)["decisions"]

    assert decision["body"]["rulebook"]["trust"] == {"boundaries.lending.periods": "verified"}


def test_trust_in_a_rule_that_does_not_exist_is_refused(hegui: Hegui, product: Path) -> None:
    write(product.parent / "hegui.toml", 'trust = {"boundaries.no" = "verified"}')

    ran = hegui("check", product)

    assert (ran.code, "boundaries.no" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('lang = "en"\nrulse = []', "2:1", 'unknown key "rulse"; did you mean rules?'),
        ('as_of = "2026-12-01"', "1:1", 'unknown key "as_of"'),
        ('lang = "fr"', "1:1", "lang should be zh or en"),
        ("lang = true", "1:1", "lang should be zh or en"),
        ('\nrules = "house"', "2:1", "rules should be a list of folders"),
        ("rules = [1]", "1:1", "rules should be a path"),
        ("waivers = []", "1:1", "waivers should be a path"),
        ("trust = 1", "1:1", "trust should be a table of RULE = CONFIDENCE"),
        ('trust = {"a.b" = "sure"}', "1:11", "the confidence of a.b should be one of unverified, secondary, verified"),
        ('[trust]\n  a.b = "sure"', "2:5", "the confidence of a.b should be one of unverified, secondary, verified"),
        ("lang = ", "1:8", "not TOML: Invalid value"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(
    hegui: Hegui, tmp_path: Path, text: str, place: str, said: str
) -> None:
    write(tmp_path / "hegui.toml", text)

    ran = hegui("check", "--lang", "en", "clear.yaml")

    assert (ran.code, ran.err) == (2, f"hegui.toml:{place}: {said}\n")


def test_every_problem_of_a_configuration_is_told(hegui: Hegui, tmp_path: Path) -> None:
    write(tmp_path / "hegui.toml", "one = 1\nlang = 2\ntwo = 3\n")

    assert [line.split(" ")[0] for line in hegui("check", "clear.yaml").err.splitlines()] == [
        "hegui.toml:1:1:",
        "hegui.toml:2:1:",
        "hegui.toml:3:1:",
    ]


def test_commands_on_rules_take_the_one_of_the_working_folder(hegui: Hegui, tmp_path: Path) -> None:
    write(tmp_path / "hegui.toml", f'rules = ["{HOUSE}"]\nlang = "en"')

    assert "house.boundaries.lending.shorter" in hegui("rules", "list").out
