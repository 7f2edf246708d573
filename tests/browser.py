"""A real browser for the tests: Debian's Chromium on a live server, where any complaint of the page is a failure.

`page` is a Playwright page of an office screen; `axe(page)` lists what keeps people out; `shot(page, name)` keeps
a picture in `build/shots` to be looked at.
"""
import os
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build" / "shots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
QUIET = (
    "--headless=new", "--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)
# A refused form or a missing page is part of a story; a page whose own parts do not load is a fault.
PARTS = {"stylesheet", "script", "image", "font"}


def chinese_fonts(folder):
    """A font configuration that shows the npm fonts, so that pictures have letters on a machine without any."""
    fonts = "".join(f"<dir>{path}</dir>" for path in (ROOT / "node_modules/@expo-google-fonts").glob("*/[47]00*"))
    settings = folder / "fonts.conf"
    settings.write_text(f'<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts</dir>{fonts}'
                        f"<cachedir>{folder}</cachedir></fontconfig>", encoding="utf-8")
    return str(settings)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """The one browser of a test process."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("Chromium is not installed; on Debian: apt-get install chromium (as root: make test does it)")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    environment = {**os.environ, "FONTCONFIG_FILE": chinese_fonts(tmp_path_factory.mktemp("fonts"))}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=list(QUIET), headless=True, env=environment)
        yield chromium
        chromium.close()


def watch(page, home, faults):
    """Writes down everything that a clerk's browser would complain of, and keeps the page off the network."""

    def on_console(message):
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"console: {message.text}")

    def on_response(answer):
        if answer.status >= 500 or (answer.status >= 400 and answer.request.resource_type in PARTS):
            faults.append(f"{answer.status} {answer.url}")

    def on_request(route):
        if not route.request.url.startswith(home):
            faults.append(f"asked the network for {route.request.url}")
            return route.abort()
        return route.continue_()

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("response", on_response)
    page.route(re.compile("^https?:"), on_request)


@pytest.fixture
def page(browser, live_server):
    """A page on the live server: `page.goto("/")`. The test fails on any console error or refused content."""
    context = browser.new_context(
        base_url=live_server.url, viewport=OFFICE, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(10_000)
    page, faults = context.new_page(), []
    watch(page, live_server.url, faults)
    yield page
    context.close()
    assert not faults, "\n".join(faults)


def sign_in(page, client):
    """Gives the browser the session of a Django test client that has signed in."""
    page.context.add_cookies([
        {"name": name, "value": cookie.value, "domain": "localhost", "path": "/"}
        for name, cookie in client.cookies.items()
    ])


def axe(page):
    """The serious and critical violations that axe-core finds, one sentence each with the elements."""
    if not page.evaluate("typeof axe == 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: " + ", ".join(node["html"][:160] for node in one["nodes"][:5])
        for one in found if one["impact"] in ("serious", "critical")
    ]


def shot(page, name):
    """Keeps a picture of the whole page as `build/shots/NAME.png`."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
