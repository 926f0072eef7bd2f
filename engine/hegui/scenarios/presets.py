"""Changes that have a word of their own: segments, volumes, stresses, as the facts they stand for. It reads no file.

Each is shorthand for facts that could be written out; what a word stands for is told with the results like any change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hegui.manifest.choices import CHOICES
from hegui.manifest.reading import Manifest
from hegui.nodes import Node, Scalar, Sequence
from hegui.terms import Bilingual

__all__ = ["SEGMENTS", "STRESSES", "VOLUMES", "VOLUME_NAME", "Stress", "segment_facts"]

SEGMENTS = tuple(CHOICES["segment"])
"""The segments a manifest knows, each of which may be tried."""

_AGES: Mapping[str, Mapping[str, str]] = {
    "minors": {"minimum_age": "14", "maximum_age": "17"},
    "students": {"minimum_age": "18"},
    "elderly": {"minimum_age": "65", "maximum_age": "none"},
}
"""The ages that go with a segment, where its name does not leave them open."""
_TREATED = ("minors", "students", "elderly")
_TURNED_AWAY = ("users.excluded_groups", "credit.excluded_borrowers")

VOLUME_NAME = Bilingual("业务量", "volume")
VOLUMES = (
    "users.expected_count",
    "app.monthly_users",
    "data.individuals_count",
    "data.sensitive_count",
    "data.face_persons",
    "data.items[*].persons_count",
)
"""The counts of persons that grow together with a product."""


@dataclass(frozen=True, slots=True)
class Stress:
    """A strain on a product: the fact it moves by adding points, and those that follow it where they are stated."""

    path: str
    name: Bilingual
    followed_by: tuple[str, ...] = ()


STRESSES: Mapping[str, Stress] = {
    "funding_cost": Stress(
        "pricing.credits[*].nominal_rate",
        Bilingual("资金成本（全部转入名义利率）", "funding cost (passed on in full to the nominal rate)"),
        ("pricing.credits[*].stated_annual_rate", "pricing.credits[*].tiers[*].nominal_rate"),
    ),
    "bad_share": Stress("credit.expected_bad_share", Bilingual("预计不良率", "expected bad share")),
}


def segment_facts(word: str, manifest: Manifest, at: Node) -> Iterator[tuple[str, Node]]:
    """What it means that a product is made for one segment: paths and what to state there, placed at `at`."""

    def scalar(text: str) -> Scalar:
        return Scalar(at.file, at.line, at.column, at.end_line, at.end_column, text, plain=True)

    def listed(words: tuple[str, ...]) -> Node:
        return Sequence(at.file, at.line, at.column, at.end_line, at.end_column, tuple(map(scalar, words)))

    yield "users.segments", listed((word,))
    if word in _TREATED:
        yield f"users.{word}", scalar("targeted")
    for name, age in _AGES.get(word, {}).items():
        yield f"users.{name}", scalar(age)
    for path in _TURNED_AWAY:
        members = manifest.record.get(path)
        if isinstance(members, tuple) and word in members:
            left = tuple(str(member) for member in members if member != word)
            yield path, listed(left) if left else scalar("none")
