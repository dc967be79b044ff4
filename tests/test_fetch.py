"""Addresses -> pages, asked of real servers on loopback: good ones, and bad ones that end nobody's run."""

import gzip
import ipaddress
from collections.abc import Iterator

import pytest
from servers import NewsServer

from wellsourced.acquire import warc
from wellsourced.acquire.connections import is_public
from wellsourced.acquire.feeds import listing
from wellsourced.acquire.fetch import Answer, Failed, Fetcher, Limits
from wellsourced.acquire.web import Kept, as_warc, fetch_all, pages
from wellsourced.records import Page, Unread

QUICK = Limits(seconds=1.0, pause=0.0)


@pytest.fixture(scope="module")
def server() -> Iterator[NewsServer]:
    with NewsServer() as running:
        yield running


def fetcher(limits: Limits = QUICK, allowed: tuple[str, ...] = ("127.0.0.1",)) -> tuple[Fetcher, list[float]]:
    """A fetcher that does not sleep, and the pauses that it would have made."""
    pauses: list[float] = []
    return Fetcher(limits, allowed, pauses.append), pauses


def fetched(server: NewsServer, path: str, **known: str) -> Answer | Failed:
    made, _ = fetcher()
    with made:
        return made.fetch(server.url(path), **known)


# ---- one address ------------------------------------------------------------------------------


def test_a_page_over_a_redirect(server):
    answer = fetched(server, "/moved")
    assert isinstance(answer, Answer)
    assert (answer.asked, answer.url, answer.status) == (server.url("/moved"), server.url("/one"), 200)
    assert server.headers["/one"]["User-Agent"] == "wellsourced"
    assert "Cookie" not in server.headers["/one"]


def test_what_did_not_change_is_not_sent_again(server):
    first = fetched(server, "/unchanged")
    assert fetched(server, "/unchanged", etag=first.header("etag")).status == 304


BAD = [
    ("/loop", "redirects"),
    ("/to-file", "not an address of a page"),
    ("/inwards", "not on the public net"),
    ("/short", "cannot be asked"),
    ("/slow", "in time"),
    ("/slow-head", "in time"),
    ("/silent", "in time"),
    ("/no-http", "cannot be asked"),
]


@pytest.mark.parametrize(("path", "reason"), BAD)
def test_a_bad_server_costs_its_own_answer_and_bounded_time(server, path, reason):
    answer = fetched(server, path)
    assert isinstance(answer, Failed)
    assert reason in answer.reason


def test_an_endless_answer_is_cut(server):
    made, _ = fetcher(Limits(seconds=20.0, bytes=1_000_000, pause=0.0))
    with made:
        assert "longer than" in made.fetch(server.url("/endless")).reason


def test_a_busy_server_is_asked_again_when_it_wishes(server):
    made, pauses = fetcher()
    with made:
        assert made.fetch(server.url("/busy")).status == 200
    assert 7.0 in pauses


def test_a_broken_server_is_asked_three_times(server):
    made, pauses = fetcher()
    with made:
        assert made.fetch(server.url("/broken")).status == 500
    assert server.asked["/broken"] == 3
    assert pauses == [1.0, 2.0]


@pytest.mark.parametrize("address", ["", "one", "ftp://news.example/", "http://", "http://[::1", "http://a b/", "\x00"])
def test_what_is_no_address(address):
    made, _ = fetcher()
    with made:
        assert isinstance(made.fetch(address), Failed)


# ---- whom it asks -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_the_own_network_is_not_asked(server, host):
    before = sum(server.asked.values())
    made, _ = fetcher(allowed=())
    with made:
        assert "not on the public net" in made.fetch(server.url("/one", host=host)).reason
    assert sum(server.asked.values()) == before


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f::1", True), ("10.0.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("fe80::1%eth0", False),
        ("fd00::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False),
    ],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public


def test_every_documented_private_network_is_refused():
    for network in ("10.0.0.0/8", "172.16.0.0/12", "127.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16", "fc00::/7"):
        net = ipaddress.ip_network(network)
        assert not is_public(str(net[0]))
        assert not is_public(str(net[-1]))


# ---- politeness -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        ("User-agent: *\nDisallow: /one", "not to read"),
        ("User-agent: wellsourced\nDisallow: /\n\nUser-agent: *\nAllow: /", "not to read"),
        (503, "cannot be read"),
        ("User-agent: *\nDisallow: /two", None),
        (404, None),
        (403, None),
    ],
)
def test_robots_txt_is_obeyed(robots, reason):
    with NewsServer(robots) as server:
        answer = fetched(server, "/one")
        assert server.asked["/one"] == (0 if reason else 1)
    assert (reason in answer.reason) if reason else answer.status == 200


def test_a_host_is_left_in_peace_between_two_requests():
    with NewsServer("User-agent: *\nCrawl-delay: 4") as server:
        made, pauses = fetcher(Limits(seconds=1.0, pause=2.0))
        with made:
            made.fetch(server.url("/one"))
            made.fetch(server.url("/two"))
    assert [round(pause) for pause in pauses] == [2, 6]  # the clock stands still: each pause is from the start


# ---- feeds and sitemaps -----------------------------------------------------------------------


def urls(server: NewsServer, *paths: str, most: int = 100, known: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    made, _ = fetcher()
    with made:
        found = list(fetch_all([server.url(p) for p in paths], made, most=most, is_known=lambda url: url in known))
    kept = [one.answer.url.removeprefix(server.url("")) for one in found if isinstance(one, Kept)]
    return kept, [one.error for one in found if isinstance(one, Unread)]


@pytest.mark.parametrize(
    ("path", "found"),
    [("/one", ["/one"]), ("/feed", ["/one", "/two"]), ("/atom", ["/one"]), ("/sitemap.xml", ["/two"])],
)
def test_pages_feeds_and_sitemaps(server, path, found):
    assert urls(server, path) == (found, [])


def test_what_is_known_is_not_asked_for_again(server):
    assert urls(server, "/feed", known=(server.url("/one"),)) == (["/two"], [])


def test_a_feed_of_ten_thousand_links_is_bounded(server):
    kept, told = urls(server, "/many", most=3)
    assert kept == ["/item/0", "/item/1", "/item/2"]
    assert told == ["it names 10,000 articles that are new; the first 3 were read"]


def test_entities_are_not_expanded(server):
    kept, told = urls(server, "/entities")
    assert (kept, told) == ([], ["the sitemap names no articles"])


def test_one_bad_address_among_good_ones(server):
    kept, told = urls(server, "/one", "/nothing", "/loop", "/two")
    assert kept == ["/one", "/two"]
    assert told == ["the server answers with status 404", "more than 5 redirects"]


@pytest.mark.parametrize("content", [b"", b"<html><rss>", b"%PDF", b"<rss", b"<urlset", b"<feed>\xff\xfe\x00", b"<a/>"])
def test_what_is_no_feed(content):
    found = listing(content, "http://news.example/")
    assert found is None or found.addresses == ()


# ---- answers as they are kept -----------------------------------------------------------------


@pytest.mark.parametrize("path", ["/one", "/packed"])
def test_an_answer_is_kept_as_a_record_that_gives_the_page(server, path):
    made, _ = fetcher()
    with made:
        [kept] = fetch_all([server.url(path)], made)
    record = gzip.decompress(as_warc(kept))
    assert record.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
    [page] = pages(kept)
    assert isinstance(page, Page)
    assert b"lock at Ostrel" in page.content
    assert (page.address, page.fetched) == (server.url(path), str(kept.at.date()))


def test_a_bomb_is_told(server, monkeypatch):
    monkeypatch.setattr(warc, "LARGEST", 1_000_000)
    made, _ = fetcher()
    with made:
        [kept] = fetch_all([server.url("/bomb")], made)
    [told] = pages(kept)
    assert "unpacks to more" in told.error
