// What the referee decides at the place where he is, and takes back. Nothing here waits: all is done in the tick of the key.
// Knows no page.

import { place } from "./outbox.js";

export class Hand {
  seen = null; // the ref he was looking at when he began to type: the parent of what he decides
  undo = null;

  constructor(desk) { this.desk = desk; }

  /** One entry, and on to the next empty one. */
  enter(value, note) {
    const { station, aspect } = this.desk.here, body = { competitor: station.label, aspect: aspect.code };
    if (value === "not-attempted") return this.#decide("not-attempted", body);
    if (aspect.kind === "difficulty") return this.#decide("difficulty", { ...body, value });
    this.#decide("mark", { ...body, judge: aspect.judge, value, note });
  }

  #decide(kind, body, onward = true) {
    const { station, aspect } = this.desk.here, before = this.desk.view({ station, aspect });
    const item = this.desk.outbox.put(kind, body, this.seen);
    this.undo = { item, before, station, aspect, form: this.desk.here.form, since: performance.now() };
    const next = onward && this.#next();
    if (next) this.desk.go(next);
    else this.desk.moved();
  }

  withdraw() {
    const { station, aspect } = this.desk.here;
    this.#decide("withdrawal", { competitor: station.label, aspect: aspect.code, judge: aspect.judge }, false);
  }

  /** Only while his own decision still stands: never what somebody else put there since. */
  undoable() {
    const item = this.undo?.item;
    return Boolean(item) && this.desk.book.view(place(item.kind, item.body), this.desk.outbox).ref === item.ref && !this.desk.locked(this.undo);
  }

  /** Takes the last one back by a new decision on top of it, and goes back there. */
  takeBack() {
    if (!this.undoable()) return;
    const { item, before, station, aspect, form } = this.undo, body = { competitor: station.label, aspect: aspect.code };
    this.undo = null;
    Object.assign(this.desk.here, { station, aspect, form });
    const kind = before.value === null ? "withdrawal" : before.value === "not-attempted" ? "not-attempted" : item.kind === "difficulty" ? "difficulty" : "mark";
    const rest = { withdrawal: { judge: aspect.judge }, mark: { judge: aspect.judge, value: before.value, note: before.note }, difficulty: { value: before.value } };
    this.desk.outbox.put(kind, { ...body, ...rest[kind] }, this.desk.book.view(place(item.kind, item.body), this.desk.outbox).ref);
    this.desk.moved();
  }

  /** Two values stand against each other: he takes his own, or the other. */
  settle(own) {
    const stop = { station: this.desk.here.station, aspect: this.desk.here.aspect }, { told, head } = this.desk.view(stop);
    this.seen = head?.ref ?? null;
    if (own) this.desk.outbox.put(told.kind, told.body, this.seen);
    else this.desk.outbox.forget(told.ref);
    this.desk.moved();
  }

  // Only within what is before him: never on to the next competitor by itself.
  #next() {
    const stops = this.desk.stops("rows"), now = stops.findIndex((stop) => this.desk.at(stop));
    return [...stops.slice(now + 1), ...stops.slice(0, now)].find((stop) => !this.desk.locked(stop) && this.desk.view(stop).value === null);
  }

  sign() {
    const { station, form } = this.desk.here;
    this.desk.outbox.put("signature", { competitor: station.label, subcriterion: form.code, judge: this.desk.boot.judge }, null);
    this.desk.moved();
  }
}
