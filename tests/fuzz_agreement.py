"""Compares production with the reference interpreter on random rules, products and days, and writes down what was met.

`make fuzz` runs it as it is: 100,000 triples, a seed of its own, the result in docs/agreement.md. It mends nothing.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from pathlib import Path

from agreement import cells
from agreement.campaign import DAYS, PRODUCTS, Tally, run

DOCS = Path(__file__).parents[1] / "docs" / "agreement.md"
BEGIN, END = "<!-- last run: begin -->", "<!-- last run: end -->"
SLICE = 25
"""Rulebooks handed to a process at a time."""
SHRUNK = 3
"""Disagreements made small, which takes a while each."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if all agree, else 1."""
    asked = _parser().parse_args(arguments)
    if asked.stop:
        return _stopped(asked.seed or 0, asked.triples)
    seed = asked.seed if asked.seed is not None else secrets.randbelow(10**9)
    started = time.monotonic()
    tally = Tally()
    with ProcessPoolExecutor(asked.processes) as pool:
        rulebooks = -(-asked.triples // (PRODUCTS * DAYS))
        for part in pool.map(_slice, islice(_slices(seed), -(-rulebooks // SLICE))):
            tally.add(part)
            _progress(tally, started)
    report = described(f"from {seed} on", tally)
    print(report)
    for disagreement in tally.disagreements[:SHRUNK]:
        print(f"{disagreement}\n{disagreement.small()}\n", file=sys.stderr)
    if asked.write:
        _write(report)
    return 1 if tally.disagreements else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000, help="rulebook, product and day; how many at least")
    parser.add_argument("--seed", type=int, help="the first of the seeds; drawn if left out")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--stop", action="store_true", help="say no more than whether there is a disagreement, and stop there"
    )
    parser.add_argument("--no-write", dest="write", action="store_false", help="leave docs/agreement.md as it is")
    return parser


def _slices(seed: int) -> Iterator[range]:
    return (range(start, start + SLICE) for start in count(seed, SLICE))


def _slice(seeds: range) -> Tally:
    tally = Tally()
    for seed in seeds:
        run(seed, tally)
    return tally


def _stopped(seed: int, triples: int) -> int:
    tally = Tally()
    for each in count(seed):
        try:
            run(each, tally, stop=True)
        except Exception as error:  # noqa: BLE001  a crash is a disagreement too
            place = traceback.extract_tb(error.__traceback__)[-1]
            print(f"{type(error).__name__} in {Path(place.filename).name}, after {tally.triples} triples")
            return 1
        if tally.disagreements:
            print(f"{tally.disagreements[0].what}, after {tally.triples} triples")
            return 1
        if tally.triples >= triples:
            return 0
    return 0


def _progress(tally: Tally, started: float) -> None:
    if sys.stderr.isatty():
        rate = tally.triples / (time.monotonic() - started)
        print(
            f"\r{tally.triples:,} triples, {rate:,.0f} a second, {len(tally.disagreements)} disagree",
            end="",
            file=sys.stderr,
        )


def described(seed: object, tally: Tally) -> str:
    """What was run and found, as Markdown."""
    deep = sum(times for depth, times in tally.depths.items() if depth >= 8)
    tried = "\n".join(f"| {what} | {times:,} |" for what, times in sorted(tally.tried.items()))
    outcomes = ", ".join(f"{times:,} {outcome.replace('_', ' ')}" for outcome, times in tally.outcomes.most_common())
    unlike = "\n".join(f"- {cell}: stated {letter}, found {found}" for cell, letter, found in cells.unlike(tally.cells))
    return f"""\
**{tally.triples:,}** triples of rulebook, product and day, from {tally.worlds:,} random rulebooks (seeds {seed}):
**{len(tally.disagreements)} disagreements**. Outcomes by the oracle: {outcomes}.
In {deep:,} rulebooks a chain of conclusions is eight or more deep; the deepest has {max(tally.depths, default=0)}.

| compared | times |
|---|---|
{tried}

How often each operator met each kind of value:

{cells.table(tally.cells)}
{unlike}"""


def _write(report: str) -> None:
    before, _, rest = DOCS.read_text().partition(BEGIN)
    DOCS.write_text(f"{before}{BEGIN}\n{report.rstrip()}\n{END}{rest.partition(END)[2]}")


if __name__ == "__main__":
    sys.exit(main())
