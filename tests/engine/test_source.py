"""The reader: what is text, where it stands, what is refused and in what words."""

from __future__ import annotations

import dataclasses
import json
import pickle
from hashlib import sha256

import pytest
import yaml
from hegui import source
from hegui.errors import SourceError
from hegui.source import Limits, Mapping, Node, Scalar, Sequence, read, read_text
from hypothesis import given
from hypothesis import strategies as st


def problems(data: str | bytes, limits: Limits | None = None) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read(data, "m.yaml", limits or Limits())
    return [str(problem) for problem in caught.value.problems]


def bare(node: Node) -> object:
    """The tree without places: what a test can write down."""
    if isinstance(node, Mapping):
        return {entry.key.text: bare(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [bare(item) for item in node.items]
    return node.text


def span(node: Node) -> tuple[int, int, int, int]:
    return node.line, node.column, node.end_line, node.end_column


def value(text: str, name: str = "a") -> Node:
    root = read_text(text)
    assert isinstance(root, Mapping)
    found = root.get(name)
    assert found is not None
    return found


# What is read


@pytest.mark.parametrize(
    "written",
    ["on", "no", "NO", "yes", "12:30", "1e3", "0o7", "0x1F", "1_000", "2026-12-01", "1.10", ".inf", "=", "007"],
)
def test_no_value_is_given_a_type(written: str) -> None:
    assert value(f"a: {written}") == Scalar("<text>", 1, 4, 1, 4 + len(written), written, True)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("x", True), ("'x'", False), ('"x"', False), ("|-\n  x", False), (">-\n  x", False), ("!!str x", False)],
)
def test_quoted_is_told_from_unquoted(written: str, plain: bool) -> None:
    read_value = value(f"a: {written}")

    assert isinstance(read_value, Scalar)
    assert (read_value.text, read_value.plain) == ("x", plain)


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_null_is_null_unless_quoted(written: str) -> None:
    unquoted, quoted = value(f"a: {written}"), value(f"a: '{written}'")

    assert isinstance(unquoted, Scalar)
    assert isinstance(quoted, Scalar)
    assert (unquoted.is_null, quoted.is_null) == (True, False)


def test_none_is_none_unless_quoted() -> None:
    root = read_text("a: none\nb: 'none'\nc: None")
    assert isinstance(root, Mapping)

    assert [entry.value.is_none for entry in root.entries if isinstance(entry.value, Scalar)] == [True, False, False]


@pytest.mark.parametrize(
    "text", ["[bold red]x[/]", "<script>alert(1)</script>", "::error file=a::x", "=1+1", "{x}", "$(x)"]
)
def test_marker_text_is_just_text(text: str) -> None:
    assert bare(value(f"a: {json.dumps(text)}")) == text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one(ending: str) -> None:
    document = read(ending.join(["a: 1", "b:", "  - 金额", "c: 2", ""]))

    assert document.lines == ("a: 1", "b:", "  - 金额", "c: 2")
    assert bare(document.root) == {"a": "1", "b": ["金额"], "c": "2"}
    assert isinstance(document.root, Mapping)
    assert [entry.key.line for entry in document.root.entries] == [1, 2, 4]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("金额: 值", (1, 5, 1, 6)),
        ("😀😀: 值😀 x", (1, 5, 1, 9)),
        ("é: x", (1, 4, 1, 5)),
        ("\ufeffa: x", (1, 4, 1, 5)),
        ("a: |\n  x\n  y\n\n# a comment\nb: 1", (1, 4, 3, 4)),
        ("a: |", (1, 4, 1, 5)),
        ("a:\n  - x\n  - yy\n\n# a comment\nb: 1", (2, 3, 3, 7)),
        ("a:\n  b: 1\n  c:\n    d: 22\n\nb: 1", (2, 3, 4, 10)),
        ("a: [x,\n  y ]\nb: 1", (1, 4, 2, 6)),
        ("a: 'x'", (1, 4, 1, 7)),
        ("a:", (1, 3, 1, 3)),
        ("? a\n", (1, 4, 1, 4)),
    ],
)
def test_places_count_characters_and_end_with_the_value(text: str, place: tuple[int, int, int, int]) -> None:
    root = read_text(text)
    assert isinstance(root, Mapping)

    assert span(root.entries[0].value) == place


def test_an_alias_stands_where_it_is_written() -> None:
    root = read_text("a: &x {k: 1}\nb: *x\n")
    assert isinstance(root, Mapping)
    aliased = root.get("b")
    assert isinstance(aliased, Mapping)

    assert span(aliased) == (2, 4, 2, 6)
    assert aliased.entries[0].key.line == 1
    assert bare(root) == {"a": {"k": "1"}, "b": {"k": "1"}}


def test_a_mapping_answers_by_name() -> None:
    root = read_text("a: 1\nb: 2")
    assert isinstance(root, Mapping)
    entry = root.entry("b")

    assert root.keys() == ("a", "b")
    assert entry is not None
    assert (entry.key.line, root.get("c"), root.entry("c")) == (2, None, None)


def test_a_document_is_frozen_and_can_be_pickled() -> None:
    document = read("a: [1, {b: c}]")

    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - our own bytes
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.root.line = 2  # type: ignore[misc]


def test_the_digest_is_that_of_the_bytes() -> None:
    data = b"\xef\xbb\xbfa: 1\r\n"

    assert read(data).digest == sha256(data).hexdigest()
    assert read("a: 值").digest == sha256("a: 值".encode()).hexdigest()


# JSON

_STRINGS = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Zl", "Zp"],
        exclude_characters="\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    max_size=60,
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | _STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_STRINGS.filter(bool), inner, max_size=4),
    max_leaves=12,
)


def as_text(data: object) -> object:
    if isinstance(data, dict):
        return {key: as_text(item) for key, item in data.items()}
    if isinstance(data, list):
        return [as_text(item) for item in data]
    return data if isinstance(data, str) else json.dumps(data)


@given(_JSON.map(lambda data: {"root": data}), st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_reads_as_it_was_dumped(data: object, ascii_only: bool, indent: int | str | None) -> None:
    assert bare(read_text(json.dumps(data, ensure_ascii=ascii_only, indent=indent))) == as_text(data)


@given(_JSON.map(lambda data: {"root": data}))
def test_yaml_reads_as_it_was_dumped(data: object) -> None:
    dumped = yaml.safe_dump(as_text(data), allow_unicode=True, default_style='"')

    assert bare(read_text(dumped)) == as_text(data)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"\ud83d\ude00"', "😀"),
        (r'"\uD83D\uDE00\ud83d\ude01"', "😀😁"),
        (r'"\\ud83d\\ude00"', r"\ud83d\ude00"),
        (r'"\\\ud83d\ude00"', "\\😀"),
        (r'"a\/b"', "a/b"),
        (r'"\u4e2d\t\n\"\\"', '中\t\n"\\'),
        (r"'\ud83d\ude00'", r"\ud83d\ude00"),
        (r"\ud83d\ude00", r"\ud83d\ude00"),
        ('"\ue000\\ue001\\ud83d\\ude00"', "\ue000\ue001😀"),
    ],
)
def test_escapes_mean_what_json_says_and_only_in_double_quotes(written: str, text: str) -> None:
    assert bare(value(f'a: {written}\nb: "\\ud83d\\ude00"')) == text


def test_escapes_do_not_move_what_follows_them() -> None:
    root = read_text(r'{"a": "\ud83d\ude00", "b": 1}')
    assert isinstance(root, Mapping)

    assert span(root.entries[1].key) == (1, 23, 1, 26)


# What is refused

REFUSED: list[tuple[str, str | bytes, list[str]]] = [
    ("a repeated key", "a: 1\nb: 2\n'a': 3", ["3:1: the key `a` is repeated, first at line 1, column 1"]),
    ("a repeated key in JSON", '{"a": 1,\n "a": 1}', ["2:2: the key `a` is repeated, first at line 1, column 2"]),
    ("a repeated key inside", "x:\n  - a: 1\n    a: 2", ["3:5: the key `a` is repeated, first at line 2, column 5"]),
    ("a list as a key", "? [a]\n: b", ["1:3: a key must be text"]),
    ("a mapping as a key", "{{a: b}: c}", ["1:2: a key must be text"]),
    ("no key", "?\n: b", ["1:2: there is no key before the colon"]),
    ("an empty key", '"": b', ["1:1: there is no key before the colon"]),
    ("a merge key", "a: &x {b: 1}\nc:\n  <<: *x", ["3:3: merge keys `<<`"]),
    ("a tag of Python", "a: !!python/object/apply:os.system [x]", ["1:4: the tag tag:yaml.org,2002:python/"]),
    ("a tag of one's own", "a: !foo 1", ["1:4: the tag !foo is not used"]),
    ("the tag of no meaning", "a: ! 1", ["1:4: the tag ! is not used"]),
    ("a tag on a mapping", "a: !!map {}", ["1:4: the tag tag:yaml.org,2002:map is not used"]),
    ("a tag on a list", "a: !!seq []", ["1:4: the tag tag:yaml.org,2002:seq is not used"]),
    ("another standard tag", "a: !!int 1", ["1:4: the tag tag:yaml.org,2002:int is not used"]),
    ("a tag directive", "%TAG ! tag:x,2000:\n---\na: !y 1", ["1:1: %TAG is not used here"]),
    ("another directive", "%FOO\n---\na: 1", ["1:5: lines that start with `%`"]),
    ("an alias to itself", "a: &x [*x]", ["1:8: *x refers to itself"]),
    ("an alias to what holds it", "a: &x\n  b:\n    c: *x", ["3:8: *x refers to itself"]),
    ("an alias to nothing", "a: *x", ["1:4: no anchor is named x"]),
    ("several documents", "a: 1\n---\nb: 2", ["2:1: one file holds one document"]),
    ("nothing", "", ["1:1: the document is empty"]),
    ("only a comment", "# nothing\n", ["1:1: the document is empty"]),
    ("only a start", "---\n", ["1:1: the document is empty"]),
    ("only null", "null", ["1:1: the document is empty"]),
    ("UTF-16", "a: 1".encode("utf-16"), ["1:1: the file is UTF-16"]),
    ("UTF-16 without a mark", "a: 1".encode("utf-16-le"), ["1:2: holds a NUL character, perhaps saved as UTF-16"]),
    ("GBK", "a: 1\n金b: 额".encode("gbk"), ["2:1: not UTF-8 (perhaps GBK"]),
    ("a broken byte after Chinese", "金额: ".encode() + b"\xff", ["1:5: not UTF-8"]),
    ("half a surrogate pair", r'a: "\ud83d"', ["1:7: this escape is no character"]),
    ("a surrogate", 'a: "\ud800"', ["1:5: holds the invisible control character U+D800"]),
    ("a control character", "a: x\x1b[31m", ["1:5: holds the invisible control character U+001B"]),
    ("an escaped control character", r'a: "\u001b[31m"', ["1:4: holds the invisible control character U+001B"]),
    ("a text turned round", "a: x\u202ey", ["1:5: holds the invisible control character U+202E"]),
    ("an escaped turn", r'a: "\u2067"', ["1:4: holds the invisible control character U+2067"]),
    ("a second byte order mark", "\ufeffa: \ufeffb", ["1:4: holds the invisible control character U+FEFF"]),
    ("a hidden line end", "a: x\u2028y", ["1:5: holds the invisible control character U+2028"]),
    ("a hidden line end of the eighties", "a: x\x85y", ["1:5: holds the invisible control character U+0085"]),
    ("a quote never closed", "a: 1\nb: 'x\nc: 2\n", ["2:4: this quote is never closed"]),
    ("a bracket never closed", "a: [1, 2\nb: 3", ["2:2: a comma is missing, or the `[` is never closed"]),
    ("a brace never closed", '{"a": 1', ["1:8: a comma is missing, or the `{` is never closed"]),
    ("two colons", "a: b: c", ["1:5: a second `: ` cannot stand here"]),
    ("a full-width colon", "产品：x\nb: 1", ["2:2: a second `: ` cannot stand here"]),
    ("a tab for indentation", "a:\n\tb: 1", ["2:1: tabs cannot indent"]),
    ("an unquoted @", "a: @x", ["1:4: text cannot start with @"]),
    ("an unknown escape", r'a: "\q"', ["1:5: this backslash escape does not exist"]),
    ("a bullet of asterisks", "a: * x", ["1:5: `*` is followed by the name of an anchor"]),
    ("an ampersand alone", "a: & x", ["1:5: `&` is followed by the name of an anchor"]),
    ("text after a bar", "a: | x", ["1:6: after `|` or `>` the text starts on the next line"]),
    ("a broken tag", "a: !% x", ["1:5: tags (`!…`) are not used here"]),
    ("text without a key", "a: 1\nb\n", ["2:1: this line is not `key: value`"]),
    ("two values in JSON", "{} {}", ["1:4: the document has ended before this"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_is_refused_at_its_place(data: str | bytes, expected: list[str]) -> None:
    found = problems(data)

    assert len(found) == len(expected)
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(f"m.yaml:{start}")


@pytest.mark.parametrize("data", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_is_refused_in_chinese_with_how_to_mend_it(data: str | bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data)

    assert all("请" in problem.zh or "须" in problem.zh for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ("a: [1, 2\nb: 3", "(it opens at 1:4)"),
        ("产品：x\nb: 1", "(a full-width colon stands nearby: write `: `)"),
    ],
)
def test_a_syntax_error_hints_at_its_cause(data: str, hint: str) -> None:
    assert problems(data)[0].endswith(hint)


def test_every_problem_is_reported_at_once() -> None:
    found = problems("a: 1\na: 2\nb: !x 1\nc: *y\n<<: {}\nd: x\u202ey\ne: 'open")

    assert [line.split(":")[1] for line in found] == ["2", "3", "4", "5", "6", "7"]


def test_a_repeated_key_is_compared_as_text_not_as_type() -> None:
    assert bare(read_text("1: a\n01: b\n1.0: c\ntrue: d\nTrue: e")) == {
        "1": "a",
        "01": "b",
        "1.0": "c",
        "true": "d",
        "True": "e",
    }


def test_an_anchor_may_be_used_again_and_a_name_reused() -> None:
    assert bare(read_text("[&x 1, *x, &x 2, *x]")) == ["1", "1", "2", "2"]


def test_messages_cannot_carry_terminal_codes() -> None:
    (unseen, repeated) = [
        line for line in problems('a: 1\n"\\u001b[31m": 1\n"\\u001b[31m": 1') if line.startswith("m.yaml:3")
    ]

    assert "\x1b" not in unseen + repeated


def test_messages_shorten_long_names() -> None:
    key = "k" * 900

    assert len(problems(f"{key}: 1\n{key}: 2")[0]) < 200


# What a text may cost


@pytest.mark.parametrize(
    ("data", "limits", "expected"),
    [
        ("a: 12345", Limits(size=7), "1:1: the document is larger than 7 bytes"),
        ("a: 金额", Limits(size=8), "1:1: the document is larger than 8 bytes"),
        ("[[[1]]]", Limits(depth=2), "1:3: nested deeper than 2 levels"),
        ("[&a [1], [[*a]]]", Limits(depth=3), "1:12: nested deeper than 3 levels"),
        ("[1, 2, 3]", Limits(nodes=3), "1:8: more than 3 values"),
        ("[&a [1, 2], *a, *a]", Limits(nodes=9), "1:17: more than 9 values"),
        ("a: 12345\nb: 1", Limits(scalar=4), "1:4: this text is longer than 4 characters"),
        ("[!a 1, !a 2, !a 3]", Limits(problems=1), "1:2: the tag !a"),
    ],
)
def test_limits_hold(data: str, limits: Limits, expected: str) -> None:
    (found,) = problems(data, limits)

    assert found.startswith(f"m.yaml:{expected}")


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        ("a: 12345", Limits(size=8)),
        ("[[[1]]]", Limits(depth=3)),
        ("[&a [1], [[*a]]]", Limits(depth=4)),
        ("[1, 2, 3]", Limits(nodes=4)),
        ("[&a [1, 2], *a, *a]", Limits(nodes=10)),
        ("a: 12345", Limits(scalar=5)),
    ],
)
def test_limits_are_the_last_that_is_allowed(data: str, limits: Limits) -> None:
    assert read(data, limits=limits).lines == (data,)


_MIB = 1024 * 1024
HOSTILE = {
    "flow lists": "[" * 4 * _MIB,
    "flow lists on lines": "[\n" * 2 * _MIB,
    "flow mappings": "{" * 4 * _MIB,
    "block lists": "- " * 2 * _MIB,
    "explicit keys": "? " * 2 * _MIB,
    "a key without end": "a" * (4 * _MIB - 3) + ": 1",
    "a quote without end": '"' + "a\n" * (2 * _MIB - 1),
    "one plain text of many lines": "a\n" * 2 * _MIB,
    "a flat list": "- a\n" * _MIB,
    "a flat flow list": "[" + "a," * (2 * _MIB - 1) + "]",
    "distinct keys": "".join(f"k{i}: v\n" for i in range(300_000)),
    "one key again and again": "k: v\n" * 800_000,
    "anchors": "".join(f"- &a{i} x\n" for i in range(250_000)),
    "aliases to nothing": "- *a\n" * 800_000,
    "aliases doubling": "[&a0 [x]" + "".join(f", &a{i + 1} [*a{i}, *a{i}]" for i in range(60)) + "]",
    "aliases deepening": "[&a0 [x]" + "".join(f", &a{i + 1} [*a{i}]" for i in range(60_000)) + "]",
    "tag directives": "%TAG !a! b\n" * 300_000,
    "tags": "- !a x\n" * 500_000,
    "documents": "---\n" * _MIB,
    "turned text": "\u202ex" * _MIB,
    "control characters": "\x01x" * 2 * _MIB,
    "escaped emoji without end": '"' + "\\ud83d\\ude00" * 340_000,
    "backslashes": '"' + "\\" * (4 * _MIB - 1),
    "blank lines after block text": "a: 1\na: |\n" + " \n" * (2 * _MIB - 10),
    "spaces": " " * 4 * _MIB,
    "comments": "#\n" * 2 * _MIB,
    "too much": "x" * (4 * _MIB + 1),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_refused(text: str) -> None:
    assert 1 <= len(problems(text, Limits(nodes=20_000))) <= Limits().problems


# Without the C library


@pytest.fixture
def pure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_parser", yaml.SafeLoader)


@pytest.mark.usefixtures("pure")
def test_the_pure_parser_reads_the_same_tree() -> None:
    text = "金额: [1, 'x', \"\\ud83d\\ude00\"]\nb:\n  - &a {k: 1}\n  - *a\nc: |\n  x\n"
    expected = {"金额": ["1", "x", "😀"], "b": [{"k": "1"}, {"k": "1"}], "c": "x\n"}

    assert bare(read_text(text)) == expected
    assert span(value(text, "金额")) == (1, 5, 1, 29)


@pytest.mark.usefixtures("pure")
@pytest.mark.parametrize(
    "text", ['a: "\\UFFFFFFFF"', 'a: "\\ud83d"', "a: [", "a: 'x", "a: 1\na: 2", "[" * 5000, "%FOO\n---\n"]
)
def test_the_pure_parser_refuses_the_same_texts(text: str) -> None:
    assert problems(text)
