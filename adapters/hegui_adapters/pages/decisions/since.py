"""What changed between two decisions on a product: findings by rule and subject, lines of the manifest, the rulebook. It is pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from hegui_adapters.language import Lang

__all__ = ["Moved", "Since", "since"]

Data = Mapping[str, Any]

TELLING: Final = ("violated", "undetermined")


@dataclass(frozen=True, slots=True)
class Moved:
    """A finding that is not what it was; None where the other decision has no finding of this rule on this subject."""

    rule: str
    subject: str
    title: str
    before: str | None
    after: str | None
    force: str


@dataclass(frozen=True, slots=True)
class Since:
    """`new` are violated now and were not, `mended` were and are not, `moved` changed otherwise; `lines` are those of the
    manifest that differ: number before and now, None where there is none, with the text."""

    new: tuple[Moved, ...]
    mended: tuple[Moved, ...]
    moved: tuple[Moved, ...]
    lines: tuple[tuple[int | None, int | None, str], ...]
    verdicts: tuple[str, str]
    days: tuple[str, str]
    rulebooks: tuple[str, str] | None

    @property
    def nothing(self) -> bool:
        return not (self.new or self.mended or self.moved or self.lines or self.rulebooks)


def since(before: Data, after: Data, texts: tuple[str, str], lang: Lang) -> Since:
    """What changed from one body to another; `texts` are those of their manifests."""
    moved = tuple(_moved(before, after, lang))
    new = tuple(one for one in moved if one.after == "violated")
    mended = tuple(one for one in moved if one.before == "violated" and one not in new)
    books = (before["rulebook"], after["rulebook"])
    versions = (str(books[0]["version"]), str(books[1]["version"]))
    return Since(
        new=new,
        mended=mended,
        moved=tuple(one for one in moved if one not in new and one not in mended),
        lines=tuple(_lines(*texts)),
        verdicts=(before["verdict"], after["verdict"]),
        days=(before["as_of"], after["as_of"]),
        rulebooks=versions if books[0]["digest"] != books[1]["digest"] else None,
    )


def _moved(before: Data, after: Data, lang: Lang) -> Iterator[Moved]:
    old, new = ({(one["rule"], one["subject"]): one for one in body["findings"]} for body in (before, after))
    for rule, subject in sorted(old.keys() | new.keys()):
        was, now = old.get((rule, subject)), new.get((rule, subject))
        outcomes = (was["outcome"] if was else None, now["outcome"] if now else None)
        if outcomes[0] != outcomes[1] and set(outcomes) & set(TELLING):
            told = now or was
            assert told is not None
            yield Moved(rule, subject, told["title"][lang], *outcomes, told["force"])


def _lines(before: str, after: str) -> Iterator[tuple[int | None, int | None, str]]:
    old, new = before.splitlines(), after.splitlines()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from ((number + 1, None, old[number]) for number in range(a, b))
            yield from ((None, number + 1, new[number]) for number in range(c, d))
