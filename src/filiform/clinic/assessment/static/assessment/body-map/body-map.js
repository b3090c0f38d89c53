// The body map: tap or drag to paint where it hurts, say how much and how it feels, undo, clear, another pain.
// What is drawn is kept by strokes.js; this page only shows it and turns fingers into strokes.

import { fetchPicture, Picture } from "./picture.js";
import { sayState, Strokes } from "./strokes.js";

const PAINS = ["1", "2", "3", "4", "5"];
const root = document.querySelector("[data-body-map]");

if (root) start();

function start() {
  const data = (name) => JSON.parse(document.getElementById(name).textContent);
  const one = (name) => root.querySelector(`[data-${name}]`);
  const inks = data("map-inks");
  const labels = data("map-labels");
  const say = sayState(document.querySelector("[data-map-status]"));
  const state = { pain: "1", chosen: [], open: ["1"] };
  const strokes = new Strokes(root.dataset.strokes, data("map-strokes"), { changed: draw, said: say });
  const picture = new Picture(one("stage"), paint);
  document.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
  document.querySelectorAll("[data-without-script]").forEach((part) => (part.hidden = true));

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { group, view, pain, act } = button.dataset;
    if (group) openGroup(group);
    if (view) openView(view);
    if (pain) choosePain(pain);
    if (act) acts[act]();
  });
  one("sheet").addEventListener("change", ({ target }) => {
    const said = target.name === "map-intensity" ? { intensity: Number(target.value) } : { quality: target.value };
    strokes.add({ kind: "change", pain: state.pain, places: state.chosen.map(asPlace), ...said });
  });

  const acts = {
    undo() {
      const last = strokes.undoable;
      if (!last) return;
      choose([]);
      strokes.add({ kind: "undo", pain: last.pain, undoes: last.id });
    },
    clear() {
      choose([]);
      strokes.add({ kind: "clear", pain: state.pain });
    },
    another() {
      const next = PAINS.find((pain) => !state.open.includes(pain));
      if (next) state.open.push(next);
      choosePain(next ?? state.pain);
    },
    remove() {
      strokes.add({ kind: "erase", pain: state.pain, places: state.chosen.map(asPlace) });
      choose([]);
    },
    done: () => choose([]),
    closer: () => picture.zoom(1.5),
    farther: () => picture.zoom(1 / 1.5),
  };

  state.open = ["1", ...PAINS.slice(1).filter((pain) => strokes.marks.some((mark) => mark.pain === pain))];
  openGroup("body");

  // A tap on a place that is painted opens it; anything else paints.
  function paint(keys) {
    const painted = new Set(ofPain(state.pain).map((mark) => `${mark.region} ${mark.side}`));
    const fresh = keys.filter((key) => !painted.has(key));
    state.chosen = keys.length === 1 || !fresh.length ? keys : fresh;
    if (fresh.length) strokes.add({ kind: "paint", pain: state.pain, places: fresh.map(asPlace) });
    else draw();
  }

  function choose(keys) {
    state.chosen = keys;
    draw();
  }

  function choosePain(pain) {
    state.pain = pain;
    choose([]);
  }

  function openGroup(group) {
    for (const button of root.querySelectorAll("[data-group]")) press(button, button.dataset.group === group);
    for (const list of root.querySelectorAll("[data-views]")) list.hidden = list.dataset.views !== group;
    openView(root.querySelector(`[data-views="${group}"] [data-view]`).dataset.view);
  }

  async function openView(view) {
    for (const button of root.querySelectorAll("[data-view]")) press(button, button.dataset.view === view);
    state.view = view;
    one("stage").setAttribute("aria-busy", "true");
    try {
      const fetched = await fetchPicture(root.dataset.picture.replace("VIEW", view));
      if (state.view !== view) return;
      picture.show(fetched);
      one("stage-fault").hidden = true;
      draw();
    } catch {
      one("stage-fault").hidden = false;
    }
    one("stage").setAttribute("aria-busy", "false");
  }

  function ofPain(pain) {
    return strokes.marks.filter((mark) => mark.pain === pain);
  }

  function draw() {
    const marks = strokes.marks;
    for (const mark of marks) if (!state.open.includes(mark.pain)) state.open.push(mark.pain);
    const held = new Set(ofPain(state.pain).map((mark) => `${mark.region} ${mark.side}`));
    state.chosen = state.chosen.filter((key) => held.has(key));
    picture.paint(marks, state.chosen, inks);
    drawPains();
    drawSheet();
    drawWords(marks);
    one('act="undo"').disabled = !strokes.undoable;
    one('act="clear"').disabled = held.size === 0;
  }

  function drawPains() {
    for (const button of root.querySelectorAll("[data-pain]")) {
      button.hidden = !state.open.includes(button.dataset.pain);
      press(button, button.dataset.pain === state.pain);
    }
    one('act="another"').hidden = state.open.length === PAINS.length || !ofPain(state.open.at(-1)).length;
  }

  function drawSheet() {
    const sheet = one("sheet");
    sheet.hidden = state.chosen.length === 0;
    if (sheet.hidden) return picture.keepAbove(null, []);
    one("sheet-title").textContent =
      state.chosen.length === 1 ? labels[state.chosen[0]] : `${state.chosen.length} places`;
    const chosen = ofPain(state.pain).filter((mark) => state.chosen.includes(`${mark.region} ${mark.side}`));
    for (const name of ["intensity", "quality"]) {
      const said = new Set(chosen.map((mark) => String(mark[name])));
      for (const input of one("sheet").querySelectorAll(`[name=map-${name}]`)) {
        input.checked = said.size === 1 && said.has(input.value);
      }
    }
    const covers = sheet.getBoundingClientRect().left < one("stage").getBoundingClientRect().right;
    picture.keepAbove(covers ? sheet.getBoundingClientRect().top : null, state.chosen);
  }

  // The drawing in words, for whoever does not see it, and for everybody to check.
  function drawWords(marks) {
    const list = one("words");
    list.replaceChildren(
      ...marks.map((mark) => {
        const item = document.createElement("li");
        const said = [mark.intensity === null ? null : `${mark.intensity} of 10`, mark.quality].filter(Boolean);
        const swatch = document.querySelector(`[data-pain="${mark.pain}"] svg`).cloneNode(true);
        item.append(swatch, [labels[`${mark.region} ${mark.side}`], ...said].join(", "));
        return item;
      }),
    );
    one("nothing").hidden = marks.length > 0;
  }

  function asPlace(key) {
    const [region, side] = key.split(" ");
    return { region, side };
  }

  function press(button, pressed) {
    button.setAttribute("aria-pressed", String(pressed));
  }
}
