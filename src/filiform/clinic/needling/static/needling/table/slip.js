// For some seconds after "Everything out now" the page asks whether it was a slip of the hand. Taking the stop back is
// offered only as long as nothing else was recorded, never where the stop was tapped, and the server decides.

import { slips } from "./fold.js";
import { voided } from "./make.js";

const OFFERED = 20000; // milliseconds
const tapped = new Map();

export function rememberStop(events) {
  for (const event of events) tapped.set(event.id, Date.now());
}

export function drawSlip(table) {
  const part = document.getElementById("slip");
  if (!part) return;
  const isShown = mistaken(table).length > 0;
  if (part.hidden === !isShown) return;
  const hadFocus = part.contains(document.activeElement);
  part.hidden = !isShown;
  if (hadFocus && !isShown) document.querySelector("#stop:not([hidden]) h2, #dock [data-stop]")?.focus();
}

export function takeBackStop(table) {
  table.record(voided(mistaken(table)));
  document.querySelector("#dock [data-stop]")?.focus();
}

function mistaken(table) {
  return slips(table.events()).filter((event) => Date.now() - (tapped.get(event.id) ?? -Infinity) < OFFERED);
}
