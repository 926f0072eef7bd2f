"""Which commit and which merge request a manifest is of, as an event says it."""

from __future__ import annotations

import pytest
from hegui_adapters.service.changes import ChangeError, change_in, change_of
from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.problems import ProblemError

SHA = "0123456789abcdef0123456789abcdef01234567"

READ = {
    None: NOWHERE,
    "{}": NOWHERE,
    f'{{"commit": "{SHA}"}}': Change(commit=SHA),
    '{"number": 42}': Change(number=42),
    f'{{"repository": "bank/loans", "commit": "{SHA}", "number": 7}}': Change("bank/loans", SHA, 7),
}


@pytest.mark.parametrize(("text", "change"), READ.items())
def test_a_change_is_read(text: str | None, change: Change) -> None:
    assert change_in(text, "/data/change") == change


WRONG = {
    "[]": "/data/change",
    '"x"': "/data/change",
    "7": "/data/change",
    '{"branch": "main"}': "/data/change",
    '{"commit": "abc"}': "/data/change/commit",
    f'{{"commit": "{SHA.upper()}"}}': "/data/change/commit",
    '{"commit": 7}': "/data/change/commit",
    '{"number": 0}': "/data/change/number",
    '{"number": -1}': "/data/change/number",
    '{"number": "7"}': "/data/change/number",
    '{"number": 1.5}': "/data/change/number",
    '{"number": null}': "/data/change/number",
    '{"repository": "../../x y"}': "/data/change/repository",
    f'{{"repository": "{"x" * 201}"}}': "/data/change/repository",
}


@pytest.mark.parametrize(("text", "pointer"), WRONG.items())
def test_what_is_no_change_is_a_problem_at_its_place(text: str, pointer: str) -> None:
    with pytest.raises(ProblemError) as caught:
        change_in(text, "/data/change")
    assert [flaw.pointer for flaw in caught.value.flaws] == [pointer]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ChangeError) as caught:
        change_of("a b", "abc", "x")
    assert caught.value.names == ("repository", "commit", "number")
