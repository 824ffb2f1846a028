// Where the referee is in his marking, and what he may do there. Knows the outbox and the book; no page.

import { fixed, worth } from "./entries.js";
import { place } from "./outbox.js";

const OUT = ["absent", "withdrawn", "disqualified"];

export class Marking extends EventTarget {
  elsewhere = false; // he marks on another tablet
  here = { form: null, station: null, aspect: null, across: false };

  constructor(words, outbox, book) {
    super();
    Object.assign(this, { words, outbox, book });
    this.refill();
  }

  get boot() { return this.book.boot; }

  /** Takes the forms over, the first time and after a reset; keeps the place if it is still there. */
  refill() {
    this.forms = this.boot.forms.map((form) => ({ ...form, aspects: form.aspects.flatMap((aspect) => this.#entries(form, aspect)) }));
    this.forms.boot = this.boot;
    const { form, station, aspect } = this.here.form ? this.here : this.#remembered();
    this.here.form = this.forms.find((one) => one.code === form?.code) ?? this.forms.find((one) => this.boot.stations.some((station) => this.#his(station, one))) ?? this.forms[0]; // where there is something for him
    this.here.station = this.boot.stations.find((one) => one.label === station?.label)
      ?? this.boot.stations.find((one) => this.here.form && this.#his(one, this.here.form)) ?? this.boot.stations[0];
    const found = this.here.form?.aspects.find((one) => one.id === aspect?.id);
    if (found) this.here.aspect = found;
    else this.#begin();
  }

  #remembered() {
    try {
      const { form, station, aspect, across } = JSON.parse(sessionStorage.getItem(`place:${this.book.whose}`)) ?? {};
      this.here.across = Boolean(across);
      return { form: { code: form }, station: { label: station }, aspect: { id: aspect } };
    } catch {
      return {};
    }
  }

  #remember() {
    const { form, station, aspect, across } = this.here, kept = { form: form.code, station: station.label, aspect: aspect.id, across };
    try { sessionStorage.setItem(`place:${this.book.whose}`, JSON.stringify(kept)); } catch { /* full: he starts at the first */ }
  }

  // A coefficient is entered beside its aspect, by the leader of the form.
  #entries(form, aspect) {
    const own = { ...aspect, id: aspect.code };
    if (!aspect.difficulty || aspect.annulled || !this.boot.stations.some((station) => this.leads(station, form))) return [own];
    return [{ ...own, id: `${aspect.code} difficulty`, title: this.words.difficulty, kind: "difficulty", award: "", form, extra: [] }, own];
  }

  #his(station, form) { return form.aspects.some((aspect) => this.judge({ station, aspect }) !== null); }

  leads(station, form) { return !station.deputed && (form.leads || Boolean(station.leads?.includes(form.code))); }

  /** Under which label he enters here; null: he only looks. Where somebody stands in, it is another than elsewhere. */
  judge({ station, aspect }) {
    if (station.deputed) return null;
    if (aspect.kind === "difficulty") return this.leads(station, aspect.form) ? "difficulty" : null;
    const here = station.judges?.[aspect.code];
    return here === undefined ? aspect.judge : here;
  }

  place(station, aspect) { return `${station.label}|${aspect.code}|${this.judge({ station, aspect }) ?? "*"}`; }

  /** The stops of the rows, or (by default) those of the strip above them. */
  stops(which = "strip") {
    const { form, station, aspect, across } = this.here;
    const stations = (which === "rows") === across;
    return stations ? this.boot.stations.map((one) => ({ station: one, aspect })) : form.aspects.map((one) => ({ station, aspect: one }));
  }

  at({ station, aspect }, which) {
    const same = { station: station === this.here.station, aspect: aspect === this.here.aspect };
    if (which === "stop") return this.here.across ? same.aspect : same.station;
    return same.station && same.aspect;
  }

  view({ station, aspect }) {
    const own = this.book.view(this.place(station, aspect), this.outbox), judge = this.judge({ station, aspect });
    if (judge === "*") return own;
    if (judge === null) return { ...own, judge };
    const agreed = aspect.kind === "difficulty" ? own : this.book.view(`${station.label}|${aspect.code}|*`, this.outbox);
    return agreed !== own && agreed.value !== null ? { ...agreed, ruled: true } : own;
  }

  /** What stands of a form: signed here and on its way counts as signed. */
  form(station = this.here.station, form = this.here.form) {
    const known = this.book.form(station.label, form.code);
    const on = this.outbox.at(place("signature", { competitor: station.label, subcriterion: form.code, judge: this.boot.judge })).pending;
    return on ? { ...known, state: "signed" } : known;
  }

  /** Why nothing can be entered here: the name of a text; empty when it can. */
  locked({ station, aspect }, of = this.here.form) {
    const form = this.form(station, of);
    if (this.elsewhere) return "elsewhere";
    if (OUT.includes(form.status)) return form.status;
    if (form.shut) return "closed";
    if (form.state === "accepted" || form.state === "signed") return form.state;
    if (station.deputed) return "deputed";
    if (aspect.annulled) return aspect.annulled;
    if (this.judge({ station, aspect }) === null) return "leader";
    if (this.view({ station, aspect }).ruled) return "ruled";
    return this.seen({ station, aspect }) === false ? "revealed" : "";
  }

  /** Has the team seen its marks here, and may they still be changed? */
  seen({ station, aspect }) {
    return aspect.kind === "judgement" || aspect.kind === "panel" ? this.book.revealed(station.label, aspect.code) : undefined;
  }

  shown({ station, aspect }) { return this.book.shown(station.label, aspect.code, this.outbox); }

  /** How far the team's grades are apart, once it has seen them: before, nothing of it shows. */
  gap(stop) {
    if (stop.aspect.kind !== "judgement" || this.seen(stop) === undefined || this.view(stop).ruled) return 0;
    const grades = this.shown(stop).map(([, value]) => Number(value)).filter(Number.isFinite);
    return Math.max(0, ...grades) - Math.min(...grades, 3);
  }

  /** Further apart than the scheme allows: to be talked over and marked again. */
  far(stop) { return this.gap(stop) > stop.aspect.spread; }

  /** All such places of his forms, wherever he is himself. */
  allFar() {
    const there = this.boot.stations.filter(({ label }) => !OUT.includes(this.book.form(label, "").status));
    return there.flatMap((station) => this.forms.flatMap((form) => form.aspects.map((aspect) => ({ station, form, aspect })).filter((stop) => this.far(stop))));
  }

  count(station, form) { return this.#counted(form.aspects.map((aspect) => ({ station, aspect }))); }

  progress(stop) {
    if (!this.here.across) return this.count(stop.station, this.here.form);
    return this.#counted(this.boot.stations.map((station) => ({ station, aspect: stop.aspect })));
  }

  #counted(stops) {
    const his = stops.filter((stop) => this.judge(stop) !== null).map((stop) => this.view(stop));
    return {
      all: his.length, done: his.filter((view) => view.value !== null).length, clash: his.filter((view) => view.state === "clash").length,
      waits: his.filter((view) => view.state === "wait" || view.state === "busy").length, far: stops.filter((stop) => this.far(stop)).length,
    };
  }

  /** What his entries on a form come to. */
  total({ form, station } = this.here) {
    const marks = form.aspects.filter((aspect) => !aspect.annulled)
      .map((aspect) => [aspect, this.view({ station, aspect }).value]).filter(([, value]) => value !== null);
    const cents = marks.map(([aspect, value]) => ((worth(aspect, value) ?? 0n) + 5_000_000n) / 10_000_000n);
    return fixed(cents.reduce((sum, size) => sum + size, 0n) * 10_000_000n);
  }

  /** Why a form cannot be signed: the name of a text and its facts; null when it can. */
  unsignable({ station, form } = this.here) {
    const locked = this.locked({ station, aspect: { judge: "*", code: "" } }, form);
    if (locked) return { says: locked };
    const { all, done, clash, waits, far } = this.count(station, form);
    if (clash) return { says: "clashes", n: clash };
    if (done < all) return { says: "missing", n: all - done };
    if (far) return { says: "apart" };
    if (waits && this.boot.signing?.pin) return { says: "waits", n: waits }; // the PIN does not wait in line with the marks
    return all || (this.leads(station, form) && form.aspects.every((aspect) => aspect.annulled)) ? null : { says: "leader" };
  }

  /** Of the form at hand, station by station: `not` says why it cannot be signed. Nothing of those where nothing is his to do. */
  signing() {
    const { form } = this.here, nothing = ["signed", "accepted", "leader", "deputed", ...OUT];
    return this.boot.stations.map((station) => ({ station, form, not: this.unsignable({ station, form }) })).filter(({ not }) => !nothing.includes(not?.says));
  }

  go({ station, aspect }) {
    Object.assign(this.here, { station, aspect });
    this.moved();
  }

  /** On to a stop of the strip: there he begins at the first empty place. */
  stand({ station, aspect }) {
    Object.assign(this.here, { station, aspect });
    this.go(this.#first(this.stops("rows")));
  }

  turn(form) {
    this.here.form = form;
    this.#begin();
    this.moved();
  }

  flip(across) {
    this.here.across = across;
    this.moved();
  }

  /** Straight to a place, from a list. */
  visit(competitor, code, form) {
    const wanted = form ?? this.forms.find((one) => one.aspects.some((aspect) => aspect.code === code));
    const station = this.boot.stations.find((one) => one.label === competitor);
    if (!wanted || !station) return;
    this.here.form = wanted;
    this.here.station = station;
    this.here.aspect = wanted.aspects.find((aspect) => aspect.code === code) ?? null;
    if (!code) this.#begin();
    this.moved();
  }

  walk(step) {
    const stops = this.stops("rows"), to = stops[stops.findIndex((stop) => this.at(stop)) + step];
    if (to) this.go(to);
  }

  beside(step) {
    const stops = this.stops(), now = stops.findIndex((stop) => this.at(stop, "stop"));
    return stops[now + step];
  }

  // Where his work on this form of this competitor begins: at the first empty place of his own.
  #begin() {
    const { form, station } = this.here, stops = form?.aspects.map((aspect) => ({ station, aspect })) ?? [];
    this.here.aspect = this.#first(stops)?.aspect ?? null;
  }

  #first(stops) {
    const his = stops.filter((stop) => this.judge(stop) !== null);
    return his.find((stop) => this.far(stop)) ?? his.find((stop) => !this.locked(stop) && this.view(stop).value === null) ?? his[0] ?? stops[0];
  }

  press(value) { this.dispatchEvent(new CustomEvent("pressed", { detail: value })); }

  note(text) { this.dispatchEvent(new CustomEvent("noted", { detail: text })); }

  moved() {
    this.#remember();
    this.dispatchEvent(new Event("moved"));
  }
}
