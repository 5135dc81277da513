// A look at a page: `faults` in words, the `skeleton` of its elements, and the texts of its boxes.
(own) => {
  const ALLOWED = new Set(own.tags);
  const ADDRESSES = new Set(
    "href src srcset action formaction data poster cite background ping manifest longdesc usemap codebase profile xlink:href".split(" "),
  );
  const faults = [];
  const say = (element, why) => faults.push(`${element.outerHTML.slice(0, 120)} ${why}`);

  // What a page says to programs and to its own scripts: a browser runs nothing of these types. They hold JSON, whatever
  // was typed.
  const isData = (element) => {
    const told = element.getAttribute("type") === "application/ld+json" && element.parentElement === document.head;
    const fields = element.getAttribute("type") === "application/json" && element.id === "search-fields";
    if (!told && !fields) return false;
    try {
      return Boolean(JSON.parse(element.text)) && !element.text.includes("<");
    } catch {
      return false;
    }
  };

  // What a browser takes for the scheme: without control characters and blanks before, tabs and line ends anywhere.
  const scheme = (value) => value.replace(/^[\0- ]+/, "").replace(/[\t\n\r]/g, "").match(/^([a-z][a-z0-9+.-]*):/i)?.[1].toLowerCase();
  const roots = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) {
      const content = element.content ?? element.shadowRoot;
      if (content instanceof DocumentFragment) roots.push(content);
      for (const { name, value } of element.attributes) {
        if (/^on|^style$|^srcdoc$/i.test(name)) say(element, `has ${name}`);
        if (ADDRESSES.has(name) && !["http", "https", "mailto", undefined].includes(scheme(value))) say(element, `leads to ${value}`);
      }
      if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") say(element, "is no HTML");
      if (/^(?:iframe|frame|object|embed|portal|fencedframe|base|style|template|applet|audio|video|math|svg)$/.test(element.localName)) say(element, "is there");
      if (element.localName === "script" && !isData(element) && (element.text || !/\/assets\/js\/(reply|search)-[0-9a-f]{8}\.js$/.test(element.src))) say(element, "is no script of ours");
    }
  }
  for (const element of document.querySelectorAll(window.boxes)) {
    for (const inner of element.querySelectorAll("*")) {
      if (!ALLOWED.has(inner.localName) && inner.className !== "comment-note-label") say(inner, "is in a stranger's box");
      for (const { name, value } of inner.attributes) {
        const right = { href: inner.localName === "a" && /^(?:https?:\/\/|mailto:)/i.test(value), rel: value === own.rel, start: inner.localName === "ol", tabindex: inner.localName === "pre" };
        if (!right[name] && inner.className !== "comment-note-label") say(inner, `has ${name} in a stranger's box`);
      }
    }
  }

  // Signs that turn the direction of a text and are not closed turn what stands beside it, unless a box keeps them in.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const opened = (text.data.match(/[\u202a\u202b\u202d\u202e\u2066-\u2068]/g) ?? []).length;
    if (opened <= (text.data.match(/[\u202c\u2069]/g) ?? []).length) continue;
    for (let box = text.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      const isInline = style.display === "inline";
      if (box.closest("#reply") || (isInline && /isolate|plaintext/.test(style.unicodeBidi))) break;
      if (isInline) continue;
      const after = document.createRange();
      after.setStartAfter(text);
      after.setEndAfter(box.lastChild);
      if (!/^(?:flex|grid|inline-)/.test(style.display) && after.toString().trim()) say(text.parentElement, "turns what follows it");
      break;
    }
  }

  const texts = (selector, key) => Object.fromEntries([...document.querySelectorAll(selector)].map((one) => [one[key], one.textContent]));
  const links = [...document.querySelectorAll(window.boxes)].map((box) => [...box.querySelectorAll("[href]")].map((a) => ` ${a.getAttribute("href")}`).join(""));
  const comments = [...document.querySelectorAll(".comments article")].map((one) => one.id);
  const placed = [...document.querySelectorAll(".comments article")].filter((one) => !one.parentElement.matches("ul.comments li") || one.closest("article[id] article"));
  if (placed.length) say(placed[0], "is a comment out of its place");

  // Whatever waits for a pointer or the focus gets it; links lead nowhere meanwhile.
  document.addEventListener("click", (event) => event.preventDefault(), true);
  for (const element of document.querySelectorAll("main *")) {
    for (const type of ["pointerenter", "mouseover"]) element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
    if (element.matches("a, button, input, textarea, [tabindex]") && !element.closest("#reply")) element.focus({ preventScroll: true });
  }
  return {
    faults,
    skeleton: window.skeletonOf(document.body.cloneNode(true)),
    comments,
    boxes: texts("[id^=comment-], [id^=quote-]", "id"),
    text: document.body.textContent + links.join(" ") + [...document.images].map((one) => one.alt).join(" "),
    title: document.title,
  };
}
