// Saves a form marked data-autosave while it is being filled in, and says so. Nothing typed is lost.
//
// A draft goes to the address in data-autosave (or the form's own action). What could not be sent is kept
// in sessionStorage, which ends with the tab. What must outlive the tab goes to the device (device.js).

const PAUSE = 800; // milliseconds of rest before a draft is sent
const RETRY = 5000; // milliseconds before a failed draft is sent again

export function startDrafts(root) {
  for (const form of root.querySelectorAll("form[data-autosave]:not([data-drafting])")) {
    form.dataset.drafting = "";
    new Draft(form).start();
  }
}

export function forgetDrafts() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
}

class Draft {
  #form;
  #status;
  #timer = 0;
  #dirty = false;
  #sending = null;

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[data-draft-status]") ?? addStatus(form);
  }

  start() {
    this.#recover();
    this.#form.addEventListener("input", () => this.#changed(PAUSE));
    this.#form.addEventListener("change", () => this.#changed(PAUSE / 4));
    this.#form.addEventListener("submit", () => this.#handOver());
    document.addEventListener("visibilitychange", () => document.hidden && this.#dirty && this.#send());
    window.addEventListener("online", () => this.#dirty && this.#send());
  }

  get #key() {
    return `draft:${this.#address}`;
  }

  get #address() {
    return this.#form.dataset.autosave || this.#form.getAttribute("action") || window.location.pathname;
  }

  #changed(pause) {
    this.#dirty = true;
    sessionStorage.setItem(this.#key, JSON.stringify(typed(this.#form)));
    this.#again(pause);
  }

  #again(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), pause);
  }

  async #send() {
    if (this.#sending) return this.#again(PAUSE);
    this.#sending = new AbortController();
    this.#dirty = false;
    try {
      await post(this.#address, this.#form, this.#sending.signal);
      this.#sent();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.#dirty = true;
      this.#say("Not saved yet. What you typed is kept in this tab; trying again.", true);
      this.#again(RETRY);
    } finally {
      this.#sending = null;
    }
  }

  #sent() {
    if (!this.#dirty) sessionStorage.removeItem(this.#key);
    const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date());
    this.#say(`Saved ${time}`, false);
    this.#form.dispatchEvent(new CustomEvent("draftsaved", { bubbles: true }));
  }

  #handOver() {
    // The whole form travels now: a draft still on its way must not arrive after it.
    clearTimeout(this.#timer);
    this.#sending?.abort();
    sessionStorage.removeItem(this.#key);
  }

  #recover() {
    const kept = sessionStorage.getItem(this.#key);
    if (!kept) return;
    const entries = JSON.parse(kept);
    refill(this.#form, entries);
    hold(this.#form, entries);
    this.#changed(PAUSE);
  }

  #say(words, failed) {
    this.#status.textContent = words;
    this.#status.classList.toggle("failed", failed);
  }
}

async function post(address, form, signal) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("draft", "1");
  const answer = await fetch(address, {
    method: "POST",
    body,
    credentials: "same-origin",
    signal,
    keepalive: document.hidden, // outlives a closing tab, for bodies up to 64 KB
    redirect: "manual",
    headers: { "X-CSRFToken": body.get("csrfmiddlewaretoken") ?? "", "X-Filiform-Draft": "1" },
  });
  // A redirect means the session has ended: saying "saved" then would be a lie.
  if (!answer.ok) throw new Error(`The draft was answered with ${answer.status}`);
}

function typed(form) {
  const skip = new Set(["csrfmiddlewaretoken"]);
  return [...new FormData(form)].filter(([name, value]) => !skip.has(name) && typeof value === "string");
}

function refill(form, entries) {
  for (const control of form.elements) {
    if (control.type === "radio" || control.type === "checkbox") {
      control.checked = entries.some(([name, value]) => name === control.name && value === control.value);
    }
  }
  for (const [name, value] of entries) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLElement && !["radio", "checkbox", "file", "hidden"].includes(control.type)) control.value = value;
  }
}

// Controls that a search had brought are not on the page again. Where it has a place for them, marked data-draft-held,
// their values are held there, and the place is told to bring the controls themselves.
function hold(form, entries) {
  const place = form.querySelector("[data-draft-held]");
  if (!place) return;
  for (const [name, value] of entries.filter((entry) => isMissing(form, entry))) {
    place.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  const tell = () => place.dispatchEvent(new CustomEvent("draft-held", { bubbles: true }));
  if (document.readyState === "complete") tell();
  else window.addEventListener("load", tell);
}

function isMissing(form, [name, value]) {
  const named = [...form.elements].filter((control) => control.name === name);
  return named.every((control) => control.type === "checkbox" && control.value !== value);
}

function addStatus(form) {
  const status = document.createElement("p");
  status.className = "draft-status";
  status.setAttribute("role", "status");
  form.append(status);
  return status;
}
