/** What a handler, verb, consumer or workflow step is given: who acts, the clock, and the only way to the database. */
import type { Db } from "./db.ts";
import type { Origin } from "./origin.ts";

export type { Origin } from "./origin.ts";

export type Tier = "free" | "starter" | "pro" | "team" | "enterprise";

export interface Actor {
  userId: string;
  role: "user" | "admin";
  tier: Tier;
  /** How many changes a minute they may make, where it is not what their tier allows. */
  changesPerMinute?: number;
  /** The scopes of an API key (`finance:read`); undefined for a signed-in person, who has all scopes. */
  scopes?: readonly string[];
  /** The API key that the request was made with; undefined for a signed-in person. */
  apiKeyId?: string;
  /** The key's daily quota of changes, if it has one; days are those of UTC. */
  quota?: { apiKeyId: string; changesPerDay: number };
}

export interface Ctx {
  actor: Actor;
  db: Db;
  now: () => Date;
  log: Log;
  requestId: string;
  /** The id of the whole story (chain of causes) that an event belongs to. A request that names none begins a new one. */
  correlationId: string;
  /** The event that directly caused this. */
  causationId: string | null;
  origin: Origin;
  platform: "ios" | "android" | "web" | "api";
  clientVersion: string | null;
  ip: string | null;
}

export type Log = (
  level: "debug" | "info" | "warn" | "error",
  message: string,
  fields?: Record<string, unknown>,
) => void;

/** The same ctx within the story that `event` belongs to: events that it emits are recorded as caused by `event`. */
export function causedBy(ctx: Ctx, event: { id: string; correlationId: string } | undefined): Ctx {
  return event ? { ...ctx, causationId: event.id, correlationId: event.correlationId } : ctx;
}
