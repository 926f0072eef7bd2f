"""Ten rules of the bundled rulebook, translated by hand for zen-engine and Cedar, each run as its makers advise. It times nothing.

Every engine takes the same product as plain values (hegui: typed before) and answers with the violations it sees: rule and
element. The translations are plain ones: a rule says what is forbidden and spends no words on facts that may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

import cedarpy
import zen
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook

__all__ = ["RULES", "Cedar", "Hegui", "Peer", "PeerError", "Violation", "Zen", "numbers_on", "ten_of"]

Violation = tuple[str, int | None]
"""A rule by its place in `RULES`' names and, where it is about elements, which one."""

Plain = Mapping[str, Any]

RULES = {
    "credit-decision": "boundaries.data-consent.credit-decision-can-be-reviewed",
    "thirty-days": "boundaries.data-consent.requests-answered-in-thirty-days",
    "notice": "boundaries.data-consent.notice-tells-all-facts",
    "incident-hours": "boundaries.certification.incident-reporting-hours",
    "self-check": "boundaries.certification.mlps-self-check",
    "refused-service": "boundaries.data-consent.optional-data-refused-service",
    "preticked": "boundaries.data-consent.consent-neither-preticked-nor-implied",
    "kept-too-long": "boundaries.data-consent.kept-no-longer-than-needed",
    "withdrawal": "boundaries.data-consent.consent-can-be-withdrawn",
    "decides-alone": "boundaries.data-consent.decision-by-technology-can-be-reviewed",
}

NUMBERS = {
    "THIRTY": "data.rights-response-days",
    "CRITICAL": "certification.incident-hours-critical",
    "OTHER": "certification.incident-hours-other",
    "LEVEL3": "certification.mlps-self-check-level-3",
    "LEVEL4": "certification.mlps-self-check-level-4",
}
"""The parameters the ten rules read; the translations get their values of the day judged."""


class PeerError(Exception):
    """An engine gave no answer for a product."""


class Peer(Protocol):
    name: str

    def judge(self, product: Any) -> set[Violation]: ...


def ten_of(rulebook: Rulebook) -> Rulebook:
    """A rulebook of the ten rules alone."""
    contents = rulebook.contents
    kept = tuple(rule for rule in contents.rules if rule.id in RULES.values())
    if len(kept) != len(RULES):
        missing = sorted(set(RULES.values()) - {rule.id for rule in kept})
        raise SystemExit(f"the yardstick names rules that are no longer there: {', '.join(missing)}")
    return Rulebook(replace(contents, rules=kept, terms=replace(contents.terms, conclusions={})))


class Hegui:
    """hegui with the ten rules and no others."""

    name = "hegui"

    def __init__(self, rulebook: Rulebook, day: date) -> None:
        self._rulebook, self._day = rulebook, day
        self._names = {rule: name for name, rule in RULES.items()}

    def judge(self, product: Manifest) -> set[Violation]:
        outcomes = self._rulebook.check(product, as_of=self._day).outcomes
        return {self._named(one.check.rule.id, one.chain) for one in outcomes if one.outcome == "violated"}

    def open(self, product: Manifest) -> set[Violation]:
        """What it reports as not yet answerable; no other engine here has such an answer."""
        outcomes = self._rulebook.check(product, as_of=self._day).outcomes
        return {self._named(one.check.rule.id, one.chain) for one in outcomes if one.outcome == "undetermined"}

    def _named(self, rule: str, chain: Sequence[tuple[str, int]]) -> Violation:
        return self._names[rule], chain[-1][1] if chain else None


ZEN_PRODUCT = {
    "credit-decision": "credit.decision.automated_only == true and not (credit.decision.human_review in "
    "['always', 'on_request'] and credit.decision.explanation in ['given_with_decision', 'on_request'])",
    "thirty-days": "len(data.items) >= 1 and not (data.rights.response_days <= THIRTY)",
    "notice": "len(data.items) >= 1 and not all(['controller_name', 'contact', 'purpose', 'method', 'types', "
    "'retention', 'rights'], # in data.notice.items)",
    "incident-hours": "some(product.channels, # in ['own_app', 'mini_program', 'website', 'official_account', 'api', "
    "'merchant_checkout']) and not (data.incidents.cyberspace_report_hours <= CRITICAL or "
    "(operator.critical_infrastructure == false and data.incidents.cyberspace_report_hours <= OTHER))",
    "self-check": "certification.mlps.level in [3, 4] and not ((certification.mlps.level == 3 and "
    "certification.mlps.self_check_cycle_months <= LEVEL3) or certification.mlps.self_check_cycle_months <= LEVEL4)",
}
ZEN_ELEMENTS = {
    "refused-service": ("data.items", "#.needed_for_service == false and #.consent.on_refusal == 'service_denied'"),
    "preticked": ("data.items", "#.consent.mode in ['prechecked', 'implied']"),
    "kept-too-long": ("data.items", "#.retention.basis == 'business_wish' or #.retention.on_purpose_end == 'kept'"),
    "withdrawal": ("data.items", "not (#.consent.withdrawal in ['in_app', 'on_request'])"),
    "decides-alone": (
        "technology.uses",
        (
            "#.decides_alone == true and not ('credit_approval' in #.business_process) and not (#.human_review in "
            "['always', 'on_request'] and #.explanation in ['given_with_decision', 'on_request'])"
        ),
    ),
}


class Zen:
    """zen-engine: one decision graph, compiled once, with an expression for each rule."""

    name = "zen-engine"

    def __init__(self, numbers: Mapping[str, int]) -> None:
        whole = {key: _numbered(text, numbers) for key, text in ZEN_PRODUCT.items()}
        listed = {key: f"map(filter({path}, {text}), #.id)" for key, (path, text) in ZEN_ELEMENTS.items()}
        expressions = [{"id": key, "key": key, "value": text} for key, text in {**whole, **listed}.items()]
        nodes = [
            {"id": "in", "type": "inputNode", "name": "in", "content": {"schema": ""}},
            {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}},
            {"id": "out", "type": "outputNode", "name": "out", "content": {"schema": ""}},
        ]
        edges = [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
            {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
        ]
        self._decision = zen.ZenEngine().create_decision({"nodes": nodes, "edges": edges})

    def judge(self, product: Plain) -> set[Violation]:
        try:
            found = self._decision.evaluate(product)["result"]
        except RuntimeError as error:
            raise PeerError(str(error).partition("\n")[0]) from None
        whole: set[Violation] = {(key, None) for key in ZEN_PRODUCT if found[key]}
        return whole | {(key, int(name.partition("-")[2])) for key in ZEN_ELEMENTS for name in found[key]}


CEDAR_PRODUCT = {
    "credit-decision": 'context.credit.decision.automated_only == true && !(["always", "on_request"].contains('
    'context.credit.decision.human_review) && ["given_with_decision", "on_request"].contains('
    "context.credit.decision.explanation))",
    "thirty-days": "!context.data.items.isEmpty() && !(context.data.rights.response_days <= THIRTY)",
    "notice": '!context.data.items.isEmpty() && !context.data.notice.items.containsAll(["controller_name", "contact", '
    '"purpose", "method", "types", "retention", "rights"])',
    "incident-hours": 'context.product.channels.containsAny(["own_app", "mini_program", "website", "official_account", '
    '"api", "merchant_checkout"]) && !(context.data.incidents.cyberspace_report_hours <= CRITICAL || '
    "(context.operator.critical_infrastructure == false && context.data.incidents.cyberspace_report_hours <= OTHER))",
    "self-check": "[3, 4].contains(context.certification.mlps.level) && !((context.certification.mlps.level == 3 && "
    "context.certification.mlps.self_check_cycle_months <= LEVEL3) || "
    "context.certification.mlps.self_check_cycle_months <= LEVEL4)",
}
CEDAR_ELEMENTS = {
    "refused-service": (
        "collect",
        'context.needed_for_service == false && context.consent.on_refusal == "service_denied"',
    ),
    "preticked": ("collect", '["prechecked", "implied"].contains(context.consent.mode)'),
    "kept-too-long": (
        "collect",
        'context.retention.basis == "business_wish" || context.retention.on_purpose_end == "kept"',
    ),
    "withdrawal": ("collect", '!["in_app", "on_request"].contains(context.consent.withdrawal)'),
    "decides-alone": (
        "apply",
        (
            'context.decides_alone == true && !context.business_process.contains("credit_approval") && !(["always", '
            '"on_request"].contains(context.human_review) && ["given_with_decision", "on_request"].contains('
            "context.explanation))"
        ),
    ),
}


class Cedar:
    """Cedar by cedarpy: policies parsed once; the product and each element are one request of a batch."""

    name = "Cedar"

    def __init__(self, numbers: Mapping[str, int]) -> None:
        rules = {key: ("launch", _numbered(text, numbers)) for key, text in CEDAR_PRODUCT.items()} | CEDAR_ELEMENTS
        policies = [
            f'forbid(principal, action == Action::"{action}", resource) when {{ {text} }};'
            for action, text in rules.values()
        ]
        permit = "permit(principal, action, resource);"
        self._policies = cedarpy.PolicySet.from_str("\n".join([permit, *policies]))
        self._names = {f"policy{index}": key for index, key in enumerate(rules, start=1)}
        self._entities = cedarpy.Entities.from_json_str("[]")
        self.errors = 0
        """How often a policy could not be evaluated. Cedar then decides without it."""

    def judge(self, product: Plain) -> set[Violation]:
        asked = list(_requests(product))
        answers = cedarpy.is_authorized_batch([request for _, request in asked], self._policies, self._entities)
        found: set[Violation] = set()
        for (index, _), answer in zip(asked, answers, strict=True):
            self.errors += len(answer.diagnostics.errors)
            if not answer.allowed:
                found |= {(self._names[policy], index) for policy in answer.diagnostics.reasons}
        return found


def _requests(product: Plain) -> Iterable[tuple[int | None, dict[str, object]]]:
    yield None, _request("launch", product)
    for index, item in enumerate(product["data"]["items"]):
        yield index, _request("collect", item)
    for index, use in enumerate(product["technology"]["uses"]):
        yield index, _request("apply", use)


def _request(action: str, context: Plain) -> dict[str, object]:
    return {
        "principal": {"type": "Gate", "id": "launch"},
        "action": {"type": "Action", "id": action},
        "resource": {"type": "Product", "id": "product"},
        "context": context,
    }


def _numbered(text: str, numbers: Mapping[str, int]) -> str:
    for name, value in numbers.items():
        text = text.replace(name, str(value))
    return text


def numbers_on(rulebook: Rulebook, day: date) -> dict[str, int]:
    """The numbers of the day, as the translations need them."""
    values = rulebook.table.on_day(day)
    return {name: int(str(values[parameter])) for name, parameter in NUMBERS.items()}
