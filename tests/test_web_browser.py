"""The web application in a real browser: what people do with it, with a pointer, with the keyboard alone, on a phone.

Needs a Chromium or Chrome on the PATH; skipped where there is none. Every page that a test opens is looked at by axe,
for barriers (WCAG 2.2 AA); a message on the console, or a request to anywhere else, is an error.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from importlib.resources import files

import httpx
import pytest
import web_server

playwright = pytest.importorskip("playwright.sync_api")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium, chromium-browser or google-chrome on the PATH")
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# a story shows hundreds of claims and whole articles by the same templates; looking at all of them takes a minute
MORE_OF_THE_SAME = [[".rest"], [".source:nth-of-type(n+3)"], [".voice:nth-of-type(n+9)"], [".claim:nth-of-type(n+9)"],
                    [".names tr:nth-of-type(n+9)"], [".moments li:nth-of-type(n+9)"]]  # fmt: skip
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with web_server.serving(web_server.example_archive(tmp_path_factory.mktemp("archive"))) as running:
        yield running


class Visitor:
    """A browser window that watches itself."""

    def __init__(self, browser, address, **options):
        self.address, self.wrong = address, []
        self.context = browser.new_context(base_url=address, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda message: self.wrong.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request):
        if not request.url.startswith((self.address, "data:,")):
            self.wrong.append(f"a request to {request.url}")

    def go(self, path):
        self.page.goto(path)
        self.check()

    def check(self):
        """Nothing on the console, no request elsewhere, nothing beyond the window's right edge."""
        self.page.wait_for_load_state()
        assert self.wrong == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(overflow) <= 0, self.page.url

    def follow(self, place):
        """Choose a link or a button that leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            place.click()
        self.check()

    def look_for_barriers(self):
        options = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
        found = self.page.evaluate(f"{AXE}; axe.run({json.dumps({'exclude': MORE_OF_THE_SAME})}, {options})")
        told = [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found["violations"]
                for node in one["nodes"][:3]]  # fmt: skip
        assert told == [], self.page.url


@pytest.fixture
def visit(browser, site):
    with contextlib.ExitStack() as stack:

        def open_window(address=site.address, **options):
            visitor = Visitor(browser, address, **({"viewport": WIDE} | options))
            stack.callback(visitor.context.close)
            return visitor

        yield open_window


@pytest.fixture(scope="module")
def told(site):
    """The example's only story, as its twin tells it."""
    story = httpx.get(f"{site.address}/stories.json", timeout=30).json()["stories"][0]["id"]
    return httpx.get(f"{site.address}/stories/{story}.json", timeout=30).json()


@pytest.fixture(scope="module")
def pages(site, told):
    """An address of every kind of page."""
    shared = max(told["passages"], key=lambda passage: len(passage["spans"]))
    some = "&".join(f"article={span['article']}" for span in shared["spans"][:3])
    people = httpx.get(f"{site.address}/people.json", timeout=30).json()["people"]
    story = told["stories"][0]["id"]
    claim = max(told["claims"], key=lambda claim: claim["outlets"])
    return {
        "stories": "/", "story": f"/stories/{story}", "article": f"/articles/{told['articles'][0]['id']}",
        "claim": f"/claims/{claim['id']}", "compare": f"/compare?{some}", "people": "/people",
        "choose": f"/compare?story={story}", "person": f"/people/{people[0]['id']}",
        "search": "/search?q=cabin", "nothing found": "/search?q=nowhere+to+be+found", "add": "/add",
        "unread": "/unread", "decisions": "/decisions",
    }  # fmt: skip


NAMES = ["stories", "story", "article", "claim", "compare", "choose", "people", "person", "search", "nothing found",
         "add", "unread", "decisions"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_page_on_a_wide_screen_and_a_phone_light_and_dark(visit, pages, name):
    for visitor in (visit(), visit(viewport=PHONE, color_scheme="dark")):
        visitor.go(pages[name])
        visitor.look_for_barriers()


def test_a_page_that_is_not_there(visit):
    visitor = visit()
    visitor.page.goto("/nowhere")
    visitor.wrong = [text for text in visitor.wrong if "404" not in text]  # the browser's own message
    visitor.check()
    visitor.follow(visitor.page.get_by_role("link", name="Go to the stories"))
    assert visitor.page.get_by_role("heading", level=1).inner_text() == "Stories"


def test_from_the_first_visit_to_the_example(visit, tmp_path):
    with web_server.serving(tmp_path / "new.archive") as new:
        visitor = visit(new.address)
        visitor.go("/")
        assert "Nothing has been read yet" in visitor.page.inner_text("h1")
        visitor.follow(visitor.page.get_by_role("button", name="Read the example"))
        visitor.page.get_by_role("link", name="See the stories").wait_for(timeout=120_000)
        visitor.follow(visitor.page.get_by_role("link", name="See the stories"))
        visitor.follow(visitor.page.locator(".stories a").first)
        assert visitor.page.locator("article.source").count() == 8


def test_a_claim_opens_its_words_and_its_page(visit, pages):
    visitor = visit()
    visitor.go(pages["story"])
    claim = visitor.page.locator(".claim").first
    claim.locator(".words a").click()
    peek = visitor.page.get_by_role("dialog")
    assert peek.locator(".lit").first.is_visible()
    visitor.page.keyboard.press("Escape")
    assert peek.count() == 0
    claim.locator("summary").click()
    visitor.follow(claim.get_by_role("link", name=re.compile("Every support in its context")))
    assert visitor.page.locator(".support .lit").count() > 1
    assert visitor.page.locator(".way li").count() > 1
    visitor.follow(visitor.page.locator(".support .places a").first)
    assert visitor.page.locator(".text .lit").first.is_visible()


def test_the_lineage_leads_to_its_evidence(visit, pages):
    visitor = visit()
    visitor.go(pages["story"])
    edge = visitor.page.locator("svg a[href^='#edge-']").first
    target = edge.get_attribute("href")
    edge.focus()
    visitor.page.keyboard.press("Enter")
    assert visitor.page.url.endswith(target)
    assert visitor.page.locator(target).is_visible()
    visitor.page.locator(f"{target} .places a").first.click()
    assert visitor.page.get_by_role("dialog").locator(".lit").first.is_visible()


def test_articles_are_chosen_and_compared(visit, pages, told):
    visitor = visit()
    visitor.go(pages["choose"])
    shared = max(told["passages"], key=lambda passage: len(passage["spans"]))
    for span in shared["spans"][:2]:
        visitor.page.locator(f"input[value='{span['article']}']").check()
    visitor.follow(visitor.page.get_by_role("button", name="Side by side"))
    assert visitor.page.locator(".aligned thead th").count() == 3
    assert visitor.page.locator("tr.common").count() > 0
    assert visitor.page.locator("tr.common .v").count() > 0


def test_search_from_any_page_leads_to_the_words(visit):
    visitor = visit()
    visitor.go("/people")
    visitor.page.get_by_role("searchbox", name="Search articles").fill("“cabin”")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/search?**")
    visitor.check()
    visitor.page.locator("select[name=kind]").select_option("quote")
    visitor.follow(visitor.page.get_by_role("main").get_by_role("button", name="Search"))
    visitor.follow(visitor.page.locator(".hits .words a").first)
    assert "cabin" in visitor.page.locator(".text .lit").first.inner_text().lower()


def test_two_names_are_put_together_and_parted_again(visit, tmp_path):
    with web_server.serving(web_server.example_archive(tmp_path)) as own:
        visitor = visit(own.address)
        people = httpx.get(f"{own.address}/people.json?kind=person", timeout=30).json()["people"]
        one, other = people[0], people[1]
        visitor.go(f"/people/{one['id']}")
        visitor.page.get_by_label(f"{one['name']} and").fill(other["name"])
        visitor.follow(visitor.page.get_by_role("button", name="are the same"))
        visitor.page.get_by_role("heading", name="Decided").wait_for(timeout=60_000)
        visitor.check()
        statements = int(visitor.page.locator(".figures b").first.inner_text())
        assert statements > max(one["statements"], other["statements"])
        visitor.follow(visitor.page.get_by_role("button", name=re.compile("Take back")))
        visitor.page.locator(".figures").wait_for(timeout=60_000)
        assert visitor.page.locator(".decided").count() == 0
        found = httpx.get(f"{own.address}/people.json?kind=person", timeout=30).json()["people"]
        assert [(p["name"], p["statements"]) for p in found[:2]] == [(p["name"], p["statements"]) for p in people[:2]]


def test_a_text_is_pasted_and_files_are_dropped(visit, tmp_path):
    with web_server.serving(tmp_path / "new.archive") as new:
        visitor = visit(new.address)
        visitor.go("/add")
        visitor.page.get_by_label("The article’s text").fill(
            "Port Ormel, 3 May 2031. Two barges burned on Monday, the harbour office said. "
            "“We saw flames on both decks,” said the harbour master, Ines Karvel."
        )
        visitor.page.get_by_label("Outlet").fill("Ormel Echo")
        (tmp_path / "second.txt").write_text(
            "Two barges burned in Port Ormel on Monday, according to the harbour office."
        )
        (tmp_path / "image.png").write_bytes(b"\x89PNG")
        visitor.page.locator("#files").set_input_files([tmp_path / "second.txt", tmp_path / "image.png"])
        visitor.follow(visitor.page.get_by_role("button", name="Read them"))
        visitor.page.get_by_role("link", name="See the stories").wait_for(timeout=120_000)
        visitor.check()
        assert "not a kind of file that is read" in visitor.page.inner_text("main")
        assert str(tmp_path) not in visitor.page.content()
        assert httpx.get(f"{new.address}/stories.json").json()["archive"]["articles"] == 2


def test_keyboard_alone(visit, pages):
    visitor = visit()
    visitor.go("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent").startswith("Skip")
    seen = []
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.evaluate("""() => {
          const at = document.activeElement, style = getComputedStyle(at);
          const visible = style.outlineStyle !== "none" && style.outlineWidth !== "0px";
          return [at.textContent.trim() || at.name || at.id, visible, at.getAttribute("href") || ""];
        }""")
        seen.append(focus[0])
        assert focus[1], f"no visible focus on {focus[0]}"
        if focus[2].startswith("/stories/"):
            break
    assert {"Stories", "People", "Add", "q"} <= set(seen)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/stories/**")


def test_without_scripts_everything_is_there(visit, pages):
    visitor = visit(java_script_enabled=False)
    visitor.page.goto(pages["story"])
    assert visitor.page.locator(".claim").count() > 50
    visitor.page.goto(pages["compare"])
    assert visitor.page.locator("tr.common").count() > 0


def test_print_shows_words_and_no_tools(visit, pages):
    visitor = visit()
    visitor.go(pages["story"])
    visitor.page.emulate_media(media="print")
    for hidden in (".goto", ".ask", ".toolbar", "#theme"):
        assert not visitor.page.locator(hidden).first.is_visible()
    assert visitor.page.get_by_role("heading", level=1).is_visible()
    assert visitor.page.locator(".edges .places a").first.is_visible()
    assert len(visitor.page.pdf()) > 10_000
