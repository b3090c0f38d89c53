// What every page does beyond HTML: focus an error summary, turn steppers, save drafts, send once.
import { forgetDrafts, startDrafts } from "./drafts.js";
import { startSteppers } from "./steppers.js";
import { sendOnce } from "./once.js";

function start(root) {
  root.querySelector("[data-focus-on-load]")?.focus();
  startSteppers(root);
  startDrafts(root);
}

start(document);
sendOnce(document);
// A shared tablet: what was typed and not sent goes when its writer signs out.
document.querySelector("[data-sign-out]")?.addEventListener("submit", forgetDrafts);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
