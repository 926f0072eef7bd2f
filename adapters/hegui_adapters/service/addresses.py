"""Where the service may call: which URLs, and which addresses their hosts turn out to have. Pure: it resolves nothing.

What subscribers name is called from within the firm's network, so a name must not lead back into it (server-side request
forgery). Refused are addresses that are not of the public internet, whatever way they are written or wrapped: the registries
of IANA (RFC 6890) as `ipaddress` has them, multicast, and IPv6 that carries such an IPv4 address (mapped, NAT64, 6to4,
Teredo). A host on the allow-list is called at any address, and without TLS if its URL says so.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final
from urllib.parse import urlsplit

__all__ = ["Place", "UrlError", "folded", "place_of", "public"]

MOST: Final = 2000

_CARRYING: Final = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is called in the end."""
_GLOBAL: Final = IPv6Network("2000::/3")
_REFUSED: Final = (
    IPv4Network("168.63.129.16/32"),  # Azure's own services for a machine, on an address that looks public
    IPv4Network("192.88.99.0/24"),  # relays of 6to4 (RFC 7526)
    IPv6Network("2001::/23"),  # assignments for protocols, Teredo among them
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)


class UrlError(ValueError):
    """A URL the service does not call; said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a URL leads. `origin` may be shown: it holds neither path nor query, where robots have their keys."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme] == self.port
        return f"{self.scheme}://{shown}" if usual else f"{self.scheme}://{shown}:{self.port}"


def folded(host: str) -> str:
    """A host as hosts are compared: small letters, no dot at the end, IDNA where it is not ASCII.

    Raises:
        UrlError: it is no name of a host.
    """
    host = host.lower().rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise UrlError("主机名无效", "the host is not a name") from None


def place_of(url: str, allowed: Collection[str]) -> Place:
    """Where a URL leads; hosts of `allowed` are `folded`.

    Raises:
        UrlError: it is none the service calls.
    """
    if len(url) > MOST or any(not "!" <= sign <= "~" for sign in url if sign.isascii()):
        raise UrlError(
            f"地址不得超过 {MOST} 个字符，也不得含空白或控制字符", f"a URL has at most {MOST} visible characters"
        )
    try:
        parts = urlsplit(url)
        port = parts.port
        host = folded(parts.hostname or "")
    except UrlError:
        raise
    except ValueError:
        raise UrlError("地址无效", "it is not a URL") from None
    if parts.scheme not in ("https", "http") or not host:
        raise UrlError("地址应以 https:// 开头", "a URL begins with https://")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise UrlError("地址不得含用户名、口令或 #", "a URL here has no user, password or fragment")
    if parts.scheme == "http" and host not in allowed:
        raise UrlError(
            "只能使用 https；内网主机须先列入 outbound_hosts", "use https, or list the host in outbound_hosts"
        )
    if not f"{parts.path}{parts.query}".isascii():
        raise UrlError("路径和参数须为 ASCII（请按 RFC 3986 编码）", "path and query are ASCII: encode them (RFC 3986)")
    _check_literal(host, allowed)
    query = f"?{parts.query}" if parts.query else ""
    usual = 443 if parts.scheme == "https" else 80
    return Place(parts.scheme, host, port if port is not None else usual, f"{parts.path or '/'}{query}")


def _check_literal(host: str, allowed: Collection[str]) -> None:
    """Refuse at once what need not be resolved to be refused: a private address, or a number in disguise."""
    if host in allowed:
        return
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        if last.isdigit() or last.startswith("0x"):  # decimal, octal, hexadecimal, short: never a name (RFC 3696)
            raise UrlError(
                "主机应为域名或常规写法的 IP 地址", "a host is a name or an address in its usual form"
            ) from None
        return
    if not public(str(address)):
        raise UrlError(*_REFUSAL)


_REFUSAL: Final = (
    "该地址属于内网或保留地址，不予访问；确属本机构的主机，请列入 outbound_hosts",
    "the address is private or reserved; if the host is yours, list it in outbound_hosts",
)


def public(address: str) -> bool:
    """Whether an address, as a resolver gives it, is one of the public internet. What cannot be read is not."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _public_4(found)
    return _public_6(found)


def _public_4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not any(address in one for one in _REFUSED)


def _public_6(address: IPv6Address) -> bool:
    carried = address.ipv4_mapped or address.sixtofour
    if carried is None and address in _CARRYING:
        carried = IPv4Address(int(address) & 0xFFFFFFFF)
    if carried is not None:
        return _public_4(carried)
    if address.scope_id is not None or address not in _GLOBAL:
        return False
    return address.is_global and not any(address in one for one in _REFUSED)
