// Sends each tap once and in order, under an id made here; keeps what could not be sent, and says so.
//
// A tap is a submit of a form marked data-tap. It waits in sessionStorage (which ends with the tab) until the
// server has answered for it, so neither a lost connection nor a reload loses one, and no retry counts twice.

const RETRY = 3000; // milliseconds before an unsent tap is tried again
const LOOK = 15000; // milliseconds between looks at what another device has done
const KEY = `taps:${window.location.pathname}`;

const page = document.querySelector("[data-live]");
let waiting = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
let sending = false;

// Capturing: this comes before the guard that sends a form only once.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-tap]")) return;
  event.preventDefault();
  keep([...waiting, tapOf(event.target, event.submitter)]);
  send();
}, { capture: true });
window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || look());
if (page) {
  setInterval(look, LOOK);
  send();
}

function tapOf(form, submitter) {
  const body = new FormData(form, submitter);
  if (body.has("row")) body.set("row", newId());
  if (body.has("tap")) body.set("tap", body.get("tap").replace(/[^:]*$/, newId()));
  return { url: form.action, body: new URLSearchParams(body).toString() };
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function keep(taps) {
  waiting = taps;
  if (taps.length) sessionStorage.setItem(KEY, JSON.stringify(taps));
  else sessionStorage.removeItem(KEY);
}

async function send() {
  if (sending || !waiting.length) return;
  sending = true;
  let again = 0;
  try {
    const answer = await fetch(waiting[0].url, {
      method: "POST",
      body: waiting[0].body,
      credentials: "same-origin",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" },
    });
    again = await taken(answer);
  } catch {
    again = RETRY;
    say(`Not saved yet: ${count()}. Kept in this tab; trying again.`);
  }
  sending = false;
  if (waiting.length) setTimeout(send, again);
}

// 2xx: done. 409 and 422: the server has read it and refused, with the reason in its answer. Anything else waits.
async function taken(answer) {
  if (answer.ok || answer.status === 409 || answer.status === 422) {
    const rest = waiting.slice(1);
    const html = await answer.text();
    keep(rest);
    show(html);
    say(rest.length ? `Saving: ${count()}` : "");
    return 0;
  }
  const ended = answer.type === "opaqueredirect" || answer.status === 403;
  say(`Not saved yet: ${count()}. ${ended ? "Sign in again in another tab; this page goes on by itself." : "Trying again."}`);
  return RETRY;
}

function count() {
  return waiting.length === 1 ? "1 tap" : `${waiting.length} taps`;
}

async function look() {
  if (sending || waiting.length || document.hidden || !page) return;
  try {
    const answer = await fetch(page.dataset.live, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok && !sending && !waiting.length) show(await answer.text(), ["alert"]);
  } catch {
    // Nothing is lost by not looking.
  }
}

function show(html, except = []) {
  const parts = new DOMParser().parseFromString(html, "text/html").body;
  if (parts.querySelector("[data-closed]")) return window.location.reload();
  const focused = document.activeElement?.id;
  for (const part of parts.querySelectorAll(":scope > [id]")) {
    const old = document.getElementById(part.id);
    if (old && !except.includes(part.id) && !same(old, part)) old.replaceWith(part);
  }
  if (focused && focused !== document.activeElement?.id) document.getElementById(focused)?.focus();
}

// A part that says the same keeps its place, its focus and whatever is open in it: only ids of taps differ.
function same(old, fresh) {
  const words = (node) => node.outerHTML.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "").replace(/csrfmiddlewaretoken" value="[^"]*"/g, "");
  return words(old) === words(fresh);
}

function say(words) {
  const place = document.getElementById("outbox");
  if (place) place.textContent = words;
}
