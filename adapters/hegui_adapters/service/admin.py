"""What only an admin may do: make, list and revoke tokens, and let the rules be loaded anew."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from hegui.body import canonical
from pydantic import BaseModel, ConfigDict, Field

from hegui_adapters.failures import RefusedError
from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.reading import Running
from hegui_adapters.service.reloading import reload, tell_the_others
from hegui_adapters.service.roles import Role
from hegui_adapters.service.tokens import NAME

__all__ = ["routes"]

routes = APIRouter(prefix="/v1", tags=["admin"])
Admin = Annotated[str, Depends(actor("admin"))]


class NewToken(BaseModel):
    """What a token is to be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=NAME, description="Who will hold it.", examples=["pipeline"])
    role: Role
    expires: date | None = Field(default=None, description="The first day on which it is worth nothing.")


@routes.post("/tokens", operation_id="createToken", status_code=201)
def create_token(*, parts: Running, who: Admin, wanted: NewToken) -> Response:
    """Make a token. Its secret is in this answer and nowhere else."""
    try:
        token, secret = parts.tokens.new(wanted.name, wanted.role, who, wanted.expires)
    except RefusedError as error:
        raise ProblemError("invalid-request", flaws=[Flaw(error.zh, error.en, pointer="/expires")]) from None
    return json_response(canonical({**token.data(), "token": secret}), 201)


@routes.get("/tokens", operation_id="listTokens", dependencies=[Depends(actor("admin"))])
def list_tokens(parts: Running) -> Response:
    """All tokens, the revoked ones too, without their secrets."""
    return json_response(canonical({"tokens": [token.data() for token in parts.tokens.listed()]}))


@routes.delete("/tokens/{token_id}", operation_id="revokeToken")
def revoke_token(*, parts: Running, who: Admin, token_id: Annotated[str, Path(pattern=r"^[0-9a-f]{12}$")]) -> Response:
    """Let a token be worth nothing from now on; other workers know it a few seconds later."""
    found = parts.tokens.revoke(token_id, who)
    if found is None:
        raise ProblemError("not-found")
    return json_response(canonical(found.data()))


@routes.post("/admin/reload", operation_id="reloadRules")
def reload_rules(*, parts: Running, who: Admin) -> Response:
    """Take the rules as they stand in their folders now. Rules that cannot be used are refused, and those before stay."""
    changed = reload(parts, who)
    if changed:
        tell_the_others()
    book = parts.judge.rulebook
    said = {"changed": changed, "rulebook": {"version": book.contents.version, "digest": f"sha256:{book.digest}"}}
    return json_response(canonical(said))
