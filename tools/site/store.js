// Where the app's files stay: IndexedDB, page by page, whole or not at all.
//
// Python sees a folder in memory. `keep` writes what has changed in it since the last time, in one transaction that the
// browser has on disk before it answers; `restore` puts the folder back to what was kept last. One tab writes; others see
// what it keeps.
const PAGE = 16384;
const WAIT_MS = 1500;  // how long a tab that is just being closed or loaded anew may hold on to its right to write

export class Store {
  constructor(name, files) {
    this.name = name;
    this.files = files;
    this.kept = new Map();  // what IndexedDB holds, by file
    this.mode = "reads";  // "writes", "reads", or "forgets" where the browser keeps nothing
    this.onKept = () => {};  // another tab has kept something
    this.onTurn = () => {};  // the tab that wrote has gone: it is this one's turn
  }

  async open() {
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = ({ data }) => this._heard(data);
    try {
      this.db = await this._opened();
    } catch (error) {
      console.warn("gongji: the browser keeps nothing:", error);
      this.mode = "forgets";
      return;
    }
    if (await this._mayWrite()) this.mode = "writes";
    await this.load();
    // The first tab of a new install has yet to make its files: wait for them.
    while (this.mode === "reads" && this.kept.size === 0) {
      await new Promise((done) => { this.onKept = this.onTurn = done; });
      await this.load();
      if (this.turned) this.mode = "writes";
    }
  }

  _opened() {
    return new Promise((done, failed) => {
      const asked = indexedDB.open(this.name, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("files");
        asked.result.createObjectStore("pages");
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }

  // Web Locks exist where the page came over https or from this machine; elsewhere the tabs ask each other.
  async _mayWrite() {
    if (!navigator.locks) return this._nobodyElseWrites();
    return new Promise((answer) => {
      const late = setTimeout(() => answer(false), WAIT_MS);
      navigator.locks.request(this.name, () => {
        clearTimeout(late);
        answer(true);
        this.turned = true;
        this.onTurn();
        return new Promise(() => {});  // held until the tab closes
      });
    });
  }

  async _nobodyElseWrites() {
    this.others = 0;
    this.channel.postMessage("who writes?");
    await new Promise((done) => setTimeout(done, WAIT_MS / 5));
    if (this.others) {
      const again = setInterval(async () => {
        this.others = 0;
        this.channel.postMessage("who writes?");
        await new Promise((done) => setTimeout(done, WAIT_MS));
        if (this.others || this.turned) return;
        clearInterval(again);
        this.turned = true;
        this.onTurn();
      }, 2 * WAIT_MS);
    }
    return !this.others;
  }

  _heard(said) {
    if (said === "kept" && this.mode === "reads") this.onKept();
    if (said === "who writes?" && this.mode === "writes") this.channel.postMessage("I do");
    if (said === "I do") this.others += 1;
  }

  // Take what IndexedDB holds.
  async load() {
    if (this.mode === "forgets") return;
    const taken = this.db.transaction(["files", "pages"], "readonly");
    const all = (store, what) => new Promise((done, failed) => {
      const asked = taken.objectStore(store)[what]();
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    const [names, sizes, places, pages] = await Promise.all([
      all("files", "getAllKeys"), all("files", "getAll"), all("pages", "getAllKeys"), all("pages", "getAll"),
    ]);
    this.kept = new Map(names.map((name, i) => [name, new Uint8Array(sizes[i])]));
    places.forEach(([name, number], i) => this.kept.get(name)?.set(pages[i], number * PAGE));
  }

  // Make the folder in memory what was kept last.
  restore(FS, folder) {
    for (const name of this.files) {
      const path = `${folder}/${name}`;
      for (const one of [path, `${path}-journal`]) if (FS.analyzePath(one).exists) FS.unlink(one);
      if (this.kept.has(name)) FS.writeFile(path, this.kept.get(name));
    }
  }

  // Write what has changed in the folder; fails, and has then written nothing, where the browser can't.
  async keep(FS, folder) {
    if (this.mode === "reads") return;
    const fresh = new Map();
    for (const name of this.files) {
      const path = `${folder}/${name}`;
      if (FS.analyzePath(path).exists) fresh.set(name, FS.readFile(path));
    }
    const changes = [...fresh].flatMap(([name, bytes]) => changedPages(this.kept.get(name), bytes, name));
    if (!changes.length) return;
    if (this.mode === "writes") await this._written(fresh, changes);
    this.kept = fresh;
    this.channel.postMessage("kept");
  }

  _write(files, pages, fresh, changes) {
    for (const [name, bytes] of fresh) {
      files.put(bytes.length, name);
      const end = Math.ceil(bytes.length / PAGE);
      if ((this.kept.get(name)?.length ?? 0) > bytes.length) pages.delete(IDBKeyRange.bound([name, end], [name, Infinity]));
    }
    for (const [place, page] of changes) pages.put(page, place);
  }

  _written(fresh, changes) {
    return new Promise((done, failed) => {
      const unit = this.db.transaction(["files", "pages"], "readwrite", { durability: "strict" });
      unit.oncomplete = () => done();
      unit.onabort = () => failed(unit.error ?? new DOMException("aborted", "AbortError"));
      try {
        this._write(unit.objectStore("files"), unit.objectStore("pages"), fresh, changes);
        unit.commit();
      } catch (error) {
        failed(error);
        unit.abort();  // or what was written before the error would stay
      }
    });
  }
}

function changedPages(old, bytes, name) {
  const changes = [];
  for (let at = 0; at < bytes.length; at += PAGE) {
    const end = Math.min(at + PAGE, bytes.length);
    if (!same(old, bytes, at, end)) changes.push([[name, at / PAGE], bytes.slice(at, end)]);
  }
  return changes;
}

function same(old, bytes, from, to) {
  if (!old || old.length < to || (to % PAGE && old.length !== bytes.length)) return false;
  for (let i = from; i < to; i++) if (old[i] !== bytes[i]) return false;
  return true;
}
