/**
 * How a person subscribes or buys tokens: on a page of Stripe's, of which they have one at a time. A person with a subscription changes that one
 * instead, on Stripe's page for customers, so that nobody pays twice.
 */
import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { speakAsService } from "#cloud/speak";
import { billingCheckouts, subscriptions } from "#core/billing/billing.sql";
import { ENDED } from "#core/billing/grants";
import { credit, packs } from "#core/billing/packs";
import { prices } from "#core/billing/prices";
import { billingFields, billingRefusals, stripeReasons } from "#core/billing/sayings";
import {
  createPortal,
  createSession,
  idOf,
  isConfigured,
  isUnknownCustomer,
  retrieveSession,
  type StripeSession,
  unavailable,
} from "#core/billing/stripe";
import { type Synced, sync, turnOf } from "#core/billing/sync";
import { users } from "#core/identity/users.sql";
import { inTurn } from "#core/platform/in-turn";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { db, effect, orFirstTime, read, uncounted } from "#kit/db";
import { isConflict, NotConfigured, type Problem, problem, Unavailable, wrongInput } from "#kit/problem";
import { me } from "#kit/table";
import { Instant, type Row } from "#kit/wire";

export const SubscribedAlready = /* @__PURE__ */ problem(
  "conflict",
  "subscribed_already",
  "There is a subscription already",
);
export const CheckoutOpen = /* @__PURE__ */ problem("conflict", "checkout_open", "A checkout is open already");
export const NothingToManage = /* @__PURE__ */ problem("conflict", "nothing_to_manage", "There is no subscription");

export const Wanted = z.strictObject({
  priceId: z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/, billingFields.sentences.must_be_price_id)),
});

export const Begun = z.strictObject({ url: z.string(), priceId: z.string(), expiresAt: Instant });

const MINUTE_MS = 60_000;
/** How long Stripe's page is good: the shortest that Stripe allows is half an hour. */
const PAGE_MINUTES = 60;
/** By then Stripe has made the page, or it is not going to be used. */
const RESERVED_MINUTES = 2;
/** The console's page of the plan, where people come back to. */
const PAGE = "/console/billing/subscription";
/** The page of tokens, for who buys some. */
const TOKENS_PAGE = "/console/cortex/spend";

/**
 * Makes the page on which the person buys the plan or the pack of a price. It is reserved before Stripe is asked, so that of two requests at the
 * same moment one is refused. Throws InvalidInput, SubscribedAlready, CheckoutOpen, NotConfigured, Unavailable.
 */
export async function begin(ctx: Ctx, { priceId }: z.output<typeof Wanted>): Promise<z.output<typeof Begun>> {
  await refreshSettings();
  if (!isConfigured()) throw NotConfigured("STRIPE_SECRET_KEY is not set, so that nothing can be bought.");
  const known = packs();
  const tokens = Object.hasOwn(known, priceId) ? known[priceId]!.tokens : null;
  const back = page(tokens === null ? PAGE : TOKENS_PAGE);
  if (tokens === null && !Object.hasOwn(prices(), priceId))
    throw wrongInput("#/priceId", billingFields("unknown_price"));
  const { who, checkout } = await reserve(ctx, priceId, tokens);
  // A request that is repeated after its page was made gets the same answer, whatever has become of the page.
  const [[now]] = await ctx.db.batch([
    db.select().from(billingCheckouts).where(sql`${billingCheckouts.id} = ${checkout.id}::uuid`),
  ]);
  if (now?.url) return begun(now);
  const form = {
    mode: checkout.tokens === null ? "subscription" : "payment",
    "line_items[0][price]": checkout.stripePriceId,
    "line_items[0][quantity]": "1",
    client_reference_id: ctx.actor.userId,
    "metadata[user_id]": ctx.actor.userId,
    ...(checkout.tokens === null && { "subscription_data[metadata][user_id]": ctx.actor.userId }),
    success_url: `${back}?checkout=done`,
    cancel_url: back,
    // Of the row and not of now: a request that is repeated has to be the same to Stripe.
    expires_at: String(Math.floor(Date.parse(checkout.createdAt) / 1_000) + PAGE_MINUTES * 60),
  };
  const session = await sessionFor(ctx, who, checkout.id, form).catch(async (error: unknown) => {
    // A page that was made all the same is known to nobody, so that nobody can pay on it.
    await ctx.db.batch([givenUp(checkout.id)]);
    return unavailable(ctx, error);
  });
  return made(ctx, checkout.id, session);
}

/** For the customer that the person was, or for a new one where there is none or Stripe has deleted them. */
async function sessionFor(ctx: Ctx, { customer, email }: Who, key: string, form: Record<string, string>) {
  const forNew = (its: string) => createSession(ctx, its, { ...form, customer_email: email });
  if (!customer) return forNew(key);
  return createSession(ctx, key, { ...form, customer }).catch((error: unknown) => {
    if (!isUnknownCustomer(error)) throw error;
    return forNew(`${key} new`);
  });
}

/**
 * No part of what the request did under its key: whoever repeats it asks Stripe again. A page that the same request has got when it was
 * sent twice stays open, since it can be paid on.
 */
const givenUp = (id: string) =>
  uncounted(
    sql`update ${billingCheckouts} set status = 'expired' where id = ${id}::uuid and stripe_session_id is null`,
  );

async function made(ctx: Ctx, id: string, session: StripeSession): Promise<z.output<typeof Begun>> {
  const values = {
    status: "open" as const,
    stripeSessionId: session.id,
    url: session.url,
    expiresAt: new Date(session.expires_at * 1_000).toISOString(),
  };
  try {
    const [row] = await ctx.db.batch([update(ctx, billingCheckouts, eq(billingCheckouts.id, id), values)]);
    if (!row?.url) throw Unavailable(billingRefusals("stripe_silent"));
    return begun(row);
  } catch (error) {
    // It was given up, and another one has been begun meanwhile.
    if ((error as { code?: string }).code === "23505") throw checkoutOpen(values.expiresAt);
    throw error;
  }
}

const begun = ({ url, stripePriceId: priceId, expiresAt }: Row<typeof billingCheckouts>) => ({
  url: url!,
  priceId,
  expiresAt,
});

interface Who {
  email: string;
  /** Whom Stripe knows the person as; null at the first time. */
  customer: string | null;
  isSubscribed: boolean;
  /** Of the checkout that is open; null without one. */
  openUntil: string | null;
  /** Of the same, at Stripe; null until Stripe has made its page. */
  sessionId: string | null;
}

/** Reserves the person's only checkout. A request that is repeated gets the row as it was at its first time, whatever is open by now. */
async function reserve(
  ctx: Ctx,
  priceId: string,
  tokens: number | null,
): Promise<{ who: Who; checkout: Row<typeof billingCheckouts> }> {
  const now = ctx.now();
  const values = {
    stripePriceId: priceId,
    tokens,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + RESERVED_MINUTES * MINUTE_MS).toISOString(),
  };
  const row = insert(ctx, billingCheckouts, values);
  const who = await settledWho(ctx);
  // Whoever has a subscription may buy tokens beside it.
  const refusal = refusalOf({ ...who, isSubscribed: who.isSubscribed && tokens === null }, now);
  if (refusal) return { who, checkout: await orFirstTime(ctx.db, row, refusal) };
  try {
    const [, , , checkout] = await ctx.db.batch([
      inTurn(turnOf(ctx.actor.userId)),
      effect(
        sql`select raise_problem('LF005', ${SUBSCRIBED}) from ${subscriptions} s where s.user_id = ${me} and ${isLive} and ${tokens === null}::boolean limit 1`,
      ),
      effect(sql`update ${billingCheckouts} set status = 'expired'
        where user_id = ${me} and status = 'open' and stripe_session_id is null and expires_at <= ${now.toISOString()}::timestamptz`),
      row,
    ]);
    return { who, checkout };
  } catch (error) {
    if (isConflict(error) && (error as { detail?: string }).detail === SUBSCRIBED) throw subscribed();
    if ((error as { code?: string }).code === "23505") throw checkoutOpen(values.expiresAt);
    throw error;
  }
}

const SUBSCRIBED = "subscribed";
const isLive = sql`s.status not in (${sql.join(
  ENDED.map((status) => sql`${status}`),
  sql`, `,
)})`;

/** Who asks. What became of a checkout whose time is over is asked first: its report may have been lost. */
async function settledWho(ctx: Ctx): Promise<Who> {
  const [[who]] = await ctx.db.batch([whoRead]);
  const { sessionId, openUntil } = who!;
  if (sessionId === null || isOpen(openUntil, ctx.now())) return who!;
  const service = speakAsService("api", { correlationId: ctx.correlationId });
  await settle(service.ctx, sessionId).catch((error: unknown) => unavailable(ctx, error));
  await service.published();
  const [[now]] = await ctx.db.batch([whoRead]);
  return now!;
}

const whoRead = read<Who>(sql`select u.email, c.expires_at as "openUntil", c.stripe_session_id as "sessionId",
  (select s.stripe_customer_id from ${subscriptions} s where s.user_id = u.id order by s.id desc limit 1) as customer,
  exists (select from ${subscriptions} s where s.user_id = u.id and ${isLive}) as "isSubscribed"
  from ${users} u left join ${billingCheckouts} c on c.user_id = u.id and c.status = 'open' where u.id = ${me}`);

const isOpen = (until: string | null, now: Date) => until !== null && Date.parse(until) > now.getTime();

/** Of a page that Stripe has made, Stripe alone says when its time is over: until then it can be paid on. */
function refusalOf({ isSubscribed, openUntil, sessionId }: Who, now: Date): Problem | undefined {
  if (isSubscribed) return subscribed();
  if (sessionId !== null || isOpen(openUntil, now)) return checkoutOpen(openUntil!);
  return undefined;
}

const subscribed = () => SubscribedAlready(billingRefusals("subscribed_already"));
const checkoutOpen = (until: string) =>
  CheckoutOpen(billingRefusals("checkout_open", { until: new Date(until).toISOString() }));

/**
 * Finds out at Stripe what became of a checkout, and takes over the subscription that came of it. `service` is a ctx of the service
 * role. Says whose it was, or why it was nobody's here.
 */
export async function settle(service: Ctx, sessionId: string): Promise<Synced> {
  const session = await retrieveSession(service, sessionId);
  const [[known]] = await service.db.batch([
    read<{ userId: string }>(
      sql`select user_id as "userId" from ${billingCheckouts} where stripe_session_id = ${sessionId}`,
    ),
  ]);
  // The subscription comes before the end of the checkout: in between, neither would keep another checkout from beginning.
  const synced = session?.subscription ? await sync(service, idOf(session.subscription)) : undefined;
  // A way to pay that takes days completes the page before: then it is asked again until it is paid.
  if (session?.status === "complete" && session.payment_status === "paid") await credit(service, sessionId);
  if (session?.status !== "open") await service.db.batch([ended(sessionId, session?.status === "complete")]);
  return synced ?? known ?? { reason: stripeReasons("checkout_of_nobody") };
}

const ended = (sessionId: string, isComplete: boolean) =>
  effect(sql`update ${billingCheckouts} set status = ${isComplete ? "completed" : "expired"}
    where stripe_session_id = ${sessionId} and status = 'open'`);

/** The address of Stripe's page on which the person changes, pays or ends their subscription. Throws NothingToManage, NotConfigured, Unavailable. */
export async function portal(ctx: Ctx): Promise<{ url: string }> {
  await refreshSettings();
  if (!isConfigured()) throw NotConfigured("STRIPE_SECRET_KEY is not set, so that there is nothing to manage.");
  const back = page(PAGE);
  const [[who]] = await ctx.db.batch([whoRead]);
  if (!who?.customer) throw NothingToManage(billingRefusals("nothing_to_manage"));
  const url = await createPortal(ctx, who.customer, back).catch((error: unknown) => {
    if (isUnknownCustomer(error)) throw NothingToManage(billingRefusals("nothing_to_manage"));
    return unavailable(ctx, error);
  });
  return { url };
}

function page(path: string): string {
  const url = settingOf("PUBLIC_URL");
  if (!url) throw NotConfigured("PUBLIC_URL is not set, so that Stripe would not know where to send people back to.");
  return new URL(path, url).href;
}
