/*
 * Addresses and the words round them: CommonMark 0.31, sections 2.4, 2.5 and the parts of links (6.3).
 */
export const PUNCTUATION = "[!-\\/:-@\\[-`{-~]";
const ESCAPE = new RegExp(`\\\\(${PUNCTUATION})`, "g");
const IS_ASCII_PUNCTUATION = new RegExp(PUNCTUATION);
export const REFERENCE = /&(?:#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))|[a-zA-Z][a-zA-Z0-9]{1,30});/g;
const DEEPEST_BRACKETS = 32;

const SPACES = /[ \t\n]*/y;
const BRACED_DESTINATION = /<((?:\\[^]|[^\\\n<>])*)>/y;
const TITLE = /"(?:[^"\\]|\\"?)*"|'(?:[^'\\]|\\'?)*'|\((?:[^()\\]|\\[()]?)*\)/y;

/** The match of a sticky pattern at a place. */
export const matchAt = (pattern, text, index) => {
  pattern.lastIndex = index;
  return pattern.exec(text);
};

export const endOf = (pattern, text, index) => index + (matchAt(pattern, text, index)?.[0].length ?? 0);

/** Whether a backslash before a character takes away what it means. */
export const isEscapable = (character) => IS_ASCII_PUNCTUATION.test(character ?? "");

/** A text without the blanks and line ends at its end. A pattern would try each run of blanks, one by one. */
export function trimEnd(text) {
  let end = text.length;
  while (end > 0 && " \t\n".includes(text[end - 1])) end--;
  return text.slice(0, end);
}

/** The `(address "title")` of a link, if it stands here. */
export function readInlineTarget(text, index, context) {
  if (text[index] !== "(") return null;
  const destination = readDestination(text, endOf(SPACES, text, index + 1));
  if (!destination) return null;
  let end = endOf(SPACES, text, destination.end);
  if (end > destination.end) end = endOf(SPACES, text, endOf(TITLE, text, end));
  return text[end] === ")" ? { url: clean(destination.url, context), end: end + 1 } : null;
}

function readDestination(text, from) {
  if (text[from] === "<") {
    const braced = matchAt(BRACED_DESTINATION, text, from);
    return braced && { url: braced[1], end: from + braced[0].length };
  }
  let depth = 0;
  let end = from;
  for (; end < text.length && !" \t\n".includes(text[end]); end++) {
    if (text[end] === "\\" && isEscapable(text[end + 1])) end++;
    else if (text[end] === "(" && ++depth > DEEPEST_BRACKETS) return null;
    else if (text[end] === ")" && depth-- === 0) break;
  }
  const isMissing = end >= text.length || (end === from && text[end] !== ")");
  return isMissing ? null : { url: text.slice(from, end), end };
}

/** What character references (2.5) and backslash escapes (2.4) stand for. */
function clean(text, context) {
  return withoutEscapes(decoded(text.slice(endOf(SPACES, text, 0), trimEnd(text).length), context));
}

export function withoutEscapes(text) {
  return text.replace(ESCAPE, "$1");
}

export function decoded(text, { names }) {
  return text.replace(REFERENCE, (found, hex, decimal) => {
    if (hex || decimal) return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
    return names.get(found) ?? found;
  });
}

