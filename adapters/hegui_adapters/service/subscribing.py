"""`/v1/subscriptions`: who is told of decisions. What is sent, and when, is decided elsewhere."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Response
from hegui.body import canonical
from pydantic import ValidationError

from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.inbound import checked_json
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.reading import JSON_TYPES, Body, MediaType, Running
from hegui_adapters.service.subscriptions import Made, Wanted, WantedError

__all__ = ["UUID7", "routes", "wanted_of"]

UUID7: Final = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
routes = APIRouter(prefix="/v1", tags=["subscriptions"])
Id = Annotated[str, Path(pattern=UUID7, description="A UUID of version 7.")]
Officer = Annotated[str, Depends(actor("officer"))]


@routes.post("/subscriptions", operation_id="createSubscription", status_code=201)
def create_subscription(*, parts: Running, who: Officer, media: MediaType, body: Body) -> Response:
    """Let somebody be told of decisions. A webhook's signing secret is in this answer and nowhere else."""
    if media not in JSON_TYPES:
        raise ProblemError("unsupported-media-type")
    try:
        made = parts.subscriptions.make(wanted_of(body), who)
    except WantedError as error:
        flaws = [Flaw(zh, en, pointer=pointer) for pointer, zh, en in error.faults]
        raise ProblemError("invalid-request", flaws=flaws) from None
    return json_response(_told(made), 201, {"Location": f"/v1/subscriptions/{made.line['id']}"})


def wanted_of(body: bytes) -> Wanted:
    """The subscription a body asks for.

    Raises:
        ProblemError: it asks for none; all that is wrong with it.
    """
    checked_json(body)
    try:
        return Wanted.model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        flaws = [Flaw(f"取值无效：{one['msg']}", str(one["msg"]), pointer=_pointer(one["loc"])) for one in found]
        raise ProblemError("invalid-request", flaws=flaws) from None


def _pointer(steps: tuple[int | str, ...]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def _told(made: Made) -> bytes:
    return canonical({**made.line, "secret": made.secret} if made.secret else made.line)


@routes.get("/subscriptions", operation_id="listSubscriptions", dependencies=[Depends(actor("viewer"))])
def list_subscriptions(parts: Running) -> Response:
    """All subscriptions, the newest first, those that ended too; without what is needed to send."""
    return json_response(canonical({"subscriptions": list(parts.subscriptions.listed())}))


@routes.get("/subscriptions/{subscription_id}", operation_id="getSubscription", dependencies=[Depends(actor("viewer"))])
def get_subscription(*, parts: Running, subscription_id: Id) -> Response:
    """One subscription."""
    return json_response(canonical(_line(parts, subscription_id)))


@routes.delete("/subscriptions/{subscription_id}", operation_id="endSubscription")
def end_subscription(*, parts: Running, who: Officer, subscription_id: Id) -> Response:
    """Send no more, forget what was needed to send, cancel what waits."""
    line = _line(parts, subscription_id)
    ended = parts.subscriptions.end(subscription_id, who)
    return json_response(canonical(_line(parts, subscription_id) if ended else line))


@routes.post("/subscriptions/{subscription_id}/rotate", operation_id="rotateSecret")
def rotate_secret(*, parts: Running, who: Officer, subscription_id: Id) -> Response:
    """Give a webhook a new signing secret; the one before signs beside it for 24 hours."""
    _line(parts, subscription_id)
    made = parts.subscriptions.rotate(subscription_id, who)
    if made is None:
        raise ProblemError(
            "not-possible",
            "只有由本服务生成密钥且未终止的 webhook 订阅可以轮换密钥",
            "only a webhook whose secret was made here, and that has not ended, has a secret to rotate",
        )
    return json_response(_told(made))


@routes.post("/subscriptions/{subscription_id}/enable", operation_id="enableSubscription")
def enable_subscription(*, parts: Running, who: Officer, subscription_id: Id) -> Response:
    """Send again to a receiver that had answered 410 Gone. What died meanwhile is replayed message by message."""
    _line(parts, subscription_id)
    if not parts.subscriptions.enable(subscription_id, who):
        raise ProblemError("not-possible", "该订阅未处于停用状态", "the subscription is not disabled")
    return json_response(canonical(_line(parts, subscription_id)))


def _line(parts: Parts, subscription_id: str) -> dict[str, object]:
    found = parts.subscriptions.one(subscription_id)
    if found is None:
        raise ProblemError("not-found")
    return dict(found)
