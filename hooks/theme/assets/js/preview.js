// What a reply will look like, by the rules of markup.py. The renderer comes when it is first asked for.

import { say } from "./checks.js";
import { button, element } from "./element.js";

/** A button, and below it the reply as it stands, once that was asked for. `read` gives the fields. */
export function openPreview(room, read) {
  let render;
  const shown = element("div", { className: "e-content" });
  const name = element("bdi", { className: "p-author" });
  const box = element(
    "section",
    { className: "reply-preview comments", hidden: true, ariaLabel: say("preview_heading") },
    element("p", { className: "hint" }, say("preview_heading")),
    element("article", {}, name, shown),
  );
  const opener = button(say("preview"), async () => {
    ({ render } = await import("./markdown.js"));
    box.hidden = !box.hidden;
    opener.ariaExpanded = String(!box.hidden);
    update();
  });
  opener.ariaExpanded = "false";
  function update() {
    if (box.hidden) return;
    const fields = read();
    name.textContent = fields.author || say("nobody");
    shown.replaceChildren(fields.body ? render(fields.body) : say("preview_empty"));
  }
  room.append(element("p", {}, opener), box);
  return { update };
}
