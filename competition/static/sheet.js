// The form on the glass: the rows of one station, or of one aspect across the stations, and how each stands.
// Knows how to show; what may be decided is not its matter.

import { fixed, limits, plain, scored, way, worth } from "./entries.js";

export function el(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === "class") made.className = value;
    else if (name.includes("-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...inside);
  return made;
}

export function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (hole, name) => facts[name] ?? hole);

const SHAPES = { empty: "", busy: "busy", wait: "wait", done: "done", clash: "clash" };

export class Sheet {
  constructor(words, marking) {
    Object.assign(this, { words, marking, body: document.getElementById("rows"), strip: document.getElementById("strip"), rows: [] });
    this.body.addEventListener("click", (event) => {
      const grade = event.target.closest("[data-grade]"), row = event.target.closest("[data-row]");
      if (!row) return;
      marking.go(this.rows[Number(row.dataset.row)]);
      if (grade) marking.press(grade.dataset.grade);
    });
    this.strip.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-at]");
      if (chip) marking.stand(marking.stops()[Number(chip.dataset.at)]);
    });
  }

  /** An entry as a person reads it. */
  entered(aspect, value) {
    if (value === null) return "—";
    return this.words.values[value] ?? (["value", "panel"].includes(aspect.award || aspect.kind) ? plain(value) : value.replace("-", "−"));
  }

  /** The mark that it comes to. */
  mark(aspect, value) {
    if (value === null || value === "absent" || value === "not-attempted") return this.entered(aspect, value);
    const size = scored(aspect) || aspect.kind === "difficulty" ? null : worth(aspect, value);
    return size === null ? this.entered(aspect, value) : fixed(size);
  }

  max(text) { return plain(text); }

  beside(aspect, { value, note, told }) {
    const how = this.words.beside[aspect.kind === "measurement" ? aspect.award : aspect.kind];
    const plainly = value === null || value === "absent" || value === "not-attempted";
    const mine = told?.body.value ? fill(this.words.held, { value: this.entered(aspect, told.body.value) }) : "";
    return [how && !plainly ? fill(how, { n: this.entered(aspect, value), m: aspect.possible ?? "" }) : "", mine || note].filter(Boolean).join("　");
  }

  facts(aspect) {
    const { words } = this, { least, most, step } = limits(aspect), parts = [fill(words.max, { max: plain(aspect.max) })];
    if (aspect.kind === "judgement") parts.unshift(words.grade);
    if (aspect.kind === "panel") parts.push(fill(words.between, { least, most }));
    if (aspect.award === "deduct") parts.push(fill(words.each, { per: plain(aspect.per) }));
    if (scored(aspect) && step) parts.push(fill(words.by, { step }));
    return parts.join("　");
  }

  grades(aspect) {
    return [0, 1, 2, 3].map((grade) => el("button", { class: "key", type: "button", "data-grade": grade, "data-key": grade },
      el("span", {}, String(grade)), el("small", {}, aspect.descriptors?.[grade] ?? this.words.grades[grade])));
  }

  /** Builds the rows anew: another form, or the other way round. What only changes is painted. */
  build() {
    this.rows = this.marking.stops("rows");
    this.body.replaceChildren(...this.rows.flatMap((stop, index) => this.#row(stop, index)));
    this.strip.replaceChildren(...this.marking.stops().map((_, index) => el("button", { class: "btn", type: "button", "data-at": index },
      el("b"), el("small"))));
  }

  #row({ station, aspect }, index) {
    const across = this.marking.here.across, name = across ? fill(this.words.station, { station: station.label }) : aspect.title;
    const row = el("tr", { "data-row": index },
      el("td", { class: "soft code" }, across ? "" : aspect.code),
      el("th", { scope: "row" }, el("button", { class: "plain pick", type: "button" }, name), el("small")),
      el("td", { class: "num soft max" }, plain(aspect.max)), el("td", { class: "num mark" }),
      el("td", { class: "wstate" }, el("span", { class: "state" })));
    if (aspect.kind !== "judgement" || across) return [row];
    row.className = "judged";
    return [row, el("tr", { class: "spread", "data-row": index }, el("td", { colSpan: 5 }, el("div", { class: "grades" }, ...this.grades(aspect))))];
  }

  paint() {
    this.rows = this.marking.stops("rows"); // the same rows for the next competitor: what they stand for is new
    for (const row of this.body.querySelectorAll("[data-row]")) {
      const stop = this.rows[Number(row.dataset.row)], view = this.marking.view(stop), now = this.marking.at(stop);
      row.classList.toggle("on", now);
      if (row.classList.contains("spread")) this.#press(row, stop, view);
      else this.#paint(row, stop, view, now);
    }
    this.marking.stops().forEach((stop, index) => this.#chip(this.strip.children[index], stop));
  }

  #paint(row, { station, aspect }, view, now) {
    row.dataset.place = this.marking.place(station, aspect);
    const [, name, , mark, state] = row.children, shape = state.firstChild;
    if (now) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    const beside = this.beside(aspect, view);
    put(name.lastChild, beside && ` ${beside}`);
    put(mark, this.mark(aspect, view.value));
    shape.className = `state ${SHAPES[view.state]}`;
    const apart = station.deputed ? this.words.deputed : this.words.annulled[aspect.annulled];
    const stands = view.judge === null && view.value === null ? this.words.leader : this.words.states[view.state];
    put(shape, view.told?.answer.outcome === "refused" ? this.words.refused : apart ?? stands);
    row.dataset.state = view.state;
    row.classList.toggle("soft", view.judge === null);
  }

  #press(row, stop, view) {
    const locked = Boolean(this.marking.locked(stop));
    for (const key of row.querySelectorAll("[data-grade]")) {
      key.setAttribute("aria-pressed", String(view.value === key.dataset.grade));
      key.disabled = locked;
    }
  }

  #chip(chip, stop) {
    const { done, all, clash, far } = this.marking.progress(stop), now = this.marking.at(stop, "stop");
    put(chip.firstChild, this.marking.here.across ? stop.aspect.code : stop.station.label);
    put(chip.lastChild, clash ? this.words.states.clash : far ? this.words.far : all ? `${done}/${all}` : "—");
    chip.classList.toggle("whole", all > 0 && done === all && !clash && !far);
    chip.classList.toggle("apart", Boolean(clash || far));
    if (now !== (chip.getAttribute("aria-current") === "true")) {
      chip.setAttribute("aria-current", String(now));
      if (now) chip.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
}
