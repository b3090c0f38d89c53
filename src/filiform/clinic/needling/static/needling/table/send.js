// What travels between the table and the server: taps as they were made, and what everybody recorded.

import { postJson, stateOf } from "../../ui/js/outbox.js";
import { keepClock, tell } from "./clock.js";
import { keepCount } from "./kept.js";

const FRESH = 10000; // milliseconds in which a tap asks whether it may be done; later it tells what was done
const tried = new Set();

// One request holds taps of one sort. A tap that is sent the first time, at once, asks; whatever was kept has happened.
export async function exchange(state, entries, seen) {
  const first = entries[0];
  if (first.form) return await submit(first, seen);
  const isAsking = asks(first);
  const batch = takeWhile(entries, (entry) => !entry.form && Boolean(entry.event) === Boolean(first.event) && asks(entry) === isAsking);
  for (const entry of batch) tried.add(entry.id);
  const answer = first.event
    ? await postJson(state.board.events_url, { sent_at: new Date().toISOString(), asking: isAsking, events: batch.map((entry) => entry.event) })
    : await postJson(state.board.responses_url, { responses: batch.map((entry) => entry.response) });
  const status = stateOf(answer);
  if (status !== "saved") return { done: [], state: status === "refused" ? "offline" : status };
  const said = await answer.json();
  state.warnings = said.warnings ?? [];
  seen();
  const done = said.answers.map((one) => taken(state, batch, one));
  await keepCount(state); // before they leave the queue: at no moment does the device know less than it was told
  return { done, state: "saved" };
}

// A form of the page that is a tap too: what it says is refused with a reason, or written down.
async function submit({ id, form }, seen) {
  const answer = await fetch(form.url, {
    method: "POST",
    body: form.body,
    credentials: "same-origin",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" },
  });
  const status = stateOf(answer);
  if (!["saved", "refused"].includes(status)) return { done: [], state: status };
  put(parse(await answer.text()));
  seen();
  return { done: [id], state: "saved" };
}

function asks(entry) {
  return Boolean(entry.event) && !tried.has(entry.id) && Date.now() - entry.made < FRESH;
}

function taken(state, batch, { id, answer, message }) {
  const entry = batch.find((one) => one.id === id);
  if (answer === "refused") state.refused.push({ ...entry, message });
  else if (entry?.event) state.known.set(id, entry.event);
  else if (entry?.response) state.responses = [...state.responses, entry.response];
  return id;
}

// How the session stands for everybody, and the parts of the page that the server writes.
export async function look(state, show) {
  try {
    const asked = Date.now();
    const answer = await fetch(state.board.live_url, { credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) return;
    const said = await answer.json();
    if (said.is_signed) return window.location.reload(); // the note then forgets what is kept here
    tell(state, said.events);
    keepClock(state, said.now, asked);
    state.responses = said.responses;
    state.stopped = said.stopped;
    state.board.containers = said.containers;
    put(parse(said.parts), ["alert"]);
    keepCount(state);
    show();
  } catch {
    // Nothing is lost by not looking.
  }
}

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

// A part that says the same keeps its place, its focus and whatever is open in it: only ids of forms differ.
function put(parts, except = []) {
  const focused = document.activeElement?.id;
  for (const fresh of parts.querySelectorAll(":scope > [id]")) {
    const old = document.getElementById(fresh.id);
    if (old && !except.includes(fresh.id) && words(old) !== words(fresh)) old.replaceWith(fresh);
  }
  if (focused && focused !== document.activeElement?.id) document.getElementById(focused)?.focus();
}

function words(node) {
  return node.outerHTML.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "").replace(/csrfmiddlewaretoken" value="[^"]*"/g, "");
}

function takeWhile(items, test) {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items : items.slice(0, end);
}
