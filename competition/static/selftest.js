// Tries the device on which it is open: does it keep what it is given, does it hear the server, is there room and power?
// Each trial answers a kind (done, wait: to be minded, clash: unfit, "": nobody knows) and the facts of its sentence.

import { fill, put } from "./sheet.js";
import { copy, shelf } from "./shelf.js";

const words = JSON.parse(document.getElementById("words").textContent), verdict = document.getElementById("verdict");
const PATIENCE = 5000, SLOW = 500, ROOM = 50, NARROW = 360, LOW = 30, DRIFT = 60;
const NEEDED = {
  "IndexedDB": () => "indexedDB" in self, "WebSocket": () => "WebSocket" in self, "dialog": () => "HTMLDialogElement" in self,
  "AbortSignal.timeout": () => "timeout" in AbortSignal, "findLast": () => "findLast" in Array.prototype, "BigInt": () => "BigInt" in self,
};

const late = (ms) => new Promise((_, failed) => { setTimeout(() => failed(new Error("late")), ms); });

function browser() {
  const lacks = Object.keys(NEEDED).filter((name) => !NEEDED[name]());
  return lacks.length ? ["clash", { lacks: lacks.join(", ") }] : ["done"];
}

function storage() {
  const key = `selftest:${Math.random()}`;
  localStorage.setItem(key, "1");
  const kept = localStorage.getItem(key) === "1";
  localStorage.removeItem(key);
  return [kept ? "done" : "clash"];
}

async function database() {
  const whose = `selftest-${Math.random()}`, begun = performance.now();
  await shelf.put("seen", { whose, number: 1 });
  const ms = Math.round(performance.now() - begun), back = await shelf.get("seen", whose);
  await shelf.drop("seen", whose);
  return [back?.number === 1 ? "done" : "clash", { ms }];
}

async function room() {
  if (!navigator.storage?.estimate) return [""];
  const { quota, usage } = await navigator.storage.estimate(), mb = Math.floor((quota - usage) / 2 ** 20);
  return [mb < ROOM ? "wait" : "done", { mb }];
}

/** There and back on a socket: how long, and how far the two clocks are apart. */
function socket() {
  const to = new URL("/selftest/socket", location.href);
  to.protocol = to.protocol.replace("http", "ws");
  const line = new WebSocket(to);
  const there = new Promise((done, failed) => {
    let sent = 0;
    line.onopen = () => { sent = performance.now(); line.send("1"); };
    line.onmessage = ({ data }) => done({ ms: Math.round(performance.now() - sent), now: Date.parse(JSON.parse(data).now), here: Date.now() });
    line.onerror = line.onclose = () => failed(new Error("closed"));
  });
  return Promise.race([there, late(PATIENCE)]).finally(() => line.close());
}

function clock(heard) {
  if (!heard) return [""];
  const s = Math.round(Math.abs(heard.now + heard.ms / 2 - heard.here) / 1000);
  return [s > DRIFT ? "wait" : "done", { s }];
}

function screened() {
  const facts = { w: innerWidth, h: innerHeight };
  return [Math.min(innerWidth, innerHeight) < NARROW ? "wait" : "done", facts];
}

async function battery() {
  if (!navigator.getBattery) return [""];
  const { level, charging } = await navigator.getBattery(), n = Math.round(level * 100);
  return [!charging && n < LOW ? "wait" : "done", { n }];
}

async function unsent() {
  const kept = await shelf.all("outbox").catch(() => []), n = new Set([...copy.all(), ...kept].map((one) => one.ref)).size;
  return [n ? "wait" : "done", { n }];
}

function say(name, [kind, facts = {}]) {
  const [, state, note] = document.querySelector(`[data-check=${name}]`).children;
  state.firstElementChild.className = `state ${kind}`;
  put(state.firstElementChild, words.kinds[kind]);
  put(note, fill(words[name][kind] ?? "", facts));
  return kind;
}

function judge(kind) {
  const [strong, rest] = words.verdict[kind];
  verdict.className = `notice mt ${{ done: "ok", wait: "warn", clash: "bad", busy: "" }[kind]}`;
  put(verdict.firstElementChild, strong);
  put(verdict.lastElementChild, rest);
}

async function tried(name, trial, failing = "clash") {
  try {
    return say(name, await Promise.race([trial(), late(PATIENCE)]));
  } catch {
    return say(name, [failing]);
  }
}

async function all() {
  judge("busy");
  const hears = socket().catch(() => null);
  const kinds = await Promise.all([
    tried("browser", browser), tried("storage", storage), tried("database", database), tried("room", room, ""),
    tried("socket", async () => hears.then((heard) => (heard ? [heard.ms > SLOW ? "wait" : "done", heard] : ["clash"]))),
    tried("clock", async () => clock(await hears), ""),
    tried("shelter", () => [isSecureContext && "serviceWorker" in navigator ? "done" : "wait"]),
    tried("screen", screened), tried("battery", battery, ""), tried("unsent", unsent),
  ]);
  judge(kinds.includes("clash") ? "clash" : kinds.includes("wait") ? "wait" : "done");
  document.documentElement.dataset.tried = "yes";
}

document.getElementById("again").addEventListener("click", all);
await all();
