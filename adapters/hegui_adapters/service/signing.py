"""How what is sent proves that it comes from here. Pure; what others send is verified in `signatures`.

- Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, one signature for each live secret.
- Feishu's custom robot: HMAC-SHA256 over nothing, keyed by `timestamp\\nsecret`, seconds, in the body.
- DingTalk's custom robot: HMAC-SHA256 over `timestamp\\nsecret`, keyed by the secret, milliseconds, in the URL.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from hegui_adapters.service.signatures import key_of_secret

__all__ = ["dingtalk_query", "feishu_signature", "standard_headers"]


def standard_headers(message: str, seconds: int, body: bytes, secrets: Iterable[str]) -> Mapping[str, str]:
    """The headers that sign a webhook by each of `secrets` (`whsec_…`)."""
    content = f"{message}.{seconds}.".encode() + body
    signatures = (f"v1,{_signed(key_of_secret('standard', secret), content)}" for secret in secrets)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(signatures),
    }


def feishu_signature(seconds: int, secret: str) -> str:
    """`sign` of a message to a Feishu robot."""
    return _signed(f"{seconds}\n{secret}".encode(), b"")


def dingtalk_query(milliseconds: int, secret: str) -> str:
    """What is added to the URL of a DingTalk robot."""
    sign = _signed(secret.encode(), f"{milliseconds}\n{secret}".encode())
    return urlencode({"timestamp": milliseconds, "sign": sign})


def _signed(key: bytes, content: bytes) -> str:
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
