"""Reads the files of a rulebook, the house's overlay on top, into one set of terms and rules. It compiles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hegui.condition_reader import Problems
from hegui.errors import Problem, RuleError, SourceError
from hegui.loading.amend import Amender
from hegui.loading.contents import Contents, RuleFile, digest_of
from hegui.loading.cross import check_together
from hegui.loading.forms import Form
from hegui.loading.notices import FOLDER as NOTICES
from hegui.loading.notices import NoticesReader
from hegui.loading.rule_reader import CASES, RuleCase, RuleReader
from hegui.loading.terms import TermsReader
from hegui.nodes import Document, Node
from hegui.notices import Notices
from hegui.rules import Rule
from hegui.source import read
from hegui.terms import Terms

__all__ = ["load"]

TERM_FILES = ("instruments", "parameters", "vocabulary")
RULE_FOLDERS = ("classify", "boundaries", "guidelines", "lifecycle")


def load(found: Sequence[RuleFile], *, proofs: bool = True) -> Contents:
    """Read and check all files; without `proofs` as far as they decide anything, which spares the examples.

    Raises:
        RuleError: with every problem of every file.
    """
    problems = Problems()
    documents = {file: document for file in found if (document := _document(file, problems, proofs=proofs)) is not None}
    terms = _terms(documents, problems)
    rules, cases = _rules(documents, terms, problems, proofs=proofs)
    amended, terms = Amender(terms, problems).amended(
        rules, [(file.rule_id, doc.root) for file, doc in documents.items() if file.house and file.folder == "amend"]
    )
    checks = {rule.id for rule in amended if not rule.concludes}
    told = NoticesReader(terms, checks, problems, proofs=proofs)
    for file, document in documents.items():
        if file.folder == NOTICES:
            told.read(file.rule_id, document)
    version, included = _edition(documents, problems)
    if not problems.found:
        check_together(amended, terms, problems, {file.rule_id: doc.root for file, doc in documents.items()})
    if problems.found:
        raise RuleError(problems.found)
    overlay = digest_of(found, house=True) if any(file.house for file in found) else None
    ordered = tuple(sorted(amended, key=lambda rule: rule.id))
    notices = Notices(tuple(told.found.values()))
    return Contents(version, included, digest_of(found), overlay, terms, ordered, notices, {**cases, **told.cases})


def _document(file: RuleFile, problems: Problems, *, proofs: bool) -> Document | None:
    label = f"house/{file.name}" if file.house else f"rulesets/{file.name}"
    try:
        return read(file.data, label, before=None if proofs or file.folder not in (*RULE_FOLDERS, NOTICES) else CASES)
    except SourceError as error:
        problems.found.extend(error.problems)
        return None


def _edition(documents: dict[RuleFile, Document], problems: Problems) -> tuple[str, date]:
    for file, document in documents.items():
        if file.name == "rulebook.yaml" and not file.house:
            form = Form(document.root, problems, ("规则库", "the rulebook"))
            version, included = form.text("version", needed=True), form.day("included_up_to", needed=True)
            form.close()
            return version or "", included or date.min
    problems.found.append(Problem("rulesets/rulebook.yaml", 1, 1, "缺少 rulebook.yaml", "rulebook.yaml is missing"))
    return "", date.min


def _terms(documents: dict[RuleFile, Document], problems: Problems) -> Terms:
    reader = TermsReader(problems)
    special = {
        "instruments.yaml": reader.read_instruments,
        "vocabulary/conclusions.yaml": reader.read_conclusions,
        "vocabulary/red-lines.yaml": reader.read_red_lines,
        "vocabulary/working-days.yaml": reader.read_working_days,
    }
    for file, document in documents.items():
        if file.name in special:
            special[file.name](document.root)
        elif file.folder == "parameters":
            reader.read_parameters(document.root)
        elif file.folder == "vocabulary":
            reader.read_lists(document.root)
    return reader.terms()


def _rules(
    documents: dict[RuleFile, Document], terms: Terms, problems: Problems, *, proofs: bool
) -> tuple[list[Rule], dict[str, tuple[RuleCase, ...]]]:
    rules: list[Rule] = []
    cases: dict[str, tuple[RuleCase, ...]] = {}
    for file, document in documents.items():
        if file.folder in RULE_FOLDERS and file.rule_id in cases:
            problems.add(
                document.root, f"id {file.rule_id} 已有文件使用", f"the id {file.rule_id} belongs to another file"
            )
        elif file.folder in RULE_FOLDERS:
            read_rule = RuleReader(file.rule_id, document.file, terms, problems, proofs=proofs).read(document.root)
            if read_rule is not None:
                rules.append(read_rule[0])
                cases[file.rule_id] = read_rule[1]
        elif file.folder not in (*TERM_FILES, NOTICES, "rulebook") and not (file.house and file.folder == "amend"):
            _misplaced(document.root, problems)
    return rules, cases


def _misplaced(node: Node, problems: Problems) -> None:
    listed = ", ".join((*TERM_FILES, *RULE_FOLDERS, NOTICES))
    problems.add(node, f"文件不在可识别的目录中（{listed}）", f"this file is in none of the known folders ({listed})")
