// Keeps the whole site for use without a network. A new version is fetched whole beside the old, and is what the next
// load gets; a page that is open has all it needs in memory. The user's data isn't here: it lies in IndexedDB.
const VERSION = "@VERSION@";
const FIRST = "@FIRST@";
const base = new URL(".", self.location);
const CACHE = `gongji${base.pathname}${VERSION}`;
const mine = (name) => name.startsWith(`gongji${base.pathname}`);

async function add(addresses) {
  const cache = await caches.open(CACHE);
  for (const address of addresses) {
    if (await cache.match(address)) continue;
    const answer = await fetch(address, { cache: "no-cache" });  // asked for anew: it may be of the version before
    if (answer.ok) await cache.put(address, answer);
    else throw new Error(`${answer.status} ${address}`);
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(add(FIRST.map((one) => new URL(one, base).href)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (mine(name) && name !== CACHE) await caches.delete(name);
  })());
});

self.addEventListener("message", (event) => event.waitUntil(add(event.data.filter((one) => !one.endsWith("/sw.js"))).catch(console.warn)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== base.origin || !address.pathname.startsWith(base.pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const wanted = request.mode === "navigate" ? base.href : request.url;
    const kept = await cache.match(wanted, { ignoreSearch: true });
    if (kept) return kept;
    const answer = await fetch(request);
    if (answer.ok && request.mode !== "navigate") event.waitUntil(cache.put(request.url, answer.clone()));
    return answer;
  })());
});
