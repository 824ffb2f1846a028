// The chief's desk keeps itself fresh: a socket tells that there is something new, and the page is read anew.
// Without this module the page works, and is read anew by hand.

import { afresh } from "./afresh.js";

const AGAIN = 2000, LONGEST = 15000;
const code = location.pathname.split("/")[2];
const shown = Number(document.querySelector("[data-number]")?.dataset.number ?? 0);
let seen = null;
let later = 0;
let delay = 0;

function read() {
  clearTimeout(later);
  afresh((told) => {
    if (told === "waits") soon();
    else if (told === "other") location.reload(); // the round has begun or ended
  });
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
