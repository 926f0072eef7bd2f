"""The rulebook as pages: every rule and instrument has one in both languages, links lead somewhere, nothing comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commandline import Hegui

RULE = "rules/boundaries.lending.stated-use.html"


@pytest.fixture
def site(hegui: Hegui, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    assert hegui("rules", "docs", folder).code == 0
    return folder


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_and_instrument_has_a_page(site: Path, lang: str) -> None:
    assert len(list((site / lang / "rules").iterdir())) == 5
    assert len(list((site / lang / "instruments").iterdir())) == 2


def test_every_link_leads_to_a_page_and_nothing_comes_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8")):
            assert "//" not in target, f"{page} asks {target}"
            assert (page.parent / target).is_file(), f"{page} leads to {target}"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Lending Law</a> art. 9"),
        ("en", "What the loan may be used for is one of open uses"),
        ("en", "The use of the loan is 〈What the loan may be used for〉."),
        ("en", "any use is refused"),
        ("zh", "贷款须有明确用途"),
        ("zh", "限定用途（须业务决定）"),
    ],
)
def test_a_rule_page_says_what_the_rule_says(site: Path, lang: str, said: str) -> None:
    assert said in (site / lang / RULE).read_text(encoding="utf-8")


def test_texts_of_rules_are_text_in_a_page(hegui: Hegui, rules: Path, tmp_path: Path) -> None:
    file = rules / "boundaries/lending/stated-use.yaml"
    text = file.read_text(encoding="utf-8").replace("A loan has a stated use", "A <script> has a use")
    file.write_text(text, encoding="utf-8")
    hegui("rules", "docs", tmp_path / "site", "--base", rules)

    assert "A &lt;script&gt; has a use" in (tmp_path / "site/en" / RULE).read_text(encoding="utf-8")


def test_the_page_of_a_rule_that_is_gone_goes_too(hegui: Hegui, rules: Path, site: Path) -> None:
    (rules / "guidelines/launch/scenario.yaml").unlink()
    hegui("rules", "docs", site, "--base", rules)

    assert not (site / "zh/rules/guidelines.launch.scenario.html").exists()


def test_a_folder_of_something_else_is_left_alone(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.txt").write_text("mine", encoding="utf-8")
    ran = hegui("rules", "docs", tmp_path / "letters", "--lang", "en")

    assert (ran.code, ran.err) == (2, f"hegui: {tmp_path / 'letters'} holds other files\n")
