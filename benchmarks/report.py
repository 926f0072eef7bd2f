"""What the benchmarks share: their options, the rows as they come, the table on a page. It measures nothing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from own import Row
from timing import machine, versions

__all__ = ["about", "finished", "options", "printed"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def options(what: str) -> argparse.ArgumentParser:
    """The options every benchmark has."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--quick", action="store_true", help="small numbers of everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser


def about(packages: Sequence[str]) -> str:
    """The machine and what runs on it, printed at once."""
    said = f"{machine()}; " + ", ".join(f"{name} {found}" for name, found in versions(packages).items())
    print(said, flush=True)
    return said


def printed(measured: Iterator[Row]) -> Iterator[Row]:
    """Prints every row as it comes."""
    for row in measured:
        print(f"{row.what:<52} {row.shown:<44} {row.aim:<16} {row.input}", flush=True)
        yield row


def finished(found: Sequence[Row], said: str, asked: argparse.Namespace, marker: str) -> int:
    """Write what was asked for; 1 if any row says that answers differ."""
    if asked.json:
        figures = {"about": said, "rows": [row._asdict() for row in found]}
        asked.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if asked.write:
        lines = [f"| {row.what} | {row.input} | {row.shown} | {row.aim} |" for row in found]
        _write(
            "\n".join([f"Measured on {said}.", "", "| what | input | found | aim |", "|---|---|---|---|", *lines]),
            marker,
        )
    return 1 if any(row.what.startswith("DIFFERENT") for row in found) else 0


def _write(table: str, marker: str) -> None:
    start, end = f"<!-- {marker}: start -->", f"<!-- {marker}: end -->"
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(start)
    _, _, after = rest.partition(end)
    PAGE.write_text(f"{before}{start}\n\n{table}\n\n{end}{after}", encoding="utf-8")
