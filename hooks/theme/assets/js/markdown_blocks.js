/*
 * The blocks of a text in Markdown: CommonMark 0.31, sections 2.2, 3 to 5 and the appendix's first phase.
 *
 * Line by line: which of the open blocks go on, which new ones begin, and where the rest of the line belongs.
 */
import { matchAt as at, trimEnd } from "./markdown_links.js";

const TAB = 4;
const DEEPEST_LIST = 100; // Containers that one line may open before a list's marker is text.
const TAKES_LINES = new Set(["paragraph", "heading", "code"]);

const HEADING = /#{1,6}(?:[ \t]+|\n)/y;
const FENCE = /`{3,}(?=[^`\n]*\n)|~{3,}/y;
const CLOSING_FENCE = /(`{3,}|~{3,})[ \t]*\n/y;
const UNDERLINE = /(?:=+|-+)[ \t]*\n/y;
const RULE = /([*_-])[ \t]*(?:\1[ \t]*){2,}\n/y;
const MARKER = /(?:([*+-])|([0-9]{1,9})([.)]))(?=[ \t\n])/y;
const BLANK = /[ \t]*\n/y;

/** The tree of blocks. */
export function parseBlocks(text) {
  const parser = new BlockParser();
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) parser.readLine(`${line}\n`);
  return parser.finish();
}

class Block {
  constructor(kind, parent, properties) {
    Object.assign(this, { kind, parent, children: [], text: "", isOpen: true, endsBlank: false }, properties);
  }
}

class BlockParser {
  constructor() {
    this.root = new Block("root", null);
    this.current = this.root;
    this.lineNumber = 0;
  }

  readLine(line) {
    this.line = line;
    this.lineNumber++;
    // A column counts a tab as the blanks up to the next stop; part of a tab may belong to a marker before it.
    this.offset = this.column = this.nonspace = this.nonspaceColumn = 0;
    this.isInTab = false;
    const matched = this.matchOpen();
    if (matched) this.addRest(this.openNew(matched), matched);
  }

  finish() {
    while (this.current) this.current = this.close(this.current);
    return this.root;
  }

  /** Sees how far the next character that is not blank is indented. */
  look() {
    if (this.nonspace <= this.offset) {
      this.nonspace = this.offset;
      this.nonspaceColumn = this.column;
      for (; " \t".includes(this.line[this.nonspace] ?? "\n"); this.nonspace++) {
        this.nonspaceColumn += this.line[this.nonspace] === "\t" ? TAB - (this.nonspaceColumn % TAB) : 1;
      }
    }
    this.indent = this.nonspaceColumn - this.column;
    this.isBlank = this.line[this.nonspace] === "\n";
    this.next = this.line[this.nonspace];
  }

  advanceTo(offset) {
    while (this.offset < offset) this.advance(this.line[this.offset] === "\t" ? TAB - (this.column % TAB) : 1);
  }

  advance(columns) {
    while (columns > 0 && this.offset < this.line.length) {
      const isTab = this.line[this.offset] === "\t";
      const width = isTab ? TAB - (this.column % TAB) : 1;
      const step = Math.min(width, columns);
      this.isInTab = isTab && width > columns;
      this.column += step;
      this.offset += this.isInTab ? 0 : 1;
      columns -= step;
    }
  }

  isAtBlank() {
    return this.line[this.offset] === " " || this.line[this.offset] === "\t";
  }

  /** The innermost open block that the line belongs to, or null after the end of a fence. */
  matchOpen() {
    let block = this.root;
    this.allMatched = true;
    for (let child; (child = block.children.at(-1))?.isOpen; block = child) {
      this.look();
      if (this.endsFence(child)) {
        this.current = this.close(child);
        return null;
      }
      if (!this.continues(child)) {
        this.allMatched = false;
        break;
      }
    }
    return block;
  }

  endsFence(block) {
    if (!block.fence || this.indent >= TAB || this.next !== block.fence) return false;
    return at(CLOSING_FENCE, this.line, this.nonspace)?.[1].length >= block.fenceLength;
  }

  continues(block) {
    if (block.kind === "quote") return this.takeQuoteMark();
    if (block.kind === "item") return this.takeIndent(block.padding, block.children.length > 0);
    if (block.kind === "code" && !block.fence) return this.takeIndent(TAB, true);
    if (block.kind === "code") return this.takeFenceIndent(block.fenceIndent);
    if (block.kind === "paragraph") return !this.isBlank;
    return block.kind !== "heading";
  }

  takeQuoteMark() {
    if (this.indent >= TAB || this.next !== ">") return false;
    this.advanceTo(this.nonspace + 1);
    if (this.isAtBlank()) this.advance(1);
    return true;
  }

  takeIndent(columns, mayBeBlank) {
    if (this.indent >= columns) this.advance(columns);
    else if (this.isBlank && mayBeBlank) this.advanceTo(this.nonspace);
    else return false;
    return true;
  }

  takeFenceIndent(columns) {
    for (; columns > 0 && this.isAtBlank(); columns--) this.advance(1);
    return true;
  }

  /** The innermost block after those that begin on this line. */
  openNew(block) {
    this.mayBeLazy = this.current.kind === "paragraph";
    for (let depth = 1; block.kind !== "code"; depth++) {
      this.look();
      const opened = this.indent < TAB ? this.openMarked(block, depth) : this.openIndentedCode(block);
      block = opened ?? block;
      if (!opened || TAKES_LINES.has(block.kind)) break;
      this.mayBeLazy = false;
    }
    return block;
  }

  openMarked(block, depth) {
    const { line, nonspace } = this;
    const isParagraph = block.kind === "paragraph";
    let match;
    if (this.takeQuoteMark()) return this.add("quote", block);
    if ((match = at(HEADING, line, nonspace))) {
      this.advanceTo(nonspace + match[0].length);
      this.line = `${withoutClosingHashes(line)}\n`;
      return this.add("heading", block);
    }
    if ((match = at(FENCE, line, nonspace))) return this.openFence(block, match[0]);
    if (isParagraph && at(UNDERLINE, line, nonspace)) return this.underline(block);
    if (!(isParagraph && !this.allMatched) && at(RULE, line, nonspace)) {
      this.advanceTo(line.length - 1);
      return this.add("rule", block);
    }
    return depth < DEEPEST_LIST && (match = at(MARKER, line, nonspace)) ? this.openItem(block, match) : null;
  }

  openFence(block, fence) {
    const fenceIndent = this.nonspace - this.offset;
    this.advanceTo(this.nonspace + fence.length);
    return this.add("code", block, { fence: fence[0], fenceLength: Math.min(fence.length, 255), fenceIndent });
  }

  underline(paragraph) {
    paragraph.kind = "heading";
    this.advanceTo(this.line.length - 1);
    return paragraph;
  }

  openIndentedCode(block) {
    if (this.mayBeLazy || this.isBlank) return null;
    this.advance(TAB);
    return this.add("code", block);
  }

  openItem(block, [marker, bullet, number, delimiter]) {
    const start = Number(number);
    const end = this.nonspace + marker.length;
    if (block.kind === "paragraph" && (at(BLANK, this.line, end) || (number && start !== 1))) return null;
    const { indent } = this;
    this.advanceTo(end);
    const padding = indent + marker.length + this.takeItemPadding();
    const list = { bullet, delimiter, start };
    if (block.kind !== "list" || block.bullet !== bullet || block.delimiter !== delimiter) {
      block = this.add("list", block, list);
    }
    return this.add("item", block, { padding, line: this.lineNumber });
  }

  /** One to four blanks after the marker of an item count; before code or nothing it is one. */
  takeItemPadding() {
    const { offset, column, isInTab } = this;
    while (this.column - column <= 5 && this.isAtBlank()) this.advance(1);
    const blanks = this.column - column;
    if (blanks >= 1 && blanks < 5 && this.line[this.offset] !== "\n") return blanks;
    Object.assign(this, { offset, column, isInTab });
    if (blanks > 0) this.advance(1);
    return 1;
  }

  add(kind, parent, properties) {
    while (TAKES_LINES.has(parent.kind) || parent.kind === "rule" || (parent.kind === "list" && kind !== "item")) {
      parent = this.close(parent);
    }
    const block = new Block(kind, parent, properties);
    parent.children.push(block);
    return block;
  }

  addRest(block, matched) {
    this.look();
    this.noteBlank(block);
    if (this.current !== matched && block === matched && !this.isBlank && this.current.kind === "paragraph") {
      this.addLine(this.current); // A lazy continuation line (5.1).
      return;
    }
    while (this.current !== matched) this.current = this.close(this.current);
    if (block.kind === "code") {
      this.addLine(block);
    } else if (!this.isBlank) {
      if (!TAKES_LINES.has(block.kind)) block = this.add("paragraph", block);
      this.advanceTo(this.nonspace);
      this.addLine(block);
    }
    this.current = block;
  }

  /** Blank lines between items or within one make a list loose; those in quotes and fences do not. */
  noteBlank(block) {
    if (this.isBlank && block.children.length) block.children.at(-1).endsBlank = true;
    const isBegunItem = block.kind === "item" && !block.children.length && block.line === this.lineNumber;
    const hasNone = block.fence || isBegunItem || ["quote", "heading", "rule"].includes(block.kind);
    block.endsBlank = this.isBlank && !hasNone;
    for (let above = block.parent; above; above = above.parent) above.endsBlank = false;
  }

  addLine(block) {
    if (this.isInTab) {
      this.offset++;
      block.text += " ".repeat(TAB - (this.column % TAB));
    }
    block.text += this.line.slice(this.offset);
  }

  close(block) {
    block.isOpen = false;
    if (block.kind === "code") {
      block.text = block.fence ? block.text.slice(block.text.indexOf("\n") + 1) : withoutBlankEnd(block.text);
    } else if (block.kind === "list") {
      block.isTight = isTight(block);
    }
    return block.parent;
  }
}

function withoutClosingHashes(line) {
  const trimmed = trimEnd(line);
  let end = trimmed.length;
  while (trimmed[end - 1] === "#") end--;
  return end < trimmed.length && " \t".includes(trimmed[end - 1] ?? "\n") ? trimEnd(trimmed.slice(0, end)) : trimmed;
}

function withoutBlankEnd(text) {
  const end = trimEnd(text).length;
  return end ? text.slice(0, text.indexOf("\n", end) + 1) : "\n";
}

function isTight(list) {
  return list.children.every((item, i) => {
    const isLast = i === list.children.length - 1;
    if (item.endsBlank && !isLast) return false;
    return !item.children.some((part, j) => !(isLast && j === item.children.length - 1) && endsWithBlank(part));
  });
}

/** Whether a blank line follows the last line of a block. */
function endsWithBlank(block) {
  while ((block.kind === "list" || block.kind === "item") && block.children.length) block = block.children.at(-1);
  return block.endsBlank;
}
