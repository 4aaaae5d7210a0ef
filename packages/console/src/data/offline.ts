/**
 * Works without a connection: the service worker serves the console's files, this file keeps the answers of a few pages for the person who was
 * signed in last, and changes wait in a queue (waiting.ts). Once there is a connection, the queue is sent, oldest first.
 */
import { dehydrate, hydrate } from "@tanstack/react-query";
import { sendWaiting } from "./change.ts";
import { notify } from "./notices.ts";
import { isPassing, problemOfError } from "./problem.ts";
import { queries } from "./queries.ts";
import { serviceWorkerAddress } from "./script-address.ts";
import { account, atSignOut, onSession, sessionNow } from "./session.ts";
import { leave, refuse, waitingNow } from "./waiting.ts";

/** What Today, tasks, habits, shopping list and pantry show. */
const KEPT =
  /^(platform\.(dashboard|weather|notifications)|calendar\.agenda|health\.meals|rhythm\.habits|work\.(tasks|todo-lists|todo-items)|household\.(shopping-items|pantry-items))\.(get|list|tree|day)$/;
const STORE = "lifeos-answers";
const SAVE_AFTER_MS = 1_000;
const TRY_AGAIN_MS = 15_000;

const address = () => `/kept/${account()}`;

/** Shows what is kept of the person; `at` of each answer is when it was read. */
export async function restoreAnswers(): Promise<void> {
  const kept = await caches.match(address(), { cacheName: STORE });
  if (kept) hydrate(queries, await kept.json());
}

/** Begins to keep answers, to watch for a connection, and to serve files without one. */
export function startOffline(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== "updated" || !isKept(query.queryKey)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void save(), SAVE_AFTER_MS);
  });
  addEventListener("online", () => void sendAll());
  onSession(() => void sendAll());
  setInterval(() => void sendAll(), TRY_AGAIN_MS);
  void sendAll();
  atSignOut(() => caches.delete(STORE).then(() => {}));
  void serveFiles();
}

const isKept = ([operation]: readonly unknown[]): boolean => typeof operation === "string" && KEPT.test(operation);

async function save(): Promise<void> {
  if (sessionNow().state !== "in") return;
  const state = dehydrate(queries, {
    shouldDehydrateQuery: ({ queryKey, state: { status } }) =>
      status === "success" && isKept(queryKey) && queryKey[2] === account(),
  });
  const store = await caches.open(STORE);
  // Of one person at a time: the last.
  for (const other of await store.keys()) if (!other.url.endsWith(address())) await store.delete(other);
  await store.put(address(), new Response(JSON.stringify(state)));
}

let isSending = false;

/** Sends what waits, as long as it is taken. What is refused stays where the person sees it, with the reason. */
async function sendAll(): Promise<void> {
  if (isSending || sessionNow().state !== "in" || !navigator.onLine) return;
  isSending = true;
  try {
    for (const waiting of waitingNow().filter(({ problem }) => problem === undefined)) {
      await sendWaiting(waiting);
      leave(waiting.key);
    }
  } catch (error) {
    const problem = problemOfError(error);
    if (!isPassing(problem)) {
      const [first] = waitingNow().filter(({ problem }) => problem === undefined);
      if (first) refuse(first.key, problem.text);
      notify({ kind: "problem", text: problem.text });
    }
  } finally {
    isSending = false;
  }
}

async function serveFiles(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(serviceWorkerAddress(), { scope: import.meta.env.BASE_URL });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = loaded.filter(
    ({ pathname, origin }) => origin === location.origin && pathname.startsWith(import.meta.env.BASE_URL),
  );
  active?.postMessage(own.map(({ pathname }) => pathname));
}
