// What somebody has written so far, kept in this tab alone until it is sent. A browser may refuse to keep anything.

const SENT = "reply sent";

function attempt(action) {
  try {
    return action(sessionStorage);
  } catch {
    return null;
  }
}

/** The draft of a page, as texts by the names of fields; nothing where there is none. */
export function kept(page) {
  return JSON.parse(attempt(storage => storage.getItem(`reply ${page}`)) ?? "{}");
}

/** Keep the draft of a page; one without a word is forgotten. */
export function keep(page, words) {
  const any = Object.values(words).some(Boolean);
  attempt(storage => (any ? storage.setItem(`reply ${page}`, JSON.stringify(words)) : storage.removeItem(`reply ${page}`)));
  return any;
}

/** The draft of this page is on its way; whether it arrives, the page tells to which the way leads. */
export function isSent(page) {
  attempt(storage => storage.setItem(SENT, page));
}

/** It arrived. */
export function wasSent() {
  attempt(storage => {
    storage.removeItem(`reply ${storage.getItem(SENT)}`);
    storage.removeItem(SENT);
  });
}
