/**
 * Brings a subscription here to how it is at Stripe. Whatever is reported only causes this, so that reports may come in any order,
 * repeatedly and months late, and the end is the same.
 *
 * Each subscription is read and written in turn: what was retrieved is written only when nobody has written it since before it was
 * retrieved, and otherwise it is retrieved again. So an answer that took long never replaces a later one.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { subscriptions } from "#core/billing/billing.sql";
import { SubscriptionChanged } from "#core/billing/events";
import { ENDED, type Facts, factsOf, tierBy } from "#core/billing/grants";
import { prices } from "#core/billing/prices";
import { stripeReasons } from "#core/billing/sayings";
import { idOf, retrieveSubscription, type StripeSubscription } from "#core/billing/stripe";
import { UserUpdated } from "#core/identity/events";
import { users } from "#core/identity/users.sql";
import { inTurn } from "#core/platform/in-turn";
import { refreshSettings } from "#core/platform/system-settings";
import { emit, insert, update } from "#kit/change";
import type { Ctx, Tier } from "#kit/ctx";
import { db, effect, type Query, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { isConflict, Unavailable } from "#kit/problem";
import type { Saying } from "#kit/saying";
import { type Row, Uuid } from "#kit/wire";

export type Synced = { userId: string } | { reason: Saying };

/** Whoever loses so often has others who write the same subscription as fast, and one of them has succeeded each time. */
const MAX_ATTEMPTS = 8;

/**
 * `service` is a ctx of the service role. Says whose subscription it is, or why it is nobody's here. Throws ThirdPartyError when Stripe
 * does not answer, and Unavailable when others keep writing it.
 */
export async function sync(service: Ctx, stripeId: string): Promise<Synced> {
  await refreshSettings();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const [[before]] = await service.db.batch([versionRead(stripeId)]);
    const retrieved = await retrieveSubscription(service, stripeId);
    if (!retrieved) return { reason: stripeReasons("no_such_subscription") };
    const [[person], known] = await service.db.batch([personRead(retrieved), knownRead(retrieved)]);
    if (!person) return { reason: stripeReasons("subscription_of_nobody") };
    const change = { retrieved, version: before?.version ?? 0, person, known };
    if (!(await tryOnce(service, change))) continue;
    warnOfTwo(service, change);
    return { userId: person.id };
  }
  throw Unavailable();
}

type Kept = Row<typeof subscriptions>;

interface Seen {
  retrieved: StripeSubscription;
  /** The version before Stripe was asked; 0 for a subscription that was not known. */
  version: number;
  person: { id: string; tier: Tier };
  /** All subscriptions of the person. */
  known: Kept[];
}

/** Writes what was retrieved and the tier that follows; false when something else was written meanwhile. */
async function tryOnce(service: Ctx, { retrieved, version, person, known }: Seen): Promise<boolean> {
  const own = known.find((one) => one.stripeSubscriptionId === retrieved.id);
  if ((own?.version ?? 0) !== version) return false;
  const facts = factsOf(retrieved, prices());
  const now = service.now();
  const newTier = tierBy([...known.filter((one) => one !== own), facts], now);
  const isNewTier = newTier !== person.tier;
  const id = own?.id ?? uuidv7(now);
  const told = { ...(isNewTier && { previousTier: person.tier }), newTier, mrrCents: facts.mrrCents };
  const emits = { event: SubscriptionChanged, owner: person.id, payload: told };
  // The calls of models are counted by the period that is paid.
  const isNewPeriod = facts.currentPeriodStart !== own?.currentPeriodStart;
  const values = { ...facts, checkedAt: now.toISOString(), ...(isNewPeriod && { aiRequestsThisPeriod: 0 }) };
  const isAsBefore = own !== undefined && isSame(facts, own);
  try {
    await service.db.batch([
      inTurn(turnOf(person.id)),
      unlessSeen(person.id, known),
      ...(isAsBefore
        ? [
            checked(id, now),
            ...(isNewTier
              ? [emit(service, SubscriptionChanged, { entityId: id, owner: person.id, payload: told })]
              : []),
          ]
        : [
            own
              ? update(service, subscriptions, eq(subscriptions.id, id), values, { emits })
              : insert(
                  service,
                  subscriptions,
                  { id, userId: person.id, stripeSubscriptionId: retrieved.id, ...values },
                  { emits },
                ),
          ]),
      ...(isNewTier ? [tierWrite(service, person, newTier)] : []),
    ] satisfies Query[]);
    return true;
  } catch (error) {
    if (isConflict(error) || (error as { code?: string }).code === "23505") return false;
    throw error;
  }
}

/** Checkouts begin one at a time, so that two come from Stripe's own pages; which of them is to end, the person has to say. */
function warnOfTwo(service: Ctx, { retrieved, person, known }: Seen): void {
  const others = known.filter((one) => one.stripeSubscriptionId !== retrieved.id);
  const live = [...others, retrieved].filter(({ status }) => !ENDED.some((ended) => ended === status));
  if (live.length < 2) return;
  service.log("error", "a person pays for several subscriptions", { userId: person.id, subscriptions: live.length });
}

const versionRead = (stripeId: string) =>
  read<{ version: number }>(sql`select version from ${subscriptions} where stripe_subscription_id = ${stripeId}`);

/** Whoever has the subscription already, whom it names, or who is the same customer. */
function ownerOf({ id, customer, metadata }: StripeSubscription): SQL {
  const named = Uuid.safeParse(metadata.user_id).data ?? null;
  return sql`coalesce(
    (select user_id from ${subscriptions} where stripe_subscription_id = ${id}),
    (select id from ${users} where id = ${named}::uuid),
    (select user_id from ${subscriptions} where stripe_customer_id = ${idOf(customer)} order by id limit 1))`;
}

const personRead = (retrieved: StripeSubscription) =>
  read<Seen["person"]>(sql`select id, tier from ${users} where id = ${ownerOf(retrieved)}`);

const knownRead = (retrieved: StripeSubscription) =>
  db
    .select()
    .from(subscriptions)
    .where(sql`${subscriptions.userId} = ${ownerOf(retrieved)}`);

const isSame = (facts: Facts, own: Kept): boolean =>
  (Object.keys(facts) as (keyof Facts)[]).every((key) => facts[key] === own[key]);

/** Refuses the batch unless the person has just the subscriptions that were seen, in the versions that they had. */
function unlessSeen(userId: string, known: readonly Kept[]): Query {
  const seen = known.map(({ id, version }) => `${id} ${version}`).sort();
  return effect(sql`select raise_problem('LF005', ${STALE}) where ${JSON.stringify(seen)}::jsonb <>
    (select coalesce(jsonb_agg(id || ' ' || version order by id::text collate "C"), '[]'::jsonb) from ${subscriptions} where user_id = ${userId}::uuid)`);
}

const STALE = "stale";

const checked = (id: string, now: Date) =>
  effect(sql`update ${subscriptions} set checked_at = ${now.toISOString()}::timestamptz where id = ${id}::uuid`);

const tierWrite = (service: Ctx, { id, tier }: Seen["person"], newTier: Tier) =>
  update(
    service,
    users,
    and(eq(users.id, id), eq(users.tier, tier)),
    { tier: newTier },
    { emits: { event: UserUpdated, owner: id }, orConflict: STALE },
  );

/** What lets everything that writes of a person's billing run one at a time. */
export const turnOf = (userId: string): string => `billing ${userId}`;
