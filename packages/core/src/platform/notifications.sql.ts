/** Notifications to people, webhooks to other programs, devices for push messages, and exports of an account. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { freeForm } from "#core/platform/free-form";
import { SentencesCoded } from "#core/platform/told";
import { bigint, encrypted, instant, integer, json, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { Coded } from "#kit/saying";
import { child, owned, pillarPolicy } from "#kit/table";

export const notificationChannels = ["in_app", "email", "push", "slack"] as const;
export const notificationActionSchema = freeForm(5000);
export const notificationAnswerSchema = freeForm(5000);

export const notifications = owned(
  "notifications",
  {
    kind: text(100).notNull(),
    title: text(300).notNull(),
    /** The title by its code, unless it is in a person's own words; and each sentence of the body. */
    titleCoded: json(Coded),
    body: text(5000),
    bodyCoded: json(SentencesCoded),
    action: json(notificationActionSchema),
    sourceEventId: uuid(),
    channel: oneOf(...notificationChannels)
      .notNull()
      .default("in_app"),
    status: oneOf("pending", "sent", "failed").notNull().default("pending"),
    readAt: instant(),
    answer: json(notificationAnswerSchema),
    answeredAt: instant(),
  },
  (t) => [
    // A notification belongs to the pillar of the event that it is about.
    pillarPolicy("notifications", "pillar_of_event(notifications.source_event_id)"),
    unique("notifications_unique").on(t.userId, t.sourceEventId, t.kind),
    index("notifications_user").on(t.userId, sql`id`),
    index("notifications_unread").on(t.userId, sql`id`).where(sql`read_at is null`),
  ],
  { private: true, deletedForGood: "they go by themselves once nobody asks for them" },
);

export const webhookEndpoints = owned(
  "webhook_endpoints",
  {
    url: text(2000, { format: "url" }).notNull(),
    eventTypes: strings(100, 100).notNull().default(sql`'{}'`),
    secret: encrypted(500),
    status: oneOf("active", "paused", "failing").notNull().default("active"),
    failureCount: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [index("webhook_endpoints_user").on(t.userId, sql`id`)],
  { private: true, deletedForGood: "a secret that was withdrawn must not be in use again" },
);

export const webhookAttempts = child(
  "webhook_attempts",
  { table: webhookEndpoints, key: "webhook_endpoint_id" },
  {
    webhookEndpointId: uuid()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
    eventId: uuid(),
    statusCode: integer(),
    durationMs: integer(),
    error: text(2000),
    nextAttemptAt: instant(),
  },
  (t) => [index("webhook_attempts_endpoint").on(t.webhookEndpointId, sql`id`)],
);

export const pushDevices = owned(
  "push_devices",
  { platform: oneOf("ios", "android", "web").notNull(), token: encrypted(5000).notNull(), lastSeenAt: instant() },
  (t) => [index("push_devices_user").on(t.userId, sql`id`)],
  { private: true, deletedForGood: "a device registers itself again" },
);

export const exports = owned(
  "exports",
  {
    status: oneOf("queued", "running", "ready", "failed", "expired").notNull().default("queued"),
    objectKey: text(1000),
    sizeBytes: bigint(),
    expiresAt: instant(),
  },
  (t) => [index("exports_user").on(t.userId, sql`id`)],
  { private: true, deletedForGood: "a file that expires; another one is made when it is wanted" },
);
