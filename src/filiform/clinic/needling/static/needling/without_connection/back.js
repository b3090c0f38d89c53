// The way back to the page of the session: offered as soon as the clinic answers, and taken by itself once nothing was
// touched for a while, for what was tapped here is only sent from there. Nothing moves under a hand that is at work.

const ASKS = 5000; // milliseconds between attempts to reach the clinic
const PATIENCE = 4000; // milliseconds for an answer
const NOBODY_BEHIND = [502, 503, 504]; // a proxy without a server behind it
const STILL = 20000; // milliseconds without a touch or a key before the page goes back by itself

let touched = Date.now();

export function startBack() {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => (touched = Date.now()), { capture: true });
  window.addEventListener("online", ask);
  setInterval(ask, ASKS);
  ask();
}

async function ask() {
  const answer = await reached();
  const part = document.getElementById("back");
  part.hidden = !answer;
  if (!answer) return;
  const words = answer.ok ? "back" : answer.type === "opaqueredirect" ? "sign-in" : "fault";
  for (const one of part.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== words;
  if (answer.ok && Date.now() - touched > STILL) window.location.reload();
}

async function reached() {
  try {
    const answer = await fetch(new URL("live/", window.location.href), { credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return NOBODY_BEHIND.includes(answer.status) ? null : answer;
  } catch {
    return null;
  }
}
