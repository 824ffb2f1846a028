// The referee's page: here the parts meet, and the frame around them (who, where, how it stands with the server) is painted.

import { Book } from "./book.js";
import { Marking } from "./marking.js";
import { Hand } from "./hand.js";
import { Idle } from "./idle.js";
import { Keypad } from "./keypad.js";
import { Line } from "./line.js";
import { Outbox } from "./outbox.js";
import { Pad } from "./pad.js";
import { Rehearsal } from "./rehearsal.js";
import { nowhere } from "./shelf.js";
import { shelter } from "./shelter.js";
import { Signing } from "./signing.js";
import { Sheet, el, fill, put } from "./sheet.js";
import { Talks } from "./talks.js";

const $ = (id) => document.getElementById(id);
const boot = JSON.parse($("boot").textContent), words = JSON.parse($("words").textContent);

const outbox = new Outbox(boot.event.code, boot.author, boot.shown, boot.practice ? nowhere : undefined);
const book = new Book(boot);
const line = boot.practice ? new Rehearsal(boot, outbox, book) : new Line(boot, outbox, book);
const marking = new Marking(words, outbox, book);
const hand = new Hand(marking);
const keypad = new Keypad($("pad"), $("entry"));
const sheet = new Sheet(words, marking);
const talks = new Talks(words, marking, line), signing = new Signing(words, marking, hand);
const pad = new Pad(words, marking, hand, keypad, sheet, talks, line);
let shape = "", sheltered = null, far = null;
if (boot.practice) words.states.done = words.practice.done;

/** Rows are built when they are others; else only painted, so that no press falls between two of them. */
function moved() {
  const { form, station, aspect, across } = marking.here;
  const now = JSON.stringify([form.code, across, across && aspect.id, book.boot.epoch, book.boot.stations.length]);
  if (now !== shape) {
    shape = now;
    sheet.build();
    forms();
  }
  paint();
  $("rows").querySelector("tr.on")?.scrollIntoView({ block: "nearest" });
  document.title = `${station.label} ${form.title}`;
}

function forms() {
  $("forms").replaceChildren(...(marking.forms.length < 2 ? [] : marking.forms.map((form) => el("button", {
    class: "btn", type: "button", "aria-pressed": String(form === marking.here.form), onclick: () => marking.turn(form),
  }, form.title, el("small")))));
}

function paint() {
  if (!shape) return;
  sheet.paint();
  where();
  reach();
  foot();
  talks.admission();
  if ($("unsent-dialog").open) talks.waiting();
  if ($("stations-dialog").open) talks.stations();
}

function where() {
  const { form, station, aspect, across } = marking.here, { event } = book.boot;
  put($("station"), station.at && station.at !== station.label ? `${station.label} → ${station.at}` : station.label);
  put($("form"), across ? `${aspect.code} ${aspect.title}` : form.title);
  put($("where"), fill(words.where, { event: event.title, session: station.session || 1, form: form.code, max: sheet.max(form.max) }));
  for (const key of $("modes").children) key.setAttribute("aria-pressed", String((key.value === "across") === across));
  put($("listed"), across ? words.seat : words.aspect);
  document.body.classList.toggle("across", across);
}

/** How it stands with the server, the worst first: a mark that nothing holds, a sign-in run out, what waits, all well. */
function reach() {
  if (boot.practice) {
    put($("line"), words.practice.line);
    return put($("reach"), words.practice.reach);
  }
  const pending = outbox.pending.length, told = outbox.told.length, away = line.reach === "none";
  const [kind, text] = outbox.loose ? ["clash", words.line.loose] : line.elsewhere ? ["clash", words.line.elsewhere] : line.barred ? ["clash", words.line[line.barred]]
    : told ? ["clash", fill(words.line.told, { n: told })] : pending ? ["wait", fill(words.line.unsent, { n: pending })]
      : away ? ["wait", words.line.away] : ["done", words.line.sent];
  $("line").className = `plain state ${kind}`;
  put($("line"), text);
  put($("reach"), outbox.loose ? words.reach.loose : away ? words.reach[sheltered === false ? "unkept" : "kept"]
    : line.build && line.build !== book.boot.build ? words.reach.build : line.reach === "http" ? words.reach.http : words.reach.well);
  document.documentElement.dataset.reach = line.reach;
}

function foot() {
  const { form } = marking.here, { done, all, clash } = marking.count(marking.here.station, form);
  put($("sum"), marking.total());
  put($("most"), `/ ${sheet.max(form.max)}`);
  put($("done"), fill(words.done, { done, all }));
  put($("clashes"), clash ? fill(words.clashes, { n: clash }) : "");
  $("clashes").hidden = !clash;
  apart();
  for (const [name, step] of [["before", -1], ["after", 1]]) {
    const stop = marking.beside(step);
    $(name).disabled = !stop;
    put($(name), stop ? marking.here.across ? stop.aspect.code : fill(words.station, { station: stop.station.label }) : words[name]);
  }
  const not = marking.unsignable(), state = marking.form(), ready = not ? marking.signing().filter((one) => !one.not).length : 1;
  $("sign-off").disabled = !ready;
  put($("sign-off"), not && ready ? fill(words.signAll, { n: ready }) : words.signOff);
  put($("unsigned"), not ? fill(words.unsignable[not.says] ?? words.locked[not.says], not) : "");
  $("returned").hidden = state.state !== "returned";
  put($("returned"), fill(words.returned, { reason: state.reason ?? "" }));
}

/** Where the team is too far apart, wherever he is himself: on the keys of the other forms, and one press leads to the next. */
function apart() {
  const all = marking.allFar(), here = all.findIndex((stop) => marking.at(stop));
  far = all[here + 1] ?? all[0];
  $("far").hidden = !far;
  put($("far"), far ? fill(words.farAt, { n: all.length, station: far.station.label, aspect: far.aspect.code }) : "");
  marking.forms.forEach((form, index) => {
    const key = $("forms").children[index]?.lastChild, there = all.filter((stop) => stop.form === form).length;
    if (key) put(key, there ? fill(words.farHere, { n: there }) : "");
  });
}

$("far").addEventListener("click", () => marking.visit(far.station.label, far.aspect.code));
$("line").addEventListener("click", () => { talks.waiting(); talks.open("unsent"); });
$("station").addEventListener("click", () => { talks.stations(); talks.open("stations"); });
$("modes").addEventListener("click", ({ target }) => { if (target.value) marking.flip(target.value === "across"); });
$("before").addEventListener("click", () => marking.stand(marking.beside(-1)));
$("after").addEventListener("click", () => marking.stand(marking.beside(1)));
$("cannot").addEventListener("click", () => { talks.cannot(); talks.open("cannot"); });
$("sign-off").addEventListener("click", () => signing.open());
$("take-over").addEventListener("click", () => talks.open("lease"));
$("reload").addEventListener("click", () => location.reload());
marking.addEventListener("moved", moved);
marking.addEventListener("noted", ({ detail }) => pad.annotate(detail));
outbox.addEventListener("change", () => {
  if (!shape) return;
  paint();
  pad.paint();
});
line.addEventListener("change", () => {
  marking.elsewhere = Boolean(line.elsewhere);
  talks.displaced();
  if (marking.forms.boot !== book.boot) begin();
  if (!shape) return reach();
  paint();
  pad.paint();
});
addEventListener("beforeunload", (event) => { if (outbox.loose) event.preventDefault(); });

/** A round that has not begun has no forms yet: they come down the line when it does. */
function begin() {
  if (book.boot.works) Object.assign(words, words.works); // a work's number, no station
  marking.refill();
  const ready = Boolean(marking.here.form && marking.here.station);
  $("before-all").hidden = ready;
  $("pad").hidden = !ready;
  if (!ready) return;
  moved();
  pad.turn();
}

new Idle(boot, outbox, line);
await Promise.all([outbox.read(), book.recall()]);
begin();
line.start();
document.documentElement.dataset.ready = "yes";
sheltered = !boot.practice && await shelter(location.pathname);
document.documentElement.dataset.sheltered = String(sheltered);
paint();
