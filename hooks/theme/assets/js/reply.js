// A page that is read asks for no more than these lines. The form's own script comes when somebody turns to the form.

const form = document.getElementById("reply-form");
let arrived, typed;

function call(event) {
  // Browsers tell of what they fill in again as well, while the page loads, but not how it was put in.
  typed ||= event?.type === "input" && (event.inputType || document.readyState === "complete");
  arrived ??= import("./form.js").then(module => module.help(form, typed));
  return arrived;
}

if (form) {
  for (const sign of ["focusin", "pointerover", "input"]) form.addEventListener(sign, call, { once: true });
  // Two screens ahead, so that what the script adds has its room before anybody sees it.
  const ahead = { rootMargin: "200% 0px" };
  new IntersectionObserver((entries, watch) => {
    if (entries.some(entry => entry.isIntersecting)) watch.disconnect(), call();
  }, ahead).observe(form);
  document.addEventListener("click", event => {
    const link = event.target.closest('.comments [href^="#reply"]');
    if (!link) return;
    // The message with its number, to which it leads without a script, is not needed any more.
    link.hash = "reply";
    call().then(helper => helper.answer(link.closest("article")));
  });
}

// The page that thanks: what was sent need not be kept.
if (document.querySelector("[data-sent]")) import("./draft.js").then(draft => draft.wasSent());
