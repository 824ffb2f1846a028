// Nobody at the glass for a while: then his PIN is asked before the next mark. What he typed and what waits stays where it is.
// Without the server a PIN cannot be tried: then he goes on, and what he enters goes up when he has given it.

const LOOKS = 2000;

export class Idle {
  #since = Date.now();

  constructor(boot, outbox, line) {
    Object.assign(this, { outbox, line, limit: boot.idle * 1000, key: `locked:${boot.event.code}:${boot.author}` });
    if (!boot.idle || !boot.link) return;
    for (const name of ["keydown", "pointerdown"]) addEventListener(name, () => { this.#since = Date.now(); }, { capture: true });
    addEventListener("storage", ({ key }) => { if (key === this.key) this.#follow(); });
    line.addEventListener("admitted", () => this.#keep(false));
    setInterval(() => this.#look(), LOOKS);
    this.#follow(); // a page that is read anew stays locked
  }

  #look() {
    const left = Date.now() - this.#since > this.limit;
    if (left && !this.line.idle && this.line.reach !== "none" && !this.outbox.pending.length) this.#keep(true);
  }

  #keep(locked) {
    this.#since = Date.now();
    try {
      if (locked) localStorage.setItem(this.key, "1");
      else localStorage.removeItem(this.key);
    } catch { /* private: until this page is closed */ }
    this.line.lock(locked);
  }

  #follow() {
    try { this.line.lock(localStorage.getItem(this.key) !== null); } catch { /* private */ }
  }
}
