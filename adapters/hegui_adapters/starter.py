"""The text of a first manifest, by domain: fields to fill in, each with what it means. It states only the domain.

Every field but the name is left empty, which says "not stated"; each list holds one element that is not described.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from hegui.errors import UsageError
from hegui.facts import FactType, fact_type
from hegui.manifest.choices import CHOICES
from hegui.manifest.reference import FORMS
from hegui.manifest.sections import SECTIONS

__all__ = ["DOMAINS", "starter"]

_COMMON = """
product.kind product.channels product.launch_date product.scenario
operator.kind operator.licences[].kind operator.licences[].number operator.licences[].valid_until
operator.critical_infrastructure operator.pboc_regulated
users.target users.segments users.minimum_age users.students users.minors
money_flows[].from money_flows[].to money_flows[].account_holder money_flows[].through money_flows[].purpose
"""

_DATA = """
data.items[].category data.items[].purpose data.items[].needed_for_service data.items[].legal_basis
data.items[].consent.mode data.items[].consent.on_refusal data.items[].consent.withdrawal
data.items[].retention.days data.items[].retention.on_purpose_end
data.items[].shared_with[].kind data.items[].shared_with[].role data.items[].shared_with[].consent.mode
data.notice.items data.rights.channel data.rights.deletion data.impact_assessment.done_on
data.individuals_count data.stored_in
"""

_LAUNCH = """
certification.certificates[].scheme certification.certificates[].number certification.certificates[].valid_until
certification.filings[].kind certification.filings[].status certification.filings[].number
marketing.channels marketing.claims[].text marketing.defaults[].item marketing.defaults[].state
marketing.personalised.used marketing.personalised.off_switch marketing.messages.consent marketing.messages.opt_out
partners[].name partners[].kind partners[].role partners[].functions partners[].on_published_list
partners[].charges_borrower partners[].contract.terms
rollout.steps[].kind rollout.steps[].starts_on rollout.steps[].regions
"""

_APP = """
app.category app.login_methods app.verification_methods app.alternatives_to_face
app.basic_functions_without_optional_data app.human_service.ways app.account_closure.data
"""

_OWN = {
    "payment": """
payments.services payments.options payments.accounts[].kind payments.accounts[].real_name payments.accounts[].interest
payments.accounts[].daily_limit payments.reserve.placed_at payments.reserve.uses payments.clearing
payments.merchants.reviewed_by payments.merchants.settled_to
pricing.charges[].name pricing.charges[].rate pricing.charges[].payer pricing.price_list
due_diligence.identification.ways due_diligence.screening.lists due_diligence.records.identity_years
""",
    "credit": """
credit.purpose credit.borrower credit.mode credit.limit credit.term.loan credit.payout.to credit.payout.by
credit.use_control credit.decision.by credit.decision.automated_only credit.decision.human_review
credit.risk_assessment_by credit.collection.by credit.collection.methods credit.collection.contacts_third_parties
credit.default.multiplier credit.bureau.query_consent credit.bureau.sources
pricing.credits[].principal pricing.credits[].periods pricing.credits[].period pricing.credits[].method
pricing.credits[].nominal_rate pricing.credits[].deducted_up_front
pricing.credits[].fees[].name pricing.credits[].fees[].kind pricing.credits[].fees[].basis pricing.credits[].fees[].rate
pricing.credits[].fees[].timing pricing.credits[].fees[].payee pricing.personalised.used
funding.funder.kind funding.funder.share funding.guarantor.kind funding.guarantor.share
funding.guarantor.on_published_list funding.bears_loss
disclosures.cost_table.shown disclosures.cost_table.items disclosures.cost_table.form
disclosures.cost_table.confirmation disclosures.annual_rate.shown disclosures.annual_rate.places
""",
    "wealth": """
wealth.products[].kind wealth.products[].manager_grade wealth.products[].distributor_grade wealth.products[].minimum
wealth.products[].cooling_off_hours wealth.guarantees wealth.expected_return_shown wealth.risk_test.by
wealth.risk_test.levels wealth.risk_test.valid_months wealth.risk_test.before_sale wealth.over_capacity
wealth.grade_used wealth.sold_to wealth.promoted_in wealth.funded_by_credit wealth.advice.automated
pricing.charges[].name pricing.charges[].kind pricing.charges[].rate pricing.charges[].payee
disclosures.before_signing disclosures.risk_notices
""",
    "insurance": """
insurance.policies[].name insurance.policies[].kind insurance.policies[].term_months insurance.policies[].filed_rate
insurance.policies[].charged_rate insurance.policies[].instalments insurance.policies[].cooling_off_days
insurance.policies[].renewal insurance.policies[].pricing_factors
insurance.sale.platform_owner insurance.sale.platform_sells insurance.sale.steps insurance.sale.state
insurance.sale.recording insurance.service.surrender certification.mlps.level
disclosures.before_signing disclosures.risk_notices
""",
    "regtech": """
technology.uses[].kind technology.uses[].business_process technology.uses[].audience technology.uses[].decides_alone
technology.uses[].human_review technology.uses[].model.explainability technology.uses[].model.fallback
controls.outsourcing.functions controls.access controls.systems.located_in controls.systems.test_data
pricing.charges[].name pricing.charges[].payer disclosures.contract_terms.change_notice_days
""",
}

DOMAINS = tuple(_OWN)

_OPENING = {
    "zh": """# 留空表示“未说明”：检查结果会列为待补充，不会视为符合。没有的写 none，选项均不符合的写 {other: 说明}。
# 填写设计事实（谁、做什么、何时、到哪个账户），不填写“是否合规”。
# 列表先给出一项，按实际增删；不涉及的章节写 none。
""",
    "en": """# An empty field is "not stated": it is asked for, and never counts as met. Write none where there is none,
# {other: text} where no choice fits. State facts of the design, not whether it is compliant.
# Each list begins with one element: add to them. Write none for a section that does not concern the product.
""",
}
_NAME = {"zh": "新产品", "en": "New product"}
_EXAMPLE = {"zh": "，例 {}", "en": ", e.g. {}"}
_CHOICES = {"zh": "：{}", "en": ": {}"}
_SHOWN = 5
"""Choices named beside a field; an editor lists the others."""


def starter(domain: str, lang: str = "zh", schema: str = "product-v1.schema.json") -> str:
    """The text of a manifest for a product of `domain`, commented in Chinese (`zh`) or English (`en`).

    `schema` is the address an editor finds the JSON Schema at.

    Raises:
        UsageError: there is no such domain or language.
    """
    if domain not in _OWN or lang not in _OPENING:
        raise UsageError(f"domain is one of {', '.join(DOMAINS)}; lang is zh or en")
    paths = " ".join([_COMMON, _APP, _OWN[domain], _DATA, _LAUNCH]).split()
    opening = f"# yaml-language-server: $schema={schema}\n{_OPENING[lang]}hegui: product/v1\n"
    product = f"product:\n  id: new-product\n  name: {_NAME[lang]}\n  version: 0.1.0\n  domain: {domain}\n"
    sections = {path.partition(".")[0].removesuffix("[]"): None for path in paths}
    body = "".join("".join(_section(name, paths, lang)) for name in sections)
    return opening + body.replace("product:\n", product, 1) + "".join(_other_businesses(sections, lang))


def _other_businesses(written: Collection[str], lang: str) -> Iterator[str]:
    """The sections that many a product has nothing to say in, to be answered as a whole."""
    for name, section in SECTIONS.items():
        if section.ask is not None and name not in written:
            yield f"{name}:  # {section.ask[lang != 'zh']}\n"


def _section(name: str, paths: Sequence[str], lang: str) -> Iterator[str]:
    own = [path.split(".") for path in paths if path.partition(".")[0].removesuffix("[]") == name]
    yield from _lines(own, "", "", lang)


def _lines(paths: Sequence[Sequence[str]], record: str, prefix: str, lang: str, indent: str = "") -> Iterator[str]:
    """One level of the tree: `record` is the list it is in, `prefix` the path so far from that list's element."""
    for step, group in groupby(paths, key=lambda path: path[0]):
        below = [path[1:] for path in group if len(path) > 1]
        name = step.removesuffix("[]")
        path = f"{prefix}{name}"
        if not below:
            yield f"{indent}{name}:{_comment(fact_type(record, path), lang)}\n"
        elif step.endswith("[]"):
            yield f"{indent}{name}:{_comment(fact_type(record, path), lang)}\n"
            element = f"{record}.{path}[]" if record else f"{path}[]"
            yield from _first_dashed(_lines(below, element, "", lang, f"{indent}    "), indent)
        else:
            yield f"{indent}{name}:\n"
            yield from _lines(below, record, f"{path}.", lang, f"{indent}  ")


def _first_dashed(lines: Iterator[str], indent: str) -> Iterator[str]:
    yield f"{indent}  - {next(lines).lstrip()}"
    yield from lines


def _comment(found: FactType | None, lang: str) -> str:
    if found is None:
        return ""
    label = found.zh if lang == "zh" else found.en
    if found.choice:
        return f"  # {label}{_CHOICES[lang].format(_members(found))}"
    if found.kind in ("text", "list"):
        return f"  # {label}"
    if found.kind == "yes_no":
        return f"  # {label}{_CHOICES[lang].format('true | false')}"
    return f"  # {label}{_EXAMPLE[lang].format(FORMS[found.kind][2][0])}"


def _members(found: FactType) -> str:
    members = list(CHOICES[found.choice or ""])
    named = [*members[:_SHOWN], "…"] if len(members) > _SHOWN else members
    return f"[{', '.join(named)}]" if found.many else " | ".join(named)
