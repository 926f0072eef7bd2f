"""Decisions read back: by id, in their parts, and those of a product page by page."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from hegui.body import canonical
from hegui_adapters.store import tables
from hegui_adapters.store.erasing import mask
from hegui_adapters.store.masking import FactPath
from serving import Service, product, unique
from sqlalchemy import update

NEVER = "019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"


def test_the_body_has_the_digest_the_answer_names(service: Service) -> None:
    found = service.check(product(unique())).json()
    body = service.client.get(found["links"]["body"]).content
    assert f"sha256:{hashlib.sha256(body).hexdigest()}" == found["decision"]["digest"]


def test_the_record_is_the_entry_with_what_it_says(service: Service) -> None:
    found = service.check(product(unique())).json()
    said = service.client.get(found["links"]["record"]).json()
    (entry,) = service.written()
    assert said["entry"]["digest"] == entry.digest
    assert canonical(said["record"]).decode() == entry.payload


def test_the_answer_can_be_read_again_letter_by_letter(service: Service) -> None:
    found = service.check(product(unique(), "blocked.yaml"))
    service.parts.archive._summaries._kept.clear()
    assert service.client.get(found.json()["links"]["self"]).text == found.text


def _altered(service: Service, digest: str) -> None:
    with service.parts.database.writing() as connection:
        mine = tables.documents.c.digest == digest.removeprefix("sha256:")
        connection.execute(update(tables.documents).where(mine).values(data=b"x"))


def _without_summary(service: Service, decision_id: str) -> None:
    with service.parts.database.writing() as connection:
        mine = tables.decisions.c.id == decision_id
        connection.execute(update(tables.decisions).where(mine).values(summary=None))


def test_a_decision_in_brief_is_read_without_its_body(service: Service) -> None:
    found = service.check(product(unique(), "blocked.yaml"))
    _altered(service, found.json()["decision"]["digest"])
    assert service.client.get(found.json()["links"]["self"]).text == found.text


def test_a_summary_that_was_altered_is_not_given_out_as_it_stands(service: Service) -> None:
    found = service.check(product(unique())).json()["links"]
    _altered(service, service.client.get(found["record"]).json()["record"]["summary"])
    assert service.client.get(found["self"]).status_code == 500


def test_a_decision_of_a_time_without_summaries_is_read_from_its_body(service: Service) -> None:
    found = service.check(product(unique(), "blocked.yaml"))
    _without_summary(service, found.json()["decision"]["id"])
    assert service.client.get(found.json()["links"]["self"]).text == found.text


@pytest.mark.parametrize("told", [True, False], ids=["with a summary", "without"])
def test_what_was_masked_is_told_no_more_once_it_was_read(service: Service, told: bool) -> None:
    text = product(unique(), "blocked.yaml").replace("channels:", "name: 王小明的分期, channels:", 1)
    found = service.check(text).json()
    if not told:
        _without_summary(service, found["decision"]["id"])
    assert "王小明" in service.client.get(found["links"]["self"]).text
    path = FactPath.read("product.name")
    service.parts.scribe.write(lambda ledger: mask(ledger, found["decision"]["id"], [path], "tester", "asked for"))
    assert "王小明" not in service.client.get(found["links"]["self"]).text


@pytest.mark.parametrize("part", ["summary", "record", "body", "manifest"])
def test_a_decision_that_was_never_made_is_not_found(service: Service, part: str) -> None:
    assert service.client.get(f"/v1/decisions/{NEVER}?part={part}").status_code == 404


@pytest.mark.parametrize("name", ["1", NEVER.upper(), NEVER.replace("7d2e", "4d2e"), "x" * 300, "%00"])
def test_an_id_that_is_none_is_refused(service: Service, name: str) -> None:
    assert service.client.get(f"/v1/decisions/{name}").status_code == 422


def test_a_part_that_there_is_not_is_refused(service: Service) -> None:
    assert service.client.get(f"/v1/decisions/{NEVER}?part=all").json()["errors"][0]["parameter"] == "part"


def pages(service: Service, name: str, limit: int) -> list[list[str]]:
    found, url = [], f"/v1/products/{name}/decisions?limit={limit}"
    while url:
        page = service.client.get(url).json()
        found.append([one["id"] for one in page["decisions"]])
        url = page["links"].get("next", "")
    return found


def decided(service: Service, name: str, times: int) -> list[str]:
    text = product(name)
    return [service.check(text).json()["decision"]["id"] for _ in range(times)]


@pytest.mark.parametrize(("limit", "sizes"), [(1, [1, 1, 1, 1]), (2, [2, 2]), (3, [3, 1]), (4, [4]), (100, [4])])
def test_the_pages_hold_every_decision_once_the_newest_first(service: Service, limit: int, sizes: list[int]) -> None:
    name = unique()
    ids = decided(service, name, 4)
    found = pages(service, name, limit)
    assert [len(page) for page in found] == sizes
    assert [one for page in found for one in page] == ids[::-1]


def test_a_decision_made_between_two_pages_moves_none(service: Service) -> None:
    name = unique()
    ids = decided(service, name, 4)
    first = service.client.get(f"/v1/products/{name}/decisions?limit=2").json()
    decided(service, name, 3)
    second = service.client.get(first["links"]["next"]).json()
    assert [one["id"] for one in second["decisions"]] == ids[1::-1]


def test_a_product_nobody_checked_has_no_decisions(service: Service) -> None:
    assert service.client.get(f"/v1/products/{unique()}/decisions").json()["decisions"] == []


def forged(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize("cursor", ["x", "", "!", forged("before"), forged("before x"), forged("after 1"), forged("before -1"),
                                    forged("before 99999999999999999999"), forged("before  1"), forged("before ١")])  # fmt: skip
def test_a_cursor_this_service_never_gave_is_refused(service: Service, cursor: str) -> None:
    found = service.client.get(f"/v1/products/x/decisions?cursor={cursor}")
    assert (found.status_code, found.json()["type"]) == (400, "urn:hegui:problem:bad-cursor")


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1.5"])
def test_a_limit_beyond_reason_is_refused(service: Service, limit: str) -> None:
    found = service.client.get(f"/v1/products/x/decisions?limit={limit}")
    assert json.loads(found.text)["errors"][0]["parameter"] == "limit"
