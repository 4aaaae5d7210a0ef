/** What a handler, verb, consumer or workflow step is given: who speaks, the clock, and the one way to the database. */
import type { Db } from "./db.ts";

export type Tier = "free" | "starter" | "pro" | "team" | "enterprise";
export type Origin = "api" | "webhook" | "schedule" | "workflow" | "agent" | "import";

export interface Actor {
  userId: string;
  role: "user" | "admin";
  tier: Tier;
  /** Scopes of an API key (`finance:read`); undefined for a signed-in person, who may do everything of their own. */
  scopes?: readonly string[];
  /** The API key that they speak through; undefined for a signed-in person. */
  apiKeyId?: string;
  /** What that key may change, when it may make only so many changes a day (of UTC). */
  quota?: { apiKeyId: string; changesPerDay: number };
}

export interface Ctx {
  actor: Actor;
  db: Db;
  now: () => Date;
  log: Log;
  requestId: string;
  /** The whole story an event belongs to; a new one begins with a request that names none. */
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

/** The same ctx, speaking in the story that `event` belongs to: what it emits was caused by that event. */
export function causedBy(ctx: Ctx, event: { id: string; correlationId: string } | undefined): Ctx {
  return event ? { ...ctx, causationId: event.id, correlationId: event.correlationId } : ctx;
}
