// Which events this device made: by their ids alone, on its disk, until its user signs out. Undo takes back the latest
// of them, and never what another device recorded.

import { boxOf, show, shownIn } from "../../ui/js/device.js";

const MOST = 500; // ids; older ones are not undone any more

export function ownTaps(session, changed) {
  const box = boxOf("own taps", session);
  const ids = new Set();
  const take = (kept) => kept?.forEach((id) => ids.add(id));
  let writing = shownIn(box).then(take, () => {}).then(changed);

  // Another tab of this device may have written meanwhile. A browser that keeps nothing undoes what it remembers.
  async function keep() {
    const kept = (await shownIn(box)) ?? [];
    await show(box, [...new Set([...kept, ...ids])].slice(-MOST));
  }

  function add(made) {
    if (!made.length) return;
    take(made);
    writing = writing.then(keep).catch(() => {});
  }

  return { ids, add };
}
