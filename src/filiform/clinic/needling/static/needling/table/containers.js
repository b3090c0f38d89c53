// The sharps container that needles go into: the only open one, or the one chosen on this device last, as long as it is
// open. It is named with every needle without a tap of its own, and never guessed.

import { boxOf, show, shownIn } from "../../ui/js/device.js";

export function startContainers({ state, show: draw }) {
  const box = boxOf("container", state.board.clinic);
  shownIn(box).then((label) => label && !state.container && choose(label), () => {});
  document.querySelector("[data-container]")?.addEventListener("change", (event) => {
    choose(event.target.value);
    show(box, event.target.value).catch(() => {}); // a browser that keeps nothing asks again with the next page
  });

  function choose(label) {
    state.container = label;
    draw();
  }
}

// What is written with a needle that goes away; nothing while several are open and none was chosen.
export function into({ board, container }) {
  const { open, chosen } = board.containers;
  if (open.length === 1) return open[0];
  return [container, chosen].find((label) => open.includes(label)) ?? "";
}

export function drawContainers(state) {
  const place = document.getElementById("into");
  const select = place?.querySelector("select");
  if (!select) return;
  const { open } = state.board.containers;
  const label = into(state);
  const offered = open.length > 1 && !label ? ["", ...open] : open;
  if ([...select.options].map((one) => one.value).join("\n") !== offered.join("\n")) {
    select.replaceChildren(...offered.map((one) => new Option(one || "Choose one", one)));
  }
  if (select.value !== label) select.value = label;
  select.hidden = open.length < 2;
  place.classList.toggle("asks", open.length > 1 && !label);
  const words = open.length > 1 ? "Sharps:" : open.length ? `Sharps: ${open[0]}` : "No sharps container is open";
  const said = place.querySelector("[data-slot=into]");
  if (said.textContent !== words) said.textContent = words;
}
