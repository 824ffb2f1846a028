// A page read anew in the background: each section that has an id and has changed is put in, and nothing else.
// A section in which somebody is typing, or has something open, waits.

import "./clock.js";

const FIELDS = "input:not([type=hidden]), textarea";
let asked = null;

function held(section) {
  if (section.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return true;
  if (section.querySelector("details[open]")) return true;
  return [...section.querySelectorAll(FIELDS)].some((field) => field.value !== field.defaultValue);
}

// A form's ref is new at each reading, and a clock counts by itself: neither is a change.
const plain = (section) => section.outerHTML.replace(/ value="[0-9a-f-]{36}[^"]*"/g, "").replace(/>\d+:\d\d:\d\d</g, "><");

const ids = (of) => [...of.querySelectorAll("main section[id]")].map((section) => section.id).join();

function put(fresh) {
  let waits = false;
  for (const section of document.querySelectorAll("main section[id]")) {
    const now = fresh.getElementById(section.id);
    if (!now || plain(now) === plain(section)) continue;
    if (held(section)) {
      waits = true;
      continue;
    }
    const focused = section.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    section.replaceWith(document.adoptNode(now));
    if (focused) now.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  return waits;
}

/** Then `told`: "waits" where a section could not be put in or the page not be read, "other" where it has other sections now. */
export function afresh(told = () => {}) {
  asked?.abort();
  const request = asked = new XMLHttpRequest();
  request.open("GET", location.href);
  request.setRequestHeader("accept", "text/html");
  // parsed as a document of its own: the policy lets no script parse text as a page, and nothing in it runs
  request.responseType = "document";
  request.onload = () => {
    const fresh = request.status === 200 ? request.response : null, other = fresh && ids(fresh) !== ids(document);
    told(!fresh || put(fresh) ? "waits" : other ? "other" : "");
  };
  request.send();
}
