// The reply form with a script's help: answers, checks, counters, a draft, and the way out. Without it the form still
// works as far as HTML goes; nothing here is needed to read.

import { faults, length, say, written } from "./checks.js";
import * as draft from "./draft.js";
import { button, element } from "./element.js";
import { makeFields } from "./fields.js";
import { clean, stamp } from "./file.js";
import { openPreview } from "./preview.js";
import { watchSender } from "./sender.js";
import { prepareWays } from "./ways.js";
import { rules } from "./words.js";

const FIELDS = { author: "reply-name", body: "reply-body", url: "reply-url", reply_to: "reply-to" };
// From here on it is told how much room is left in a field that seldom fills up.
const NEARLY = 0.8;

/** Help with the form, in which its reader has `typed` already or not; returns what other parts of the page can ask for. */
export function help(form, typed) {
  const page = location.pathname;
  const room = form.querySelector(".reply-fields");
  if (!room.firstElementChild) makeFields(room);
  const inputs = Object.fromEntries(
    Object.entries(FIELDS).map(([name, id]) => [name, document.getElementById(id)]).filter(([, input]) => input),
  );
  // The browser's own bubbles name one fault at a time, in the browser's language.
  form.noValidate = true;
  const state = room.appendChild(element("p", { className: "error", role: "alert" }));
  const answered = inputs.reply_to && note(inputs.reply_to, "answered", "hint");
  const fate = element("span");
  const told = room.appendChild(element("p", { className: "hint", hidden: true }, fate, " ", button(say("clear"), empty)));
  const preview = openPreview(room, read);

  function read() {
    const fields = { author: "", url: "", body: "" };
    for (const name of Object.keys(fields)) {
      const words = clean(inputs[name].value);
      fields[name] = name === "body" ? words : words.trim();
    }
    return fields;
  }

  function target() {
    const number = inputs.reply_to?.value.replace(/^\s*#?|\s+$/g, "");
    return number ? findComment(number) ?? { number } : null;
  }

  /** What is sent: a number is what people know, the id is what stays. */
  function fields() {
    return { ...read(), reply_to: target()?.id ?? "" };
  }

  function found() {
    const faulty = faults(read());
    const answer = target();
    if (answer && !answer.id) faulty.reply_to = say("no_comment", { number: answer.number });
    return faulty;
  }

  /** The fields of a reply that can be sent, or null; then what is to be mended is said, and the first is gone to. */
  function checked() {
    const faulty = found();
    for (const [name, input] of Object.entries(inputs)) show(input, faulty[name]);
    const names = Object.keys(inputs).filter(name => faulty[name]);
    state.textContent = names.length > 1 ? say("mend", { count: written(names.length) }) : names.length ? say("mend_one") : "";
    inputs[names[0]]?.focus();
    return names.length ? null : fields();
  }

  function count(name) {
    const limit = rules.limits[name];
    if (!limit) return;
    const used = length(read()[name]);
    const told = used && (name === "body" || used > limit * NEARLY) ? say("count", { count: written(used), limit: written(limit) }) : "";
    note(inputs[name], "count", "hint").textContent = told;
  }

  function tellAnswer() {
    if (!answered) return;
    const answer = target();
    answered.replaceChildren();
    if (!answer?.id) return;
    answered.append(answer.name ? say("answers", answer) : say("answers_nobody", answer), " ");
    answered.append(button(say("answer_none"), () => { inputs.reply_to.value = ""; changed(); inputs.body.focus(); }));
  }

  function changed() {
    for (const [name, input] of Object.entries(inputs)) {
      count(name);
      // A fault is told when one tries to send; from then on it goes as soon as it is mended.
      if (input.getAttribute("aria-invalid")) show(input, found()[name]);
    }
    tellAnswer();
    preview.update();
    ways.changed(fields());
    const arrived = draft.hasArrived(page, fields());
    const words = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, arrived ? "" : input.value]));
    const any = draft.keep(page, words);
    told.hidden = !any && !arrived;
    fate.textContent = arrived ? say("arrived") : say("draft");
  }

  /** The form as its reader left it, when its page is shown again: the draft may be newer than a page that the browser
      had put aside, and nobody waits for an answer any more. */
  function resume({ persisted }) {
    if (persisted) {
      fill(() => true);
      sender.rest();
    }
    changed();
  }

  function fill(may) {
    for (const [name, words] of Object.entries(draft.kept(page) ?? {})) if (inputs[name] && may(inputs[name])) inputs[name].value = words;
  }

  function empty() {
    form.reset();
    for (const input of Object.values(inputs)) input.value = "", show(input);
    state.textContent = "";
    changed();
    inputs.author.focus();
  }

  // What a browser fills in again may be older than the draft; what its reader typed just now is not.
  fill(input => !typed || !input.value);
  form.addEventListener("input", changed);
  addEventListener("pageshow", resume);
  const ways = prepareWays(form, checked);
  const sender = watchSender(form);
  form.addEventListener("submit", event => {
    if (sender.waits() || !checked()) return event.preventDefault();
    // The page that thanks takes the draft away.
    draft.isSent(page);
    sender.wait();
  });
  // Only what is sent changes, nothing on the page: browsers show pages again as they were left.
  form.addEventListener("formdata", ({ formData }) => {
    const sent = fields();
    formData.set(form.dataset.id, draft.stamped(page, sent, stamp).id);
    if (inputs.reply_to) formData.set(inputs.reply_to.name, sent.reply_to);
  });
  changed();
  // What was added may have pushed away what somebody was at.
  if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });

  return {
    /** Turn the form to the comment whose element it is. */
    answer(comment) {
      inputs.reply_to.value = comment.querySelector("a").textContent;
      show(inputs.reply_to);
      changed();
      (inputs.author.value ? inputs.body : inputs.author).focus();
    },
  };
}

/** The comment with that number that can be answered from here, as its id, its number and its author's name. */
function findComment(number) {
  for (const place of document.querySelectorAll(".p-comment, .later li")) {
    if (place.querySelector("a").textContent === number) {
      return { id: place.id.replace("comment-", ""), number, name: place.querySelector(".p-author")?.textContent };
    }
  }
}

function show(input, fault = "") {
  note(input, "error", "error").textContent = fault;
  if (fault) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/** The line below a field for one purpose, made when first asked for; who hears the field hears it too. */
function note(input, purpose, className) {
  const id = `${input.id}-${purpose}`;
  const there = document.getElementById(id);
  if (there) return there;
  const described = input.getAttribute("aria-describedby");
  input.setAttribute("aria-describedby", described ? `${described} ${id}` : id);
  const line = element("span", { className, id });
  input.closest("p").append(line);
  return line;
}
