// Writes what the fold says into the page: the count, each muscle, what waits on this device. It makes no part anew.

import { drawContainers } from "./containers.js";
import { drawDwells, setDwell } from "./dwell.js";
import { isFinal, lastTap } from "./fold.js";
import { drawSlip } from "./slip.js";
import { named, needlesAndParts, packetWords, plural, tapWords } from "./words.js";

export function draw(table, now, saved) {
  drawCount(now, saved, isQuiet(table.outbox));
  drawOutbox(table);
  drawDock(table, now);
  for (const place of table.state.board.places) drawPlace(table, place, now);
  drawDwells();
  drawPackets(table.state);
  drawContainers(table.state);
  drawResponses(table);
  drawRefused(table.state);
  table.drawStop?.(now);
  drawSlip(table);
}

export function drawCount(now, saved, quiet) {
  const counted = counts(now);
  const confirmed = counts(saved);
  for (const [name, count] of Object.entries(counted)) {
    for (const place of document.querySelectorAll(`[data-count="${name}"]`)) {
      write(place, String(count));
      const part = place.closest("div");
      part.classList.toggle("waits", ["in_body", "out", "sterile", "missing"].includes(name) && count > 0);
      part.hidden = !count && !["in_body", "discarded"].includes(name);
      write(place.parentElement.querySelector("[data-saved]"), quiet || confirmed[name] === count ? "" : `${confirmed[name]} saved`);
    }
  }
  const needles = [...now.needles.values()];
  const unaccounted = needles.filter((needle) => !isFinal(needle));
  const dock = document.getElementById("dock");
  dock?.classList.toggle("agrees", !unaccounted.length && now.agrees && needles.length > 0);
  dock?.classList.toggle("open", unaccounted.length > 0);
  write(document.querySelector("[data-slot=state]"), stateWords(now, needles, unaccounted));
}

function stateWords({ toRecover, agrees }, needles, unaccounted) {
  if (toRecover.size) return `Emergency stop: ${needlesAndParts(needles.filter((needle) => toRecover.has(needle.id)))} to find and count again`;
  if (!needles.length) return "No needle opened yet";
  if (unaccounted.length) return `${needlesAndParts(unaccounted)} still to be accounted for`;
  if (!agrees) return "What was recorded does not agree";
  const retained = needles.filter((needle) => needle.state === "retained");
  return retained.length ? `Accounted for; handed on, not out: ${needlesAndParts(retained)}` : "Every needle is accounted for";
}

export function counts(found) {
  const states = [...found.needles.values()].map((needle) => needle.state);
  const of = (...names) => states.filter((state) => names.includes(state)).length;
  return { in_body: of("in_body"), out: of("out"), sterile: of("sterile"), discarded: of("discarded"), missing: of("lost", "broken_off", "unknown"), retained: of("retained") };
}

function drawOutbox({ outbox, state }) {
  const count = tapsIn(outbox.waiting);
  const place = document.getElementById("outbox");
  const kept = outbox.isKept ? "kept on this device, not yet saved" : "not saved, and this browser keeps nothing: do not close the page";
  const why = outbox.state === "ended" ? " Sign in again in another tab; this page then goes on by itself." : navigator.onLine ? "" : " You are offline: go on tapping, and leave this page open.";
  const refusal = state.sayUnsent && count ? " The session is signed when everything is saved." : "";
  const isSaid = !isQuiet(outbox);
  state.hadToWait = isSaid || (state.hadToWait && !outbox.isWriting);
  const saved = state.hadToWait && !count ? "Everything is saved." : "";
  write(place, !isSaid ? [saved, ...(state.warnings ?? [])].filter(Boolean).join(" ") : `${plural(count, "tap")} ${kept}.${why}${refusal}`);
  place.dataset.state = count ? outbox.state : "saved";
  if (!count) state.sayUnsent = false;
}

// While taps go out as they are made nothing has to be said about it.
function isQuiet(outbox) {
  return !outbox.waiting.length || outbox.isWriting || (outbox.state === "saving" && navigator.onLine);
}

// One tap may be several events; they share their instant.
export function tapsIn(waiting) {
  return new Set(waiting.map((entry) => entry.event?.at ?? entry.id)).size;
}

function drawDock(table, now) {
  const { out, sterile, in_body: inBody } = counts(now);
  const undone = lastTap(now, table.state.own.ids);
  const undo = undone.length ? tapWords(undone, now.events, table.state.board) : "";
  fill("undo", undone.length > 0, undo);
  document.querySelector(".dock [data-do=undo]")?.setAttribute("aria-label", `Undo: ${undo}`);
  const discard = [out ? `${out} in hand` : "", sterile ? `${sterile} unused` : ""].filter(Boolean).join(", ");
  fill("discard", out + sterile > 0, discard);
  fill("all-out", inBody > 0, inBody === 1 ? "Out" : `All ${inBody} out`);
  document.querySelector("[data-sign] button")?.setAttribute("aria-disabled", String(table.outbox.waiting.length > 0 && table.outbox.state !== "saving"));
}

function fill(name, isShown, words) {
  const button = document.querySelector(`.dock [data-do="${name}"]`);
  if (!button) return;
  button.hidden = !isShown;
  write(button.querySelector("[data-words]") ?? button, words);
}

function drawPlace(table, place, now) {
  const card = document.querySelector(`[data-place="${place.slug}"]`);
  if (!card) return;
  const here = (one) => one.muscle === place.muscle && one.side === place.side;
  const events = now.events.filter(here);
  const inside = [...now.needles.values()].filter((needle) => needle.state === "in_body" && here(needle));
  const went = events.filter((event) => event.type === "inserted").length;
  drawNeedles(table, place, card, inside, went);
  drawFelt(card, events);
  drawSettings(table.state, place, card);
  for (const kind of ["bent", "broken", "dropped"]) {
    const shown = card.querySelector(`[data-slot="next-${kind}"]`);
    if (shown) shown.hidden = !(events.some((event) => event.type === kind) || (table.state.trouble?.kind === kind && table.state.trouble.slug === place.slug));
  }
}

function drawNeedles({ state }, place, card, inside, went) {
  const isStopped = (state.stopped ?? {})[place.slug] ?? place.is_stopped;
  const slot = (name) => card.querySelector(`[data-slot="${name}"]`);
  const act = (name) => card.querySelector(`[data-do="${name}"]`);
  write(slot("in"), inside.length ? `${inside.length} in` : went ? `${went} in and out` : "");
  card.classList.toggle("has-needles", inside.length > 0);
  setDwell(state, slot("dwell"), inside, state.settings[place.slug].minutes);
  act("insert").disabled = isStopped;
  act("again").hidden = !place.last || went > 0 || isStopped;
  act("out-one").hidden = inside.length < 2;
  act("out-all").hidden = inside.length < 1;
  const out = inside.length === 1 ? "Out, into the sharps" : `All ${inside.length} out, into the sharps`;
  write(act("out-all"), out);
  act("out-all").setAttribute("aria-label", `${out}: ${place.name}`);
  const cap = place.longest_mm;
  slot("long").hidden = !(cap && state.packet?.length_mm > cap);
}

function drawFelt(card, events) {
  const last = (type) => events.findLast((event) => event.type === type);
  const twitches = events.filter((event) => event.type === "twitch").length;
  write(card.querySelector("[data-slot=twitches]"), String(twitches));
  card.querySelector("[data-do=twitch-fewer]").disabled = twitches === 0;
  press(card, "discomfort", String(last("discomfort")?.score ?? ""));
  const recognised = last("pain_recognised")?.recognised;
  press(card, "recognised", recognised === undefined ? "" : recognised ? "1" : "0");
  const sharp = card.querySelector("[data-do=sharp]");
  sharp.setAttribute("aria-pressed", String(Boolean(last("sharp_pain"))));
  sharp.classList.toggle("flagged", Boolean(last("sharp_pain")));
}

function drawSettings(state, place, card) {
  const settings = state.settings[place.slug];
  for (const chip of card.querySelectorAll("[data-do=set]")) {
    const [name, value] = chip.dataset.value.split("=");
    chip.setAttribute("aria-pressed", String(settings[name] === value));
  }
  write(card.querySelector("[data-slot=how]"), named(settings));
}

function drawPackets({ packet, board }) {
  for (const button of document.querySelectorAll("[data-do=packet]")) {
    button.setAttribute("aria-pressed", String(board.packets[Number(button.dataset.value)] === packet));
  }
  for (const place of document.querySelectorAll("[data-slot=packet]")) write(place, packet ? packetWords(packet) : "choose the needles first");
  document.querySelector(".session")?.classList.toggle("no-packet", !packet);
}

function drawResponses({ state, outbox }) {
  const all = [...state.responses, ...outbox.waiting.filter((entry) => entry.response).map((entry) => entry.response)];
  for (const line of document.querySelectorAll("[data-response]")) {
    const { when, about = "", side = "", mode = "" } = line.dataset;
    const last = all.findLast((one) => one.when === when && (one.about ?? "") === about && (one.side ?? "") === side && (one.mode ?? "") === mode);
    const value = last?.pain ?? last?.degrees ?? last?.pressure_kpa;
    press(line, "pain", value === undefined ? "" : String(value));
    write(line.querySelector("[data-slot=given]"), value === undefined ? "" : line.dataset.unit ? `${value} ${line.dataset.unit}` : "");
  }
}

function drawRefused({ refused }) {
  const place = document.getElementById("refused");
  if (!place) return;
  place.hidden = !refused.length;
  write(place.querySelector("[data-slot=why]"), [...new Set(refused.map((one) => one.message))].join(" "));
  const canInsist = refused.some((one) => one.event?.type === "inserted");
  place.querySelector("[data-do=anyway]").hidden = !canInsist;
}

function press(root, act, value) {
  for (const button of root.querySelectorAll(`[data-do="${act}"]`)) {
    button.setAttribute("aria-pressed", String((button.dataset.value ?? button.value) === value));
  }
}

function write(place, words) {
  if (place && place.textContent !== words) place.textContent = words;
}
