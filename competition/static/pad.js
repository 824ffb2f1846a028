// The pad: the aspect at hand, the field, the keys that its kind needs, phrases for the note, and what must be said about it all.

import { fixed, scored, takes, way, worth } from "./entries.js";
import { el, fill, put } from "./sheet.js";

const $ = (id) => document.getElementById(id);
const UNDO = 10;

export class Pad {
  note = null; // null: the one that stands

  constructor(words, marking, hand, keypad, sheet, talks, line) {
    Object.assign(this, { words, marking, hand, keypad, sheet, line });
    keypad.addEventListener("typed", () => this.paint());
    keypad.addEventListener("blank", () => this.#blank());
    keypad.addEventListener("entered", ({ detail }) => this.enter(detail));
    keypad.addEventListener("walk", ({ detail }) => marking.walk(detail));
    marking.addEventListener("moved", () => this.turn());
    marking.addEventListener("pressed", ({ detail }) => this.enter(detail));
    $("choices").addEventListener("click", ({ target }) => {
      const key = target.closest("[data-value]");
      if (key) this.enter(key.dataset.value);
    });
    $("phrases").addEventListener("click", ({ target }) => {
      const phrase = target.closest("[data-phrase]");
      if (phrase) this.annotate([this.written(), phrase.dataset.phrase].filter(Boolean).join("；"));
    });
    $("none").addEventListener("click", () => this.enter("not-attempted"));
    $("other").addEventListener("click", () => { $("note").value = this.written(); talks.open("note"); });
    $("clash").addEventListener("click", ({ target }) => { if (target.dataset.own) hand.settle(target.dataset.own === "yes"); });
    $("reveal").addEventListener("click", () => this.#reveal());
    $("undo").addEventListener("click", () => hand.takeBack());
    $("withdraw").addEventListener("click", () => hand.withdraw());
    setInterval(() => this.#count(), 250);
  }

  get stop() { return { station: this.marking.here.station, aspect: this.marking.here.aspect }; }

  written() { return this.note ?? this.marking.view(this.stop).note; }

  turn() {
    const { marking, stop } = this, { aspect, station } = stop;
    this.hand.seen = marking.view(stop).ref;
    this.note = null;
    this.#shape(aspect);
    this.keypad.turn(aspect, () => marking.book.own(aspect, marking.outbox, station.label), Boolean(marking.locked(stop)));
  }

  // The keys of this kind of aspect: digits, four grades, yes and no, or the choices' own names.
  #shape(aspect) {
    const kind = way(aspect), may = takes(aspect);
    $("digits").hidden = kind !== "number";
    $("choices").className = kind === "grade" ? "grades" : "keys pick";
    $("choices").replaceChildren(...this.#choices(kind, aspect));
    $("point").disabled = !may.point;
    $("top").hidden = may.sign;
    $("sign").hidden = !may.sign;
    $("top").disabled = !may.top;
    put($("title"), aspect.title);
    put($("facts"), `${aspect.code}　${this.sheet.facts(aspect)}`);
    put($("wanted"), aspect.requirement ?? "");
    put($("unit"), this.words.units[aspect.kind === "measurement" ? aspect.award : aspect.kind] ?? this.words.units.value);
    $("phrases").replaceChildren(...(aspect.extra ?? []).map((text) => el("button", { class: "btn", type: "button", "data-phrase": text }, text)), $("other"));
    $("note-part").hidden = aspect.kind === "difficulty";
  }

  #choices(kind, aspect) {
    if (kind === "grade") return this.sheet.grades(aspect);
    const values = kind === "yes" ? [["yes", this.words.values.yes], ["no", this.words.values.no]]
      : kind === "choice" ? aspect.choices.map((label) => [label, label]) : [];
    return values.map(([value, word]) => el("button", { class: "key", type: "button", "data-value": value }, word));
  }

  enter(value) {
    if (this.marking.locked(this.stop)) return;
    this.hand.enter(value, this.written());
    $("entry").focus({ preventScroll: true });
  }

  /** A note on what already stands is a decision of its own; on what is being typed it goes along. */
  annotate(text) {
    const { value } = this.marking.view(this.stop);
    this.note = text;
    this.paint();
    if (value !== null && this.keypad.fresh && way(this.stop.aspect) === "number") put($("says"), this.words.noted);
  }

  #blank() {
    const { value, note } = this.marking.view(this.stop);
    if (value !== null && this.note !== null && this.note !== note) return this.enter(value);
    put($("says"), this.words.says.blank);
  }

  paint() {
    const { marking, keypad, stop } = this, { aspect } = stop, view = marking.view(stop), locked = marking.locked(stop);
    if (keypad.fresh && this.note === null) this.hand.seen = view.ref;
    keypad.locked = Boolean(locked);
    put($("typed"), keypad.fresh ? this.sheet.entered(aspect, view.value) : keypad.text.replace("-", "−"));
    $("typed").classList.toggle("soft", keypad.fresh);
    const size = keypad.fresh || scored(aspect) ? null : worth(aspect, keypad.text);
    put($("comes"), size === null ? "" : fill(this.words.comes, { mark: fixed(size) }));
    this.#say(keypad.said);
    put($("written"), this.written());
    for (const key of $("pad").querySelectorAll(".key, .phrases .btn, #none")) this.#enable(key, locked);
    $("cannot").disabled = locked && locked !== "leader"; // what is signed or closed takes no absence either
    $("none").disabled = Boolean(locked) || marking.judge(stop) !== "*";
    $("withdraw").disabled = Boolean(locked) || view.value === null;
    for (const key of $("choices").children) key.setAttribute("aria-pressed", String(view.value === (key.dataset.value ?? key.dataset.grade)));
    $("locked").hidden = !locked;
    put($("why"), locked ? this.words.locked[locked] : "");
    this.#clash(view, locked);
    this.#together(view, locked);
    this.#count();
  }

  #enable(key, locked) {
    const may = takes(this.stop.aspect);
    const idle = { point: !may.point, top: !may.top }[key.id] ?? false;
    key.disabled = Boolean(locked) || idle;
  }

  #say(said) {
    const text = said ? fill(this.words.says[said.says], said.facts) + (said.again ? this.words.again : "") : "";
    put($("says"), text);
    $("entry").classList.toggle("doubt", Boolean(said));
  }

  // The team's marks: hidden until its leader shows them, then all of them, and whether they are too far apart.
  #together(view, locked) {
    const { marking, stop, words: { together } } = this, { aspect } = stop, seen = marking.seen(stop), judged = ["judgement", "panel"].includes(aspect.kind);
    const leads = judged && marking.leads(stop.station, marking.here.form) && !["elsewhere", "closed", "accepted", "signed", "ruled", "full", "void"].includes(locked);
    const gap = marking.gap(stop), far = gap > aspect.spread, may = leads && seen !== false && view.value !== null && !far;
    $("together").hidden = seen === undefined && !may;
    $("together").className = seen === undefined ? "notice" : far ? "notice bad" : "notice ok";
    put($("together-says"), seen === undefined ? together.hidden : fill(far ? together.apart : aspect.kind === "panel" ? together.seen
      : seen ? together.open : together.near, { gap, spread: aspect.spread }));
    put($("together-marks"), seen === undefined ? "" : marking.shown(stop).map(([judge, value]) => `${judge} ${this.sheet.entered(aspect, value)}`).join("　"));
    $("reveal").hidden = !may;
    put($("reveal"), seen ? together.again : together.reveal);
  }

  async #reveal() {
    const { station, aspect } = this.stop, button = $("reveal");
    button.disabled = true;
    const says = await this.line.ask("reveal", { competitor: station.label, aspect: aspect.code });
    button.disabled = false;
    if (says !== "") put($("says"), says ?? this.words.unreachable);
  }

  // Both values, and a person says which.
  #clash({ told, head }, locked) {
    $("clash").hidden = !told;
    if (!told) return;
    const { outcome, says, head: then } = told.answer, mine = this.#value(told.body.value ?? null, told.kind);
    const theirs = head?.value ?? then?.value ?? null, refused = outcome === "refused";
    put($("clash-says"), refused ? fill(this.words.turned, { value: mine, says: says ?? "" }) : says || this.words.states.clash);
    put($("clash-mine"), fill(this.words.mine, { value: mine }));
    put($("clash-theirs"), refused || locked ? this.words.known : fill(this.words.theirs, { value: this.#value(theirs), who: then?.shown ?? this.words.somebody }));
    $("clash-mine").hidden = refused || Boolean(locked);
  }

  #value(value, kind = "mark") { return this.sheet.entered(this.stop.aspect, kind === "not-attempted" ? kind : value); }

  #count() {
    const { undo } = this.hand, left = this.hand.undoable() ? UNDO - Math.floor((performance.now() - undo.since) / 1000) : 0;
    if (left <= 0) this.hand.undo = null;
    $("undo").hidden = left <= 0;
    if (left > 0) put($("undo"), fill(this.words.undo, { station: undo.station.label, aspect: undo.aspect.code, n: left }));
  }
}
