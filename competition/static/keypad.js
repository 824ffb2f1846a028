// The keys: big ones on the glass and those of a keyboard, digit by digit into one field. Knows one aspect at a time, and no mark
// but the one being typed.

import { doubt, limits, objection, takes, way } from "./entries.js";

const HARD = { ".": ".", ",": ".", "-": "±", Backspace: "rub", Delete: "clear", Escape: "clear", Enter: "ok", ArrowUp: "up", ArrowDown: "down" };

export class Keypad extends EventTarget {
  text = "";
  fresh = true; // nothing typed yet: what is shown is what stands
  #asked = null;
  #own = () => [];

  constructor(root, field) {
    super();
    Object.assign(this, { root, field });
    root.addEventListener("click", (event) => {
      const key = event.target.closest("[data-key]");
      if (!key || key.disabled) return;
      this.key(key.dataset.key);
      field.focus({ preventScroll: true });
    });
    document.addEventListener("keydown", (event) => this.#hard(event));
  }

  /** Turns to an aspect; `own` gives this referee's other marks of it. */
  turn(aspect, own, locked) {
    Object.assign(this, { aspect, locked, text: "", fresh: true });
    this.#own = own;
    this.#asked = null;
    this.#say(null);
  }

  #hard(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog, input, textarea, select")) return;
    const key = /^[0-9]$/.test(event.key) ? event.key : HARD[event.key];
    // Enter on a button that was reached by Tab presses that button.
    if (!key || (key === "ok" && event.target.closest("button") && !this.root.contains(event.target))) return;
    event.preventDefault();
    // Whatever button was pressed last: who types means the field, and the Enter that follows is the field's.
    this.field.focus({ preventScroll: true });
    if (!event.repeat || key !== "ok") this.key(key);
  }

  key(key) {
    if (key === "up" || key === "down") return this.#tell("walk", key === "down" ? 1 : -1);
    if (this.locked || !this.aspect) return;
    if (way(this.aspect) !== "number") return this.#atOnce(key);
    if (key === "ok") return this.#enter();
    const next = key === "top" ? limits(this.aspect).most : this.#typed(key);
    if (next === this.text && !this.fresh && key !== "top") return;
    if (key === "top" && this.#asked === next) return this.#enter();
    this.text = next;
    this.fresh = next === "";
    this.#asked = null;
    if (key === "top") return this.#enter();
    this.#say(this.text && this.#over() ? objection(this.aspect, this.text) : null);
  }

  // The first digit replaces what stands: it is never appended to it.
  #typed(key) {
    const now = this.fresh ? "" : this.text, may = takes(this.aspect);
    if (key === "rub") return now.slice(0, -1);
    if (key === "clear") return "";
    if (key === "±") return !may.sign ? now : now.startsWith("-") ? now.slice(1) : `-${now}`;
    if (key === ".") return !may.point || now.includes(".") ? now : `${/[0-9]/.test(now) ? now : `${now}0`}.`;
    const next = now === "0" || now === "-0" ? now.slice(0, -1) + key : now + key;
    return next.length > 14 ? now : next;
  }

  #over() { return ["range", "below"].includes(objection(this.aspect, this.text.replace(/\.$/, ""))?.says); }

  // Yes or no and 0 to 3 are one press; a choice is pressed, not typed.
  #atOnce(key) {
    const kind = way(this.aspect);
    if (kind === "grade" && /^[0-3]$/.test(key)) this.#tell("entered", key);
    if (kind === "yes" && /^[01]$/.test(key)) this.#tell("entered", key === "1" ? "yes" : "no");
  }

  #enter() {
    const text = this.text.replace(/\.$/, "");
    if (this.fresh || text === "") return this.#tell("blank");
    const wrong = objection(this.aspect, text);
    if (wrong) return this.#say(wrong);
    const why = doubt(this.aspect, text, this.#own());
    if (why && this.#asked !== text) {
      this.#asked = text;
      return this.#say({ ...why, again: true });
    }
    this.#tell("entered", text);
  }

  #say(what) {
    this.said = what;
    this.#tell("typed");
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })); }
}
