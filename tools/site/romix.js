// The slow part of scrypt (RFC 7914: scryptROMix over Salsa20/8), for browsers, whose Python has no OpenSSL.
export function romix(block, n, r) {
  const words = 32 * r;
  const x = new Uint32Array(words);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  for (let i = 0; i < words; i++) x[i] = view.getUint32(4 * i, true);
  const all = new Uint32Array(words * n);
  const y = new Uint32Array(words);
  for (let i = 0; i < n; i++) {
    all.set(x, i * words);
    mixBlocks(x, y, r);
  }
  for (let i = 0; i < n; i++) {
    const at = (x[16 * (2 * r - 1)] & (n - 1)) * words;  // n is a power of two below 2^32
    for (let k = 0; k < words; k++) x[k] ^= all[at + k];
    mixBlocks(x, y, r);
  }
  const mixed = new Uint8Array(4 * words);
  const out = new DataView(mixed.buffer);
  for (let i = 0; i < words; i++) out.setUint32(4 * i, x[i], true);
  return mixed;
}

const t = new Uint32Array(16);

function mixBlocks(x, y, r) {
  t.set(x.subarray(16 * (2 * r - 1)));
  for (let i = 0; i < 2 * r; i++) {
    for (let k = 0; k < 16; k++) t[k] ^= x[16 * i + k];
    salsa();
    y.set(t, 16 * ((i >> 1) + (i & 1) * r));
  }
  x.set(y);
}

function salsa() {
  let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = t;
  const turn = (value, bits) => (value << bits) | (value >>> (32 - bits));
  for (let round = 0; round < 4; round++) {
    e ^= turn(a + m, 7); i ^= turn(e + a, 9); m ^= turn(i + e, 13); a ^= turn(m + i, 18);
    j ^= turn(f + b, 7); n ^= turn(j + f, 9); b ^= turn(n + j, 13); f ^= turn(b + n, 18);
    o ^= turn(k + g, 7); c ^= turn(o + k, 9); g ^= turn(c + o, 13); k ^= turn(g + c, 18);
    d ^= turn(p + l, 7); h ^= turn(d + p, 9); l ^= turn(h + d, 13); p ^= turn(l + h, 18);
    b ^= turn(a + d, 7); c ^= turn(b + a, 9); d ^= turn(c + b, 13); a ^= turn(d + c, 18);
    g ^= turn(f + e, 7); h ^= turn(g + f, 9); e ^= turn(h + g, 13); f ^= turn(e + h, 18);
    l ^= turn(k + j, 7); i ^= turn(l + k, 9); j ^= turn(i + l, 13); k ^= turn(j + i, 18);
    m ^= turn(p + o, 7); n ^= turn(m + p, 9); o ^= turn(n + m, 13); p ^= turn(o + n, 18);
  }
  t[0] += a; t[1] += b; t[2] += c; t[3] += d; t[4] += e; t[5] += f; t[6] += g; t[7] += h;
  t[8] += i; t[9] += j; t[10] += k; t[11] += l; t[12] += m; t[13] += n; t[14] += o; t[15] += p;
}
