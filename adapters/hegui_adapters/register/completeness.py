"""Compares a register of products with the decisions in the log: what was not checked, or launched in spite of it. Pure.

What the register leaves out is no excuse: a product without a stated version counts as not checked on its version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hegui.decision import BLOCKED, CLEAR
from hegui.terms import Bilingual

from hegui_adapters.register.reading import Registered

__all__ = ["KINDS", "LIVE", "Compared", "Decided", "Gap", "compared", "decisions_by_product"]

KINDS: Final[Mapping[str, Bilingual]] = {
    "never_checked": Bilingual("从未检查", "never checked"),
    "older_version": Bilingual(
        "登记版本 {version} 未检查，最近检查的是 {checked}", "version {version} was not checked, only {checked}"
    ),
    "launched_unchecked": Bilingual(
        "{launched} 上线，首次检查在其后（{day}）", "launched on {launched}, first checked afterwards ({day})"
    ),
    "launched_blocked": Bilingual(
        "{launched} 上线时存在阻断项（{day} 的结论）", "launched on {launched} while blocked (decision of {day})"
    ),
    "launched_undetermined": Bilingual(
        "{launched} 上线时资料不足（{day} 的结论）", "launched on {launched} while undetermined (decision of {day})"
    ),
    "live_blocked": Bilingual(
        "在线产品的最近结论为存在阻断项（{day}）", "live, and blocked by the last decision ({day})"
    ),
    "live_undetermined": Bilingual(
        "在线产品的最近结论为资料不足（{day}）", "live, and undetermined by the last decision ({day})"
    ),
    "older_rulebook": Bilingual(
        "最近结论（{day}）依据的规则库早于现行规则库", "the last decision ({day}) is by an older rulebook than today's"
    ),
    "not_registered": Bilingual("有检查结论，但台账中没有", "was checked, but is not in the register"),
}
"""What may be missing, in the order it is told."""

LIVE: Final = frozenset(
    {
        "live",
        "launched",
        "pilot",
        "grey release",
        "grey_release",
        "已上线",
        "上线",
        "运营中",
        "在售",
        "试点",
        "灰度发布",
    }
)
"""Stages in which customers use a product."""
ENDED: Final = frozenset({"suspended", "retired", "暂停", "已下线", "下线"})
"""Stages in which they no longer do, whenever it was launched."""


Row = Mapping[str, object]
"""A row of `decisions`."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as far as the register needs it. `day` is the day it was made."""

    id: str
    day: date
    version: str | None
    verdict: str
    rulebook: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing; `row` is that of the register, None where it has none; `decision` what shows it."""

    kind: str
    row: int | None
    product: str
    name: str | None
    version: str | None
    owner: str | None
    decision: str | None
    message: Bilingual


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: how many products were looked at, and every gap in order of kind and row."""

    products: int
    gaps: tuple[Gap, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        return {kind: sum(gap.kind == kind for gap in self.gaps) for kind in KINDS}


def decisions_by_product(rows: Iterable[Row]) -> dict[str, list[Decided]]:
    """The decisions of each product, in the order they were made; those on products without an id are left out."""
    found: dict[str, list[Decided]] = {}
    for row in rows:
        if row["product_id"] is not None:
            version = row["product_version"]
            day = date.fromisoformat(str(row["at"])[:10])
            one = Decided(
                str(row["id"]),
                day,
                None if version is None else str(version),
                str(row["verdict"]),
                str(row["rulebook"]),
            )
            found.setdefault(str(row["product_id"]), []).append(one)
    return found


def compared(
    register: Sequence[Registered], decisions: Mapping[str, Sequence[Decided]], rulebook: str, today: date
) -> Compared:
    """Hold a register against the decisions, on a day.

    Args:
        register: The products.
        decisions: By product, in the order they were made.
        rulebook: The digest of the rulebook in use.
        today: The day.
    """
    gaps = [gap for one in register for gap in _gaps(one, decisions.get(one.id, ()), rulebook, today)]
    known = {one.id for one in register}
    gaps += [_unregistered(product, made[-1]) for product, made in decisions.items() if product not in known]
    order = list(KINDS)
    gaps.sort(key=lambda gap: (order.index(gap.kind), gap.row or 0, gap.product))
    return Compared(len(register), tuple(gaps))


def _gaps(one: Registered, made: Sequence[Decided], rulebook: str, today: date) -> Iterator[Gap]:
    if not made:
        yield _gap("never_checked", one, None)
        return
    own = [decided for decided in made if one.version is not None and decided.version == one.version]
    if not own:
        yield _gap("older_version", one, made[-1])
    yield from _launched(one, own or made, today)
    if (own or made)[-1].rulebook != rulebook:
        yield _gap("older_rulebook", one, (own or made)[-1])


def _launched(one: Registered, made: Sequence[Decided], today: date) -> Iterator[Gap]:
    """What was known on the day of the launch, and what is known now of a product in use."""
    launched = one.launched_on is not None and one.launched_on <= today
    last = made[-1]
    before = [decided for decided in made if one.launched_on is not None and decided.day <= one.launched_on]
    if launched and not before:
        yield _gap("launched_unchecked", one, made[0])
    elif launched and before[-1].verdict != CLEAR:
        yield _gap("launched_blocked" if before[-1].verdict == BLOCKED else "launched_undetermined", one, before[-1])
    told = launched and before and before[-1] is last
    stage = (one.stage or "").casefold()
    if (stage in LIVE or (launched and stage not in ENDED)) and last.verdict != CLEAR and not told:
        yield _gap("live_blocked" if last.verdict == BLOCKED else "live_undetermined", one, last)


def _gap(kind: str, one: Registered, decided: Decided | None) -> Gap:
    said = {
        "version": one.version or "—",
        "checked": (decided.version if decided else None) or "—",
        "launched": one.launched_on or "—",
        "day": decided.day if decided else "—",
    }
    message = Bilingual(KINDS[kind].zh.format(**said), KINDS[kind].en.format(**said))
    return Gap(kind, one.row, one.id, one.name, one.version, one.owner, decided.id if decided else None, message)


def _unregistered(product: str, last: Decided) -> Gap:
    kind = "not_registered"
    return Gap(kind, None, product, None, last.version, None, last.id, KINDS[kind])
