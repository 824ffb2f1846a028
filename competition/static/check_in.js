// The check-in list keeps itself fresh: others check in at other doors of the hall.

import { afresh } from "./afresh.js";

const EVERY = 5000;

function read() {
  if (!document.hidden) afresh();
}

setInterval(read, EVERY);
document.addEventListener("visibilitychange", read);
