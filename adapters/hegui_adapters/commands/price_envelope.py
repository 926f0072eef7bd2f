"""`hegui price envelope`: how far a price can go under the rules on prices and terms, in the forms asked for. It changes no manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hegui_adapters.delivery import deliver, targets_of
from hegui_adapters.exits import CLEAR, UNDETERMINED
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import PIPE_WIDTH, width_of_output

if TYPE_CHECKING:
    from hegui.case import Chain
    from hegui.manifest.reading import Manifest

    from hegui_adapters.envelope.gathering import Rooms
    from hegui_adapters.language import Lang

__all__ = ["FORMATS", "PriceEnvelope", "run"]

FORMATS = ("text", "json", "csv", "svg", "html")
_MAPPED = frozenset(FORMATS) - {"text"}


@dataclass(frozen=True, slots=True)
class PriceEnvelope:
    """What was asked of `hegui price envelope`."""

    file: str
    asked: Asked
    as_of: str | None = None
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    loan: str | None = None
    terms: int = 360
    stdin_name: str | None = None


def run(wanted: PriceEnvelope) -> int:
    """Print or write every form asked for; 5 where something not stated could narrow a limit.

    Raises:
        RefusedError: the options do not fit together, there is no such loan, or a result cannot be written.
        ManifestError: the manifest is not one.
    """
    targets = targets_of(wanted.formats, wanted.outputs, FORMATS)
    rooms, lang = _rooms(wanted, mapped=bool(_MAPPED & set(targets)))
    for form, path in targets.items():
        deliver(path, _rendered(form, rooms, lang, printed=path is None))
    return CLEAR if rooms.settled else UNDETERMINED


def _rooms(wanted: PriceEnvelope, *, mapped: bool) -> tuple[Rooms, Lang]:
    from hegui.checking import day_for

    from hegui_adapters.days import day_of
    from hegui_adapters.envelope.gathering import rooms_of
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import one_source

    source = one_source(wanted.file, wanted.stdin_name)
    held = settings(wanted.asked, source.folder)
    manifest = source.manifest()
    day = day_of(wanted.as_of) if wanted.as_of else day_for(manifest)
    found = rooms_of(
        Rulebooks().of(held), manifest, day, _chosen(manifest, wanted.loan),
        mapped=mapped, most_periods=wanted.terms,
    )  # fmt: skip
    return found, held.lang


def _chosen(manifest: Manifest, wanted: str | None) -> tuple[Chain, ...]:
    """The loans asked for: all, or the one with that id, number or name.

    Raises:
        RefusedError: there is none of that name; it says which there are.
    """
    from hegui.envelope import loans_of

    loans = loans_of(manifest)
    if wanted is None:
        return loans
    named = {chain: _names(manifest, chain) for chain in loans}
    found = tuple(chain for chain, names in named.items() if wanted in names)
    if len(found) == 1:
        return found
    if not loans:
        raise RefusedError("要素表未列贷款方案", "the manifest lists no loan")
    ids = [names[0] for names in named.values()]
    raise RefusedError(
        f"没有贷款方案“{wanted}”，现有 {'、'.join(ids)}", f'there is no loan "{wanted}"; there are {", ".join(ids)}'
    )


def _names(manifest: Manifest, chain: Chain) -> tuple[str, ...]:
    selector = manifest.path(chain, "").partition("[")[2].removesuffix("]")
    bare = selector.partition("=")[2] or selector.removeprefix("#")
    return bare, selector


def _rendered(form: str, rooms: Rooms, lang: Lang, *, printed: bool) -> str:
    """One form of what was asked for; each is imported when it is wanted."""
    match form:
        case "text":
            from hegui_adapters.envelope.text import envelope_text

            return envelope_text(rooms, lang, width_of_output() if printed else PIPE_WIDTH)
        case "json":
            from hegui_adapters.envelope.record import envelope_json

            return envelope_json(rooms)
        case "csv":
            from hegui_adapters.envelope.rows import maps_csv

            return maps_csv(rooms, lang)
        case "html":
            from hegui_adapters.envelope.page import page

            return page(rooms, lang)
        case _:
            from hegui_adapters.envelope.chart import map_charts
            from hegui_adapters.render.charts import svg

            return svg(map_charts(rooms, lang))
