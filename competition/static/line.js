// The way to the server and back: up over the websocket, over HTTP where sockets are blocked; down by number, from where we were,
// with every answer: where sockets are blocked, it is asked for every few seconds.
// Knows no page; what it carries is the outbox's, what it brings goes to the book.

import { uuid } from "./outbox.js";
import { post } from "./post.js";
import { device } from "./shelf.js";
import { sends } from "./window.js";

const BATCH = 50, HEARD = 12000, ANSWERED = 8000, LONGEST = 5000, ASKS = 3000;
const REFUSALS = { 401: "signed-out", 403: "closed", 409: "other" };
const ASKED = ["signed-out", "other"]; // the page asks for the PIN; until then nothing goes up
const about = () => `${screen.width}×${screen.height} ${/iPad|iPhone|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? ""}`.trim();

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
  #asked = -ASKS;

  constructor(boot, outbox, book) {
    super();
    Object.assign(this, { boot, outbox, book });
    outbox.round = boot.round;
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
    if (this.reach === "http") this.#post();
    if (!this.#socket) return;
    const mute = now - this.#heard > HEARD;
    const stuck = this.#flight && !this.#flight.posted && now - this.#flight.at > ANSWERED;
    if (stuck) this.#unheard = true;
    if (mute || stuck) this.#lost(this.#socket);
    else if (this.reach === "socket") this.#socket.send('{"ping":1}');
  }

  #take(frame) {
    if (frame.hello) return this.#greeted(frame.hello);
    this.#told(frame);
    this.flush();
  }

  /** What came, by whichever way; a line that came by both counts once. */
  #told(frame) {
    if ("elsewhere" in frame) this.#displaced(frame.elsewhere);
    if (frame.reset) this.#renewed(frame.reset);
    if (frame.answers?.length) this.#answered(frame.answers);
    for (const line of frame.lines ?? []) if (line.number > this.book.number) this.book.apply(line);
    const number = frame.number ?? frame.still;
    if (number !== undefined) this.book.reached(number);
    if (frame.reset || frame.lines) this.#changed();
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
    const { said } = await this.#exchange([{ ref: uuid(), parent: null, kind, body, at: Date.now(), round: this.outbox.round }]);
    return said && said.answers[0].says;
  }

  #renewed(boot) {
    this.book.reset(boot);
    this.outbox.round = boot.round;
    this.outbox.again(boot.epoch);
  }

  #greeted({ now, build, author, elsewhere = null }) {
    if (author && author !== this.boot.author) return this.#other();
    this.#delay = this.#failed = 0;
    this.reach = "socket";
    this.barred = null;
    this.elsewhere = elsewhere;
    this.#set(now, build);
    this.#changed();
    this.flush();
  }

  #set(now, build) {
    this.outbox.offset = Date.parse(now) - Date.now();
    this.build = build;
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
    if (!sends(this.boot)) return void setTimeout(() => this.flush(), 1000);
    const batch = this.#batch(pending);
    this.#flight = { refs: batch.map((item) => item.ref), at: performance.now() };
    this.#socket.send(JSON.stringify(this.#written(batch)));
  }

  // What was decided in another round goes by itself: a label, or a work's number, is another's there.
  #batch([first, ...others]) {
    const end = others.findIndex(({ round }) => round !== first.round);
    return first ? [first, ...end < 0 ? others : others.slice(0, end)].slice(0, this.#small ? 1 : BATCH) : [];
  }

  #written(batch) {
    const decisions = batch.map(({ ref, parent, kind, body, at, offset }) => {
      const made = new Date(at + (offset ?? this.outbox.offset ?? 0)); // a tablet's clock may be a day wrong
      return { ref, parent, kind, body, made_at: made.toISOString() };
    });
    return { author: this.boot.author, device: this.#device(), round: batch[0]?.round ?? 0, decisions };
  }

  /** Up by post, and back with the answers what came since. */
  async #exchange(batch) {
    this.#asked = performance.now();
    const { epoch, number: since } = this.book, unsent = this.outbox.pending.length;
    const answer = await post(this.boot, this.boot.post, JSON.stringify({ ...this.#written(batch), since, epoch, unsent }));
    const said = answer?.ok ? await answer.json().catch(() => null) : null;
    if (said) this.#told(said);
    return { answer, said };
  }

  // With nothing to send, and no socket, it asks what came since.
  async #post() {
    if (this.#flight || ASKED.includes(this.barred)) return;
    const batch = this.idle ? [] : this.#batch(this.outbox.pending);
    if (!batch.length && (this.reach === "socket" || performance.now() - this.#asked < ASKS)) return;
    this.#flight = { refs: batch.map((item) => item.ref), posted: true };
    const { answer, said } = await this.#exchange(batch);
    if (this.reach !== "socket") this.reach = said ? "http" : "none";
    this.barred = REFUSALS[answer?.status] ?? (said ? null : this.barred);
    if (said) this.#set(said.now, said.build);
    this.#flight = null;
    this.#changed();
    if (said) this.flush();
    else if (this.reach === "socket") setTimeout(() => this.flush(), 1000);
  }

  #changed() { this.dispatchEvent(new Event("change")); }
}
