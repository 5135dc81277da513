// The ways out: a new file at the forge, a message to the editors. What is too long for an address is copied by hand.

import { say } from "./checks.js";
import { button, element } from "./element.js";
import { stamped } from "./draft.js";
import { file, stamp } from "./file.js";

// Forges refuse addresses from about 7,400 bytes on, mail programs some from 2,000: measured or reported by others.
const FORGE_LIMIT = 6000;
const MAIL_LIMIT = 2000;

/** Let each link of a way carry the reply that stands in the form. `checked` gives its fields, or null. Whoever changes
    these says so by `changed`: what a link and the text to copy hold is never older than the form. */
export function prepareWays(form, checked) {
  const { folder } = form.dataset;
  const links = [...form.querySelectorAll("[data-way]")].map(link => ({ link, plain: link.href }));
  let carried = "";

  // Without a script a reader fills in by hand what opens.
  form.querySelector(".by-number")?.remove();
  for (const { link } of links) {
    const words = opens(link);
    if (words) Object.assign(link.closest("dd").querySelector(".way-says"), { textContent: words, className: "scripted" });
  }

  function changed(fields) {
    if (carried === JSON.stringify(fields)) return;
    carried = "";
    for (const { link, plain } of links) {
      link.href = plain;
      link.parentElement.querySelector(".reply-file")?.remove();
    }
  }

  for (const { link } of links) {
    link.addEventListener("click", event => {
      link.parentElement.querySelector(".reply-file")?.remove();
      const fields = checked();
      if (!fields) return event.preventDefault();
      const { id, date } = stamped(location.pathname, fields, stamp);
      carried = JSON.stringify(fields);
      const text = file({ ...fields, date });
      const way = link.dataset.way === "e-mail" ? message(link, `${folder}/${id}.yml`, text) : newFile(link, folder, `${id}.yml`, text);
      if (!way.byHand) return void (link.href = way.address);
      event.preventDefault();
      link.after(handOver(way));
    });
  }
  return { changed };
}

/** What a reader is told of a way by which the finished reply goes. */
function opens({ dataset }) {
  if (dataset.way === "e-mail") return say("e_mail_opens", { address: dataset.address });
  return dataset.new && (dataset.new.includes("{text}") ? say("forge_opens") : say("forge_opens_name"));
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
