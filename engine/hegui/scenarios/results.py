"""What scenarios came to: frozen, small, fit to be sent between processes. Values and sentences; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hegui.decision import BLOCKED, CLEAR, UNDETERMINED
from hegui.terms import Bilingual

__all__ = ["Against", "Cost", "Headroom", "Result", "Trouble"]

_VERDICTS = {
    BLOCKED: Bilingual("存在阻断项，不得上线", "BLOCKED, must not launch"),
    UNDETERMINED: Bilingual("资料不足，待补充", "UNDETERMINED, facts are missing"),
    CLEAR: Bilingual("未发现阻断项（依申报事实）", "nothing found that blocks, on the facts declared"),
}


@dataclass(frozen=True, slots=True)
class Against:
    """A blocking rule that is violated or cannot be decided (`outcome`) on one subject."""

    rule: str
    title: Bilingual
    subject: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What one loan costs a year, as a fraction; None where that cannot be worked out."""

    loan: str
    nominal: Decimal | None
    effective: Decimal | None
    simple: Decimal | None

    def by(self, reading: str) -> Decimal | None:
        return {"nominal": self.nominal, "effective": self.effective, "simple": self.simple}[reading]


@dataclass(frozen=True, slots=True)
class Headroom:
    """How far the cost of a loan is from the nearest line that could block it; negative where it is over."""

    value: Decimal
    loan: str
    line: Bilingual
    limit: Decimal
    reading: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a scenario came to nothing: `invalid` (its changes do not go together), `crashed` (its process died), `internal`."""

    kind: str
    lines: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What one scenario came to.

    `against` are the blocking rules in the way; `warned` and `advised` count the violations that do not block. `what_ifs`
    name the numbers supposed otherwise: where there are any, nothing here is a statement about the law. `missed` says in what
    it differs from what is `expected`. Digests are those of the manifest and the rulebook that were judged.
    """

    index: int
    name: Bilingual
    group: int
    points: tuple[int, ...]
    day: date
    verdict: str = ""
    against: tuple[Against, ...] = ()
    warned: int = 0
    advised: int = 0
    costs: tuple[Cost, ...] = ()
    cost: Cost | None = None
    headroom: Headroom | None = None
    what_ifs: tuple[Bilingual, ...] = ()
    expected: bool = False
    missed: tuple[Bilingual, ...] = ()
    trouble: Trouble | None = None
    manifest: str = ""
    rulebook: str = ""

    @property
    def as_expected(self) -> bool | None:
        """Whether it is as expected, None where nothing is expected. It says nothing of the law: `verdict` does."""
        return (self.trouble is None and not self.missed) if self.expected else None

    @property
    def fails(self) -> bool:
        """Whether a test of it fails: it is not as expected or, where nothing is expected, not clear."""
        return self.verdict != CLEAR if self.as_expected is None else not self.as_expected

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules in the way, each once: those violated, or else those that cannot be decided."""
        wanted = "violated" if self.verdict == BLOCKED else "undetermined"
        return tuple(dict.fromkeys(one.rule for one in self.against if one.outcome == wanted))

    def lines(self, lang: str = "zh") -> tuple[str, ...]:
        """What a person should know of it, a sentence a line, that it is a what-if first."""
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        zh = lang == "zh"
        yield f"{self.name.text(lang)}（{self.day}）" if zh else f"{self.name.text(lang)} ({self.day})"
        if self.what_ifs:
            listed = ("；" if zh else "; ").join(one.text(lang) for one in self.what_ifs)
            yield f"假设情景，非现行法规：{listed}" if zh else f"what-if, not the law: {listed}"
        if self.trouble is not None:
            yield from (line.text(lang) for line in self.trouble.lines)
            return
        yield f"结论：{_VERDICTS[self.verdict].zh}" if zh else f"Verdict: {_VERDICTS[self.verdict].en}"
        for missed in self.missed:
            yield f"与预期不符：{missed.zh}" if zh else f"not as expected: {missed.en}"
        for one in self.against:
            outcome = {"violated": ("不符合", "violated"), "undetermined": ("待补充", "open")}[one.outcome][not zh]
            bracket = f"〔{one.rule}，{one.subject}〕" if zh else f" [{one.rule}, {one.subject}]"
            yield f"{outcome}{'：' if zh else ': '}{one.title.text(lang)}{bracket}"
        if self.headroom is not None:
            yield _room(self.headroom, lang)


def _room(headroom: Headroom, lang: str) -> str:
    points, limit = f"{headroom.value * 100:.2f}", f"{headroom.limit * 100:.2f}%"
    if lang == "zh":
        reading = {"nominal": "名义口径", "effective": "复利口径", "simple": "本金单利口径"}[headroom.reading]
        return f"距{headroom.line.zh} {limit}（{reading}）余 {points} 个百分点"
    return f"{points} points left to {headroom.line.en} of {limit} ({headroom.reading} reading)"
