// Folded parts of the page: a link opens what it leads to, what was opened stays open when the server sends
// the examination anew, and paper shows every part that holds something.
const HOLDS = 'input:checked, [aria-pressed="true"], .examined-beside, .examined .wrong, .has-error, .error-summary';

function open(element) {
  for (let part = element?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
}

function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target?.closest("details, section, form")) return;
  open(target);
  target.scrollIntoView();
}

// What arrives later, as the pain drawing does, must not push away what the address asked for; a hand ends that.
const early = new AbortController();
reveal();
addEventListener("hashchange", reveal);
for (const late of ["load", "htmx:afterSettle"]) addEventListener(late, reveal, { capture: true, signal: early.signal });
for (const hand of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(hand, () => early.abort(), { passive: true, signal: early.signal });

let opened = [];
document.addEventListener("htmx:beforeSwap", () => {
  opened = [...document.querySelectorAll("details[id][open]")].map((part) => part.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
});

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll(".assessment details:not([open])")].filter((part) => part.querySelector(HOLDS) && !part.querySelector("#palpate"));
  for (const part of unfolded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of unfolded) part.open = false;
});
