"""The forms of a check for pipelines and people, each held to what others published about it and read by their programs."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hegui
import html5lib
import jsonschema
import junitparser
import openpyxl
import pytest
from commandline import Hegui
from hegui.decision import Plan
from hegui.judge import NOT_APPLICABLE
from hegui.manifest.reading import Location
from hegui.rulebook import default_rules
from hegui_adapters.render import forges, markdown
from hegui_adapters.render.asides import asides
from hegui_adapters.render.forms import TOLD, rendered
from hegui_adapters.render.telling import Fault, Report, Telling
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "tests" / "data" / "schemas"
SAMPLE = ROOT / "examples" / "white-collar-loan" / "manifest.yaml"
DAY = dt.date(2027, 1, 10)
HOSTILE = "=cmd() <script>alert(1)</script> ::error::x | `@all` [a](http://b.c) #12 %0A ]]> &amp; ' \" {{7*7}}"
LANGUAGES = ["zh", "en"]

every_language = pytest.mark.parametrize("lang", LANGUAGES)


def telling(text: str, lang: str) -> Telling:
    manifest = hegui.check_document(text, "products/loan.yaml", None)
    return Telling(hegui.check(manifest, as_of=DAY), lang, "products/loan.yaml", "01a2-id")


def report(lang: str, text: str | None = None) -> Report:
    said = text if text is not None else SAMPLE.read_text(encoding="utf-8")
    fault = Fault("broken.yaml", 2, 11, f"unknown key {HOSTILE}", 4)
    return Report(lang, [telling(said, lang)], [fault])


def hostile() -> str:
    """The sample, its names changed to what would be markup, a command or a formula."""
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    text = SAMPLE.read_text(encoding="utf-8")
    for name in ("白领信用贷", "社交关系和互动频次"):
        text = text.replace(f"name: {name}", f"name: {quoted}")
    return text


@pytest.fixture(scope="module")
def made() -> Callable[[str, str], Any]:
    """A form of the hostile sample in a language, made once."""
    reports = {lang: report(lang, hostile()) for lang in LANGUAGES}
    found: dict[tuple[str, str], str | bytes] = {}

    def form(name: str, lang: str) -> str | bytes:
        if (name, lang) not in found:
            found[name, lang] = rendered(name, reports[lang])
        return found[name, lang]

    form.reports = reports  # type: ignore[attr-defined]
    return form


Made = Callable[[str, str], Any]


def shown(made: Made, lang: str = "zh") -> Telling:
    told: Telling = made.reports[lang].told[0]  # type: ignore[attr-defined]
    return told


# ---- what is said beside the findings


@every_language
@pytest.mark.parametrize("form", TOLD)
def test_every_form_names_a_plan_and_what_is_clear_on_trust_as_the_text_report_does(form: str, lang: str) -> None:
    manifest = hegui.check_document(SAMPLE.read_text(encoding="utf-8"), "products/loan.yaml", None)
    plan = Plan(
        id="P3", rule="boundaries.lending.gone", subject="product", product=manifest.product_id,
        due=dt.date(2027, 1, 9), owner="Retail", measures="mend it",
    )  # fmt: skip
    decision = default_rules().check(manifest, as_of=DAY, plans=[plan])
    told = [" ".join(str(one).split()) for one in asides(decision, lang)]

    made = rendered(form, Report(lang, [Telling(decision, lang, "products/loan.yaml", "id")], []))
    text = sheets(made) if isinstance(made, bytes) else made
    plain = re.sub(r"[\u200b\\\\]", "", html.unescape(text)).replace("%25", "%")
    assert [one for one in told if one not in " ".join(plain.split())] == []
    assert any("P3" in one for one in told)


def sheets(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


# ---- SARIF


@every_language
def test_sarif_keeps_to_its_schema(made: Made, lang: str) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))

    jsonschema.validate(json.loads(made("sarif", lang)), schema)


def results(made: Made) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(made("sarif", "zh"))["runs"][0]["results"]
    return found


def test_every_finding_that_is_violated_or_open_is_a_result(made: Made) -> None:
    counts = shown(made).decision.counts

    outcomes = [one["properties"].get("outcome") for one in results(made)]
    assert outcomes.count("violated") == counts["violated"]
    assert outcomes.count("undetermined") == counts["undetermined"]


def test_what_is_open_fails_nothing_and_says_what_is_missing(made: Made) -> None:
    undetermined = [one for one in results(made) if one["properties"].get("outcome") == "undetermined"]

    assert {one["level"] for one in undetermined} == {"none"}
    assert {(one["kind"], bool(one["properties"]["open"])) for one in undetermined} <= {
        ("open", True),
        ("review", False),
    }


def test_the_level_of_a_violation_is_its_force(made: Made) -> None:
    pairs = {
        (r["properties"]["force"], r["level"]) for r in results(made) if r["properties"].get("outcome") == "violated"
    }

    assert pairs == {("block", "error"), ("warn", "warning"), ("advise", "note")}


def test_fingerprints_tell_rule_and_subject_apart_and_stay_when_lines_move() -> None:
    text = SAMPLE.read_text(encoding="utf-8")

    before, after = (telling(one, "zh").each for one in (text, f"# a line more\n{text}"))
    marks = [point.fingerprint for point in before]
    assert len(marks) == len(set(marks))
    assert marks == [point.fingerprint for point in after]
    assert [p.location.line + 1 for p in before] == [p.location.line for p in after]


def test_every_rule_of_a_result_has_help_in_both_languages_and_its_law(made: Made) -> None:
    rules = json.loads(made("sarif", "zh"))["runs"][0]["tool"]["driver"]["rules"][:-1]

    for rule in rules:
        assert re.search(r"[\u4e00-\u9fff]", rule["help"]["text"])
        assert re.search(r"[A-Za-z]{3}", rule["help"]["text"])
        assert set(rule["properties"]["law"]) == {"zh", "en"}
    assert rules


# ---- JUnit


@every_language
def test_junit_keeps_to_its_schema(made: Made, lang: str) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

    schema.assertValid(etree.fromstring(made("junit", lang).encode()))


def test_a_case_of_each_check_that_applies_and_no_other_passes_than_what_is_met(made: Made, tmp_path: Path) -> None:
    decision = shown(made).decision
    file = tmp_path / "junit.xml"
    file.write_text(made("junit", "zh"), encoding="utf-8")

    suite = next(iter(junitparser.JUnitXml.fromfile(str(file))))
    cases = list(suite)
    assert len(cases) == sum(one.outcome != NOT_APPLICABLE for one in decision.findings)
    assert sum(case.is_passed for case in cases) == decision.counts["met"]
    assert suite.failures == len(decision.having("violated", "block"))
    assert suite.errors == len(decision.having("undetermined", "block"))


# ---- GitHub


def test_no_text_of_a_manifest_begins_a_command_of_its_own(made: Made) -> None:
    lines = made("github", "zh").split("\n")

    for line in lines[:-1]:
        assert re.fullmatch(
            r"::(error|warning|notice) file=[^:,\n]+(,(line|col|endColumn)=\d+)*,title=[^:,\n]*::[^\n]+", line
        )
    assert lines[-1].startswith("hegui: ")


def test_github_is_given_no_more_annotations_than_it_shows(made: Made) -> None:
    kinds = [line.split(" ")[0] for line in made("github", "zh").split("\n")]

    assert {kind: kinds.count(kind) for kind in ("::error", "::warning", "::notice")} == dict.fromkeys(
        ("::error", "::warning", "::notice"), forges.SHOWN
    )


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_data_of_a_command_is_one_line_that_reads_back(text: str) -> None:
    said = forges._data(text)

    back = said.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    assert not set("\r\n") & set(said)
    assert back == forges._CONTROLS.sub("\ufffd", text)
    assert not set(":,\r\n") & set(forges._property(text))


# ---- GitLab


@every_language
def test_gitlab_keeps_to_the_documented_fields_and_marks_each_issue_apart(made: Made, lang: str) -> None:
    issues = json.loads(made("gitlab", lang))

    jsonschema.validate(issues, json.loads((SCHEMAS / "gitlab-code-quality.json").read_text(encoding="utf-8")))
    marks = [one["fingerprint"] for one in issues]
    assert len(marks) == len(set(marks))


def test_gitlab_calls_a_blocker_what_blocks(made: Made) -> None:
    severities = [one["severity"] for one in json.loads(made("gitlab", "zh"))]

    assert severities.count("blocker") == len(shown(made).violated("block")) + 1  # and the manifest that is none
    assert severities.count("critical") == len(shown(made).needed)


# ---- Markdown


@given(
    st.text(st.characters(codec=None, exclude_categories=())) | st.sampled_from([HOSTILE, "![a](b)", "www.a.b", "@all"])
)
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    shown_text = markdown.escaped(text)

    page = MarkdownIt("js-default", {"linkify": False}).renderInline(shown_text)
    flat = re.sub(r"\s+", " ", markdown._UNSEEN.sub(" ", text)).strip()
    plain = re.sub(r"\s+", " ", html.unescape(page).replace("\u200b", "")).strip()
    assert "<" not in page
    assert plain == re.sub(r"\s+", " ", flat.replace("\u200b", "")).strip()


@pytest.mark.parametrize("text", ["@all", "#12", "!34", "http://a.b", "www.a.b", "&7", "a@b.c"])
def test_markdown_calls_nobody_and_links_nothing(text: str) -> None:
    assert text not in html.unescape(MarkdownIt().renderInline(markdown.escaped(text)))


@every_language
def test_a_comment_holds_headings_lists_and_code_and_nothing_a_manifest_made(made: Made, lang: str) -> None:
    page = MarkdownIt("js-default", {"html": True}).render(made("markdown", lang))

    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert tags <= {"h2", "h3", "p", "ul", "li", "strong", "code", "br"}
    assert "&lt;script&gt;" in page


def test_a_comment_stays_within_its_bound() -> None:
    text = hostile().replace('name: "=cmd', f'name: "{"长" * 20_000}=cmd')
    found = rendered("markdown", report("zh", text))

    assert len(found) <= markdown.LONGEST + 100
    assert "未列出" in str(found).split("\n")[-1]


# ---- HTML


@every_language
def test_the_page_is_well_formed_and_asks_nothing_of_any_host(made: Made, lang: str) -> None:
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made("html", lang))

    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not {name for element in root.iter() for name in element.attrib} & {
        "src",
        "href",
        "onclick",
        "data",
        "srcset",
    }
    assert "url(" not in made("html", lang)
    assert HOSTILE in "".join(root.itertext())


def test_the_page_tells_every_point_and_question(made: Made) -> None:
    page, one = html.unescape(made("html", "zh")), shown(made)

    told = [point.title for force in ("block", "warn", "advise") for point in one.violated(force)]
    assert [title for title in told if title not in page] == []
    assert [q.path for q in one.decision.questions if q.path not in page] == []
    assert one.verdict in page


# ---- XLSX


def test_the_workbook_holds_every_finding_and_no_formula(made: Made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", "zh")))
    decision = shown(made).decision

    rows = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert list(rows) == ["概要", "检查发现", "待补充", "法规变化（24 个月内）", "法规依据"]
    assert rows["检查发现"] == sum(one.outcome != NOT_APPLICABLE for one in decision.findings)
    assert rows["待补充"] == len(decision.questions)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}
    assert any(cell.quotePrefix and str(cell.value).startswith("=cmd") for row in book["概要"] for cell in row)


# ---- all of them

anything = st.text(st.characters(codec=None, exclude_categories=()), min_size=1) | st.sampled_from(
    [HOSTILE, "]]>", "--><script>", "\x00\x1b[31m", "\u2028::error::x", "\ud800", "=1+1", "```\n# x", "{{ 1 }}"]
)


def parsed(name: str, text: str | bytes) -> str:
    """What a program of that medium takes for the message of the only fault."""
    if isinstance(text, bytes):
        return str(openpyxl.load_workbook(io.BytesIO(text)).worksheets[0]["C2"].value)
    text.encode()  # or no file could hold it
    match name:
        case "sarif":
            return str(json.loads(text)["runs"][0]["results"][0]["message"]["text"])
        case "gitlab":
            return str(json.loads(text)[0]["description"])
        case "junit":
            return str(etree.fromstring(text.encode()).find(".//error").get("message"))
        case "html":
            page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(text)
            (item,) = page.iter("li")
            assert [child.tag for child in item] == ["span"]
            return item[0].tail or ""
        case "github":
            assert text.count("\n") == 0
            return text.rpartition("::")[2] if "::" not in text[8:].partition("::")[2] else text.split("::", 2)[2]
        case _:
            page = MarkdownIt("js-default", {"html": True}).render(text)
            assert set(re.findall(r"<([a-z0-9]+)", page)) <= {"h3", "ul", "li", "code", "p"}
            return html.unescape(page)


@pytest.mark.parametrize("name", TOLD)
@settings(max_examples=30)
@given(text=anything)
def test_whatever_a_text_holds_it_stays_a_text(name: str, text: str) -> None:
    message = f"a{text}z"
    found = parsed(name, rendered(name, Report("zh", (), [Fault("f.yaml", 1, 1, message, 4)])))

    assert "a" in found
    assert found.rstrip().endswith("z") or name == "markdown"


@every_language
@pytest.mark.parametrize("name", [name for name in TOLD if name != "xlsx"])
def test_no_form_says_that_a_product_is_approved(made: Made, name: str, lang: str) -> None:
    """What it says of itself is all that remains of such words once titles of law are taken out."""
    text = re.sub(r"《[^》]*》", "", made(name, lang))

    assert not re.search(r"结论：合规|通过审批|\bcompliant\b|认证通过", text)


@pytest.mark.parametrize("name", TOLD)
def test_check_writes_every_form_to_its_file(hegui: Hegui, tmp_path: Path, name: str) -> None:
    ran = hegui("check", "blocked.yaml", "broken.yaml", "--output", f"{name}=out", "--quiet")

    assert (ran.code, ran.out, (tmp_path / "out").stat().st_size > 0) == (4, "", True)


def test_a_workbook_is_not_printed(hegui: Hegui) -> None:
    ran = hegui("check", "blocked.yaml", "--format", "xlsx")

    assert (ran.code, "--output xlsx=" in ran.err) == (2, True)


@pytest.mark.parametrize("name", [name for name in TOLD if name != "xlsx"])
def test_a_file_that_is_not_there_is_in_every_form(hegui: Hegui, name: str) -> None:
    ran = hegui("check", "clear.yaml", "gone-*.yaml", "--format", name)

    assert (ran.code, "gone" in ran.out) == (2, True)
    if name == "gitlab":
        jsonschema.validate(json.loads(ran.out), json.loads((SCHEMAS / "gitlab-code-quality.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("said", "file"), [("products/loan.yaml", "products/loan.yaml"), ("firm.yaml", "products/firm.yaml")]
)
def test_a_place_in_a_file_that_is_referred_to_names_that_file(made: Made, said: str, file: str) -> None:
    assert shown(made).file_of(Location(said, 1, 1, 1, 1)) == file


def test_places_are_told_from_the_folder_the_command_runs_in(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("check", tmp_path / "blocked.yaml", "--format", "sarif")

    assert '"uri": "blocked.yaml"' in ran.out
    assert str(tmp_path) not in ran.out
