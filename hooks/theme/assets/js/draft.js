// What somebody has written so far, kept in this tab alone until it is sent, and the id under which it goes out. A browser
// may refuse to keep anything; then it lasts as long as the page.

const SENT = "reply sent";
let own = {};

function attempt(action) {
  try {
    return action(sessionStorage);
  } catch {
    return null;
  }
}

/** What is held for a page: `words`, the texts by the names of fields, and `sent`, the last reply that went out. */
function held(page) {
  own = attempt(storage => JSON.parse(storage.getItem(`reply ${page}`)) ?? {}) ?? own;
  return own;
}

function hold(page, { words, sent }) {
  own = { ...(words && { words }), ...(sent && { sent }) };
  attempt(storage => (words || sent ? storage.setItem(`reply ${page}`, JSON.stringify(own)) : storage.removeItem(`reply ${page}`)));
}

/** The draft of a page, as texts by the names of fields; nothing where there is none. */
export function kept(page) {
  return held(page).words;
}

/** Keep the draft of a page; one without a word is forgotten. */
export function keep(page, words) {
  const any = Object.values(words).some(Boolean);
  hold(page, { words: any && words, sent: held(page).sent });
  return any;
}

/** The id and the moment of a reply. They stay the same as long as its fields do, by whatever way and however often it
    goes out, also from the page as it is found again: so two of them can be told to be one. `stamp` makes new ones. */
export function stamped(page, fields, stamp) {
  const { words, sent } = held(page);
  if (sent?.sum === sum(fields)) return sent;
  const made = { sum: sum(fields), ...stamp() };
  hold(page, { words, sent: made });
  return made;
}

/** Whether just this reply was sent from here and has arrived. */
export function hasArrived(page, fields) {
  const { sent } = held(page);
  return Boolean(sent?.arrived) && sent.sum === sum(fields);
}

/** The draft of this page is on its way; whether it arrives, the page tells to which the way leads. */
export function isSent(page) {
  attempt(storage => storage.setItem(SENT, page));
}

/** It arrived: of its words no more is kept than a sum by which they are known again. */
export function wasSent() {
  const page = attempt(storage => storage.getItem(SENT));
  if (page === null) return;
  const { sent } = held(page);
  hold(page, { sent: sent && { ...sent, arrived: true } });
  attempt(storage => storage.removeItem(SENT));
}

function sum(fields) {
  let sum = 0;
  for (const letter of JSON.stringify(fields)) sum = (Math.imul(sum, 31) + letter.codePointAt(0)) | 0;
  return sum;
}
