// The way of one mark, from the glass to the big screen, each step with the time at which it was seen or recorded.

const KINDS = { done: "done", wait: "wait", none: "" };
// the season's own zone, so that the stage tells the same time as the desk, wherever it is looked at
const zone = document.documentElement.dataset.zone || undefined;
const parts = { hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: zone };
export const clock = (moment, fine = false) => new Date(moment).toLocaleTimeString("zh-CN", fine ? { ...parts, fractionalSecondDigits: 3 } : parts);
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (hole, name) => facts[name] ?? hole);

export class Journey {
  mark = null; // {ref, title, made, sent, number, place, was, total, board, own}

  constructor(list, title, words, board) {
    Object.assign(this, { list, title, words, board });
    setInterval(() => this.paint(), 120);
  }

  /** Entered on the tablet before us: its way begins. */
  made(ref, title, at) {
    this.mark = { ref, title, made: at, own: true, since: performance.now() };
  }

  /** A numbered line. Others' marks are told while none of the visitor's is on its way. */
  line(line) {
    const same = this.mark?.ref === line.ref;
    if (!same && (line.kind !== "mark" || this.#busy())) return;
    const made = same ? this.mark.made : Date.parse(line.made);
    this.mark = {
      ...(same ? this.mark : { own: false, since: performance.now() }), ref: line.ref, made, sent: Date.parse(line.at), number: line.number,
      title: `${line.who}　${line.says}`, name: line.name, place: line.place, was: line.was, total: line.total, board: null,
    };
  }

  // long enough to be read; a mark of the visitor's until it has arrived
  #busy() {
    const { mark } = this;
    if (!mark) return false;
    return mark.own && !mark.board ? true : performance.now() - mark.since < (mark.own ? 15000 : 5000);
  }

  paint() {
    const { mark, words } = this;
    if (!mark) return;
    if (mark.number && !mark.board && this.board() >= mark.number) mark.board = Date.now();
    this.title.textContent = mark.title;
    const moved = !mark.was || mark.was === mark.place ? "" : mark.was > mark.place ? ` ↑${mark.was - mark.place}` : ` ↓${mark.place - mark.was}`;
    const steps = [
      ["done", words.wrote, clock(mark.made, true)],
      mark.sent ? ["done", words.sent, clock(mark.sent, true)] : ["wait", words.sent, words.waits],
      mark.number ? ["done", fill(words.line, { number: mark.number }), words.kept] : ["none", words.log, words.unnumbered],
      mark.number ? ["done", mark.place ? fill(words.place, { place: mark.place }) + moved : words.ranking, mark.total || words.nototal] : ["none", words.ranking, words.notyet],
      mark.board ? ["done", words.board, clock(mark.board, true)] : ["none", words.board, words.notyet],
    ];
    steps.forEach(([kind, word, text], at) => {
      const [state, small] = this.list.children[at].children;
      state.className = `state ${KINDS[kind]}`;
      if (state.textContent !== word) state.textContent = word;
      if (small.textContent !== text) small.textContent = text;
    });
  }
}
