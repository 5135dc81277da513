/*
 * What is inside a paragraph or a heading: CommonMark 0.31, section 6 and the appendix's second phase.
 *
 * A text becomes a flat list of pieces. A piece has text, and may close or open elements before and after it; so no
 * tree is built, and emphasis that is nested a thousand deep costs what it would cost side by side.
 */
import {
  decoded,
  endOf,
  isEscapable,
  matchAt,
  PUNCTUATION,
  readInlineTarget,
  REFERENCE,
  trimEnd,
} from "./markdown_links.js";

const IS_PUNCTUATION = new RegExp(`${PUNCTUATION}|\\p{P}`, "u");
const IS_SPACE = /[\t\n\f\r\p{Zs}]/u;
const LONGEST_TICKS = 80;

const PLAIN = /[^\n`\\&_*[\]<!]+/y;
const BLANKS = /[ \t]*/y;
const TICKS = /`+/y;
const ANY_TICKS = /`+/g;
const RUN = /\*+|_+/y;
const AUTOLINK = /<([a-zA-Z][a-zA-Z0-9.+-]{1,31}:[^\0-\x20<>]*)>/y;
const ENTITY = new RegExp(REFERENCE.source, "y");

export function parseInlines(text, context) {
  return new InlineParser(trimEnd(text), context).parse();
}

class InlineParser {
  constructor(text, context) {
    this.text = text;
    this.context = context;
    this.index = 0;
    this.pieces = [];
    this.runs = []; // Of `*` and `_` that no pair has used up, as far as no link has closed round them.
    this.ticks = [];
    this.brackets = [];
    this.links = []; // Places of the pieces that open links, those within links and images left out.
    this.mayLink = false; // Since the last link, was there a `[`?
  }

  parse() {
    while (this.index < this.text.length) this.read();
    pairRuns(this.runs);
    return this.pieces;
  }

  push(text, properties) {
    return this.pieces.push({ text, ...properties });
  }

  read() {
    const { text, index } = this;
    const character = text[index];
    if (character === "\n") this.readLineEnd();
    else if (character === "`") this.readCode();
    else if (character === "\\") this.readEscape();
    else if (character === "*" || character === "_") this.readRun();
    else if (character === "[") this.openBracket("[");
    else if (character === "!" && text[index + 1] === "[" && text[index + 2] !== "^") this.openBracket("![");
    else if (character === "]") this.closeBracket();
    else if (character === "&" || character === "<") this.readReferenceOrAutolink();
    else this.readPlain();
  }

  readPlain() {
    const end = Math.max(endOf(PLAIN, this.text, this.index), this.index + 1);
    const plain = this.text.slice(this.index, end);
    this.push(this.text[end] === "\n" ? trimEnd(plain) : plain);
    this.index = end;
  }

  readLineEnd() {
    this.index = endOf(BLANKS, this.text, this.index + 1);
    this.push("", { isLineEnd: true });
  }

  readEscape() {
    const next = this.text[this.index + 1] ?? "";
    const isLineEnd = next === "\n";
    const isEscape = isLineEnd || isEscapable(next);
    this.index += isEscape ? 2 : 1;
    this.push(isLineEnd ? "" : isEscape ? next : "\\", { isLineEnd });
  }

  readReferenceOrAutolink() {
    const { text, index, context } = this;
    const reference = matchAt(ENTITY, text, index)?.[0];
    const autolink = matchAt(AUTOLINK, text, index);
    if (autolink) {
      const url = decoded(autolink[1], context);
      this.links.push(this.pieces.length);
      this.push("", { opens: [{ tag: "a", url }] });
      this.push(url);
      this.push("", { closes: ["a"] });
    } else {
      this.push(reference ? decoded(reference, context) : text[index]);
    }
    this.index += (autolink?.[0] ?? reference ?? "&").length;
  }

  /** A code span (6.1) ends at the next run of as many backticks. */
  readCode() {
    const start = endOf(TICKS, this.text, this.index);
    const length = start - this.index;
    const end = this.nextTicks(length, start);
    if (end === undefined) {
      this.push(this.text.slice(this.index, start));
      this.index = start;
      return;
    }
    const code = this.text.slice(start, end).replaceAll("\n", " ");
    const isPadded = code.startsWith(" ") && code.endsWith(" ") && /[^ ]/.test(code);
    this.push(isPadded ? code.slice(1, -1) : code, { code: true });
    this.index = end + length;
  }

  /** Where the next run of as many backticks is; what a search has passed is kept, so that none is vain twice. */
  nextTicks(length, from) {
    if (length > LONGEST_TICKS || (this.isSearched && !(this.ticks[length] > from))) return undefined;
    for (let found, start = from; (found = matchAt(ANY_TICKS, this.text, start)); start = ANY_TICKS.lastIndex) {
      this.ticks[found[0].length] = found.index;
      if (found[0].length === length) return found.index;
    }
    this.isSearched = true;
    return undefined;
  }

  /** A run of delimiters (6.2) may open or close emphasis by what stands beside it. */
  readRun() {
    const { text, index } = this;
    const end = endOf(RUN, text, index);
    const before = [...text.slice(Math.max(index - 2, 0), index)].at(-1) ?? "\n";
    const after = String.fromCodePoint(text.codePointAt(end) ?? 10);
    const [isPunctuationBefore, isPunctuationAfter] = [before, after].map((c) => IS_PUNCTUATION.test(c));
    const [isSpaceBefore, isSpaceAfter] = [before, after].map((c) => IS_SPACE.test(c));
    const isLeft = !isSpaceAfter && (!isPunctuationAfter || isSpaceBefore || isPunctuationBefore);
    const isRight = !isSpaceBefore && (!isPunctuationBefore || isSpaceAfter || isPunctuationAfter);
    const isWord = text[index] === "_";
    const canOpen = isLeft && (!isWord || !isRight || isPunctuationBefore);
    const canClose = isRight && (!isWord || !isLeft || isPunctuationAfter);
    const run = { text: text.slice(index, end), opens: [], closes: [], canOpen, canClose };
    this.pieces.push(run);
    if (canOpen || canClose) this.runs.push(Object.assign(run, { character: text[index], length: end - index }));
    this.index = end;
  }

  openBracket(text) {
    this.index += text.length;
    const isImage = text === "![";
    this.brackets.push({ isImage, place: this.pieces.length, runs: this.runs.length });
    if (!isImage) this.mayLink = true;
    this.push(text);
  }

  /** Links and images (6.3, 6.4): the text is done, and what follows the bracket says where it leads. */
  closeBracket() {
    this.index++;
    const bracket = this.brackets.pop();
    const mayBegin = bracket && (bracket.isImage || this.mayLink);
    const target = mayBegin && readInlineTarget(this.text, this.index, this.context);
    if (!target) {
      this.push("]");
      return;
    }
    this.index = target.end;
    const tag = bracket.isImage ? "img" : "a";
    const holdsLink = this.links.at(-1) > bracket.place;
    while (this.links.at(-1) > bracket.place) this.links.pop();
    this.pieces[bracket.place] = { text: "", opens: [{ tag, url: target.url, holdsLink }] };
    this.push("", { closes: [tag] });
    pairRuns(this.runs.splice(bracket.runs));
    if (!bracket.isImage) {
      this.links.push(bracket.place);
      this.mayLink = false;
    }
  }
}

/** Makes emphasis of runs: each that may close looks back for the nearest that may open. */
function pairRuns(runs) {
  runs.forEach((run, place) => Object.assign(run, { place, previous: runs[place - 1], next: runs[place + 1] }));
  const floors = {}; // Below which no run opens for such a closer.
  for (let closer = runs[0]; closer; ) {
    if (!closer.canClose) {
      closer = closer.next;
      continue;
    }
    const such = closer.character + (closer.length % 3);
    const floor = floors[such] ?? 0;
    let opener = closer.previous;
    while (opener && opener.place >= floor && !isPair(opener, closer)) opener = opener.previous;
    if (opener && opener.place >= floor) {
      join(opener, closer);
      if (!closer.text) closer = closer.next;
    } else {
      floors[such] = closer.place;
      if (!closer.canOpen) unlink(closer);
      closer = closer.next;
    }
  }
}

function isPair(opener, closer) {
  if (!opener.canOpen || opener.character !== closer.character) return false;
  const isOnlyOne = !closer.canOpen && !opener.canClose;
  return isOnlyOne || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0;
}

function join(opener, closer) {
  const used = opener.text.length > 1 && closer.text.length > 1 ? 2 : 1;
  const tag = used === 2 ? "strong" : "em";
  opener.opens.push({ tag });
  closer.closes.push(tag);
  opener.next = closer;
  closer.previous = opener;
  for (const run of [opener, closer]) {
    run.text = run.text.slice(used);
    if (!run.text) unlink(run);
  }
}

/** Takes a run out of the list; it still knows which was next. */
function unlink(run) {
  if (run.previous) run.previous.next = run.next;
  if (run.next) run.next.previous = run.previous;
}
