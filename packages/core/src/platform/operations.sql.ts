/** Tables for the operation of the product: idempotency keys, rate limits, the cache, configuration and the audit log. */
import { sql } from "drizzle-orm";
import { index, primaryKey } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { users } from "#core/identity/users.sql";
import { freeForm } from "#core/platform/free-form";
import { boolean, encrypted, id, inet, instant, integer, json, oneOf, text, uuid, versioned } from "#kit/columns";
import { custom, ME, service, timestamps } from "#kit/table";

const me = sql.raw("nullif(current_setting('app.user_id', true), '')::uuid");

export const idempotencyRowsSchema = freeForm(1_000_000);

/** A repeated POST is answered from this: the rows that its first run wrote, by slot. */
export const idempotencyKeys = custom(
  "idempotency_keys",
  {
    userId: uuid()
      .notNull()
      .default(me)
      .references(() => users.id, { onDelete: "cascade" }),
    key: text(255).notNull(),
    requestHash: text(64).notNull(),
    attempt: uuid().notNull(),
    rows: json(idempotencyRowsSchema),
    lockedUntil: instant(),
    expiresAt: instant().notNull().default(sql`now() + interval '24 hours'`),
    ...timestamps({ appendOnly: true }),
  },
  {
    read: (row) => `${row}.user_id = ${ME}`,
    insert: `idempotency_keys.user_id = ${ME}`,
    update: `idempotency_keys.user_id = ${ME}`,
    remove: `idempotency_keys.user_id = ${ME}`,
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index("idempotency_keys_expiry").on(t.expiresAt)],
);

/**
 * The streams of events that a person has open. A stream ends once its row is gone, which is how the newest of too many end the
 * oldest, in whichever process that runs. A process that was ended leaves its row until the person opens another stream.
 */
export const openStreams = custom(
  "open_streams",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .default(me)
      .references(() => users.id, { onDelete: "cascade" }),
  },
  {
    read: (row) => `${row}.user_id = ${ME}`,
    insert: `open_streams.user_id = ${ME}`,
    remove: `open_streams.user_id = ${ME}`,
  },
  (t) => [index("open_streams_user").on(t.userId, t.id)],
);

export const auditDetailsSchema = freeForm(20_000);

// A trigger chains the entries of each user by prev_hash and hash. No foreign key: the record outlives the account.
export const auditLogs = custom(
  "audit_logs",
  {
    id: id(),
    userId: uuid().default(me),
    actorId: uuid().default(me),
    action: text(100).notNull(),
    entityType: text(100),
    entityId: uuid(),
    outcome: oneOf("success", "denied", "failure").notNull().default("success"),
    ip: inet(),
    userAgent: text(1000),
    details: json(auditDetailsSchema).notNull().default(sql`'{}'`),
    prevHash: text(64),
    hash: text(64),
    ...timestamps({ appendOnly: true }),
  },
  {
    read: (row) => `${row}.user_id = ${ME}`,
    insert: `audit_logs.user_id = ${ME} AND audit_logs.actor_id = ${ME}`,
  },
  (t) => [index("audit_logs_user").on(t.userId, t.id)],
);

export const systemConfig = service("system_config", {
  key: text(200).primaryKey(),
  value: json(z.unknown()),
  isSecret: boolean().notNull().default(false),
  secret: encrypted(),
  description: text(1000),
  /** Who set it last; null for the service itself. */
  updatedBy: uuid(),
  ...versioned(),
  updatedAt: instant().notNull().default(sql`now()`),
});

/** Every change of a setting, the latest with the greatest id. Of a secret it is only kept that it changed. */
export const systemConfigHistory = service(
  "system_config_history",
  {
    id: id(),
    key: text(200).notNull(),
    action: oneOf("set", "removed").notNull(),
    value: json(z.unknown()),
    isSecret: boolean().notNull().default(false),
    actorId: uuid(),
  },
  (t) => [index("system_config_history_key").on(t.key, t.id)],
);

/** How the last run of each schedule went, whatever started it. */
export const scheduleRuns = service("schedule_runs", {
  scheduleId: text(200).primaryKey(),
  startedAt: instant().notNull(),
  /** Null while it runs, and of a run that was stopped in the middle. */
  endedAt: instant(),
  error: text(2_000),
});

/** Unlogged (see migrations): its contents can be recreated. */
export const cacheEntries = service(
  "cache_entries",
  { key: text(500).primaryKey(), value: json(z.unknown()).notNull(), expiresAt: instant() },
  (t) => [index("cache_entries_expiry").on(t.expiresAt)],
);

/** Unlogged (see migrations): how often a bucket was used within a window. */
export const rateLimits = service(
  "rate_limits",
  { bucket: text(255).notNull(), windowStart: instant().notNull(), count: integer().notNull().default(0) },
  (t) => [primaryKey({ columns: [t.bucket, t.windowStart] }), index("rate_limits_window").on(t.windowStart)],
);
