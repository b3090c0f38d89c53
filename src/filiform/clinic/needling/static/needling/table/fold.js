// Where every needle of a session is, folded from its events as filiform.clinical.ledger folds them: the same in
// whatever order they arrived. The page uses it for what the server has and for what still waits on the device; the
// server alone decides what may be signed. A test runs both on the same events.

const LIFE = [
  "opened", "inserted", "adjusted", "twitch", "discomfort", "sharp_pain", "pain_recognised", "bent", "emergency_stop",
  "broken", "removed", "dropped", "recovered", "retained_escalated", "discarded", "void",
];
const KNOWN = ["sterile", "in_body", "out", "discarded", "lost", "broken_off", "retained"];
const AT_HAND = ["sterile", "out"];
const FINAL = new Set(["discarded", "retained"]);

// From which states an event is possible, where it leads, and whether it is believed even where it is not possible.
const MOVES = {
  opened: { from: [], to: "sterile" },
  inserted: { from: AT_HAND, to: "in_body", feared: true },
  adjusted: { from: ["in_body"] },
  bent: { from: KNOWN },
  broken: { from: [...AT_HAND, "in_body"], to: "out" },
  removed: { from: ["in_body", "broken_off"], to: "out" },
  dropped: { from: [...AT_HAND, "in_body"], to: "lost", feared: true },
  retained_escalated: { from: ["in_body", "broken_off", "lost"], to: "retained" },
  discarded: { from: [...AT_HAND, "lost"], to: "discarded" },
  recovered: { from: KNOWN },
};

// The events that count, by time: each id once, without those taken back and without the voids.
export function standing(events) {
  const once = each(events);
  const voided = new Set();
  for (const event of once.values()) {
    const meant = event.type === "void" && once.get(event.voids);
    if (meant && meant.type !== "void" && (meant.type !== "emergency_stop" || isSlip(meant, event, once))) voided.add(meant.id);
  }
  return [...once.values()].filter((event) => event.type !== "void" && !voided.has(event.id));
}

function each(events) {
  const once = new Map();
  for (const event of [...events].sort(inOrder)) if (!once.has(event.id)) once.set(event.id, event);
  return once;
}

// An emergency stop is taken back only before anything is recorded after it that is no other stop, and no void of one.
function isSlip(stop, until, once) {
  const all = [...once.values()];
  const [first, last] = [all.indexOf(stop), until ? all.indexOf(until) : all.length];
  const isStop = (event) => (event.type === "void" ? once.get(event.voids) : event)?.type === "emergency_stop";
  return first < last && all.slice(first, last).every(isStop);
}

// The emergency stops that can still be taken back.
export function slips(events) {
  const once = each(events);
  return standing(events).filter((event) => event.type === "emergency_stop" && isSlip(event, null, once));
}

// Takes back what is not here, or another void.
function isAstray(event, once) {
  return event.type === "void" && (once.get(event.voids)?.type ?? "void") === "void";
}

// Needles by id with their state, the ids an emergency stop waits for, and whether what was recorded agrees with itself.
export function fold(events) {
  const once = each(events);
  const found = { events: standing(events), needles: new Map(), toRecover: new Set(), agrees: ![...once.values()].some((event) => isAstray(event, once)) };
  for (const event of found.events) {
    if (event.type === "emergency_stop") {
      for (const needle of found.needles.values()) if (!FINAL.has(needle.state)) found.toRecover.add(needle.id);
    } else if (event.needle) move(found, event);
  }
  return found;
}

export function isFinal(needle) {
  return FINAL.has(needle.state);
}

// Everything of this device's latest tap that stands; `own` are the ids it made. Needles typed from a packet get the
// ids of all but the first from the server. A stop is taken back in its own way.
export function lastTap({ events }, own) {
  const latest = events.findLast((event) => own.has(event.id));
  if (!latest || latest.type === "emergency_stop") return [];
  return events.filter((event) => event.at === latest.at && (own.has(event.id) || event.type === "opened"));
}

function move(found, event) {
  const before = found.needles.get(event.needle) ?? { id: event.needle, state: "unknown", since: event.at, muscle: "", side: "", opened: null, insertedAt: null, dwellMinutes: null, insertion: "", isBent: false, isFragment: false };
  const isNew = !found.needles.has(event.needle);
  const rule = MOVES[event.type];
  const isPossible = isNew ? event.type === "opened" : rule ? rule.from.includes(before.state) : before.opened !== null;
  if (!isPossible || isElsewhere(event, before)) found.agrees = false;
  const after = moved(before, event, stateAfter(before.state, event.type, isPossible));
  found.needles.set(event.needle, after);
  if (event.type === "broken") breakOff(found, event, before);
  if (event.type === "recovered" || (event.type === "retained_escalated" && isPossible)) found.toRecover.delete(after.id);
  else if (found.toRecover.size && ["opened", "inserted", "broken"].includes(event.type)) found.toRecover.add(after.id);
}

// An event of a needle that names another muscle than the one it went into.
function isElsewhere({ type, muscle, side }, before) {
  return type !== "inserted" && Boolean(muscle && before.muscle) && (muscle !== before.muscle || side !== before.side);
}

function stateAfter(state, type, isPossible) {
  const rule = MOVES[type];
  if (!rule || !(isPossible || rule.feared)) return state;
  if (type === "recovered") return ["sterile", "discarded"].includes(state) ? state : "out";
  return rule.to ?? state;
}

function moved(before, event, state) {
  const after = { ...before };
  if (state !== before.state || event.type === "inserted") {
    const isIn = event.type === "inserted" && state === "in_body";
    Object.assign(after, { state, since: event.at, insertedAt: isIn ? event.at : null, dwellMinutes: isIn ? staysMinutes(event) : null, insertion: isIn ? event.id : "" });
  }
  if (event.type === "opened" && !before.opened) after.opened = event;
  else if (event.muscle && (event.type === "inserted" || !before.muscle)) Object.assign(after, { muscle: event.muscle, side: event.side });
  if (event.type === "bent") after.isBent = true;
  return after;
}

// How long a needle is meant to stay; one that is moved in and out does not.
function staysMinutes({ manipulation, dwell_minutes: minutes }) {
  return manipulation === "pistoning" ? null : (minutes ?? null);
}

function breakOff(found, event, whole) {
  const id = event.fragment || event.id;
  if (found.needles.has(id)) return void (found.agrees = false);
  const { muscle, side } = event.muscle ? event : whole;
  found.needles.set(id, { ...whole, id, state: "broken_off", since: event.at, muscle, side, insertedAt: null, dwellMinutes: null, insertion: "", isBent: false, isFragment: true });
  if (found.toRecover.size) found.toRecover.add(id);
}

function inOrder(one, other) {
  return instant(one.at) - instant(other.at) || LIFE.indexOf(one.type) - LIFE.indexOf(other.type) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

// Milliseconds with the microseconds that a server keeps, which Date.parse drops.
export function instant(at) {
  const beyond = /\.\d{3}(\d{1,3})/.exec(at)?.[1] ?? "";
  return Date.parse(at) + Number(`0.${beyond || 0}`);
}
