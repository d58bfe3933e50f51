// Service worker. Keeps the hashed files of one version; pages and data always come from the network.
// The build defines PRECACHE (paths) and VERSION.

const PREFIX = "gongdan-";
const CACHE = PREFIX + VERSION;
const OFFLINE_PAGE = "/offline.html";
const NEVER_CACHED = ["/api", "/files", "/live"];

self.addEventListener("install", (event) => event.waitUntil(precache()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", answer);
self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") self.skipWaiting();
});

async function precache() {
  const cache = await caches.open(CACHE);
  await cache.addAll(PRECACHE.map(freshRequest));
}

/** A hashed file never changes, so the copy that the page has just loaded will do. */
function freshRequest(path) {
  return path.startsWith("/pkg/") ? path : new Request(path, { cache: "no-cache" });
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (NEVER_CACHED.some((path) => url.pathname === path || url.pathname.startsWith(path + "/"))) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (PRECACHE.includes(url.pathname)) event.respondWith(asset(request));
}

/** Pages hold people's data, so they are never stored: without a network there is the offline page. */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    const cache = await caches.open(CACHE);
    return (await cache.match(OFFLINE_PAGE)) ?? Response.error();
  }
}

async function asset(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}
