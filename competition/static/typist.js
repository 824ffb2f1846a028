// Presses the keys of the tablet on the stage when the visitor does not: the tablet's own keys, one after the other.

const visible = (node) => node && !node.closest("[hidden]");
const empty = (page) => {
  const state = page.querySelector("tr.on .state");
  return Boolean(state) && !["done", "wait", "busy", "clash"].some((kind) => state.classList.contains(kind));
};
const ready = (page) => page?.documentElement.dataset.ready === "yes";
const writable = (page) => page.getElementById("locked")?.hidden && empty(page);

/** Turns the tablet to the first station where something is still to be entered; false when there is none. */
export function settle(page) {
  if (!ready(page)) return false;
  if (writable(page)) return true;
  for (const stop of page.querySelectorAll("#strip [data-at]")) {
    stop.click();
    if (writable(page)) return true;
  }
  return false;
}

function aspect(page) {
  const code = page.getElementById("facts").textContent.split("　")[0];
  const { forms } = JSON.parse(page.getElementById("boot").textContent);
  return forms.flatMap((form) => form.aspects).find((one) => one.code === code);
}

function wanted({ award, kind, max, min, step, possible }) {
  if (award === "deduct") return "1";
  if (award === "count") return String(Math.max(0, possible - 2));
  if (award !== "value" && kind !== "panel") return "1";
  const by = Number(step) || 0.5, least = Number(min) || 0;
  return String(least + Math.floor(((max - least) * 0.8) / by) * by);
}

/** One entry at the place that is open now. */
export function enter(page) {
  if (!settle(page)) return false;
  const digits = page.getElementById("digits");
  if (!visible(digits)) {
    const keys = [...page.querySelectorAll("#choices button")].filter((key) => !key.disabled);
    keys[keys.length > 3 ? 2 : 0]?.click();
    return keys.length > 0;
  }
  const here = page.querySelector("tr.on").dataset.place, key = (name) => digits.querySelector(`[data-key="${name}"]`);
  for (const letter of wanted(aspect(page))) key(letter).click();
  key("ok").click();
  // what is legal but unusual is asked twice
  if (page.querySelector("tr.on").dataset.place === here && page.getElementById("says").textContent) key("ok").click();
  return true;
}
