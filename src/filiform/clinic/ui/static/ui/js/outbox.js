// Sends what was done on this device once and in order, and keeps it on the device until the server has it.
//
// Several tabs share one box: only the tab that holds the box's lock sends, and it reads the box anew before it does.
// Where a browser has no locks (outside HTTPS) two tabs may send the same entry; its id makes that harmless.

import { boxOf, drop, keep, waitingIn } from "./device.js";

const RETRY = 4000; // milliseconds before what could not be sent is tried again
const PATIENCE = 20000; // milliseconds after which an answer is not waited for any longer
const OUTLIVES = 30000; // characters; a body up to 64 KB may be sent while the tab closes

export class Outbox {
  #box;
  #post;
  #changed;
  #channel;
  #timer = 0;
  #unkept = [];
  #looking = Promise.resolve();
  waiting = [];
  isKept = true;
  state = "saving"; // nothing is called saved before the box was looked into
  words = "";

  // `post` sends a few entries and says { done: ids that need not be sent again, state, words }; states other than
  // "saved" are "offline" (tried again), "ended" (somebody has to sign in) and "refused" (said, not tried again).
  // `changed` is told whenever what waits, the state or its words are others than before.
  constructor({ kind, about, atOnce = 50, post, changed }) {
    this.#box = boxOf(kind, about);
    this.#post = (entries) => post(entries.slice(0, atOnce));
    this.#changed = changed;
    this.#channel = "BroadcastChannel" in window ? new BroadcastChannel(`outbox ${this.#box}`) : null;
    this.#channel?.addEventListener("message", () => this.#look());
    window.addEventListener("online", () => this.send());
    window.addEventListener("offline", () => this.waiting.length && this.#say("offline"));
    document.addEventListener("visibilitychange", () => this.send());
  }

  // What waits from before this page was opened, and then the first attempt to send it.
  async open() {
    await this.#look();
    if (this.waiting.length) this.send();
    else this.#say("saved");
  }

  // Resolves when the entries are on disk, or known not to be: `isKept` then says false.
  async add(...entries) {
    this.#unkept.push(...entries);
    this.waiting = [...this.waiting, ...entries];
    this.#say(navigator.onLine ? "saving" : "offline");
    try {
      await keep(this.#box, entries);
      await this.#look();
    } catch {
      this.isKept = false; // a browser that keeps nothing: what waits is lost with the page, which has to say so
    }
    this.#channel?.postMessage("changed");
    this.send();
  }

  // Whether something is on its way to the disk: it is not called kept before it is there.
  get isWriting() {
    return this.isKept && this.#unkept.length > 0;
  }

  async send() {
    if (!navigator.locks) return this.#drain();
    await navigator.locks.request(`outbox ${this.#box}`, () => this.#drain());
  }

  async #drain() {
    await this.#look();
    let refused = null;
    while (this.waiting.length) {
      if (!navigator.onLine) return this.#later("offline");
      const said = await this.#post(this.waiting).catch(() => ({ done: [], state: "offline" }));
      await this.#remove(new Set(said.done));
      if (said.state !== "saved" && said.state !== "refused") return this.#later(said.state, said.words);
      if (said.state === "refused") refused = said;
      if (!said.done.length) break;
      if (this.waiting.length) this.#say("saving");
    }
    if (refused) this.#say("refused", refused.words);
    else if (this.state !== "refused") this.#say("saved");
  }

  async #remove(ids) {
    if (!ids.size) return;
    this.#unkept = this.#unkept.filter((entry) => !ids.has(entry.id));
    await drop(this.#box, ids).catch(() => {});
    await this.#look();
    this.#channel?.postMessage("changed");
  }

  // One look after the other: an older one must not be believed over a newer one.
  #look() {
    this.#looking = this.#looking.then(async () => {
      const kept = await waitingIn(this.#box).catch(() => []);
      const ids = new Set(kept.map((entry) => entry.id));
      // An entry is unkept until it was seen on the disk.
      this.#unkept = this.#unkept.filter((entry) => !ids.has(entry.id));
      this.waiting = [...kept, ...this.#unkept];
      this.#changed(this);
    });
    return this.#looking;
  }

  #later(state, words) {
    this.#say(state, words);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), RETRY);
  }

  #say(state, words = "") {
    this.state = state;
    this.words = words;
    this.#changed(this);
  }
}

// Posts JSON with the page's token. A small body outlives a closing tab; browsers refuse to do so for a large one.
export async function postJson(address, content) {
  const body = JSON.stringify(content);
  return await fetch(address, {
    method: "POST",
    body,
    credentials: "same-origin",
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
    keepalive: body.length < OUTLIVES,
    headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" },
  });
}

// How a server's answer is taken: read, refused for good, not signed in any more, or to be tried again.
export function stateOf(answer) {
  if (answer.ok) return "saved";
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return "ended";
  return [409, 413, 422].includes(answer.status) ? "refused" : "offline";
}
