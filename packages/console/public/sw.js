// Caches the console's own files, so that it opens without a connection. It caches no answers of the API:
// src/data/offline.ts keeps those of a few pages, by account.
const FILES = "lifeos-files";
const SHELL = "/console/";
/** Enough for several releases; the oldest go first. */
const MAX_FILES = 400;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep([SHELL, "/console/config.json", "/console/icon.svg"]));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// What a page loaded before this file ran.
addEventListener("message", (event) => event.waitUntil(keep(event.data)));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(SHELL)) return;
  if (url.pathname === "/console/silent" || url.pathname.startsWith("/console/silent.")) return;
  if (url.pathname.startsWith("/console/assets/")) event.respondWith(keptOrFetched(request));
  else event.respondWith(fetchedOrKept(request, request.mode === "navigate" ? SHELL : request));
});

/** A name with a hash of what the file holds is never another file. */
async function keptOrFetched(request) {
  const kept = await caches.match(request);
  return kept ?? store(request, await fetch(request));
}

async function fetchedOrKept(request, key) {
  try {
    return await store(key, await fetch(request));
  } catch (error) {
    const kept = await caches.match(key);
    if (!kept) throw error;
    // What it says of the time is long over.
    const headers = new Headers(kept.headers);
    headers.delete("date");
    return new Response(kept.body, { status: kept.status, headers });
  }
}

async function store(key, response) {
  if (!response.ok) return response;
  const files = await caches.open(FILES);
  await files.put(key, response.clone());
  const keys = await files.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MAX_FILES)).map((old) => files.delete(old)));
  return response;
}

async function keep(addresses) {
  const files = await caches.open(FILES);
  for (const address of addresses)
    if (!(await files.match(address)))
      await fetch(address).then(
        (response) => store(address, response),
        () => {},
      );
}
