// What this device keeps of an open session besides what waits to be sent: where each needle went, so that the count can
// be seen when the page itself cannot be had. Ids, muscles and times, those a needle is to stay too; no name, no lot, nothing that was felt or found.

import { boxOf, everybodys, forget, revise } from "../../ui/js/device.js";

const COUNT = "count";
const DAY = 24 * 60 * 60 * 1000; // milliseconds for which it is kept after the clinic was last heard
const OF_AN_EVENT = ["id", "at", "type", "needle", "muscle", "side", "voids", "fragment", "dwell_minutes", "manipulation"];
const OF_A_PLACE = ["slug", "name", "muscle", "side"];

// All that the fold needs of an event.
export function slim(event) {
  return only(OF_AN_EVENT, event);
}

// Events are only ever added, and another tab may know of more: what is kept is the union. A browser that keeps nothing
// has no page without a connection, and is not held up.
export async function keepCount({ board, known, ahead }) {
  if (document.querySelector("[data-clearing]")) return; // its user is signing out
  const heard = Date.now();
  const places = board.places.map((place) => only(OF_A_PLACE, place));
  const joined = (kept) => [...new Map([...(kept?.events ?? []), ...known.values()].map((event) => [event.id, slim(event)])).values()];
  await revise(boxOf(COUNT, board.session), (kept) => ({ heard, until: heard + DAY, ahead, places, events: joined(kept) })).catch(() => {});
}

// What is known of a session and whose it is: of nobody but the one who opened it here last and has not signed out.
export async function countKept(session) {
  const kept = await everybodys(COUNT, session);
  const [last] = kept.filter(({ value }) => value.until > Date.now()).sort((one, other) => other.value.heard - one.value.heard);
  return last ? { user: last.user, ...last.value } : null;
}

export async function isCountKept(session) {
  return (await everybodys(COUNT, session)).length > 0;
}

// The session is signed, or is nobody's business here any more.
export async function forgetCount(session) {
  for (const { box } of await everybodys(COUNT, session)) await forget(box);
}

function only(names, thing) {
  return Object.fromEntries(names.filter((name) => thing[name]).map((name) => [name, thing[name]]));
}
