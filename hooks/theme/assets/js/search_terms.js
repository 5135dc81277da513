// What a word is, as hooks/commentary/search/terms.py has it, and when a word that was looked for is there.

const LONGEST = 32;
const APART = "\\u0e00-\\u0eff\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const HYPHEN = /[-\u2010]/;
const LETTERS = {
  ß: "ss", ς: "σ", ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe", þ: "th",
};
const SHORTEST_COMPOUND = 7, SHORTEST_PART = 3;
const TERM = new RegExp(`[${APART}]|(?:(?![${APART}])[\\p{L}\\p{N}])+`, "gu");

/** Without capitals, accents, strokes, ligatures and soft hyphens. */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/[\p{Mn}\u00ad]/gu, "").toLowerCase();
  return plain.replace(/\p{Mn}/gu, "").replace(/[ßςłøđðħŧıæœþ]/g, letter => LETTERS[letter]);
}

const cut = word => [...word].slice(0, LONGEST).join("");

/**
 * The words of a folded text, each with its place; behind those that hyphens join, what they are without hyphens, which
 * each of them knows as `joined`.
 */
function found(plain) {
  const all = [];
  let parts = [];
  const close = () => {
    const term = cut(parts.map(({ word }) => word).join(""));
    if (parts.length > 1 && /\p{L}/u.test(parts.map(({ word }) => word).join(""))) {
      for (const part of parts) part.joined = term;
      all.push({ term, start: parts[0].start, end: parts.at(-1).end, isWhole: true });
    }
    parts = [];
  };
  for (const { 0: word, index: start } of plain.matchAll(TERM)) {
    if (!/[\p{L}\p{N}]/u.test(word)) continue;
    const end = parts.at(-1)?.end;
    if (start !== end + 1 || !HYPHEN.test(plain[end])) close();
    const part = { term: cut(word), word, start, end: start + word.length, joined: "" };
    parts.push(part);
    all.push(part);
  }
  close();
  return all;
}

/** The words of a text, folded, in their order. */
export function terms(text) {
  return found(folded(text)).map(one => one.term);
}

/** The words of a query, once each; one of several joined by hyphens also says what they are without. */
export function asked(query) {
  const words = found(folded(query)).filter(({ isWhole }) => !isWhole);
  return [...new Map(words.map(({ term, joined }) => [term, { term, joined }])).values()];
}

/** The words of a text with the places where they begin and end in it. */
export function placed(text) {
  let plain = "";
  const from = [];
  let place = 0;
  for (const character of text) {
    const units = folded(character);
    for (let unit = 0; unit < units.length; unit++) from.push(place);
    plain += units;
    place += character.length;
  }
  from.push(text.length);
  return found(plain).map(({ term, start, end }) => ({ term, start: from[start], end: from[end] }));
}

/** A word without the longest of the endings that leaves enough of it. */
function stemOf(word, endings) {
  const enough = ending => word.length - ending.length >= (ending === "s" ? 3 : 4);
  const ending = endings.filter(one => word.endsWith(one) && enough(one)).sort((a, b) => b.length - a.length)[0] ?? "";
  return word.slice(0, word.length - ending.length);
}

/**
 * A word that is looked for. `quality` says how well a word of a text or of the index fits: 1 for the same one, less for
 * one that begins with it, has another of the `endings` of the language, or is put together of others and ends with it
 * (`compounds`), 0 for none. `places` say where such words stand in the index: near `word`, and from `stem` on.
 */
export function wanted({ term: word, joined = "" }, endings, compounds) {
  const stem = stemOf(word, endings);
  // Under which the index has what ends with the word; terms.py says how.
  const inner = compounds && stem.length >= 4 ? `-${[...stem].reverse().join("")}` : "";
  const whole = joined && wanted({ term: joined }, endings, compounds);
  const endsWithIt = term => {
    if (term[0] === "-") return term.startsWith(inner) && term.length >= inner.length + SHORTEST_PART;
    const long = stemOf(term, endings);
    return long.length >= SHORTEST_COMPOUND && long.length >= stem.length + SHORTEST_PART && long.endsWith(stem);
  };
  const own = term => {
    if (term === word) return 1;
    if (stem.length >= 3 && term.startsWith(stem) && ["", ...endings].includes(term.slice(stem.length))) return 0.7;
    if (word.length >= 3 && term.startsWith(word)) return 0.5;
    return inner && endsWithIt(term) ? 0.3 : 0;
  };
  const places = [{ word, stem: word.length < 3 ? word : stem }, ...(inner ? [{ word: inner, stem: inner, isInner: true }] : [])];
  return {
    word,
    places: whole ? [...places, ...whole.places] : places,
    quality: whole ? term => Math.max(own(term), whole.quality(term)) : own,
  };
}
