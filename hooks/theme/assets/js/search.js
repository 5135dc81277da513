// The page of the search asks for no more than these lines until somebody turns to its form or comes with a query.

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
