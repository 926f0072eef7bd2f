"""The image and the compose file as text: what a linter says of them, and what must hold that no linter knows."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hegui_adapters.service.settings import ServiceSettings
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[1]
HADOLINT = Path(sys.executable).with_name("hadolint")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SPECIFIED = Draft202012Validator(json.loads((ROOT / "tests/data/compose-spec/compose-spec.json").read_text("utf-8")))
OURS = {name: one for name, one in COMPOSE["services"].items() if "build" in one}

every_service = pytest.mark.parametrize("name", COMPOSE["services"])
every_own = pytest.mark.parametrize("name", OURS)


def test_the_linter_finds_nothing_in_the_dockerfile() -> None:
    ran = subprocess.run([HADOLINT, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_every_image_is_named_with_its_whole_version() -> None:
    named = [
        *re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE),
        *(one["image"] for one in COMPOSE["services"].values()),
    ]
    assert [name for name in named if not re.search(r":\d+\.\d+", name)] == []


def test_the_image_runs_as_nobody_who_matters() -> None:
    *_, user = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert user == "10001:10001"


def test_no_compiler_is_in_what_runs() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "gcc" not in last
    assert "HEALTHCHECK" in last


def test_everything_the_image_is_built_from_reaches_the_builder() -> None:
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()
    }
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == kept
    assert [name for name in copied if not (ROOT / name).exists()] == []


@every_service
def test_what_a_service_waits_for_exists(name: str) -> None:
    assert set(COMPOSE["services"][name].get("depends_on", {})) <= set(COMPOSE["services"])


@every_service
def test_every_named_volume_is_declared(name: str) -> None:
    used = {one.partition(":")[0] for one in COMPOSE["services"][name].get("volumes", [])}
    assert used <= set(COMPOSE["volumes"])


@every_own
def test_what_our_services_are_told_are_settings(name: str) -> None:
    told = {key.removeprefix("HEGUI_").lower() for key in OURS[name]["environment"]}
    assert told <= set(ServiceSettings.model_fields)


@every_own
def test_our_services_may_do_no_more_than_they_must(name: str) -> None:
    one = OURS[name]
    assert (one["read_only"], one["cap_drop"], one["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])


def test_the_service_is_reached_from_this_machine_alone() -> None:
    assert [port for port in OURS["service"]["ports"] if not port.startswith("127.0.0.1:")] == []


def test_it_is_given_time_to_finish_what_it_accepted() -> None:
    given = int(OURS["service"]["stop_grace_period"].removesuffix("s"))
    assert given > ServiceSettings().time_limit + 30


def test_no_secret_stands_in_the_compose_file() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert re.findall(r"(?:PASSWORD|KEY): (?!\$\{)\S+", text) == []


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "a key no service has": lambda one: one["services"]["service"].update(depend_on=["database"]),
    "a condition nobody knows": lambda one: one["services"]["service"]["depends_on"]["database"].update(condition="up"),
    "a port that is no port": lambda one: one["services"]["service"].update(ports=[{"target": []}]),
    "a section nobody knows": lambda one: one.update(volume={}),
}


def test_the_compose_file_is_one_by_the_compose_specification() -> None:
    """As text, with what `${…}` stands for left open. The schema is that of compose-spec/compose-spec (Apache-2.0), as
    check-jsonschema 0.39.0 carries it."""
    assert [error.message for error in SPECIFIED.iter_errors(COMPOSE)] == []


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_the_specification_refuses_what_compose_would(spoil: Callable[[dict[str, Any]], object]) -> None:
    spoiled = copy.deepcopy(COMPOSE)
    spoil(spoiled)
    assert not SPECIFIED.is_valid(spoiled)


@every_service
def test_every_variable_that_is_needed_says_how_to_mend_its_absence(name: str) -> None:
    told = COMPOSE["services"][name].get("environment", {}).values()
    used = [one for value in told for one in re.findall(r"\$\{([^}]*)\}", value)]
    assert [one for one in used if not re.fullmatch(r"HEGUI_[A-Z_]+:\?set it in \.env", one)] == []
