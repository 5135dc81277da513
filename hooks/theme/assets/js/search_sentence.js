// The sentence of a text in which most of the words stand, and the places in it to mark.

import { placed } from "./search_terms.js";

const END = /[.!?…؟]["”’»)\]]*\s+|[。！？]|\n/g;
/** Characters that are shown at the most, and those before the first mark in a longer sentence. */
const LONGEST = 260, BEFORE = 90;

/** The sentence in pieces: `{ text, marked }`. Where no word stands in the text, its beginning. */
export function sentence(text, words) {
  const hits = placed(text).flatMap(place => {
    const number = words.findIndex(({ quality }) => quality(place.term));
    return number < 0 ? [] : [{ ...place, number }];
  }).sort((one, two) => one.start - two.start || two.end - one.end);
  let best = { start: 0, end: 0, inside: [], different: -1 };
  for (const [start, end] of sentences(text)) {
    const inside = hits.filter(hit => hit.start >= start && hit.end <= end);
    const different = new Set(inside.map(hit => hit.number)).size;
    if (different > best.different) best = { start, end, inside, different };
  }
  let { start, end } = best;
  const { inside } = best;
  if (end - start > LONGEST) {
    const first = inside[0]?.start ?? start;
    if (first - start > BEFORE) start = blank(text, first - BEFORE, first);
    if (end - start > LONGEST) end = text.lastIndexOf(" ", start + LONGEST) > Math.max(start, inside[0]?.end ?? 0)
      ? text.lastIndexOf(" ", start + LONGEST) : start + Math.max(LONGEST, (inside[0]?.end ?? start) - start);
  }
  const pieces = [];
  let place = start;
  for (const hit of inside) {
    if (hit.start < place || hit.end > end) continue;
    pieces.push({ text: text.slice(place, hit.start), marked: false }, { text: text.slice(hit.start, hit.end), marked: true });
    place = hit.end;
  }
  pieces.push({ text: text.slice(place, end), marked: false });
  if (start > best.start) pieces.unshift({ text: "… ", marked: false });
  if (end < best.end) pieces.push({ text: " …", marked: false });
  return pieces.filter(piece => piece.text);
}

function sentences(text) {
  const found = [];
  let start = 0;
  for (const mark of text.matchAll(END)) {
    const end = mark.index + mark[0].trimEnd().length;
    if (end > start) found.push([start, end]);
    start = mark.index + mark[0].length;
  }
  if (start < text.length) found.push([start, text.length]);
  return found;
}

/** Behind the first blank between two places, else the first of them. */
function blank(text, from, to) {
  const place = text.indexOf(" ", from);
  return place < 0 || place >= to ? from : place + 1;
}
