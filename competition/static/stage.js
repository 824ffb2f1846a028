// The stage: four live pages, and four buttons whose effect is seen on all of them. What it tells comes from the pages themselves
// and from the numbered lines; nothing is played.

import { Journey, clock } from "./journey.js";
import { enter, settle } from "./typist.js";

const $ = (id) => document.getElementById(id);
const boot = JSON.parse($("boot").textContent), words = JSON.parse($("words").textContent);
const frame = (key) => document.querySelector(`iframe[data-frame=${key}]`);
const page = (key) => { try { return frame(key).contentDocument; } catch { return null; } };
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (hole, name) => facts[name] ?? hole);
const boards = () => Number(page("hall")?.querySelector("[data-part=board]")?.dataset.number ?? 0);
const journey = new Journey($("path"), $("mark"), words.path, boards);
const KEYS = ["cable", "power", "correct", "publish"], WAIT = 3000, TYPED = 3, SHOWN = 6, QUIET = 20000, LONG_DARK = 15000;
let now = null, cut = null, done = null, dark = null, renewing = null, touched = 0, acted = -QUIET;

// ---------- the story ----------
function tell(who, says, at = Date.now()) {
  const line = document.createElement("li"), time = document.createElement("time"), by = document.createElement("span"), what = document.createElement("span");
  time.textContent = clock(at);
  by.className = "soft";
  by.textContent = who;
  what.textContent = says;
  line.append(time, by, what);
  if (who === words.who.you) acted = performance.now();
  $("story").prepend(line);
  while ($("story").children.length > SHOWN) $("story").lastElementChild.remove();
}

function next(says) { $("next").textContent = says; }

function caption(key, kind, text) {
  const state = $(`is-${key}`);
  state.className = `state ${kind}`;
  if (state.textContent !== text) state.textContent = text;
}

// ---------- the four screens ----------
function fit() {
  for (const view of document.querySelectorAll(".stage .view")) {
    const inside = view.querySelector("iframe");
    inside.style.transform = `scale(${view.clientWidth / inside.width})`;
  }
}

function captions() {
  const tablet = page("tablet"), line = tablet?.getElementById("line");
  if (line?.textContent) {
    const kind = [...line.classList].find((one) => ["done", "wait", "clash"].includes(one)) ?? "";
    caption("tablet", cut ? "wait" : kind, cut ? fill(words.pulled, { text: line.textContent }) : line.textContent);
  }
  const behind = page("hall")?.documentElement.classList.contains("behind");
  caption("hall", behind || dark ? "wait" : "done", behind || dark ? words.away : words.online);
  const unseen = cut && now && !now.tablet.connected;
  caption("desk", dark ? "wait" : "done", dark ? words.away : unseen ? words.noticed : words.online);
  if (now) caption("phone", now.next === null ? "" : "done", now.next === null ? words.unpublished : now.stage_word);
}

// ---------- buttons ----------
async function press(act) {
  const answer = await fetch(`/demo/${act}`, { method: "POST", headers: { accept: "application/json", "x-csrftoken": $("token").elements[0].value } }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (answer && !answer.ok) tell(words.who.system, said?.detail ?? "");
  return answer?.ok ? said ?? {} : null;
}

function pull() {
  cut = { refs: new Set(), lines: new Map(), typed: 0, noticed: false };
  frame("tablet").contentWindow.cable?.pull();
  $("cable").setAttribute("aria-pressed", "true");
  $("cable").textContent = words.plug;
  tell(words.who.you, words.told.pulled);
  next(words.hint.type);
  touched = 0;
  setTimeout(type, WAIT);
}

// Whoever does not type himself sees it done: three marks, on the tablet's own keys.
function type() {
  if (!cut || touched || cut.typed === TYPED) return;
  if (enter(page("tablet"))) cut.typed += 1;
  else next(words.hint.full);
  setTimeout(type, 1200);
}

function plug() {
  frame("tablet").contentWindow.cable?.plug();
  $("cable").setAttribute("aria-pressed", "false");
  $("cable").textContent = words.pull;
  tell(words.who.you, fill(words.told.plugged, { n: cut.refs.size }));
  next("");
  done = cut.refs.size ? cut : null;
  cut = null;
}
function arrived(line) {
  const held = cut ?? done;
  if (!held?.refs.has(line.ref)) return;
  held.lines.set(line.ref, [...(held.lines.get(line.ref) ?? []), line.number]);
  if (held !== done || held.lines.size < held.refs.size) return;
  const numbers = [...held.lines.values()];
  const once = numbers.every((each) => each.length === 1);
  document.documentElement.dataset.once = String(once);
  tell(words.who.log, fill(once ? words.told.once : words.told.twice, { n: numbers.length, lines: numbers.flat().sort((a, b) => a - b).join("、") }));
  done = null;
}

async function power() {
  dark = { at: performance.now(), number: now?.number ?? 0, started: now?.started };
  for (const key of KEYS) $(key).disabled = true; // there is nobody to hear them
  tell(words.who.you, words.told.power);
  next(words.hint.power);
  await press("power");
}

// a power that does not come back by itself is nobody's to wait for
function stillDark() {
  if (!dark || dark.told || performance.now() - dark.at < LONG_DARK) return;
  dark.told = true;
  next(words.hint.dark);
}

function back() {
  const seconds = ((performance.now() - dark.at) / 1000).toFixed(1), kept = now.number >= dark.number;
  document.documentElement.dataset.kept = String(kept);
  tell(words.who.system, fill(kept ? words.told.back : words.told.lost, { seconds, before: dark.number, after: now.number }));
  dark = null;
  for (const key of KEYS) $(key).disabled = false;
  next("");
}

async function correct() {
  $("correct").disabled = true;
  tell(words.who.you, words.told.correct);
  for (const says of ((await press("correct"))?.says ?? []).reverse()) tell(words.who.ranking, says);
  $("correct").disabled = false;
}

async function publish() {
  if (now?.next !== null) return void press("next");
  $("publish").disabled = true;
  tell(words.who.you, words.told.publish);
  const said = await press("publish");
  if (said) tell(words.who.system, said.says);
  else $("publish").disabled = false;
}

// ---------- what comes ----------
function take(told) {
  const before = now;
  now = told;
  if (told.event !== boot.event || (renewing && told.started !== renewing)) return location.reload();
  if (dark && told.started !== dark.started) back();
  if (before && before.stage !== told.stage) staged(told);
  for (const line of told.lines) {
    journey.line(line);
    arrived(line);
    // what the visitor did is not to be pushed aside by what goes on anyway
    if (line.kind !== "mark" && !cut && performance.now() - acted > QUIET) tell(line.who, line.says, Date.parse(line.at));
  }
  if (cut && !cut.noticed && !told.tablet.connected) {
    cut.noticed = true;
    tell(words.who.desk, words.told.noticed);
  }
  published(told);
}

function staged(told) {
  tell(words.who.office, told.stage_word);
  frame("phone").contentWindow.location.reload();
  if (told.stage !== "released") return;
  tell(words.who.office, words.told.released);
  next(words.hint.papers);
}

function published(told) {
  const out = told.next !== null;
  $("out").hidden = !out;
  $("publish").textContent = out ? fill(words.following, { n: told.next }) : words.publish;
  if (out) $("publish").disabled = false;
  for (const key of ["cable", "correct"]) $(key).disabled = told.stage !== "running" && !cut;
}

function join() {
  const to = new URL("/stage/socket", location.href);
  to.protocol = to.protocol.replace("http", "ws");
  const socket = new WebSocket(to);
  socket.onmessage = ({ data }) => take(JSON.parse(data));
  socket.onclose = () => setTimeout(join, 400);
}

// what the tablet keeps is seen here too: it is the same browser
addEventListener("storage", ({ key, newValue }) => {
  if (!key?.startsWith("outbox:") || !newValue) return;
  const { ref, kind, body, at } = JSON.parse(newValue);
  if (kind !== "mark") return;
  cut?.refs.add(ref);
  journey.made(ref, fill(words.entered, { label: body.competitor, aspect: body.aspect, value: body.value }), at);
  tell(words.who.tablet, fill(cut ? words.told.held : words.told.wrote, { label: body.competitor, aspect: body.aspect, n: cut?.refs.size ?? 0 }), at);
  if (cut && cut.refs.size >= TYPED) next(words.hint.plug);
});

function seated() {
  const inside = page("tablet");
  if (cut) frame("tablet").contentWindow.cable?.pull();
  inside?.addEventListener("pointerdown", ({ isTrusted }) => { if (isTrusted) touched = Date.now(); }, true);
  const trying = setInterval(() => { if (settle(page("tablet"))) clearInterval(trying); }, 400);
  setTimeout(() => clearInterval(trying), 8000);
}

$("cable").addEventListener("click", () => (cut ? plug() : pull()));
$("power").addEventListener("click", power);
$("correct").addEventListener("click", correct);
$("publish").addEventListener("click", publish);
$("again").addEventListener("click", async () => { tell(words.who.you, words.told.again); renewing = now?.started; await press("again"); });
frame("tablet").addEventListener("load", seated);
new ResizeObserver(fit).observe(document.querySelector(".stage"));
setInterval(captions, 250);
setInterval(stillDark, 1000);
fit();
seated();
next(words.hint.first);
join();
