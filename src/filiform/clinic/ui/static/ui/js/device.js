// What this device keeps until the server has it: IndexedDB, on disk before it is called kept, by user and by page.
//
// localStorage would lose the last seconds when the browser is killed; a strict transaction has reached the disk
// when it completes. Entries hold ids and numbers of what was done, never a patient's name. They leave when the server
// has them, and all of their writer's leave when that writer signs out.

const NAME = "filiform";
const WAITING = "waiting"; // what the server does not have yet, in the order in which it was done
const SHOWN = "shown"; // what a page needs to open again without the network, one for each box

let opening = null;

export function whose() {
  return document.querySelector("[data-sign-out]")?.dataset.signOut ?? document.documentElement.dataset.user ?? "";
}

// Everything of one user, kind and thing has its box. The user comes first: all of theirs is found by it.
export function boxOf(kind, about, user = whose()) {
  return `${user} ${kind} ${about}`;
}

export async function keep(box, entries) {
  await write(WAITING, (store) => entries.forEach((entry) => store.add({ box, entry })));
}

export async function waitingIn(box) {
  const rows = await read(WAITING, (store) => store.index("box").getAll(box));
  return rows.map((row) => row.entry);
}

export async function drop(box, ids) {
  await write(WAITING, (store) => each(store.index("box").openCursor(box), (cursor) => ids.has(cursor.value.entry.id) && cursor.delete()));
}

export async function show(box, value) {
  await write(SHOWN, (store) => store.put({ box, value }));
}

export async function shownIn(box) {
  return (await read(SHOWN, (store) => store.get(box)))?.value;
}

export async function forget(box) {
  await write(SHOWN, (store) => store.delete(box));
}

// Changes what is shown in one step, so that two tabs lose nothing of each other.
export async function revise(box, change) {
  await write(SHOWN, (store) => {
    const asked = store.get(box);
    asked.onsuccess = () => store.put({ box, value: change(asked.result?.value) });
  });
}

// What is shown of one thing, whoever it belongs to.
export async function everybodys(kind, about) {
  const rows = await read(SHOWN, (store) => store.getAll());
  return rows.map(({ box, value }) => ({ box, value, user: box.split(" ", 1)[0] })).filter(({ box, user }) => box === boxOf(kind, about, user));
}

// What is kept `until` some time goes after it, and as soon as somebody else is signed in.
export async function sweep(user = whose(), now = Date.now()) {
  const isOver = ({ box, value }) => value?.until && (value.until < now || (user && !box.startsWith(`${user} `)));
  await write(SHOWN, (store) => each(store.openCursor(), (cursor) => isOver(cursor.value) && cursor.delete()));
}

export async function countOf(user) {
  return await read(WAITING, (store) => store.index("box").count(allOf(user)));
}

export async function clear(user) {
  await write(WAITING, (store) => each(store.index("box").openCursor(allOf(user)), (cursor) => cursor.delete()));
  await write(SHOWN, (store) => store.delete(allOf(user)));
}

function allOf(user) {
  return IDBKeyRange.bound(`${user} `, `${user} \uffff`);
}

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(WAITING, { autoIncrement: true }).createIndex("box", "box");
      asked.result.createObjectStore(SHOWN, { keyPath: "box" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => {
      opening = null; // asked anew the next time
      reject(asked.error);
    };
  });
  return opening;
}

async function write(store, work) {
  const transaction = (await open()).transaction(store, "readwrite", { durability: "strict" });
  work(transaction.objectStore(store));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

async function read(store, work) {
  const asked = work((await open()).transaction(store).objectStore(store));
  return await new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function each(asked, work) {
  asked.onsuccess = () => {
    if (!asked.result) return;
    work(asked.result);
    asked.result.continue();
  };
}
