// Clocks that count down to an instant of the server's. Each [data-now] on the page tells the server's time when it was made;
// a screen that hears from the server oftener tells it here. Without this module the page says at which hour it ends.

let ahead = 0;  // how far the server's clock is ahead of this one
const seen = new WeakSet();

export function told(now) {
  const at = Date.parse(now);
  if (!Number.isNaN(at)) ahead = at - Date.now();
}

const two = (number) => String(number).padStart(2, '0');

export function digits(seconds) {
  const left = Math.max(0, seconds);
  return `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
}

export function tick() {
  for (const part of document.querySelectorAll('[data-now]')) {
    if (!seen.has(part)) { seen.add(part); told(part.dataset.now); }
  }
  for (const clock of document.querySelectorAll('[data-ends]')) {
    if (!clock.dataset.ends) continue;
    const left = Math.ceil((Date.parse(clock.dataset.ends) - Date.now() - ahead) / 1000);
    const text = digits(left);
    if (clock.textContent !== text) clock.textContent = text;
    clock.classList.toggle('over', left <= 0);
  }
}

tick();
setInterval(tick, 250);
