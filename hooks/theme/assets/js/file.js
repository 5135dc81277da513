// A reply as the file that the editors keep: the same canonical YAML that `commentary format` writes (write.py).

import { rules } from "./words.js";

const bare = new RegExp(`^(?:${rules.bare})$`, "u");
const unseen = new RegExp(`${rules.refused}|\ufeff`, "gu");

/** The words as a file may hold them: line feeds for every line break, nothing that cannot be seen or sent, no empty
 * lines before them and no blanks behind; the first line stays indented. */
export function clean(words) {
  return words.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/[\ud800-\udfff]/gu, "\ufffd").replace(unseen, "").replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}

/** A value on one line. */
export function scalar(value) {
  return bare.test(value) && !rules.words.includes(value.toLowerCase()) ? value : JSON.stringify(value);
}

/** The text of a comment's file. `fields` are texts by the names of the record; an empty one is left out. */
export function file(fields) {
  const lines = [];
  for (const name of rules.order) {
    if (!fields[name]) continue;
    if (name === "body") lines.push(/^[ \t]/.test(fields.body) ? "body: |2" : "body: |", ...fields.body.split("\n").map(line => (line.trim() ? `  ${line}` : "")));
    else lines.push(`${name}: ${scalar(fields[name])}`);
  }
  return lines.join("\n") + "\n";
}

/** An id as comment_id.py makes it, and the moment to the minute, both of the same moment in UTC. */
export function stamp(moment = new Date()) {
  const text = moment.toISOString();
  return {
    id: `${text.slice(0, 10)}-${text.slice(11, 19).replaceAll(":", "")}-${token()}`,
    date: `${text.slice(0, 16)}Z`,
  };
}

function token() {
  const letters = [];
  // A byte beyond the last whole multiple of the alphabet would make its first letters likelier.
  const even = 256 - (256 % rules.alphabet.length);
  while (letters.length < rules.random) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < even) letters.push(rules.alphabet[byte % rules.alphabet.length]);
  }
  return letters.join("");
}
