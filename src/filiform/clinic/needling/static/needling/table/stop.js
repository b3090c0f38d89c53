// After an emergency stop the page is a list: what is still in, muscle by muscle, then who counted it again.

import { into } from "./containers.js";
import { discarded, escalated, happened, recovered, removed, stop } from "./make.js";
import { rememberStop } from "./slip.js";
import { plural } from "./words.js";

export const STATE = { in_body: "still in", out: "out, to be counted again", sterile: "unused, to be counted again", lost: "missing", broken_off: "broken off and missing", discarded: "in the sharps", unknown: "not known" };

const MISSING = ["lost", "broken_off"];

export function startStop(table) {
  const panel = document.getElementById("stop");
  if (!panel) return;
  for (const button of document.querySelectorAll("[data-stop]")) button.addEventListener("click", (event) => begin(table, panel, event));
  panel.addEventListener("click", (event) => act(table, panel, event.target.closest("button[data-stop-do]")));
  panel.addEventListener("change", () => table.show());
  table.drawStop = (now) => drawStop(table, panel, now);
}

function begin(table, panel, event) {
  event.preventDefault();
  const stopped = stop();
  rememberStop(stopped);
  table.record(stopped);
  document.getElementById("slip").scrollIntoView({ block: "start" });
  if (!panel.hidden) panel.querySelector("h2").focus({ preventScroll: true });
}

function act(table, panel, button) {
  if (!button) return;
  const now = table.all();
  const needles = groups(table, now).find((group) => group.key === button.closest("[data-group]")?.dataset.group)?.needles ?? [];
  const inside = needles.filter((needle) => needle.state === "in_body");
  const missing = needles.filter((needle) => MISSING.includes(needle.state));
  const acts = {
    one: () => removed(inside.slice(0, 1)),
    all: () => removed(inside),
    dropped: () => happened("dropped", inside[0] ?? needles[0]),
    broken: () => happened("broken", inside[0]),
    found: () => found(table, panel, missing.slice(0, 1)),
    retained: () => escalated(missing[0] ?? inside[0], chosen(panel, "to")),
    recovered: () => found(table, panel, back(now)),
  };
  table.record(acts[button.dataset.stopDo]?.() ?? []);
}

// Counted again by two people, and then into the sharps.
function found({ state }, panel, needles) {
  const [by, witness] = [chosen(panel, "by"), chosen(panel, "witness")];
  if (!by || !witness || by === witness) return [];
  return [...recovered(needles, by, witness), ...discarded(needles.filter((needle) => needle.state !== "discarded"), into(state))];
}

// What lies ready to be counted again.
function back(now) {
  return [...now.needles.values()].filter((needle) => now.toRecover.has(needle.id) && ["out", "sterile", "discarded"].includes(needle.state));
}

function chosen(panel, name) {
  return panel.querySelector(`input[name="stop-${name}"]:checked`)?.value ?? "";
}

function groups({ state }, now) {
  const found = new Map();
  for (const needle of now.needles.values()) {
    if (!now.toRecover.has(needle.id) && !MISSING.includes(needle.state)) continue;
    const place = state.board.places.find((one) => one.muscle === needle.muscle && one.side === needle.side);
    const key = place?.slug ?? "tray";
    if (!found.has(key)) found.set(key, { key, name: place?.name ?? "In no muscle", needles: [] });
    found.get(key).needles.push(needle);
  }
  return [...found.values()];
}

function drawStop(table, panel, now) {
  const isStopped = now.toRecover.size > 0;
  const shown = groups(table, now);
  panel.hidden = !shown.length;
  document.querySelector(".session")?.classList.toggle("stopped-now", isStopped);
  if (!shown.length) return;
  panel.querySelector("h2").textContent = isStopped ? "Everything out now" : "A needle or a part of one is missing";
  for (const part of panel.querySelectorAll("[data-in-stop]")) part.hidden = !isStopped;
  const list = panel.querySelector("[data-slot=groups]");
  const words = JSON.stringify(shown.map(({ key, needles }) => [key, needles.map((needle) => needle.state)]));
  if (list.dataset.words !== words) {
    const focused = document.activeElement?.id;
    list.replaceChildren(...shown.map((group) => groupPart(panel, group)));
    list.dataset.words = words;
    if (focused) document.getElementById(focused)?.focus();
  }
  const ready = back(now);
  const named = chosen(panel, "by") && chosen(panel, "witness") && chosen(panel, "by") !== chosen(panel, "witness");
  const button = panel.querySelector("[data-stop-do=recovered]");
  button.setAttribute("aria-disabled", String(!ready.length || !named));
  button.querySelector("[data-words]").textContent = ready.length ? `${plural(ready.length, "needle")} counted again, into the sharps` : "No needle is out yet";
  panel.querySelector("[data-slot=names]").textContent = named ? "" : "Choose two different people first.";
}

function groupPart(panel, { key, name, needles }) {
  const part = panel.querySelector("template").content.firstElementChild.cloneNode(true);
  const count = (state) => needles.filter((needle) => needle.state === state).length;
  part.dataset.group = key;
  part.querySelector("[data-slot=name]").textContent = name;
  part.querySelector("[data-slot=states]").textContent = Object.keys(STATE).filter(count).map((state) => `${count(state)} ${STATE[state]}`).join(", ");
  const isMissing = count("lost") + count("broken_off") > 0;
  const inside = count("in_body");
  const shows = { one: inside > 1, all: inside > 0, trouble: inside > 0, dropped: inside > 0, broken: inside > 0, found: isMissing, retained: isMissing };
  for (const button of part.querySelectorAll("[data-stop-do]")) {
    const act = button.dataset.stopDo;
    button.hidden = !shows[act];
    button.id = `stop-${key}-${act}`;
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${name}`);
  }
  part.querySelector("details").hidden = !shows.trouble;
  const all = part.querySelector("[data-stop-do=all] [data-words]");
  all.textContent = inside === 1 ? "Out" : `All ${inside} out here`;
  part.querySelector("[data-stop-do=all]").setAttribute("aria-label", `${all.textContent}: ${name}`);
  return part;
}
