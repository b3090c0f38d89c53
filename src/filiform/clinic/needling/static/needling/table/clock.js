// Two clocks: this device's, by which its own events are told, and the clinic's, by which the server tells them again
// where the two are far apart. How long a needle has been in is right by either of them.

const BOUND = 120000; // milliseconds; as near as this the server leaves an event the time that its device gave it
const PROMPT = 5000; // milliseconds; a later answer, as of a tablet that slept, says too little about now

// What the server knows, by its own clock.
export function tell(state, events) {
  for (const event of events) {
    state.known.set(event.id, event);
    state.told.add(event.id);
  }
}

// How far the clinic's clock is ahead of this one, as an answer says that was asked for at `asked` and has just come.
export function keepClock(state, now, asked) {
  if (Math.abs(Date.now() - asked) > PROMPT) return;
  const ahead = Date.parse(now) - (asked + Date.now()) / 2;
  state.ahead = Math.abs(ahead) > BOUND ? ahead : 0;
}

// When a needle went in, in milliseconds of this device's clock.
export function wentInAt(state, needle) {
  return Date.parse(needle.insertedAt) - (state.told.has(needle.insertion) ? state.ahead : 0);
}
