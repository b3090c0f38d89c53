// How long needles have been in, and which of them are due: computed here from the times of the events, every second,
// with a connection or without. It takes no needle out of the count, and decides nothing.

import { wentInAt } from "./clock.js";
import { instant } from "./fold.js";
import { plural } from "./words.js";

const MINUTE = 60000;

// The needles whose planned time is over at an instant, the one due longest first: as filiform.clinical.ledger has it.
export function dueNeedles(needles, at) {
  const timed = [...needles].filter((needle) => needle.dwellMinutes !== null).map((needle) => ({ needle, due: instant(needle.insertedAt) + needle.dwellMinutes * MINUTE }));
  return timed.filter(({ due }) => due <= at).sort(earliest).map(({ needle }) => needle);
}

function earliest(one, other) {
  return one.due - other.due || (one.needle.id < other.needle.id ? -1 : 1);
}

// The needles of one muscle with the one first that is due first, those without a planned time last.
export function dueFirst(state, needles) {
  return [...needles].sort((one, other) => dueAt(state, one) - dueAt(state, other) || wentInAt(state, one) - wentInAt(state, other));
}

function dueAt(state, needle) {
  return needle.dwellMinutes === null ? Number.MAX_SAFE_INTEGER : wentInAt(state, needle) + needle.dwellMinutes * MINUTE;
}

// What a card has to know to go on by itself; `minutes` are those of a current, for needles without a planned time.
export function setDwell(state, place, inside, minutes) {
  const [first] = dueFirst(state, inside);
  const isPlanned = first?.dwellMinutes != null;
  const earliestIn = Math.min(...inside.map((needle) => wentInAt(state, needle)));
  place.dataset.since = !first ? "" : String(isPlanned ? wentInAt(state, first) : earliestIn);
  place.dataset.minutes = minutes ?? "";
  place.dataset.stays = isPlanned ? String(first.dwellMinutes) : "";
  place.dataset.due = inside.filter((needle) => needle.dwellMinutes !== null).map((needle) => dueAt(state, needle)).join(" ");
}

// Every card's timer, quiet for screen readers; then how many needles are due, said once each time that it changes.
export function drawDwells() {
  const now = Date.now();
  const due = [...document.querySelectorAll("[data-slot=dwell]")].map((place) => drawDwell(place, now)).filter(({ count }) => count);
  due.sort((one, other) => one.first - other.first);
  const count = due.reduce((sum, one) => sum + one.count, 0);
  const button = document.querySelector("#due button");
  if (!button) return;
  button.hidden = !count;
  write(button.querySelector("[data-words]"), count ? `${plural(count, "needle")} due` : "");
  write(button.querySelector(".where"), count ? `: ${due.map((one) => one.name).join("; ")}` : "");
}

function drawDwell(place, now) {
  const { since, minutes, stays, due } = place.dataset;
  const over = (due ?? "").split(" ").filter(Boolean).map(Number).filter((at) => at <= now);
  const card = place.closest("[data-place]");
  const mark = card.querySelector("[data-slot=due]");
  mark.hidden = !over.length;
  write(mark.querySelector("[data-words]"), over.length ? `${over.length} due` : "");
  const seconds = Math.max(0, Math.floor((now - Number(since)) / 1000));
  const passed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const until = stays || minutes;
  write(place, !since ? "" : until ? `${passed} of ${until} min` : passed);
  place.classList.toggle("over", Boolean(since) && (over.length > 0 || (Boolean(minutes) && seconds >= minutes * 60)));
  return { count: over.length, first: Math.min(...over), name: card.querySelector("h2, h3").textContent };
}

// To the muscle whose needle has been due longest, and onto the button that takes it out.
export function goToDue() {
  const cards = [...document.querySelectorAll("[data-slot=due]:not([hidden])")].map((mark) => mark.closest("[data-place]"));
  const firstOf = (card) => Math.min(...card.querySelector("[data-slot=dwell]").dataset.due.split(" ").map(Number));
  const [card] = cards.sort((one, other) => firstOf(one) - firstOf(other));
  if (!card) return;
  card.scrollIntoView({ block: "center" });
  card.querySelector("[data-do=out-one]:not([hidden]), [data-do=out-all]:not([hidden])")?.focus({ preventScroll: true });
}

function write(place, words) {
  if (place && place.textContent !== words) place.textContent = words;
}
