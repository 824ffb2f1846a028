// The big screen. It is drawn by the server first; then whole frames arrive by websocket, each with a number.
// A frame replaces everything; a lower number of the same epoch is never shown; while no frame is heard, an amber line says so.

import { digits, tick, told } from './clock.js';

const part = (name) => document.querySelector(`[data-part=${name}]`);
const parts = (name) => document.querySelectorAll(`[data-part=${name}]`);
const words = JSON.parse(document.getElementById('words').textContent);
const say = (words, facts) => words.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
const still = matchMedia('(prefers-reduced-motion: reduce)');
const board = part('board');
const body = part('rows');
const mould = document.getElementById('row').content.querySelector('tr');

const put = (node, text) => { if (node.textContent !== String(text)) node.textContent = text; };
const putAll = (name, text) => parts(name).forEach((node) => put(node, text));

// ---------- one row, the same shape as results/hall_row.html ----------
function change(row, marks) {
  if (!marks || !row.place) return ['', 0];
  if (!row.was) return [words.new, 0];
  const up = row.was - row.place;
  return [up > 0 ? `↑${up}` : up < 0 ? `↓${-up}` : '—', up];
}

const MARKED = ['stations', 'names'];

function fill(line, row, mode) {
  const marks = MARKED.includes(mode), reveal = mode === 'reveal';
  const [text, up] = change(row, marks);
  const [done, of] = row.forms.split('/').map(Number);
  const cell = (name) => line.querySelector(`.${name}`);
  const total = cell('total').textContent;
  put(line.querySelector('.at b'), marks || reveal ? row.place ?? '—' : '');
  put(cell('chg'), text);
  cell('chg').classList.toggle('rise', up > 0);
  put(cell('label'), row.label);
  put(cell('who'), row.name);
  put(cell('unit'), row.unit);
  cell('who').classList.toggle('long', [...row.name].length > (mode === 'prize' ? 7 : 11));
  cell('unit').classList.toggle('long', [...row.unit].length > 15);
  put(cell('forms'), row.forms);
  Object.assign(line.querySelector('progress'), { max: of || 1, value: done || 0 });
  put(cell('award'), row.award ?? '');
  put(cell('total'), marks ? row.total || '—' : reveal ? row.total : '');
  return total !== cell('total').textContent;
}

// ---------- a frame: rows are kept by key, so that each slides from where it was ----------
function keyed(rows) {
  const seen = new Map();
  return rows.map((row) => {
    const key = row.label || `${row.name} ${row.unit}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return [times > 1 ? `${key} ${times}` : key, row];
  });
}

function places() {
  const shown = [...body.rows].filter((line) => !line.hidden);
  return new Map(shown.map((line) => [line.dataset.key, line.getBoundingClientRect()]));
}

function slide(before, fresh) {
  if (still.matches || document.hidden) return;
  const after = places();
  for (const line of body.rows) {
    const to = after.get(line.dataset.key);
    const from = before.get(line.dataset.key);
    if (!to) continue;
    const x = from ? from.left - to.left : 0;
    const y = from ? from.top - to.top : 0;
    if (!from) line.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 400 });
    else if (Math.abs(x) + Math.abs(y) > 1) {
      line.classList.toggle('up', y > 1);  // who rises passes over who falls
      line.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], { duration: 700, easing: 'cubic-bezier(.2, .8, .2, 1)' })
        .onfinish = () => line.classList.remove('up');
    }
    if (from && fresh.has(line)) line.querySelector('.total').animate([{ color: 'var(--act)' }, { color: 'var(--ink)' }], { duration: 2400 });
  }
}

// the time of each session: it runs to an instant of the server's, or stands
function time(clocks) {
  const one = document.getElementById('timer').content.firstElementChild;
  part('timers').replaceChildren(...clocks.map((each) => {
    const timer = one.cloneNode(true), [session, until, stood] = timer.querySelectorAll('small'), clock = timer.querySelector('.clock');
    put(session, clocks.length > 1 ? say(words.session, each) : '');
    put(until, each.until ? say(words.until, each) : '');
    stood.hidden = each.state !== 'paused';
    clock.dataset.ends = each.ends ?? '';
    put(clock, digits(each.left));
    return timer;
  }));
  tick();
}

function draw(frame) {
  const reveal = frame.mode === 'reveal' || frame.mode === 'prize';
  const before = places();
  const lines = new Map([...body.rows].map((line) => [line.dataset.key, line]));
  const fresh = new Set();
  const order = keyed(frame.rows).map(([key, row]) => {
    const line = lines.get(key) ?? mould.cloneNode(true);
    line.dataset.key = key;
    if (fill(line, row, frame.mode)) fresh.add(line);
    return line;
  });
  board.dataset.mode = frame.mode;
  board.dataset.count = order.length;
  board.toggleAttribute('data-scores', frame.rows.some((row) => row.total));
  if (reveal) page = 0;  // what is new is seen at once
  body.replaceChildren(...order);
  document.title = frame.title;
  put(part('title'), frame.title);
  put(part('say'), frame.note);
  const prize = part('prize'), long = [...frame.prize ?? ''].length;
  put(prize, frame.prize ?? '');
  prize.classList.toggle('tall', long > 4);
  prize.classList.toggle('taller', long > 6);
  put(part('note'), frame.note);
  part('frozen').hidden = !frame.frozen;
  time(frame.clocks ?? []);
  putAll('done', frame.progress.done);
  putAll('of', frame.progress.of);
  parts('bar').forEach((bar) => Object.assign(bar, { max: frame.progress.of || 1, value: frame.progress.done }));
  leaf();
  slide(before, fresh);
  if (reveal) tell(frame);
  else speak(MARKED.includes(frame.mode) ? frame.rows : []);
}

// what a press has revealed is said in full: a prize with all who have it, or the newest line
function tell(frame) {
  const rows = frame.mode === 'prize' ? frame.rows : frame.rows.slice(0, 1);
  put(part('spoken'), [frame.prize, ...rows.map((row) => `${row.name} ${row.unit}`.trim())].join(' '));
}

let spoke = -Infinity;
function speak(rows) {
  if (rows.length && performance.now() - spoke < 10_000) return;
  spoke = rows.length ? performance.now() : -Infinity;
  put(part('spoken'), rows.slice(0, 3).map((row) => say(words.lead, { place: row.place, who: row.label || row.name, total: row.total })).join(' '));
}

// ---------- pages: as many rows as fit, measured from one that is seen ----------
let page = 0;
let turning = 0;

function fit() {
  const one = [...body.rows].find((line) => !line.hidden) ?? body.rows[0];
  if (!one) return 1;
  one.hidden = false;
  // a prize's list stands in the middle: its own top says nothing
  const top = (board.dataset.mode === 'prize' ? board : body).getBoundingClientRect().top;
  const room = board.querySelector('footer').getBoundingClientRect().top - top;
  const across = getComputedStyle(body).gridTemplateColumns.split(' ').filter((each) => each.endsWith('px')).length || 1;
  return Math.max(1, Math.floor(room / one.offsetHeight + 0.02)) * across;
}

function leaf() {
  const each = fit();
  const pages = Math.max(1, Math.ceil(body.rows.length / each));
  page = page % pages;
  [...body.rows].forEach((line, at) => { line.hidden = Math.floor(at / each) !== page; });
  put(part('page'), pages > 1 ? say(words.page, { page: page + 1, pages }) : '');
  if (pages > 1) turning ||= setTimeout(turn, Math.max(8000, 600 * each));
  else turning = void clearTimeout(turning) ?? 0;
}

function turn() {
  turning = 0;
  page += 1;
  const before = places();
  leaf();
  slide(before, new Set());
}

// ---------- the line: heard within 6.5 s, or amber; silent for 12 s, or never open, and it is made anew ----------
const SILENT = 6500, DEAD = 12_000, UNOPENED = 4000;
let number = Number(board.dataset.number);
let epoch = board.dataset.epoch;
let heard = Date.now();
let socket, since, tries = 0, again = 0;

function take(message) {
  const changed = message.epoch !== undefined && String(message.epoch) !== epoch;
  if (message.now) told(message.now);
  if (message.number < number && !changed) return;
  if (message.still) {
    if (changed || message.number > number) return join();  // a frame was missed: a new line begins with a whole one
  } else {
    draw(message);
    number = message.number;
    epoch = String(message.epoch ?? epoch);
    Object.assign(board.dataset, { number, epoch });
  }
  heard = Date.now();
  tries = 0;
  mind();
}

function leave() {
  if (!socket) return;
  socket.onmessage = socket.onclose = null;
  socket.close();
  socket = undefined;
}

function join() {
  leave();
  again = void clearTimeout(again) ?? 0;
  since = Date.now();
  const address = new URL(board.dataset.socket, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  socket = new WebSocket(address);
  socket.onmessage = ({ data }) => take(JSON.parse(data));
  socket.onclose = () => { leave(); later(); };
}

function later() {
  again ||= setTimeout(join, Math.min(3000, 250 * 2 ** tries++) * (1 + Math.random() * 0.3));
}

function mind() {
  const now = Date.now();
  if (heard > now) heard = now;  // the clock was set back
  const late = now - heard > SILENT || (!socket && now - heard > 1500);
  const line = part('late');
  if (late && line.hidden) put(line, `${words.stopped} ${new Date(heard).toLocaleTimeString('zh-CN', { hourCycle: 'h23', timeZone: document.documentElement.dataset.zone || undefined })}`);
  line.hidden = !late;
  document.documentElement.classList.toggle('behind', late);
  const silent = socket?.readyState === WebSocket.OPEN && now - Math.max(heard, since) > DEAD;
  const unopened = socket?.readyState === WebSocket.CONNECTING && now - since > UNOPENED;
  if (silent || unopened) { leave(); later(); }
}

const wake = () => navigator.wakeLock?.request('screen').catch(() => {});
document.addEventListener('visibilitychange', () => { if (!document.hidden) { wake(); mind(); } });
for (const event of ['online', 'pageshow']) addEventListener(event, () => { if (!socket || document.documentElement.classList.contains('behind')) join(); });
addEventListener('resize', leaf);
setInterval(mind, 1000);
wake();
keyed([...body.rows].map((line) => ({ label: line.dataset.key, line }))).forEach(([key, { line }]) => { line.dataset.key = key; });
leaf();
if (!socket) join();
