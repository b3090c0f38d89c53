// The few words that the page at the table puts together itself.

const EVENT = {
  inserted: "in", removed: "out", discarded: "into the sharps", twitch: "twitch", discomfort: "discomfort", sharp_pain: "sharp pain",
  pain_recognised: "pain recognised", bent: "bent", broken: "broken", dropped: "dropped", recovered: "counted again", retained_escalated: "handed on", opened: "opened",
};
const NEEDLES = { inserted: "into", removed: "out of" };
const SETTING = { under_skin: "under the skin", in_muscle: "in the muscle", to_bone: "to the bone", static: "left still", pistoning: "in and out" };

export function plural(count, word) {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

// Needles, and the parts of broken ones that are in no hand: "3 needles and 1 part".
export function needlesAndParts(needles) {
  const parts = needles.filter((needle) => needle.isFragment).length;
  const whole = needles.length - parts;
  return [whole ? plural(whole, "needle") : "", parts ? plural(parts, "part") : ""].filter(Boolean).join(" and ");
}

export function packetWords({ lot, maker, gauge, length_mm: length }) {
  return [[gauge, length ? `${length} mm` : ""].filter(Boolean).join(" × "), lot ? `lot ${lot}${maker ? ` of ${maker}` : ""}` : ""].filter(Boolean).join(", ");
}

// The settings of the next needle, of those that are chosen with a tap.
export function named({ manipulation, depth_band: depth, approach, dwell_minutes: stays }) {
  const stay = stays && manipulation !== "pistoning" ? `stays ${stays} min` : "";
  return [SETTING[manipulation], stay, SETTING[depth], approach ? "approach chosen" : ""].filter(Boolean).join(", ");
}

// "Upper trapezius, left" within a sentence: left upper trapezius.
function sided({ name, side }) {
  const plain = name.replace(/, [^,]+$/, "");
  return `${side === "midline" ? "" : `${side} `}${plain[0].toLowerCase()}${plain.slice(1)}`;
}

// One tap in words: what it was chiefly about, which needles, in which muscle; `all` are the events that stand.
export function tapWords(events, all, board) {
  const chief = events.find((event) => event.type === "inserted") ?? events.find((event) => event.type === "removed") ?? events.at(-1);
  const count = events.filter((event) => event.type === chief.type).length;
  const place = board.places.find((one) => one.muscle === chief.muscle && one.side === chief.side);
  const where = place ? sided(place) : "";
  if (NEEDLES[chief.type]) {
    const before = all.filter((event) => event.type === chief.type && event.muscle === chief.muscle && event.side === chief.side).length - count;
    const which = count === 1 ? `needle ${before + 1}` : `needles ${before + 1} to ${before + count}`;
    return [which, place ? NEEDLES[chief.type] : EVENT[chief.type], where].filter(Boolean).join(" ");
  }
  const what = chief.type === "discomfort" ? `discomfort ${chief.score}` : ["discarded", "opened"].includes(chief.type) ? `${plural(count, "needle")} ${EVENT[chief.type]}` : EVENT[chief.type];
  return where ? `${what}, ${where}` : what;
}
