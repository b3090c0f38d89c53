// Registers the worker that shows the count when the page of this session cannot be had, for this one address, and
// takes it away when the session is signed. A browser without workers does without.

import { forgetCount, isCountKept } from "./kept.js";

const SESSION = /\/needling\/([0-9a-f-]{36})\/$/;

export async function standBy({ worker_url: worker, page_url: page }) {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: page });
    for (const one of await navigator.serviceWorker.getRegistrations()) if (await isIdle(one)) await dismiss(one);
  } catch {
    // Without the worker the page does what it did before.
  }
}

export async function standDown(page) {
  const signed = new URL(page, window.location.href).href;
  await forgetCount(sessionIn(signed)).catch(() => {});
  for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) if (one.scope === signed) await dismiss(one);
}

// Stands by for a session of which nothing is kept here any more.
async function isIdle({ scope }) {
  const session = sessionIn(scope);
  return session && !window.location.href.startsWith(scope) && !(await isCountKept(session));
}

async function dismiss(registration) {
  await registration.unregister();
  for (const name of await caches.keys()) if (name.endsWith(` ${registration.scope}`)) await caches.delete(name);
}

export function sessionIn(address) {
  return SESSION.exec(new URL(address, window.location.href).pathname)?.[1] ?? "";
}
