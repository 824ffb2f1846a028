// The check-in list keeps itself fresh: others check in at other doors of the hall. Nothing is put in anew where somebody types.

import './clock.js';

const EVERY = 5000;

function dirty(section) {
  return section.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')
    || Boolean(section.querySelector('details[open]'))
    || [...section.querySelectorAll('input:not([type=hidden])')].some((field) => field.value !== field.defaultValue);
}

const plain = (section) => section.outerHTML.replace(/ value="[0-9a-f-]{36}[^"]*"/g, '').replace(/>\d+:\d\d:\d\d</g, '><');

async function read() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const section of document.querySelectorAll('main section[id]')) {
    const now = fresh.getElementById(section.id);
    if (now && !dirty(section) && plain(now) !== plain(section)) section.replaceWith(document.adoptNode(now));
  }
}

setInterval(() => read().catch(() => {}), EVERY);
document.addEventListener('visibilitychange', () => read().catch(() => {}));
