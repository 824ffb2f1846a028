// What stands where: what the server said, and over it what this referee decided since. Knows no page and no wire.

import { place } from "./outbox.js";
import { shelf } from "./shelf.js";

const CHANGES = { mark: true, "not-attempted": true, absence: true, withdrawal: true, difficulty: true, ruling: true };

function value(kind, body) {
  if (kind === "withdrawal") return null;
  if (kind === "absence") return "absent";
  return kind === "not-attempted" ? kind : body.value;
}

export class Book {
  #heads = new Map();
  #states = new Map();
  #closed = [];
  #status = new Map();
  #judges = new Map(); // competitor and aspect -> who is known to have marked there
  #revealed = new Map(); // what the team has seen of each other -> may it be changed once more
  #later = 0;

  constructor(boot) { this.reset(boot); }

  reset(boot) {
    this.boot = boot;
    this.whose = `${boot.event.code}|${boot.author}`;
    this.#fill(boot);
  }

  #fill({ epoch, number, marks, states, closed, status, revealed = [] }) {
    Object.assign(this, { epoch, number });
    this.#heads = new Map();
    this.#judges = new Map();
    for (const mark of marks) this.#head(place("mark", mark), { ...mark, number });
    // Closed is told apart, by session and form; it may open again.
    const draft = (form) => form.state === "closed" ? { ...form, state: "draft" } : form;
    this.#states = new Map(states.map((form) => [`${form.competitor}|${form.subcriterion}`, draft(form)]));
    this.#closed = closed;
    this.#status = new Map(status.map((one) => [one.competitor, one.status]));
    this.#revealed = new Map(revealed.map((one) => [`${one.competitor}|${one.aspect}`, one.open]));
  }

  /** The page may come from the tablet's own store, older than what we saw last. */
  async recall() {
    if (this.boot.practice) return;
    const seen = await shelf.get("seen", this.whose).catch(() => null);
    if (seen && seen.epoch === this.epoch && seen.number > this.number) this.#fill(seen);
  }

  #keep() {
    if (this.boot.practice) return;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => shelf.put("seen", {
      whose: this.whose, epoch: this.epoch, number: this.number, marks: [...this.#heads.values()], states: [...this.#states.values()],
      closed: this.#closed, status: [...this.#status].map(([competitor, status]) => ({ competitor, status })),
      revealed: [...this.#revealed].map(([where, open]) => ({ competitor: where.split("|")[0], aspect: where.split("|")[1], open })),
    }).catch(() => {}), 300);
  }

  reached(number) {
    if (number > this.number) {
      this.number = number;
      this.#keep();
    }
  }

  apply({ number, ref, kind, body, mine }) {
    if (CHANGES[kind]) this.#head(place(kind, body), { ...body, judge: body.judge ?? "*", value: value(kind, body), ref, number, mine });
    else if (kind === "closing") this.#closed = [...this.#closed, ...this.#meant(body)];
    else if (kind === "reopening") this.#reopen(body);
    else if (kind === "reveal") this.#revealed.set(`${body.competitor}|${body.aspect}`, body.open);
    else if (kind === "status") this.#status.set(body.competitor, body.status);
    else if (kind in FORMS) this.#form({ ...body, state: FORMS[kind] });
  }

  #head(where, head) {
    if ((this.#heads.get(where)?.number ?? -1) > head.number) return;
    this.#heads.set(where, head);
    if (!/^J/.test(head.judge)) return;
    const together = `${head.competitor}|${head.aspect}`;
    this.#judges.set(together, (this.#judges.get(together) ?? new Set()).add(head.judge));
  }

  #form({ competitor, subcriterion, state, reason = "", judge }) {
    const key = `${competitor}|${subcriterion}`, old = this.#states.get(key);
    const signed = state === "signed" ? [...(old?.signed ?? []), judge] : [];
    this.#states.set(key, { competitor, subcriterion, state, reason, signed });
    // What is given back may be changed, also what the team has seen.
    const given = state === "returned" ? this.boot.forms.find((form) => form.code === subcriterion)?.aspects ?? [] : [];
    for (const { code } of given) if (this.#revealed.has(`${competitor}|${code}`)) this.#revealed.set(`${competitor}|${code}`, true);
  }

  // 0 and "" mean all of them.
  #meant({ session, subcriterion }) {
    const sessions = new Set(session ? [session] : this.boot.stations.map((station) => station.session));
    const forms = subcriterion ? [subcriterion] : this.boot.forms.map((form) => form.code);
    return [...sessions].flatMap((one) => forms.map((form) => ({ session: one, subcriterion: form })));
  }

  #reopen(body) {
    const open = this.#meant(body);
    this.#closed = this.#closed.filter((one) => !open.some((two) => two.session === one.session && two.subcriterion === one.subcriterion));
  }

  /** Before the outbox settles: what the server entered is now what stands. */
  answered(answers, outbox) {
    const sent = new Map(outbox.pending.map((item) => [item.ref, item]));
    for (const { ref, outcome, number, head } of answers) {
      const item = sent.get(ref);
      if (!item || !outbox.here(item) || (outcome !== "entered" && outcome !== "same")) continue;
      const at = number ?? this.number;
      if (CHANGES[item.kind]) {
        const head_ref = outcome === "same" && head ? head.ref : ref;
        this.#head(place(item.kind, item.body), {
          ...item.body, judge: item.body.judge ?? "*", value: value(item.kind, item.body), ref: head_ref, number: at, mine: true,
        });
      } else if (item.kind in FORMS) this.#form({ ...item.body, state: FORMS[item.kind] });
    }
    this.#keep();
  }

  /** One place as the referee sees it. `ref` is what a new decision must name as its parent. */
  view(where, outbox) {
    const { pending, told } = outbox.at(where), head = this.#heads.get(where);
    const base = { head, told, note: head?.note ?? "", ref: head?.ref ?? null, value: head?.value ?? null };
    if (pending) {
      const state = outbox.held(pending) ? "wait" : "busy";
      return { ...base, told: undefined, state, ref: pending.ref, value: value(pending.kind, pending.body), note: pending.body.note ?? "" };
    }
    if (told) return { ...base, state: "clash" };
    return { ...base, state: base.value === null ? "empty" : "done" };
  }

  /** Has the team seen its marks here: undefined: no; true: and they may be changed once more; false: they stand. */
  revealed(competitor, aspect) { return this.#revealed.get(`${competitor}|${aspect}`); }

  /** What each judge entered, as far as it was shown: pairs of judge and value. */
  shown(competitor, aspect, outbox) {
    const judges = [...this.#judges.get(`${competitor}|${aspect}`) ?? []].sort();
    return judges.map((judge) => [judge, this.view(`${competitor}|${aspect}|${judge}`, outbox).value]).filter(([, value]) => value !== null);
  }

  /** This referee's own values of an aspect, to find a slip by; nobody else's. */
  own(aspect, outbox, except) {
    return this.boot.stations.filter((station) => station.label !== except).map((station) => {
      const { head, state, value: entered } = this.view(`${station.label}|${aspect.code}|${aspect.judge}`, outbox);
      const his = state === "wait" || state === "busy" || aspect.judge !== "*" || head?.mine !== false;
      return his ? entered : null;
    }).filter((entered) => entered !== null);
  }

  form(competitor, subcriterion) {
    const session = this.boot.stations.find((station) => station.label === competitor)?.session ?? 0;
    const shut = this.#closed.some((one) => one.session === session && one.subcriterion === subcriterion);
    const form = this.#states.get(`${competitor}|${subcriterion}`) ?? { state: "empty", reason: "" };
    return { ...form, shut, status: this.#status.get(competitor) };
  }
}

const FORMS = { signature: "signed", acceptance: "accepted", return: "returned" };
