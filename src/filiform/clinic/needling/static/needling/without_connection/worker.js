// Stands before the address of one open session: where its page cannot be had, the device shows what it knows itself.
//
// It keeps one static page and that page's own files, the same for everybody, and nothing that the clinic says about
// anybody. It answers for those files, and for the session's page when that gave no answer at all; an answer, be it a
// refusal or a fault, is shown as it is. A proxy that says that nobody stands behind it is no answer. Whatever else is asked for goes to the network as if there were no worker.

const { version, page, files } = self.shell; // the server writes it above, so that a changed file makes another worker
const MINE = `without connection ${version} ${self.registration.scope}`;
const PATIENCE = 15000; // milliseconds after which a page that has not begun to arrive counts as not to be had
const NOBODY_BEHIND = [502, 503, 504]; // what a proxy says when the clinic's server is gone; the clinic itself never does

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname, href } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== "GET") return;
  if (files.includes(pathname)) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate" && href.split(/[?#]/)[0] === self.registration.scope) event.respondWith(pageOrShell(event.request));
});

// Asked for as nobody: what is kept cannot depend on who is signed in.
async function keep() {
  const cache = await caches.open(MINE);
  await cache.addAll([page, ...files].map((address) => new Request(address, { credentials: "omit" })));
}

async function dropOlder() {
  const isOlder = (name) => name.startsWith("without connection ") && name.endsWith(` ${self.registration.scope}`) && name !== MINE;
  await Promise.all((await caches.keys()).filter(isOlder).map((name) => caches.delete(name)));
}

async function file(request) {
  return (await kept(request)) ?? fetch(request);
}

async function pageOrShell(request) {
  try {
    const answer = await Promise.race([fetch(request), late()]);
    return (NOBODY_BEHIND.includes(answer.status) && (await kept(page))) || answer;
  } catch (problem) {
    const shell = await kept(page);
    if (!shell) throw problem;
    return shell;
  }
}

async function kept(address) {
  return await (await caches.open(MINE)).match(address, { ignoreVary: true });
}

function late() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("No answer")), PATIENCE));
}
