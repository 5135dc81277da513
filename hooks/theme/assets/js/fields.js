// The fields of a form whose page has none, since they would lead nowhere without a script. They are those of reply.html,
// which writes them where an endpoint takes them.

import { say } from "./checks.js";
import { element } from "./element.js";

/** Fill the room with fields. */
export function makeFields(room) {
  const field = (id, label, input, hint) => {
    const line = element("p", {}, element("label", { htmlFor: id }, label), " ", input);
    input.id = id;
    if (hint) {
      line.append(element("span", { className: "hint", id: `${id}-hint` }, hint));
      input.setAttribute("aria-describedby", `${id}-hint`);
    }
    room.append(line);
  };
  room.append(element("p", { className: "hint" }, say("field_needed")));
  field("reply-name", say("field_name"), element("input", { autocomplete: "name" }), say("field_name_hint", { nobody: say("nobody") }));
  field("reply-body", `${say("field_body")} *`, element("textarea", { required: true }), say("field_body_hint"));
  field("reply-url", say("field_url"), element("input", { type: "url", autocomplete: "url", placeholder: "https://" }));
  if ("comments" in room.dataset) field("reply-to", say("field_reply_to"), element("input", { inputMode: "numeric" }), say("field_reply_to_hint"));
}
