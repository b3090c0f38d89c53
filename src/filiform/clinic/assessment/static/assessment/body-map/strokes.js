// Keeps the strokes of one drawing and sends them: nothing drawn is lost.
//
// A stroke that the server has not confirmed waits in localStorage, where it outlives the tab, and leaves it
// when the server has it. It holds regions and numbers, no name. Sent twice it changes nothing.

import { drawn, lastStanding } from "./fold.js";

const RETRY = 5000; // milliseconds before strokes are sent again
const AT_ONCE = 50;
const PREFIX = "strokes:";

export class Strokes {
  #address;
  #known = new Map();
  #sending = false;
  #timer = 0;
  #channel;
  #listeners = { changed: () => {}, said: () => {} };

  // `said` is told a state and its words, `changed` that the drawing has changed.
  constructor(address, known, { changed, said }) {
    this.#address = address;
    this.#listeners = { changed, said };
    for (const stroke of [...known, ...this.#waiting()]) this.#known.set(stroke.id, stroke);
    this.#channel = "BroadcastChannel" in window ? new BroadcastChannel(PREFIX + address) : null;
    this.#channel?.addEventListener("message", ({ data }) => this.#hear(data));
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.send() : this.#fetch()));
    this.#waiting().length ? this.send() : this.#say("saved");
  }

  get marks() {
    return drawn([...this.#known.values()]);
  }

  get undoable() {
    return lastStanding([...this.#known.values()]);
  }

  add(stroke) {
    const sequence = 1 + Math.max(0, ...[...this.#known.values()].map((one) => one.sequence));
    const made = { id: newId(), sequence, made_at: new Date().toISOString(), ...stroke };
    this.#known.set(made.id, made);
    this.#keep([...this.#waiting(), made]);
    this.#channel?.postMessage(made);
    this.#listeners.changed();
    this.send();
  }

  async send() {
    const waiting = this.#waiting();
    if (this.#sending || !waiting.length) return;
    if (!navigator.onLine) return this.#later("offline");
    this.#sending = true;
    this.#say("saving");
    try {
      await this.#post(waiting.slice(0, AT_ONCE));
    } catch {
      return this.#later("offline");
    } finally {
      this.#sending = false;
    }
  }

  async #post(batch) {
    const answer = await fetch(this.#address, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true, // outlives a closing tab
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ strokes: batch }),
    });
    this.#sending = false;
    if (answer.ok) {
      this.#drop(new Set(batch.map((stroke) => stroke.id)));
      return this.#waiting().length ? this.send() : this.#say("saved");
    }
    if (answer.status === 422 && batch.length > 1) return this.#post(batch.slice(0, 1));
    const faults = answer.status >= 500 ? null : await answer.json().then((body) => body.faults, () => null);
    if (answer.status === 422 && faults) return this.#refuse(batch, faults);
    if (faults) return this.#say("refused", faults.join(" "));
    // A redirect means that the session has ended, and 403 or 404 that it is another one now.
    if (answer.type === "opaqueredirect" || [403, 404].includes(answer.status)) return this.#say("ended");
    this.#later("offline");
  }

  // One stroke that the server cannot use must not hold up the others; it is set aside, not thrown away.
  #refuse(batch, faults) {
    localStorage.setItem(`refused-${PREFIX}${this.#address}`, JSON.stringify(batch));
    this.#drop(new Set(batch.map((stroke) => stroke.id)));
    for (const stroke of batch) this.#known.delete(stroke.id);
    this.#listeners.changed();
    this.#say("refused", faults.join(" "));
    if (this.#waiting().length) this.send();
  }

  async #fetch() {
    this.send();
    try {
      const answer = await fetch(this.#address, { credentials: "same-origin", redirect: "manual" });
      if (answer.ok) this.#hear(...(await answer.json()).strokes);
    } catch {
      // Offline: what is known here goes on being shown.
    }
  }

  #hear(...strokes) {
    for (const stroke of strokes) this.#known.set(stroke.id, stroke);
    this.#listeners.changed();
  }

  #later(state) {
    this.#say(state);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), RETRY);
  }

  #say(state, words = "") {
    this.#listeners.said(state, words);
  }

  #waiting() {
    return JSON.parse(localStorage.getItem(PREFIX + this.#address) ?? "[]");
  }

  #keep(strokes) {
    if (strokes.length) localStorage.setItem(PREFIX + this.#address, JSON.stringify(strokes));
    else localStorage.removeItem(PREFIX + this.#address);
  }

  #drop(ids) {
    this.#keep(this.#waiting().filter((stroke) => !ids.has(stroke.id)));
  }
}

// A shared tablet: what could not be sent goes when its writer signs out.
document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  if (!navigator.onLine) return;
  for (const key of Object.keys(localStorage)) if (key.includes(PREFIX)) localStorage.removeItem(key);
});

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

// crypto.randomUUID is only there over HTTPS; a clinic's own network may have none.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// The words that stand for a state, in the element that says it.
export function sayState(element) {
  const words = JSON.parse(element.dataset.words);
  return (state, more) => {
    element.textContent = more || words[state];
    element.classList.toggle("failed", state !== "saved" && state !== "saving");
    element.dataset.state = state;
  };
}
