/** Tokens that are bought: paid once, credited once, whatever is reported and however often. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS, type Shop, shop } from "#functions/billing/billing.fixture";
import { begin } from "#functions/billing/checkout";
import { list } from "#functions/billing/packs";
import { get } from "#functions/cortex/tokens";
import type { Person } from "#testing/harness";

let life: Shop;
beforeAll(async () => {
  life = await shop();
});
afterAll(() => life.close());

const buying = (person: Person, priceId = "price_million") => life.call(begin, { as: person, body: { priceId } });
const balanceOf = async (person: Person) => (await life.call(get, { as: person })).body.balance;
const bought = (person: Person) =>
  life.database.query("select amount from token_ledger where user_id = $1 and category = 'purchase'", [person.userId]);

it("are listed with what they cost, and bought by who has a subscription as well", async () => {
  const anna = await life.user("anna");
  const { body } = await life.call(list, { as: anna });
  expect(body.data[0]).toEqual({ priceId: "price_million", tokens: 1_000_000, amountCents: 500, currency: "EUR" });
  await life.buy(anna, "price_pro");
  await life.reportAll();
  const begun = await buying(anna, "price_five_million");
  expect(begun.status).toBe(200);
  expect(life.stripe.requests.at(-1)!.form).toMatchObject({
    mode: "payment",
    success_url: "https://life.example/console/cortex/spend?checkout=done",
  });
  expect((await buying(anna)).body.code).toBe("checkout_open");
  life.stripe.payOnce(begun.body.url);
  await life.reportAll();
  expect(await balanceOf(anna)).toBe(5_000_000);
  expect(await life.tierOf(anna)).toBe("pro");
});

it("are credited once, however often the payment is told of and looked at", async () => {
  const anna = await life.user("anna");
  life.stripe.payOnce((await buying(anna)).body.url);
  const paid = life.stripe.events.at(-1)!;
  const again = { ...paid, id: `${paid.id}_again` };
  await Promise.all([life.report(paid), life.report(paid), life.report(again), life.lookAgain()]);
  life.later(DAY_MS / 12);
  await life.lookAgain();
  expect(await balanceOf(anna)).toBe(1_000_000);
  expect(await bought(anna)).toHaveLength(1);
});

it("are credited when the report is lost, and when a payment that takes days arrives", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  life.stripe.payOnce((await buying(anna)).body.url);
  const slow = life.stripe.payOnce((await buying(ben)).body.url, { takesDays: true });
  await life.report(life.stripe.events.at(-1)!);
  expect(await balanceOf(ben)).toBe(0);
  life.later(2 * 3_600_000);
  await life.lookAgain();
  expect([await balanceOf(anna), await balanceOf(ben)]).toEqual([1_000_000, 0]);
  slow.settles();
  life.later(DAY_MS);
  await life.lookAgain();
  await life.lookAgain();
  expect(await balanceOf(ben)).toBe(1_000_000);
});

it("are not had for a page that nobody paid on, nor by somebody else", async () => {
  const [anna, eve] = [await life.user("anna"), await life.user("eve")];
  life.stripe.expire((await buying(anna)).body.url);
  await life.report(life.stripe.events.at(-1)!);
  expect(await balanceOf(anna)).toBe(0);
  life.stripe.payOnce((await buying(anna)).body.url);
  await life.report(life.stripe.events.at(-1)!);
  expect([await balanceOf(anna), await balanceOf(eve)]).toEqual([1_000_000, 0]);
});
