// What every page does beyond HTML: focus an error summary, turn steppers, save drafts, send once,
// and leave nothing of somebody else on the device.
import { sweep, whose } from "./device.js";
import { startDrafts } from "./drafts.js";
import { startLeaving } from "./leaving.js";
import { startSteppers } from "./steppers.js";
import { sendOnce } from "./once.js";

function start(root) {
  root.querySelector("[data-focus-on-load]")?.focus();
  startSteppers(root);
  startDrafts(root);
}

start(document);
sendOnce(document);
startLeaving(document.querySelector("[data-sign-out]"));
if (whose()) sweep().catch(() => {}); // a browser that keeps nothing has nothing to sweep
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
