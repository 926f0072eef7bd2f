"""Verifying the log and replaying a decision, as work of the service itself. What holds is `store.audit`'s and `store.replay`'s."""

from __future__ import annotations

from collections.abc import Iterator

from hegui.errors import SourceError

from hegui_adapters.failures import RefusedError
from hegui_adapters.pages.admin.running import Came, Work
from hegui_adapters.render.audit import replayed_lines, report_lines
from hegui_adapters.service.parts import Parts
from hegui_adapters.store.audit import examined
from hegui_adapters.store.chain import Entry, key_id
from hegui_adapters.store.documents import Opens, UnreadableError
from hegui_adapters.store.kept import ENDLESS, InDatabase, opened
from hegui_adapters.store.replay import replayed, stored
from hegui_adapters.store.sealing import keyring
from hegui_adapters.store.signing import private_key

__all__ = ["own_key", "replay", "verify"]


class _Counted(InDatabase):
    """A log that tells how far it was read."""

    def __init__(self, kept: InDatabase, work: Work) -> None:
        super().__init__(kept.connection)
        self._work = work

    def entries(self, first: int = 1, last: int = ENDLESS) -> Iterator[Entry]:
        for entry in super().entries(first, last):
            self._work.done += 1
            yield entry


def verify(parts: Parts, work: Work) -> Came:
    """Verify the whole log. Where the service signs, checkpoints of other keys are faults."""
    key = parts.settings.signing_key
    keys = [private_key(key).public_key()] if key else None
    with opened(parts.database) as kept:
        report = examined(_Counted(kept, work), keys, (), _opens(parts))
    first = report.faults[0] if report.faults else None
    return {
        "holds": report.holds,
        "entries": report.log.entries if report.log else work.done,
        "head": report.log.head.digest if report.log else None,
        "faults": len(report.faults),
        "first": {"entry": first.seq, "place": first.place} if first else None,
        "lines": {"zh": list(report_lines(report, "zh")), "en": list(report_lines(report, "en"))},
    }


def replay(parts: Parts, decision: str) -> Came:
    """Judge a decision again and compare."""
    try:
        with opened(parts.database) as kept:
            found = replayed(stored(kept, decision, _opens(parts)))
    except (UnreadableError, RefusedError) as error:
        return {"decision": decision, "same": None, "lines": {"zh": [error.zh], "en": [error.en]}}
    except SourceError as error:
        lines = {lang: [problem.text(lang) for problem in error.problems][:20] for lang in ("zh", "en")}
        return {"decision": decision, "same": None, "lines": lines}
    return {
        "decision": decision,
        "same": None if found.lost and not found.differences else found.same,
        "lines": {"zh": list(replayed_lines(found, "zh")), "en": list(replayed_lines(found, "en"))},
    }


def own_key(parts: Parts) -> str | None:
    """What checkpoints call the key this service signs with."""
    key = parts.settings.signing_key
    return key_id(private_key(key).public_key()) if key else None


def _opens(parts: Parts) -> Opens | None:
    return keyring(parts.settings.sealing_keys).opens if parts.settings.sealing_keys else None
