"""The register of products posted to the service: what of it was never checked, or launched all the same."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import Workbook
from serving import Service, product, unique

CSV = {"content-type": "text/csv"}
XLSX = {"content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
HEADERS = ("产品编号", "产品名称", "版本", "负责人", "阶段", "上线日期")


def gaps(service: Service, content: bytes, headers: dict[str, str], *names: str) -> list[tuple[str, str]]:
    found = service.client.post("/v1/register", content=content, headers=headers)
    assert found.status_code == 200, found.text
    return [(one["kind"], one["product"]) for one in found.json()["gaps"] if one["product"] in names]


def csv_of(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(",".join(row) for row in (HEADERS, *rows)).encode()


def test_a_product_that_was_launched_while_blocked_is_told(service: Service) -> None:
    never, blocked = unique("never"), unique("blocked")
    service.check(product(blocked, "blocked.yaml").replace("channels", 'version: "1", channels'))
    rows = ((blocked, "", "1", "", "", "2026-12-01"), (never, "", "1", "", "", ""))
    assert gaps(service, csv_of(*rows), CSV, never, blocked) == [
        ("never_checked", never),
        ("launched_blocked", blocked),
    ]


def test_a_workbook_is_read(service: Service) -> None:
    never = unique("never")
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEADERS)
    page.append((never, "", "1", "", "", ""))
    stream = io.BytesIO()
    book.save(stream)
    assert gaps(service, stream.getvalue(), XLSX, never) == [("never_checked", never)]


def test_that_it_was_asked_is_in_the_log(service: Service) -> None:
    gaps(service, csv_of((unique("never"), "", "1", "", "", "")), CSV)
    (entry,) = service.written()
    said = json.loads(entry.payload or "")
    assert (entry.kind, said["products"], said["counts"]["never_checked"]) == ("register.compared", 1, 1)


@pytest.mark.parametrize(
    ("content", "media", "status", "kind"),
    [
        (csv_of(("p", "", "1", "", "", "soon")), "text/csv", 422, "invalid-register"),
        (b"\xff\xff\xff", "text/csv", 400, "malformed"),
        (b"PK\x03\x04", XLSX["content-type"], 400, "malformed"),
        (b"{}", "application/json", 415, "unsupported-media-type"),
    ],
)
def test_what_is_no_register_is_refused(service: Service, content: bytes, media: str, status: int, kind: str) -> None:
    found = service.client.post("/v1/register", content=content, headers={"content-type": media})
    assert (found.status_code, found.json()["type"]) == (status, f"urn:hegui:problem:{kind}")


def test_a_fault_is_told_at_its_row_and_column(service: Service) -> None:
    content = csv_of(("p", "", "1", "", "", "soon"))
    (flaw,) = service.client.post("/v1/register", content=content, headers=CSV).json()["errors"]
    assert (flaw["line"], flaw["column"]) == (2, 6)
