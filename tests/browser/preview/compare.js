// Both trees as lines of text that are the same when a reader sees the same. No recursion: some are deep.
import { render } from "./markdown.js";

const BLOCKS = new Set(["p", "pre", "blockquote", "ul", "ol", "li", "hr"]);

function* walk(root) {
  const waiting = [...root.childNodes].reverse();
  while (waiting.length) {
    const node = waiting.pop();
    if (typeof node === "string") {
      yield { tag: node, line: `</${node}>` };
    } else if (node.nodeType === Node.TEXT_NODE) {
      yield { text: node.data };
    } else {
      const tag = node.localName ?? node.nodeName;
      const attributes = [...(node.attributes ?? [])].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`);
      yield { tag, line: `<${tag}${attributes.sort().join("")}>` };
      waiting.push(tag, ...[...node.childNodes].reverse());
    }
  }
}

export function lines(root) {
  const parts = [{ tag: "p" }];
  for (const part of walk(root)) {
    const last = parts.at(-1);
    if (part.text !== undefined && last.text !== undefined) last.text += part.text;
    else parts.push(part);
  }
  parts.push({ tag: "p" });
  // Line ends between blocks, and between a block and words, are the build's layout, and so are several in a row; code
  // stays as it is.
  const shown = parts.map(({ text, line }, i) => {
    if (text === undefined) return line;
    let kept = parts[i - 1].tag === "code" ? text : text.replace(/\n{2,}/g, "\n");
    if (BLOCKS.has(parts[i - 1].tag)) kept = kept.replace(/^\n+/, "");
    if (BLOCKS.has(parts[i + 1].tag)) kept = kept.replace(/\n+$/, "");
    return kept && JSON.stringify(kept);
  });
  return shown.filter(Boolean).join("\n");
}

const trusted = window.trustedTypes.createPolicy("what-the-build-made", { createHTML: (html) => html });
const parse = (html) => new DOMParser().parseFromString(trusted.createHTML(html), "text/html").body;

window.preview = {
  lines: (text) => lines(render(text)),
  time: (text) => {
    const start = performance.now();
    render(text);
    return performance.now() - start;
  },
  // Each pair is a text and what the build makes of it; those that differ come back, as both saw them.
  compare: (pairs) =>
    pairs.flatMap(([text, html]) => {
      const seen = lines(render(text));
      const built = lines(parse(html));
      return seen === built ? [] : [{ text, seen, built }];
    }),
  // Elements and attributes that are set.
  kinds: (text) => {
    const elements = [...render(text).querySelectorAll("*")];
    return elements.map((element) => [element.localName, ...[...element.attributes].flatMap((a) => [a.name, a.value])]);
  },
};
