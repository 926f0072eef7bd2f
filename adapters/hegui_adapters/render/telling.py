"""What a decision has to say, point by point in one language: what every form but text and JSON is made from.

It chooses no markup. Findings stand together as `items` groups them; texts may hold anything a manifest holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath

from hegui.decide import HORIZON_MONTHS, Decision
from hegui.decision import Citation, Finding, Question
from hegui.errors import place_text
from hegui.judge import MET, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from hegui.manifest.reading import Location

from hegui_adapters.render.articles import article_text
from hegui_adapters.render.asides import asides
from hegui_adapters.render.citing import cited, title_of
from hegui_adapters.render.items import Item, violated_items
from hegui_adapters.render.words import WORDS

__all__ = ["FORCES", "Fault", "Point", "Report", "Source", "Telling"]

FORCES = ("block", "warn", "advise")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to mend, or to answer before it can be judged. `lead` is the best founded of its findings."""

    outcome: str
    force: str
    lead: Finding
    rules: tuple[str, ...]
    title: str
    message: str
    laws: tuple[str, ...]
    remedy: str
    confidence: str
    red_line: str
    location: Location
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Source:
    """One article findings rest on, and how many."""

    title: str
    article: str
    confidence: str
    findings: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem of a manifest that could not be judged, with the exit code it asks for."""

    file: str
    line: int
    column: int
    message: str
    code: int

    @property
    def place(self) -> str:
        """Where it is; empty where it is about no file."""
        return place_text(self.file, self.line, self.column) if self.line else self.file


@dataclass(frozen=True)
class Telling:
    """One decision in one language. `file` is the name of its manifest, `id` that of the decision."""

    decision: Decision
    lang: str
    file: str
    id: str

    def word(self, key: str, **said: object) -> str:
        return WORDS[self.lang][key].format(**said).strip()

    @property
    def product(self) -> str:
        manifest = self.decision.manifest
        return " ".join(filter(None, (manifest.name or manifest.product_id or self.word("unnamed"), manifest.version)))

    @property
    def verdict(self) -> str:
        return self.word(self.decision.verdict)

    @property
    def counts(self) -> str:
        return self.word(
            "counts",
            **{force: len(self.violated(force)) for force in FORCES},
            open=len(self.needed),
            met=self.decision.counts.get(MET, 0),
        )

    @property
    def note(self) -> str:
        return self.word("note").partition("    ")[2].strip() or self.word("note")

    def file_of(self, place: Location) -> str:
        """The file a place is in: the manifest, or one it refers to, which is named from the manifest's folder."""
        said = place.file.partition("#")[0] if place.cell else place.file
        own = said == self.decision.manifest.document.file
        return self.file if own else (PurePosixPath(self.file).parent / said).as_posix()

    # ---- points

    def violated(self, force: str) -> tuple[Point, ...]:
        """What is violated, an item a point."""
        return tuple(self.point(item) for item in violated_items(self.decision, force))

    @cached_property
    def each(self) -> tuple[Point, ...]:
        """Every finding that is violated or open, one by one: the strongest force first."""
        found = [
            self.point(Item((finding,)))
            for outcome in (VIOLATED, UNDETERMINED)
            for finding in self.decision.having(outcome)
        ]
        return tuple(sorted(found, key=lambda point: (FORCES.index(point.force), point.outcome != VIOLATED)))

    def point(self, item: Item) -> Point:
        lead, lang = item.lead, self.lang
        element = lead.element.text(lang)
        remedy = ""
        if lead.remedy is not None:
            remedy = lead.remedy.note.text(lang) + self.word("who", who=self.word(lead.remedy.who))
        return Point(
            lead.outcome,
            lead.force,
            lead,
            tuple(dict.fromkeys(finding.rule for finding in item.findings)),
            lead.title.text(lang) + (WORDS[lang]["behind"].format(text=element) if element else ""),
            lead.message.text(lang),
            tuple(dict.fromkeys(cited(item.findings, lang))),
            remedy,
            self.word(lead.confidence),
            self._red_line(lead.red_line),
            item.location,
            self._fingerprint(lead),
        )

    def _red_line(self, number: int | None) -> str:
        lines = self.decision.rulebook.terms.red_lines
        return "" if number is None or number not in lines else f"{number} {lines[number].name.text(self.lang)}"

    def _fingerprint(self, finding: Finding) -> str:
        """The same for the same rule on the same part of the same product, wherever it stands in the text."""
        named = "\0".join((self.decision.manifest.product_id or self.file, finding.rule, finding.subject))
        return sha256(named.encode()).hexdigest()

    # ---- what is said beside, questions, coming law, bases

    @cached_property
    def asides(self) -> tuple[str, ...]:
        """Waivers, plans, what is clear on trust, numbers out of date, as the text report names them."""
        return tuple(str(one) for one in asides(self.decision, self.lang))

    @property
    def needed(self) -> tuple[Question, ...]:
        return tuple(question for question in self.decision.questions if question.blocking)

    def asked_at(self, question: Question) -> Location | None:
        """Where an answer belongs: the place of a finding that waits for it."""
        return self._open_at.get(question.path)

    @cached_property
    def _open_at(self) -> dict[str, Location]:
        found: dict[str, Location] = {}
        for finding in self.decision.having(UNDETERMINED):
            for path in finding.open:
                found.setdefault(path, finding.location)
        return found

    @property
    def coming(self) -> str:
        return self.word("upcoming", months=HORIZON_MONTHS)

    def upcoming(self) -> Iterator[tuple[str, str, str]]:
        """Day, check and what it will come to."""
        rules = self.decision.rulebook.by_id
        for day in self.decision.upcoming:
            for rule, _, _, after in dict.fromkeys(day.changes):
                yield day.day.isoformat(), rules[rule].title.text(self.lang), self.word(f"outcome.{after}")

    def red_lines(self) -> Iterator[tuple[str, str]]:
        """Each line no product may cross, and what became of it."""
        for line in self.decision.red_lines:
            yield f"{line.number} {line.name.text(self.lang)}", self.word(f"outcome.{line.outcome}")

    def sources(self) -> tuple[Source, ...]:
        """Every article a finding that applies rests on, those used most first."""
        counts = Counter(
            citation
            for finding in self.decision.findings
            if finding.outcome != NOT_APPLICABLE
            for citation in dict.fromkeys(finding.citations)
        )
        return tuple(self._source(citation, n) for citation, n in counts.most_common())

    def _source(self, citation: Citation, findings: int) -> Source:
        article = article_text(citation.article, self.lang) if citation.article else self.word("unread")
        return Source(title_of(citation, self.lang), article, self.word(citation.confidence), findings)

    def record(self) -> Iterator[tuple[str, str]]:
        """What to keep with the result: numbers and digests, in full."""
        decision = self.decision
        contents = decision.rulebook.contents
        yield self.word("verdict.label"), self.id
        yield self.word("manifest"), f"sha256:{decision.manifest.document.digest}"
        yield "rulebook", f"{contents.version} sha256:{contents.digest}"
        yield "engine", decision.engine


@dataclass(frozen=True)
class Report:
    """Everything one run came to: decisions, and what could not be judged."""

    lang: str
    told: Sequence[Telling]
    faults: Sequence[Fault]

    def word(self, key: str, **said: object) -> str:
        return WORDS[self.lang][key].format(**said).strip()

    @property
    def points(self) -> Iterable[tuple[Telling, Point]]:
        """What is violated, by force over all manifests."""
        return [(one, point) for force in FORCES for one in self.told for point in one.violated(force)]
