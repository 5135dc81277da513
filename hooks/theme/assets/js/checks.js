// What `commentary check` would say of a reply, before it is sent. The limits come from the records.

import { rules, text } from "./words.js";

const address = /[\w.+-]{1,64}(?:@|%40|\[at\])[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/;

/** A text of the language with its places filled in. */
export function say(name, values = {}) {
  return text[name].replace(/\{(\w+)\}/g, (_, place) => values[place]);
}

/** A number as the language writes it. */
export function written(number) {
  return number.toLocaleString(rules.language);
}

/** The length as the records count it: characters, not units of UTF-16. */
export function length(words) {
  return [...words].length;
}

/** What is wrong with each field, by its name; nothing of those that are sound. `fields` are clean. */
export function faults(fields) {
  const found = {};
  if (!fields.body) found.body = say("needs_body");
  if (fields.url && !isWebAddress(fields.url)) found.url = say("web_address");
  for (const name of ["author", "url"]) if (/[\n\t]/.test(fields[name])) found[name] = say("one_line");
  for (const [name, limit] of Object.entries(rules.limits)) {
    const count = length(fields[name]);
    if (count > limit) found[name] = say("too_long", { count: written(count), limit: written(limit) });
    const mail = fields[name].match(address);
    if (mail) found[name] ??= say("e_mail_address", { found: mail[0] });
  }
  return found;
}

function isWebAddress(value) {
  if (!/^https?:\/\/(?:[\w.-]|[^\0-\x7f]|\[[\da-f:.]+\])+(?::\d*)?(?:[/?#]|$)/i.test(value)) return false;
  if (/[\s<>"\\^`{|}]/.test(value)) return false;
  try {
    const { hostname, username, password } = new URL(value);
    return Boolean(hostname) && !username && !password;
  } catch {
    return false;
  }
}
