// In place of the line when somebody practises: what would be the server's answer is made up here. Nothing is sent, nothing is kept.

const THOUGHT = 250;

export class Rehearsal extends EventTarget {
  reach = "socket";
  barred = null;
  build = null;
  #number = 0;

  constructor(boot, outbox, book) {
    super();
    Object.assign(this, { boot, outbox, book });
  }

  start() {
    this.outbox.addEventListener("change", () => setTimeout(() => this.flush(), THOUGHT));
  }

  admitted() {}

  flush() {
    const waiting = this.outbox.pending;
    if (!waiting.length) return;
    const answers = waiting.map(({ ref }) => ({ ref, outcome: "entered", number: this.#number += 1 }));
    this.book.answered(answers, this.outbox);
    this.outbox.settle(answers);
    this.dispatchEvent(new Event("change"));
  }
}
