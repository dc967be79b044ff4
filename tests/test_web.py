"""The web application, asked as a browser asks it: every page and its twin, what is refused, what is never shown."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time

import dossiers
import httpx
import pytest
import schemathesis
import web_server
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html
from schemathesis import checks

from wellsourced.web.safety import Guard

POLICY = "default-src 'none'; style-src 'self'"
PAGES = ["/", "/stories", "/unread", "/search", "/search?q=cable", "/search?q=zzzz", "/people", "/add"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    archive = web_server.example_archive(tmp_path_factory.mktemp("archive"))
    with web_server.serving(archive) as running:
        yield running


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site.address, timeout=30, follow_redirects=True) as client:
        yield client


@pytest.fixture(scope="module")
def story(client):
    return client.get("/stories.json").json()["stories"][0]["id"]


def text(answer):
    return " ".join(lxml_html.document_fromstring(answer.text).text_content().split())


def token(client):
    return re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)[1]


# ---- pages ------------------------------------------------------------------------------------


def test_stories_are_listed_with_their_origins(client):
    answer = client.get("/")
    assert answer.status_code == 200
    row = lxml_html.document_fromstring(answer.text).xpath("//table[@class='stories']/tbody/tr")[0]
    told = client.get("/stories.json").json()["stories"][0]
    origins = told["origins"]
    assert row.xpath("string(.//td[@data-of='origins'])") == f"{origins['low']}–{origins['high']}"
    assert told["title"] in row.text_content()


def test_a_story_is_its_dossier(client, story):
    answer = client.get(f"/stories/{story}")
    assert answer.status_code == 200
    told = client.get(f"/stories/{story}.json").json()
    tree = lxml_html.document_fromstring(answer.text)
    assert len(tree.xpath("//li[@class='claim']")) == len(told["claims"])
    assert len(tree.xpath("//article[@class='source']")) == 8


def test_a_story_as_one_file_is_what_report_writes(client, site, story, tmp_path):
    written = tmp_path / "dossier.html"
    command = [sys.executable, "-m", "wellsourced.cli", "report", site.app.state.archive.address, "--story", story,
               "--html", str(written), "--quiet"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    answer = client.get(f"/stories/{story}/dossier.html")
    assert answer.headers["content-disposition"].startswith("attachment")

    def without_run(page: str) -> str:
        return re.sub(r'<dl class="run">.*?</dl>', "", page, flags=re.S)

    assert without_run(answer.text) == without_run(written.read_text(encoding="utf-8"))


def test_an_article_shows_its_whole_text(client, story):
    for article in client.get(f"/stories/{story}.json").json()["articles"]:
        answer = client.get(f"/articles/{article['id']}")
        assert answer.status_code == 200
        (shown,) = lxml_html.document_fromstring(answer.text).xpath("//div[@class='text']")
        for ref in shown.xpath(".//a[@class='ref'] | .//small | .//summary"):
            ref.clear(keep_tail=True)
        words = "".join(shown.itertext()).replace("\u2060", "")
        assert "".join(words.split()) == "".join(article["text"].split())
        assert client.get(f"/articles/{article['id']}.json").json()["article"]["text"] == article["text"]


def test_search_finds_and_filters(client):
    everywhere = client.get("/search.json", params={"q": "cabin"}).json()["hits"]
    quotes = client.get("/search.json", params={"q": "cabin", "kind": "quote"}).json()["hits"]
    assert {hit["kind"] for hit in quotes} == {"quote"}
    assert len(quotes) < len(everywhere)
    page = lxml_html.document_fromstring(client.get("/search", params={"q": "cabin"}).text)
    assert len(page.xpath("//ol[@class='hits']/li")) == len(everywhere)
    assert {mark.lower().rstrip("s") for mark in page.xpath("//mark/text()")} == {"cabin"}
    for href in set(page.xpath("//ol[@class='hits']//a/@href")):
        assert client.get(href).status_code == 200, href


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nowhere", 404), ("/nowhere.json", 404), ("/stories/story-000000000000", 404), ("/stories/x", 422),
     ("/articles/a-000000000000.json", 404), ("/search?since=yesterday", 422), ("/?page=0", 422), ("/jobs/99", 404),
     ("/static/../app.py", 404), ("/static/..%2fapp.py", 404)],
)  # fmt: skip
def test_errors_are_pages_and_json(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    if address.endswith(".json"):
        assert answer.json()["error"]
    else:
        assert "Go to the stories" in text(answer)
        assert lxml_html.document_fromstring(answer.text).xpath("//h1")


def test_every_link_of_every_page_leads_somewhere(client):
    seen, wanted = set(), ["/"]
    while wanted:
        here = wanted.pop()
        answer = client.get(here)
        assert answer.status_code == 200, here
        if "html" not in answer.headers["content-type"] or here.endswith("dossier.html"):
            continue
        tree = lxml_html.document_fromstring(answer.text)
        ids = set(tree.xpath("//@id"))
        for href in tree.xpath("//a/@href | //link/@href"):
            if href.startswith("#"):
                assert href[1:] in ids, f"{here} {href}"
            path = href.partition("#")[0]
            kind = re.sub(r"-[0-9a-f]{12}", "-", path.partition("?")[0])  # some of each kind
            if path.startswith("/") and path not in seen and sum(kind == one for one, _ in seen_kinds(seen)) < 12:
                seen.add(path)
                wanted.append(path)


def seen_kinds(seen):
    return [(re.sub(r"-[0-9a-f]{12}", "-", path.partition("?")[0]), path) for path in seen]


# ---- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "192.0.2.7", "127.0.0.1:8000:1", "", "a b",
     "0.0.0.0", "[::]"],
)  # fmt: skip
def test_other_names_are_not_answered(client, host):
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "Stories" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8421", "127.0.0.1:1", "[::1]:80"])
def test_its_own_names_are(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_nothing_changes_without_a_token_of_ours(client, site):
    paths = {route.path for route in every_route(site.app) if "POST" in route.methods}
    assert {"/add", "/add/example", "/enter"} <= paths
    for path in paths:
        path = re.sub(r"\{.*?\}", "i-000000000000", path)
        for form in ({}, {"csrf": "guessed"}, {"csrf": ""}):
            assert client.post(path, data=form).status_code == 403, path
    for route in every_route(site.app):
        assert route.methods <= {"GET", "HEAD", "POST"}


def every_route(app):
    def below(routes):
        for route in routes:
            if hasattr(route, "methods"):
                yield route
            elif hasattr(route, "original_router"):
                yield from below(route.original_router.routes)

    return list(below(app.routes))


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"}],
)  # fmt: skip
def test_a_change_must_come_from_a_page_of_ours(client, headers):
    answer = client.post("/add", data={"csrf": token(client), "text": "A text."}, headers=headers)
    assert answer.status_code == 403


def test_too_much_is_refused(client):
    def endless():
        for _ in range(70):
            yield b"x" * (1 << 20)

    answer = client.post("/add", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code in (400, 413)
    many = [("files", (f"{n}.txt", b"x")) for n in range(600)]
    assert client.post("/add", data={"csrf": token(client)}, files=many).status_code == 400


def test_every_answer_carries_the_policy(client, story):
    for address in (*PAGES, f"/stories/{story}", "/stories.json", "/static/web.js", "/nowhere"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert policy.startswith(POLICY), address
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_no_page_holds_script_or_style_of_its_own(client, story):
    for address in (*PAGES, f"/stories/{story}"):
        tree = lxml_html.document_fromstring(client.get(address).text)
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert not tree.xpath("//@style")
        assert all(src.startswith("/static/") for src in tree.xpath("//script/@src"))
        assert not [script for script in tree.xpath("//script") if script.text]
        assert all(a.startswith(("/", "#", "https://", "http://", "data:,")) for a in tree.xpath("//@href | //@action"))


def test_from_other_machines_it_needs_the_token(tmp_path):
    guard = Guard(frozenset(("localhost", "desk.example")), "a-token-of-sufficient-length")
    with web_server.serving(tmp_path / "new.archive", guard) as site, httpx.Client(base_url=site.address) as client:
        assert client.get("/", headers={"Host": "desk.example"}).status_code == 303
        assert client.get("/stories.json").status_code == 303
        assert client.get("/enter", headers={"Host": "evil.example"}).status_code == 421
        assert client.get("/enter", params={"token": "another"}).status_code == 200
        answer = client.get("/enter", params={"token": guard.token})
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/").status_code == 200


# ---- what pages bring along is never more than words ------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server over pages with hostile titles, names, quotations and file names, added as a person adds them."""
    folder = tmp_path_factory.mktemp("hostile")
    with (
        web_server.serving(folder / "hostile.archive") as running,
        httpx.Client(base_url=running.address, timeout=60, follow_redirects=True) as client,
    ):
        words = " ".join(one.replace("\x00", "") for one in dossiers.HOSTILE)
        texts = [
            f"{title}\n\n“{words} We saw <b>flames</b> on both decks,” said Ines <i>Karvel</i>, the harbour "
            f"master of Port Ormel. Two barges burned in Port Ormel on 3 May 2031, she told <script>ran</script> News."
            for title in (dossiers.HOSTILE[0], dossiers.HOSTILE[1])
        ]
        names = ("<img src=x onerror=alert(1)>.txt", "..\\..\\etc\\passwd.txt", "/etc/shadow.txt", 'a"b\u202e.html')
        pages = [("files", (name, texts[n % 2] + f" This is page {n}.")) for n, name in enumerate(names)]
        facts = {"csrf": token(client), "text": texts[0], "title": dossiers.HOSTILE[2], "outlet": dossiers.HOSTILE[3]}
        job = client.post("/add", data=facts, files=pages).url.path
        while client.get(f"{job}.json").json()["state"] not in ("done", "failed"):
            time.sleep(0.1)
        assert client.get(f"{job}.json").json()["state"] == "done"
        yield client, job, folder


def every_page(client, *first):
    """Every page that can be come to by links."""
    seen, wanted = set(), ["/", *first]
    while wanted:
        here = wanted.pop()
        if here in seen or "/static/" in here:
            continue
        seen.add(here)
        answer = client.get(here)
        yield here, answer
        if "html" in answer.headers["content-type"] and not here.endswith("dossier.html"):
            tree = lxml_html.document_fromstring(answer.text)
            hrefs = [href.partition("#")[0] for href in tree.xpath("//a/@href | //link/@href")]
            wanted += sorted(href for href in hrefs if href.startswith("/"))


def test_hostile_words_stay_words(hostile):
    client, job, _ = hostile
    kinds = set()
    for here, answer in every_page(client, job, "/search?q=flames", "/search?q=%3Cscript%3E", "/people", "/unread"):
        assert answer.status_code == 200, here
        kinds.add(here.split("/")[1].partition("?")[0])
        if "html" not in answer.headers["content-type"]:
            assert answer.headers["content-type"].startswith("application/json")
            continue
        tree = lxml_html.document_fromstring(answer.text)
        assert not tree.xpath("//img | //iframe | //object | //embed | //i[contains(., 'Karvel')]"), here
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")], here
        if not here.endswith("dossier.html"):
            assert all(src.startswith("/static/") for src in tree.xpath("//script/@src")), here
            assert not [script.text for script in tree.xpath("//script") if script.text], here
        assert not [href for href in tree.xpath("//@href") if href.lower().strip().startswith("javascript:")], here
        assert "49" not in tree.findtext(".//title")
    assert {"stories", "articles", "claims", "people", "search", "jobs"} <= kinds


def test_no_page_tells_where_on_this_machine_anything_is(tmp_path):
    folder = tmp_path / "private-folder"
    folder.mkdir()
    (folder / "page.txt").write_text("Two barges burned in Port Ormel on 3 May 2031, the harbour office said.")
    (folder / "other.pdf").write_bytes(b"%PDF")
    archive = tmp_path / "secret-name.archive"
    command = [sys.executable, "-m", "wellsourced.cli", "add", str(archive), str(folder), str(folder / "none.txt")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with web_server.serving(archive) as site, httpx.Client(base_url=site.address, follow_redirects=True) as client:
        pages = dict(every_page(client, "/add", "/unread", "/openapi.json", "/nowhere", "/stories/story-000000000000"))
        (client_address,) = {site.app.state.archive.address}
        archive.write_bytes(b"no archive any more")
        pages["broken"] = client.get("/")
        pages["broken too"] = client.get("/stories.json")
    assert "page.txt" in "".join(page.text for page in pages.values())
    for here, answer in pages.items():
        for private in (str(tmp_path), "private-folder", "secret-name", client_address, sys.prefix):
            assert private not in answer.text, here
            assert private not in str(answer.headers), here


# ---- JSON -------------------------------------------------------------------------------------


def test_every_twin_keeps_to_its_description(site):
    """schemathesis asks every JSON address in all ways that its description allows, and some that it does not."""
    schema = schemathesis.openapi.from_url(f"{site.address}/openapi.json")
    asked = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        asked.add(operation.path)

        @settings(
            max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
        )
        @given(case=operation.as_strategy())
        def ask(case):
            answer = case.call(timeout=30)
            assert answer.status_code < 500, (case.path, answer.text)
            case.validate_response(answer, checks=CHECKS)

        ask()
    assert len(asked) > 10


CHECKS = [checks.not_a_server_error, checks.content_type_conformance, checks.response_schema_conformance]


# ---- the command ------------------------------------------------------------------------------


def test_nothing_else_loads_the_web_libraries():
    code = "import sys, wellsourced.cli; print(sorted({'fastapi', 'uvicorn', 'starlette'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_serve_prints_its_address_and_stops(tmp_path):
    command = [sys.executable, "-m", "wellsourced.cli", "serve", str(tmp_path / "new.archive"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())[0]
            assert "Nothing has been read yet" in httpx.get(address).text
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=20)
        finally:
            server.kill()
    assert (server.returncode, err) == (0, "")
    assert out.endswith("Stopped.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [(["{}/no/such/folder/new.archive"], 1, "cannot be opened"), (["{}", "--name", "desk"], 2, "--host"),
     (["{}/new.archive", "--port", "99999"], 2, "99999"), ([], 2, "Missing argument")],
)  # fmt: skip
def test_serve_says_what_is_wrong(tmp_path, arguments, code, told):
    given = [one.format(tmp_path) for one in arguments]
    command = [sys.executable, "-m", "wellsourced.cli", "serve", *given]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_openapi_describes_every_twin(client):
    told = json.loads(client.get("/openapi.json").text)
    assert all(path.endswith(".json") for path in told["paths"])
    assert {"/stories.json", "/search.json", "/stories/{story}.json", "/articles/{article}.json"} <= set(told["paths"])
