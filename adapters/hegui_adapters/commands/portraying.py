"""`hegui db portray`: draws the portraits of decisions made before there were any, or all anew. It judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from hegui_adapters.commands.database import answering
from hegui_adapters.exits import CLEAR
from hegui_adapters.service.clock import machine
from hegui_adapters.service.opening_store import opened_store, sealing_of
from hegui_adapters.service.settings import read_settings
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.store import portraits
from hegui_adapters.store.scribe import Ledger
from hegui_adapters.streams import say

__all__ = ["portray"]

AT_ONCE = 100
Portraits = Sequence[tuple[int, str | None]]


def portray(asked: Asked, file: Path | None, *, every: bool) -> int:
    """Draw what is missing, or all; the service may run meanwhile.

    Raises:
        RefusedError: the database does not answer, is at another revision, or its key file cannot be used.
    """
    settings = read_settings(file)
    sealing = sealing_of(settings)
    done = erased = 0
    with answering(), opened_store(settings, machine) as (database, scribe), database.asking() as connection:
        wanted = portraits.undrawn(connection, every=every)
        drawn = portraits.redrawn(connection, wanted, sealing)
        while batch := list(islice(drawn, AT_ONCE)):
            scribe.write(partial(_hung, batch))
            done += sum(portrait is not None for _, portrait in batch)
            erased += sum(portrait is None for _, portrait in batch)
    said = {
        "zh": f"已生成 {done} 份概览" + (f"；{erased} 项结论的内容已清除或无法解密，未生成" if erased else ""),
        "en": f"drew {done} portraits" + (f"; {erased} decisions were erased or cannot be opened" if erased else ""),
    }
    say([said[spoken(asked, Path())]])
    return CLEAR


def _hung(batch: Portraits, ledger: Ledger) -> None:
    portraits.take_down(ledger, [seq for seq, _ in batch])
    for seq, portrait in batch:
        if portrait is not None:
            portraits.hang(ledger, seq, portrait)
