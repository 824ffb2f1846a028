// Keeps the referee's page and its files, so that it opens while the server is away. Marks are not its matter: they lie in IndexedDB.
// BUILD and FILES are written before this by the door that serves it.
/* global BUILD, FILES */

const CACHE = `tablet-${BUILD}`;
const PATIENCE = 3000;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await self.skipWaiting(); // safe: every address of a file carries its build, and the cache before is kept for pages still open
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith("tablet-") && name !== CACHE);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener("message", (event) => event.waitUntil((async () => {
  await fresh(event.data.keep).catch(() => {});
  event.ports[0]?.postMessage(Boolean(await caches.match(event.data.keep)));
})()));

self.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request, to = new URL(url);
  if (method !== "GET" || to.origin !== location.origin) return;
  if (to.pathname.startsWith("/s/")) event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  else if (mode === "navigate" && to.pathname.startsWith("/tablet/")) event.respondWith(page(to.pathname));
});

// By address: a navigation's own request cannot be sent again with a time limit.
async function fresh(path) {
  const answer = await fetch(path, { credentials: "same-origin", headers: { accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) });
  if (answer.ok && !answer.redirected) await (await caches.open(CACHE)).put(path, answer.clone());
  return answer;
}

async function page(path) {
  try {
    const answer = await fresh(path);
    // A page that was led elsewhere (to the sign-in) must be led there by the browser itself.
    if (answer.redirected) return Response.redirect(answer.url);
    if (answer.status < 500) return answer;
  } catch { /* away, or too slow */ }
  return (await (await caches.open(CACHE)).match(path)) ?? (await caches.match(path)) ?? Response.error();
}
