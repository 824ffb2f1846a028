// What this referee decided and the server has not yet settled. Nothing leaves it but by the server's answer or his own hand.
// Knows no page and no wire.

import { Kept } from "./kept.js";
import { copy, shelf } from "./shelf.js";

// crypto.randomUUID is missing on plain http, the usual case in a hall.
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export const place = (kind, body) => `${body.competitor}|${body.aspect ?? body.subcriterion}|${kind === "difficulty" ? kind : body.judge ?? "*"}`;

const inOrder = (one, other) => one.n - other.n || (one.ref < other.ref ? -1 : 1);

export class Outbox extends EventTarget {
  offset = null; // server's clock less this device's; unknown before the first hello
  #items = new Map();
  #others = [];
  #saving = new Map(); // ref -> the write under way
  #loose = new Set(); // refs that neither copy holds
  #last = 0;
  #bus = null;
  #disk;
  #kept = null; // what is entered, for a server that comes back with less
  #places = null; // place -> what lies there, of this round
  #soon = 0;
  #round = 0;

  constructor(event, author, shown, disk = { shelf, copy }) {
    super();
    Object.assign(this, { event, author, shown });
    this.#disk = disk;
    if (disk.shelf === shelf) this.#kept = new Kept();
    if ("BroadcastChannel" in self && disk.shelf === shelf) this.#bus = new BroadcastChannel("tablet");
    this.#bus?.addEventListener("message", () => this.read());
  }

  /** What lies on this device, of this event and author, and of others. */
  async read() {
    const kept = await this.#disk.shelf.all("outbox").catch(() => []);
    const all = new Map([...this.#disk.copy.all(), ...kept].map((item) => [item.ref, item]));
    const mine = (item) => item.event === this.event && item.author === this.author;
    for (const item of this.#items.values()) {
      if (!all.has(item.ref) && (this.#saving.has(item.ref) || this.#loose.has(item.ref))) all.set(item.ref, item);
    }
    const sorted = [...all.values()].sort(inOrder);
    this.#items = new Map(sorted.filter(mine).map((item) => [item.ref, item]));
    this.#places = null;
    this.#others = sorted.filter((item) => !mine(item));
    this.#last = Math.max(this.#last, ...sorted.map((item) => item.n));
    this.#changed(false);
  }

  get pending() { return [...this.#items.values()].filter((item) => !item.answer).sort(inOrder); }
  get told() { return [...this.#items.values()].filter((item) => item.answer).sort(inOrder); }
  get others() { return this.#others; }
  /** What is entered belongs to the round that was on, whenever it goes up. */
  get round() { return this.#round; }
  set round(round) {
    this.#round = round;
    this.#places = null;
  }

  get loose() { return this.#loose.size > 0; }

  /** Of the round that is on? The same label, or number of a work, is somebody else's in another. */
  here(item) { return (item.round ?? this.round) === this.round; }

  at(where) {
    const here = (this.#places ??= this.#placed()).get(where) ?? [];
    return { pending: here.findLast((item) => !item.answer), told: here.findLast((item) => item.answer) };
  }

  #placed() {
    const found = new Map();
    for (const item of [...this.#items.values()].filter((one) => this.here(one)).sort(inOrder)) {
      const where = place(item.kind, item.body);
      found.set(where, [...(found.get(where) ?? []), item]);
    }
    return found;
  }

  held(item) { return !this.#saving.has(item.ref) && !this.#loose.has(item.ref); }

  /** Takes a decision in: in localStorage when this returns, in IndexedDB soon after. Never awaited by who types. */
  put(kind, body, parent, tell = true) {
    this.#last = Math.max(this.#last + 1, Date.now()); // in order also among two windows of this tablet
    const item = {
      ref: uuid(), n: this.#last, event: this.event, author: this.author, shown: this.shown,
      kind, body, parent, at: Date.now(), offset: this.offset, round: this.round,
    };
    for (let old; (old = this.at(place(kind, body)).told);) this.forget(old.ref, false);
    this.#hold(item);
    if (tell) this.#changed();
    return item;
  }

  /** What was taken in without telling anybody. */
  tell() { this.#changed(); }

  #hold(item) {
    this.#items.set(item.ref, item);
    this.#places = null;
    this.#write(item);
  }

  #write(item) {
    const copied = this.#disk.copy.put(item);
    const writing = this.#disk.shelf.put("outbox", item).then(() => true, () => copied).then((safe) => {
      this.#saving.delete(item.ref);
      if (safe) this.#loose.delete(item.ref);
      else if (this.#items.has(item.ref)) this.#loose.add(item.ref);
      this.#soon ||= setTimeout(() => { // many are kept at once: it is told once
        this.#soon = 0;
        this.#changed();
      });
    });
    this.#saving.set(item.ref, writing);
  }

  /** The server's answers, each after its commit. What it did not enter stays here until a person settled it. */
  settle(answers, epoch = "") {
    for (const { ref, outcome, says, head } of answers) {
      const item = this.#items.get(ref);
      if (!item || item.answer) continue;
      if (outcome === "entered") this.#kept?.add(item, epoch);
      if (outcome === "entered" || outcome === "same") this.forget(ref, false);
      else this.#told({ ...item, answer: { outcome, says, head } });
    }
    this.#changed();
  }

  /** The server goes on from a copy: what it was told before it is told again. Each ref counts once. */
  again(epoch) {
    const mine = (item) => item.event === this.event && item.author === this.author && this.here(item);
    const lost = this.#kept?.other(epoch, mine) ?? [];
    for (const item of lost) if (!this.#items.has(item.ref)) this.#hold(item);
    if (lost.length) this.#changed();
  }

  #told(item) {
    const newer = this.here(item) && (this.at(place(item.kind, item.body)).pending?.n ?? 0) > item.n;
    // A conflict is kept at the server, and the newer one here will be answered for itself; a refused one is kept nowhere else.
    if (newer && item.answer.outcome === "conflict") return this.forget(item.ref, false);
    this.#hold(item);
  }

  forget(ref, tell = true) {
    const writing = this.#saving.get(ref);
    this.#items.delete(ref);
    this.#places = null;
    this.#loose.delete(ref);
    this.#disk.copy.drop(ref);
    Promise.resolve(writing).then(() => this.#disk.shelf.drop("outbox", ref)).catch(() => {}).then(() => this.#bus?.postMessage(1));
    if (tell) this.#changed();
  }

  #changed(tell = true) {
    if (tell) this.#bus?.postMessage(1);
    this.dispatchEvent(new Event("change"));
  }
}
