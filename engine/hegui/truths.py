"""The truth of one test on one value, in three values. It knows no paths and no rules; `docs/meaning.md` holds the table."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from itertools import permutations

from hegui.conditions import Scalar
from hegui.values import FALSE, NONE, NOT, TRUE, UNKNOWN, Nothing, Opaque, Range

__all__ = [
    "OPERATORS",
    "UNLIMITED",
    "Value",
    "Workdays",
    "count_between",
    "every",
    "folded",
    "last_day",
    "monotone",
    "some",
    "times",
]

Element = Scalar | Opaque | None
Value = Scalar | None | Nothing | Opaque | Range | tuple[Element, ...]
Workdays = Mapping[int, tuple[frozenset[date], frozenset[date]]]
MATCHED_BYTES = 4096


def _unsettled(value: object, operand: object) -> int | None:
    """The truth where either side is not a plain value: none makes it false, unknown unknown."""
    if value is NONE or operand is NONE:
        return FALSE
    if value is None or operand is None or isinstance(value, Opaque) or isinstance(operand, Opaque):
        return UNKNOWN
    return None


def _compared(holds: Callable[[Scalar, Scalar], bool]) -> Callable[[Value, Value], int]:
    def test(value: Value, operand: Value) -> int:
        unsettled = _unsettled(value, operand)
        if unsettled is not None:
            return unsettled
        return TRUE if holds(value, operand) else FALSE  # type: ignore[arg-type]

    return test


def at_most(value: Value, operand: Value) -> int:
    if value.__class__ is Decimal and operand.__class__ is Decimal:
        return TRUE if value <= operand else FALSE
    unsettled = _unsettled(value, operand)
    if unsettled is not None:
        return unsettled
    low, high = _ends(value)
    least, most = _ends(operand)
    if high is not None and least is not None and high <= least:
        return TRUE
    return FALSE if low is not None and most is not None and low > most else UNKNOWN


def _ends(value: Value) -> tuple[Decimal | None, Decimal | None]:
    return (value.low, value.high) if isinstance(value, Range) else (value, value)  # type: ignore[return-value]


def at_least(value: Value, operand: Value) -> int:
    return at_most(operand, value)


def _strictly(test: Callable[[Value, Value], int]) -> Callable[[Value, Value], int]:
    """`a > b` is `not a <= b`, except that none is never more nor less than anything."""

    def strict(value: Value, operand: Value) -> int:
        return FALSE if value is NONE or operand is NONE else NOT[test(value, operand)]

    return strict


def equals(value: Value, operand: Value) -> int:
    unsettled = _unsettled(value, operand)
    if unsettled is not None:
        return unsettled
    if isinstance(value, Range) or isinstance(operand, Range):
        return at_most(value, operand) & at_most(operand, value)
    return TRUE if value == operand else FALSE


def is_in(value: Value, operand: Sequence[Scalar]) -> int:
    if value is NONE:
        return FALSE
    if value is None or isinstance(value, Opaque):
        return UNKNOWN
    if isinstance(value, Range):
        truth = FALSE
        for member in operand:
            truth |= equals(value, member)
        return truth
    return TRUE if value in operand else FALSE


def exists(value: Value, _: Value = None) -> int:
    return FALSE if value is NONE else UNKNOWN if value is None else TRUE


def evidenced(value: Value, shown: object) -> int:
    """`shown` is whether the manifest names evidence for the fact: without it the duty stays open, never broken."""
    return FALSE if value is NONE else TRUE if shown and value is not None else UNKNOWN


def _known(value: Value) -> tuple[set[Scalar], int] | None:
    """The described members of a list and how many are not described; None where the list itself is unknown."""
    if value is None or isinstance(value, Opaque):
        return None
    if value is NONE:
        return set(), 0
    assert isinstance(value, tuple)
    known = {member for member in value if member is not None and not isinstance(member, Opaque)}
    return known, sum(member is None or isinstance(member, Opaque) for member in value)


def _open_operand(operand: object) -> int | None:
    """The truth of a set test whose operand, a list stated elsewhere, is not there to compare with."""
    return FALSE if operand is NONE else UNKNOWN if operand is None or isinstance(operand, Opaque) else None


def _members(value: Value, operand: Sequence[Element]) -> tuple[list[int], set[Scalar], int] | None:
    """Whether each element of the list is in the operand, the operand's known members, and how many elements are open."""
    listed, wanted = _known(value), _known(tuple(operand))
    if listed is None or wanted is None:
        return None
    known, undescribed = listed
    members, open_members = wanted
    outside = UNKNOWN if open_members else FALSE
    truths = [TRUE if element in members else outside for element in known]
    return truths + [UNKNOWN] * undescribed, members - known, undescribed


def contains_any(value: Value, operand: Sequence[Element]) -> int:
    open_operand = _open_operand(operand)
    if open_operand is not None:
        return open_operand
    found = _members(value, operand)
    return UNKNOWN if found is None else max(found[0], default=FALSE)


def subset_of(value: Value, operand: Sequence[Element]) -> int:
    open_operand = _open_operand(operand)
    if open_operand is not None:
        return open_operand
    found = _members(value, operand)
    return UNKNOWN if found is None else min(found[0], default=TRUE)


def contains_all(value: Value, operand: Sequence[Element]) -> int:
    open_operand = _open_operand(operand)
    if open_operand is not None:
        return open_operand
    found = _members(value, operand)
    if found is None:
        return UNKNOWN
    _, missing, undescribed = found
    if len(missing) > undescribed:
        return FALSE
    settled = all(member is not None and not isinstance(member, Opaque) for member in operand)
    return TRUE if settled and not missing else UNKNOWN


@cache
def _simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def folded(text: str) -> str:
    """Text as `mentions` reads it: NFKC, no white space, simplified characters, lower case."""
    return _simplified()("".join(unicodedata.normalize("NFKC", text).split())).casefold()


@lru_cache(maxsize=1024)
def _folded_phrases(phrases: Sequence[Scalar]) -> tuple[str, ...]:
    return tuple(folded(str(phrase)) for phrase in phrases)


_folded_text = lru_cache(maxsize=8)(
    folded
)  # many rules read the same text in turn; of manifests no more than that is kept


def mentions(value: Value, operand: Sequence[Scalar]) -> int:
    unsettled = _unsettled(value, True)
    if unsettled is not None:
        return unsettled
    text = _folded_text(str(value))
    return TRUE if any(map(text.__contains__, _folded_phrases(operand))) else FALSE


@cache
def _pattern(source: str) -> Callable[[str], object]:
    import re2

    search: Callable[[str], object] = re2.compile(source).search
    return search


def matches(value: Value, operand: Value) -> int:
    unsettled = _unsettled(value, operand)
    if unsettled is not None:
        return unsettled
    text = str(value)
    if len(text) * 4 > MATCHED_BYTES and len(text.encode()) > MATCHED_BYTES:
        return UNKNOWN
    return TRUE if _pattern(str(operand))(text) else FALSE


OPERATORS: Mapping[str, Callable[..., int]] = {
    "equals": equals,
    "in": is_in,
    "at_most": at_most,
    "at_least": at_least,
    "more_than": _strictly(at_most),
    "less_than": _strictly(at_least),
    "exists": exists,
    "evidenced": evidenced,
    "contains_any": contains_any,
    "contains_all": contains_all,
    "subset_of": subset_of,
    "on_or_before": _compared(lambda value, day: value <= day),  # type: ignore[operator]
    "on_or_after": _compared(lambda value, day: value >= day),  # type: ignore[operator]
    "before": _compared(lambda value, day: value < day),  # type: ignore[operator]
    "after": _compared(lambda value, day: value > day),  # type: ignore[operator]
    "within": _compared(lambda value, day: value <= day),  # type: ignore[operator]
    "mentions": mentions,
    "matches": matches,
}


def times(*factors: Value) -> Value:
    """The product of the factors: unknown if one is, none if one is none."""
    if any(factor is NONE for factor in factors):
        return NONE
    product = Decimal(1)
    for factor in factors:
        if not isinstance(factor, Decimal):
            return None
        product *= factor
    return product


def last_day(unit: str, length: Value, of: Value, workdays: Workdays) -> Value:
    """The last day that is within `length` of the day `of`; unknown outside the calendar's years."""
    if length is NONE or of is NONE:
        return NONE
    if not isinstance(length, Decimal) or not isinstance(of, date):
        return None
    try:
        if unit == "days":
            return of + timedelta(days=int(length))
        return _months_on(of, int(length)) if unit == "months" else _working_days_on(of, int(length), workdays)
    except (OverflowError, ValueError):
        return None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_on(day: date, count: int, workdays: Workdays) -> date | None:
    while count > 0:
        day += timedelta(days=1)
        if day.year not in workdays:
            return None
        holidays, made_up = workdays[day.year]
        count -= day in made_up or (day.weekday() < 5 and day not in holidays)
    return day


def every(elements: object, hold: Callable[[object], int]) -> int:
    if elements is None:
        return UNKNOWN
    truth = TRUE
    for element in elements if isinstance(elements, tuple) else ():
        truth &= hold(element)
        if truth == FALSE:
            break
    return truth


def some(elements: object, hold: Callable[[object], int]) -> int:
    if elements is None:
        return UNKNOWN
    truth = FALSE
    for element in elements if isinstance(elements, tuple) else ():
        truth |= hold(element)
        if truth == TRUE:
            break
    return truth


def _elements(elements: object) -> Iterable[object]:
    return elements if isinstance(elements, tuple) else ()


UNLIMITED = object()
"""Stands for a limit that a count does not have."""


def count_between(elements: object, where: Callable[[object], int], least: object, most: object) -> int:
    """Whether the number of elements that satisfy `where` lies between the limits."""
    counted: Decimal | Range
    if elements is None:
        counted = Range(Decimal(0), None)
    else:
        truths = [where(element) for element in _elements(elements)]
        surely, perhaps = Decimal(truths.count(TRUE)), Decimal(len(truths) - truths.count(FALSE))
        counted = surely if surely == perhaps else Range(surely, perhaps)
    low = TRUE if least is UNLIMITED else at_least(counted, least)  # type: ignore[arg-type]
    return low & (TRUE if most is UNLIMITED else at_most(counted, most))  # type: ignore[arg-type]


def monotone(elements: object, by: Callable[[object], Value], value: Callable[[object], Value]) -> int:
    """For every ordered pair of two elements: where the first ranks lower, its value is not higher."""
    if elements is None:
        return UNKNOWN
    pairs = [(by(element), value(element)) for element in _elements(elements)]
    below = OPERATORS["less_than"]
    truth = TRUE
    for (rank, amount), (other_rank, other) in permutations(pairs, 2):
        truth &= NOT[below(rank, other_rank)] | at_most(amount, other)
    return truth
