// What strokes come to, as filiform.clinical.drawing.fold says it: the same in whatever order they arrived.
// A test runs both on the same strokes.

export function placeOf({ region, side }) {
  return `${region} ${side}`;
}

// The marks that the strokes leave: [{pain, region, side, intensity, quality}], by pain, region and side.
export function drawn(strokes) {
  const painted = new Map();
  for (const stroke of standing(strokes)) apply(stroke, painted);
  return [...painted.keys()].sort().map((key) => painted.get(key));
}

// The last stroke that an undo would take back; undefined when there is none.
export function lastStanding(strokes) {
  return standing(strokes).findLast((stroke) => stroke.kind !== "undo");
}

function standing(strokes) {
  const undone = new Set();
  const left = [];
  // Only what comes later undoes, so reading backwards decides each at once.
  for (const stroke of inOrder(strokes).reverse()) {
    if (undone.has(stroke.id)) continue;
    if (stroke.kind === "undo") undone.add(stroke.undoes);
    left.push(stroke);
  }
  return left.reverse();
}

export function inOrder(strokes) {
  const each = [...new Map(strokes.map((stroke) => [stroke.id, stroke])).values()];
  return each.sort(
    (one, other) =>
      one.sequence - other.sequence ||
      Date.parse(one.made_at) - Date.parse(other.made_at) ||
      (one.id < other.id ? -1 : 1),
  );
}

function apply(stroke, painted) {
  const { kind, pain = "1", places = [], intensity = null, quality = null } = stroke;
  if (kind === "clear") for (const key of painted.keys()) if (key.startsWith(`${pain} `)) painted.delete(key);
  for (const place of places) {
    const key = `${pain} ${placeOf(place)}`;
    const held = painted.get(key);
    if (kind === "erase") painted.delete(key);
    else if (kind === "paint" || (kind === "change" && held)) {
      painted.set(key, {
        pain,
        ...place,
        intensity: intensity ?? held?.intensity ?? null,
        quality: quality ?? held?.quality ?? null,
      });
    }
  }
}
