// The page of the search asks for no more than these lines, which make its fields, until somebody turns to its form or
// comes with a query.

import { element } from "./element.js";

const form = document.getElementById("search");
let arrived;

/** The rest of the script, which may be there the next time where it could not be had. */
function call() {
  arrived ??= import("./search_page.js").then(page => page.start(form)).catch(error => {
    arrived = undefined;
    throw error;
  });
  return arrived;
}

if (form) {
  makeFields(form);
  const status = document.querySelector("#search-results [role=status]");
  for (const sign of ["focusin", "input"]) form.addEventListener(sign, () => call().catch(() => {}), { once: true });
  form.addEventListener("submit", event => {
    event.preventDefault();
    // Some browsers remember that a script could not be had; a page that is loaded anew asks for it again.
    call().then(page => page.submitted(), () => form.submit());
  });
  const query = new URLSearchParams(location.search).get("q");
  if (query) {
    call().catch(() => {
      form.elements.q.value ||= query;
      status.append(status.dataset.failed);
    });
  }
}

/** The fields, made of what the page says of them: without a script they would lead nowhere. */
function makeFields(form) {
  const { words, button, filters, choices } = JSON.parse(document.getElementById("search-fields").textContent);
  const labelled = (input, label) => element("p", {}, element("label", { htmlFor: input.id }, label), " ", input);
  const query = { id: "search-words", name: "q", type: "search", maxLength: 200, autocomplete: "off", autocapitalize: "none", enterKeyHint: "search" };
  const selects = choices.map(([name, label, options]) => {
    const choose = options.map(([value, shown]) => element("option", { value }, shown));
    return labelled(element("select", { id: `search-${name}`, name }, ...choose), label);
  });
  form.append(
    element("div", { className: "search-field" }, labelled(element("input", query), words), element("button", { type: "submit" }, button)),
    element("fieldset", { className: "search-filters" }, element("legend", {}, filters), ...selects),
  );
}
