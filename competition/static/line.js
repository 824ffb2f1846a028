// The way to the server and back: up over the websocket, over HTTP where sockets are blocked; down by number, from where we were.
// Knows no page; what it carries is the outbox's, what it brings goes to the book.

import { uuid } from "./outbox.js";
import { post } from "./post.js";
import { device } from "./shelf.js";

const BATCH = 50, HEARD = 12000, ANSWERED = 8000, LONGEST = 5000, HOLDS = 5000;
const REFUSALS = { 401: "signed-out", 403: "closed", 409: "other" };
const ASKED = ["signed-out", "other"]; // the page asks for the PIN; until then nothing goes up
const about = () => `${screen.width}×${screen.height} ${/iPad|iPhone|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? ""}`.trim();
const tab = Math.random().toString(36).slice(2);

export class Line extends EventTarget {
  reach = "none"; // socket, http (the socket is blocked), none
  barred = null; // signed-out, other (another referee signed in on this tablet), closed (no longer this referee's)
  build = null;
  idle = false; // nobody was here for a while: nothing goes up before the PIN is given
  elsewhere = null; // the referee marks on another tablet: here he only looks; what waits here still goes up, by post
  #socket = null;
  #heard = 0;
  #delay = 0;
  #failed = 0;
  #flight = null;
  #unheard = false; // a batch went up the socket and no answer came: the next goes by post
  #small = false; // the server could not read a batch: one by one, so that one bad one holds up no other
  #unsent = null;
  #timer = 0;

  constructor(boot, outbox, book) {
    super();
    Object.assign(this, { boot, outbox, book });
  }

  start() {
    setInterval(() => this.#tick(), 1000);
    const nudge = () => { if (!document.hidden) this.nudge(); };
    for (const name of ["online", "pageshow"]) addEventListener(name, nudge);
    document.addEventListener("visibilitychange", nudge);
    this.outbox.addEventListener("change", () => this.flush());
    this.outbox.again(this.book.epoch);
    this.#connect();
  }

  /** Something may be better now: try at once. */
  nudge() {
    this.#delay = 0;
    if (this.#socket && performance.now() - this.#heard > HEARD / 2) this.#lost(this.#socket);
    else if (!this.#socket) this.#connect(true); // whoever was asked for his PIN may have signed in elsewhere
  }

  /** The referee gave his PIN again. */
  admitted() {
    this.barred = null;
    this.idle = false;
    this.dispatchEvent(new Event("admitted"));
    this.#changed();
    this.nudge();
  }

  // Where several share one seat, as a demo's visitors do, nobody holds it.
  #device() { return this.boot.lease ? device(uuid) : ""; }

  lock(locked) {
    if (this.idle === locked) return;
    this.idle = locked;
    this.#changed();
    if (!locked) this.flush();
  }

  #connect(anyhow = false) {
    clearTimeout(this.#timer);
    if (this.#socket || (!anyhow && ASKED.includes(this.barred))) return;
    const to = new URL(this.boot.socket, location.href);
    to.protocol = to.protocol.replace("http", "ws");
    to.search = new URLSearchParams({ since: this.book.number, epoch: this.book.epoch, device: this.#device(), about: about() });
    const socket = this.#socket = new WebSocket(to);
    this.#heard = performance.now();
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return;
      this.#heard = performance.now();
      this.#take(JSON.parse(data));
    };
    socket.onclose = ({ code }) => this.#lost(socket, code);
  }

  #lost(socket, code = 0) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    socket.close();
    if (!this.#flight?.posted) this.#flight = null;
    this.#unsent = null;
    if (this.reach === "socket") this.reach = "none";
    else this.#failed += 1;
    if (code === 4401) this.barred = "signed-out";
    if (code === 4403) this.barred = "closed";
    this.#changed();
    if (this.#failed >= 2 || this.#unheard) this.#post();
    this.#delay = Math.min(LONGEST, this.#delay * 2 || 500);
    this.#timer = setTimeout(() => this.#connect(), this.#delay * (0.5 + Math.random() / 2));
  }

  #tick() {
    const now = performance.now();
    if (!this.#socket) return;
    const mute = now - this.#heard > HEARD;
    const stuck = this.#flight && !this.#flight.posted && now - this.#flight.at > ANSWERED;
    if (stuck) this.#unheard = true;
    if (mute || stuck) this.#lost(this.#socket);
    else if (this.reach === "socket") this.#socket.send('{"ping":1}');
  }

  #take(frame) {
    if (frame.hello) return this.#greeted(frame.hello);
    if ("elsewhere" in frame) this.#displaced(frame.elsewhere);
    if (frame.reset) this.#renewed(frame.reset);
    if (frame.answers) this.#answered(frame.answers);
    if (frame.lines) for (const line of frame.lines) this.book.apply(line);
    const number = frame.number ?? frame.still;
    if (number !== undefined) this.book.reached(number);
    if (frame.reset || frame.lines) this.#changed();
    this.flush();
  }

  #displaced(held) {
    this.elsewhere = held;
    this.#changed();
  }

  /** He marks here from now on. What the server says against it; empty when nothing. */
  async take(reason) {
    const asked = new URLSearchParams({ device: this.#device(), about: about(), reason });
    const answer = await post(this.boot, this.boot.lease, asked);
    if (answer?.ok) this.#displaced(null);
    return answer && !answer.ok ? (await answer.json().catch(() => null))?.detail ?? null : answer && "";
  }

  /** What must be decided while the server listens, and waits in no outbox. What it says against it; null: out of reach. */
  async ask(kind, body) {
    const asked = [{ ref: uuid(), parent: null, kind, body, at: Date.now() }];
    const answer = await post(this.boot, this.boot.post, this.#written(asked));
    const said = answer?.ok ? await answer.json().catch(() => null) : null;
    return said && said.answers[0].says;
  }

  #renewed(boot) {
    this.book.reset(boot);
    this.outbox.again(boot.epoch);
  }

  #greeted({ now, build, author, elsewhere = null }) {
    if (author && author !== this.boot.author) return this.#other();
    this.#delay = this.#failed = 0;
    this.reach = "socket";
    this.barred = null;
    this.build = build;
    this.elsewhere = elsewhere;
    this.outbox.offset = Date.parse(now) - Date.now();
    this.#changed();
    this.flush();
  }

  #other() {
    this.barred = "other";
    this.#lost(this.#socket);
  }

  #answered(answers) {
    this.#unheard = false;
    const flight = this.#flight?.refs ?? [];
    const unread = answers.find((answer) => answer.ref === null);
    if (unread && flight.length === 1) answers = [{ ...unread, ref: flight[0] }];
    this.#small = Boolean(unread) && flight.length > 1;
    this.book.answered(answers, this.outbox);
    this.outbox.settle(answers, this.book.epoch);
    const done = new Set(answers.map((answer) => answer.ref));
    if (unread || flight.every((ref) => done.has(ref))) this.#flight = null;
    this.#changed();
  }

  /** Sends what waits, in order, one batch at a time. */
  flush() {
    const pending = this.outbox.pending, open = this.reach === "socket" && this.#socket?.readyState === WebSocket.OPEN;
    if (open && pending.length !== this.#unsent) this.#socket.send(JSON.stringify({ unsent: this.#unsent = pending.length }));
    if (this.idle) return;
    if (this.reach === "http" || this.elsewhere) return void this.#post();
    if (!open) return;
    if (this.#flight || !pending.length) return;
    if (!this.#mine()) return void setTimeout(() => this.flush(), 1000);
    const batch = pending.slice(0, this.#small ? 1 : BATCH);
    this.#flight = { refs: batch.map((item) => item.ref), at: performance.now() };
    this.#socket.send(this.#written(batch));
  }

  #written(batch) {
    const decisions = batch.map(({ ref, parent, kind, body, at, offset }) => {
      const made = new Date(at + (offset ?? this.outbox.offset ?? 0)); // a tablet's clock may be a day wrong
      return { ref, parent, kind, body, made_at: made.toISOString() };
    });
    return JSON.stringify({ author: this.boot.author, device: this.#device(), decisions });
  }

  async #post() {
    if (!this.outbox.pending.length || this.#flight || this.idle || ASKED.includes(this.barred)) return;
    const batch = this.outbox.pending.slice(0, this.#small ? 1 : BATCH);
    this.#flight = { refs: batch.map((item) => item.ref), posted: true };
    const answer = await post(this.boot, this.boot.post, this.#written(batch));
    const said = answer?.ok ? await answer.json().catch(() => null) : null;
    if (this.reach !== "socket") this.reach = said ? "http" : "none";
    if (answer?.status in REFUSALS) this.barred = REFUSALS[answer.status];
    if (said) {
      this.elsewhere = said.elsewhere ?? null;
      this.#answered(said.answers);
    }
    this.#flight = null;
    this.#changed();
    if (said) this.flush();
    else if (this.reach === "socket") setTimeout(() => this.flush(), 1000);
  }

  // Two windows on one tablet: one sends. A courtesy only: the server knows every ref.
  #mine() {
    const key = `sends:${this.boot.event.code}:${this.boot.author}`, now = Date.now();
    try {
      const held = JSON.parse(localStorage.getItem(key));
      if (held && held.tab !== tab && held.until > now && held.until <= now + HOLDS) return false;
      localStorage.setItem(key, JSON.stringify({ tab, until: now + HOLDS }));
    } catch { /* full or private: then both send */ }
    return true;
  }

  #changed() { this.dispatchEvent(new Event("change")); }
}
