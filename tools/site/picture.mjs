// node picture.mjs PYODIDE TREE TOOLS OUT
//
// Compiles the Python files of TREE and of the standard library for Pyodide's Python, imports the app in it, and keeps a
// picture of its memory. A browser that loads the picture has Python running with the app imported, at once.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Node would show the line of an error, which in Pyodide is a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(error.stack ?? error);
  process.exit(1);
});

const [pyodideDir, treeDir, toolsDir, outDir] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideDir}/pyodide.mjs`));
const here = new URL(".", import.meta.url);
const script = (name) => readFileSync(new URL(name, here), "utf8");
const env = { PYTHONHASHSEED: "0" };

function mount(python, path, root) {
  mkdirSync(root, { recursive: true });
  python.FS.mkdirTree(path);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, path);
}

const compiler = await loadPyodide({ env });
mount(compiler, "/tree", treeDir);
mount(compiler, "/out", outDir);
compiler.runPython(script("compile.py"));

const python = await loadPyodide({ env, _makeSnapshot: true, stdLibURL: `${outDir}/stdlib.zip` });
mount(python, "/gongji", `${outDir}/gongji`);
mount(python, "/picture", toolsDir);
const used = await python.runPythonAsync(script("picture.py"));
await new Promise((done) => setTimeout(done, 1000));  // timers that Python has set
writeFileSync(`${outDir}/used.json`, used);
writeFileSync(`${outDir}/memory.bin`, python.makeMemorySnapshot());
process.exit(0);
