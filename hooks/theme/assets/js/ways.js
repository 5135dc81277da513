// The ways out: a new file at the forge, a message to the editors. What is too long for an address is copied by hand.

import { say } from "./checks.js";
import { button, element } from "./element.js";
import { file, stamp } from "./file.js";

// Forges refuse addresses from about 7,400 bytes on, mail programs some from 2,000: measured or reported by others.
const FORGE_LIMIT = 6000;
const MAIL_LIMIT = 2000;

/** Let each link of a way carry the reply that stands in the form. `checked` gives its fields, or null. */
export function prepareWays(form, checked) {
  const { folder } = form.dataset;
  // The same words have the same id by whatever way they go, so that two of them can be told to be one.
  let last = {};
  for (const link of form.querySelectorAll("[data-way]")) {
    link.addEventListener("click", event => {
      link.parentElement.querySelector(".reply-file")?.remove();
      const fields = checked();
      if (!fields) return event.preventDefault();
      const words = JSON.stringify(fields);
      if (last.words !== words) last = { words, ...stamp() };
      const { id, date } = last;
      const text = file({ ...fields, date });
      const way = link.dataset.way === "e-mail" ? message(link, `${folder}/${id}.yml`, text) : newFile(link, folder, `${id}.yml`, text);
      if (!way.byHand) return void (link.href = way.address);
      event.preventDefault();
      link.after(handOver(way));
    });
  }
}

function newFile(link, folder, name, text) {
  const template = link.dataset.new;
  const fill = words => template.replace("{folder}", encodeURIComponent(folder)).replace("{name}", name).replace("{text}", encodeURIComponent(words));
  if (!template) {
    return { address: link.href, text, byHand: `${say("paste_forge")} ${say("paste_place", { path: `${folder}/${name}` })}` };
  }
  const address = fill(text);
  if (!template.includes("{text}")) return { address, text, byHand: say("paste_forge") };
  return address.length > FORGE_LIMIT ? { address: fill(""), text, byHand: say("long_forge") } : { address };
}

function message(link, path, text) {
  const whole = `--- ${path}\n${text}`;
  const to = `mailto:${encodeURI(link.dataset.address)}?subject=${encodeURIComponent(link.dataset.subject)}`;
  // RFC 6068, section 5: a line break in a body is %0D%0A.
  const address = `${to}&body=${encodeURIComponent(whole.replaceAll("\n", "\r\n"))}`;
  return address.length > MAIL_LIMIT ? { address: to, text: whole, byHand: say("long_mail") } : { address };
}

/** The finished file to copy, and the way on. */
function handOver({ address, text, byHand }) {
  const area = element("textarea", { readOnly: true, value: text, ariaLabel: say("file") });
  const state = element("span", { className: "hint", role: "status" });
  const copy = button(say("copy"), async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(text);
      state.textContent = say("copied");
    } catch {
      state.textContent = say("copy_by_hand");
    }
  });
  const box = element("div", { className: "reply-file", tabIndex: -1 }, element("p", {}, byHand), area, copy, " ", element("a", { className: "button", href: address }, say("go_on")), " ", state);
  // It can only be gone to when it stands on the page.
  queueMicrotask(() => box.focus());
  return box;
}
