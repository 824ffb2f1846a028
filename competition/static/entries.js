// What may be entered at an aspect, and what it comes to. Exact: whole billionths, for a float finds 0.1 + 0.2 off its step.
// Knows no page.

const FORM = /^-?[0-9]{1,12}(\.[0-9]{1,9})?$/;
const ONE = 10n ** 9n;

export function amount(text) {
  if (!FORM.test(text ?? "")) return null;
  const [whole, part = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole) * ONE + BigInt(part.padEnd(9, "0"));
  return text.startsWith("-") ? -size : size;
}

/** Half up, away from zero, to two places. */
export function fixed(size) {
  const cents = ((size < 0n ? -size : size) + 5_000_000n) / 10_000_000n;
  return `${size < 0n && cents ? "−" : ""}${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}

/** As entered, with two places at least and never fewer than were entered. */
export const plain = (text) => text.includes(".") && text.split(".")[1].length > 2 ? text.replace("-", "−") : fixed(amount(text));

export function way(aspect) {
  if (aspect.kind === "judgement") return "grade";
  if (aspect.award === "all-or-nothing") return "yes";
  return aspect.award === "choice" ? "choice" : "number";
}

export const scored = (aspect) => aspect.kind === "panel" || aspect.award === "value";
const counted = (aspect) => aspect.kind === "judgement" || aspect.award === "deduct" || aspect.award === "count";

export function limits(aspect) {
  if (aspect.kind === "judgement") return { least: "0", most: "3", step: "1" };
  if (aspect.award === "deduct") return { least: "0", most: null, step: "1" };
  if (aspect.kind === "difficulty") return { least: "0", most: null, step: null };
  if (aspect.award === "count") return { least: "0", most: String(aspect.possible), step: "1" };
  if (aspect.kind === "panel") return { least: aspect.min || "0", most: aspect.max, step: aspect.step };
  if (aspect.award === "value") return { least: "0", most: aspect.max, step: aspect.step };
  return { least: null, most: null, step: null };
}

/** What a key may do at all: a count has no point, only a measured value goes under zero. */
export const takes = (aspect) => ({ point: !counted(aspect), sign: limits(aspect).least === null, top: scored(aspect) || aspect.award === "count" });

/** Why this may not be entered: the name of a text and its facts; null when it may. Hard limits: nothing goes past them. */
export function objection(aspect, text) {
  const { least, most, step } = limits(aspect), entered = amount(text);
  if (entered === null) return { says: "number", facts: {} };
  if (most !== null && (entered < amount(least) || entered > amount(most))) return { says: "range", facts: { least, most } };
  if (least !== null && entered < amount(least)) return { says: "below", facts: { least } };
  const from = aspect.kind === "panel" ? amount(least) : 0n;
  if (step && (entered - from) % amount(step) !== 0n) return { says: counted(aspect) ? "whole" : "step", facts: { step, least } };
  return null;
}

/** What is legal and yet likely a slip: nothing, everything, or far from this referee's own other marks. */
export function doubt(aspect, text, own) {
  const entered = amount(text);
  if (scored(aspect) && entered === 0n) return { says: "nothing", facts: {} };
  if (scored(aspect) && entered === amount(aspect.max)) return { says: "full", facts: { max: plain(aspect.max) } };
  const others = own.map(Number).filter(Number.isFinite).sort((one, other) => one - other);
  if (aspect.kind === "judgement" || others.length < 4) return null;
  const middle = others[others.length >> 1], { least, most } = limits(aspect);
  const far = most === null ? Math.max(1, Math.abs(middle)) : (most - least) * 0.3;
  return Math.abs(Number(text) - middle) > far ? { says: "unusual", facts: { middle: String(middle) } } : null;
}

/** What an entry comes to; of a judge's mark, its share. Null where nobody can tell. */
export function worth(aspect, value) {
  if (value === "not-attempted" || value === "absent" || aspect.kind === "difficulty") return 0n;
  if (aspect.award === "all-or-nothing") return value === "yes" ? amount(aspect.max) : 0n;
  if (aspect.award === "choice") return amount(aspect.worths?.[value]);
  const entered = amount(value);
  if (entered === null) return null;
  if (scored(aspect)) return entered;
  if (aspect.kind === "judgement") return (amount(aspect.max) * entered) / (3n * ONE);
  const size = MEASURED[aspect.award](aspect, entered);
  return size > 0n ? size : 0n;
}

const MEASURED = {
  deduct: ({ max, per }, entered) => amount(max) - (entered * amount(per)) / ONE,
  count: ({ max, possible }, entered) => (amount(max) * entered) / (BigInt(possible) * ONE),
  bands: ({ bands }, entered) => amount(bands.find(([upper]) => amount(upper) >= entered)?.[1] ?? "0"),
  ranges: ({ ranges }, entered) => amount(ranges.find(([low, high]) => amount(low) <= entered && entered <= amount(high))?.[2] ?? "0"),
  distance: ({ max, per, target, every }, entered) => {
    const away = entered > amount(target) ? entered - amount(target) : amount(target) - entered;
    return amount(max) - amount(per) * (away / amount(every));
  },
};
