"""How long the page of all products takes on 10,000 decisions and 200 products: `python benchmarks/portfolio.py`.

Server time in this process, without a network: the median of several answers, and the first.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from hegui.checking import ZONE
from hegui_adapters.service.judging import Judge
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from timing import machine

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))
from seeding import seed  # noqa: E402 - the tests' own module, found once their folder is known
from serving import served  # noqa: E402 - as above

DECISIONS, PRODUCTS, ROUNDS = 10_000, 200, 15
PAGES = (
    "/",
    "/?topic=rates",
    "/?owner=商户产品部&sort=-at",
    "/portfolio/neighbours",
    "/products/product-007/neighbours",
)
NOW = datetime(2026, 12, 1, 12, tzinfo=ZONE)


def main() -> int:
    """Print the figures."""
    judge = Judge()
    samples = [
        judge.judged(file.read_bytes(), today=NOW.date())
        for file in sorted((ROOT / "examples").glob("*/manifest.yaml"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/hegui.db"
        database = Database(url)
        migrate(database)
        start = time.perf_counter()
        seed(database, samples, DECISIONS, PRODUCTS, NOW)
        database.close()
        print(
            f"{machine()}; {DECISIONS} decisions on {PRODUCTS} products, written in {time.perf_counter() - start:.1f} s"
        )
        with served(url, base=None) as service:
            for page in PAGES:
                took = [_asked(service.client.get, page) for _ in range(ROUNDS)]
                print(f"{page:45} first {took[0]:6.0f} ms, median {statistics.median(took[1:]):6.0f} ms")
    return 0


def _asked(get: object, page: str) -> float:
    """Milliseconds of one answer."""
    assert callable(get)
    start = time.perf_counter()
    answer = get(page, headers={"accept": "text/html"})
    took = (time.perf_counter() - start) * 1000
    assert answer.status_code == 200, answer.text
    return took


if __name__ == "__main__":
    raise SystemExit(main())
