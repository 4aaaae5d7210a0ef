/** Checkouts when requests are repeated or cross each other, and when Stripe's clock or its customers are others than expected. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Shop, shop } from "#functions/billing/billing.fixture";
import { begin } from "#functions/billing/checkout";
import { open } from "#functions/billing/portal";
import { get } from "#functions/billing/subscription";
import type { Person } from "#testing/harness";

let life: Shop;
beforeAll(async () => {
  life = await shop();
});
afterAll(() => life.close());

const code = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const buying = (person: Person, headers?: Record<string, string>) =>
  life.call(begin, { as: person, body: { priceId: "price_pro" }, headers });
const checkoutOf = async (person: Person) => (await life.call(get, { as: person })).body.checkout;

describe("a request for a checkout that is repeated", () => {
  it("after the checkout was paid opens nothing again", async () => {
    const anna = await life.user("anna");
    const key = { "idempotency-key": "paid-in-the-meantime" };
    const first = await buying(anna, key);
    life.stripe.pay(first.body.url);
    await life.reportAll();
    const asked = life.stripe.requests.length;
    const again = await buying(anna, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(life.stripe.requests).toHaveLength(asked);
    expect(await checkoutOf(anna)).toBe(null);
  });

  it("while the first one is under way does not give up the page of the first one", async () => {
    const anna = await life.user("anna");
    const key = { "idempotency-key": "twice-at-the-same-time" };
    const [first, second] = [held(), held()];
    const waiting = [first, second];
    life.stripe.before = async () => {
      const mine = waiting.shift()!;
      mine.arrived.resolve();
      await mine.goes.promise;
      return undefined;
    };
    const answers = [buying(anna, key)];
    await first.arrived.promise;
    answers.push(buying(anna, key));
    await second.arrived.promise;
    first.goes.resolve();
    expect((await answers[0]!).status).toBe(200);
    life.stripe.before = async () => undefined;
    life.stripe.failing = (response) => response.writeHead(409).end('{"error": {"code": "idempotency_key_in_use"}}');
    second.goes.resolve();
    expect(code(await answers[1]!)).toEqual([503, "unavailable"]);
    life.stripe.failing = undefined;
    expect(code(await buying(anna))).toEqual([409, "checkout_open"]);
  });

  const held = () => ({ arrived: Promise.withResolvers<void>(), goes: Promise.withResolvers<void>() });
});

it("does not begin while Stripe's page can still be paid on, although its time is over here", async () => {
  const anna = await life.user("anna");
  const { body } = await buying(anna);
  const session = [...life.stripe.sessions.values()].find(({ url }) => url === body.url)!;
  // Stripe's clock is five minutes behind.
  session.expires_at += 300;
  life.later(3_600_000 + 1_000);
  expect(code(await buying(anna))).toEqual([409, "checkout_open"]);
  life.later(300_000);
  expect((await buying(anna)).status).toBe(200);
});

it("begins for a customer whom Stripe does not know any more, who has nothing to manage there", async () => {
  const anna = await life.user("anna");
  const id = await life.buy(anna, "price_pro");
  life.stripe.change(id, { status: "canceled" });
  await life.reportAll();
  life.stripe.forgetCustomer(life.stripe.subscriptions.get(id)!.customer);
  expect(code(await life.call(open, { as: anna }))).toEqual([409, "nothing_to_manage"]);
  const key = { "idempotency-key": "as-a-new-customer" };
  const begun = await buying(anna, key);
  expect(begun.status).toBe(200);
  expect((await buying(anna, key)).body).toEqual(begun.body);
  life.stripe.pay(begun.body.url);
  await life.reportAll();
  expect(await life.tierOf(anna)).toBe("pro");
});
