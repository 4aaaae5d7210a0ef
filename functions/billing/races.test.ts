/** What may happen to a person's billing at the same moment, on PostgreSQL itself, where statements cross each other. */

import { afterAll, beforeAll, expect } from "vitest";
import { SubscriptionChanged } from "#core/billing/events";
import { type Shop, shop } from "#functions/billing/billing.fixture";
import { begin } from "#functions/billing/checkout";
import { serverDb } from "#testing/database";
import { slow } from "#testing/slow";

let life: Shop;
beforeAll(async () => {
  life = await shop({}, await serverDb());
});
afterAll(() => life.close());

const ROUNDS = 10;

slow("ends as Stripe has it when reports, the clock and checkouts cross each other", async () => {
  const anna = await life.user("anna");
  const buying = (priceId: string) => life.call(begin, { as: anna, body: { priceId } });
  for (let round = 0; round < ROUNDS; round++) {
    const seen = life.stripe.events.length;
    // One page is made of many requests, and is paid on while others still ask.
    const asked = await Promise.all(Array.from({ length: 6 }, () => buying("price_pro")));
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const id = life.stripe.pay(asked.find(({ status }) => status === 200)!.body.url).id;
    life.stripe.change(id, { price: "price_starter" });
    const reports = life.stripe.events.slice(seen);
    const answers = await Promise.all([
      ...[...reports, ...reports].map((event) => life.report(event)),
      life.lookAgain(),
      buying("price_pro"),
    ]);
    const statuses = answers.flatMap((answer) => (answer ? [answer.status] : []));
    expect(statuses.sort(), JSON.stringify(answers)).toEqual([...[...reports, ...reports].map(() => 202), 409]);
    expect(await life.tierOf(anna)).toBe("starter");
    const ended = life.stripe.change(id, { status: "canceled" });
    await Promise.all([life.report(ended), life.report(ended), life.lookAgain()]);
    expect(await life.tierOf(anna)).toBe("free");
  }
  const kept = await life.database.query("select 1 from subscriptions where user_id = $1", [anna.userId]);
  expect(kept).toHaveLength(ROUNDS);
  // Each change of the tier is told once.
  const told = life.events(SubscriptionChanged).flatMap(({ data: { payload } }) => payload.previousTier ?? []);
  expect(told.filter((tier) => tier === "free")).toHaveLength(ROUNDS);
});
