"""Makes credit products like the sample `qingxiang-instalment`, grown to the size a real launch states. It judges nothing.

product(7)                    # every fact stated: plain values, as JSON would hold them
product(7, unknown=0.2)       # the same with about every fifth fact left out
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["facts_in", "product"]

Plain = dict[str, Any]


def product(seed: int, unknown: float = 0.0) -> Plain:
    """A product of its own for every seed, the same on every machine."""
    draw = random.Random(seed)  # noqa: S311 - test data
    whole = {
        "hegui": "product/v1",
        "product": _product(draw, seed),
        "operator": _operator(draw),
        "users": _users(draw),
        "app": _app(draw),
        "credit": _credit(draw),
        "pricing": {"credits": [_loan(draw, index) for index in range(2)]},
        "funding": _funding(draw),
        "data": _data(draw),
        "certification": _certification(draw),
        "technology": {"uses": [_use(draw, index) for index in range(2)], "tags_deletable": draw.random() < 0.8},
        "marketing": _marketing(draw),
        "disclosures": _disclosures(draw),
        "partners": [_partner(draw, 0)],
    }
    return _thinned(whole, draw, unknown) if unknown else whole


def facts_in(value: object) -> int:
    """How many facts are stated: each scalar and each list of scalars is one; ids and the format line are none."""
    if isinstance(value, Mapping):
        return sum(facts_in(below) for key, below in value.items() if key not in ("id", "hegui"))
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return sum(map(facts_in, value))
    return 1


def _thinned(value: Any, draw: random.Random, unknown: float) -> Any:
    """The same with facts left out; what names an element stays."""
    if isinstance(value, dict):
        kept = {
            key: below for key, below in value.items() if key in KEPT or not _fact(below) or draw.random() >= unknown
        }
        return {key: _thinned(below, draw, unknown) for key, below in kept.items()}
    return [_thinned(one, draw, unknown) for one in value] if isinstance(value, list) else value


KEPT = ("id", "hegui", "name", "category", "kind")


def _fact(value: object) -> bool:
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _some(draw: random.Random, choices: Sequence[str], least: int = 1) -> list[str]:
    return draw.sample(choices, draw.randint(least, len(choices)))


def _product(draw: random.Random, seed: int) -> Plain:
    return {
        "id": f"instalment-{seed}",
        "name": f"轻享分期 {seed}",
        "version": "2.3.0",
        "domain": "credit",
        "kind": "goods_instalment",
        "channels": _some(draw, ["own_app", "mini_program", "website"]),
        "launch_date": "2026-12-01",
    }


def _operator(draw: random.Random) -> Plain:
    kind = draw.choice(["technology_company", "platform_company"])
    return {
        "name": "轻享科技",
        "kind": kind,
        "licences": [],
        "critical_infrastructure": draw.random() < 0.2,
        "pboc_regulated": draw.random() < 0.3,
    }


def _users(draw: random.Random) -> Plain:
    return {
        "minimum_age": draw.choice([18, 20, 22]),
        "students": "excluded",
        "minors": "excluded",
        "expected_count": draw.choice([50_000, 800_000, 3_000_000]),
    }


def _app(draw: random.Random) -> Plain:
    return {
        "login_methods": _some(draw, ["password", "sms", "face"]),
        "basic_functions_without_optional_data": draw.choice(["available", "limited"]),
        "filing_number_shown": draw.choice(["prominent_linked", "prominent"]),
        "account_closure": {"channels": ["in_app"], "days": draw.choice([10, 15, 30])},
    }


def _credit(draw: random.Random) -> Plain:
    return {
        "purpose": draw.choice(["unrestricted", "consumption"]),
        "borrower": "individual",
        "mode": "fully_online",
        "limit": draw.choice(["50000.00", "200000.00", "300000.00"]),
        "term": {"line": 12, "loan": draw.choice([12, 24])},
        "payout": {"to": _some(draw, ["merchant", "borrower_account"]), "by": "lender"},
        "decision": _decision(draw),
        "collection": {"by": ["collector"], "calls_per_day": draw.choice([2, 3, 5])},
        "default": {"multiplier": draw.choice(["1.3", "1.5", "2.0"])},
    }


def _decision(draw: random.Random) -> Plain:
    return {
        "by": "lender",
        "automated_only": draw.random() < 0.6,
        "human_review": draw.choice(["always", "on_request", "unavailable"]),
        "explanation": draw.choice(["given_with_decision", "on_request", "unavailable"]),
        "factors": _some(draw, ["credit_report", "income", "repayment_history"]),
    }


def _loan(draw: random.Random, index: int) -> Plain:
    return {
        "id": f"offer-{index}",
        "name": f"{draw.choice([6, 12, 24])} 期 {index}",
        "principal": str(draw.randrange(1_000, 50_000, 100)) + ".00",
        "periods": draw.choice([6, 12, 24]),
        "period": "month",
        "method": "flat",
        "nominal_rate": "0% per year",
        "fees": [
            _fee("分期手续费", "instalment", f"0.{draw.randrange(20, 90)}%", "each_period", "operator"),
            _fee("担保费", "guarantee", f"{draw.randrange(0, 4)}%", "at_start", "guarantor"),
        ],
        "stated_annual_rate": f"{draw.randrange(8, 24)}% per year",
    }


def _fee(name: str, kind: str, rate: str, timing: str, payee: str) -> Plain:
    basis = "original_principal"
    return {
        "name": name,
        "kind": kind,
        "basis": basis,
        "rate": rate,
        "timing": timing,
        "payee": payee,
    }


def _funding(draw: random.Random) -> Plain:
    return {
        "funder": {
            "name": "甲银行",
            "kind": "commercial_bank",
            "share": "100%",
        },
        "guarantor": {
            "name": "乙担保",
            "kind": "financing_guarantee_company",
            "share": "100%",
            "on_published_list": draw.random() < 0.5,
        },
        "bears_loss": ["guarantor"],
    }


CATEGORIES = ("id_number", "bank_card", "contacts")


def _data(draw: random.Random) -> Plain:
    return {
        "items": [_item(draw, index, category) for index, category in enumerate(CATEGORIES)],
        "notice": {
            "items": _some(
                draw, ["controller_name", "contact", "purpose", "method", "types", "retention", "rights"], 6
            ),
            "lists": _some(draw, ["collection", "sharing"]),
            "form": "page",
        },
        "rights": {
            "access": "in_app",
            "copies": draw.choice(["in_app", "on_request", "unavailable"]),
            "deletion": "in_app",
            "channel": ["in_app", "hotline"],
            "response_days": draw.choice([7, 15, 30, 31, 60]),
            "refusal_reason": "given",
        },
        "security": {"encryption": ["in_transit", "at_rest"], "sharing_record_years": draw.choice([2, 3, 5])},
        "incidents": {"cyberspace_report_hours": draw.choice([1, 2, 4, 24])},
        "individuals_count": draw.choice([90_000, 900_000, 12_000_000]),
        "stored_in": ["domestic"],
    }


def _item(draw: random.Random, index: int, category: str) -> Plain:
    return {
        "id": f"item-{index}",
        "category": category,
        "purpose": _some(draw, ["service_delivery", "credit_assessment", "anti_fraud"]),
        "needed_for_service": draw.random() < 0.6,
        "legal_basis": "consent",
        "consent": {
            "mode": draw.choices(["separate", "explicit", "bundled", "prechecked", "implied"], [5, 5, 2, 1, 1])[0],
            "on_refusal": draw.choices(
                ["service_continues", "degraded", "service_denied", "asked_again"], [6, 2, 1, 1]
            )[0],
            "withdrawal": draw.choices(["in_app", "on_request", "unavailable"], [6, 3, 1])[0],
            "reconsent_on_change": draw.random() < 0.9,
        },
        "retention": {
            "days": draw.choice([180, 365, 1825]),
            "basis": draw.choices(["purpose", "law", "contract", "business_wish"], [5, 3, 2, 1])[0],
            "on_purpose_end": draw.choices(["deleted", "anonymised", "kept"], [6, 3, 1])[0],
        },
    }


def _certification(draw: random.Random) -> Plain:
    return {
        "certificates": [],
        "filings": [
            {"kind": "app_filing", "status": draw.choice(["filed", "in_progress"]), "number": "沪ICP备2026000001号-2A"},
            {"kind": "algorithm", "status": "filed", "number": "网信算备310000000000000000000"},
        ],
        "mlps": {"level": draw.choice([2, 3, 4]), "self_check_cycle_months": draw.choice([3, 6, 12, 18])},
    }


def _use(draw: random.Random, index: int) -> Plain:
    return {
        "id": f"use-{index}",
        "kind": draw.choice(["ai", "big_data", "recommendation"]),
        "business_process": _some(draw, ["anti_fraud", "pricing", "credit_approval", "recommendation"]),
        "public_opinion": draw.random() < 0.1,
        "decides_alone": draw.random() < 0.4,
        "human_review": draw.choice(["always", "on_request", "unavailable"]),
        "explanation": draw.choice(["given_with_decision", "on_request", "unavailable"]),
    }


def _marketing(draw: random.Random) -> Plain:
    return {
        "claims": [{"text": "年化利率低至 8%", "kind": "price"}],
        "personalised": {"used": draw.random() < 0.7, "off_switch": "one_step"},
        "loan": {"rate_display": draw.choice(["annual_prominent", "daily_or_period_only"]), "lender_named": True},
    }


def _disclosures(draw: random.Random) -> Plain:
    return {
        "cost_table": {"items": ["principal", "each_charge", "annualised_total"], "shown": "before_signing"},
        "annual_rate": {"shown": draw.choice(["annual_prominent", "annual_small"])},
        "before_signing": _some(draw, ["annual_rate", "fees", "default_consequences", "lender"]),
        "complaint_channels": ["in_app", "hotline"],
        "complaint_days": draw.choice([15, 30]),
    }


def _partner(draw: random.Random, index: int) -> Plain:
    return {
        "id": f"partner-{index}",
        "name": f"合作方 {index}",
        "kind": draw.choice(["technology_company", "data_company"]),
        "role": draw.choice(["platform", "data_processor"]),
        "functions": _some(draw, ["acquisition", "data_collection"]),
        "on_published_list": draw.random() < 0.7,
        "charges_borrower": draw.random() < 0.2,
        "contract": {
            "signed_on": "2026-03-01",
            "terms": _some(draw, ["purpose", "period", "protection", "supervision"]),
        },
    }
