// The index that hooks/commentary/search writes: which passages have the words, and what they say.

import { asked as words_of, wanted } from "./search_terms.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
/** Words of a query that count, and files that are asked for on behalf of their other forms, and of what ends with them. */
const MOST_WORDS = 8, MORE_FILES = 3;

/** Opens the index in a folder; throws where it cannot be had. */
export async function open(folder, endings, compounds) {
  const asked = new Map();
  const ask = path => {
    if (!asked.has(path)) {
      asked.set(path, fetch(folder + path).then(answer => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return answer.json();
      }));
      // What failed may be there the next time.
      asked.get(path).catch(() => asked.delete(path));
    }
    return asked.get(path);
  };
  const table = await ask("index.json");
  const order = places(table);
  const everywhere = new Set(table.everywhere);
  const fileOf = word => Math.max(0, last(table.words, start => start <= word));

  /** Entries that have all words and pass the filters, best first. */
  async function find(query, filters) {
    const all = words_of(query);
    const telling = all.filter(({ term }) => !everywhere.has(term));
    const words = (telling.length ? telling : all).slice(0, MOST_WORDS).map(word => wanted(word, endings, compounds));
    if (!words.length || !table.words.length) return { words, entries: [], missing: [] };
    let more = MORE_FILES, inner = MORE_FILES;
    const files = words.map(({ places }) => new Set(places.flatMap(({ word, stem, isInner }) => {
      const at = fileOf(word);
      if (isInner && inner-- <= 0) return [];
      const beside = [at + 1, at - 1].filter(file => file >= fileOf(stem) && file <= fileOf(`${stem}\uffff`));
      return [at, ...beside.filter(() => more-- > 0)];
    })));
    const loaded = await Promise.all(files.map(some => Promise.all([...some].map(file => ask(`words/${file}.json`)))));
    const allowed = order.filter(filters);
    let entries = null;
    const missing = [];
    words.forEach(({ word, quality }, number) => {
      const best = new Map();
      if (!loaded[number].some(file => Object.keys(file).some(quality))) missing.push(word);
      for (const [term, postings] of loaded[number].flatMap(Object.entries)) {
        const fit = quality(term);
        if (fit) each(postings, (passage, head, repeated) => {
          if (!allowed(passage)) return;
          const weight = fit * (1 + 2 * head + 0.5 * repeated);
          const entry = order.entry(passage), known = best.get(entry);
          if (!known || known.weight < weight) best.set(entry, { weight, passage });
        });
      }
      const rarity = Math.log(1 + table.passages / (best.size || 1));
      const both = new Map();
      for (const [entry, { weight, passage }] of best) {
        const before = entries ? entries.get(entry) : { score: 0, most: 0, passage };
        if (!before) continue;
        const own = weight * rarity, better = own > before.most;
        both.set(entry, {
          score: before.score + own, most: Math.max(own, before.most), passage: better ? passage : before.passage,
        });
      }
      entries = both;
    });
    const ranked = [...entries].map(([entry, { score, passage }]) => ({ entry, score, passage, kind: order.kind(entry) }));
    return { words, entries: ranked.sort((one, two) => two.score - one.score || one.entry - two.entry), missing };
  }

  /** The query again, with words that are there in place of those that are not; none where one has no such. */
  async function instead(query, missing) {
    if (!missing.length) return [];
    const [{ near, unpacked }, rows] = await Promise.all([import("./search_near.js"), ask("near.json")]);
    const known = unpacked(rows);
    const found = new Map(missing.map(word => [word, near(word, known)]));
    const most = Math.max(...[...found.values()].map(words => words.length));
    if ([...found.values()].some(words => !words.length)) return [];
    const words = words_of(query).map(({ term }) => term);
    return Array.from({ length: most }, (_, i) =>
      words.map(word => found.get(word)?.[Math.min(i, found.get(word).length - 1)] ?? word).join(" "));
  }

  /** What a passage says, and where it is. */
  async function read(passage) {
    const { articles, passages } = await ask(`texts/${Math.floor(passage / table.texts)}.json`);
    const [article, path, text, name = "", number = 0, date = "", paraphrase = 0] = passages[passage % table.texts];
    const [title, address, published] = articles[article];
    // A comment whose day nobody knows has none, and not its article's.
    return { title, path: address + path, text, name, number, date: number ? date : published, paraphrase };
  }

  return { find, instead, read };
}

/** Where each article's passages begin, and what a passage is by its place. */
function places({ articles, categories, experts, signed, passages }) {
  const starts = [];
  let next = 0;
  for (const [text, , comments, ...views] of articles) {
    starts.push(next);
    next += text + views.length + comments;
  }
  if (next !== passages) throw new Error("the table of the index does not add up");
  const speakers = new Map(signed);
  const article = passage => last(starts, start => start <= passage);
  const at = passage => {
    const number = article(passage);
    const [text, category, , ...views] = articles[number];
    const within = passage - starts[number];
    const kind = within < text ? "article" : within < text + views.length ? "view" : "comment";
    const speakers_here = { article: views, view: [views[within - text]], comment: [speakers.get(passage)] }[kind];
    return { kind, category, experts: speakers_here, start: starts[number] };
  };
  return {
    kind: passage => at(passage).kind,
    /** An article is one entry, however many passages it has. */
    entry: passage => {
      const { kind, start } = at(passage);
      return kind === "article" ? start : passage;
    },
    /** Whether a passage is of a kind, in a category, by or with an expert; each may be left empty. */
    filter: ({ kind, category, expert }) => {
      if (!kind && !category && !expert) return () => true;
      const inside = categories.indexOf(category), by = experts.indexOf(expert);
      return passage => {
        const one = at(passage);
        return (!kind || one.kind === kind) && (!category || one.category === inside)
          && (!expert || (by >= 0 && one.experts.includes(by)));
      };
    },
  };
}

/** Calls for each posting of a word; postings.py says how they are written. */
function each(postings, call) {
  const heads = new Set();
  const [, bits, steps] = postings.startsWith("~") ? postings.split("~") : [null, "", postings];
  const bitwise = postings.startsWith("~");
  let value = 0, shift = 0, posting = 0;
  for (const sign of steps) {
    const digit = VALUE.get(sign);
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit > 31) continue;
    posting = posting - posting % 4 + value;
    value = shift = 0;
    const passage = Math.floor(posting / 4);
    if (bitwise) heads.add(passage);
    else call(passage, posting & 1, (posting >> 1) & 1);
  }
  for (let place = 0; place < bits.length; place++) {
    const digit = VALUE.get(bits[place]);
    for (let bit = 0; bit < 6; bit++) {
      const passage = place * 6 + bit;
      if (digit >> bit & 1) call(passage, heads.has(passage) ? 1 : 0, 0);
    }
  }
}

/** The place of the last item, of a list in order, for which something holds; -1 for none. */
function last(items, holds) {
  let low = 0, high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
