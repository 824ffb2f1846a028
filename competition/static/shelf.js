// The tablet's disk: IndexedDB, flushed before a promise is kept, and a copy in localStorage written in the same tick.
// Knows no mark and no wire.

const NAME = "tablet", VERSION = 1;
const PREFIX = "outbox:";
const PATIENCE = 4000;
let opening = null;

function opened() {
  return opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      // Keys of our own: a key that the browser makes up can fail after a crash in WebKit.
      asked.result.createObjectStore("outbox", { keyPath: "ref" });
      asked.result.createObjectStore("seen", { keyPath: "whose" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opening = null; };
      asked.result.onclose = () => { opening = null; };
      done(asked.result);
    };
    asked.onerror = () => { opening = null; failed(asked.error); };
  });
}

async function once(store, mode, work) {
  const base = await opened();
  return new Promise((done, failed) => {
    // Without "strict" Chromium answers before the disk has it, and a flat battery takes it along.
    const all = base.transaction(store, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    const asked = work(all.objectStore(store));
    all.oncomplete = () => done(asked?.result);
    all.onabort = () => failed(all.error ?? new Error("aborted"));
  });
}

async function twice(store, mode, work) {
  try {
    return await once(store, mode, work);
  } catch (why) {
    if (why?.name === "QuotaExceededError") throw why;
    opening = null; // iPads cut the connection of a page in the background: take a new one, once
    return once(store, mode, work);
  }
}

function late() {
  return new Promise((_, failed) => { setTimeout(() => failed(new Error("the disk does not answer")), PATIENCE); });
}

export const shelf = {
  put: (store, thing) => Promise.race([twice(store, "readwrite", (at) => at.put(thing)), late()]),
  drop: (store, key) => Promise.race([twice(store, "readwrite", (at) => at.delete(key)), late()]),
  get: (store, key) => Promise.race([twice(store, "readonly", (at) => at.get(key)), late()]),
  all: (store) => Promise.race([twice(store, "readonly", (at) => at.getAll()), late()]),
};

export const copy = {
  put(thing) {
    try {
      localStorage.setItem(PREFIX + thing.ref, JSON.stringify(thing));
      return true;
    } catch {
      return false;
    }
  },
  drop(ref) {
    try { localStorage.removeItem(PREFIX + ref); } catch { /* a private window: nothing was there */ }
  },
  all() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => JSON.parse(localStorage.getItem(key)));
    } catch {
      return [];
    }
  },
};

let mine = null;

/** This tablet's own number, the same for whoever signs in on it. */
export function device(make) {
  try {
    mine ??= localStorage.getItem("device");
    if (!mine) localStorage.setItem("device", mine = make());
  } catch { /* private: until this page is closed */ }
  return mine ??= make();
}

/** Nowhere: what is entered for practice is kept on no disk. */
export const nowhere = {
  shelf: { put: async () => {}, drop: async () => {}, get: async () => null, all: async () => [] },
  copy: { put: () => true, drop() {}, all: () => [] },
};
