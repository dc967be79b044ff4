"""The page in a real browser: its own script runs, nobody else's does, nothing is fetched, and it fits a phone.

Needs a Chromium or Chrome on the PATH; skipped where there is none.
"""

from __future__ import annotations

import html
import http.server
import json
import re
import shutil
import subprocess
import threading

import dossiers
import pytest

from wellsourced.tell.dossier import as_json, dumps
from wellsourced.tell.html.page import render

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium, chromium-browser or google-chrome on the PATH")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--virtual-time-budget=1500",
)  # fmt: skip


@pytest.fixture
def dom(tmp_path):
    """A function: the text of a page -> the text of its document after its scripts have run."""

    def load(text: str, width: int = 1280) -> str:
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        command = [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},900",
                   "--dump-dom", path.as_uri()]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)
        return done.stdout.decode("utf-8")

    return load


@pytest.fixture
def server():
    """A local server and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()
        thread.join()


def unlocked(text: str, script: str) -> str:
    """The page without its policy and with a script of the test's own, whose answer becomes the title."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    return text.replace("</body>", f"<script>setTimeout(() => {{ {script} }}, 100)</script></body>")


def title(text: str) -> str:
    return html.unescape(re.search(r"<title>(.*?)</title>", text, re.S)[1])


def test_hostile_pages_run_and_fetch_nothing(dom, server):
    address, asked = server
    data = dumps(dossiers.hostile()).replace("src=x", f"src={address}/hostile")
    shown = dom(render(json.loads(data)))
    assert asked == []
    assert title(shown).startswith("</title></style>")
    assert (
        '<button type="button" id="theme" aria-label="Dark colours">' in shown
    )  # no longer hidden: the page's own script did run


def test_the_same_words_as_markup_would_have_run_and_fetched(dom, server):
    """So that the test above is one."""
    address, asked = server
    words = "".join(dossiers.HOSTILE[:2]).replace("src=x", f"src={address}/hostile")
    shown = dom(f"<title>as it was</title>{words}")
    assert title(shown) == "ran"
    assert asked == ["/hostile"]


def test_a_claim_opens_its_words_beside_it(dom):
    script = """
      document.querySelector(".claim .words a").click();
      const lit = [...document.querySelectorAll("#peek .lit")].map(e => e.textContent).join("");
      document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}));
      document.title = lit.replace(/\\u2060/g, "") + "|" + !document.getElementById("peek");"""
    shown = dom(unlocked(render(as_json(dossiers.small())), script))
    assert title(shown) == "The ferry carried 210 people|true"


def test_an_arrow_leads_to_its_evidence(dom):
    script = """
      const arrow = document.querySelector(".lineage .flow");
      arrow.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
      const found = document.querySelector(location.hash);
      document.title = location.hash + "|" + found.checkVisibility() + "|" + Boolean(found.querySelector(".why"));"""
    shown = dom(unlocked(render(as_json(dossiers.small())), script))
    assert title(shown) == "#edge-1|true|true"


def test_filter_sort_and_find(dom):
    script = """
      const rows = () => [...document.querySelectorAll(".claim")].filter(e => e.checkVisibility());
      const numbers = () => rows().map(e => e.querySelector(".no").textContent).join(" ");
      const said = [numbers()];
      document.querySelector("input[value=disputed]").click();
      said.push(numbers());
      document.querySelector("input[value=all]").click();
      const select = document.querySelector(".tools select"), find = document.querySelector(".tools input");
      select.value = "text"; select.dispatchEvent(new Event("change"));
      said.push(numbers());
      find.value = "ruiz nobody"; find.dispatchEvent(new Event("input"));
      said.push(numbers());
      find.value = "nowhere"; find.dispatchEvent(new Event("input"));
      said.push(document.querySelector(".nothing").checkVisibility());
      document.title = said.join("|");"""
    shown = dom(unlocked(render(as_json(dossiers.small())), script))
    assert title(shown) == "1 2 3|1 3|1 2 3 4 5|2|true"


@pytest.mark.parametrize("dossier", [dossiers.small(), dossiers.hostile()], ids=["small", "hostile"])
def test_it_fits_a_phone(dom, dossier):
    inner = html.escape(render(as_json(dossier)), quote=True)
    frame = f'<iframe style="width:360px;height:700px" srcdoc="{inner}"></iframe>'
    script = """
      const page = document.querySelector("iframe").contentDocument.documentElement;
      document.title = page.scrollWidth - page.clientWidth;"""
    shown = dom(f"<title></title>{frame}<script>onload = () => {{ {script} }}</script>")
    assert title(shown) == "0"
