"""The pictures of the web application in the README and the guide, made from the example.

    python docs/screenshots.py [FOLDER]

Reads the example into an archive that is gone afterwards, serves it on loopback, and has an installed Chromium or
Chrome take five pages: in a window as wide as the pictures are shown, at twice its dots.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from wellsourced.archive import add, open_archive
from wellsourced.web.app import create_app
from wellsourced.web.routes.add import example
from wellsourced.web.server import running

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1180, 820


@contextmanager
def serving() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a.archive", create=True) as archive:
        add(archive, example())
        with running(create_app(archive)) as address:
            yield address


def addresses(where: str) -> dict[str, str]:
    """Name of a picture -> what it shows."""
    with httpx.Client(base_url=where, timeout=60) as client:
        story: dict[str, Any] = client.get("/stories.json").json()["stories"][0]
        told = client.get(f"/stories/{story['id']}.json").json()
        person = client.get("/people.json?kind=person").json()["people"][0]
    shared = max(told["passages"], key=lambda passage: (len(passage["spans"]), passage["bits"]))
    three = "&".join(f"article={span['article']}" for span in shared["spans"][:3])
    claim = max(told["claims"], key=lambda claim: (claim["outlets"], claim["id"]))
    place = f"/stories/{story['id']}"
    return {
        "web-story": place, "web-lineage": f"{place}#words-{story['id']}",
        "web-compare": f"/compare?{three}", "web-claim": f"/claims/{claim['id']}",
        "web-person": f"/people/{person['id']}",
    }  # fmt: skip


def take(page: Page, where: str, path: str, file: Path) -> None:
    page.goto(where + path)
    if "#" in path:
        page.locator(f"[id='{path.partition('#')[2]}']").scroll_into_view_if_needed()
    if path.startswith("/compare"):
        page.locator("tr.common").first.scroll_into_view_if_needed()
    page.screenshot(path=file)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("no chromium, chromium-browser or google-chrome on the PATH")
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as where, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = opened.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", device_scale_factor=1.5
        )
        for name, path in addresses(where).items():
            take(page, where, path, folder / f"{name}.png")
            print(folder / f"{name}.png")
        opened.close()


if __name__ == "__main__":
    main()
