"""Settings: the environment before the file before the default; what is not understood is said before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from databases import database_url
from hegui.errors import HeguiError, SourceError
from hegui_adapters.failures import RefusedError
from hegui_adapters.service.settings import ServiceSettings, read_settings
from serving import NOON, SECRET, SOURCES, Clock, product, secret_source, served, unique


def told(tmp_path: Path, text: str) -> ServiceSettings:
    file = tmp_path / "service.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def test_nobody_is_admitted_unless_it_is_said() -> None:
    assert read_settings().open is False


def test_a_file_is_read_and_its_paths_are_its_own(tmp_path: Path) -> None:
    found = told(tmp_path, f'rules = ["house"]\n[sources.registry]\nsecrets = ["{SECRET}"]\nmapping = "map.yaml"\n')
    assert found.rules == (tmp_path / "house",)
    assert found.sources["registry"].mapping == tmp_path / "map.yaml"


def test_a_variable_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGUI_MEMO", "7")
    assert told(tmp_path, "memo = 3\nbody_limit = 2048\n").memo == 7


def test_rules_are_listed_in_a_variable_as_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGUI_RULES", "one:two")
    assert read_settings().rules == (Path("one"), Path("two"))


@pytest.mark.parametrize("written", [SECRET, f'["{SECRET}"]'])
def test_a_secret_can_be_given_by_a_variable_for_a_source_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("HEGUI_SOURCES__REGISTRY__SECRETS", written)
    found = told(tmp_path, "[sources.registry]\ntolerance = 60\nsecrets = ['whsec_old']\n").sources["registry"]
    assert [one.get_secret_value() for one in found.secrets] == [SECRET]
    assert found.tolerance == 60


def test_a_secret_is_never_printed() -> None:
    assert SECRET not in repr(ServiceSettings(sources=SOURCES))


WRONG = {
    "an unknown setting": "databse = 'x'",
    "a limit that is none": "body_limit = 'x'",
    "an unknown kind of source": "[sources.a]\nkind = 'bitbucket'\nsecrets = ['x']",
    "a source without secrets": "[sources.a]\nsecrets = []",
    "a source with an unknown key": f"[sources.a]\nsecrets = ['{SECRET}']\nsecret = 'x'",
    "a source whose name is no part of an address": f"[sources.'a/b']\nsecrets = ['{SECRET}']",
    "a secret that is no secret": "[sources.a]\nsecrets = ['whsec_!']",
    "a secret too short": "[sources.a]\nsecrets = ['whsec_AAAA']",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_is_not_understood_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(RefusedError) as caught:
        told(tmp_path, text)
    assert caught.value.zh
    assert caught.value.en


def test_a_file_that_is_no_toml_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        told(tmp_path, "database = ")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        read_settings(tmp_path / "none.toml")


def test_a_wrong_secret_is_not_printed_with_its_error(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        told(tmp_path, "[sources.a]\nsecrets = ['whsec_swordfish!']")
    assert "swordfish" not in caught.value.en + caught.value.zh


# ---- what settings do


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'hegui.db'}"


POLICIES = {
    "any, before": ("any", "2022-12-31", 201),
    "later, before": ("later", "2026-11-30", 422),
    "later, today": ("later", "2026-12-01", 201),
    "later, after": ("later", "2027-01-01", 201),
    "none, today": ("none", "2026-12-01", 422),
}


@pytest.mark.parametrize(("policy", "day", "status"), POLICIES.values(), ids=POLICIES)
def test_which_day_may_be_asked_for(url: str, policy: str, day: str, status: int) -> None:
    with served(url, as_of=policy) as service:
        assert service.check(product(unique()), query=f"?as_of={day}").status_code == status


def test_without_open_nobody_is_admitted_and_a_source_still_is(url: str) -> None:
    with served(url, open=False) as service:
        refused = service.check(product(unique()))
        assert (refused.status_code, refused.json()["type"]) == (401, "urn:hegui:problem:unauthenticated")
        assert "bearer" in refused.headers["www-authenticate"].lower()
        assert service.post({"type": "ping"}).status_code == 200


def test_a_source_with_a_mapping_judges_its_own_payload(url: str, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(
        "hegui: mapping/v1\nonly: {from: $.event, in: [updated]}\nmap:\n  - {from: $.code, to: product.id}\n"
        "  - {from: '$.shops[*]', to: product.channels, table: {APP: own_app}}\n",
        encoding="utf-8",
    )
    with served(url, sources={"registry": secret_source("standard", SECRET, mapping=file)}) as service:
        found = service.post({"event": "updated", "code": "spring", "shops": ["APP"]})
        assert (found.status_code, found.json()["product"]["id"]) == (201, "spring")
        manifest = service.client.get(f"{found.json()['links']['self']}?part=manifest").text
        assert '"channels": [\n   "own_app"' in manifest
        assert service.post({"event": "deleted", "code": "spring"}).status_code == 202
        wrong = service.post({"event": "updated", "code": "spring", "shops": ["APP", "KIOSK"]})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/shops/1")
        assert service.post({"type": "ping"}).status_code == 200


@pytest.mark.parametrize("text", [None, "hegui: mapping/v1\n"])
def test_a_mapping_file_that_cannot_be_used_keeps_the_service_from_starting(
    url: str, tmp_path: Path, text: str | None
) -> None:
    file = tmp_path / "map.yaml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(HeguiError), served(url, sources={"a": secret_source("standard", SECRET, mapping=file)}):
        pass


def test_a_database_of_a_team_is_not_migrated_by_a_start(tmp_path: Path) -> None:
    from fastapi.testclient import TestClient
    from hegui_adapters.service.app import application

    with database_url("postgresql", tmp_path) as found:
        client = TestClient(application(ServiceSettings(database=found)))
        with pytest.raises(RefusedError, match="revision"), client:
            pass


def test_what_was_counted_is_told_when_the_service_ends(url: str) -> None:
    with served(url) as service:
        for _ in range(3):
            service.client.post("/v1/webhooks/registry", content=b"{}")
    with served(url) as again:
        assert [line.get("more") for _, line in again.said()] == [None, 2]


def test_a_clock_that_jumps_back_neither_breaks_the_chain_nor_loses_a_decision(url: str) -> None:
    clock = Clock()
    with served(url, clock) as service:
        first = service.check(product(unique())).json()
        clock.move(days=-400)
        second = service.check(product(unique())).json()
        assert [one["decision"]["entry"] for one in (first, second)] == [1, 2]
        assert second["as_of"] == (NOON.date().replace(year=2025, month=10, day=27)).isoformat()
