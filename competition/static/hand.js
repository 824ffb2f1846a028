// What the referee decides at the place where he is, and takes back. Nothing here waits: all is done in the tick of the key.
// Knows no page.

import { place } from "./outbox.js";

export class Hand {
  seen = null; // the ref he was looking at when he began to type: the parent of what he decides
  undo = null;

  constructor(marking) { this.marking = marking; }

  /** One entry, and on to the next empty one. */
  enter(value, note) {
    const { station, aspect } = this.marking.here, body = { competitor: station.label, aspect: aspect.code };
    if (value === "not-attempted") return this.#decide("not-attempted", body);
    if (aspect.kind === "difficulty") return this.#decide("difficulty", { ...body, value });
    this.#decide("mark", { ...body, judge: this.marking.judge({ station, aspect }), value, note });
  }

  #decide(kind, body, onward = true) {
    const { station, aspect } = this.marking.here, before = this.marking.view({ station, aspect });
    const item = this.marking.outbox.put(kind, body, this.seen);
    this.undo = { item, before, station, aspect, form: this.marking.here.form, since: performance.now() };
    const next = onward && this.#next();
    if (next) this.marking.go(next);
    else this.marking.moved();
  }

  withdraw() {
    const { station, aspect } = this.marking.here;
    this.#decide("withdrawal", { competitor: station.label, aspect: aspect.code, judge: this.marking.judge({ station, aspect }) }, false);
  }

  /** Only while his own decision still stands: never what somebody else put there since. */
  undoable() {
    const item = this.undo?.item;
    return Boolean(item) && this.marking.book.view(place(item.kind, item.body), this.marking.outbox).ref === item.ref && !this.marking.locked(this.undo);
  }

  /** Takes the last one back by a new decision on top of it, and goes back there. */
  takeBack() {
    if (!this.undoable()) return;
    const { item, before, station, aspect, form } = this.undo, body = { competitor: station.label, aspect: aspect.code };
    this.undo = null;
    Object.assign(this.marking.here, { station, aspect, form });
    const kind = before.value === null ? "withdrawal" : before.value === "not-attempted" ? "not-attempted" : item.kind === "difficulty" ? "difficulty" : "mark";
    const judge = this.marking.judge({ station, aspect }), rest = { withdrawal: { judge }, mark: { judge, value: before.value, note: before.note }, difficulty: { value: before.value } };
    this.marking.outbox.put(kind, { ...body, ...rest[kind] }, this.marking.book.view(place(item.kind, item.body), this.marking.outbox).ref);
    this.marking.moved();
  }

  /** Two values stand against each other: he takes his own, or the other. */
  settle(own) {
    const stop = { station: this.marking.here.station, aspect: this.marking.here.aspect }, { told, head } = this.marking.view(stop);
    this.seen = head?.ref ?? null;
    if (own) this.marking.outbox.put(told.kind, told.body, this.seen);
    else this.marking.outbox.forget(told.ref);
    this.marking.moved();
  }

  // Only within what is before him: never on to the next competitor by itself.
  #next() {
    const stops = this.marking.stops("rows"), now = stops.findIndex((stop) => this.marking.at(stop));
    return [...stops.slice(now + 1), ...stops.slice(0, now)].find((stop) => !this.marking.locked(stop) && this.marking.view(stop).value === null);
  }

  sign(forms) {
    const { outbox, boot: { judge } } = this.marking;
    for (const { station, form } of forms) outbox.put("signature", { competitor: station.label, subcriterion: form.code, judge }, null, false);
    outbox.tell();
    this.marking.moved();
  }
}
