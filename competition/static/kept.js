// What the server said is entered, kept for a day: a server restored from a copy may lack the last of it, and is sent it again
// under the same ref, which counts once. Knows no wire; an item is an outbox's.

const PREFIX = "kept:", LASTS = 24 * 3600 * 1000, MOST = 600;

function read() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => JSON.parse(localStorage.getItem(key)));
  } catch {
    return [];
  }
}

export class Kept {
  #items = new Map(read().sort((one, other) => one.n - other.n).map((item) => [item.ref, item]));

  /** `epoch`: the history in which it was entered. */
  add(item, epoch) {
    const kept = { ...item, epoch };
    this.#items.delete(item.ref);
    this.#items.set(item.ref, kept);
    for (const old of this.#items.values()) {
      if (this.#items.size <= MOST && old.at > Date.now() - LASTS) break;
      this.#drop(old.ref);
    }
    try { localStorage.setItem(PREFIX + item.ref, JSON.stringify(kept)); } catch { /* full: the server has it */ }
  }

  /** What was entered in another history than this, in order; it is the outbox's again. */
  other(epoch, mine) {
    const found = [...this.#items.values()].filter((item) => item.epoch !== epoch && mine(item));
    for (const { ref } of found) this.#drop(ref);
    return found.map(({ epoch: before, ...item }) => item);
  }

  #drop(ref) {
    this.#items.delete(ref);
    try { localStorage.removeItem(PREFIX + ref); } catch { /* a private window: nothing was there */ }
  }
}
