/** Webhook deliveries, one row each: its content, whether it was genuine, and the outcome. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { webhookDeliveries } from "#core/ingest/webhook-deliveries.sql";
import type { Ctx } from "#kit/ctx";
import { type Read, uncounted } from "#kit/db";
import { codedOf, type Saying } from "#kit/saying";

export interface Delivery {
  provider: "email" | "s3" | "stripe" | "plaid";
  /** The sender's own id of the delivery, the same when it is sent again. */
  deliveryId: string;
  headers: Record<string, string>;
  payload: Record<string, unknown>;
}

export interface Opened {
  id: string;
  /** It was processed; `error` is the reason when it had no effect. */
  isDone: boolean;
  error: string | null;
}

/** Records that a delivery has arrived, or arrived again. For the service role. */
export function openDelivery(ctx: Ctx, { provider, deliveryId, headers, payload }: Delivery): Read<Opened> {
  const query = uncounted<Opened>(sql`
    insert into ${webhookDeliveries} as d (provider, delivery_id, signature_ok, headers, payload, received_at, attempts)
    values (${provider}, ${deliveryId}, true, ${JSON.stringify(headers)}::jsonb, ${JSON.stringify(payload)}::jsonb, ${ctx.now().toISOString()}::timestamptz, 1)
    on conflict (provider, delivery_id) do update set attempts = d.attempts + 1
    returning d.id, d.processed_at is not null as "isDone", d.error`);
  return { ...query, decode: (result) => query.decode(result)[0]! };
}

/** Records the outcome of a delivery. `userIds` are the persons it concerned, so that the erasure of one of them finds it. */
export function closeDelivery(ctx: Ctx, id: string, outcome: { error?: Saying; userIds?: string[] }): Read<unknown> {
  return uncounted(sql`
    update ${webhookDeliveries} set processed_at = ${ctx.now().toISOString()}::timestamptz, error = ${outcome.error?.text ?? null}, error_coded = ${codedJson(outcome.error)}::jsonb,
      payload = payload || jsonb_build_object('userIds', ${JSON.stringify(outcome.userIds ?? [])}::jsonb)
    where id = ${id}::uuid`);
}

const codedJson = (why: Saying | undefined) => (why ? JSON.stringify(codedOf(why)) : null);

/** The most rows of refused deliveries that are kept in an hour. Anybody can send those, so only a sample is kept. */
const REFUSED_PER_HOUR = 50;

/** Records a delivery without a valid signature. It never takes the id of a genuine one. */
export function noteRefused(ctx: Ctx, refused: Omit<Delivery, "deliveryId"> & { error: Saying }): Read<unknown> {
  const at = ctx.now().toISOString();
  const drawn = createHash("sha256").update(JSON.stringify(refused)).digest().readUInt32BE() % REFUSED_PER_HOUR;
  return uncounted(sql`
    insert into ${webhookDeliveries} as d (provider, delivery_id, signature_ok, headers, payload, received_at, processed_at, attempts, error, error_coded)
    values (${refused.provider}, ${`refused/${at.slice(0, 13)}/${drawn}`}, false, ${JSON.stringify(refused.headers)}::jsonb,
      ${JSON.stringify(refused.payload)}::jsonb, ${at}::timestamptz, ${at}::timestamptz, 1, ${refused.error.text}, ${codedJson(refused.error)}::jsonb)
    on conflict (provider, delivery_id) do update set attempts = d.attempts + 1`);
}
