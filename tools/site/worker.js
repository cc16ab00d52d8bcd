// Python in a worker: its memory comes as a picture (memory.bin), its files from the browser's storage. Where a browser
// doesn't take the picture (WebKit orders Python's functions otherwise than the one it was taken in), Python starts anew
// from its files (whole.bin): that takes some seconds longer.
import { romix } from "./romix.js";
import { Store } from "./store.js";
import { allKept, fetchUnpacked, keepIn } from "./unpack.js";

const DATA = "/data";
const FILES = ["gongji.db", "gongji.key"];
const here = new URL(".", import.meta.url).href;
const say = (kind, rest = {}) => self.postMessage({ kind, ...rest });
const came = (bytes) => say("came", { bytes });

// What Flet's Python side imports as flet_js, and ours beside it.
const bridge = { romix, documentUrl: "", args: null };
const post = (message) => {
  const bytes = message.toJs();
  self.postMessage(bytes, [bytes.buffer]);
};

const LOCK = "@LOCK@";  // what Pyodide wants to know of itself

// Pyodide asks for its WebAssembly by a name under which it doesn't lie here.
const plainFetch = self.fetch;
self.fetch = (what, options) => {
  const address = String(what?.url ?? what);
  return address.endsWith("pyodide.asm.wasm") ? fetchUnpacked(address, "application/wasm", came) : plainFetch(what, options);
};

async function importUnpacked(name) {
  const body = await (await fetchUnpacked(here + name, "text/javascript", came)).blob();
  const address = URL.createObjectURL(body);
  const { default: create } = await import(address);
  URL.revokeObjectURL(address);
  return create;
}

async function loadPython() {
  const picture = { came: false };
  try {
    return await fromPicture(picture);
  } catch (error) {
    if (!picture.came) throw error;  // the network, most likely
    console.warn("no picture, from files:", String(error?.message ?? error));
    return fromFiles();
  }
}

const settings = {
  indexURL: here,
  lockFileContents: JSON.stringify(LOCK),
  stdout: (text) => console.log(text),
  stderr: (text) => console.warn(text),
};
const program = () => Promise.all([import("./pyodide.mjs"), importUnpacked("pyodide.asm.mjs")]);
const data = async (name) => (await fetchUnpacked(here + name, "application/octet-stream", came)).arrayBuffer();

async function fromPicture(picture) {
  const memory = data("memory.bin").then((bytes) => { picture.came = true; return bytes; });
  const rest = data("rest.bin");
  const [{ loadPyodide }, createPyodideModule] = await program();
  const stdLibURL = `${here}stdlib.zip`;
  const python = await loadPyodide({ ...settings, stdLibURL, createPyodideModule, _loadSnapshot: memory });
  unfold(python.FS, await rest);
  return python;
}

async function fromFiles() {
  const whole = data("whole.bin");
  const [{ loadPyodide }, createPyodideModule] = await program();
  const stdLibURL = `${here}whole-stdlib.zip`;
  const python = await loadPyodide({ ...settings, stdLibURL, createPyodideModule, env: { PYTHONHASHSEED: "0" } });
  unfold(python.FS, await whole);
  python.runPython(`
import sys
sys.path.insert(0, "@GONGJI@")
sys.dont_write_bytecode = True
import sqlalchemy.dialects.sqlite
import sqlmodel
sqlmodel.SQLModel.model_config["defer_build"] = True  # as in picture.py
`);
  return python;
}

// The files that aren't in the memory's picture (rules, migrations, words, modules that are seldom wanted), or all.
function unfold(FS, packed) {
  const length = new DataView(packed).getUint32(0);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 4, length)));
  let at = 4 + length;
  const made = new Set();
  for (const [path, size] of list) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(path, new Uint8Array(packed, at, size), { canOwn: false });
    at += size;
  }
}

async function start({ documentUrl, name, cache }) {
  keepIn(cache);
  bridge.documentUrl = documentUrl;
  const store = new Store(name, FILES);
  const [python] = await Promise.all([loadPython(), store.open()]);
  const { FS } = python;
  FS.mkdirTree(DATA);
  store.restore(FS, DATA);
  say("loaded", { mode: store.mode });
  Object.assign(bridge, {
    mode: () => store.mode,
    // No error: a DOMException is none that Python could raise.
    keep: () => store.keep(FS, DATA).then(() => "", (error) => {
      console.error(error);
      return error?.name || "Error";
    }),
    restore: () => store.restore(FS, DATA),
    load: async () => {
      await store.load();
      store.restore(FS, DATA);
    },
    take_turn: () => { store.mode = "writes"; },
    on_kept: (call) => { store.onKept = call; },
    on_turn: (call) => { store.onTurn = call; if (store.turned && store.mode === "reads") call(); },
    shown: () => say("shown"),
  });
  python.registerJsModule("flet_js", bridge);
  const words = await python.runPythonAsync(`
import importlib, flet_js
importlib.invalidate_caches()
from app.in_browser import start
await start("${DATA}", flet_js)
`);
  if (words) return say("failed", { words });
  await bridge.start_connection(post);
  say("ready");
  await allKept();
  say("kept");
}

const failed = (error) => {
  console.error(error);
  say("failed", { words: "", detail: String(error?.message ?? error) });
};

const waiting = [];
self.onmessage = ({ data }) => {
  if (data.kind === "start") start(data).catch(failed);
  else bridge.send?.(data);
};
