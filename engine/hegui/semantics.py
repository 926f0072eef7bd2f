"""The meaning of rules, as the smallest interpreter that can be read like a page.

It reads raw mappings, as YAML writes them, and answers True, False or None: not known. Production is tested against it,
so it shares nothing with production and imports nothing of hegui. It does not check that rules are well formed, compute
measures, explain an outcome or choose a verdict, and it takes its time. In words: docs/meaning.md.
"""
# pyright: basic

import math
import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from importlib import import_module as load
from itertools import permutations
from typing import Any, Literal, NamedTuple, TypeAlias
from unicodedata import normalize

Truth: TypeAlias = bool | None
Outcome: TypeAlias = Literal["violated", "met", "undetermined", "not_applicable"]
Raw: TypeAlias = Any  # a piece of YAML, or its value: what it is, is asked where it is read


@dataclass(frozen=True)
class World:  # all that is not the product, by id: rules, and what they speak of
    rules: Mapping[str, Mapping[str, object]]  # one with `conclude` says what things are; any other is a check
    conclusions: Mapping[str, Mapping[str, Mapping[str, object]]]  # owner, name: {kind: flag | set | level, members}
    parameters: Mapping[str, Mapping[str, object]]  # {series: [{from, value}, ...]} in order of days, or {formula}
    lists: Mapping[str, Sequence[object]]
    workdays: Mapping[int, tuple[Collection[date], Collection[date]]]  # by year: weekdays off, weekend days worked


def conclude(world: World, manifest: Mapping[str, object], day: date) -> dict[tuple[str, str, str | None], Truth]:
    """What the product and its parts are, by subject, conclusion and member (None for a flag)."""
    reading = _Reading(world, manifest, day)
    return {
        (record.subject, name, member): reading.unit(record, name, member)
        for owner in world.conclusions
        for record in reading.records(owner)
        for name in world.conclusions[owner]
        for member in reading.members(owner, name)
    }


def judge(world: World, manifest: Mapping[str, object], day: date) -> dict[tuple[str, str], Outcome]:
    """The outcome of every check in force on the day, by rule and subject."""
    reading = _Reading(world, manifest, day)
    checks = [rule_id for rule_id, rule in world.rules.items() if "conclude" not in rule and _in_force(rule, day)]
    return {(rule_id, subject): outcome for rule_id in checks for subject, outcome in reading.findings(rule_id)}


def all_of(parts: Sequence[Truth]) -> Truth:
    return False if False in parts else None if None in parts else True


def any_of(parts: Sequence[Truth]) -> Truth:
    return True if True in parts else None if None in parts else False


NOT: dict[Truth, Truth] = {True: False, None: None, False: True}


class Mark(Enum):  # what a fact can be instead of a value that compares
    UNKNOWN = "the manifest does not say"
    NONE = "the manifest says that there is none"
    OTHER = "given, but nothing that a rule can name"


class Range(NamedTuple):  # a number known only to lie in between; an end that is None is open
    low: Raw
    high: Raw


UNKNOWN, NONE, OTHER = Mark
WORDS = {"none": NONE, "other": OTHER, "true": True, "false": False}
NUMBER, DAY = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%|bp|)"), re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARTS_OF_ONE = {"%": 100, "bp": 10_000, "": 1}
BESIDE_A_VALUE = {"value", "evidence", "declared_by", "declared_on"}


def read(raw: Raw) -> Raw:
    """The value of a raw fact or operand; elements of lists and parts of objects stay raw."""
    match raw := bare(raw):
        case None:
            return UNKNOWN
        case str():
            number = NUMBER.fullmatch(raw)
            word = date.fromisoformat(raw) if DAY.fullmatch(raw) else WORDS.get(raw, raw)
            return Decimal(number[1]) / PARTS_OF_ONE[number[2]] if number else word
        case int() if not isinstance(raw, bool):
            return Decimal(raw)
        case {"other": _, **more} if not more:
            return OTHER
        case {"range": [low, high], **more} if not more:
            return Range(*(None if end is None else read(end) for end in (low, high)))
    return raw


def bare(raw: Raw) -> Raw:  # a fact without who declared it and what proves it
    return raw["value"] if isinstance(raw, Mapping) and "value" in raw and raw.keys() <= BESIDE_A_VALUE else raw


def obstacle(*values: Raw) -> Mark | None:
    """What keeps values from comparing. None before unknown: what is not there leaves nothing to learn."""
    marks = [value for value in values if isinstance(value, Mark)]
    return NONE if NONE in marks else UNKNOWN if marks else None


def present(raw: Raw) -> Truth:
    value = read(raw)
    return None if value is UNKNOWN else value is not NONE


def evidenced(raw: Raw) -> Truth:  # proof is there or may still come; of none, there is no proof
    evidence = raw.get("evidence") if isinstance(raw, Mapping) else None
    proofs = [evidence.get(key) for key in ("reference", "digest")] if isinstance(evidence, Mapping) else []
    return all_of([present(raw), any_of([None, *map(present, proofs)])])


def compare(operator: str, value: Raw, operand: Raw) -> Truth:
    mark = obstacle(value, operand)
    return OPERATORS[operator](value, operand) if mark is None else False if mark is NONE else None


def at_most(value: Raw, bound: Raw) -> Truth:
    one, other = (each if isinstance(each, Range) else Range(each, each) for each in (value, bound))
    if one.high is not None and other.low is not None and one.high <= other.low:
        return True
    return False if one.low is not None and other.high is not None and one.low > other.high else None


def equals(value: Raw, other: Raw) -> Truth:
    if isinstance(value, Range) or isinstance(other, Range):
        return all_of([at_most(value, other), at_most(other, value)])
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


def contains_all(elements: Raw, members: Raw) -> Truth:  # an unknown element is one missing member, not two
    known, wanted = ([value for value in map(read, many) if not obstacle(value)] for many in (elements, members))
    missing = {member for member in wanted if not compare("in", member, known)}
    if len(missing) > sum(obstacle(read(element)) is UNKNOWN for element in elements):
        return False
    return None if missing or len(wanted) < len(members) else True


def rises(seen: Sequence[Sequence[Raw]]) -> Truth:
    """Of any two elements, the one that is less by the first fact is no more by the second."""
    pairs = [((by, their_by), (value, theirs)) for (by, value), (their_by, theirs) in permutations(seen, 2)]
    return all_of([any_of([NOT[compare("less_than", *by)], compare("at_most", *value)]) for by, value in pairs])


@cache
def folded(text: str) -> str:
    return str(load("opencc").OpenCC("t2s").convert("".join(normalize("NFKC", text).split()))).casefold()


OPERATORS: dict[str, Callable[[Raw, Raw], Truth]] = {  # each meets two values, neither of them unknown or none
    "equals": equals,
    "in": lambda value, members: any_of([compare("equals", value, read(member)) for member in members]),
    **dict.fromkeys(("at_most", "on_or_before", "within"), at_most),
    **dict.fromkeys(("at_least", "on_or_after"), lambda value, bound: at_most(bound, value)),
    **dict.fromkeys(("more_than", "after"), lambda value, bound: NOT[at_most(value, bound)]),
    **dict.fromkeys(("less_than", "before"), lambda value, bound: NOT[at_most(bound, value)]),
    "contains_any": lambda elements, members: any_of([compare("in", read(each), members) for each in elements]),
    "contains_all": contains_all,
    "subset_of": lambda elements, members: all_of([compare("in", read(each), members) for each in elements]),
    "mentions": lambda text, phrases: any(folded(phrase) in folded(text) for phrase in phrases),
    "matches": lambda text, regex: None if len(text.encode()) > 4096 else bool(load("re2").search(regex, text)),
}
OF_LISTS, OF_TEXT = {"contains_any", "contains_all", "subset_of"}, {"mentions", "matches"}


class Record(NamedTuple):  # what a name stands for: an element of a list, and the elements it lies in, outermost first
    subject: str
    raw: Raw
    outer: tuple["Record", ...] = ()

    @property
    def owner(self) -> str:
        return re.sub(r"\[.*?\]", "[]", self.subject)


Scope: TypeAlias = Mapping[str, Record]
PRODUCT = Record("product", UNKNOWN)


def _bindings(rule: Raw) -> dict[str, str]:
    """The path that each name is bound to, from `data.items as item` or a list of such."""
    said = rule.get("for_each") or []
    return {name: path for path, name in (each.split(" as ") for each in ([said] if isinstance(said, str) else said))}


def _in_force(rule: Raw, day: date) -> Raw:
    for version in rule["versions"]:
        first, end = (read(version["in_force"].get(key)) for key in ("from", "until"))
        if first <= day and (end is UNKNOWN or day < end):
            return version
    return None


def _concluded(rule: Raw) -> Iterator[tuple[tuple[str, str], Raw]]:
    """Owner and name of each conclusion that a rule draws, and what it says of it."""
    owners = {"product": "product"}
    for bound, path in _bindings(rule).items():
        head, _, rest = path.partition(".")
        owners[bound] = f"{owners[head]}.{rest}[]" if head in owners else f"{path}[]"
    for path, said in rule.get("conclude", {}).items():
        head, _, name = path.partition(".")
        yield (owners[head], name), said


class _Reading:  # one manifest, read in one world on one day
    def __init__(self, world: World, manifest: Mapping[str, object], day: date) -> None:
        self.rules: Mapping[str, Raw] = world.rules
        self.conclusions: Mapping[str, Mapping[str, Raw]] = world.conclusions
        self.world, self.manifest, self.day = world, manifest, day
        self.units: dict[tuple[str, str, str | None], Truth] = {}

    def findings(self, rule_id: str, records: tuple[Record, ...] = ()) -> Iterator[tuple[str, Outcome]]:
        """One outcome for each innermost element, or for a list that has none to judge."""
        bindings = _bindings(self.rules[rule_id])
        if len(records) == len(bindings):
            yield records[-1].subject if records else "product", self.outcome(rule_id, records)
            return
        scope, path = dict(zip(bindings, records, strict=False)), [*bindings.values()][len(records)]
        subject, elements, undescribed = self.listing(path, scope)
        if elements is None:  # a rule that could apply to no element whatever does not apply
            _, outcome = next(self.findings(rule_id, (*records, undescribed)))
            yield subject, "not_applicable" if outcome == "not_applicable" else "undetermined"
        elif not elements:
            yield subject, "not_applicable"
        for element in elements or ():
            yield from self.findings(rule_id, (*records, element))

    def outcome(self, rule_id: str, records: tuple[Record, ...]) -> Outcome:
        wanted = "require" in _in_force(self.rules[rule_id], self.day)
        holds = self.clause(rule_id, "require" if wanted else "forbid", records)
        special = [other for other, rule in self.rules.items() if rule_id in rule.get("overrides", ())]
        exceptions = [NOT[self.clause(other, "when", records)] for other in special]
        applies = all_of([self.clause(rule_id, "when", records), *exceptions])
        if applies is False:
            return "not_applicable"
        if applies is None or holds is None:
            return "undetermined"
        return "met" if holds == wanted else "violated"

    def clause(self, rule_id: str, word: str, records: tuple[Record, ...]) -> Truth:
        rule, version = self.rules[rule_id], _in_force(self.rules[rule_id], self.day)
        return self.holds(version.get(word), dict(zip(_bindings(rule), records, strict=False))) if version else False

    def records(self, owner: str) -> list[Record]:  # the product, or every element at `pricing.credits[].fees[]`
        found = [PRODUCT]
        for step in owner.split("[]")[:-1]:  # an inner step, ".fees", starts at the element named ""
            found = [inner for outer in found for inner in self.listing(step, {"": outer})[1] or ()]
        return found

    def members(self, owner: str, name: str) -> list[str | None]:
        """What a set may have in it, or a level be, lowest first; a flag has one nameless member."""
        return list(self.conclusions[owner][name].get("members", [None]))

    def unit(self, record: Record, name: str, member: str | None) -> Truth:
        """Whether a flag holds, a set has a member, or a level is at least a member: it does if some rule says so."""
        key, members = (record.subject, name, member), self.members(record.owner, name)
        if key not in self.units:
            saying = [True, "true", {"add": member}, *({"at_least": each} for each in members[members.index(member) :])]
            says = [
                self.clause(rule_id, "when", (*record.outer, record))
                for rule_id, rule in self.rules.items()
                for concluded, said in _concluded(rule)
                if concluded == (record.owner, name) and said in saying
            ]
            self.units[key] = None if "[?]" in record.subject else any_of(says)  # not characterised
        return self.units[key]

    def told(self, record: Record, name: str, operator: str, operand: Raw) -> Truth:
        """A test of a conclusion asks for no more units than it needs, for units may feed each other."""
        members, has = self.members(record.owner, name), partial(self.unit, record, name)
        if operator == "in":
            return any_of([self.told(record, name, "equals", member) for member in operand])
        if operator in ("contains_any", "contains_all"):
            return (any_of if operator == "contains_any" else all_of)([has(member) for member in operand])
        if operator == "subset_of":
            return all_of([NOT[has(member)] for member in members if member not in operand])
        if members == [None] or operator == "exists":
            return has(members[0]) if read(operand) else NOT[has(members[0])]
        reached = [] if operator == "at_most" else [has(operand)]
        above = [] if operator == "at_least" else members[members.index(operand) + 1 :][:1]
        return all_of([*reached, *(NOT[has(member)] for member in above)])

    def holds(self, condition: Raw, scope: Scope) -> Truth:
        return all_of([self.part(word, said, scope) for word, said in (condition or {}).items()])

    def part(self, word: str, said: Raw, scope: Scope) -> Truth:
        if word in ("all", "any"):
            return (all_of if word == "all" else any_of)([self.holds(each, scope) for each in said])
        if word == "not":
            return NOT[self.holds(said, scope)]
        if word in ("every", "some", "none", "count", "monotone"):
            return self.of_elements(word, said, scope)
        return self.leaf(word, said if isinstance(said, Mapping) else {"equals": said}, scope)

    def of_elements(self, word: str, said: Raw, scope: Scope) -> Truth:
        path, name = said["of"].split(" as ")
        elements = self.listing(path, scope)[1]
        scopes = [{**scope, name: element} for element in elements or ()]
        where, hold = ([self.holds(said.get(key), each) for each in scopes] for key in ("where", "hold"))
        if word == "count":  # it lies between what is certainly chosen and what may be
            number = Range(where.count(True), None if elements is None else len(where) - where.count(False))
            return all_of([self.test(number, key, said[key], scope) for key in ("at_least", "at_most") if key in said])
        if elements is None:
            return None
        if word == "monotone":
            return rises([[read(self.lookup(said[key], each)) for key in ("by", "value")] for each in scopes])
        if word == "every":  # none of them falls short
            hold = [NOT[held] for held in hold]
        some = any_of([all_of(pair) for pair in zip(where, hold, strict=True)])
        return some if word == "some" else NOT[some]

    def leaf(self, path: str, tests: Raw, scope: Scope) -> Truth:
        head, _, name = path.partition(".")
        record = scope.get(head) or (PRODUCT if head == "product" else None)
        if record and name in self.conclusions.get(record.owner, {}):
            asked = ((operator, self.operand(said, scope, self.day)) for operator, said in tests.items())
            return all_of([self.told(record, name, *each) for each in asked])
        return all_of([self.test(self.lookup(path, scope), word, said, scope) for word, said in tests.items()])

    def test(self, fact: Raw, operator: str, said: Raw, scope: Scope) -> Truth:
        if operator in ("exists", "evidenced"):
            truth = present(fact) if operator == "exists" else evidenced(fact)
            return truth if read(said) else NOT[truth]
        value, operand = read(fact), self.operand(said, scope, self.day)
        if operator in OF_LISTS and value is NONE:
            value = []  # nothing is in it, and nothing is a part of anything
        if operator in OF_TEXT:
            return compare(operator, obstacle(value) or str(bare(fact)), operand)
        return compare(operator, value, read(operand))

    def operand(self, said: Raw, scope: Scope, day: date) -> Raw:
        match said:
            case {"param": name}:
                when = read(self.lookup(said["on"]["fact"], scope)) if "on" in said else day
                return when if isinstance(when, Mark) else self.parameter(name, when)
            case {"list": name}:
                return self.world.lists[name]
            case {"fact": path}:
                return self.lookup(path, scope)
            case {"times": factors}:
                values = [read(self.operand(factor, scope, day)) for factor in factors]
                product = math.prod(value for value in values if isinstance(value, Decimal))
                return obstacle(*values) or (UNKNOWN if any(isinstance(value, Range) for value in values) else product)
            case {"of": path}:
                unit = next(unit for unit in ("days", "working_days", "months") if unit in said)
                start, number = read(self.lookup(path, scope)), read(self.operand(said[unit], scope, day))
                return obstacle(start, number) or self.later(start, int(number), unit)
        return said

    def parameter(self, name: str, day: date) -> Raw:  # the last value that has begun; unknown before the first
        said: Raw = self.world.parameters[name]
        if "formula" in said:
            return self.operand(said["formula"], {}, day)
        return [None, *(step["value"] for step in said["series"] if read(step["from"]) <= day)][-1]

    def later(self, start: date, number: int, unit: str) -> date | Mark:
        """So many days, working days or months after a day, in the last month as late as it has days."""
        with suppress(KeyError, OverflowError, ValueError):  # beyond the calendar nothing is known
            if unit == "days":
                return start + timedelta(days=number)
            if unit == "months":
                year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
                return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
            while number > 0:
                start += timedelta(days=1)
                off, worked = self.world.workdays[start.year]
                number -= start in worked or (start.weekday() < 5 and start not in off)
            return start
        return UNKNOWN

    def listing(self, path: str, scope: Scope) -> tuple[str, list[Record] | None, Record]:
        """The name of a list, its elements (None: it is unknown), and an element of which nothing is known."""
        head, _, rest = path.partition(".")
        base = scope.get(head)
        subject, outer = (f"{base.subject}.{rest}", (*base.outer, base)) if base else (path, ())
        value = read(self.lookup(path, scope))
        given = [] if value is NONE else value if isinstance(value, list) else None
        elements = None if given is None else [Record(f"{subject}[{i}]", raw, outer) for i, raw in enumerate(given)]
        return subject, elements, Record(f"{subject}[?]", UNKNOWN, outer)

    def lookup(self, path: str, scope: Scope) -> Raw:
        head, *keys = path.split(".")
        raw = scope[head].raw if head in scope else self.manifest.get(head)
        for key in keys:
            value = read(raw)
            raw = NONE if value is NONE else value.get(key) if isinstance(value, Mapping) else UNKNOWN
        return raw
