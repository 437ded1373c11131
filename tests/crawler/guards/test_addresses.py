"""Which addresses are public, in every spelling and wrapping."""

from __future__ import annotations

import pytest

from crawler.guards.addresses import allowed_hosts, host_and_port, judge, literal


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("0.0.0.0", "this network"),
        ("9.255.255.255", ""),
        ("10.0.0.0", "private"),
        ("10.255.255.255", "private"),
        ("11.0.0.0", ""),
        ("100.63.255.255", ""),
        ("100.64.0.0", "shared by a carrier"),
        ("100.128.0.0", ""),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("128.0.0.1", ""),
        ("169.254.169.254", "link-local"),
        ("172.15.255.255", ""),
        ("172.16.0.0", "private"),
        ("172.31.255.255", "private"),
        ("172.32.0.0", ""),
        ("192.0.2.1", "for documentation"),
        ("192.88.99.1", "6to4 relay"),
        ("192.168.1.1", "private"),
        ("198.18.0.1", "for benchmarks"),
        ("198.20.0.0", ""),
        ("223.255.255.255", ""),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "this network"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:8.8.8.8", ""),
        ("::ffff:0:10.0.0.1", "private"),
        ("::192.168.0.1", "private"),
        ("64:ff9b::a9fe:a9fe", "link-local"),
        ("64:ff9b::808:808", ""),
        ("64:ff9b:1::1", "not public"),
        ("2002:c0a8:1::1", "private"),
        ("2002:808:808::1", ""),
        ("2001:0:4136:e378::1", "reserved for protocols"),
        ("2001:db8::1", "for documentation"),
        ("2001:4860:4860::8888", ""),
        ("2606:4700::1111", ""),
        ("3fff::1", "for documentation"),
        ("fc00::1", "not public"),
        ("fd12:3456::1", "not public"),
        ("fe80::1%eth0", "not public"),
        ("fec0::1", "not public"),
        ("ff02::1", "not public"),
        ("100::1", "not public"),
        ("5f00::1", "not public"),
    ],
)
def test_only_public_unicast_addresses_are_let_through(address: str, why: str) -> None:
    assert judge(address) == why


@pytest.mark.parametrize(
    "spelled",
    ["127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.1", "0177.0.0.1", "017700000001"],
)
def test_every_spelling_of_an_address_is_known(spelled: str) -> None:
    assert str(literal(spelled)) == "127.0.0.1"


@pytest.mark.parametrize("spelled", ["[::1]", "::1", "[0:0:0:0:0:0:0:1]", "[::1%lo]"])
def test_an_address_in_brackets_is_known(spelled: str) -> None:
    assert str(literal(spelled)) == "::1"


@pytest.mark.parametrize("name", ["gazette.example", "1.gazette.example", "", "127.0.0.1.example", "0x7g", "٣.example"])
def test_a_name_is_no_address(name: str) -> None:
    assert literal(name) is None


def test_allowed_hosts_are_read() -> None:
    assert allowed_hosts(" 127.0.0.1:8601, Demo.Example:80,[::1]:9 ,") == {
        "127.0.0.1:8601",
        "demo.example:80",
        "[::1]:9",
    }


@pytest.mark.parametrize("setting", ["", None, " , "])
def test_no_host_is_allowed_by_itself(setting: str | None) -> None:
    assert allowed_hosts(setting) == frozenset()


@pytest.mark.parametrize(
    "setting", ["all", "*", "*:80", "127.0.0.1", "127.0.0.1:", ":80", "a:0", "a:65536", "a:b", "a:80,all"]
)
def test_anything_else_is_refused_and_named(setting: str) -> None:
    with pytest.raises(ValueError, match="ALLOW_HOSTS"):
        allowed_hosts(setting)


def test_a_host_is_spelled_as_allow_hosts_spells_it() -> None:
    assert host_and_port("[::1]", 9) in allowed_hosts("[::1]:9")
