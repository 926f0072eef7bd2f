"""A decision as JSON-ready data: the envelope of this run around the body, which is the same on any machine."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hegui import inference
from hegui.errors import SourceError
from hegui.zone import ZONE

if TYPE_CHECKING:
    from hegui.decide import Decision

__all__ = ["Envelope", "document", "enveloped", "error_record"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the door adds to a decision: its number, the moment, how classifications were inferred, the day it would
    have chosen by itself."""

    id: str
    time: str
    inference: str
    file: str
    default_day: date

    @classmethod
    def seal(cls, file: str, default_day: date) -> Envelope:
        moment = time.time_ns()
        stamp = datetime.fromtimestamp(moment / 1e9, ZONE).isoformat(timespec="milliseconds")
        path = "core" if inference.available() else "compiled"
        return cls(uuid7(moment, os.urandom(10)), stamp, path, file, default_day)


def uuid7(nanoseconds: int, noise: bytes) -> str:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then version, variant and 74 bits of `noise`."""
    bits = (nanoseconds // 1_000_000) << 80 | int.from_bytes(noise, "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    text = f"{bits:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def enveloped(decision: Decision, envelope: Envelope) -> Mapping[str, object]:
    """The decision with its envelope; `digest` binds the two."""
    return {
        "decision": {
            "id": envelope.id,
            "time": envelope.time,
            "inference": envelope.inference,
            "file": envelope.file,
            "default_day": envelope.default_day.isoformat(),
            "digest": f"sha256:{hashlib.sha256(decision.body_bytes).hexdigest()}",
        },
        "body": decision.body,
    }


def error_record(file: str, code: int, error: Exception) -> Mapping[str, object]:
    """A manifest that could not be judged, as data; `code` is the exit code it asks for."""
    problems = error.problems if isinstance(error, SourceError) else ()
    listed = [
        {"file": p.file, "line": p.line, "column": p.column, "message": {"zh": p.zh, "en": p.en}} for p in problems
    ]
    zh, en = getattr(error, "zh", str(error)), getattr(error, "en", str(error))
    return {"file": file, "code": code, "message": {"zh": zh, "en": en}, "problems": listed}


def document(decisions: Sequence[Mapping[str, object]], errors: Iterable[Mapping[str, object]]) -> str:
    """The JSON text of a run, however many manifests it judged."""
    return json.dumps({"decisions": decisions, "errors": list(errors)}, ensure_ascii=False, indent=2)
