"""`hegui price`: what the loans of a manifest cost, in the forms that were asked for. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hegui_adapters.delivery import Targets, deliver, targets_of
from hegui_adapters.exits import CLEAR, UNDETERMINED
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import PIPE_WIDTH, say, width_of_output

if TYPE_CHECKING:
    from hegui_adapters.language import Lang
    from hegui_adapters.price.statement import LoanStatement, Statement

__all__ = ["FORMATS", "Price", "chosen", "run", "stated_of"]

FORMATS = ("text", "json", "csv", "xlsx", "html", "svg")


@dataclass(frozen=True, slots=True)
class Price:
    """What was asked of `hegui price`."""

    file: str
    asked: Asked
    as_of: str | None = None
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    loan: str | None = None
    stdin_name: str | None = None
    all: bool = False
    disclosure: bool = False


def run(price: Price) -> int:
    """Print or write every form asked for; 5 where the cost of a loan cannot be worked out.

    Raises:
        RefusedError: the options do not fit together, there is no such loan, or a result cannot be written.
        ManifestError: the manifest is not one.
    """
    targets = _targets(price)
    statement, lang = stated_of(price)
    for name, path in targets.items():
        deliver(path, _rendered(name, statement, price, lang, printed=path is None))
    unknown = [loan for loan in statement.loans if loan.state != "known"]
    if targets.get("text", price) is not None:  # else it was just printed
        say(_told(statement, unknown, lang))
    return CLEAR if statement.loans_stated and not unknown else UNDETERMINED


def _targets(price: Price) -> Targets:
    targets = targets_of(price.formats, price.outputs, FORMATS)
    if price.disclosure and "svg" in targets:
        raise RefusedError(
            "明示表没有图，--disclosure 不能与 svg 同用", "the table is no chart: svg does not go with --disclosure"
        )
    return targets


def stated_of(price: Price) -> tuple[Statement, Lang]:
    """What the loans asked for cost, and the language to say it in.

    Raises:
        RefusedError: there is no such file or loan.
        ManifestError: the manifest is not one.
    """
    from hegui_adapters.commands.check import judge
    from hegui_adapters.days import day_of
    from hegui_adapters.price.gathering import statement_of
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import one_source

    source = one_source(price.file, price.stdin_name)
    held = settings(price.asked, source.folder)
    decision, _ = judge(source, day_of(price.as_of) if price.as_of else None, held, Rulebooks())
    statement = statement_of(decision)
    return (statement if price.loan is None else chosen(statement, price.loan)), held.lang


def chosen(statement: Statement, wanted: str) -> Statement:
    """The statement with one loan alone, named by its id, its number or its name.

    Raises:
        RefusedError: there is no such loan; it says which there are.
    """
    found = [loan for loan in statement.loans if wanted in (loan.id, loan.id.removeprefix("#"), loan.name)]
    if len(found) == 1:
        return replace(statement, loans=tuple(found))
    ids = "、".join(loan.id for loan in statement.loans), ", ".join(loan.id for loan in statement.loans)
    if not statement.loans:
        raise RefusedError("要素表未列贷款方案", "the manifest lists no loan")
    raise RefusedError(f"没有贷款方案“{wanted}”，现有 {ids[0]}", f'there is no loan "{wanted}"; there are {ids[1]}')


def _told(statement: Statement, unknown: Sequence[LoanStatement], lang: Lang) -> Iterator[str]:
    """What is not known, and what would settle it."""
    from hegui_adapters.price.sentences import loan_title, no_loans, trouble

    if not statement.loans_stated:
        yield f"{statement.file}: {no_loans(statement, lang)}"
    for loan in unknown:
        yield from (f"{statement.file}: {loan_title(loan, lang)}: {text}" for text in trouble(loan, lang))


def _rendered(form: str, statement: Statement, price: Price, lang: Lang, *, printed: bool) -> str | bytes:
    """One form of what was asked for; each is imported when it is wanted."""
    alone = price.disclosure
    match form:
        case "text":
            from hegui_adapters.price.text import disclosure_text, price_text

            columns = width_of_output() if printed else PIPE_WIDTH
            if alone:
                return disclosure_text(statement, lang, columns)
            return price_text(statement, lang, columns, all_rows=price.all)
        case "json":
            from hegui_adapters.price.record import disclosure_json, price_json

            return disclosure_json(statement) if alone else price_json(statement)
        case "csv":
            from hegui_adapters.price.rows import disclosure_csv, plan_csv

            return disclosure_csv(statement, lang) if alone else plan_csv(statement, lang)
        case "xlsx":
            from hegui_adapters.price.workbook import workbook

            return workbook(statement, lang, disclosure_alone=alone)
        case "html":
            from hegui_adapters.price.page import page

            return page(statement, lang, disclosure_alone=alone)
        case _:
            from hegui_adapters.render.charts import money_charts, svg

            return svg(money_charts(_drawable(statement), lang))


def _drawable(statement: Statement) -> tuple[LoanStatement, ...]:
    found = tuple(loan for loan in statement.loans if loan.disclosure is not None)
    if not found:
        raise RefusedError("没有成本已知的贷款方案，无图可画", "no loan has a known cost, so there is nothing to draw")
    return found
