"""The report in each README is what the command prints for that sample, word for word."""

import datetime as dt
from pathlib import Path

import hegui
import pytest
from hegui.rates import CONVENTIONS
from hegui_adapters.price.gathering import statement_of
from hegui_adapters.price.text import disclosure_text
from hegui_adapters.render.text import report

ROOT = Path(__file__).parents[1]
SAMPLE = "examples/qingxiang-instalment/manifest.yaml"


def printed(lang: str) -> list[str]:
    """The report up to its open questions: what comes after changes with every rule that is added."""
    manifest = hegui.check_document((ROOT / SAMPLE).read_bytes(), SAMPLE, None)
    lines = report(hegui.check(manifest, as_of=dt.date(2026, 12, 1)), lang=lang).split("\n")
    return lines[: lines.index("", lines.index("", 4) + 1)]


def shown(readme: str, mark: str = "<!-- sample report -->") -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    block = text.split(mark, 1)[1].split("```text\n", 1)[1]
    return block.split("\n```", 1)[0].split("\n")


@pytest.mark.parametrize(("readme", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_what_is_printed(readme: str, lang: str) -> None:
    told_by_rule_count = 1  # the line of counts: how many checks are met and open grows with the rulebook
    found, expected = shown(readme), printed(lang)
    del found[told_by_rule_count], expected[told_by_rule_count]

    assert found == expected


def table(lang: str) -> list[str]:
    manifest = hegui.check_document((ROOT / SAMPLE).read_bytes(), SAMPLE, None)
    decision = hegui.check(manifest, as_of=dt.date(2026, 12, 1))
    return disclosure_text(statement_of(decision), lang, 80).split("\n")


@pytest.mark.parametrize(("readme", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_the_table_that_is_printed(readme: str, lang: str) -> None:
    assert shown(readme, "<!-- sample table -->")[1:] == table(lang)


def test_the_page_on_pricing_lists_every_convention_as_it_is() -> None:
    page = (ROOT / "docs" / "pricing.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| `")
    ]
    listed = {row[0]: (row[1], row[3], row[4], row[5]) for row in rows if len(row) == 6}

    assert listed == {
        one.id: (
            one.reading,
            one.article or ("条款号未核" if one.instrument else ""),
            one.standing,
            ", ".join(one.register),
        )
        for one in CONVENTIONS.values()
    }
