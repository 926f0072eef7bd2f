"""What a test is judged by: its own words, its marker, the project's configuration. Each is a test of a project of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from commandline import HOUSE
from foreign import project

OWN = "house.boundaries.lending.shorter"
TESTS = {
    "test_the_marker_sets_the_day": """
@pytest.mark.hegui(as_of="2022-06-30")
def test_it(hegui):
    assert str(hegui.check("clear.yaml").as_of) == "2022-06-30"
""",
    "test_the_marker_sets_the_language": """
@pytest.mark.hegui(lang="en")
def test_it(hegui):
    assert "BLOCKED, must not launch" in hegui.report(hegui.check("blocked.yaml"))
""",
    "test_the_nearest_marker_wins": """
@pytest.mark.hegui(as_of="2022-06-30", lang="en")
class TestIt:
    @pytest.mark.hegui(as_of="2021-06-30")
    def test_it(self, hegui):
        assert (str(hegui.check("clear.yaml").as_of), hegui.lang) == ("2021-06-30", "en")
""",
    "test_what_the_test_says_goes_before_its_marker": """
@pytest.mark.hegui(as_of="2022-06-30")
def test_it(hegui):
    assert str(hegui.check("clear.yaml", as_of="2023-01-31").as_of) == "2023-01-31"
""",
    "test_the_day_is_the_launch_if_nobody_says": """
def test_it(hegui):
    assert str(hegui.check("launched.yaml").as_of) == "2040-01-01"
""",
    "test_house_rules_come_from_the_configuration": f"""
def test_it(hegui):
    assert violated(hegui.check(LOAN)) == ["{OWN}"]
""",
    "test_rules_can_be_named_in_the_test": """
def test_it(hegui, tmp_path):
    assert violated(hegui.check(LOAN, rules="other")) == []
""",
    "test_rules_can_be_named_by_the_marker": """
@pytest.mark.hegui(rules="other")
def test_it(hegui):
    assert violated(hegui.check(LOAN)) == []
""",
    "test_one_rulebook_a_session": """
books = set()
@pytest.mark.parametrize("n", range(2))
def test_it(hegui, n):
    books.add(id(hegui.check(LOAN).rulebook))
    assert len(books) == 1
""",
    "test_facts_can_be_stated_otherwise": f"""
from hegui.testing import over
@over("pricing.credits[id=a].periods", ["6", "7"])
def test_it(hegui, stated):
    found = violated(hegui.check(LOAN, stated=stated))
    assert found == ([] if stated["pricing.credits[id=a].periods"] == "6" else ["{OWN}"])
""",
    "test_a_manifest_is_looked_for_beside_the_test_first": """
def test_it(hegui):
    assert hegui.check("product.yaml").manifest.product_id == "beside"
""",
    "test_a_manifest_is_looked_for_in_the_project_next": """
def test_it(hegui):
    assert hegui.check("blocked.yaml").blocked
""",
    "test_a_test_of_drawn_manifests_may_use_the_fixture": """
from hegui.testing import manifests
from hypothesis import given, settings
@settings(max_examples=10, deadline=None)
@given(manifests("credit"))
def test_it(hegui, manifest):
    assert hegui.check(manifest).verdict in ("blocked", "undetermined", "clear")
""",
    "test_a_fixture_of_the_module_may_use_the_fixture": """
@pytest.fixture(scope="module")
def decision(hegui):
    return hegui.check("blocked.yaml")
def test_it(decision):
    assert decision.blocked
""",
}
REFUSED = {
    "as_off='2026-12-01'": "did you mean as_of?",
    "lang='fr'": "lang is zh or en",
    "as_of='soon'": "write it as 2026-12-01",
    "'2026-12-01'": "the marker hegui takes names: as_of, rules, lang, waivers",
}
USING = """
import pytest
LOAN = {"hegui": "product/v1", "pricing": {"credits": [{"id": "a", "periods": "12"}]}}
def violated(decision):
    return [finding.rule for finding in decision.having("violated", "block")]
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("suite")
    suite = project(folder, Path(tmp_path_factory.getbasetemp()) / "cache")
    shutil.copytree(HOUSE, folder / "house")
    refused = "".join(
        f"@pytest.mark.hegui({given})\ndef test_{number}(hegui):\n    hegui.check('clear.yaml')\n"
        for number, given in enumerate(REFUSED)
    )
    suite.write(
        {
            **{f"inner/{name}.py": USING + text for name, text in TESTS.items()},
            "inner/test_refused.py": USING + refused,
            "inner/product.yaml": "hegui: product/v1\nproduct: {id: beside}\n",
            "product.yaml": "hegui: product/v1\nproduct: {id: above}\n",
            "hegui.toml": 'rules = ["house"]\n',
            "other/vocabulary/words.yaml": "house.words: {label: {zh: 词, en: words}, kind: text, members: [词], confidence: verified}\n",
        }
    )
    return suite.run("inner", "-rA", "--tb=short", code=1)


@pytest.mark.parametrize("name", TESTS)
def test_of(printed: str, name: str) -> None:
    results = re.findall(rf"^(\w+) inner/{name}\.py::", printed, re.MULTILINE)
    assert set(results) == {"PASSED"}, printed


@pytest.mark.parametrize(("number", "said"), list(enumerate(REFUSED.values())))
def test_a_marker_that_is_not_understood_fails_its_test(printed: str, number: int, said: str) -> None:
    assert f"FAILED inner/test_refused.py::test_{number}" in printed
    assert said in printed
