/** Webhook deliveries, stored so that each has its effect once and failures can be investigated. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { freeForm } from "#core/platform/free-form";
import { boolean, id, instant, integer, json, text } from "#kit/columns";
import { Coded } from "#kit/saying";
import { service } from "#kit/table";

export const webhookHeadersSchema = freeForm(100_000);
export const webhookPayloadSchema = freeForm(1_000_000);

export const webhookDeliveries = service(
  "webhook_deliveries",
  {
    id: id(),
    provider: text(50).notNull(),
    deliveryId: text(500).notNull(),
    signatureOk: boolean().notNull(),
    headers: json(webhookHeadersSchema).notNull().default(sql`'{}'`),
    payload: json(webhookPayloadSchema).notNull().default(sql`'{}'`),
    receivedAt: instant().notNull().default(sql`now()`),
    processedAt: instant(),
    attempts: integer().notNull().default(0),
    error: text(5000),
    errorCoded: json(Coded),
  },
  (t) => [
    unique("webhook_deliveries_unique").on(t.provider, t.deliveryId),
    index("webhook_deliveries_open").on(t.receivedAt).where(sql`processed_at is null`),
  ],
);
