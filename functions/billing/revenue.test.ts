/** What a subscription brings in a month, in minor units of its currency by ISO 4217. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Shop, shop } from "#functions/billing/billing.fixture";
import { get } from "#functions/billing/subscription";

let life: Shop;
beforeAll(async () => {
  life = await shop();
});
afterAll(() => life.close());

type Price = { unit_amount?: number | null; unit_amount_decimal?: string; currency?: string; recurring?: object };

const CASES: [what: string, items: [price: Price, quantity?: number][], mrrCents: number][] = [
  ["of three people by the month", [[{ unit_amount: 900 }, 3]], 2_700],
  [
    "of two items, one by the year",
    [[{ unit_amount: 900 }], [{ unit_amount: 6_000, recurring: every("year") }]],
    1_400,
  ],
  ["every three months", [[{ unit_amount: 1_000, recurring: every("month", 3) }]], 333],
  ["every two weeks", [[{ unit_amount: 1_000, recurring: every("week", 2) }]], 2_173],
  ["of what has no price of its own", [[{ unit_amount: null }]], 0],
  ["in yen, which have no decimals", [[{ unit_amount: 900, currency: "jpy" }]], 900],
  ["in dinars, which have three", [[{ unit_amount: 9_000, currency: "bhd" }]], 9_000],
  ["in króna, which Stripe alone gives two", [[{ unit_amount: 90_000, currency: "isk" }]], 900],
  ["in Uganda's shillings, which Stripe alone gives two", [[{ unit_amount: 90_000, currency: "ugx" }]], 900],
  ["in ariary, which Stripe alone gives none", [[{ unit_amount: 900, currency: "mga" }]], 90_000],
  ["of parts of a cent", [[{ unit_amount: null, unit_amount_decimal: "0.75" }, 1_000]], 750],
];

it.each(CASES)("is right %s", async (_, items, mrrCents) => {
  const anna = await life.user("anna");
  const id = await life.buy(anna, "price_pro");
  const [item] = life.stripe.subscriptions.get(id)!.items.data as { price: object }[];
  const data = items.map(([price, quantity = 1]) => ({ ...item, quantity, price: { ...item!.price, ...price } }));
  life.stripe.change(id, { items: { object: "list", data } });
  await life.reportAll();
  const { body } = await life.call(get, { as: anna });
  expect(body.subscription).toMatchObject({ mrrCents, tier: "pro" });
});

function every(interval: string, interval_count = 1) {
  return { interval, interval_count };
}
