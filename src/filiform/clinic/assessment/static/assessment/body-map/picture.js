// One view of the body: fetched once, shown, painted on, moved and zoomed with fingers, a mouse or buttons.

const CLOSEST = 6; // times
const MARGIN = 24; // pixels between a chosen place and what would cover it
const SVG = "http://www.w3.org/2000/svg";
const fetched = new Map();

export function fetchPicture(address) {
  if (!fetched.has(address)) {
    const coming = fetch(address, { credentials: "same-origin" }).then((answer) => {
      if (!answer.ok) throw new Error(`The picture was answered with ${answer.status}`);
      return answer.json();
    });
    coming.catch(() => fetched.delete(address));
    fetched.set(address, coming);
  }
  return fetched.get(address);
}

export class Picture {
  #stage;
  #svg = null;
  #places = {};
  #whole = null;
  #frame = null;
  #pointers = new Map();
  #touched = null;
  #grip = null;
  #lift = 0;
  #strokeMade;

  // `strokeMade` is called with the places that a finger has passed over, when it is lifted.
  constructor(stage, strokeMade) {
    this.#stage = stage;
    this.#strokeMade = strokeMade;
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (event) => this.#up(event));
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  show({ label, svg, places }) {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    this.#svg = document.importNode(parsed, true);
    // What is drawn stands in words beside the picture: its own words speak of a figure with nothing on it.
    for (const words of this.#svg.querySelectorAll("title, desc")) words.remove();
    this.#svg.removeAttribute("aria-labelledby");
    this.#svg.setAttribute("aria-label", label);
    this.#places = places;
    this.#stage.replaceChildren(this.#svg);
    const [, , width, height] = this.#svg.getAttribute("viewBox").split(" ").map(Number);
    this.#whole = { x: 0, y: 0, width, height };
    this.#look({ ...this.#whole });
  }

  shows(key) {
    return key in this.#places;
  }

  // Paints `marks`, and rings the places in `chosen`.
  paint(marks, chosen, inks) {
    const layer = this.#svg?.querySelector(".figure-pain");
    if (!layer) return;
    layer.replaceChildren();
    this.#svg.querySelector(".map-numbers")?.remove();
    const numbers = node("g", { class: "map-numbers", "pointer-events": "none" });
    const strongest = new Map();
    for (const mark of marks) {
      const key = `${mark.region} ${mark.side}`;
      const shape = this.#shape(key);
      if (!shape || mark.intensity === 0) continue;
      const strong = inks.strengths[mark.intensity ?? inks.strengths.length - 1];
      const colour = inks.pains[mark.pain].colour;
      const d = shape.getAttribute("d");
      layer.append(
        node("path", { d, class: "figure-painted", fill: colour, "fill-opacity": strong, stroke: colour, "stroke-width": 2.5 }),
        node("path", { d, fill: `url(#ink-${mark.pain})`, "fill-opacity": Math.min(1, strong + 0.3) }),
      );
      if (mark.intensity !== null) strongest.set(key, Math.max(mark.intensity, strongest.get(key) ?? 0));
    }
    for (const key of chosen) {
      const d = this.#shape(key)?.getAttribute("d");
      if (d) layer.append(node("path", { d, class: "map-chosen", fill: "none" }));
    }
    for (const [key, intensity] of strongest) this.#number(numbers, key, intensity, inks.fits);
    this.#svg.append(numbers);
  }

  // Moves the picture up so that the chosen places stand above `edge`, a height on the screen; down again without one.
  keepAbove(edge, chosen) {
    this.#lift = 0;
    if (!this.#frame) return;
    this.#look(this.#frame);
    if (edge === null) return;
    const lowest = Math.max(...chosen.map((key) => this.#shape(key)?.getBoundingClientRect().bottom ?? 0));
    const scale = this.#svg.getScreenCTM().a;
    this.#lift = Math.max(0, lowest + MARGIN - edge) / scale;
    this.#look(this.#frame);
  }

  zoom(times, at = null) {
    if (!this.#frame) return;
    const { x, y, width, height } = this.#frame;
    const middle = at ?? { x: x + width / 2, y: y + height / 2 };
    const wide = Math.min(this.#whole.width, Math.max(this.#whole.width / CLOSEST, width / times));
    const ratio = wide / width;
    this.#look({
      x: middle.x - (middle.x - x) * ratio,
      y: middle.y - (middle.y - y) * ratio,
      width: wide,
      height: height * ratio,
    });
  }

  #number(layer, key, intensity, fits) {
    const { at, radius } = this.#places[key];
    if (radius < fits) return;
    const text = node("text", { x: at[0], y: at[1] + 7, "text-anchor": "middle", "font-size": 20 });
    text.textContent = intensity;
    layer.append(node("circle", { cx: at[0], cy: at[1], r: 13 }), text);
  }

  #shape(key) {
    const [region, side] = key.split(" ");
    return this.#svg?.querySelector(`.figure-region[data-region="${region}"][data-side="${side}"]`);
  }

  #look(frame) {
    const { width, height } = this.#whole;
    frame.x = Math.min(Math.max(frame.x, 0), width - frame.width);
    frame.y = Math.min(Math.max(frame.y, 0), height - frame.height);
    this.#frame = frame;
    this.#svg.setAttribute("viewBox", [frame.x, frame.y + this.#lift, frame.width, frame.height].map((n) => n.toFixed(1)).join(" "));
    this.#stage.dataset.zoomed = String(frame.width < width - 1);
  }

  #down(event) {
    if (event.button > 0) return;
    event.preventDefault();
    this.#stage.setPointerCapture?.(event.pointerId);
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#pointers.size === 1) {
      this.#touched = new Set();
      this.#touch(event);
    } else {
      // A second finger: this is no stroke but a pinch.
      this.#preview(new Set());
      this.#touched = null;
      this.#grip = this.#hold();
    }
  }

  #move(event) {
    if (!this.#pointers.has(event.pointerId)) return;
    const steps = event.getCoalescedEvents?.() ?? [event];
    const before = this.#pointers.get(event.pointerId);
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#touched) for (const step of steps.length ? steps : [event]) this.#touch(step, before);
    else if (this.#grip && this.#pointers.size === 2) this.#pinch();
  }

  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    const touched = this.#touched;
    if (this.#pointers.size < 2) this.#grip = null;
    if (this.#pointers.size > 0) return;
    this.#touched = null;
    this.#preview(new Set());
    if (event.type === "pointerup" && touched?.size) this.#strokeMade([...touched]);
  }

  // A fast finger skips regions between two events: the way between them is walked in small steps.
  #touch(event, before = null) {
    const from = before ?? { x: event.clientX, y: event.clientY };
    const steps = Math.max(1, Math.ceil(Math.hypot(event.clientX - from.x, event.clientY - from.y) / 6));
    for (let step = 1; step <= steps; step += 1) {
      const x = from.x + ((event.clientX - from.x) * step) / steps;
      const y = from.y + ((event.clientY - from.y) * step) / steps;
      const hit = document.elementFromPoint(x, y)?.closest?.(".figure-region");
      if (hit && this.#svg.contains(hit)) this.#touched.add(`${hit.dataset.region} ${hit.dataset.side}`);
    }
    this.#preview(this.#touched);
  }

  #preview(keys) {
    for (const shape of this.#svg?.querySelectorAll(".touched") ?? []) shape.classList.remove("touched");
    for (const key of keys) this.#shape(key)?.classList.add("touched");
  }

  #hold() {
    const [one, other] = [...this.#pointers.values()];
    const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    return { apart: Math.hypot(one.x - other.x, one.y - other.y) || 1, at: this.#inPicture(middle) };
  }

  #pinch() {
    const now = this.#hold();
    this.zoom(now.apart / this.#grip.apart, now.at);
    const moved = this.#hold();
    this.#look({
      ...this.#frame,
      x: this.#frame.x + this.#grip.at.x - moved.at.x,
      y: this.#frame.y + this.#grip.at.y - moved.at.y,
    });
    this.#grip = this.#hold();
  }

  // A pinch on a trackpad zooms. A wheel moves a picture that is larger than its frame, and else the page.
  #wheel(event) {
    const zoomed = this.#stage.dataset.zoomed === "true";
    if (!this.#frame || !(event.ctrlKey || zoomed)) return;
    event.preventDefault();
    if (event.ctrlKey) return this.zoom(Math.exp(-event.deltaY / 100), this.#inPicture({ x: event.clientX, y: event.clientY }));
    const scale = this.#frame.height / this.#stage.clientHeight;
    this.#look({ ...this.#frame, x: this.#frame.x + event.deltaX * scale, y: this.#frame.y + event.deltaY * scale });
  }

  #inPicture({ x, y }) {
    const point = new DOMPoint(x, y).matrixTransform(this.#svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }
}

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
