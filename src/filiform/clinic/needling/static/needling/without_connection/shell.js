// The count without a connection: what this device knows of the session whose page cannot be had, by the same fold.
//
// Needles come out here, and everything can be stopped; none goes in, for whether it may cannot be asked. Taps go into
// the queue of the session's page, which alone sends them. The page belongs to the user who opened that session here
// last and has not signed out; whose name it is about it does not know.

import { sweep } from "../../ui/js/device.js";
import { Outbox } from "../../ui/js/outbox.js";
import { drawDwells, dueFirst, goToDue } from "../table/dwell.js";
import { keepFocus } from "../table/focus.js";
import { fold, lastTap } from "../table/fold.js";
import { countKept } from "../table/kept.js";
import * as make from "../table/make.js";
import { ownTaps } from "../table/own.js";
import { drawSlip, rememberStop, takeBackStop } from "../table/slip.js";
import { sessionIn } from "../table/stand_by.js";
import { startBack } from "./back.js";
import { draw, placeOf } from "./draw.js";

const SECOND = 1000; // milliseconds
const SECOND_TOUCH = 800; // milliseconds in which a hand that stops everything may touch twice
const COMES_OUT = new Set(["removed", "discarded"]);

await sweep("").catch(() => {});
const session = sessionIn(window.location.href);
const kept = await countKept(session).catch(() => null);
if (kept) start(kept);
else document.getElementById("nothing").hidden = false;
for (const link of document.querySelectorAll("[data-again]")) link.href = window.location.href;
startBack();

function start(known) {
  document.documentElement.dataset.user = known.user; // whose queue it is
  const told = new Set(known.events.map((event) => event.id)); // by the clinic's clock
  const state = { known, told, ahead: known.ahead ?? 0, own: ownTaps(session, () => show()) };
  const outbox = new Outbox({ kind: "taps", about: session, post: async () => ({ done: [], state: "offline" }), changed: show });
  const table = { state, outbox, events, all, undone, record, show };

  function events() {
    return [...known.events, ...outbox.waiting.filter((entry) => entry.event).map((entry) => entry.event)];
  }

  function all() {
    return fold(events());
  }

  // Only what can be done here is taken back here.
  function undone(now = all()) {
    const last = lastTap(now, state.own.ids);
    return last.every((event) => COMES_OUT.has(event.type)) ? last : [];
  }

  function record(made) {
    state.own.add(made.map((event) => event.id));
    if (made.length) outbox.add(...made.map((event) => ({ id: event.id, event, made: 0 }))); // it has happened
  }

  function show() {
    keepFocus(() => draw(table, all(), fold(known.events)));
  }

  document.addEventListener("click", (event) => press(table, event.target.closest("button")));
  document.addEventListener("visibilitychange", () => document.hidden || stillTheirs(known));
  setInterval(() => {
    drawDwells();
    drawSlip(table);
  }, SECOND);
  document.getElementById("known").hidden = false;
  document.getElementById("dock").hidden = false;
  outbox.open().then(show);
}

// Its user may have signed out in another tab, or another tab may have heard more from the clinic.
async function stillTheirs({ user, heard }) {
  const now = await countKept(session).catch(() => null);
  if (now?.user !== user || now.heard !== heard) window.location.reload();
}

function press(table, button) {
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const place = placeOf(table, button);
  if ("stop" in button.dataset) stop(table);
  else ACTS[button.dataset.do]?.(table, place?.needles ?? []);
}

const ACTS = {
  "out-one": (table, needles) => table.record(comeOut(table, dueFirst(table.state, inside(needles)).slice(0, 1))),
  "out-all": (table, needles) => table.record(comeOut(table, inside(needles))),
  discard: (table, needles) => table.record(make.discarded(needles.filter((needle) => ["out", "sterile"].includes(needle.state)))),
  due: () => goToDue(),
  undo: (table) => table.record(make.voided(table.undone())),
  slip: (table) => takeBackStop(table),
};

// After a stop a needle that is out is counted again by two people before it goes into the sharps, as on the page.
function comeOut(table, needles) {
  return table.all().toRecover.size ? make.removed(needles) : make.outAndAway(needles);
}

function inside(needles) {
  return needles.filter((needle) => needle.state === "in_body");
}

// The page moves when it says what to do now, and a needle's button may come to lie where the stop was touched.
function stop(table) {
  const places = document.getElementById("places");
  places.inert = true;
  setTimeout(() => (places.inert = false), SECOND_TOUCH);
  const stopped = make.stop();
  rememberStop(stopped);
  table.record(stopped);
  document.getElementById("stop").querySelector("h2").focus();
}
