// Starts Python in its worker at once, beside Flutter; shows how far it is; keeps the site for the next time.
(() => {
  const base = new URL(".", document.baseURI);

  // --- files that lie packed: see unpack.js
  const plainFetch = window.fetch;
  const types = { wasm: "application/wasm", ttf: "font/ttf", otf: "font/otf", js: "text/javascript" };
  const packed = (address) => {
    const path = address.pathname.slice(base.pathname.length);
    return address.origin === base.origin && address.pathname.startsWith(base.pathname) && site.packed.includes(path);
  };
  const cache = `gongji${base.pathname}${site.version}`;
  const unpacking = import(base + "py/unpack.js");
  unpacking.then(({ keepIn }) => keepIn(cache));
  const unpacked = async (address) => (await unpacking).fetchUnpacked(address, types[address.split(".").pop()], came);
  window.fetch = (input, options) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    return packed(address) ? unpacked(address.href) : plainFetch.call(window, input, options);
  };

  // Where Flutter takes JavaScript and not WebAssembly (Firefox, Safari), it asks by a <script>, which no fetch hears of.
  const source = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, "src");
  Object.defineProperty(HTMLScriptElement.prototype, "src", {
    ...source,
    set(value) {
      const address = new URL(value, document.baseURI);
      if (!packed(address)) return source.set.call(this, value);
      unpacked(address.href)
        .then((answer) => answer.blob())
        .then((script) => source.set.call(this, URL.createObjectURL(script)))
        .catch((error) => fail("", error));
    },
  });

  // --- how far it is
  let bytes = 0;
  let over = false;  // it failed
  const total = site.bytes;
  const bar = () => document.getElementById("boot-bar");
  const tell = (words) => {
    const line = document.getElementById("boot-words");
    if (line && !over && line.textContent !== words) line.textContent = words;
  };
  function came(more) {
    bytes += more;
    if (over) return;
    const part = Math.min(bytes / total, 1);
    if (!bar()) return;
    bar().style.transform = `scaleX(${part})`;
    bar().parentElement.setAttribute("aria-valuenow", Math.round(100 * part));
    const megabytes = (count) => (count / 1e6).toFixed(1);
    if (part < 1) tell(`正在取程序，第一次要多等一会儿：${megabytes(bytes)} / ${megabytes(total)} MB`);
    else tell("取好了，正在打开…");
  }
  const away = () => document.getElementById("boot")?.remove();

  // --- a first visit has nothing to wait for but the login page: what is chosen there can be chosen at once
  const KEPT_BY_APP = /gongji\.(device|token|look)$/;
  const known = () => {
    try {
      return Object.keys(localStorage).some((key) => KEPT_BY_APP.test(key));
    } catch {
      return true;  // nothing may be asked here
    }
  };
  const chosen = { name: "" };
  document.documentElement.classList.toggle("first", !known() && ["", "#", "#/"].includes(location.hash));
  document.addEventListener("click", ({ target }) => {
    const way = target instanceof Element && target.closest("#boot-ways button");
    if (!way) return;
    for (const one of way.closest("#boot-ways").querySelectorAll("button")) one.setAttribute("aria-pressed", one === way);
    chosen.name = way.dataset.press ?? "";
    location.replace(document.URL.split("#")[0] + (way.dataset.go ?? "#/"));  // another address would load all anew
  });
  const PRESS_EVERY_MS = 50, PRESS_FOR_MS = 30000;
  function pressChosen() {
    const until = performance.now() + PRESS_FOR_MS;
    const stop = () => { chosen.name = ""; };
    for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, stop, { once: true, capture: true });
    const named = (one) => (one.getAttribute("aria-label") ?? one.textContent).trim() === chosen.name;
    const look = () => {
      const button = chosen.name && [...document.querySelectorAll("flt-semantics-host [role=button]")].find(named);
      if (button) button.click();
      else if (chosen.name && performance.now() < until) setTimeout(look, PRESS_EVERY_MS);
    };
    look();
  }

  // --- Python
  const worker = new Worker(base + "py/worker.js", { type: "module" });
  let dart = null;
  let ready;
  const started = new Promise((done) => { ready = done; });
  const hear = {
    came: ({ bytes }) => came(bytes),
    loaded: () => tell("正在打开您的数据…"),
    ready: () => { ready(); tell("正在画页面…"); },
    kept: () => keepSite().catch(console.warn),
    shown: () => requestAnimationFrame(() => requestAnimationFrame(() => {
      if (chosen.name) pressChosen();
      away();
      window.dispatchEvent(new Event("gongji-shown"));
    })),
    failed: ({ words, detail }) => fail(words, detail),
  };
  worker.onmessage = ({ data }) => (data.kind ? hear[data.kind](data) : dart(data));
  worker.onerror = (event) => fail("", event.message);
  worker.postMessage({ kind: "start", documentUrl: document.URL, name: "gongji" + base.pathname, cache });

  function fail(words, detail) {
    const place = document.getElementById("boot");
    if (!place || over) return;
    over = true;
    place.classList.add("failed");
    document.getElementById("boot-words").textContent = words || "没有打开。看一下网络，再试一次；还是不行，换一个新一点的浏览器。";
    if (detail) console.error(detail);
    place.append(Object.assign(document.createElement("button"), { textContent: "再试一次", onclick: () => location.reload() }));
  }

  // Called by Flutter's side when it connects, sends and leaves.
  window.jsConnect = async (_id, _args, receive) => {
    dart = receive;
    await started;
  };
  window.jsSend = async (_id, data) => worker.postMessage(data, [data.buffer]);
  window.jsDisconnect = async () => worker.terminate();

  // --- for the next time, and without a network
  const shown = new Promise((done) => window.addEventListener("gongji-shown", done, { once: true }));
  async function keepSite() {
    await shown;
    navigator.storage?.persist?.();
    if (!("serviceWorker" in navigator)) return;
    await (await unpacking).allKept();
    await navigator.serviceWorker.register(base + "sw.js", { scope: base.pathname });
    const { active } = await navigator.serviceWorker.ready;
    const used = performance.getEntriesByType("resource").map(({ name }) => name);
    active.postMessage(used.filter((one) => one.startsWith(base.href)));
  }
})();
