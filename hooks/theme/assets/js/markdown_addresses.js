/*
 * Web addresses that were typed without any mark: where each of them ends, as bare_addresses.py of the build has it.
 *
 * They are taken out before the rest is read, so that `_` and `*` in them stay what they are.
 */
const ENDS =
  "\\x00-\\x20\"<>`\\x7f-\\xa0\\xab\\xad\\xbb\\u061c\\u1680\\u2000-\\u200f\\u201c-\\u201f\\u2028-\\u202f\\u205f-\\u206f" +
  "\\u3000-\\u3004\\u3008-\\u3020\\u3030\\ufeff\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65";
const CLOSING = "?!.,:;*_~'\u2018\u2019\u201a\u2039\u203a\u2026\u2013\u2014\u060c\u061b\u061f\u0964";
const LETTER = `[^\\x00-\\x7f${ENDS}\\u2010-\\u2027\\u2039-\\u203a\\u060c\\u061b\\u061f\\u0964]`;
const HOST = `(?:(?:[A-Za-z0-9_-]|${LETTER})+\\.)+(?:[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?|${LETTER}+)`;
const REST = `(?::[0-9]{1,5}(?![0-9]))?(?:[/?#](?:[^${ENDS}\\[\\]]|\\[[^${ENDS}\\[\\]]*\\])*)?`;
// An escape, an address between `<` and `>` and where a link leads to are looked at too, and left as they are.
const FOUND = new RegExp(
  "\\\\[!-\\/:-@\\[-`{-~]|<https?:\\/\\/(?:[^\\s<>]|\\ufeff)*>" +
    "|\\]\\([ \\t\\n]*(?:[^\\s()<>]|\\ufeff)*(?:\\((?:[^\\s()<>]|\\ufeff)*\\)(?:[^\\s()<>]|\\ufeff)*)*" +
    `|((?:(?<![A-Za-z])[Hh][Tt][Tt][Pp][Ss]?:\\/\\/|(?<![A-Za-z0-9./@:-])(?=[Ww][Ww][Ww]\\.))${HOST}${REST})`,
  "g",
);
const SCHEME = /^https?:\/\//i;

/** The text with a mark, a number and the mark in the place of each address, and those addresses. */
export function takeOut(text, mark) {
  const found = [];
  const rest = text.replace(FOUND, (whole, matched) => {
    if (!matched) return whole;
    const address = matched.slice(0, endOf(matched));
    const host = address.replace(SCHEME, "").split(/[/?#:]/)[0];
    if (host.split(".").slice(-2).join("").includes("_")) return whole;
    found.push(address);
    return mark + (found.length - 1) + mark + matched.slice(address.length);
  });
  return { rest, found };
}

/** Where a bare address leads. */
export const target = (address) => (SCHEME.test(address) ? address : `https://${address}`);

/** Before the marks that close a sentence, and a bracket that was opened before the address. */
function endOf(address) {
  let excess = address.split(")").length - address.split("(").length;
  let end = address.length;
  for (; end; end--) {
    const last = address[end - 1];
    const entity = last === ";" && /&[A-Za-z0-9]{1,31};$/.exec(address.slice(Math.max(0, end - 33), end));
    if (last === ")" && excess > 0) excess--;
    else if (entity) end -= entity[0].length - 1;
    else if (!CLOSING.includes(last)) break;
  }
  return end;
}
