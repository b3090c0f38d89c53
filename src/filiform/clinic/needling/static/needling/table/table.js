// The page at the treatment table: every tap becomes events at once, is shown at once, is kept on the device and sent.
//
// What is shown is a fold over the events the server has and those that still wait here; both are told apart. A tap is
// a press of a button that says in data-do what it does. Without this script the same buttons post forms.

import { newId } from "../../ui/js/ids.js";
import { Outbox } from "../../ui/js/outbox.js";
import { into, startContainers } from "./containers.js";
import { ownTaps } from "./own.js";
import { tell } from "./clock.js";
import { draw } from "./draw.js";
import { drawDwells, dueFirst, goToDue } from "./dwell.js";
import { keepFocus } from "./focus.js";
import { fold, lastTap } from "./fold.js";
import { keepCount } from "./kept.js";
import * as make from "./make.js";
import { exchange, look } from "./send.js";
import { drawSlip, takeBackStop } from "./slip.js";
import { standBy } from "./stand_by.js";
import { startStop } from "./stop.js";

const LOOK = 15000; // milliseconds between looks at what another device has done
const SECOND = 1000;

const data = document.getElementById("board");
if (data) start(JSON.parse(data.textContent));

function start(board) {
  const state = {
    board,
    known: new Map(),
    told: new Set(),
    ahead: 0,
    responses: board.responses,
    packet: null,
    settings: Object.fromEntries(board.places.map((place) => [place.slug, { ...place.last?.settings, dwell_minutes: place.dwell_minutes ?? "" }])),
    refused: [],
    offered: {},
    own: ownTaps(board.session, () => show()),
  };
  // What a refused form answers with stands at an address that only takes forms, and could not be opened again.
  if (window.location.pathname !== board.page_url) window.history.replaceState(null, "", board.page_url);
  tell(state, board.events);
  const outbox = new Outbox({ kind: "taps", about: board.session, atOnce: 100, post: (entries) => exchange(state, entries, seen), changed: show });
  const table = { state, outbox, record, answer, all, events, show };
  let looking = 0;

  // What the server has and what waits here.
  function events() {
    return [...state.known.values(), ...outbox.waiting.filter((entry) => entry.event).map((entry) => entry.event)];
  }

  function all() {
    return fold(events());
  }

  function record(events) {
    state.own.add(events.map((event) => event.id));
    if (events.length) outbox.add(...events.map((event) => ({ id: event.id, event, made: Date.now() })));
  }

  function answer(response) {
    outbox.add({ id: response.id, response, made: Date.now() });
  }

  function show() {
    const now = all();
    state.packet = packetInUse(now) ?? state.packet;
    keepFocus(() => draw(table, now, fold([...state.known.values()])));
  }

  function packetInUse(now) {
    const opened = now.events.findLast((event) => event.type === "opened");
    const chosenSince = state.chosenAt && (!opened || opened.at < state.chosenAt);
    return chosenSince || !opened ? null : packetOf(board.packets, opened);
  }

  // What others recorded, and what follows for this page, shortly after the last answer.
  function seen() {
    clearTimeout(looking);
    looking = setTimeout(() => look(state, show), 200);
  }

  document.addEventListener("click", (event) => press(table, event), { capture: true });
  document.addEventListener("submit", (event) => guard(table, event), { capture: true });
  document.addEventListener("input", (event) => set(table, event.target));
  document.addEventListener("visibilitychange", () => document.hidden || seen());
  setInterval(() => document.hidden || outbox.waiting.length || look(state, show), LOOK);
  setInterval(() => {
    drawDwells();
    drawSlip(table);
  }, SECOND);
  for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
  startStop(table);
  startContainers(table);
  keepCount(state);
  standBy(board);
  // A page that was closed may have sent its last taps while this one was being written.
  outbox.open().then(seen);
}

// The packet a needle came out of. Where its maker was not said and two makers have the number, it is chosen anew.
function packetOf(packets, opened) {
  const alike = packets.filter((one) => same(one, opened));
  const theirs = alike.find((one) => one.maker === (opened.maker ?? ""));
  if (theirs || !alike.length || opened.maker) return theirs ?? printed(opened);
  return alike.length === 1 ? alike[0] : null;
}

function same(packet, opened) {
  return packet.lot === (opened.lot ?? "") && packet.gauge === (opened.gauge ?? "") && (packet.length_mm ?? null) === (opened.length_mm ?? null);
}

function printed({ lot, maker, gauge, length_mm, expires_on }) {
  return { lot, maker, gauge, length_mm, expires_on };
}

function press(table, event) {
  const button = event.target.closest?.("button[data-do]");
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  if (button.disabled || button.getAttribute("aria-disabled") === "true") return;
  const slug = button.closest("[data-place]")?.dataset.place;
  const place = table.state.board.places.find((one) => one.slug === slug);
  ACTS[button.dataset.do]?.(table, place, button.dataset.value ?? "", button);
}

// A setting of the next needle, as typed. What the field does not allow, or is not above 0, is marked and not recorded.
function set({ state, show }, field) {
  const name = field.dataset?.setting;
  if (!name) return;
  const isUsable = field.valueAsNumber > 0 && field.validity.valid;
  field.setAttribute("aria-invalid", String(!isUsable && (field.value !== "" || field.validity.badInput)));
  state.settings[field.closest("[data-place]").dataset.place][name] = isUsable ? field.valueAsNumber : "";
  show();
}

// Nothing is signed, and no form of this page sent, while a tap waits: it would be decided without it.
function guard(table, event) {
  if (event.target.matches("form[data-tap]")) return keepForm(table, event);
  if (event.target.matches(".packet-form")) table.state.own.add([new FormData(event.target).get("row")]);
  if (!event.target.matches("form[data-sign]") || !table.outbox.waiting.length) return;
  event.preventDefault();
  event.stopPropagation();
  const form = event.target;
  const isMoment = navigator.onLine && table.outbox.state === "saving";
  table.state.sayUnsent = !isMoment;
  table.show();
  table.outbox.send().then(() => isMoment && !table.outbox.waiting.length && form.requestSubmit());
}

// A form of another part of the page that is sent as a tap: its id is made here, so that sending it twice counts once.
function keepForm({ outbox }, event) {
  event.preventDefault();
  event.stopPropagation();
  const id = newId();
  const body = new FormData(event.target, event.submitter);
  if (body.has("row")) body.set("row", id);
  outbox.add({ id, form: { url: event.target.action, body: new URLSearchParams(body).toString() } });
}

const ACTS = {
  packet({ state, show }, _, value) {
    state.packet = state.board.packets[Number(value)];
    state.chosenAt = make.at();
    show();
  },
  set({ state, show }, place, value) {
    const [name, chosen] = value.split("=");
    const settings = state.settings[place.slug];
    settings[name] = settings[name] === chosen ? "" : chosen;
    show();
  },
  // One turn of a setting of the current; what is typed instead goes the same way.
  turn(_, __, value, button) {
    const field = button.parentElement.querySelector("[data-setting]");
    const next = Math.max(0, Math.min(Number(field.max || Infinity), (field.valueAsNumber || 0) + Number(value)));
    field.value = next ? String(Number(next.toFixed(3))) : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  },
  insert: (table, place) => insert(table, place, 1),
  again: (table, place) => insert(table, place, place.last.count),
  "out-one": (table, place) => table.record(make.outAndAway(dueFirst(table.state, inMuscle(table, place)).slice(0, 1), into(table.state))),
  "out-all": (table, place) => table.record(make.outAndAway(inMuscle(table, place), into(table.state))),
  "all-out": (table) => table.record(make.outAndAway(inState(table, "in_body"), into(table.state))),
  discard: (table) => table.record(make.discarded([...inState(table, "out"), ...inState(table, "sterile")], into(table.state))),
  twitch: (table, place) => table.record(make.felt("twitch", place)),
  "twitch-fewer": (table, place) => table.record(make.voided(lastOf(table, "twitch", place))),
  discomfort: (table, place, value) => table.record(make.felt("discomfort", place, { score: Number(value) })),
  recognised: (table, place, value) => table.record(make.felt("pain_recognised", place, { recognised: value === "1" })),
  sharp(table, place) {
    const held = lastOf(table, "sharp_pain", place);
    table.record(held.length ? make.voided(held) : make.felt("sharp_pain", place));
  },
  trouble(table, place, value) {
    const needle = [...inMuscle(table, place), ...outOf(table, place), ...inState(table, "sterile")][0];
    if (!needle) return;
    table.state.trouble = { kind: value, slug: place.slug };
    table.record(make.happened(value, needle));
  },
  pain: ({ answer }, _, value, button) => answer({ id: newId(), when: lineOf(button).when, pain: Number(value) }),
  step(_, __, value, button) {
    const line = button.closest("[data-response]");
    const next = Number(line.dataset.value || 0) + Number(value);
    line.dataset.value = String(Math.min(Number(line.dataset.most), Math.max(Number(line.dataset.least), next)));
    line.querySelector("[data-slot=value]").textContent = `${line.dataset.value} ${line.dataset.unit}`;
  },
  measure({ answer }, _, __, button) {
    const { when, about, side, mode, value, measure } = lineOf(button);
    answer({ id: newId(), when, about, side, mode, [measure]: Number(value) });
  },
  undo(table) {
    table.record(make.voided(lastTap(table.all(), table.state.own.ids)));
  },
  due: () => goToDue(),
  slip: (table) => takeBackStop(table),
  anyway({ state, outbox, show }) {
    const events = state.refused.filter((one) => one.event).map((one) => one.event);
    state.refused = [];
    outbox.add(...events.map((event) => ({ id: event.id, event, made: 0 })));
    show();
  },
  dismiss({ state, show }) {
    state.refused = [];
    show();
  },
};

function lineOf(button) {
  return button.closest("[data-response]").dataset;
}

function insert(table, place, count) {
  const { state } = table;
  if (!state.packet) return document.getElementById("packets")?.scrollIntoView({ block: "center" });
  const { rib_bracketed: rib, ...chosen } = state.settings[place.slug];
  const settings = { technique: place.technique, ...chosen, rib_bracketed: rib ? rib === "yes" : "" };
  if (chosen.manipulation === "pistoning") delete settings.dwell_minutes;
  const tray = inState(table, "sterile");
  table.record(make.inserted(place, settings, state.packet, tray, count));
}

function inState(table, name) {
  return [...table.all().needles.values()].filter((needle) => needle.state === name);
}

function inMuscle(table, place) {
  return inState(table, "in_body").filter((needle) => needle.muscle === place.muscle && needle.side === place.side);
}

function outOf(table, place) {
  return inState(table, "out").filter((needle) => needle.muscle === place.muscle && needle.side === place.side);
}

function lastOf(table, type, place) {
  const found = table.all().events.findLast((event) => event.type === type && event.muscle === place.muscle && event.side === place.side);
  return found ? [found] : [];
}
