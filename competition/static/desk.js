// The chief's desk keeps itself fresh: a socket tells that there is something new, and each section that changed is put in anew.
// A section in which somebody is typing, or has something open, waits. Without this module the page works, and is read anew by hand.

import "./clock.js";

const AGAIN = 2000, LONGEST = 15000;
const code = location.pathname.split("/")[2];
const shown = Number(document.querySelector("[data-number]")?.dataset.number ?? 0);
let seen = null;
let asked = null;
let later = 0;
let delay = 0;

function dirty(section) {
  if (section.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return true;
  if (section.querySelector("details[open]")) return true;
  return [...section.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue);
}

const plain = (section) => section.outerHTML.replace(/ value="[0-9a-f-]{36}[\w-]*"/g, "");

const ids = (of) => [...of.querySelectorAll("main section[id]")].map((section) => section.id).join();

function put(fresh) {
  let waits = false;
  const others = ids(fresh) !== ids(document); // the round has begun or ended
  for (const section of document.querySelectorAll("main section[id]")) {
    const now = fresh.getElementById(section.id);
    if (!now || plain(now) === plain(section)) continue;
    if (dirty(section)) {
      waits = true;
      continue;
    }
    const focused = section.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    section.replaceWith(document.adoptNode(now));
    if (focused) now.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  if (waits) soon();
  else if (others) location.reload();
}

function read() {
  clearTimeout(later);
  asked?.abort();
  const request = asked = new XMLHttpRequest();
  request.open("GET", location.href);
  request.setRequestHeader("accept", "text/html");
  // parsed as a document of its own: nothing in it runs
  request.responseType = "document";
  request.onload = () => (request.status === 200 && request.response ? put(request.response) : soon());
  request.send();
}

function soon() {
  clearTimeout(later);
  later = setTimeout(read, AGAIN);
}

function listen() {
  const to = new URL(`/desk/${code}/socket`, location.href);
  to.protocol = to.protocol.replace("http", "ws");
  const socket = new WebSocket(to);
  socket.onmessage = ({ data }) => {
    delay = 0;
    const { ago, ...news } = JSON.parse(data), told = JSON.stringify(news);
    const count = document.getElementById("copy-ago");
    if (count && ago !== null) count.textContent = ago;
    // what came between the page and the socket counts too
    if (seen === null ? news.number > shown : told !== seen) read();
    seen = told;
  };
  socket.onclose = ({ code: why }) => {
    if (why === 4403) return;
    delay = Math.min(LONGEST, delay * 2 || 500);
    setTimeout(() => { seen = ""; listen(); }, delay);
  };
}

listen();
