// What the tablet asks and tells in a dialog: the PIN again, what is not uploaded, all stations, the note.

import { post } from "./post.js";
import { el, fill, put } from "./sheet.js";

const $ = (id) => document.getElementById(id);

export class Talks {
  #told = null;

  constructor(words, marking, line) {
    Object.assign(this, { words, marking, line });
    $("pin").addEventListener("submit", (event) => { event.preventDefault(); this.#admit(); });
    $("pin-dialog").addEventListener("cancel", (event) => event.preventDefault());
    $("lease").addEventListener("submit", (event) => { event.preventDefault(); this.#take(); });
    $("lease-later").addEventListener("click", () => $("lease-dialog").close());
    $("lease-phrases").addEventListener("click", ({ target }) => { if (target.matches("button")) $("lease-reason").value = target.textContent; });
    $("note-dialog").addEventListener("close", () => { if ($("note-dialog").returnValue === "keep") marking.note($("note").value.trim()); });
  }

  open(name) {
    const dialog = $(`${name}-dialog`);
    dialog.returnValue = "";
    dialog.showModal();
  }

  /** The sign-in ran out, or somebody else signed in here: his own PIN, and on; nothing is lost meanwhile. */
  admission() {
    const { line, marking: { boot } } = this, dialog = $("pin-dialog"), barred = line.barred === "signed-out" || line.barred === "other";
    const asked = barred || (line.idle && line.reach !== "none");
    if (!asked) return void (dialog.open && dialog.close());
    put($("pin-why"), fill(this.words.barred[barred ? line.barred : "idle"], { who: boot.shown }));
    $("pin").hidden = !boot.link;
    $("pin-link").hidden = Boolean(boot.link);
    if (!dialog.open) dialog.showModal();
  }

  /** He marks on another tablet: here he may look, or take over and say why. Asked once; after that it stands above the rows. */
  displaced() {
    const { elsewhere } = this.line, dialog = $("lease-dialog");
    $("elsewhere").hidden = !elsewhere;
    if (!elsewhere) return void (dialog.open && dialog.close());
    const since = new Date(elsewhere.since).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const says = fill(this.words.elsewhere, { about: elsewhere.about, since });
    put($("lease-what"), says);
    put($("elsewhere-says"), says);
    if (this.#told !== elsewhere.since && !document.querySelector("dialog[open]")) this.open("lease");
    this.#told = elsewhere.since;
  }

  async #take() {
    const button = $("lease").querySelector(".main");
    button.disabled = true;
    const says = await this.line.take($("lease-reason").value);
    button.disabled = false;
    put($("lease-says"), says ?? this.words.unreachable);
    $("lease-says").hidden = says === "";
  }

  async #admit() {
    const { line, marking: { boot } } = this, field = $("pin-field"), button = $("pin").querySelector("button");
    button.disabled = true;
    const answer = await post(boot, boot.link, new URLSearchParams({ pin: field.value }));
    button.disabled = false;
    field.value = "";
    const says = answer?.ok ? "" : (await answer?.json().catch(() => null))?.detail ?? this.words.unreachable;
    put($("pin-says"), says);
    $("pin-says").hidden = !says;
    if (answer?.ok) line.admitted();
    else field.focus();
  }

  /** What is not yet with the server, of whom, and what it needs. */
  waiting() {
    const { outbox } = this.marking;
    $("unsent").replaceChildren(...[...outbox.told, ...outbox.pending].map((item) => this.#item(item)));
    $("nothing").hidden = $("unsent").childElementCount > 0;
    const groups = Map.groupBy ? Map.groupBy(outbox.others, whose) : grouped(outbox.others);
    $("others").replaceChildren(...[...groups].map(([who, items]) => el("li", {}, fill(this.words.others, { who, n: items.length }))));
    $("others-part").hidden = groups.size === 0;
  }

  #item(item) {
    const { words, marking } = this, { competitor, aspect, subcriterion } = item.body, answer = item.answer;
    const kind = answer ? "clash" : marking.outbox.held(item) ? "wait" : "busy";
    const said = answer?.outcome === "refused" ? words.refused : words.states[kind];
    const line = el("li", {}, el("b", {}, competitor), el("span", {}, this.#tell(item), answer ? el("small", {}, ` ${answer.says ?? ""}`) : ""),
      el("span", { class: `state ${kind}` }, said));
    const there = aspect && marking.outbox.here(item); // of a round that is over there is no place to look at
    if (answer && there) line.append(el("button", { class: "btn", type: "button", onclick: () => this.#visit("unsent", competitor, aspect) }, words.look));
    else if (answer) line.append(el("button", { class: "btn", type: "button", onclick: () => marking.outbox.forget(item.ref) }, words.known));
    line.dataset.what = aspect ?? subcriterion;
    return line;
  }

  #visit(name, ...to) {
    $(`${name}-dialog`).close();
    this.marking.visit(...to);
  }

  /** A decision in a few words. */
  #tell({ kind, body }) {
    const { marking, words } = this, aspect = marking.forms.flatMap((form) => form.aspects).find((one) => one.code === body.aspect);
    if (kind === "signature") return fill(words.signed, { form: body.subcriterion });
    if (kind === "withdrawal") return fill(words.withdrawn, { aspect: `${body.aspect} ${aspect?.title ?? ""}` });
    const value = kind === "not-attempted" ? words.values[kind] : words.values[body.value] ?? body.value;
    return `${body.aspect} ${aspect?.title ?? ""}：${value}`;
  }

  cannot() {
    const { aspect, station } = this.marking.here;
    put($("cannot-what"), fill(this.words.cannot, { station: station.label, aspect: `${aspect.code} ${aspect.title}` }));
  }

  /** Stations by forms: where each stands, and the way there. */
  stations() {
    const { marking, words } = this, forms = marking.forms;
    const head = el("tr", {}, el("th", {}, words.seat), ...forms.map((form) => el("th", { scope: "col" }, form.title)));
    const rows = marking.boot.stations.map((station) => el("tr", {}, el("th", { scope: "row" }, station.label), ...forms.map((form) => {
      const { done, all, clash, far } = marking.count(station, form), state = marking.book.form(station.label, form.code).state;
      const kind = clash || far ? "clash" : words.forms[state] && state !== "returned" ? "done" : done ? "live" : "";
      const text = clash ? words.states.clash : far ? words.far : words.forms[state] ?? (all ? `${done} / ${all}` : "—");
      const button = el("button", { class: `plain state ${kind}`, type: "button", onclick: () => this.#visit("stations", station.label, null, form) }, text);
      return el("td", {}, button);
    })));
    $("matrix").replaceChildren(el("thead", {}, head), el("tbody", {}, ...rows));
  }
}

const whose = (item) => `${item.shown}（${item.event}）`;

function grouped(items) {
  const groups = new Map();
  for (const item of items) groups.set(whose(item), [...(groups.get(whose(item)) ?? []), item]);
  return groups;
}
