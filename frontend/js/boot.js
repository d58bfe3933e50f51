// Entry of the browser bundle: starts the wasm side and offers it the lazily loaded islands.
import init, { hydrate } from "gongdan-wasm/gongdan.js";
import wasm from "gongdan-wasm/gongdan_bg.wasm";
import { applyUpdate, registerServiceWorker } from "./update.js";

globalThis.gongdan = {
  chart: () => import("./chart.js"),
  editor: () => import("./editor.js"),
  update: applyUpdate,
};

await init({ module_or_path: wasm });
await hydrate();
document.documentElement.dataset.hydrated = "true";
registerServiceWorker();
