// The signature: of the form at hand, or of all that he has finished of its sub-criterion. What he signs stands before him, and
// what cannot be signed is named with the reason. With a PIN only at the server, so nothing of a PIN stays on this device.

import { uuid } from "./outbox.js";
import { post } from "./post.js";
import { el, fill, put } from "./sheet.js";

const $ = (id) => document.getElementById(id);
const MOST = 200;

export class Signing {
  #all = false; // not only the form at hand
  #listed = [];
  #left = new Set(); // stations that he takes out
  #refs = new Map(); // the same press again has the same refs, and signs once

  constructor(words, marking, hand) {
    Object.assign(this, { words, marking, hand });
    $("sign-more").addEventListener("click", () => this.#list(true));
    $("sign-forms").addEventListener("change", ({ target }) => {
      this.#left[target.checked ? "delete" : "add"](target.value);
      this.#paint();
    });
    $("sign-form").addEventListener("submit", (event) => {
      if (event.submitter?.value !== "sign") return;
      event.preventDefault();
      this.#sign();
    });
  }

  /** The form at hand; where that one cannot be signed, all that can be. */
  open() {
    const { pin, second } = this.marking.boot.signing ?? {}, others = second?.[this.marking.here.form.code] ?? [];
    $("sign-pins").hidden = !pin;
    $("sign-second").hidden = !pin || !others.length;
    $("sign-who").replaceChildren(...others.map(([judge, shown]) => el("option", { value: judge }, shown)));
    this.#refs.clear();
    this.#left.clear();
    this.#say("");
    this.#list(this.marking.unsignable() !== null);
    $("sign-dialog").returnValue = "";
    $("sign-dialog").showModal();
  }

  #list(all) {
    const { marking, words } = this, { form, station } = marking.here, forms = marking.signing();
    const ready = forms.filter(({ not }) => !not), others = ready.filter((one) => one.station !== station);
    this.#all = all;
    this.#listed = all ? ready : [{ station, form }];
    put($("sign-what"), all ? fill(words.signingAll, { form: `${form.code} ${form.title}` })
      : fill(words.signing, { station: station.label, form: `${form.code} ${form.title}`, n: marking.count(station, form).done }));
    put($("sign-sum"), all ? "" : fill(words.summed, { sum: marking.total() }));
    $("sign-more").hidden = all || !others.length;
    put($("sign-more"), fill(words.signMore, { n: others.length }));
    $("sign-forms").replaceChildren(...(all ? this.#listed : []).map((one) => this.#row(one)));
    $("sign-not").replaceChildren(...(all ? [...this.#reasons(forms)] : []).map(([why, stations]) => el("li", {}, el("b", {}, stations.join(" ")), ` ${why}`)));
    $("sign-not-part").hidden = !$("sign-not").childElementCount;
    this.#paint();
  }

  #row({ station, form }) {
    const { words, marking } = this, box = el("input", { type: "checkbox", value: station.label, checked: !this.#left.has(station.label) });
    return el("li", {}, el("label", {}, box, el("b", {}, fill(words.station, { station: station.label })), el("span", { class: "soft" },
      fill(words.items, { n: marking.count(station, form).done })), el("span", { class: "mark" }, marking.total({ station, form }))));
  }

  // One line a reason, with all the stations that it holds up.
  #reasons(forms) {
    const { words } = this, found = new Map();
    for (const { station, not } of forms.filter((one) => one.not)) {
      const why = fill(words.unsignable[not.says] ?? words.locked[not.says], not);
      found.set(why, [...(found.get(why) ?? []), station.label]);
    }
    return found;
  }

  get #chosen() { return this.#listed.filter(({ station }) => !this.#left.has(station.label)); }

  #paint() {
    const key = $("sign-form").querySelector(".main");
    put(key, this.#all ? fill(this.words.signAll, { n: this.#chosen.length }) : this.words.sign);
    key.disabled = !this.#chosen.length;
  }

  #say(text) {
    put($("sign-says"), text);
    $("sign-says").hidden = !text;
    for (const field of [$("sign-pin"), $("sign-second-pin")]) field.value = "";
  }

  async #sign() {
    const { marking, hand } = this;
    if (!marking.boot.signing?.pin) hand.sign(this.#chosen);
    else if (!await this.#withPins()) return void $("sign-pin").focus();
    $("sign-dialog").close();
  }

  /** True when all of it is signed; else it says what is not, and lists what is left. */
  async #withPins() {
    const { marking, words } = this, key = $("sign-form").querySelector(".main"), asked = this.#chosen.map((one) => this.#asked(one));
    const second = $("sign-second").hidden ? {} : { second: $("sign-who").value, second_pin: $("sign-second-pin").value };
    const pins = { pin: $("sign-pin").value, ...second }, refused = new Map();
    let says = "";
    key.disabled = true;
    for (let n = 0; n < asked.length && !says; n += MOST) {
      const answer = await post(marking.boot, marking.boot.signatures, JSON.stringify({ forms: asked.slice(n, n + MOST), ...pins }));
      const told = await answer?.json().catch(() => null);
      if (!answer?.ok) says = told?.detail ?? words.unsigned;
      for (const one of told?.answers ?? []) this.#take(one, asked, refused);
    }
    const named = [...refused].map(([station, why]) => fill(words.notSigned, { station, why }));
    this.#say([says, ...named].filter(Boolean).join(" "));
    marking.moved();
    if (!says && !refused.size) return true;
    this.#list(this.#all);
    return false;
  }

  #asked({ station, form }) {
    const ref = this.#refs.get(station.label) ?? uuid();
    this.#refs.set(station.label, ref);
    return { competitor: station.label, subcriterion: form.code, ref };
  }

  // The second's answer has the first's ref with a tail. What is signed shows at once, however its line comes.
  #take({ ref, outcome, number, says }, asked, refused) {
    const { competitor, subcriterion } = asked.find((one) => ref.startsWith(one.ref)), { book, boot } = this.marking;
    if (outcome === "refused") refused.set(competitor, says);
    else if (asked.some((one) => one.ref === ref)) book.apply({ number, kind: "signature", body: { competitor, subcriterion, judge: boot.judge } });
  }
}
