"""Times hegui and two peers and prints the result: `python benchmarks/check.py`. It asserts no time; only wrong answers fail.

python benchmarks/check.py                 # all of it, a few minutes
python benchmarks/check.py --quick         # small numbers of everything, to see that it runs
python benchmarks/check.py --json FILE     # the figures for a program as well
python benchmarks/check.py --write         # put the table into docs/performance.md
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hegui.checking import load_manifest
from hegui.loading.contents import bundled_rulesets
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook
from own import DAY, KIND, Row, micro, rows
from products import facts_in, product
from report import about, finished, options, printed
from timing import interleaved, spread
from yardstick import RULES, Cedar, Hegui, Peer, PeerError, Zen, numbers_on, ten_of

PACKAGES = ("hegui", "durable_rules", "pydantic", "zen-engine", "cedarpy")


def main() -> int:
    asked = _options()
    assert f"{facts_in(product(0))} facts" == KIND, f"the products state {facts_in(product(0))} facts, not {KIND}"
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        return report(asked)


def _options() -> argparse.Namespace:
    parser = options("Times hegui beside its peers.")
    parser.add_argument("--rules", type=Path, default=bundled_rulesets(), help="another folder of rulesets")
    return parser.parse_args()


def report(asked: argparse.Namespace) -> int:
    """Measure, print, and write what was asked for; 1 if the engines disagree where every fact is stated."""
    count = 100 if asked.quick else 1000
    said = about(PACKAGES)
    found = [*printed(rows(asked.rules, count)), *printed(_yardstick(asked.rules, count))]
    return finished(found, said, asked, "benchmark")


# ---- the yardstick


def _yardstick(folder: Path, count: int) -> Iterator[Row]:
    """The ten rules by each engine on the same products: half with every fact stated, half with gaps."""
    rulebook = ten_of(Rulebook.load(folder))
    numbers = numbers_on(rulebook, DAY)
    own, peers = Hegui(rulebook, DAY), (Zen(numbers), Cedar(numbers))
    stated = [product(seed) for seed in range(count // 2)]
    gapped = [product(seed, unknown=0.2) for seed in range(count // 2, count)]
    yield from _differences(own, peers, stated)
    yield from _times(own, peers, stated)
    yield from _silence(own, peers, gapped)


def _differences(own: Hegui, peers: Sequence[Peer], products: Sequence[dict[str, object]]) -> Iterator[Row]:
    for peer in peers:
        wrong = sum(own.judge(load_manifest(one)) != peer.judge(one) for one in products)
        what = f"{'DIFFERENT' if wrong else 'same'} violations, hegui and {peer.name}"
        shown = f"{len(products) - wrong} of {len(products)}"
        yield Row(what, f"{len(RULES)} rules, every fact stated", shown, "all", len(products) - wrong)


def _times(own: Hegui, peers: Sequence[Peer], products: Sequence[dict[str, object]]) -> Iterator[Row]:
    manifests = [load_manifest(one) for one in products]
    for manifest in manifests:
        assert manifest.measured
    runs: dict[str, Callable[[], object]] = {own.name: lambda: [own.judge(one) for one in manifests]}
    for peer in peers:
        runs[peer.name] = lambda peer=peer: [peer.judge(one) for one in products]  # type: ignore[misc]
    found = interleaved(runs, 7)
    base = found[own.name].median
    for name, sample in found.items():
        each = spread(sample, lambda seconds: micro(seconds / len(products)))
        kind = f"{len(RULES)} rules, {KIND}, {'typed' if name == own.name else 'plain values'}"
        shown = f"{each}, ×{sample.median / base:.1f}"
        yield Row(f"{name}, one product", kind, shown, "", sample.median / len(products))


def _silence(own: Hegui, peers: Sequence[Peer], products: Sequence[dict[str, object]]) -> Iterator[Row]:
    """What each says where facts are missing: where hegui says a check is open, a peer that sees nothing has passed it."""
    manifests = [load_manifest(one) for one in products]
    kind = f"{len(RULES)} rules, every fifth fact missing"
    waiting = sum(bool(own.open(one)) for one in manifests)
    yield Row("hegui leaves a check open and asks", kind, f"{waiting} of {len(products)}", "", waiting)
    for peer in peers:
        passed = failed = 0
        for manifest, one in zip(manifests, products, strict=True):
            silent, broken = _silent(own, peer, manifest, one)
            passed, failed = passed + silent, failed + broken
        shown = f"passes it silently on {passed}, gives no answer at all on {failed}"
        yield Row(f"{peer.name} there", kind, shown, "", passed)


def _silent(own: Hegui, peer: Peer, manifest: Manifest, plain: dict[str, object]) -> tuple[bool, bool]:
    try:
        return bool(own.open(manifest) - peer.judge(plain)), False
    except PeerError:
        return False, True


if __name__ == "__main__":
    sys.exit(main())
