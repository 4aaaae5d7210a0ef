/**
 * Shows changes that are made elsewhere. One tab of this browser holds the stream of events and passes them on to the other tabs; without the
 * stream, it asks for the newest events every 20 seconds. Events are collected for 100 ms before they are applied.
 */
import { useSyncExternalStore } from "react";
import { type Entity, entities } from "#client";
import { type Answer, call, life, type OperationId } from "./client.ts";
import { beginListsAnew, lookForNewer } from "./list.ts";
import type { Row } from "./overlay.ts";
import { problemOfError } from "./problem.ts";
import { dropRow, holdsRow, queries, writeRow } from "./queries.ts";
import { account, sessionNow } from "./session.ts";

export type Live = "stream" | "polling" | "off";
export type LifeEvent = Answer<"platform.events.list">["data"][number];

const JOIN_MS = 100;
const POLL_MS = 20_000;
/** More changes at once than this are not read row by row. */
const MOST_FOLLOWED = 20;
const RETRY_MS = 5_000;
const MOST_CAUGHT_UP = 100;
/** From the moment that an event is dated with to the one from which on it can be read, at most. */
const COMMIT_MS = 5_000;

let state: Live = "off";
let channel: BroadcastChannel | undefined;
let newest: string | undefined;
/** Until when all that happened is shown, or was handed on, in milliseconds since 1970 by the clock of the server. */
let shownUntil: number | undefined;
/** The events that were there when it was caught up last. */
let caughtUp: ReadonlySet<string> = new Set();
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
  const name = `lifeos.live.${account()}`;
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<LifeEvent[] | Live>) => {
    if (Array.isArray(data)) take(data);
    else setState(data);
  };
  void navigator.locks.request(name, () => lead());
}

/** Never resolves: the tab keeps the lock until it closes, and then another tab gets it. */
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
    if (event === "ready") await catchUp(Date.parse(data.at));
    // It begins with the last minute, and what was told twice after a cut changes nothing the second time.
    if (event === "event" && !caughtUp.has(data.id)) hand([data]);
    if (event === "reset") await queries.invalidateQueries();
  }
}

/**
 * What this tab has read before the stream began, or while there was none, has not heard of what happened in between: since the page was opened, at
 * first. `now` is by the clock of the server.
 */
async function catchUp(now: number): Promise<void> {
  const since = shownUntil ?? now - performance.now();
  shownUntil = now;
  const { data } = await call("platform.events.list", { query: { limit: MOST_CAUGHT_UP, scope: "household" } });
  caughtUp = new Set(data.map(({ id }) => id));
  const missed = data.filter(({ createdAt }) => Date.parse(createdAt) > since - COMMIT_MS);
  if (missed.length === MOST_CAUGHT_UP) await queries.invalidateQueries();
  else if (missed.length > 0) hand(missed.toReversed());
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
  shownUntil = Math.max(shownUntil ?? 0, ...events.map(({ createdAt }) => Date.parse(createdAt)));
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
  // A timer runs already when earlier events wait.
  if (waiting.length > events.length) return;
  setTimeout(() => void show(waiting.splice(0)), JOIN_MS);
}

async function show(events: readonly LifeEvent[]): Promise<void> {
  for (const handler of handlers) handler(events);
  const pillars = new Set(events.map(({ type }) => type.split(".")[0]!));
  // Answers that are neither a row nor a list of rows, such as totals, are read again as a whole.
  void queries.invalidateQueries({
    predicate: ({ queryKey: [operation] }) =>
      typeof operation === "string" &&
      !isOfRows(operation) &&
      (SUMS.get(operation) ?? [operation.split(".")[0]!]).some((pillar) => pillars.has(pillar)),
  });
  void queries.invalidateQueries({ queryKey: ["platform.dashboard.get"] });
  // What happened is a row itself, of the timeline.
  void lookForNewer("platform.events");
  const rows = new Map(events.filter(({ entityId }) => entityId !== null).map((event) => [event.entityId!, event]));
  const byResource = Map.groupBy(rows.values(), ({ type, entityType }) => entities[type] ?? entities[entityType ?? ""]);
  for (const [entity, ofResource] of byResource) if (entity) await follow(entity, ofResource);
}

/** What is read under the name of a row or a list and is neither, or is more than its own events tell, with the pillars whose events change it. */
const SUMS = new Map([
  ["knowledge.folders.list", ["knowledge"]],
  ["knowledge.storage.get", ["knowledge"]],
  ["calendar.agenda.get", ["calendar", "work", "rhythm"]],
  ["calendar.free-busy.get", ["calendar"]],
  // Each transaction changes what is on its account, of which no event of the account tells.
  ["finance.accounts.get", ["finance"]],
  ["finance.accounts.list", ["finance"]],
  ["finance.net-worth.get", ["finance"]],
]);

const isOfRows = (operation: string): boolean => /\.(list|get)$/.test(operation) && !SUMS.has(operation);

/**
 * Reads rows that are shown again, one by one. For rows that no list of their resource shows, each of its lists checks once for new rows at its
 * top: that the dashboard, say, has heard of a row already does not bring it into the list.
 */
async function follow(entity: Entity, events: readonly LifeEvent[]): Promise<void> {
  const resource = resourceOfPath(entity.list);
  if (events.length > MOST_FOLLOWED) return beginListsAnew(resource);
  // Deleted ones, too: it may have been restored before the event of its deletion came.
  const held = events.filter(({ entityId }) => holdsRow(entityId!));
  await Promise.all(held.map(({ entityId }) => readAgain(entity, resource, entityId!)));
  const isUnlisted = ({ action, entityId }: LifeEvent) =>
    action !== "deleted" && !holdsRow(entityId!, (operation) => isListOf(resource, operation));
  if (events.some(isUnlisted)) await lookForNewer(resource);
}

async function readAgain(entity: Entity, resource: string, id: string): Promise<void> {
  const [, parameter] = /\{(\w+)\}$/.exec(entity.path ?? "") ?? [];
  if (!parameter) return queries.invalidateQueries({ queryKey: [`${resource}.list`] });
  try {
    // Each of these operations reads one row by its id.
    writeRow((await call(`${resource}.get` as OperationId, { path: { [parameter]: id } })) as unknown as Row);
  } catch (error) {
    if (problemOfError(error).status === 404) dropRow(id);
  }
}

/** Whatever of a resource answers rows in a list has them in one that is shown, or will be. */
const isListOf = (resource: string, operation: string): boolean =>
  operation.startsWith(`${resource}.`) && operation !== `${resource}.get`;

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
