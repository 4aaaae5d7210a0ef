/** Receives what Stripe reports. A report says only which subscription or checkout to look at: how it is, Stripe is asked. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { speakAsService } from "#cloud/speak";
import { inMinorUnits } from "#core/billing/amounts";
import { billingEvents } from "#core/billing/billing.sql";
import { settle } from "#core/billing/checkouts";
import { verify } from "#core/billing/signature";
import { unavailable } from "#core/billing/stripe";
import { type Synced, sync } from "#core/billing/sync";
import { closeDelivery, noteRefused, openDelivery } from "#core/ingest/deliveries";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { uncounted } from "#kit/db";
import { NotConfigured, Unauthenticated } from "#kit/problem";
import type { Saying } from "#kit/saying";

/** The outcome of a report. One that is not accepted is stored with its reason; sending it again would not help. */
export const Reception = z.strictObject({ accepted: z.boolean(), reason: z.optional(z.string()) });
type Reception = z.output<typeof Reception>;

const Id = z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/));
const Reference = z.nullish(z.union([Id, z.object({ id: Id })]));

/** The parts of an event (https://docs.stripe.com/api/events/object) that say what it is about. */
const Report = z.object({
  id: Id,
  type: z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/)),
  data: z.object({
    object: z.object({
      object: z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/)),
      id: z.optional(Id),
      subscription: Reference,
      // Where invoices say which subscription they are of, since 2025-03-31.basil.
      parent: z.nullish(z.object({ subscription_details: z.nullish(z.object({ subscription: Reference })) })),
      amount_due: z.nullish(z.int()),
      currency: z.nullish(z.string()),
    }),
  }),
});
type Report = z.output<typeof Report>;

/**
 * Takes a report whose signature by STRIPE_WEBHOOK_SECRET is right. When Stripe cannot be asked it throws Unavailable, so that Stripe
 * reports again.
 */
export async function receive(ctx: Ctx, signature: string | undefined, raw: Buffer): Promise<Reception> {
  await refreshSettings();
  const secret = settingOf("STRIPE_WEBHOOK_SECRET");
  if (!secret) throw NotConfigured("STRIPE_WEBHOOK_SECRET is not set, so no report can be trusted.");
  const verdict = verify(signature, raw, { secret, now: ctx.now() });
  const service = speakAsService("webhook", { correlationId: ctx.correlationId });
  const what = { sizeBytes: raw.length, sha256: createHash("sha256").update(raw).digest("hex") };
  if (!verdict.ok) {
    const refused = { provider: "stripe" as const, headers: {}, payload: what, error: verdict.reason };
    await service.ctx.db.batch([noteRefused(service.ctx, refused)]);
    throw Unauthenticated(verdict.reason.text);
  }
  const report = reportIn(raw);
  if (!report) return { accepted: false, reason: "The body is no event of Stripe's." };
  const about = { ...what, type: report.type, ...subjectOf(report) };
  const [opened] = await service.ctx.db.batch([
    openDelivery(service.ctx, { provider: "stripe", deliveryId: report.id, headers: {}, payload: about }),
  ]);
  if (opened.isDone) return receptionOf(opened.error);
  const outcome = await followed(service.ctx, subjectOf(report));
  await service.ctx.db.batch([
    closeDelivery(service.ctx, opened.id, outcome),
    ...outcome.userIds.map((userId) => record(userId, report)),
  ]);
  await service.published();
  return receptionOf(outcome.error?.text ?? null);
}

/**
 * Looks again at what a kept report was about, and records what came of it; false when it was about nothing that concerns LifeOS.
 * Throws Unavailable when Stripe cannot be asked.
 */
export async function receiveAgain(
  service: Ctx,
  { id, payload }: { id: string; payload: Record<string, unknown> },
): Promise<boolean> {
  const subject = Subject.safeParse(payload).data;
  if (!subject?.sessionId && !subject?.subscriptionId) return false;
  await service.db.batch([closeDelivery(service, id, await followed(service, subject))]);
  return true;
}

function reportIn(raw: Buffer): Report | undefined {
  try {
    return Report.safeParse(JSON.parse(raw.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

const Subject = z.object({ subscriptionId: z.optional(Id), sessionId: z.optional(Id) });
type Subject = z.output<typeof Subject>;

/** What to ask Stripe about. */
function subjectOf({ data: { object } }: Report): Subject {
  if (object.object === "checkout.session") return object.id ? { sessionId: object.id } : {};
  const own = object.object === "subscription" ? object.id : undefined;
  const its = own ?? object.parent?.subscription_details?.subscription ?? object.subscription;
  return its ? { subscriptionId: typeof its === "string" ? its : its.id } : {};
}

/** Whom it concerned, or why it had no effect; neither, where it was about other things. */
async function followed(service: Ctx, subject: Subject): Promise<{ userIds: string[]; error?: Saying }> {
  const synced = await follow(service, subject).catch((error: unknown) => unavailable(service, error));
  if (synced === undefined) return { userIds: [] };
  return "userId" in synced ? { userIds: [synced.userId] } : { userIds: [], error: synced.reason };
}

async function follow(service: Ctx, { subscriptionId, sessionId }: Subject): Promise<Synced | undefined> {
  if (sessionId) return settle(service, sessionId);
  return subscriptionId ? sync(service, subscriptionId) : undefined;
}

/** Keeps in the person's history what was reported, without the report itself. */
function record(userId: string, { id, type, data: { object } }: Report) {
  const currency = /^[a-z]{3}$/.test(object.currency ?? "") ? object.currency!.toUpperCase() : null;
  const amount = object.amount_due ?? null;
  const amountCents = amount === null || currency === null ? amount : Math.round(inMinorUnits(amount, currency));
  const payload = { object: object.object, ...(object.id && { id: object.id }) };
  return uncounted(sql`insert into ${billingEvents} (user_id, stripe_event_id, type, amount_cents, currency, payload)
    values (${userId}::uuid, ${id}, ${type}, ${amountCents}::bigint, ${currency}, ${JSON.stringify(payload)}::jsonb)
    on conflict (stripe_event_id) do nothing`);
}

const receptionOf = (error: string | null): Reception =>
  error === null ? { accepted: true } : { accepted: false, reason: error };
