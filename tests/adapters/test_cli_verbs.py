"""The small verbs: versions, schemas, a first manifest; and that help comes for each."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from commandline import Hegui

VERBS = ["check", "explain", "rules", "rules list", "rules show", "rules lint", "rules test", "schema", "init", "gate"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_verb_has_help(hegui: Hegui, verb: str, option: str) -> None:
    ran = hegui(*verb.split(), option)

    assert (ran.code, ran.out.startswith(f"Usage: hegui {verb} "), ran.err) == (0, True, "")


def test_the_version_names_everything_that_can_alter_a_verdict(hegui: Hegui) -> None:
    ran = hegui("--version")

    assert ran.code == 0
    assert re.fullmatch(
        r"hegui \S+\nrulebook \S+ \(law included up to \d{4}-\d\d-\d\d\)\nschemas manifest product/v1, decision v1\n",
        ran.out,
    )


# ---- schema


@pytest.mark.parametrize("which", ["manifest", "decision"])
def test_a_schema_is_valid_as_such(hegui: Hegui, which: str) -> None:
    schema = json.loads(hegui("schema", which).out)

    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_manifest_is_the_schema_printed_by_default(hegui: Hegui) -> None:
    assert json.loads(hegui("schema").out)["$id"] == "urn:hegui:schema:product:v1"


@pytest.mark.parametrize("file", ["clear.yaml", "blocked.yaml", "open.yaml", "warned.yaml", "launched.yaml"])
def test_every_decision_keeps_to_its_schema(hegui: Hegui, file: str) -> None:
    schema = json.loads(hegui("schema", "decision").out)
    (decision,) = json.loads(hegui("check", "--format", "json", file).out)["decisions"]

    jsonschema.validate(decision["body"], schema)


def test_the_decision_on_the_sample_keeps_to_its_schema(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEGUI_BASE")
    sample = Path(__file__).parents[2] / "examples" / "qingxiang-instalment" / "manifest.yaml"
    schema = json.loads(hegui("schema", "decision").out)
    (decision,) = json.loads(hegui("check", "--format", "json", sample).out)["decisions"]

    jsonschema.validate(decision["body"], schema)


# ---- init


def test_a_first_manifest_is_written_and_can_be_checked(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("init")

    assert (ran.code, ran.out, "hegui check product.yaml" in ran.err) == (0, "", True)
    assert "domain: credit" in (tmp_path / "product.yaml").read_text(encoding="utf-8")
    assert hegui("check", "product.yaml").code == 5


@pytest.mark.parametrize("domain", ["payment", "credit", "wealth", "insurance", "regtech"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_domain_has_a_first_manifest_that_can_be_judged(hegui: Hegui, domain: str, lang: str) -> None:
    hegui("init", "new.yaml", "--domain", domain, "--lang", lang)

    assert hegui("check", "new.yaml").code in (0, 5)


def test_a_folder_gets_the_file_of_the_usual_name(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    hegui("init", "new")

    assert (tmp_path / "new" / "product.yaml").is_file()


def test_a_dash_prints_it(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("init", "-", "--lang", "en")

    assert (ran.out.count("hegui: product/v1\n"), ran.err, (tmp_path / "product.yaml").exists()) == (1, "", False)


def test_a_file_is_never_written_over_unless_told(hegui: Hegui, tmp_path: Path) -> None:
    before = (tmp_path / "clear.yaml").read_bytes()
    refused = hegui("init", "clear.yaml")
    kept = (tmp_path / "clear.yaml").read_bytes()
    forced = hegui("init", "clear.yaml", "--force")

    assert (refused.code, refused.err) == (2, "hegui: clear.yaml 已存在；加 --force 覆盖\n")
    assert kept == before
    assert (forced.code, (tmp_path / "clear.yaml").read_bytes() != before) == (0, True)
