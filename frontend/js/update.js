// Registers the service worker and tells the page when a newer version of the desk is ready.

const HOUR = 60 * 60 * 1000;
const PAUSE = 10 * 60 * 1000;

let waiting = null;

const announce = () => window.dispatchEvent(new Event("gongdan:update"));

/** Moves to the new version: the waiting worker takes over, then the page loads again. */
export function applyUpdate() {
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("skip-waiting");
}

/** Without a worker (plain HTTP, private mode) the desk works all the same, only not offline. */
export async function registerServiceWorker() {
  const container = navigator.serviceWorker;
  if (!container) return;
  // Another tab applied the update: this page still runs the old one and must offer a reload.
  if (container.controller) {
    container.addEventListener("controllerchange", () => {
      waiting = null;
      announce();
    });
  }
  try {
    const registration = await container.register("/sw.js", { updateViaCache: "none" });
    watch(registration);
    keepLooking(registration);
  } catch (error) {
    console.info("service worker not registered:", error.message);
  }
}

function watch(registration) {
  if (registration.waiting) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
    });
  });
}

/** A page stays open for days: looks for a newer version each hour and when somebody comes back to the page. */
function keepLooking(registration) {
  let looked = Date.now();
  const look = () => {
    if (document.hidden || Date.now() - looked < PAUSE) return;
    looked = Date.now();
    registration.update().catch((error) => console.info("no newer version looked for:", error.message));
  };
  setInterval(look, HOUR);
  document.addEventListener("visibilitychange", look);
}

function offer(worker) {
  waiting = worker;
  announce();
}
