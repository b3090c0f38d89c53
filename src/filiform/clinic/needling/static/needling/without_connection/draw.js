// Writes what this device knows: how many needles are not accounted for, where they are and since when.

import { drawCount, tapsIn } from "../table/draw.js";
import { drawDwells, setDwell } from "../table/dwell.js";
import { isFinal } from "../table/fold.js";
import { drawSlip } from "../table/slip.js";
import { STATE } from "../table/stop.js";
import { needlesAndParts, plural, tapWords } from "../table/words.js";

const DAY = 24 * 60 * 60 * 1000;
const TRAY = "tray";

export function draw(table, now, saved) {
  const unaccounted = [...now.needles.values()].filter((needle) => !isFinal(needle));
  const isStopped = now.toRecover.size > 0;
  drawCount(now, saved, !table.outbox.waiting.length);
  const { count, words } = counted(unaccounted);
  write("open", count);
  write("open-words", `${words} not accounted for, as far as this device knows.`);
  write("heard", clock(table.state.known.heard));
  document.getElementById("stop").hidden = !isStopped;
  document.querySelector("#dock [data-stop]").setAttribute("aria-disabled", String(isStopped));
  for (const place of groups(table.state, now)) drawPlace(table.state, place, isStopped);
  drawWaiting(table.outbox);
  drawUndo(table, now);
  drawDwells();
  drawSlip(table);
}

// The figure that is written large, and the words after it: "3", "needles and 1 part".
function counted(needles) {
  const [count, ...words] = (needlesAndParts(needles) || "0 needles").split(" ");
  return { count, words: words.join(" ") };
}

// The place of a button, with its needles as they are at this moment.
export function placeOf(table, button) {
  const key = button.closest("[data-place]")?.dataset.place;
  return groups(table.state, table.all()).find((place) => place.key === key);
}

// Every muscle that a needle was meant for, in the order of the session's page, then what lies on the tray.
function groups({ known }, now) {
  const found = new Map();
  for (const needle of now.needles.values()) {
    const place = known.places.find((one) => one.muscle === needle.muscle && one.side === needle.side) ?? unnamed(needle);
    if (!found.has(place.slug)) found.set(place.slug, { key: place.slug, name: place.name, needles: [] });
    found.get(place.slug).needles.push(needle);
  }
  const order = known.places.map((place) => place.slug);
  const at = (place) => (order.indexOf(place.key) < 0 ? order.length : order.indexOf(place.key));
  return [...found.values()].sort((one, other) => at(one) - at(other));
}

// A muscle that another device added has no name here yet but the one in its id.
function unnamed({ muscle, side }) {
  if (!muscle) return { slug: TRAY, name: "In no muscle" };
  const words = muscle.split("/").at(-1).replaceAll("-", " ");
  return { slug: `${muscle}-${side}`, name: `${words[0].toUpperCase()}${words.slice(1)}, ${side}` };
}

function drawPlace(state, { key, name, needles }, isStopped) {
  const part = partOf(key);
  const slot = (which) => part.querySelector(`[data-slot="${which}"]`);
  const of = (...states) => needles.filter((needle) => states.includes(needle.state));
  const inside = of("in_body");
  const away = isStopped ? [] : of("out", "sterile");
  const since = inside.map((needle) => needle.insertedAt).sort()[0] ?? "";
  slot("name").textContent = name;
  slot("states").textContent = states(needles, isStopped, since);
  setDwell(state, slot("dwell"), inside);
  part.classList.toggle("has-needles", needles.some((needle) => !isFinal(needle)));
  const sharps = isStopped ? "" : ", into the sharps";
  offer(part, "out-all", inside.length > 0, inside.length === 1 ? `Out${sharps}` : `All ${inside.length} out${sharps}`, name);
  offer(part, "out-one", inside.length > 1, `1 out${sharps}`, name);
  offer(part, "discard", away.length > 0, `${plural(away.length, "needle")} into the sharps`, name);
  for (const button of part.querySelectorAll("[data-do^=out]")) {
    const isUrgent = isStopped && button.dataset.do === "out-all";
    button.classList.toggle("danger", isUrgent);
    button.classList.toggle("secondary", !isUrgent);
  }
}

// "2 in, the first since 14:20; 1 in the sharps"
function states(needles, isStopped, since) {
  const words = { ...STATE, in_body: isStopped ? STATE.in_body : "in", retained: "handed on" };
  if (!isStopped) Object.assign(words, { out: "out, in hand", sterile: "on the tray" });
  const count = (state) => needles.filter((needle) => needle.state === state).length;
  const begun = since && `${count("in_body") > 1 ? ", the first" : ""} since ${clock(Date.parse(since))}`;
  return Object.keys(words).filter(count).map((state) => `${count(state)} ${words[state]}${state === "in_body" ? begun : ""}`).join("; ");
}

// What was offered once keeps its place: no other button moves under a hand that touches twice.
function offer(part, act, isOffered, words, name) {
  const button = part.querySelector(`[data-do="${act}"]`);
  button.setAttribute("aria-disabled", String(!isOffered));
  if (!isOffered) return;
  button.hidden = false;
  if (button.textContent !== words) button.textContent = words;
  button.setAttribute("aria-label", `${words}: ${name}`);
}

function partOf(key) {
  const list = document.getElementById("places");
  const old = [...list.querySelectorAll("[data-place]")].find((part) => part.dataset.place === key);
  if (old) return old;
  const part = list.querySelector("template").content.firstElementChild.cloneNode(true);
  part.dataset.place = key;
  list.append(part);
  return part;
}

function drawWaiting({ waiting, isKept, isWriting }) {
  const count = tapsIn(waiting);
  const kept = `${plural(count, "tap")} kept on this device, sent when the page of the session opens again.`;
  const lost = `${plural(count, "tap")} not kept: this browser keeps nothing. Write down what came out, and do not close this page.`;
  const place = document.getElementById("outbox");
  const words = isWriting || !count ? "" : isKept ? kept : lost;
  if (place.textContent !== words) place.textContent = words;
}

function drawUndo(table, now) {
  const undone = table.undone(now);
  const button = document.querySelector("#dock [data-do=undo]");
  const words = undone.length ? tapWords(undone, now.events, { places: table.state.known.places }) : "";
  button.hidden = !undone.length;
  button.querySelector("[data-words]").textContent = words;
  button.setAttribute("aria-label", `Undo: ${words}`);
}

function clock(at) {
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at);
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? time : Date.now() - at < 2 * DAY ? `${time} yesterday` : time;
}

function write(name, words) {
  for (const place of document.querySelectorAll(`[data-slot="${name}"]`)) if (place.textContent !== words) place.textContent = words;
}
