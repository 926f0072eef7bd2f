"""Where a manifest came from in a repository, as a caller or an event says it. Pure; what is done with it is in `forges`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.members import members, text_of
from hegui_adapters.service.problems import Flaw, ProblemError

__all__ = ["FAULTS", "NAMES", "ChangeError", "change_in", "change_of"]

NAMES: Final = ("repository", "commit", "number")
LONGEST: Final = 200
PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "repository": re.compile(r"[\w.-]+(/[\w.-]+)*", re.ASCII),
    "commit": re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?"),
    "number": re.compile(r"[1-9][0-9]{0,8}"),
}
FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "repository": ("仓库写法应为 owner/name，不超过 200 个字符", "a repository is owner/name, at most 200 characters"),
    "commit": (
        "提交应为完整的 40 或 64 位哈希值（小写）",
        "a commit is its whole hash, 40 or 64 small hexadecimal digits",
    ),
    "number": ("合并请求编号应为正整数", "the number of a change is a whole number from 1 on"),
}


class ChangeError(ValueError):
    """Parts of a change, by name, that do not read as what they are (`FAULTS`)."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(names))


def change_of(repository: str | None, commit: str | None, number: str | None) -> Change:
    """Where in a repository something is, each part as text; None where it is not said.

    Raises:
        ChangeError: a part does not read as what it is.
    """
    given = {"repository": repository, "commit": commit, "number": number}
    wrong = [name for name, value in given.items() if value is not None and not _reads(name, value)]
    if wrong:
        raise ChangeError(wrong)
    return Change(repository, commit, int(number) if number is not None else None)


def change_in(text: str | None, pointer: str) -> Change:
    """The `change` of an event's data: an object with `repository`, `commit`, `number`, each optional.

    Raises:
        ProblemError: it is something else.
    """
    if text is None:
        return NOWHERE
    said = members(text) if text.startswith("{") else None
    if said is None or set(said) - set(NAMES):
        zh, en = "change 应为对象，可含 repository、commit、number", "change is an object of repository, commit, number"
        raise ProblemError("unknown-event", flaws=[Flaw(zh, en, pointer=pointer)])
    given = {name: said.get(name) if name == "number" else text_of(said.get(name)) for name in NAMES}
    try:
        unread = [name for name in said if given[name] is None]
        if unread:
            raise ChangeError(unread)
        return change_of(given["repository"], given["commit"], given["number"])
    except ChangeError as error:
        flaws = [Flaw(*FAULTS[name], pointer=f"{pointer}/{name}") for name in error.names]
        raise ProblemError("unknown-event", flaws=flaws) from None


def _reads(name: str, text: str) -> bool:
    return len(text) <= LONGEST and PATTERNS[name].fullmatch(text) is not None
