// What the page of the search does: the form, the address and the list say the same at any time.

import { element, button } from "./element.js";
import { open } from "./search_index.js";
import { sentence } from "./search_sentence.js";
import { counts, language, text } from "./search_words.js";

const AT_ONCE = 10;
const FIELDS = ["q", "kind", "category", "expert"];

/** Nodes of a text with its places filled in; a name keeps its own direction of writing. */
function say(name, values = {}) {
  return text[name].split(/\{(\w+)\}/).map((part, number) =>
    number % 2 ? element("bdi", {}, String(values[part])) : part);
}

function counted(number) {
  const form = counts[new Intl.PluralRules(language).select(number)] ?? counts.other;
  return form.replace("{count}", number.toLocaleString(language));
}

function day(date) {
  return new Date(date).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}

export function start(form) {
  const results = document.getElementById("search-results");
  const status = results.querySelector("[role=status]"), list = results.querySelector("ol");
  const title = document.title;
  const more = button(text.more, grow);
  const field = name => form.elements.namedItem(name);
  /** `showing` is the part of the address that the list answers. */
  let index, shown = null, turn = 0, showing = "", growing = false;

  /** What the address asks for, put into the fields of the form. */
  function read(fields) {
    const asked = new URLSearchParams(location.search);
    for (const name of fields) {
      field(name).value = asked.get(name) ?? "";
      // A choice that is none of those offered.
      if (field(name).selectedIndex === -1) field(name).selectedIndex = 0;
    }
  }

  function address() {
    const asked = new URLSearchParams();
    for (const name of FIELDS) if (field(name).value.trim()) asked.set(name, field(name).value.trim());
    return `${location.pathname}${asked.size ? `?${asked}` : ""}`;
  }

  function submitted() {
    if (address() !== location.pathname + location.search) history.pushState(null, "", address());
    return search();
  }

  async function search(count = AT_ONCE) {
    const own = ++turn, query = field("q").value.trim();
    showing = location.search;
    document.title = query ? `${query} · ${title}` : title;
    if (!query) return clear(say("empty"));
    status.replaceChildren(...say("searching"));
    try {
      index ??= await open(new URL(form.dataset.index, location), text.endings.split(" "), text.compounds);
      const [kind, category, expert] = FIELDS.slice(1).map(name => field(name).value);
      const found = await index.find(query, { kind, category, expert });
      // Somebody asked for something else meanwhile.
      if (own !== turn) return;
      if (!found.entries.length) {
        clear(say("none", { query }));
        // They are a kindness: where they cannot be had, what was said is true all the same.
        return offer(await index.instead(query, found.missing).catch(() => []), own);
      }
      await show(count, false, { ...found, query });
    } catch {
      if (own === turn) clear(say("failed"));
    }
  }

  /** Links that search for other words, below what says that nothing was found. */
  function offer(queries, own) {
    if (own !== turn || !queries.length) return;
    const [before, after] = text.near.split("{words}");
    const links = queries.flatMap((query, number) => {
      const asked = new URLSearchParams(location.search);
      asked.set("q", query);
      return [...(number ? [", "] : []), element("a", { href: `?${asked}` }, element("bdi", {}, query))];
    });
    status.append(" ", before, ...links, after);
  }

  function clear(words) {
    shown = null;
    list.replaceChildren();
    more.remove();
    status.replaceChildren(...words);
  }

  /** More results, once for however many clicks while they are on their way. */
  async function grow() {
    if (growing) return;
    growing = true;
    await show(list.children.length + AT_ONCE, true).finally(() => growing = false);
  }

  /** The first so many of what was found; the focus goes to the first new one if the reader asked for more. */
  async function show(count, asked, found = shown) {
    const own = turn, before = asked ? list.children.length : 0;
    const next = found.entries.slice(before, count);
    let items;
    try {
      items = await Promise.all(next.map(async entry => item(entry, await index.read(entry.passage), found.words)));
    } catch (error) {
      if (!asked) throw error;
      status.replaceChildren(...say("failed"));
      return;
    }
    if (own !== turn) return;
    shown = found;
    if (asked) list.append(...items);
    else {
      list.replaceChildren(...items);
      status.replaceChildren(...say("found", { results: counted(found.entries.length), query: found.query }));
    }
    if (list.children.length < found.entries.length) list.after(more);
    else more.remove();
    history.replaceState({ count: list.children.length }, "");
    if (asked) items[0]?.querySelector("a").focus();
  }

  function item({ kind }, { title, path, text: said, name, number, date, paraphrase }, words) {
    const says = kind === "article" ? "article" : kind === "view" ? "view_by" : name ? "comment_by" : "comment";
    const pieces = sentence(said, words).map(piece => piece.marked ? element("mark", {}, piece.text) : piece.text);
    const wording = paraphrase ? [", ", text.in_our_words] : [];
    const label = element("span", { className: "search-kind" }, ...say(says, { name, number }), ...wording);
    const link = element("a", { href: form.dataset.root + path }, label, " ", element("bdi", {}, title));
    const days = date ? [element("time", { dateTime: date }, day(date))] : [];
    return element("li", {}, element("h2", {}, link), ...days, element("p", { dir: "auto" }, ...pieces));
  }

  form.addEventListener("change", event => {
    if (event.target.localName === "select" && field("q").value.trim()) submitted();
  });
  addEventListener("popstate", event => {
    // A step to another place on the page: all stays as it is.
    if (location.search === showing) return;
    read(FIELDS);
    search(event.state?.count);
  });
  const asked = new URLSearchParams(location.search);
  // No more than that: a reader may have begun to type.
  read(FIELDS.filter(name => asked.has(name)));
  if (asked.get("q")) search(history.state?.count);
  return { submitted };
}
