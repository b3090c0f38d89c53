// Turns one tap into the events it stands for. The events of one tap share their instant: the order of a needle's life
// decides between them, and one tap is taken back as a whole.

import { newId } from "../../ui/js/ids.js";

let last = 0;

// No two taps share an instant, however fast they are: by it a tap is taken back as a whole.
export function at() {
  last = Math.max(Date.now(), last + 1);
  return new Date(last).toISOString();
}

function event(type, rest, when) {
  return { id: newId(), at: when, type, ...rest };
}

// Needles out of the packet in use; `packet` is what is printed on it.
export function opened(packet, count, when = at()) {
  return times(count, () => event("opened", { needle: newId(), ...without(packet) }, when));
}

// Needles into a muscle: those that lie on the tray first, the rest out of the packet in use.
export function inserted(place, settings, packet, tray, count, when = at()) {
  const lying = tray.slice(0, count).map((needle) => needle.id);
  const fresh = opened(packet, count - lying.length, when);
  const ids = [...lying, ...fresh.map((one) => one.needle)];
  return [...fresh, ...ids.map((needle) => event("inserted", { needle, ...where(place), ...without(settings) }, when))];
}

// Out, and straight into the sharps container; `container` is its name, where it is known.
export function outAndAway(needles, container = "", when = at()) {
  return [...removed(needles, when), ...discarded(needles, container, when)];
}

export function removed(needles, when = at()) {
  return needles.map((needle) => event("removed", { needle: needle.id, ...where(needle) }, when));
}

export function discarded(needles, container = "", when = at()) {
  return needles.map((needle) => event("discarded", { needle: needle.id, ...without({ container }) }, when));
}

export function recovered(needles, by, witness, when = at()) {
  return needles.map((needle) => event("recovered", { needle: needle.id, by, witnessed_by: witness }, when));
}

export function escalated(needle, to, when = at()) {
  return [event("retained_escalated", { needle: needle.id, to }, when)];
}

export function happened(type, needle, when = at()) {
  const fragment = type === "broken" ? { fragment: newId() } : {};
  return [event(type, { needle: needle.id, ...(type === "dropped" ? {} : where(needle)), ...fragment }, when)];
}

export function felt(type, place, rest = {}, when = at()) {
  return [event(type, { ...where(place), ...rest }, when)];
}

export function stop(when = at()) {
  return [event("emergency_stop", {}, when)];
}

export function voided(events, when = at()) {
  return events.map((one) => event("void", { voids: one.id }, when));
}

function where({ muscle, side }) {
  return muscle ? { muscle, side } : {};
}

function without(fields) {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== ""));
}

function times(count, make) {
  return Array.from({ length: Math.max(0, count) }, make);
}
