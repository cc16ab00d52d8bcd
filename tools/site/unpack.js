// Files that compress well lie in the site as gzip, under names that no server unpacks by itself (x.wasm.pack): so they
// are small from any server. What was fetched goes into the service worker's cache too, which so fetches nothing again.
let cacheName = null;
const keeping = [];

export function keepIn(name) {
  cacheName = name;
}

// Settled when all that was fetched so far is kept.
export const allKept = () => Promise.allSettled(keeping);

// `onBytes` hears how many bytes have come.
export async function fetchUnpacked(address, type, onBytes = () => {}) {
  const place = address + ".pack";
  const answer = await fetch(place);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  if (cacheName && self.caches) keeping.push(keep(place, answer.clone()));
  const counted = new TransformStream({
    transform(chunk, next) {
      onBytes(chunk.byteLength);
      next.enqueue(chunk);
    },
  });
  const body = answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "content-type": type } });
}

async function keep(place, answer) {
  const cache = await caches.open(cacheName);
  if (!(await cache.match(place))) await cache.put(place, answer);
  else await answer.body.cancel();
}
