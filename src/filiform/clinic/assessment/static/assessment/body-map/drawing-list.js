// The same drawing from a list: every tick, number and word is a stroke, saved at once.

import { sayState, Strokes } from "./strokes.js";

const form = document.querySelector("[data-drawing-list]");

if (form) {
  const known = JSON.parse(document.getElementById("map-strokes").textContent);
  const say = sayState(form.querySelector("[data-map-status]"));
  const strokes = new Strokes(form.dataset.strokes, known, { changed: () => {}, said: say });
  form.querySelectorAll("[data-without-script]").forEach((part) => (part.hidden = true));
  form.addEventListener("change", ({ target }) => {
    const row = target.closest("[data-place]");
    if (row) change(row, target);
  });

  function change(row, control) {
    const [region, side] = row.dataset.place.split(" ");
    const stroke = { pain: form.dataset.pain, places: [{ region, side }] };
    const ticked = row.querySelector("[type=checkbox]").checked;
    if (control.type === "checkbox" && !ticked) return strokes.add({ ...stroke, kind: "erase" });
    if (!control.checkValidity()) return control.reportValidity();
    // Paint without words takes no words back: an emptied field is painted anew.
    if (control.type !== "checkbox" && control.value === "") strokes.add({ ...stroke, kind: "erase" });
    strokes.add({ ...stroke, kind: "paint", ...said(row) });
  }

  function said(row) {
    const intensity = row.querySelector("[type=number]").value;
    const quality = row.querySelector("select").value;
    return { ...(intensity === "" ? {} : { intensity: Number(intensity) }), ...(quality ? { quality } : {}) };
  }
}
