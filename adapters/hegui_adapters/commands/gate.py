"""`hegui gate`: judges the entry of one product into a stage and prints what it comes to. It stores no event."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hegui_adapters.commands.check import exceptions_of
from hegui_adapters.delivery import deliver, targets_of
from hegui_adapters.exits import BLOCKED, CLEAR, UNDETERMINED
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, Settings, settings
from hegui_adapters.streams import PIPE_WIDTH, colour_wanted, width_of_output

if TYPE_CHECKING:
    from hegui.lifecycle.gate import Gate
    from hegui.manifest.reading import Manifest

__all__ = ["Entering", "gate_text", "run"]

CODES = {"blocked": BLOCKED, "undetermined": UNDETERMINED, "clear": CLEAR}


@dataclass(frozen=True, slots=True)
class Entering:
    """What was asked of `hegui gate`."""

    file: str
    asked: Asked
    stage: str | None = None
    events: tuple[Path, ...] = ()
    as_of: str | None = None
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    stdin_name: str | None = None
    all: bool = False
    paths: bool = False


def run(entering: Entering) -> int:
    """Judge the entry, print it, and end by the verdict.

    Raises:
        HeguiError: the manifest or its events cannot be judged, or nothing tells which stage is next.
        RefusedError: the options do not fit together, or a result cannot be written.
    """
    from hegui_adapters.sources import one_source

    targets = targets_of(entering.formats, entering.outputs)
    source = one_source(entering.file, entering.stdin_name)
    held = settings(entering.asked, source.folder)
    found = _judged(entering, _with_events(source.manifest(), entering.events), held)
    for name, path in targets.items():
        deliver(path, gate_json(found) if name == "json" else _text(entering, found, held, printed=path is None))
    return CODES[found.verdict]


def _with_events(manifest: Manifest, files: tuple[Path, ...]) -> Manifest:
    from hegui.lifecycle.events import read_events, with_events

    return with_events(manifest, [event for file in files for event in read_events(_content(file), str(file))])


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedError(f"读不到 {file}：{error.strerror}", f"{file}: {error.strerror}") from None


def _judged(entering: Entering, manifest: Manifest, held: Settings) -> Gate:
    from hegui.checking import today
    from hegui.lifecycle.gate import gate, stage_to_enter

    from hegui_adapters.days import day_of
    from hegui_adapters.rulebooks import Rulebooks

    day = day_of(entering.as_of) if entering.as_of else today()
    stage = entering.stage or stage_to_enter(manifest, day)
    if stage is None:
        raise RefusedError(
            "无法确定下一阶段，请用 --stage 指明", "nothing tells which stage is next; name it with --stage"
        )
    waivers, plans = exceptions_of(held)
    return gate(Rulebooks().of(held), manifest, stage, as_of=day, waivers=waivers, plans=plans)


def gate_json(found: Gate) -> str:
    from hegui.lifecycle.gate import gate_body

    return json.dumps(gate_body(found), ensure_ascii=False, indent=2, sort_keys=True)


def gate_text(found: Gate, lang: str, columns: int = PIPE_WIDTH) -> str:
    """The text for a file or a pipe."""
    from hegui_adapters.render.gate import gate_report

    return gate_report(found, lang=lang, width=columns)


def _text(entering: Entering, found: Gate, held: Settings, *, printed: bool) -> str:
    from hegui_adapters.render.gate import gate_report

    return gate_report(
        found,
        lang=held.lang,
        width=width_of_output() if printed else PIPE_WIDTH,
        colour=printed and colour_wanted(),
        all=entering.all,
        paths=entering.paths,
    )
