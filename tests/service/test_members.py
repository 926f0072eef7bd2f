"""Taking a JSON object apart by its own characters: the parts say what the whole says."""

from __future__ import annotations

import json

import pytest
from hegui_adapters.service.members import members, text_of
from hypothesis import given
from hypothesis import strategies as st

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), st.sampled_from([None, 1, "\t"]), st.booleans())
def test_the_parts_say_what_the_whole_says(
    whole: dict[str, object], indent: int | str | None, ascii_only: bool
) -> None:
    text = json.dumps(whole, indent=indent, ensure_ascii=ascii_only)
    found = members(text)
    assert found is not None
    assert {name: json.loads(value) for name, value in found.items()} == whole
    assert all(value in text for value in found.values())


@given(st.text(st.sampled_from('{}[]",:0-1.etruefalsn \n\\'), max_size=12))
def test_what_is_taken_apart_is_json_and_what_is_not_json_is_refused(text: str) -> None:
    try:
        found = members(text)
    except ValueError:
        return
    whole = json.loads(text)
    assert (found is None) != isinstance(whole, dict)


@pytest.mark.parametrize(
    "text", ['{"a":1,"a":2}', '{"a":1,}', "{,}", '{"a" 1}', "{a:1}", '{"a":1} x', '{"a":Infinity}', "{", ""]
)
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any says that it is not JSON
        members(text)


@pytest.mark.parametrize(("value", "said"), [('"a\\u00e9"', "aé"), ("1", None), ("null", None), (None, None)])
def test_only_a_string_says_a_text(value: str | None, said: str | None) -> None:
    assert text_of(value) == said
