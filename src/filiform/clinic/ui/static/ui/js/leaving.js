// Signing out on a shared tablet: nothing of its writer stays on the device, and nothing unsaved goes unasked.
import { clear, countOf } from "./device.js";
import { forgetDrafts } from "./drafts.js";

export function startLeaving(form) {
  form?.addEventListener("submit", (event) => {
    if (form.dataset.leaving !== undefined) return;
    event.preventDefault();
    leave(form);
  });
}

async function leave(form) {
  const user = form.dataset.signOut;
  const count = await countOf(user).catch(() => 0);
  if (count && form.dataset.asked === undefined) return ask(form, count);
  forgetDrafts();
  form.dataset.clearing = ""; // from now on nothing of theirs is kept any more
  await clear(user).catch(() => {});
  form.dataset.leaving = "";
  form.requestSubmit();
}

function ask(form, count) {
  form.dataset.asked = "";
  const words = document.createElement("p");
  words.setAttribute("role", "alert");
  const what = count === 1 ? "1 entry on this device is" : `${count} entries on this device are`;
  words.textContent = `${what} not saved yet. Stay signed in until they are saved, or press again to sign out and delete them.`;
  form.prepend(words);
}
