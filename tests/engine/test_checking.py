"""One call from a file or plain values to a decision, on the day a door would choose."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import hegui
import pytest
from hegui import checking
from hegui.checking import check_document, day_for, load_manifest
from hegui.errors import ManifestError, UsageError
from hegui.source import Limits
from rulebooks import DAY, always, manifest, rulebook, waiver

FILES = {"boundaries/x.yaml": always("require: {product.stage: pilot}")}
TEXT = "hegui: product/v1\nproduct: {stage: pilot}\n"


def written(folder: Path, text: str, name: str = "it.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# ---- sources


def test_a_file_is_checked(tmp_path: Path) -> None:
    assert hegui.check(written(tmp_path, TEXT), as_of=DAY, rules=rulebook(FILES)).verdict == "clear"


def test_a_file_is_checked_by_its_name(tmp_path: Path) -> None:
    assert hegui.check(str(written(tmp_path, TEXT)), as_of=DAY, rules=rulebook(FILES)).verdict == "clear"


def test_a_manifest_read_before_is_checked() -> None:
    assert hegui.check(manifest("product: {stage: idea}"), as_of=DAY, rules=rulebook(FILES)).verdict == "blocked"


def test_a_mapping_is_checked() -> None:
    source = {"hegui": "product/v1", "product": {"stage": "pilot"}}
    assert hegui.check(source, as_of=DAY, rules=rulebook(FILES)).verdict == "clear"


PLAIN = {
    "a number": ({"users": {"minimum_age": 18}}, "users.minimum_age", Decimal(18)),
    "a decimal": ({"credit": {"limit": Decimal("0.10")}}, "credit.limit", Decimal("0.10")),
    "a float": ({"credit": {"limit": 0.1}}, "credit.limit", Decimal("0.1")),
    "yes": ({"credit": {"revolving": True}}, "credit.revolving", True),
    "a day": ({"product": {"launch_date": date(2026, 12, 1)}}, "product.launch_date", date(2026, 12, 1)),
    "nothing": ({"product": {"name": None}}, "product.name", None),
    "a text": ({"product": {"name": "null"}}, "product.name", "null"),
    "a tuple": ({"product": {"channels": ("own_app",)}}, "product.channels", ("own_app",)),
    "an emoji": ({"product": {"name": "贷😀"}}, "product.name", "贷😀"),
}


@pytest.mark.parametrize(("source", "path", "value"), PLAIN.values(), ids=PLAIN)
def test_plain_values_are_read_as_a_file_would_be(source: dict[str, object], path: str, value: object) -> None:
    assert load_manifest({"hegui": "product/v1", **source}).record.get(path) == value


def test_a_mapping_that_is_no_manifest_is_refused() -> None:
    with pytest.raises(ManifestError, match='unknown key "stge"'):
        load_manifest({"hegui": "product/v1", "product": {"stge": "pilot"}})


@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        load_manifest(tmp_path / name)


@pytest.mark.parametrize("text", ["", "- a", "hegui: product/v1\nproduct: {", "\x00", "hegui: product/v2"])
def test_a_text_that_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ManifestError) as caught:
        check_document(text, "it.yaml", None)
    assert all(one.file == "it.yaml" for one in caught.value.problems)


def test_limits_are_kept() -> None:
    with pytest.raises(ManifestError):
        check_document(TEXT + "#" * 200, "it.yaml", None, Limits(size=100))


# ---- the firm, by reference

BY_REFERENCE = "hegui: product/v1\nproduct: {stage: pilot}\ninstitution: {ref: firm.yaml}\n"


def test_the_institution_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    fields = "ratios: {joint_lending_partner: 20%}\n"
    written(tmp_path, fields, "firm.yaml")
    found = load_manifest(written(tmp_path, BY_REFERENCE))
    assert found.record["institution.ratios.joint_lending_partner"] == Decimal("0.2")


def test_a_fact_of_the_institution_stands_in_its_file(tmp_path: Path) -> None:
    written(tmp_path, "# the firm\nratios:\n  joint_lending_partner: 20%\n", "firm.yaml")
    place = load_manifest(written(tmp_path, BY_REFERENCE)).located((), "institution.ratios.joint_lending_partner")
    assert (place.file, place.line, place.column) == ("firm.yaml", 3, 3)


def test_what_is_wrong_with_the_institution_is_told_in_its_file(tmp_path: Path) -> None:
    written(tmp_path, "ratio: {}\n", "firm.yaml")
    with pytest.raises(ManifestError, match=r'^firm\.yaml:1:1: unknown key "ratio"; did you mean ratios\?$'):
        load_manifest(written(tmp_path, BY_REFERENCE))


def test_an_institution_that_cannot_be_parsed_is_told_in_its_file(tmp_path: Path) -> None:
    written(tmp_path, "ratios: {\n", "firm.yaml")
    with pytest.raises(ManifestError, match=r"^firm\.yaml:"):
        load_manifest(written(tmp_path, BY_REFERENCE))


@pytest.mark.parametrize("ref", ["firm.yaml", '"a\\0b"', ".", "''"])
def test_an_institution_that_cannot_be_found_is_refused_where_it_is_named(tmp_path: Path, ref: str) -> None:
    with pytest.raises(ManifestError, match=r"it\.yaml:3:\d+: "):
        load_manifest(written(tmp_path, BY_REFERENCE.replace("firm.yaml", ref)))


def test_a_text_without_a_folder_refers_to_no_file() -> None:
    with pytest.raises(ManifestError, match="3:20: a file cannot be referred to here; write institution out"):
        check_document(BY_REFERENCE, "it.yaml", None)


def test_a_reference_that_is_no_name_is_no_reference(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match='unknown key "ref"'):
        load_manifest(written(tmp_path, BY_REFERENCE.replace("firm.yaml", "[firm.yaml]")))


def test_the_digest_covers_the_institution(tmp_path: Path) -> None:
    digests = set()
    for share in ("20%", "21%"):
        written(tmp_path, f"ratios: {{joint_lending_partner: {share}}}\n", "firm.yaml")
        digests.add(load_manifest(written(tmp_path, BY_REFERENCE)).digest)
    assert len(digests) == 2


# ---- the day


class Clock(datetime):
    """A clock that stands at the last minute of November 2026 in London: the first of December in Shanghai."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime(2026, 11, 30, 23, 59, tzinfo=timezone.utc).astimezone(tz)  # type: ignore[arg-type]  # noqa: UP017


@pytest.fixture
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "datetime", Clock)


DAYS = {
    "today in Shanghai": ("", date(2026, 12, 1)),
    "the launch, if later": ("product: {launch_date: 2027-03-01}", date(2027, 3, 1)),
    "today, if the launch has been": ("product: {launch_date: 2026-11-30}", date(2026, 12, 1)),
    "today, if there is no launch": ("product: {launch_date: none}", date(2026, 12, 1)),
}


@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS)
def test_the_day_is_the_later_of_today_and_the_launch(text: str, day: date) -> None:
    assert day_for(manifest(text)) == day


@pytest.mark.usefixtures("_clock")
def test_a_day_nobody_names_is_chosen() -> None:
    assert hegui.check(manifest("product: {launch_date: 2027-03-01}"), rules=rulebook(FILES)).as_of == date(2027, 3, 1)


def test_a_day_that_is_named_is_kept() -> None:
    launch = manifest("product: {launch_date: 2027-03-01}")
    assert hegui.check(launch, as_of=DAY - timedelta(days=900), rules=rulebook(FILES)).as_of == DAY - timedelta(
        days=900
    )


def test_waivers_are_passed_on() -> None:
    own = {"house/boundaries/x.yaml": always("require: {product.stage: pilot}")}
    given = waiver("house.boundaries.x", ("product.stage", "idea"))
    found = hegui.check(manifest("product: {stage: idea}"), as_of=DAY, rules=rulebook(own), waivers=[given])
    assert found.verdict == "clear"
