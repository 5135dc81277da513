// The page of the search asks for no more than these lines until somebody turns to its form or comes with a query.

const form = document.getElementById("search");
let arrived;

function call() {
  arrived ??= import("./search_page.js").then(page => page.start(form));
  return arrived;
}

if (form) {
  for (const sign of ["focusin", "input"]) form.addEventListener(sign, call, { once: true });
  form.addEventListener("submit", event => {
    event.preventDefault();
    call().then(page => page.submitted());
  });
  if (new URLSearchParams(location.search).get("q")) call();
}
