/**
 * Rounds of what may happen between Stripe and LifeOS: people subscribe, subscriptions change and end, and what Stripe reports of it is
 * lost, repeated, comes in another order, or is forged, while Stripe breaks off some of its answers. What was lost is found by the clock.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS, type Shop, shop } from "#functions/billing/billing.fixture";
import { begin } from "#functions/billing/checkout";
import type { Person } from "#testing/harness";
import { randomFrom } from "#testing/random";
import { isWhole, SEED } from "#testing/sampled";
import { STRIPE_PRICES, type StandInSubscription, type StripeEvent } from "#testing/stripe";

let life: Shop;
beforeAll(async () => {
  life = await shop({ RATE_LIMITS: JSON.stringify({ free: 1e9, starter: 1e9, pro: 1e9 }) });
});
afterAll(() => life.close());

const STATUSES = ["active", "trialing", "unpaid", "paused", "incomplete", "past_due", "active"] as const;
const SOLD = Object.keys(STRIPE_PRICES);
const PRICES = [...SOLD, "price_unknown"];
const TIERS = ["free", "starter", "pro"];
const random = randomFrom(SEED);
const chance = (share: number) => random() < share;
const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;

const ROUNDS = isWhole("stripe-faults") ? 1_000 : 100;
it(`has what Stripe has after ${ROUNDS} rounds of reports that are lost, repeated, reordered and forged`, async () => {
  const people = await Promise.all(["a", "b", "c", "d", "e"].map((name) => life.user(name)));
  life.stripe.before = async () => {
    for (let turns = Math.floor(random() * 8); turns > 0; turns--) await nextTurn();
    return chance(0.05) ? "breaks off" : undefined;
  };
  const waiting: StripeEvent[] = [];
  let seen = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await happen(pick(people));
    waiting.push(...life.stripe.events.slice(seen));
    seen = life.stripe.events.length;
    await Promise.all(
      waiting
        .filter(() => chance(0.4))
        .sort(() => random() - 0.5)
        .map(deliver),
    );
    // What does not come again has come, or is lost.
    while (waiting.length > 8) waiting.splice(Math.floor(random() * waiting.length), 1);
    if (chance(0.1)) life.later(3_600_000);
    if (chance(0.05)) await life.lookAgain();
    for (const person of people) expect(liveOf(person).length, `seed ${SEED}, round ${round}`).toBeLessThan(2);
  }
  life.stripe.before = async () => undefined;
  life.later(DAY_MS);
  // Each run looks at fifty.
  for (let run = 0; run <= ROUNDS / 50; run++) await life.lookAgain();
  for (const person of people) expect(await keptOf(person), `seed ${SEED}`).toEqual(wantedOf(person));
});

const subscriptionsOf = ({ userId }: Person) =>
  [...life.stripe.subscriptions.values()].filter(({ metadata }) => metadata.user_id === userId);
const liveOf = (person: Person) => subscriptionsOf(person).filter(({ status }) => status !== "canceled");

/** The person buys a plan if they have none, and otherwise something happens to the one that they have. */
async function happen(person: Person): Promise<void> {
  const [live] = liveOf(person);
  if (live === undefined || chance(0.1)) {
    const { status, body } = await life.call(begin, { as: person, body: { priceId: pick(SOLD) } });
    if (status !== 200) return;
    if (chance(0.8)) life.stripe.pay(body.url);
    else life.stripe.expire(body.url);
    return;
  }
  if (chance(0.15)) return void life.stripe.change(live.id, { status: "canceled" });
  const status = pick(STATUSES);
  if (status === "past_due") return void life.stripe.fail(live.id);
  life.stripe.change(live.id, { status, ...(chance(0.5) && { price: pick(PRICES) }) });
}

async function deliver(event: StripeEvent): Promise<void> {
  if (chance(0.8)) return void (await life.report(event));
  const seconds = Math.floor(life.now().getTime() / 1_000);
  const { status } = await life.report(event, `t=${seconds},v1=${"0".repeat(64)}`);
  expect(status).toBe(401);
}

async function keptOf({ userId }: Person) {
  const rows = await life.database.query<{ id: string; status: string; price: string }>(
    "select stripe_subscription_id as id, status, stripe_price_id as price from subscriptions where user_id = $1",
    [userId],
  );
  const [{ tier }] = (await life.database.query("select tier from users where id = $1", [userId])) as [
    { tier: string },
  ];
  return { tier, subscriptions: rows.toSorted(byId) };
}

function wantedOf(person: Person) {
  const all = subscriptionsOf(person);
  const best = Math.max(0, ...all.filter(counts).map((one) => TIERS.indexOf(tierOf(one))));
  const subscriptions = all.map((one) => ({ id: one.id, status: one.status, price: priceOf(one) }));
  return { tier: TIERS[best], subscriptions: subscriptions.toSorted(byId) };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

const priceOf = ({ items: { data } }: StandInSubscription) => (data[0] as { price: { id: string } }).price.id;
const tierOf = (one: StandInSubscription) =>
  (STRIPE_PRICES as Record<string, { tier: string }>)[priceOf(one)]?.tier ?? "free";

function counts({ id, status }: StandInSubscription): boolean {
  const graceEnds = (life.stripe.unpaidSince(id) ?? 0) * 1_000 + 7 * DAY_MS;
  return status === "active" || status === "trialing" || (status === "past_due" && graceEnds > life.now().getTime());
}
