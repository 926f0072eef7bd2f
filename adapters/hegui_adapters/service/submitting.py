"""One way for every manifest that comes in: answered before or judged and kept; what is refused leaves a line in the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from hegui.errors import ManifestError, SourceError
from hegui.source import read

from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.inbound import Carried, flaws_in
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.recorder import Answer, Delivery, KeyReusedError
from hegui_adapters.service.refusals import Refusal
from hegui_adapters.store.reviews import exceptions_of

__all__ = ["earlier", "refusals_told", "submit", "submit_if_plain"]


@contextmanager
def refusals_told(parts: Parts, kind: str, delivery: Delivery) -> Iterator[None]:
    """Let what is refused within be told in the log, as far as `refusals` says."""
    try:
        yield
    except ProblemError as problem:
        if problem.kind.status < 500:
            reason = problem.reason or problem.kind.name
            refusal = Refusal(kind, delivery.actor, delivery.source, reason, delivery.key, delivery.body_digest)
            parts.recorder.audited(parts.refusals.noted(refusal, parts.clock().timestamp()))
        raise


def earlier(parts: Parts, delivery: Delivery) -> Answer | None:
    """What this delivery was answered before, None if it is new.

    Raises:
        ProblemError: its key came with another body.
    """
    try:
        return parts.recorder.earlier(delivery)
    except KeyReusedError:
        raise ProblemError("key-reused") from None


def submit(parts: Parts, body: bytes, found: Carried, delivery: Delivery, as_of: date | None = None) -> Answer:
    """Judge the manifest a body carries, and keep the decision.

    Raises:
        ProblemError: it is not a manifest, or another worker took the key for another body.
        StoreUnavailableError: nothing was stored.
    """
    today = day_in_china(parts.clock())
    _check_day(parts, as_of, today)
    try:
        beside = exceptions_of(parts.database, parts.judge.product_of(found.manifest))
        judged = parts.judge.judged(found.manifest, today=today, as_of=as_of, beside=beside)
    except ManifestError as error:
        raise _invalid(parts, body, found, error) from None
    try:
        answer = parts.recorder.decided(judged, delivery)
    except KeyReusedError:
        raise ProblemError("key-reused") from None
    if not answer.repeated:
        parts.metrics.decided(judged.verdict)
    return answer


async def submit_if_plain(parts: Parts, found: Carried, delivery: Delivery) -> Answer | None:
    """As `submit`, for a manifest that was judged today and whose product has no waiver and no plan; a repeated key is answered
    as before. None, and nothing is stored, for any other. It judges nothing, so that a request may be answered where it is awaited.

    Raises:
        StoreUnavailableError: nothing was stored.
    """
    judged = parts.judge.recalled(found.manifest, today=day_in_china(parts.clock()))
    if judged is None:
        return None
    answer = await parts.recorder.decided_if_plain(judged, delivery)
    if answer is not None and not answer.repeated:
        parts.metrics.judged(None)
        parts.metrics.decided(judged.verdict)
    return answer


def _check_day(parts: Parts, as_of: date | None, today: date) -> None:
    policy = parts.settings.as_of
    if as_of is not None and policy == "none":
        raise ProblemError("day-not-allowed", "本服务不接受 as_of", "this service takes no as_of")
    if as_of is not None and policy == "later" and as_of < today:
        raise ProblemError("day-not-allowed", f"as_of 不得早于 {today}", f"as_of may not be before {today}")


def _invalid(parts: Parts, body: bytes, found: Carried, error: ManifestError) -> ProblemError:
    """A text that cannot be read is malformed; one that can is a wrong manifest, each of its faults at a place."""
    limits = parts.judge.limits
    try:
        read(found.manifest, "manifest", limits)
        kind = "invalid-manifest"
    except SourceError:
        kind = "malformed"
    return ProblemError(kind, flaws=flaws_in(error, found, body, limits))
