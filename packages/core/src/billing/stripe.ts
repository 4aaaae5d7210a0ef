/**
 * What LifeOS asks Stripe (https://docs.stripe.com/api, version 2026-10-28.endive): a page to subscribe on, a page to manage a
 * subscription on, and how a subscription is. Bodies are forms whose nested names have brackets.
 */
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import { subscriptionStatuses } from "#core/billing/billing.sql";
import { billingRefusals } from "#core/billing/sayings";
import { settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { NotConfigured, Unavailable } from "#kit/problem";
import { type Ask, ThirdPartyError, thirdParty } from "#kit/third-party";

const VERSION = "2026-10-28.endive";

const service = /* @__PURE__ */ thirdParty("stripe", {
  timeoutMs: 8_000,
  totalMs: 16_000,
  tries: 3,
  maxBytes: 512 * 1024,
});

const Id = z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/));
const Seconds = z.int().check(z.nonnegative());
/** Something that Stripe names by its id, or shows whole where that was asked for. */
const Reference = z.union([Id, z.object({ id: Id })]);

const Item = z.object({
  quantity: z.optional(z.int().check(z.nonnegative())),
  current_period_start: Seconds,
  current_period_end: Seconds,
  price: z.object({
    id: Id,
    currency: z.string().check(z.regex(/^[a-z]{3}$/)),
    unit_amount: z.nullish(z.int().check(z.nonnegative())),
    // Where the amount is no whole number, `unit_amount` is null.
    unit_amount_decimal: z.nullish(z.string().check(z.regex(/^\d{1,15}(\.\d{1,12})?$/))),
    recurring: z.nullish(
      z.object({ interval: z.enum(["day", "week", "month", "year"]), interval_count: z.int().check(z.positive()) }),
    ),
  }),
});

const Subscription = z.object({
  id: Id,
  customer: Reference,
  status: z.enum(subscriptionStatuses),
  items: z.object({ data: z.array(Item).check(z.maxLength(100)) }),
  cancel_at_period_end: z.boolean(),
  cancel_at: z.nullish(Seconds),
  canceled_at: z.nullish(Seconds),
  trial_end: z.nullish(Seconds),
  metadata: z.record(z.string(), z.string()),
});
export type StripeSubscription = z.output<typeof Subscription> & {
  /** Since when, in seconds since 1970, the oldest invoice is there that is to be paid; known only of a subscription that is past due. */
  unpaidSince?: number | undefined;
};
export type StripeItem = z.output<typeof Item>;

const Session = z.object({
  id: Id,
  status: z.enum(["open", "complete", "expired"]),
  url: z.nullish(z.url()),
  expires_at: Seconds,
  payment_status: z.optional(z.enum(["paid", "unpaid", "no_payment_required"])),
  subscription: z.nullish(Reference),
});
export type StripeSession = z.output<typeof Session>;

export const idOf = (reference: z.output<typeof Reference>): string =>
  typeof reference === "string" ? reference : reference.id;

/** Whether the keys are there without which Stripe cannot be asked. */
export const isConfigured = (): boolean => Boolean(settingOf("STRIPE_SECRET_KEY"));

/** The subscription as it is now, and since when it is unpaid; undefined where Stripe has none of this id. */
export async function retrieveSubscription(ctx: Ctx, id: string): Promise<StripeSubscription | undefined> {
  const found = await unlessMissing(
    call(ctx, { what: "a subscription", path: `v1/subscriptions/${encodeURIComponent(id)}`, returns: Subscription }),
  );
  return found?.status === "past_due" ? { ...found, unpaidSince: await unpaidSince(ctx, id) } : found;
}

/** The newest come first; of more than a hundred that are open, all are older than any grace. */
async function unpaidSince(ctx: Ctx, subscription: string): Promise<number | undefined> {
  const { data } = await call(ctx, {
    what: "the open invoices of a subscription",
    path: `v1/invoices?${new URLSearchParams({ subscription, status: "open", limit: "100" })}`,
    returns: z.object({ data: z.array(z.object({ created: Seconds })) }),
  });
  return data.at(-1)?.created;
}

/** A checkout as it is now; undefined where Stripe has none of this id. */
export const retrieveSession = (ctx: Ctx, id: string): Promise<StripeSession | undefined> =>
  unlessMissing(
    call(ctx, { what: "a checkout", path: `v1/checkout/sessions/${encodeURIComponent(id)}`, returns: Session }),
  );

/** Makes the page of a checkout; under the same key it is the same page for a day. */
export const createSession = (
  ctx: Ctx,
  idempotencyKey: string,
  form: Readonly<Record<string, string>>,
): Promise<StripeSession> =>
  call(ctx, {
    what: "a checkout",
    method: "POST",
    path: "v1/checkout/sessions",
    form,
    idempotencyKey,
    returns: Session,
  });

/** The address of a page, good for a few minutes, on which a customer changes or ends their subscription. */
export async function createPortal(ctx: Ctx, customer: string, returnUrl: string): Promise<string> {
  const { url } = await call(ctx, {
    what: "the page of a customer",
    method: "POST",
    path: "v1/billing_portal/sessions",
    form: { customer, return_url: returnUrl },
    // Two pages of a customer are as good as one.
    isRepeatable: true,
    returns: z.object({ url: z.url() }),
  });
  return url;
}

/** Whether Stripe refused what it was asked because it has no such customer: they were deleted, or are another account's. */
export function isUnknownCustomer(error: unknown): boolean {
  if (!(error instanceof ThirdPartyError)) return false;
  try {
    const { error: told } = Refusal.parse(JSON.parse(error.body ?? ""));
    return told.code === "resource_missing" && told.param === "customer";
  } catch {
    return false;
  }
}

/** https://docs.stripe.com/api/errors */
const Refusal = z.object({ error: z.object({ code: z.optional(z.string()), param: z.optional(z.string()) }) });

type Call<S extends z.ZodMiniType> = Omit<Ask<S>, "url" | "headers" | "secrets"> & { path: string };

function call<S extends z.ZodMiniType>(ctx: Ctx, { path, ...rest }: Call<S>) {
  const secret = settingOf("STRIPE_SECRET_KEY");
  if (!secret) throw NotConfigured("STRIPE_SECRET_KEY is not set, so that nothing can be bought.");
  const base = settingOf("STRIPE_URL") ?? "https://api.stripe.com";
  const asked: Ask<S> = {
    ...rest,
    url: new URL(path, base.endsWith("/") ? base : `${base}/`),
    headers: { authorization: `Bearer ${secret}`, "stripe-version": VERSION },
    secrets: [secret],
  };
  return ask(ctx, service, asked);
}

const unlessMissing = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof ThirdPartyError && error.status === 404) return undefined;
    throw error;
  });

/**
 * Says to a person that Stripe cannot be asked now. A refusal of the key or of what was sent is for whoever runs this installation, and
 * is in the log.
 */
export function unavailable(ctx: Ctx, error: unknown): never {
  if (!(error instanceof ThirdPartyError)) throw error;
  const { status = 0 } = error;
  // 409: the same is being asked at this moment. 429: too much was asked.
  if (status >= 400 && status < 500 && status !== 409 && status !== 429) {
    ctx.log("error", "Stripe refuses what it is asked", { status, error: error.message });
    throw NotConfigured("Stripe refuses this installation as it is set up.");
  }
  throw Unavailable(billingRefusals("stripe_silent"));
}
