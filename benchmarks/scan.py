"""Measures the scanner on made-up data: what it finds, what it misses, how fast it reads: `python benchmarks/scan.py`.

python benchmarks/scan.py                 # all of it, some minutes
python benchmarks/scan.py --quick         # small numbers of everything
python benchmarks/scan.py --size 1000     # megabytes of each file that is timed
python benchmarks/scan.py --write         # put the tables into docs/scan.md and docs/scan.zh-CN.md

It fails where precision or recall of ID or card numbers is below 0.98. It asserts no time.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # the made-up data are the tests' own

from personal_data import items  # noqa: E402 - after the folder they lie in was named
from scan_scores import Score, scores  # noqa: E402 - after the folder they lie in was named
from timing import machine, versions  # noqa: E402 - after the folder they lie in was named

LEAST = 0.98
HELD = ("resident_id", "bank_card")
PAGES = [ROOT / "docs" / name for name in ("scan.md", "scan.zh-CN.md")]
FIELDS = ("seq", "order_no", "product", "amount", "time", "name", "mobile", "digest", "note")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures hegui scan.")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--size", type=int, default=100, metavar="MB")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(_timed(asked.one)))
        return 0
    found = scores(items(asked.seed, 20 if asked.quick else 500))
    found_table = list(_scores(found))
    print("\n".join(found_table), flush=True)
    speed_table = list(_speeds(2 if asked.quick else asked.size))
    if asked.write:
        said = f"{machine()}; " + ", ".join(f"{k} {v}" for k, v in versions(("python-stdnum", "phonenumbers")).items())
        for page in PAGES:
            _put(page, "scores", found_table)
            _put(page, "speed", [f"{said}.", "", *speed_table])
    return 0 if all(min(found[one].precision, found[one].recall) >= LEAST for one in HELD) else 1


def _scores(found: dict[str, Score]) -> Iterator[str]:
    yield "| category | precision | recall | right | wrong | missed | set aside |"
    yield "|---|---|---|---|---|---|---|"
    for name, one in sorted(found.items()):
        figures = f"{one.precision:.4f} | {one.recall:.4f} | {one.right} | {one.wrong} | {one.missed} | {one.set_aside}"
        yield f"| {name} | {figures} |"


def _speeds(size: int) -> Iterator[str]:
    """Each file in a process of its own, so that the most memory it held is its own too."""
    yield from (head := ["| file | MB | MB/s of one core | peak memory, MB |", "|---|---|---|---|"])
    print("\n".join(head), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("txt", "csv", "jsonl", "json"):
            file = Path(folder, f"data.{kind}")
            _made(file, size * 1_000_000)
            ran = subprocess.run([sys.executable, __file__, "--one", file], capture_output=True, text=True, check=True)
            figures = json.loads(ran.stdout)
            line = f"| {kind} | {figures['size']:.0f} | {figures['speed']:.1f} | {figures['memory']:.0f} |"
            print(line, flush=True)
            yield line
            file.unlink()


def _timed(file: Path) -> dict[str, float]:
    from hegui_adapters.scan.scanning import scan_file

    start = time.process_time()
    found = scan_file(file, today=date(2026, 12, 1))
    size = file.stat().st_size / 1e6
    assert found.state == "read"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"size": size, "speed": size / (time.process_time() - start), "memory": memory}


def _made(file: Path, size: int) -> None:
    """A desensitised ledger: order numbers, times, masked names and phones, digests, and a raw number now and then."""
    draw = random.Random(1)  # noqa: S311 - made-up data
    held = list(items(1, 20))
    with file.open("w", encoding="utf-8") as out:
        out.write("[" if file.suffix == ".json" else "")
        number = 0
        while out.tell() < size if number % 1000 == 0 else True:
            number += 1
            note = draw.choice(held).cells[0] if number % 100 == 0 else "备注内容未见异常"
            out.write(_line(file.suffix, number, _row(draw, number, note)))
        out.write("[]]" if file.suffix == ".json" else "")


def _row(draw: random.Random, number: int, note: str) -> list[str]:
    digest = f"{draw.getrandbits(128):032x}"
    day = f"2026-10-{draw.randrange(1, 29):02d} 12:{draw.randrange(60):02d}:00"
    order = f"订单{draw.randrange(10**9)}"
    return [
        str(number),
        order,
        "消费贷",
        f"{draw.randrange(10**7) / 100}",
        day,
        "赵*",
        f"138****{number % 10000:04d}",
        digest,
        note,
    ]


def _line(suffix: str, number: int, row: Sequence[str]) -> str:
    if suffix in (".csv", ".txt"):
        head = ",".join(FIELDS) + "\n" if number == 1 else ""
        quoted = (f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)
        return head + ",".join(quoted) + "\n"
    text = json.dumps(dict(zip(FIELDS, row, strict=True)), ensure_ascii=False)
    return text + (",\n" if suffix == ".json" else "\n")


def _put(page: Path, marker: str, lines: Sequence[str]) -> None:
    text = page.read_text(encoding="utf-8")
    start, end = f"<!-- {marker}: start -->", f"<!-- {marker}: end -->"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{start}\n\n" + "\n".join(lines) + f"\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
