// Files that compress well lie in the site as gzip, under names that no server unpacks by itself (x.wasm.pack): so they
// are small from any server. `onBytes` hears how many bytes have come.
export async function fetchUnpacked(address, type, onBytes = () => {}) {
  const answer = await fetch(address + ".pack");
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const counted = new TransformStream({
    transform(chunk, next) {
      onBytes(chunk.byteLength);
      next.enqueue(chunk);
    },
  });
  const body = answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "content-type": type } });
}
