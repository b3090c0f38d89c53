// Keeps the strokes of one drawing: those the server has, and those that wait on this device until it has them.
//
// A stroke holds regions and numbers, no name. Sent twice it changes nothing.

import { newId } from "../../ui/js/ids.js";
import { Outbox, postJson, stateOf } from "../../ui/js/outbox.js";
import { drawn, lastStanding } from "./fold.js";

export class Strokes {
  #address;
  #known = new Map();
  #outbox;
  #listeners = { changed: () => {}, said: () => {} };

  // `said` is told a state and its words, `changed` that the drawing has changed.
  constructor(address, known, { changed, said }) {
    this.#address = address;
    this.#listeners = { changed, said };
    for (const stroke of known) this.#known.set(stroke.id, stroke);
    this.#outbox = new Outbox({ kind: "strokes", about: address, post: (batch) => this.#post(batch), changed: () => this.#show() });
    this.#outbox.open();
    document.addEventListener("visibilitychange", () => document.hidden || this.#fetch());
  }

  get marks() {
    return drawn(this.#all);
  }

  get undoable() {
    return lastStanding(this.#all);
  }

  get #all() {
    return [...this.#known.values(), ...this.#outbox.waiting];
  }

  add(stroke) {
    const sequence = 1 + Math.max(0, ...this.#all.map((one) => one.sequence));
    this.#outbox.add({ id: newId(), sequence, made_at: new Date().toISOString(), ...stroke });
  }

  async #post(batch) {
    const answer = await postJson(this.#address, { strokes: batch });
    const state = stateOf(answer);
    if (state === "saved") {
      for (const stroke of batch) this.#known.set(stroke.id, stroke);
      return { done: batch.map((stroke) => stroke.id), state };
    }
    if (state !== "refused") return { done: [], state };
    // One stroke that the server cannot use must not hold up the others: each is asked by itself, and that one let go.
    if (batch.length > 1) return this.#post(batch.slice(0, 1));
    const faults = await answer.json().then((body) => body.faults, () => []);
    return { done: answer.status === 422 ? [batch[0].id] : [], state, words: faults.join(" ") };
  }

  async #fetch() {
    try {
      const answer = await fetch(this.#address, { credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) return;
      for (const stroke of (await answer.json()).strokes) this.#known.set(stroke.id, stroke);
      this.#listeners.changed();
    } catch {
      // Offline: what is known here goes on being shown.
    }
  }

  #show() {
    this.#listeners.changed();
    this.#listeners.said(this.#outbox.state, this.#outbox.words);
  }
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
