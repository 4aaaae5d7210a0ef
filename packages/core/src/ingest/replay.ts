/** Deliveries of other programs as administrators see them, and taking one again. */

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { speakAsService } from "#cloud/speak";
import { Audited, audit, auditAside, audited } from "#core/admin/audit";
import { deliveryRefusals } from "#core/admin/sayings";
import { receiveAgain } from "#core/ingest/receive";
import { webhookDeliveries } from "#core/ingest/webhook-deliveries.sql";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import { type ListSpec, listQuery, listRead, type Page, pageSchema } from "#kit/list";
import { Conflict, NotFound } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { type Row, rowSchema } from "#kit/wire";

const HEAVY = ["headers", "payload"] as const;
const listing: ListSpec<typeof webhookDeliveries> = {
  filter: ["provider", "signatureOk", "receivedAt", "processedAt", "error", "deliveryId"],
  sort: ["receivedAt"],
  omit: HEAVY,
};

export const Query = listQuery(webhookDeliveries, listing);
export const Deliveries = pageSchema(rowSchema(webhookDeliveries, HEAVY));
export const Delivery = rowSchema(webhookDeliveries, [], { audited: Audited });
type Delivery = Row<typeof webhookDeliveries>;

/** The newest first. What became of each is said by `processedAt` and `error`. */
export async function list(
  ctx: Ctx,
  query: Record<string, unknown>,
): Promise<Page<Omit<Delivery, (typeof HEAVY)[number]>>> {
  const [page] = await ctx.db.batch([listRead(webhookDeliveries, listing, query)]);
  return page;
}

/** With what came, which says who a message was for: who looks is recorded. */
export async function get(ctx: Ctx, id: string): Promise<z.output<typeof Delivery>> {
  const look = auditAside(ctx, "admin.webhook_delivery.read", {
    entityType: "webhook_delivery",
    entityId: id,
    details: {},
  });
  const [found] = await findRow(ctx, webhookDeliveries, id, look);
  return { ...found, ...audited };
}

/**
 * Takes a genuine delivery again, as if it had not been processed. The request claims its key before: repeated, it takes nothing, and
 * answers how the delivery is.
 */
export async function replay(ctx: Ctx, id: string): Promise<z.output<typeof Delivery>> {
  const attempt = randomUUID();
  const [before, entry] = await ctx.db.batch([
    rowRead(webhookDeliveries, id),
    audit(ctx, "admin.webhook_delivery.replayed", {
      entityType: "webhook_delivery",
      entityId: id,
      details: { attempt },
    }),
    effect(
      sql`update ${webhookDeliveries} set processed_at = null, error = null, error_coded = null where id = ${id}::uuid and signature_ok`,
    ),
  ]);
  if (!before) throw NotFound();
  if (!before.signatureOk) throw Conflict(deliveryRefusals("delivery_unsigned"));
  if ((entry.details as { attempt?: string }).attempt === attempt) await take(ctx, before);
  const [after] = await findRow(ctx, webhookDeliveries, id);
  return { ...after, ...audited };
}

/** When the message is gone the delivery is as it was. A failure leaves it unfinished, to be replayed again. */
async function take(ctx: Ctx, before: Delivery): Promise<void> {
  const service = speakAsService("webhook", { correlationId: ctx.correlationId });
  if (await receiveAny(service.ctx, before)) return service.published();
  await service.ctx.db.batch([
    effect(
      sql`update ${webhookDeliveries} set processed_at = ${before.processedAt}::timestamptz, error = ${before.error},
        error_coded = ${before.errorCoded && JSON.stringify(before.errorCoded)}::jsonb where id = ${before.id}::uuid`,
    ),
  ]);
  throw Conflict(deliveryRefusals("delivery_gone"));
}

/** What pays for plans, and what reads banks, is loaded when one of its reports is taken again. */
async function receiveAny(service: Ctx, delivery: Delivery): Promise<boolean> {
  if (delivery.provider !== "stripe" && delivery.provider !== "plaid") return receiveAgain(service, delivery);
  const reports =
    delivery.provider === "stripe"
      ? await import("#core/billing/receive")
      : await import("#core/finance/plaid/webhook");
  return reports.receiveAgain(service, delivery);
}
