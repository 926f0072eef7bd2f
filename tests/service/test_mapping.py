"""Mapping files: a registry's own payload becomes a manifest, what is left out is listed, what does not fit is told where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import RULES
from hegui.checking import check_document
from hegui.errors import SourceError
from hegui.source import read
from hegui_adapters.cli import main
from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.inbound import Carried, carried_by
from hegui_adapters.service.judging import Judge
from hegui_adapters.service.mapping import Mapped, mapped, read_mapping
from hegui_adapters.service.paths import read_path
from hegui_adapters.service.writing import node_text
from hypothesis import given
from hypothesis import strategies as st

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yaml"))


def made(entries: str, payload: object, more: str = "") -> Mapped:
    found = mapped(mapping(entries, more), read(json.dumps(payload, ensure_ascii=False), "payload"))
    assert found is not None
    return found


def mapping(entries: str, more: str = "") -> object:
    return read_mapping(read(f"hegui: mapping/v1\n{more}\nmap:\n  - {entries}\n", "mapping.yaml"))


def facts(entries: str, payload: object) -> object:
    """The manifest as data, its format left out."""
    text = made(entries, payload).text.replace(": none", ': "none"').replace(" none", ' "none"')
    found = json.loads(text)
    assert found.pop("hegui") == "product/v1"
    return found


CASES = {
    "a name": ("{from: $.name, to: product.name}", {"name": "春风贷"}, {"product": {"name": "春风贷"}}),
    "a number stays as it was written": ("{from: $.n, to: a.n}", {"n": 18.5}, {"a": {"n": 18.5}}),
    "a truth": ("{from: $.b, to: a.b}", {"b": True}, {"a": {"b": True}}),
    "a text that looks like a number stays text": ("{from: $.n, to: a.n}", {"n": "007"}, {"a": {"n": "007"}}),
    "a text that says none stays text": ("{from: $.n, to: a.n}", {"n": "none"}, {"a": {"n": "none"}}),
    "deep within": ("{from: $.a.b.c, to: x.y.z}", {"a": {"b": {"c": "v"}}}, {"x": {"y": {"z": "v"}}}),
    "a name in quotes": ("{from: '$[\"a b\"].c', to: x.y}", {"a b": {"c": "v"}}, {"x": {"y": "v"}}),
    "a name in Chinese": ("{from: $.产品.名称, to: product.name}", {"产品": {"名称": "v"}}, {"product": {"name": "v"}}),
    "one element": ("{from: '$.a[1]', to: x.y}", {"a": ["u", "v"]}, {"x": {"y": "v"}}),
    "every element": (
        "{from: '$.a[*].b', to: 'x.y[*].z'}",
        {"a": [{"b": "u"}, {"b": "v"}]},
        {"x": {"y": [{"z": "u"}, {"z": "v"}]}},
    ),
    "elements of elements": (
        "{from: '$.a[*].b[*].c', to: 'x[*].y[*].z'}",
        {"a": [{"b": [{"c": 1}]}, {"b": [{"c": 2}, {"c": 3}]}]},
        {"x": [{"y": [{"z": 1}]}, {"y": [{"z": 2}, {"z": 3}]}]},
    ),
    "values collected in a list": (
        "{from: '$.a[*].b', to: x.y}",
        {"a": [{"b": "u"}, {"b": "v"}]},
        {"x": {"y": ["u", "v"]}},
    ),
    "an element of which nothing is said": (
        "{from: '$.a[*].b', to: 'x.y[*].z'}",
        {"a": [{}, {"b": "v"}]},
        {"x": {"y": [None, {"z": "v"}]}},
    ),
    "a table": ("{from: $.k, to: x.y, table: {L: credit}}", {"k": "L"}, {"x": {"y": "credit"}}),
    "a table of numbers": ("{from: $.k, to: x.y, table: {1: credit}}", {"k": 1}, {"x": {"y": "credit"}}),
    "what stands in no line": (
        "{from: $.k, to: x.y, table: {L: a}, otherwise: other}",
        {"k": "M"},
        {"x": {"y": "other"}},
    ),
    "a unit": ("{from: $.r, to: x.r, unit: '% per year'}", {"r": 18.50}, {"x": {"r": "18.5% per year"}}),
    "a value of our own": ("{value: credit, to: x.y}", {}, {"x": {"y": "credit"}}),
    "none": ("{value: none, to: x.y}", {}, {"x": {"y": "none"}}),
    "none by a table": ("{from: $.k, to: x.y, table: {N: none}}", {"k": "N"}, {"x": {"y": "none"}}),
    "nothing there": ("{from: $.a.b, to: x.y}", {"a": {}}, {}),
    "null": ("{from: $.a, to: x.y}", {"a": None}, {}),
    "a table that says null": ("{from: $.a, to: x.y, table: {U: null}}", {"a": "U"}, {}),
    "a path through a value": ("{from: $.a.b, to: x.y}", {"a": "text"}, {}),
    "an element beyond the end": ("{from: '$.a[3]', to: x.y}", {"a": [1]}, {}),
}


@pytest.mark.parametrize(("entries", "payload", "expected"), CASES.values(), ids=CASES)
def test_a_payload_becomes_facts(entries: str, payload: object, expected: object) -> None:
    assert facts(entries, payload) == expected


def test_none_is_written_as_manifests_have_it() -> None:
    assert '"y": none' in made("{value: none, to: x.y}", {}).text


REFUSED = {
    "a value in no line of its table": ("{from: $.k, to: x.y, table: {L: credit}}", '{\n"k": "M"}', "2:6"),
    "a list where a value should stand": ("{from: $.k, to: x.y}", '{"k": [1]}', "1:7"),
    "an object where a value should stand": ("{from: $.k, to: x.y}", '{"k": {"a": 1}}', "1:7"),
    "two entries for one fact": ("{from: $.k, to: x.y}\n  - {from: $.l, to: x.y}", '{"k": 1, "l": 2}', "1:15"),
    "a fact within a fact": ("{from: $.k, to: x.y}\n  - {from: $.l, to: x.y.z}", '{"k": 1, "l": 2}', "1:15"),
}


@pytest.mark.parametrize(("entries", "payload", "place"), REFUSED.values(), ids=REFUSED)
def test_a_payload_that_does_not_fit_is_told_where(entries: str, payload: str, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        mapped(mapping(entries), read(payload, "payload"))
    assert [f"{one.line}:{one.column}" for one in caught.value.problems] == [place]


BROKEN = {
    "another format": "hegui: product/v1\n",
    "no map": "hegui: mapping/v1\n",
    "a map that is no list": "hegui: mapping/v1\nmap: {a: b}\n",
    "an unknown key": "hegui: mapping/v1\nmap: []\nmappings: []\n",
    "an entry that is a text": "hegui: mapping/v1\nmap: [a]\n",
    "an entry without a source": "hegui: mapping/v1\nmap: [{to: a.b}]\n",
    "an entry with two sources": "hegui: mapping/v1\nmap: [{from: $.a, value: x, to: a.b}]\n",
    "an entry without a target": "hegui: mapping/v1\nmap: [{from: $.a}]\n",
    "a path that computes": "hegui: mapping/v1\nmap: [{from: '$.a[?(@.b)]', to: a.b}]\n",
    "a path from nowhere": "hegui: mapping/v1\nmap: [{from: a.b, to: a.b}]\n",
    "more lists in the target": "hegui: mapping/v1\nmap: [{from: $.a, to: 'a[*].b'}]\n",
    "two more lists in the source": "hegui: mapping/v1\nmap: [{from: '$.a[*].b[*]', to: a.b}]\n",
    "a table that is a list": "hegui: mapping/v1\nmap: [{from: $.a, to: a.b, table: [x]}]\n",
    "a table of lists": "hegui: mapping/v1\nmap: [{from: $.a, to: a.b, table: {x: [y]}}]\n",
    "a value that is a list": "hegui: mapping/v1\nmap: [{value: [x], to: a.b}]\n",
    "a change that is a text": "hegui: mapping/v1\nmap: []\nchange: $.a\n",
    "a change with an unknown part": "hegui: mapping/v1\nmap: []\nchange: {branch: $.a}\n",
    "a change of every element": "hegui: mapping/v1\nmap: []\nchange: {commit: '$.a[*]'}\n",
    "an only without values": "hegui: mapping/v1\nmap: []\nonly: {from: $.a}\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_mapping_file_that_cannot_be_used_says_why(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_mapping(read(text, "mapping.yaml"))
    assert all(one.zh and one.en and one.file == "mapping.yaml" for one in caught.value.problems)


def test_what_no_entry_reads_is_listed() -> None:
    payload = {"name": "x", "audit": {"by": "y"}, "tags": ["a", {"b": 1}], "none": None}
    assert made("{from: $.name, to: product.name}", payload).unmapped == ("/audit/by", "/tags/0", "/tags/1/b", "/none")


def test_what_is_to_be_ignored_is_not_listed() -> None:
    payload = {"name": "x", "audit": {"by": "y"}, "auditor": 1}
    assert made("{from: $.name, to: product.name}", payload, "ignore: [$.audit]").unmapped == ("/auditor",)


SHA = "0123456789abcdef0123456789abcdef01234567"
WHERE = "change: {repository: $.repo.path, commit: $.sha, number: $.mr}"
CHANGES = {
    "all of it": ({"repo": {"path": "bank/loans"}, "sha": SHA, "mr": 7}, Change("bank/loans", SHA, 7)),
    "a number as a text": ({"mr": "7"}, Change(number=7)),
    "what is null is not said": ({"repo": None, "sha": None, "mr": None}, NOWHERE),
    "what is not there is not said": ({}, NOWHERE),
}


@pytest.mark.parametrize(("payload", "change"), CHANGES.values(), ids=CHANGES)
def test_a_payload_says_where_in_a_repository_it_came_from(payload: dict[str, object], change: Change) -> None:
    found = made("{from: $.name, to: product.name}", {"name": "x", **payload}, WHERE)
    assert found.change == change
    assert [pointer for pointer in found.unmapped if pointer != "/repo"] == []


@pytest.mark.parametrize(
    ("payload", "place"),
    [
        ('{"sha": "abc"}', "1:9"),
        ('{"sha": ["abc"]}', "1:9"),
        ('{"mr": 0}', "1:8"),
        ('{"repo": {"path": "a b"}}', "1:19"),
    ],
)
def test_what_is_no_part_of_a_change_is_told_where(payload: str, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        mapped(mapping("{value: x, to: product.id}", WHERE), read(payload, "payload"))
    assert [f"{one.line}:{one.column}" for one in caught.value.problems] == [place]


@pytest.mark.parametrize(("kind", "mapped_at_all"), [("updated", True), ("deleted", False), (None, False)])
def test_only_what_the_file_names_is_mapped(kind: str | None, mapped_at_all: bool) -> None:
    entries = mapping("{from: $.name, to: product.name}", "only: {from: $.event, in: [created, updated]}")
    found = mapped(entries, read(json.dumps({"event": kind, "name": "x"}), "payload"))
    assert (found is not None) == mapped_at_all


def test_what_is_wrong_with_the_manifest_is_told_at_its_place_in_the_payload() -> None:
    found = carried_by(
        mapping("{from: '$.p[*].n', to: 'pricing.credits[*].idd'}"), b'{"p": [{"n": 1}]}', Judge(RULES).limits
    )
    assert isinstance(found, Carried)
    assert found.origin("/pricing/credits/0/idd") == "/p/0/n"
    assert found.origin("/pricing/credits/0/idd/value") == "/p/0/n"
    assert found.origin("/pricing") == ""


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_a_manifest_written_as_json_states_the_same_facts(file: Path) -> None:
    document = read(file.read_bytes(), "manifest")
    assert (
        check_document(node_text(document.root), "m", file.parent).digest
        == check_document(file.read_bytes(), "m", file.parent).digest
    )


@given(st.text(st.sampled_from('$.[]*"a1 _-产\\'), max_size=20))
def test_no_text_crashes_the_reader_of_paths(text: str) -> None:
    for rooted in (True, False):
        assert read_path(text, rooted=rooted) is None or isinstance(read_path(text, rooted=rooted), tuple)


# ---- hegui map test


def tried(tmp_path: Path, entries: str, payload: str, more: str = "") -> int:
    (tmp_path / "mapping.yaml").write_text(f"hegui: mapping/v1\nmap: [{entries}]\n{more}\n", encoding="utf-8")
    (tmp_path / "payload.json").write_text(payload, encoding="utf-8")
    return main(["map", "test", str(tmp_path / "mapping.yaml"), str(tmp_path / "payload.json"), "--lang", "en"])


def test_the_command_prints_the_manifest_and_lists_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tried(tmp_path, "{from: $.id, to: product.id}", '{"id": "x", "more": 1}') == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"hegui": "product/v1", "product": {"id": "x"}}
    assert printed.err == "1 not mapped:\n  /more\n"


def test_the_command_says_where_in_a_repository_it_came_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    payload = json.dumps({"id": "x", "sha": SHA, "mr": 7})
    assert tried(tmp_path, "{from: $.id, to: product.id}", payload, WHERE) == 0
    assert capsys.readouterr().err == f"comes from: commit {SHA}, number 7\n"


def test_the_command_tells_what_is_wrong_with_the_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tried(tmp_path, "{from: $.id, to: product.idd}", '{"id": "x"}') == 4
    assert "payload.json:1:2: unknown key" in capsys.readouterr().err


def test_the_command_tells_what_does_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tried(tmp_path, "{from: $.id, to: product.id, table: {a: b}}", '{"id": "x"}') == 2
    assert "payload.json:1:8: " in capsys.readouterr().err


def test_the_command_names_a_file_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "test", str(tmp_path / "none.yaml"), str(tmp_path / "none.json"), "--lang", "en"]) == 2
    assert "cannot be read" in capsys.readouterr().err
