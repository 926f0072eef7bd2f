"""Facts stated otherwise: what is read again section by section is what reading the whole manifest would give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hegui.case import LISTS
from hegui.manifest.editing import Edit, edited
from scenarioing import planned


@pytest.mark.parametrize(
    ("path", "chain", "rel", "value"),
    [
        ("users.students", (), "users.students", "served"),
        ("pricing.credits[a].nominal_rate", (("pricing.credits", 0),), "nominal_rate", "20% per year"),
        ("funding.funder.share", (), "funding.funder.share", "40%"),
        ("insurance", (), "insurance", "none"),
    ],
)
def test_a_fact_stated_is_the_fact_of_a_manifest_written_so(
    tmp_path: Path, path: str, chain: tuple[tuple[str, int], ...], rel: str, value: str
) -> None:
    plan = planned(tmp_path, f'  - set: {{"{path}": {value}}}\n')
    whole = edited(plan.manifest, [Edit(path, value, chain, rel)])
    found = plan[0].manifest()
    assert found.digest == whole.digest
    assert set(found.record[LISTS]) == set(whole.record[LISTS])  # type: ignore[call-overload]


def test_another_manifest_has_another_source_digest(tmp_path: Path) -> None:
    plan = planned(tmp_path, "  - vary: [{fact: users.students, values: [served, targeted, excluded]}]\n")
    assert len({scenario.manifest().document.digest for scenario in plan}) == 3
