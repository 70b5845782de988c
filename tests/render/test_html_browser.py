"""The HTML report in a real browser: nothing is fetched, nothing overflows, everything can be read and used.

Needs Chromium: ``apt-get install chromium``. Without it the tests are skipped, unless
``HOLDFAST_REQUIRE_BROWSER=1`` says that there has to be one.
"""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

import specimens
from holdfast.render.formats.html import FORMAT

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",  # Chromium refuses to run as root with its sandbox, and CI runs as root.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SETTINGS = [(width, scheme) for width in (360, 1600) for scheme in ("light", "dark")]

LOW_CONTRAST = """
() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const curve = (share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  const linear = (value) => curve(value / 255);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ratio = (one, two) => {
    const [light, dark] = [luminance(one), luminance(two)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("body *:not(script)")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest(".skip")) continue;
    const style = getComputedStyle(element);
    const ink = channels(element instanceof SVGElement ? style.fill : style.color);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = ratio(ink, behind(element));
    const what = element.textContent.slice(0, 40);
    if (contrast < (isLarge ? 3 : 4.5)) found.push(`${what}: ${contrast.toFixed(2)}`);
  }
  return found;
}
"""


def _chromium():
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("HOLDFAST_REQUIRE_BROWSER") == "1":
        pytest.fail(f"HOLDFAST_REQUIRE_BROWSER=1, but none of {', '.join(NAMES)} is on PATH")
    if found is None:
        pytest.skip(f"none of {', '.join(NAMES)} is on PATH")
    return found


@pytest.fixture(scope="module")
def browser():
    program = _chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(params=SETTINGS, ids=lambda setting: f"{setting[0]}-{setting[1]}")
def page(request, browser, tmp_path):
    """The rich report, opened; ``heard`` collects requests and complaints."""
    width, scheme = request.param
    report = tmp_path / "report.html"
    report.write_text(FORMAT.render(specimens.rich()), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened = context.new_page()
    opened.heard = []
    opened.on("console", lambda message: opened.heard.append(message.text))
    opened.on("pageerror", lambda error: opened.heard.append(str(error)))
    opened.on("request", lambda call: opened.heard.append(call.url) if call.url != report.as_uri() else None)
    opened.goto(report.as_uri())
    yield opened
    context.close()


def shown(page):
    return page.locator("#list > details:visible").count()


def open_everything(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def press_until(page, key, selector):
    """Press a key until an element has the focus, as somebody without a mouse does."""
    for _ in range(200):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press(key)
    pytest.fail(f"{selector} cannot be reached with {key}")


def test_nothing_is_requested_and_nothing_complains(page):
    open_everything(page)
    assert page.heard == []


def test_nothing_is_wider_than_the_window_even_with_everything_open(page):
    open_everything(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_text_has_the_contrast_of_wcag_aa(page):
    open_everything(page)
    assert page.evaluate(LOW_CONTRAST) == []


def test_the_scheme_of_the_reader_is_followed(page):
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert (sum(map(int, colour[4:-1].split(","))) < 3 * 128) == is_dark


def test_the_list_is_narrowed_by_keyboard_alone(page):
    assert shown(page) == 17
    press_until(page, "Tab", "input[value=critical]")
    page.keyboard.press("Space")
    assert shown(page) == 15
    page.keyboard.press("Space")
    press_until(page, "Tab", "#text")
    page.keyboard.type("AXIOS exponential")
    assert shown(page) == 1
    assert page.locator("#shown").inner_text() == "1 of 17 shown"
    press_until(page, "Tab", "#list > details summary")
    page.keyboard.press("Enter")
    assert page.get_by_text("What to do:").first.is_visible()


def test_filters_combine_and_say_when_nothing_is_left(page):
    page.select_option("#standing", "waived")
    assert shown(page) == 1
    page.select_option("#category", "sast")
    assert shown(page) == 0
    assert page.locator("#none").is_visible()


def test_all_findings_open_and_close_with_one_button(page):
    page.click("#open-all")
    assert page.locator("#list > details[open]").count() == 17
    page.click("#open-all")
    assert page.locator("#list > details[open]").count() == 0


def test_everything_is_open_on_paper(page):
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0


def test_without_its_script_the_page_shows_everything_and_no_dead_controls(browser, tmp_path):
    report = tmp_path / "report.html"
    report.write_text(FORMAT.render(specimens.rich()), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(report.as_uri())
    assert shown(opened) == 17
    assert not opened.locator("#controls").is_visible()
    context.close()
