"""What a service is told before it starts: by environment variables named HEGUI_… and one TOML file. It opens nothing.

    database = "postgresql+psycopg://hegui@db/hegui"
    rules = ["house"]

    [sources.registry]
    secrets = ["whsec_…"]
    mapping = "registry.yaml"

A variable wins over the file; a source's secret is HEGUI_SOURCES__REGISTRY__SECRETS, several a JSON list.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from hegui.errors import Problem, SourceError
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from hegui_adapters.failures import RefusedError
from hegui_adapters.service.addresses import folded
from hegui_adapters.service.roles import Role
from hegui_adapters.service.signatures import Scheme, key_of_secret
from hegui_adapters.service.targets import Target, wrongs

__all__ = ["SETTINGS_FILE", "SUPERVISOR", "AsOfPolicy", "ServiceSettings", "SignIn", "Source", "read_settings"]

SETTINGS_FILE: Final = "HEGUI_SETTINGS"
"""The variable that names the TOML file."""
SUPERVISOR: Final = "HEGUI_SUPERVISOR"
"""The variable that gives a worker the process id of what started it."""
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")

AsOfPolicy = Literal["any", "later", "none"]
"""Which day a caller may ask for: any; none earlier than the service would choose; none at all."""

SOURCE_NAME = r"^[a-z0-9][a-z0-9-]{0,62}$"


class Source(BaseModel):
    """Who posts webhooks, and how it proves that it is it. Every secret listed is live, so that they can be rotated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Scheme = "standard"
    secrets: tuple[SecretStr, ...] = Field(min_length=1)
    mapping: Path | None = None
    tolerance: int = Field(default=300, ge=1, le=3600, description="Seconds a timestamp may lie in the past or future.")

    @field_validator("secrets", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """In a variable: one secret, or a JSON list of several."""
        if not isinstance(value, str):
            return value
        return tuple(json.loads(value)) if value.startswith("[") else (value,)

    @model_validator(mode="after")
    def _usable(self) -> Source:
        for secret in self.secrets:
            key_of_secret(self.kind, secret.get_secret_value())
        return self


class SignIn(BaseModel):
    """The provider people sign in with (OpenID Connect), and which role a value of one of its claims gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: str = Field(description="As the provider writes it; its metadata lies below it.")
    client_id: str
    client_secret: SecretStr | None = Field(
        default=None, description="Left out for a public client; PKCE is always used."
    )
    redirect: str = Field(description="Where the provider sends people back: https://…/v1/session/callback.")
    scope: str = "openid profile email"
    claim: str = Field(default="groups", description="The claim whose values give roles.")
    roles: Mapping[str, Role] = Field(min_length=1, description="A value of that claim → a role.")
    hours: float = Field(default=8, gt=0, le=24, description="How long somebody stays signed in.")

    @field_validator("issuer", "redirect")
    @classmethod
    def _protected(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
            return value
        raise ValueError("https is needed, but on this very machine")


class ServiceSettings(BaseSettings):
    """Everything a service is told. Paths of a file are relative to that file."""

    model_config = SettingsConfigDict(env_prefix="HEGUI_", env_nested_delimiter="__", extra="ignore", frozen=True)

    database: str = "sqlite:///hegui.db"
    base: Path | None = None
    rules: Annotated[tuple[Path, ...], NoDecode] = ()
    trust: Mapping[str, str] = Field(default_factory=dict)
    cached: bool = True
    sources: Mapping[Annotated[str, Field(pattern=SOURCE_NAME)], Source] = Field(default_factory=dict)
    open: bool = Field(default=False, description="Admit whoever asks; for a service nobody else can reach.")
    oidc: SignIn | None = None
    session_key: SecretStr | None = Field(
        default=None, min_length=32, description="Signs the sessions of people; the same for all workers."
    )
    rate: float = Field(default=100, gt=0, description="Requests a second of one token, person or source.")
    burst: int = Field(default=500, ge=1, description="Requests that one of them may send at once.")
    proxies: str = Field(
        default="127.0.0.1", description="Addresses whose X-Forwarded-For is believed, with commas between; * for any."
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    as_of: AsOfPolicy = "any"
    body_limit: int = Field(default=1024 * 1024, ge=1024, description="Bytes of a request's body.")
    depth_limit: int = Field(default=64, ge=4, le=256, description="Lists and objects within each other.")
    time_limit: float = Field(
        default=30.0, gt=0, description="Seconds for a request; its body has half of them to arrive."
    )
    memo: int = Field(
        default=256, ge=0, description="Decisions kept in memory, so that a repeated manifest costs little."
    )

    signing_key: Path | None = Field(default=None, description="Signs checkpoints of the log (Ed25519, PEM).")
    checkpoint_entries: int = Field(default=1000, ge=1, description="Entries after which the log is signed again.")
    checkpoint_minutes: int = Field(default=60, ge=1, description="Minutes after which it is, if anything came.")
    sealed: Annotated[tuple[str, ...], NoDecode] = Field(default=(), description="Facts kept encrypted, never shown.")
    sealing_keys: Path | None = Field(default=None, description="Key file that seals and opens documents.")
    retain_years: int | None = Field(default=None, ge=1, description="Years before which nothing may be erased.")

    @field_validator("sealed", mode="before")
    @classmethod
    def _paths(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    targets: Mapping[Annotated[str, Field(pattern=SOURCE_NAME)], Target] = Field(
        default_factory=dict, description="Whom subscriptions can name, so that no secret is in the store."
    )
    outbound_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Hosts that may be called although their addresses are private; http is allowed there."
    )
    public_url: str | None = Field(default=None, description="Where people reach the service: messages link to it.")
    couriers: int = Field(default=2, ge=0, le=32, description="Threads that deliver messages; 0 leaves it to others.")
    delivered_days: int | None = Field(
        default=90, ge=1, description="Days after which messages that were delivered or called off are purged."
    )

    @field_validator("outbound_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        listed = value.replace(",", " ").split() if isinstance(value, str) else value
        return tuple(folded(one) for one in listed) if isinstance(listed, list | tuple) else listed

    @model_validator(mode="after")
    def _reachable(self) -> ServiceSettings:
        for name, target in self.targets.items():
            for field, _, en in wrongs(target, self.outbound_hosts):
                raise ValueError(f"targets.{name}.{field}: {en}")
        return self

    @field_validator("rules", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value


def read_settings(file: Path | None = None) -> ServiceSettings:
    """The settings of the environment, over those of a TOML file: the one given, or the one HEGUI_SETTINGS names.

    Raises:
        RefusedError: the file cannot be read, or a setting is not understood.
    """
    named = file or (Path(path) if (path := os.environ.get(SETTINGS_FILE)) else None)
    told = _table(named) if named else {}
    unknown = sorted(set(told) - set(ServiceSettings.model_fields))
    if unknown:
        listed = ", ".join(unknown)
        raise RefusedError(f"{named}：没有这些设置：{listed}", f"{named}: there are no such settings: {listed}")
    try:
        return _Told(**told)  # type: ignore[arg-type]
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_input=False))
        raise RefusedError(f"设置有误：{said}", f"a setting is not understood: {said}") from None


class _Told(ServiceSettings):
    """Settings over which the environment wins."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def _table(file: Path) -> dict[str, object]:
    try:
        found: dict[str, object] = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RefusedError(f"读不到配置 {file}", f"{file} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError([Problem(str(file), 1, 1, f"不是 TOML：{error}", f"not TOML: {error}")]) from None
    return _rooted(found, file.parent)


def _rooted(table: dict[str, object], folder: Path) -> dict[str, object]:
    """The table with its paths as seen from here."""
    if isinstance(base := table.get("base"), str):
        table["base"] = folder / base
    for name in ("signing_key", "sealing_keys"):
        if isinstance(path := table.get(name), str):
            table[name] = folder / path
    if isinstance(rules := table.get("rules"), list):
        table["rules"] = tuple(folder / str(path) for path in rules)
    for source in sources.values() if isinstance(sources := table.get("sources"), dict) else ():
        if isinstance(source, dict) and isinstance(mapping := source.get("mapping"), str):
            source["mapping"] = folder / mapping
    return table
