// The button that sends the form: one click is enough, and it says so. It waits for an answer, though not for ever: the page
// is told neither that nobody answers nor that somebody stopped the browser.

import { say } from "./checks.js";
import { element } from "./element.js";

const PATIENCE = 20_000;

/** What the form asks of its button; the same for a form that has none. */
export function watchSender(form) {
  const sender = form.querySelector("[type=submit]");
  if (!sender) return { waits: () => false, wait() {}, rest() {} };
  const label = sender.textContent;
  const told = element("span", { className: "hint", role: "status" });
  let waiting = 0;
  sender.after(told);

  function rest(words = "") {
    clearTimeout(waiting);
    waiting = 0;
    sender.textContent = label;
    sender.removeAttribute("aria-disabled");
    told.textContent = words;
  }

  // A browser may know that the page was not left after all: it was stopped, or nothing came to be shown.
  window.navigation?.addEventListener("navigateerror", () => waiting && rest(say("no_answer")));
  return {
    waits: () => waiting > 0,
    wait() {
      // Not `disabled`: the focus would be lost.
      sender.setAttribute("aria-disabled", "true");
      sender.textContent = say("sending");
      told.textContent = say("sending_on");
      waiting = setTimeout(() => rest(say("no_answer")), PATIENCE);
    },
    rest,
  };
}
