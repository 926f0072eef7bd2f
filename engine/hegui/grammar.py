"""The forms that single values may have, as regular expressions and as JSON Schema. Nothing here computes a value."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CURRENCIES", "JSON_SCHEMA", "KINDS", "NUMBER", "PART", "PATTERNS", "PER_MONTH", "SUM"]

NUMBER: Final = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
PART: Final = rf"-?{NUMBER} ?(?:%|‰|bp)"
SUM: Final = rf"-?{NUMBER} ?(?:万|亿)?"
PER_MONTH: Final = rf"{PART} ?(?:per month|/ ?月)|月息 ?{PART}"
_PER_YEAR = rf"{PART} ?(?:per year|p\.a\.|/ ?年)|年化 ?{PART}"
_WHOLE = "(?:0|[1-9][0-9]*)"

_FORMS: Final = {
    "yes_no": "true|false",
    "count": rf"{NUMBER} ?(?:万|亿)|{_WHOLE}",
    "number": rf"-?{NUMBER}",
    "share": PART,
    "rate": rf"{_PER_YEAR}|{PER_MONTH}",
    "money": rf"{SUM} ?元?|[A-Z]{{3}} {SUM}|{SUM} [A-Z]{{3}}",
    "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "days": rf"{_WHOLE}(?: ?天| days?)?",
    "months": rf"{_WHOLE}(?: ?个月| ?年| months?| years?)?",
    "code": "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
    "version": "[A-Za-z0-9][A-Za-z0-9._+-]{0,63}",
}
PATTERNS: Final = {kind: re.compile(form) for kind, form in _FORMS.items()}

KINDS: Final = (*_FORMS, "text")


def _text(kind: str) -> dict[str, object]:
    return {"type": "string", "pattern": f"^(?:{_FORMS[kind]})$"}


JSON_SCHEMA: Final[dict[str, dict[str, object]]] = {
    "yes_no": {"type": "boolean"},
    "count": {"anyOf": [{"type": "integer", "minimum": 0}, _text("count")]},
    "number": {"anyOf": [{"type": "number"}, _text("number")]},
    "share": _text("share"),
    "rate": _text("rate"),
    "money": {"anyOf": [{"type": "number"}, _text("money")]},
    "day": {**_text("day"), "format": "date"},
    "days": {"anyOf": [{"type": "integer", "minimum": 0}, _text("days")]},
    "months": {"anyOf": [{"type": "integer", "minimum": 0}, _text("months")]},
    "code": {"anyOf": [{"type": "integer", "minimum": 0}, _text("code")]},
    "version": {"anyOf": [{"type": "number", "minimum": 0}, _text("version")]},
    "text": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
}
"""What an editor can check before hegui reads the file; numbers and dates left unquoted are typed by the editor."""

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
    "MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU "
    "UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES: Final = frozenset(_CODES.split())
"""The currencies of ISO 4217 in use."""
