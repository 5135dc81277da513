// What a word is, as hooks/commentary/search/terms.py has it, and when a word that was looked for is there.

const LONGEST = 32;
const APART = "\\u0e00-\\u0eff\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const TERM = new RegExp(`[${APART}]|(?:(?![${APART}])[\\p{L}\\p{N}])+`, "gu");

/** Without capitals, accents, ligatures and soft hyphens. */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/[\p{Mn}\u00ad]/gu, "").toLowerCase();
  return plain.replace(/\p{Mn}/gu, "").replaceAll("ß", "ss").replaceAll("ς", "σ");
}

/** The words of a folded text, each with its place. */
function found(plain) {
  return [...plain.matchAll(TERM)].filter(([term]) => /[\p{L}\p{N}]/u.test(term))
    .map(match => ({ term: [...match[0]].slice(0, LONGEST).join(""), start: match.index, end: match.index + match[0].length }));
}

/** The words of a text, folded, in their order. */
export function terms(text) {
  return found(folded(text)).map(one => one.term);
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

/**
 * A word that is looked for. `stem` is what its other forms begin with; `quality` says how well a word fits: 1 for the
 * same one, less for one that begins with it or has another of the `endings` of the language, 0 for none.
 */
export function wanted(word, endings) {
  const enough = ending => word.length - ending.length >= (ending === "s" ? 3 : 4);
  const ending = endings.filter(one => word.endsWith(one) && enough(one)).sort((a, b) => b.length - a.length)[0] ?? "";
  const stem = word.slice(0, word.length - ending.length);
  const quality = term => {
    if (term === word) return 1;
    if (stem.length >= 3 && term.startsWith(stem) && ["", ...endings].includes(term.slice(stem.length))) return 0.7;
    return word.length >= 3 && term.startsWith(word) ? 0.5 : 0;
  };
  return { word, stem: word.length < 3 ? word : stem, quality };
}
