"""axe-core on a page: WCAG 2.2 AA and best practice, what is wrong and what axe cannot decide alike."""

from __future__ import annotations

import importlib.resources
from typing import Any

from playwright.sync_api import Page

from tests.browser.pages import lay_out_all

SOURCE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe leaves this one off unless it is named.
RULES = {"target-size": {"enabled": True}}

_RUN = """async ([tags, rules]) => {
  const plain = kind => rule => ({
    kind, rule: rule.id, help: rule.help,
    nodes: rule.nodes.map(node => ({
      target: node.target.flat().join(" "),
      why: [...node.any, ...node.all, ...node.none].map(check => check.message).join("; "),
    })),
  });
  const run = async (where, only) => {
    const found = await axe.run(where, {runOnly: only, rules, resultTypes: ["violations", "incomplete"]});
    return [...found.violations.map(plain("violation")), ...found.incomplete.map(plain("incomplete"))];
  };
  const found = await run(document, {type: "tag", values: tags});
  // axe cannot tell the colours of what is scrolled out of a box: that is brought into sight and judged there.
  const again = [];
  for (const rule of found.filter(rule => rule.kind === "incomplete" && rule.rule === "color-contrast")) {
    const undecided = [];
    for (const node of rule.nodes) {
      const element = document.querySelector(node.target);
      const within = element.parentElement?.closest("[tabindex='0']");
      const box = within && within.scrollWidth > within.clientWidth ? within : null;
      if (!box) { undecided.push(node); continue; }
      element.scrollIntoView({block: "center", inline: "start", behavior: "instant"});
      again.push(...await run(element, {type: "rule", values: ["color-contrast"]}));
      box.scrollLeft = 0;
    }
    rule.nodes = undecided;
  }
  scrollTo({top: 0, behavior: "instant"});
  return [...found.filter(rule => rule.nodes.length), ...again];
}"""


def prepare(page: Page) -> None:
    """axe in the page as it stands. What `content-visibility` leaves out for now has no size for axe to judge."""
    lay_out_all(page)
    page.evaluate(SOURCE)


def findings(page: Page) -> list[dict[str, Any]]:
    """What axe finds on a prepared page as it looks now: rules with the elements concerned."""
    return page.evaluate(_RUN, [TAGS, RULES])


def as_text(found: list[dict[str, Any]], most: int = 3) -> list[str]:
    """A line for each rule and element, the first few of each rule."""
    lines = []
    for rule in found:
        for node in rule["nodes"][:most]:
            lines.append(f"{rule['kind']} {rule['rule']} at {node['target']}: {node['why'] or rule['help']}")
        if len(rule["nodes"]) > most:
            lines.append(f"{rule['kind']} {rule['rule']}: {len(rule['nodes']) - most} more like these")
    return lines


def count(found: list[dict[str, Any]], kind: str) -> int:
    """How many elements are concerned."""
    return sum(len(rule["nodes"]) for rule in found if rule["kind"] == kind)
