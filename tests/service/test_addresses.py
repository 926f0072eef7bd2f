"""Where the service may call: nothing that leads back into the network it runs in, however it is written."""

from __future__ import annotations

import socket

import pytest
from hegui_adapters.service.addresses import Place, UrlError, place_of, public

PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",  # metadata of Alibaba Cloud
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",  # services of Azure for a machine
    "169.254.0.23",  # metadata of Tencent Cloud
    "169.254.169.254",  # metadata of most clouds
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::10.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:0a00:0001::1",
    "2002:7f00:0001::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",  # metadata of AWS
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "",
    "localhost",
    "127.1",
    "2130706433",
    "0177.0.0.1",
]
PUBLIC = ["1.1.1.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_of_the_public_internet_is_not_called(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_called(address: str) -> None:
    assert public(address)


REFUSED = [
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://0/",
    "https://10.0.0.1:8443/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fe80::1]/",
    "https://１２７.0.0.1/",
    "https://①②⑦.0.0.1/",
    "https://127.0.0.1./",
    "http://hooks.example/",
    "ftp://hooks.example/",
    "file:///etc/passwd",
    "gopher://hooks.example/",
    "hooks.example/x",
    "https:///x",
    "https://user@hooks.example/",
    "https://user:word@hooks.example/",
    "https://hooks.example/#part",
    "https://hooks.example:99999/",
    "https://hooks.example:port/",
    "https://[::1/",
    "https://hooks.example/a b",
    "https://hooks.example/\r\nX-More: 1",
    "https://hooks.example/结论",
    "https://hooks.example/" + "x" * 2000,
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_a_url_that_leads_elsewhere_than_to_a_public_https_server_is_refused(url: str) -> None:
    with pytest.raises(UrlError) as caught:
        place_of(url, ())
    assert caught.value.zh
    assert caught.value.en


@pytest.mark.parametrize("spelling", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1"])
def test_what_the_machine_reads_as_loopback_in_another_spelling_is_refused_before_it_is_resolved(spelling: str) -> None:
    found = socket.getaddrinfo(spelling, 443, type=socket.SOCK_STREAM)
    assert found[0][4][0] == "127.0.0.1"
    with pytest.raises(UrlError):
        place_of(f"https://{spelling}/", ())


PLACES = {
    "https://hooks.example": Place("https", "hooks.example", 443, "/"),
    "https://HOOKS.Example./a?key=1": Place("https", "hooks.example", 443, "/a?key=1"),
    "https://hooks.example:8443/a/b": Place("https", "hooks.example", 8443, "/a/b"),
    "https://例子.example/x": Place("https", "xn--fsqu00a.example", 443, "/x"),
    "https://8.8.8.8/x": Place("https", "8.8.8.8", 443, "/x"),
    "https://[2606:4700::1111]/x": Place("https", "2606:4700::1111", 443, "/x"),
}


@pytest.mark.parametrize(("url", "place"), PLACES.items())
def test_a_url_leads_to_a_host_a_port_and_a_path(url: str, place: Place) -> None:
    assert place_of(url, ()) == place


@pytest.mark.parametrize(
    "url", ["http://hooks.corp:8080/x", "https://hooks.corp/x", "https://10.0.0.7/x", "http://10.0.0.7/x"]
)
def test_a_host_on_the_list_is_called_at_any_address_and_without_tls(url: str) -> None:
    assert place_of(url, ("hooks.corp", "10.0.0.7")).host in ("hooks.corp", "10.0.0.7")


def test_a_host_that_only_ends_like_one_on_the_list_is_not_on_it() -> None:
    with pytest.raises(UrlError):
        place_of("http://evil-hooks.corp/x", ("hooks.corp",))


ORIGINS = {
    "https://oapi.dingtalk.com/robot/send?access_token=abc": "https://oapi.dingtalk.com",
    "https://open.feishu.cn:8443/open-apis/bot/v2/hook/abc": "https://open.feishu.cn:8443",
    "https://[2606:4700::1111]/abc": "https://[2606:4700::1111]",
}


@pytest.mark.parametrize(("url", "origin"), ORIGINS.items())
def test_an_origin_shows_nothing_a_robot_could_be_called_with(url: str, origin: str) -> None:
    assert place_of(url, ()).origin == origin
