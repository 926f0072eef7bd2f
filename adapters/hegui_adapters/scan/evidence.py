"""The document that shows what a scan covered and came to: digests and counts, nothing raw. It writes no file.

`scan-evidence/v1`: a manifest refers to it as `evidence` of `rollout.sandbox_data[].scan`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from hegui_adapters.scan.report import Report, Scanned

__all__ = ["evidence", "stated"]


def evidence(report: Report, at: datetime, version: str) -> str:
    """The document, as JSON. Files stand in their order; a digest is that of the file as it was scanned."""
    return json.dumps(
        {
            "schema": "hegui:scan-evidence/v1",
            "scanned_at": at.isoformat(timespec="seconds"),
            "scanned_on": at.date().isoformat(),
            "by": f"hegui {version}",
            "found": report.counts(),
            "set_aside": report.counts(doubtful=True),
            "unread": len(report.unread()),
            "excluded": sum(file.state == "excluded" for file in report.files),
            "files": [_file(file) for file in report.files],
        },
        ensure_ascii=False,
        indent=2,
    )


def _file(file: Scanned) -> Mapping[str, object]:
    alone = Report((file,))
    return {
        "path": file.path,
        "state": file.state,
        "kind": file.kind,
        "bytes": file.size,
        "sha256": file.sha256,
        "found": alone.counts(),
        "set_aside": alone.counts(doubtful=True),
        "notes": [{"zh": note.zh, "en": note.en} for note in file.notes],
    }


def stated(report: Report, at: datetime, name: str, digest: str) -> str:
    """What a manifest says of this scan: lines to put into an element of `rollout.sandbox_data`."""
    complete = all(file.state == "read" for file in report.files)
    return "\n".join(
        (
            "scan:",
            f"  scanned_on: {at.date().isoformat()}",
            f"  found: {sum(report.counts().values())}",
            f"  set_aside: {sum(report.counts(doubtful=True).values())}",
            f"  complete: {'true' if complete else 'false'}",
            f"  evidence: {{reference: {json.dumps(name, ensure_ascii=False)}, digest: {digest}, issued: {at.date().isoformat()}}}",
        )
    )
