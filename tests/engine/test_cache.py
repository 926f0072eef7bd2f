"""Rules kept between runs: the same rulebook as from the files, or no rulebook at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hegui.loading import cache, files
from hegui.loading.contents import Contents, RuleFile
from hegui.rulebook import Rulebook
from rulebooks import DAY, always, manifest, parameter, rule_files, series

FILES = {
    "parameters/p.yaml": "cap: " + parameter(series(("2024-01-01", "24% per year")), "rate", strict="lower"),
    "vocabulary/lists.yaml": "w: {label: {zh: 词, en: w}, kind: text, confidence: secondary, members: [free, cheap]}\n",
    "vocabulary/working-days.yaml": '"2026": {source: s, confidence: unverified, holidays: [2026-01-01], made_up: [2026-01-04]}\n',
    "classify/x.yaml": always("when: {product.stage: {in: [pilot, idea]}}", conclude="{product.is.cash: true}"),
    "boundaries/x.yaml": always(
        "when: {product.is.cash: true}, require: {all: [{product.name: {mentions: {list: w}}}, "
        "{product.launch_date: {within: {days: 30, of: credit.contract_date}}}, "
        "{count: {of: data.items as item, where: {item.category: contacts}, at_most: 2}}, "
        "{every: {of: pricing.credits as loan, hold: {loan.nominal_rate: {at_most: {times: [4, {param: cap}]}}}}}]}",
        remedy="{who: edit, set: {product.stage: pilot}, note: {zh: 注, en: note}}",
    ),
}
TEXT = "product: {stage: pilot, name: a free loan}\npricing: {credits: [{nominal_rate: 97% per year}]}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "hegui"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One mark for every time that the files are read."""
    marks: list[int] = []
    read = files.load

    def counted(found: tuple[RuleFile, ...], *, proofs: bool) -> Contents:
        marks.append(len(found))
        return read(found, proofs=proofs)

    monkeypatch.setattr(files, "load", counted)
    return marks


def entry(home: Path) -> Path:
    (found,) = home.glob("rules-*.json")
    return found


def test_the_second_time_nothing_is_read(loaded: list[int]) -> None:
    for _ in range(2):
        cache.contents(rule_files(FILES))
    assert len(loaded) == 1


def test_what_is_kept_is_what_was_read() -> None:
    fresh, kept = (cache.contents(rule_files(FILES)) for _ in range(2))
    assert kept == fresh


def test_a_kept_rulebook_decides_alike() -> None:
    bodies = {Rulebook(cache.contents(rule_files(FILES))).check(manifest(TEXT), as_of=DAY).body_bytes for _ in range(2)}
    assert len(bodies) == 1


def test_the_bundled_rulebook_is_kept_whole() -> None:
    fresh, kept = (Rulebook.load().contents for _ in range(2))
    assert kept == fresh


def test_without_the_cache_nothing_is_written(home: Path, loaded: list[int]) -> None:
    for _ in range(2):
        cache.contents(rule_files(FILES), enabled=False)
    assert (len(loaded), home.exists()) == (2, False)


def test_the_folder_is_the_users_alone(home: Path) -> None:
    cache.contents(rule_files(FILES))
    assert (home.stat().st_mode & 0o777, home.stat().st_uid) == (0o700, os.getuid())


def test_an_entry_is_readable_by_the_user_alone(home: Path) -> None:
    cache.contents(rule_files(FILES))
    assert entry(home).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701, 0o770])
def test_a_folder_others_can_enter_is_not_trusted(home: Path, loaded: list[int], mode: int) -> None:
    cache.contents(rule_files(FILES))
    home.chmod(mode)
    cache.contents(rule_files(FILES))
    assert len(loaded) == 2


def test_a_folder_of_another_user_is_not_trusted(
    home: Path, loaded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.contents(rule_files(FILES))
    owner = home.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    cache.contents(rule_files(FILES))
    assert len(loaded) == 2


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME"])
def test_where_no_folder_can_be_made_the_files_are_read(
    tmp_path: Path, loaded: list[int], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(variable, str(tmp_path / "file"))
    assert cache.contents(rule_files(FILES)).rules
    assert len(loaded) == 1


def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME")
    assert cache.folder() is None


def signed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def rewritten(
    change: Callable[[list[Any]], object], texts: Callable[[bytes], bytes] = bytes
) -> Callable[[bytes], bytes]:
    """An entry with another head, or other texts, and a checksum that fits them."""

    def rewrite(data: bytes) -> bytes:
        _, head, rest = data.split(b"\n", 2)
        return signed(json.dumps(change(json.loads(head))).encode() + b"\n" + texts(rest))

    return rewrite


def with_about(change: Callable[[list[Any]], list[Any]]) -> Callable[[bytes], bytes]:
    return rewritten(lambda head: [change(head[0]), *head[1:]])


def with_rule(change: Callable[[list[Any]], list[Any]]) -> Callable[[bytes], bytes]:
    return rewritten(lambda head: [*head[:2], [change(head[2][0]), *head[2][1:]], *head[3:]])


def nested(_: bytes) -> bytes:
    return signed(b"[" * 100_000 + b"]" * 100_000)


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "the last byte gone": lambda data: data[:-1],
    "one bit turned": lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
    "no checksum": lambda data: data.partition(b"\n")[2],
    "another checksum": lambda data: b"0" * 64 + data[64:],
    "not text": lambda _: b"\xff\xfe" * 50,
    "signed rubbish": lambda _: signed(b"rubbish"),
    "signed bytes that are no text": lambda _: signed(b'["\xff"]'),
    "a number": lambda _: signed(b"1"),
    "an empty list": lambda _: signed(b"[]"),
    "another thing": lambda _: signed(b'["Bilingual","a","b"]'),
    "one bit of the texts turned": lambda data: data[:-10] + bytes([data[-10] ^ 1]) + data[-9:],
    "texts cut short": rewritten(lambda head: head, lambda texts: texts[:-1]),
    "texts gone": rewritten(lambda head: head, lambda _: b""),
    "texts too long": rewritten(lambda head: head, lambda texts: texts + b" "),
    "a type that is not listed": with_about(lambda about: [["eval", "1"], *about[1:]]),
    "a tag that is a list": with_about(lambda about: [*about[:-1], [["Terms"], *about[-1][1:]]]),
    "a part missing": with_about(lambda about: about[:-1]),
    "a part too many": with_about(lambda about: [*about, 1, 2]),
    "a number that is none": with_about(lambda about: [*about[:-1], ["#", "one"]]),
    "a day that is none": with_about(lambda about: [*about[:-1], ["@", "2026-13-01"]]),
    "the digest of other files": with_about(lambda about: [*about[:2], "0" * 64, *about[3:]]),
    "a head of another shape": rewritten(lambda head: head[:-1]),
    "a value that is not there": with_rule(lambda rule: [[[9999, *rule[0][0][1:]], *rule[0][1:]], *rule[1:]]),
    "a field missing": with_rule(lambda rule: [[rule[0][0][1:], *rule[0][1:]], *rule[1:]]),
    "a text without an end": with_rule(lambda rule: [rule[0][:-1], *rule[1:]]),
    "no rule": with_rule(lambda _: []),
    "nested too deep": nested,
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_an_entry_that_is_not_whole_is_not_used(
    home: Path, loaded: list[int], breaking: Callable[[bytes], bytes]
) -> None:
    fresh = cache.contents(rule_files(FILES))
    entry(home).write_bytes(breaking(entry(home).read_bytes()))
    assert (cache.contents(rule_files(FILES)), len(loaded)) == (fresh, 2)


def test_an_entry_that_was_not_whole_is_written_anew(home: Path) -> None:
    cache.contents(rule_files(FILES))
    whole = entry(home).read_bytes()
    entry(home).write_bytes(b"")
    cache.contents(rule_files(FILES))
    assert entry(home).read_bytes() == whole


def test_the_entry_of_other_files_is_never_used(home: Path, loaded: list[int]) -> None:
    other = {**FILES, "boundaries/y.yaml": always("require: {product.stage: pilot}")}
    cache.contents(rule_files(FILES))
    kept = entry(home)
    cache.contents(rule_files(other))
    (added,) = set(home.glob("rules-*.json")) - {kept}
    added.write_bytes(kept.read_bytes())
    assert (len(cache.contents(rule_files(other)).rules), len(loaded)) == (3, 3)


@pytest.mark.parametrize("name", ["parameters/p.yaml", "boundaries/x.yaml", "rulebook.yaml"])
def test_another_byte_in_any_file_is_another_entry(name: str, home: Path) -> None:
    changed = tuple(RuleFile(f.name, f.data + b"\n" * (f.name == name), f.house) for f in rule_files(FILES))
    for found in (rule_files(FILES), changed):
        cache.contents(found)
    assert len(list(home.glob("rules-*.json"))) == 2


def test_the_same_file_in_the_house_is_another_entry(home: Path) -> None:
    own = {("house/" + name if name == "boundaries/x.yaml" else name): text for name, text in FILES.items()}
    for named in (FILES, own):
        cache.contents(rule_files(named))
    assert len(list(home.glob("rules-*.json"))) == 2


def test_rules_that_cannot_be_used_are_not_kept(home: Path) -> None:
    with pytest.raises(Exception, match="unknown path"):
        cache.contents(rule_files({"boundaries/x.yaml": always("require: {product.stge: pilot}")}))
    assert list(home.glob("*")) == []


def test_nothing_but_the_entry_is_left_behind(home: Path) -> None:
    cache.contents(rule_files(FILES))
    assert [path.suffix for path in home.iterdir()] == [".json"]
