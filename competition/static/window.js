// Two windows on one tablet: one sends. A courtesy only, for the server knows every ref.

const HOLDS = 5000;
const me = Math.random().toString(36).slice(2);

/** Is it this window that sends for the referee of this event? */
export function sends({ event, author }) {
  const key = `sends:${event.code}:${author}`, now = Date.now();
  try {
    const held = JSON.parse(localStorage.getItem(key));
    if (held && held.me !== me && held.until > now && held.until <= now + HOLDS) return false;
    localStorage.setItem(key, JSON.stringify({ me, until: now + HOLDS }));
  } catch { /* full or private: then both send */ }
  return true;
}
