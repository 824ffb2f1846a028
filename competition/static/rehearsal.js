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

  /** The other two have entered the moment he shows: at the first station one of them is far off, and marks again with him. */
  async ask(kind, { competitor, aspect }) {
    const own = this.book.view(`${competitor}|${aspect}|J1`, this.outbox).value, known = this.#aspect(aspect);
    const open = known.kind === "judgement" && competitor === this.boot.stations[0].label && this.book.revealed(competitor, aspect) === undefined;
    const other = open ? String(Number(own) >= 2 ? 0 : 3) : own;
    for (const [judge, value] of [["J2", other], ["J3", own]]) this.#tell("mark", { competitor, aspect, judge, value });
    this.#tell(kind, { competitor, aspect, open });
    this.dispatchEvent(new Event("change"));
    return "";
  }

  #aspect(code) { return this.boot.forms.flatMap((form) => form.aspects).find((one) => one.code === code); }

  #tell(kind, body) { this.book.apply({ number: this.#number += 1, ref: `practice-${this.#number}`, kind, body, mine: false }); }

  flush() {
    const waiting = this.outbox.pending;
    if (!waiting.length) return;
    const answers = waiting.map(({ ref }) => ({ ref, outcome: "entered", number: this.#number += 1 }));
    this.book.answered(answers, this.outbox);
    this.outbox.settle(answers);
    this.dispatchEvent(new Event("change"));
  }
}
