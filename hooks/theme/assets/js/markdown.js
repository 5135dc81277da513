/*
 * A comment's Markdown as nodes of a page: what a reader sees before it is sent.
 *
 * `render` gives what `comment_html` of hooks/commentary/markup.py gives for the same text and its own line breaks;
 * tests/browser/test_preview.py compares the two. That is CommonMark (https://spec.commonmark.org/0.31.2/) without its
 * raw HTML (4.6, 6.6) and definitions of links (4.7), as the parser of the build reads it. Blocks are found first
 * (sections 3 to 5, markdown_blocks.js), then what is inside them (section 6, markdown_inlines.js); here both become
 * elements. What is not allowed is shown as it was written: HTML and definitions as text, an image as a link, a link
 * that leads nowhere as its source. A bare web address is a link (markdown_addresses.js). Headings become bold lines.
 *
 * Nothing of the text is ever read as HTML. Elements are made one by one, of the kinds that stand in this file, and no
 * attribute is set but `href`, `rel` and `start`. The browser's own parser is asked for named character references
 * alone, as names of letters and digits in a document that is thrown away.
 *
 * Where it differs from the build: punctuation that came after Unicode 7, which the parser of the build does not know;
 * and links to hosts outside ASCII, or such as claim to be encoded (`xn--`), which one reader of addresses may take and
 * the other refuse.
 */
import { takeOut, target } from "./markdown_addresses.js";
import { parseBlocks } from "./markdown_blocks.js";
import { parseInlines } from "./markdown_inlines.js";
import { withoutEscapes } from "./markdown_links.js";

const RELATION = "nofollow ugc noopener";
const LEADS_OUT = /^(?:https?:\/\/|mailto:)/i;
// What stands in as many quotations, lists and emphasis as this is shown without its own; items go with their list.
const DEEPEST = 24;
const NESTS = new Set(["blockquote", "ul", "ol", "em", "strong"]);
const LEAVE = Symbol("the end of an element");
const NAMES = /(&[a-zA-Z][a-zA-Z0-9]{1,30};)|[^]/g;
// The policy of the site lets nothing become HTML but what this makes: names of characters, a paragraph each. What else
// it is given it drops.
const asHtml = { createHTML: (names) => names.replace(NAMES, (_, name) => (name ? `<p>${name}` : "")) };
const trusted = globalThis.trustedTypes?.createPolicy("names-of-characters", asHtml) ?? asHtml;

/** The nodes that a text in Markdown becomes. */
export function render(text) {
  const source = text
    .replace(/\r\n?/g, "\n")
    .replace(/[\0\p{Surrogate}]/gu, "\ufffd")
    .replace(/^\ufeff/, "");
  const marks = new Marks(source);
  const page = new Page(marks);
  drawBlocks(parseBlocks(marks.place()), { names: namedCharacters(source) }, page);
  return page.fragment;
}

/**
 * Characters of the private use area that stand in for every `<` that begins neither an escape nor an autolink, and for
 * the `&` of references to characters that no text may hold: the parser takes both for letters, as the build does.
 * A third stands on either side of a number where a bare address was.
 */
class Marks {
  constructor(text) {
    let code = 0xe000;
    const absent = () => {
      const character = String.fromCharCode(code++);
      return text.includes(character) || text.includes(encodeURI(character)) ? absent() : character;
    };
    this.less = absent();
    this.ampersand = absent();
    const bare = absent();
    Object.assign(this, takeOut(text, bare));
    this.places = new RegExp(`${bare}([0-9]+)${bare}`);
    this.encodedPlaces = new RegExp(`${encodeURI(bare)}([0-9]+)${encodeURI(bare)}`, "g");
  }

  place() {
    return this.rest
      .replace(/\\[^]|<(?!https?:\/\/(?:[^\s<>]|\ufeff)*>)/g, (found) => (found === "<" ? this.less : found))
      .replace(/&(?=#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));)/g, (found, hex, decimal) =>
        isAllowed(hex ? parseInt(hex, 16) : Number(decimal)) ? found : this.ampersand,
      );
  }

  /** A text in pieces: every second one is a bare address. */
  split(text) {
    return text.split(this.places).map((piece, i) => (i % 2 ? this.found[piece] : this.restore(piece)));
  }

  /** Text or an address as it is shown. */
  restore(text) {
    return text
      .replace(this.encodedPlaces, (_, place) => encoded(this.found[place]))
      .replaceAll(this.less, "<")
      .replaceAll(encodeURI(this.less), "%3C")
      .replaceAll(this.ampersand, "&")
      .replaceAll(encodeURI(this.ampersand), "%26");
  }
}

function isAllowed(code) {
  if (code === 9 || code === 10) return true;
  return code <= 0x10ffff && !/[\p{Cc}\p{Cs}\p{NChar}\u2028\u2029]/u.test(String.fromCodePoint(code));
}

/** What each `&name;` of a text stands for; names that mean nothing are left out. */
function namedCharacters(text) {
  const names = [...new Set(text.match(/&[a-zA-Z][a-zA-Z0-9]{1,30};/g))];
  if (names.length === 0) return new Map();
  const parsed = new DOMParser().parseFromString(trusted.createHTML(names.join("")), "text/html");
  const meanings = [...parsed.querySelectorAll("p")].map((paragraph) => paragraph.textContent);
  // `&copyx;` is read as `&copy` and `x;`: only what has used up its semicolon is a name.
  return new Map(names.map((name, i) => [name, meanings[i]]).filter(([, is]) => is === ";" || !is.endsWith(";")));
}

/** Where nodes are put, one after the other. */
class Page {
  constructor(marks) {
    this.fragment = document.createDocumentFragment();
    this.open = [];
    this.depth = 0;
    this.marks = marks;
  }

  get here() {
    return this.open.at(-1)?.here ?? this.fragment;
  }

  enter(tag) {
    const nests = NESTS.has(tag) && this.depth < DEEPEST;
    const isKept = tag === "li" ? this.open.at(-1).isKept : nests || !NESTS.has(tag);
    const element = document.createElement(tag);
    if (isKept) this.here.append(element);
    else if (tag === "li") this.write("\n");
    if (nests) this.depth++;
    this.open.push({ here: isKept ? element : this.here, isKept, nests });
    return element;
  }

  leave() {
    if (this.open.pop().nests) this.depth--;
  }

  write(text, form = withoutEscapes) {
    const words = this.marks.split(text).map((piece, i) => (i % 2 ? form(piece) : piece));
    if (text) this.here.append(words.join(""));
  }

  /** Text whose bare addresses are links. */
  writeLinked(text) {
    for (const [i, piece] of this.marks.split(text).entries()) {
      if (i % 2) this.writeLink(withoutEscapes(piece));
      else if (piece) this.here.append(piece);
    }
  }

  writeLink(address) {
    this.enterLink(encoded(target(address)));
    this.here.append(address);
    this.leave();
  }

  enterLink(address) {
    const link = this.enter("a");
    if (isReadable(address)) link.setAttribute("href", address);
    link.setAttribute("rel", RELATION);
  }
}

function isReadable(address) {
  try {
    return !new URL(address).host.includes("%20");
  } catch {
    return false;
  }
}

/** Blocks in the order of the text, without recursion: they may be nested as deep as a text is long. */
function drawBlocks(root, context, page) {
  const waiting = [root];
  while (waiting.length) {
    const block = waiting.pop();
    if (block === LEAVE) {
      page.leave();
      continue;
    }
    for (const tag of tagsOf(block)) {
      const element = page.enter(tag);
      if (tag === "ol" && block.start !== 1) element.setAttribute("start", block.start);
      waiting.push(LEAVE);
    }
    if (block.kind === "code") page.write(block.text, asTyped);
    else if (block.text) drawInlines(parseInlines(block.text, context), page);
    waiting.push(...block.children.reverse());
  }
}

const TAGS = {
  root: [],
  quote: ["blockquote"],
  item: ["li"],
  heading: ["p", "strong"],
  code: ["pre", "code"],
  rule: ["hr"],
};

function tagsOf(block) {
  const { kind, parent } = block;
  if (kind === "paragraph") return parent.kind === "item" && parent.parent.isTight ? [] : ["p"];
  if (kind === "list") return [block.bullet ? "ul" : "ol"];
  return TAGS[kind];
}

function drawInlines(pieces, page) {
  const drawing = new InlineDrawing(page);
  for (const piece of pieces) {
    for (const tag of piece.closes ?? []) drawing.leave(tag);
    if (piece.code) drawing.code(piece.text);
    else if (piece.isLineEnd) drawing.lineEnd();
    else if (piece.text) drawing.text(piece.text);
    for (const part of piece.opens?.reverse() ?? []) drawing.enter(part);
  }
}

/** Emphasis, links and images; within an image everything is text. */
class InlineDrawing {
  constructor(page) {
    this.page = page;
    this.open = [];
    this.images = 0;
    this.links = 0;
  }

  text(text) {
    if (this.images) this.words += text;
    else if (this.links) this.page.write(text);
    else this.page.writeLinked(text);
  }

  code(text) {
    if (this.images) return this.text(text);
    this.page.enter("code");
    this.page.write(text, asTyped);
    this.page.leave();
  }

  /** A line break that was typed is kept. */
  lineEnd() {
    if (!this.images) {
      this.page.enter("br");
      this.page.leave();
    }
    this.text(this.images ? " " : "\n");
  }

  enter(part) {
    if (part.tag === "img") {
      if (this.images++ === 0) this.words = "";
    } else if (!this.images) {
      this.enterElement(part);
    }
    this.open.push(part);
  }

  enterElement(part) {
    if (part.tag === "a") {
      this.links++;
      part.address = addressOf(part.url, this.page.marks);
      part.isHidden = part.holdsLink || !LEADS_OUT.test(part.address);
      if (part.isHidden) this.page.write("[");
      else this.page.enterLink(part.address);
    } else {
      // The build writes bold in bold once.
      part.isHidden = part.tag === "strong" && this.open.at(-1)?.tag === "strong";
      if (!part.isHidden) this.page.enter(part.tag);
    }
  }

  leave() {
    const part = this.open.pop();
    if (part.tag === "img" && --this.images === 0) this.image(addressOf(part.url, this.page.marks));
    if (part.tag === "img" || this.images) return;
    if (part.tag === "a") this.links--;
    if (!part.isHidden) this.page.leave();
    else if (part.tag === "a") this.page.write(`](${part.address})`);
  }

  image(address) {
    const words = this.words || address;
    if (this.links) return this.page.write(words);
    if (!LEADS_OUT.test(address)) return this.page.write(`[${words}](${address})`);
    this.page.enterLink(address);
    this.page.write(words);
    this.page.leave();
  }
}

function addressOf(url, marks) {
  return marks.restore(encoded(url));
}

function encoded(url) {
  return encodeURI(url).replaceAll("%25", "%");
}

function asTyped(address) {
  return address;
}
