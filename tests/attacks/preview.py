"""The preview that a reader sees while writing, fed with attacks in a page without any policy."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from commentary.form_script import form_script
from commentary.markup import comment_html
from commentary.text import refused
from tests.attacks.watch import INSPECT, OWN, elsewhere, watching
from tests.browser.server import serving
from tests.publication import ROOT, language

COMPARE = ROOT / "tests" / "browser" / "preview" / "compare.js"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>The preview</title>
<link rel="icon" href="favicon.svg">
<main class="comments"></main><script type="module" src="compare.js"></script>
"""
SHOW = """async (texts) => {
  const { openPreview } = await import("./preview.js");
  const room = document.querySelector("main");
  let body = "";
  const { update } = openPreview(room, () => ({ author: body, body }));
  room.querySelector("button").click();
  const box = room.querySelector(".e-content");
  // The renderer comes when it is first asked for.
  while (room.querySelector("section").hidden) await new Promise((done) => setTimeout(done, 10));
  const faults = [];
  for (body of texts) {
    update();
    if (room.querySelector("bdi").textContent !== body) faults.push(`the name is not ${body}`);
    const kept = document.createElement("article");
    kept.append(box.cloneNode(true));
    room.append(kept);
  }
  return faults;
}"""


OWN_DOING = re.compile("compare.js|is a comment out of its place")


@dataclass(slots=True)
class Seen:
    executions: list[str]
    faults: list[str] = field(default_factory=list)


def preview(browser: Browser, folder: Path, texts: list[str]) -> Seen:
    """What ran while every text was shown, one after the other, and stayed on the page; and where the preview differs
    from the build or holds what it should not."""
    assets = ROOT / "hooks" / "theme" / "assets"
    for file in [*(assets / "js").glob("*.js"), assets / "favicon.svg", COMPARE]:
        shutil.copy(file, folder)
    (folder / "words.js").write_text(form_script(language("en")), "utf-8")
    (folder / "index.html").write_text(PAGE, "utf-8")
    with serving(folder) as address, watching(browser) as watch:
        watch.page.goto(address, wait_until="load")
        # Half of a pair and what no file may hold never reach the build.
        sound = [text for text in texts if not refused(text) and not re.search("[\ud800-\udfff]", text)]
        pairs = [[text, str(comment_html(text, lines=True))] for text in sound]
        faults = [f"the preview of {one['text']} differs" for one in watch.page.evaluate("preview.compare", pairs)]
        faults += watch.page.evaluate(SHOW, texts)
        faults += [fault for fault in watch.page.evaluate(INSPECT, OWN)["faults"] if not OWN_DOING.search(fault)]
        faults += [f"the preview asks for {url}" for url in elsewhere(watch.seen.requests, address)]
        faults += watch.seen.said
        return Seen(watch.seen.executions, faults)
