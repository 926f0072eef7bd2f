"""`/admin/subscriptions`: who is told of decisions, made, changed, tried, disabled and ended. Nothing that could be used is shown twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Form, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.pages.admin.status import ADMIN
from hegui_adapters.pages.admin.words import WORDS
from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.subscribing import UUID7, wanted_of
from hegui_adapters.service.subscriptions import KEYLESS, VERDICTS, Scope, WantedError
from hegui_adapters.service.targets import KINDS
from hegui_adapters.store.documents import UnreadableError

__all__ = ["pages"]

pages = Pages(WORDS)
Id = Annotated[str, Path(pattern=UUID7)]
SCOPES: Final = ("all", "product", "owner")


class Told(BaseModel):
    """Of what a form wants somebody to be told."""

    model_config = ConfigDict(frozen=True)

    scope: str = Field(default="all", max_length=20)
    scope_name: str = Field(default="", max_length=200)
    verdicts: list[str] = Field(default_factory=list, max_length=10)
    message_lang: str = Field(default="zh", max_length=2)

    @property
    def said(self) -> Mapping[str, object]:
        """The scope as the API reads it."""
        name = self.scope_name.strip()
        return {"all": True} if self.scope == "all" else {self.scope: name} if self.scope in SCOPES and name else {}

    @property
    def lang(self) -> Lang:
        return "en" if self.message_lang == "en" else "zh"


class NewForm(Told):
    """The form for a new subscription."""

    kind: str = Field(default="webhook", max_length=20)
    setting: str = Field(default="", max_length=63)
    url: str = Field(default="", max_length=2000)
    signing_secret: str = Field(default="", max_length=500)
    repository: str = Field(default="", max_length=200)
    forge_token: str = Field(default="", max_length=500)

    @property
    def body(self) -> bytes:
        """What it asks for, as the API is asked."""
        given = {
            "url": self.url,
            "secret": self.signing_secret,
            "repository": self.repository,
            "token": self.forge_token,
        }
        target = {"kind": self.kind, **{name: value.strip() for name, value in given.items() if value.strip()}}
        aim = {"setting": self.setting} if self.setting else {"target": target}
        told = {"scope": self.said, "verdicts": [one for one in VERDICTS if one in self.verdicts], "lang": self.lang}
        return json.dumps({**told, **aim}).encode()


@pages.get("/admin/subscriptions", role=ADMIN)
def listed(asked: Showing) -> Response:
    """All subscriptions, with a form for a new one."""
    return _listed(asked)


@pages.post("/admin/subscriptions", role=ADMIN)
def make(asked: Showing, given: Annotated[NewForm, Form()]) -> Response:
    """Subscribe, and show the secret the service made this once."""
    assert asked.who is not None
    try:
        made = asked.parts.subscriptions.make(wanted_of(given.body), asked.who.name)
    except WantedError as error:
        return _listed(asked, 422, given=given, flaws=[Flaw(zh, en) for _, zh, en in error.faults])
    except ProblemError as problem:
        return _listed(asked, 422, given=given, flaws=list(problem.flaws) or [Flaw(problem.zh, problem.en)])
    return _one(asked, str(made.line["id"]), 201, secret=made.secret or "", done="made_subscription")


def _listed(
    asked: Asked, status: int = 200, *, given: NewForm | None = None, flaws: list[Flaw] | None = None
) -> Response:
    return asked.page(
        "admin/subscriptions.html",
        status,
        found=asked.parts.subscriptions.listed(),
        keyless=KEYLESS[asked.lang != "zh"] if asked.parts.settings.sealing_keys is None else "",
        settings=sorted(asked.parts.settings.targets),
        given=given or NewForm(verdicts=["blocked", "undetermined"], message_lang=asked.lang),
        flaws=flaws or [],
        kinds=KINDS,
        scopes=SCOPES,
        all_verdicts=VERDICTS,
        langs=LANGUAGES,
    )


@pages.get("/admin/subscriptions/{subscription_id}", role=ADMIN)
def show(asked: Showing, subscription_id: Id) -> Response:
    """One subscription, and what can be done with it."""
    return _one(asked, subscription_id)


@pages.post("/admin/subscriptions/{subscription_id}", role=ADMIN)
def change(asked: Showing, subscription_id: Id, given: Annotated[Told, Form()]) -> Response:
    """Tell of other products, other verdicts, in another language."""
    assert asked.who is not None
    try:
        scope = Scope.model_validate(given.said)
        changed = asked.parts.subscriptions.change(subscription_id, scope, given.verdicts, given.lang, asked.who.name)
    except WantedError as error:
        return _one(asked, subscription_id, 422, flaws=[Flaw(zh, en) for _, zh, en in error.faults])
    return _after(asked, subscription_id, possible=changed)


@pages.post("/admin/subscriptions/{subscription_id}/rotate", role=ADMIN)
def rotate(asked: Showing, subscription_id: Id) -> Response:
    """Give a webhook a new secret, and show it this once."""
    assert asked.who is not None
    made = asked.parts.subscriptions.rotate(subscription_id, asked.who.name)
    if made is None:
        return _after(asked, subscription_id, possible=False)
    return _one(asked, subscription_id, secret=made.secret or "", done="rotated")


@pages.post("/admin/subscriptions/{subscription_id}/test", role=ADMIN)
def test(asked: Showing, subscription_id: Id) -> Response:
    """Send a test message now, and show what came of it."""
    assert asked.who is not None
    _line(asked, subscription_id)
    try:
        attempt = asked.parts.courier.tried(subscription_id)
    except UnreadableError as error:
        return _one(asked, subscription_id, 409, flaws=[Flaw(error.zh, error.en)])
    if attempt is None:
        return _one(asked, subscription_id, 409, flaws=[Flaw(*WORDS["no_test"])])
    said = {"outcome": attempt.heard.meaning, "status": attempt.status, "detail": attempt.heard.detail}
    asked.parts.recorder.audited([("subscription.tested", asked.who.name, subscription_id, said)])
    return _one(asked, subscription_id, attempt=attempt)


@pages.post("/admin/subscriptions/{subscription_id}/disable", role=ADMIN)
def disable(asked: Showing, subscription_id: Id) -> Response:
    """Send nothing until it is enabled again."""
    assert asked.who is not None
    return _after(asked, subscription_id, possible=asked.parts.subscriptions.disable(subscription_id, asked.who.name))


@pages.post("/admin/subscriptions/{subscription_id}/enable", role=ADMIN)
def enable(asked: Showing, subscription_id: Id) -> Response:
    """Send again."""
    assert asked.who is not None
    return _after(asked, subscription_id, possible=asked.parts.subscriptions.enable(subscription_id, asked.who.name))


@pages.post("/admin/subscriptions/{subscription_id}/end", role=ADMIN)
def end(asked: Showing, subscription_id: Id) -> Response:
    """Send no more, for good."""
    assert asked.who is not None
    return _after(asked, subscription_id, possible=asked.parts.subscriptions.end(subscription_id, asked.who.name))


def _after(asked: Asked, subscription_id: str, *, possible: bool) -> Response:
    if not possible:
        _line(asked, subscription_id)
        raise ProblemError("not-possible")
    return asked.elsewhere(f"/admin/subscriptions/{subscription_id}")


def _line(asked: Asked, subscription_id: str) -> Mapping[str, object]:
    found = asked.parts.subscriptions.one(subscription_id)
    if found is None:
        raise ProblemError("not-found", "没有这项订阅", "there is no such subscription")
    return found


def _one(
    asked: Asked,
    subscription_id: str,
    status: int = 200,
    *,
    secret: str = "",
    done: str = "",
    attempt: object = None,
    flaws: list[Flaw] | None = None,
) -> Response:
    return asked.page(
        "admin/subscription.html",
        status,
        one=_line(asked, subscription_id),
        secret=secret,
        done=done,
        attempt=attempt,
        flaws=flaws or [],
        scopes=SCOPES,
        all_verdicts=VERDICTS,
        langs=LANGUAGES,
    )
