"""What changed between two decisions on a product: findings by rule and subject, lines of the manifest, the rulebook. It is pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from hegui_adapters.pages.decisions.view import View

__all__ = ["Moved", "Since", "since"]

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


def since(before: View, after: View) -> Since:
    """What changed from one decision to another, both in the same language."""
    moved = tuple(_moved(before, after))
    new = tuple(one for one in moved if one.after == "violated")
    mended = tuple(one for one in moved if one.before == "violated" and one not in new)
    same_rules = before.rulebook_digest == after.rulebook_digest
    return Since(
        new=new,
        mended=mended,
        moved=tuple(one for one in moved if one not in new and one not in mended),
        lines=tuple(_lines([one.text for one in before.lines], [one.text for one in after.lines])),
        verdicts=(before.verdict, after.verdict),
        days=(before.as_of, after.as_of),
        rulebooks=None if same_rules else (before.rulebook, after.rulebook),
    )


def _moved(before: View, after: View) -> Iterator[Moved]:
    old, new = ({(one.rule, one.subject): one for one in view.rows} for view in (before, after))
    for rule, subject in sorted(old.keys() | new.keys()):
        was, now = old.get((rule, subject)), new.get((rule, subject))
        outcomes = (was.outcome if was else None, now.outcome if now else None)
        if outcomes[0] != outcomes[1] and set(outcomes) & set(TELLING):
            told = now or was
            assert told is not None
            yield Moved(rule, subject, told.title, *outcomes, told.force)


def _lines(old: list[str], new: list[str]) -> Iterator[tuple[int | None, int | None, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from ((number + 1, None, old[number]) for number in range(a, b))
            yield from ((None, number + 1, new[number]) for number in range(c, d))
