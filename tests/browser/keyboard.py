"""A walk over a page with the tab key: what cannot be reached, and where one cannot see where one is."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_PREPARE = """() => {
  const reachable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  window.waiting = new Set([...document.querySelectorAll(reachable)].filter(
    // Of radio buttons the tab key reaches the one that is chosen; arrows lead to the others.
    node => node.tabIndex >= 0 && !node.disabled && !(node.type === "radio" && !node.checked)
      && node.checkVisibility({visibilityProperty: true})));
  window.visited = new Set();
  window.known = new Map();
  const sheet = document.body.appendChild(document.createElement("div"));
  sheet.style.background = "Canvas";
  window.canvas = getComputedStyle(sheet).backgroundColor;
  sheet.remove();
}"""
_LOOK = """async () => {
  const node = document.activeElement;
  const end = !node || node === document.body || node === document.documentElement || visited.has(node);
  if (end) return {end};
  visited.add(node);
  waiting.delete(node);
  const name = node.cloneNode(false).outerHTML.replace(/<\\/.*$/, "") + node.textContent.trim().slice(0, 40);
  // A point of the element that is on the screen, with nothing over it; a link over two lines has two boxes. A table
  // that is higher than the screen is brought to its middle by some browsers, and its head is above the screen then.
  const inSight = () => [...node.getClientRects()].some(box => [.5, .1, .9].some(part => {
    const top = Math.max(box.top, 0), height = Math.min(box.bottom, innerHeight) - top;
    const x = box.left + box.width * part, y = top + Math.min(height / 2, 40);
    if (x < 0 || height <= 0 || x >= innerWidth) return false;
    const uppermost = document.elementFromPoint(x, y);
    return uppermost && node.contains(uppermost);
  })) && node.checkVisibility({opacityProperty: true});
  // Comments that come near the screen get their true height only as the next frame is drawn.
  const frame = () => new Promise(requestAnimationFrame);
  const seen = inSight() || (await frame(), await frame(), inSight());
  const style = getComputedStyle(node);
  // Whatever way a colour is written, drawn it is four numbers.
  const numbers = colour => {
    if (known.has(colour)) return known.get(colour);
    const pencil = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    pencil.fillStyle = colour;
    pencil.fillRect(0, 0, 1, 1);
    known.set(colour, pencil.getImageData(0, 0, 1, 1).data);
    return known.get(colour);
  };
  // What the ring is drawn on: the first colour behind it, the browser's own sheet at last.
  let behind = canvas;
  for (let around = node.parentElement; around; around = around.parentElement) {
    const colour = getComputedStyle(around).backgroundColor;
    if (numbers(colour)[3]) { behind = colour; break; }
  }
  const light = colour => {
    const linear = part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
    const [r, g, b] = [...numbers(colour)].map(part => linear(part / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const colours = [style.outlineColor, behind];
  const [one, two] = colours.map(light).sort((a, b) => b - a);
  return {name, seen, style: style.outlineStyle, width: parseFloat(style.outlineWidth),
          contrast: (one + .05) / (two + .05), colours: colours.join(" on ")};
}"""


def walk(page: Page, most: int = 0) -> list[str]:
    """What is wrong on the way from where the focus is to the end of the page, or so many stops far."""
    page.evaluate(_PREPARE)
    faults: list[str] = []
    stops = 0
    while not most or stops < most:
        page.keyboard.press("Tab")
        here: dict[str, Any] = page.evaluate(_LOOK)
        if "end" in here:
            break
        stops += 1
        if not here["seen"]:
            faults.append(f"{here['name']} has the focus and is hidden or off the screen")
        if here["style"] == "none" or here["width"] < 2 or here["contrast"] < 3:
            ring = f"outline {here['style']} {here['width']}px, {here['colours']}, {here['contrast']:.1f}:1"
            faults.append(f"{here['name']} has the focus and no ring of 2px and 3:1 that shows it ({ring})")
    if not stops:
        faults.append("the tab key leads nowhere")
    if not most:
        # What a script took away on the way need not be reached.
        left = page.evaluate(
            "() => [...waiting].filter(node => node.isConnected).map(node => node.outerHTML.slice(0, 120))"
        )
        faults += [f"{node} cannot be reached with the tab key" for node in left]
    return faults
