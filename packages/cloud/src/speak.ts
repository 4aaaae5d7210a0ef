/** Makes the ctx of somebody: where the port, the claim, the rate limit and publishing after commit come together. */
import { randomUUID } from "node:crypto";
import type { Actor, Ctx, Log, Origin } from "#kit/ctx";
import type { EventRow } from "#kit/event";
import type { Once } from "#kit/once";
import { runtime } from "#kit/runtime";
import { createDb, type RateLimit } from "./batch.ts";
import { readablePillars } from "./scopes.ts";

const PUBLISH_TIMEOUT_MS = 1_000;

export interface Voice {
  actor: Actor;
  origin: Origin;
  requestId: string;
  correlationId: string;
  causationId?: string | null;
  platform?: Ctx["platform"];
  clientVersion?: string | null;
  ip?: string | null;
  once?: Once;
  limits?: readonly RateLimit[];
  /** The pillars whose events and notifications it may see; all of them unless said. */
  pillars?: readonly string[];
  role?: "lifeos_app" | "lifeos_service";
}

export interface Session {
  ctx: Ctx;
  /** Resolves when everything committed was put on the bus, or after a second; it never rejects. */
  published(): Promise<void>;
  /** How many more changes the limit allows in this window, once one was made. */
  remaining(): number | undefined;
  /** Whether a writing batch was a repetition and changed nothing. */
  replayed(): boolean;
}

export function speak(voice: Voice): Session {
  const { transport, publish, now, log: write } = runtime();
  const publishing: Promise<void>[] = [];
  let replays = 0;
  let claims = 0;
  let remaining: number | undefined;
  const log: Log = (level, message, fields) =>
    write(level, message, { requestId: voice.requestId, correlationId: voice.correlationId, ...fields });

  const db = createDb({
    transport: () => transport,
    speaker: {
      role: voice.role ?? "lifeos_app",
      userId: voice.actor.userId || null,
      pillars: voice.pillars ?? readablePillars(voice.actor),
    },
    nextClaim: () => voice.once && numbered(voice.once, claims),
    onClaimed: () => claims++,
    limits: voice.limits,
    onLimit: (left) => {
      remaining = left;
    },
    onEvents: (events) => publishing.push(withinTime(async () => publish(events), events, log)),
    onReplay: () => replays++,
  });

  const ctx: Ctx = {
    actor: voice.actor,
    db,
    now,
    log,
    requestId: voice.requestId,
    correlationId: voice.correlationId,
    causationId: voice.causationId ?? null,
    origin: voice.origin,
    platform: voice.platform ?? "api",
    clientVersion: voice.clientVersion ?? null,
    ip: voice.ip ?? null,
  };
  return {
    ctx,
    published: async () => {
      await Promise.all(publishing);
    },
    remaining: () => remaining,
    replayed: () => replays > 0,
  };
}

/** A ctx of the service role: sees every tenant, so it is for the relay, the authorizer and operators only. */
export function speakAsService(
  origin: Origin,
  causes: { correlationId?: string; causationId?: string | null; once?: Once } = {},
): Session {
  return speak({
    actor: { userId: "", role: "admin", tier: "enterprise" },
    origin,
    role: "lifeos_service",
    requestId: randomUUID(),
    correlationId: causes.correlationId ?? randomUUID(),
    causationId: causes.causationId,
    once: causes.once,
  });
}

/** The first writing batch claims the key itself, later ones of the same handler a numbered key. */
function numbered(once: Once, n: number): Once {
  if (n === 0) return once;
  return once.kind === "inbox" ? { ...once, eventId: `${once.eventId}#${n}` } : { ...once, key: `${once.key}#${n}` };
}

/** The outbox has every event, so a bus that is down or slow costs a delay and never the request. */
async function withinTime(publish: () => Promise<void>, events: EventRow[], log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PUBLISH_TIMEOUT_MS} ms`)), PUBLISH_TIMEOUT_MS);
  });
  try {
    await Promise.race([publish(), timeout]);
  } catch (error) {
    log("warn", "publishing failed; the sweep will publish again", {
      events: events.map((one) => one.id),
      error: (error as Error).message,
    });
  } finally {
    clearTimeout(timer);
  }
}
