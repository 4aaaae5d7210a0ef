/**
 * What happens elsewhere shows here: one stream of events for all tabs of this browser, and while there is none, a look at what is newest every
 * 20 seconds. Events are joined for 100 ms, and each changes the rows that it names.
 */
import { useSyncExternalStore } from "react";
import { entities } from "#client";
import { type Answer, call, life, type OperationId } from "./client.ts";
import { lookForNewer } from "./list.ts";
import type { Row } from "./overlay.ts";
import { problemOfError } from "./problem.ts";
import { dropRow, holdsRow, queries, writeRow } from "./queries.ts";
import { account, sessionNow } from "./session.ts";

export type Live = "stream" | "polling" | "off";
export type LifeEvent = Answer<"platform.events.list">["data"][number];

const JOIN_MS = 100;
const POLL_MS = 20_000;
const RETRY_MS = 5_000;
const LOCK = "lifeos.live";

let state: Live = "off";
let channel: BroadcastChannel | undefined;
let newest: string | undefined;
const waiting: LifeEvent[] = [];
const listeners = new Set<() => void>();
const handlers = new Set<(events: readonly LifeEvent[]) => void>();

export const useLive = (): Live => useSyncExternalStore(subscribe, () => state);

/** Called with what happened, joined; for what no row shows: counts, sums. */
export function onEvents(handler: (events: readonly LifeEvent[]) => void): () => void {
  handlers.add(handler);
  return () => handlers.delete(handler);
}

/** Begins to listen. Whichever tab holds the lock asks the API and tells the others. */
export function startLive(): void {
  if (channel) return;
  channel = new BroadcastChannel(`lifeos.live.${account()}`);
  channel.onmessage = ({ data }: MessageEvent<LifeEvent[] | Live>) => {
    if (Array.isArray(data)) take(data);
    else setState(data);
  };
  void navigator.locks.request(LOCK, () => lead());
}

/** Never resolves while the tab is open: its lock goes to another tab when it closes. */
async function lead(): Promise<void> {
  for (;;) {
    if (sessionNow().state === "in") await listen().catch(() => {});
    if (sessionNow().state === "in") await poll().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, state === "polling" ? POLL_MS : RETRY_MS));
  }
}

/** By the stream, as long as it lasts; the client connects again behind the last event when it was cut. */
async function listen(): Promise<void> {
  for await (const { event, data } of life().platform.events.stream()) {
    announce("stream");
    // What was told twice after a cut changes nothing the second time.
    if (event === "event") hand([data]);
    if (event === "reset") await queries.invalidateQueries();
  }
}

/** What is newest since the last look. */
async function poll(): Promise<void> {
  try {
    const { data } = await call("platform.events.list", { query: { limit: 100, scope: "household" } });
    announce("polling");
    const fresh = newest === undefined ? [] : data.filter(({ id }) => id > newest!);
    newest = data[0]?.id ?? newest;
    if (fresh.length > 0) hand(fresh.toReversed());
  } catch (error) {
    if (problemOfError(error).status === 0) announce("off");
  }
}

function hand(events: LifeEvent[]): void {
  channel?.postMessage(events);
  take(events);
}

function announce(next: Live): void {
  if (next === state) return;
  channel?.postMessage(next);
  setState(next);
}

function take(events: readonly LifeEvent[]): void {
  waiting.push(...events);
  // Those that came first wait for the others already.
  if (waiting.length > events.length) return;
  setTimeout(() => void show(waiting.splice(0)), JOIN_MS);
}

async function show(events: readonly LifeEvent[]): Promise<void> {
  for (const handler of handlers) handler(events);
  const pillars = new Set(events.map(({ type }) => type.split(".")[0]!));
  // What is no row and no list of rows is asked for again as a whole.
  void queries.invalidateQueries({
    predicate: ({ queryKey: [operation] }) =>
      typeof operation === "string" && !/\.(list|get)$/.test(operation) && pillars.has(operation.split(".")[0]!),
  });
  void queries.invalidateQueries({ queryKey: ["platform.dashboard.get"] });
  // What happened is a row itself, of the timeline.
  void lookForNewer("platform.events");
  const rows = new Map(events.filter(({ entityId }) => entityId !== null).map((event) => [event.entityId!, event]));
  await Promise.all([...rows.values()].map(follow));
}

/** A row that is shown is read again by itself; of one that is not, lists look whether it came above. */
async function follow({ type, entityType, entityId, action }: LifeEvent): Promise<void> {
  const entity = entities[type] ?? entities[entityType ?? ""];
  if (!entity || entityId === null) return;
  if (action === "deleted") return dropRow(entityId);
  const resource = resourceOfPath(entity.list);
  if (!holdsRow(entityId)) return lookForNewer(resource);
  const [, parameter] = /\{(\w+)\}$/.exec(entity.path ?? "") ?? [];
  if (!parameter) return void queries.invalidateQueries({ queryKey: [`${resource}.list`] });
  try {
    // Each of these operations reads one row by its id.
    writeRow((await call(`${resource}.get` as OperationId, { path: { [parameter]: entityId } })) as unknown as Row);
  } catch (error) {
    if (problemOfError(error).status === 404) dropRow(entityId);
  }
}

/** `work.tasks` of `/v1/work/tasks`. */
const resourceOfPath = (path: string): string => path.slice("/v1/".length).replace("/", ".");

function setState(next: Live): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
