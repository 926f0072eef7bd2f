"""The first manifest a user is given: it reads clean, claims nothing and explains every field."""

from __future__ import annotations

import re

import pytest
from hegui.errors import UsageError
from hegui.manifest.reading import read_manifest
from hegui_adapters.starter import DOMAINS, starter

every_starter = pytest.mark.parametrize(("domain", "lang"), [(d, lang) for d in DOMAINS for lang in ("zh", "en")])


@every_starter
def test_a_starter_is_a_manifest_of_its_domain(domain: str, lang: str) -> None:
    assert read_manifest(starter(domain, lang), "new.yaml").record["product.domain"] == domain


@every_starter
def test_a_starter_names_the_schema_for_editors_on_its_first_line(domain: str, lang: str) -> None:
    first = starter(domain, lang, schema="./here.json").splitlines()[0]
    assert first == "# yaml-language-server: $schema=./here.json"


@every_starter
def test_every_empty_field_says_what_it_is_for(domain: str, lang: str) -> None:
    lines = starter(domain, lang).splitlines()
    bare = [line for i, line in enumerate(lines) if re.search(r":$", line) and not deeper(lines, i)]
    assert bare == []


def deeper(lines: list[str], index: int) -> bool:
    """Whether the line opens an object."""
    own, following = (len(text) - len(text.lstrip(" -")) for text in (lines[index], (*lines, "")[index + 1]))
    return following > own


@every_starter
def test_a_starter_gives_values_only_to_what_names_the_product(domain: str, lang: str) -> None:
    fields = [line.partition("  #")[0] for line in starter(domain, lang).splitlines()]
    values = [line for line in fields if re.search(r"^ .*: \S", line)]
    assert [line.split(":")[0].strip() for line in values] == ["id", "name", "version", "domain"]


def test_the_comments_are_in_the_language_asked_for() -> None:
    assert not re.search(r"[\u4e00-\u9fff]", starter("credit", "en"))


@pytest.mark.parametrize(("domain", "lang"), [("lending", "zh"), ("credit", "fr")])
def test_an_unknown_domain_or_language_is_refused(domain: str, lang: str) -> None:
    with pytest.raises(UsageError):
        starter(domain, lang)
