"""The nearest neighbours of products: a part of the first page, and of the pages of one product. It compares nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Final

from fastapi import Path, Query, Response

from hegui_adapters.language import Lang
from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.portfolio.gathering import comparable
from hegui_adapters.pages.portfolio.words import WORDS
from hegui_adapters.pages.words import spoken
from hegui_adapters.portfolio.features import features, label, said
from hegui_adapters.portfolio.gower import Value
from hegui_adapters.portfolio.likeness import LEAST_SHARE, NEAR, Pair, all_nearest, neighbours
from hegui_adapters.service.decisions import PRODUCT
from hegui_adapters.service.problems import ProblemError

__all__ = ["pages"]

PER_PAGE: Final = 25
OF_ONE: Final = 5
pages = Pages(WORDS)


@pages.get("/portfolio/neighbours", role="viewer")
def everybody(asked: Showing, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """Every product with its nearest neighbour, those most alike first."""
    with asked.parts.database.reading() as connection:
        lines, texts = comparable(connection, asked.parts.judge.rulebook.digest)
    found = all_nearest(lines, texts) if texts else []
    count = max(1, -(-len(found) // PER_PAGE))
    page = min(page, count)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    alike = sum(pair.nearest is not None and pair.nearest.near for pair in found)
    return _fragment(asked, pairs=shown, alike=alike, page=page, count=count, single=False)


@pages.get("/products/{product_id}/neighbours", role="viewer")
def of_one(asked: Showing, product_id: Annotated[str, Path(pattern=PRODUCT)]) -> Response:
    """The nearest neighbours of one product."""
    with asked.parts.database.reading() as connection:
        lines, texts = comparable(connection, asked.parts.judge.rulebook.digest)
    number = next((place for place, line in enumerate(lines) if line.product == product_id), None)
    if number is None:
        raise ProblemError("not-found", WORDS["no_portrait"][0], WORDS["no_portrait"][1])
    near = neighbours(lines, texts, number, OF_ONE)
    pairs = [Pair(lines[number], one) for one in near] or [Pair(lines[number], None)]
    return _fragment(asked, pairs=pairs, alike=0, page=1, count=1, single=True)


def _fragment(asked: Asked, **data: object) -> Response:
    return asked.fragment(
        "neighbours.html",
        title=WORDS["alike_open"][asked.lang != "zh"],
        facts=len(features()),
        near=NEAR,
        least=_percent(LEAST_SHARE),
        percent=_percent,
        rounded=_rounded,
        difference=_difference_in(asked.lang),
        **data,
    )


def _difference_in(lang: Lang) -> Callable[[str, Value | None, Value | None], str]:
    """One fact in which two products differ: both values, of sets what only one of the two has."""
    t = spoken(WORDS, lang)

    def difference(path: str, first: Value | None, second: Value | None) -> str:
        fact = label(path, lang)
        if not (isinstance(first, frozenset) and isinstance(second, frozenset)):
            return t["against"].format(fact=fact, first=said(path, first, lang), second=said(path, second, lang))
        sides = [("only_here", first - second), ("only_there", second - first)]
        told = [t[side].format(members=said(path, members, lang)) for side, members in sides if members]
        return f"{fact}：{'；'.join(told)}" if lang == "zh" else f"{fact}: {'; '.join(told)}"

    return difference


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal(1), ROUND_HALF_UP)}%"


def _rounded(distance: Decimal) -> str:
    return str(distance.quantize(Decimal("0.01"), ROUND_HALF_UP))
