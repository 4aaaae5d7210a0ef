import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS, type Shop, shop } from "#functions/billing/billing.fixture";
import type { StandInSubscription } from "#testing/stripe";

let life: Shop;
beforeAll(async () => {
  life = await shop();
});
afterAll(() => life.close());

it("looks at the others when one subscription is of a form that is not known", async () => {
  const people = [await life.user("anna"), await life.user("ben"), await life.user("cleo")];
  const ids: string[] = [];
  for (const person of people) ids.push(await life.buy(person, "price_pro"));
  await life.reportAll();
  const [odd, ...others] = ids;
  life.stripe.change(odd!, { status: "on_the_moon" as StandInSubscription["status"] });
  for (const id of others) life.stripe.change(id, { status: "canceled" });
  life.later(DAY_MS);
  await life.lookAgain();
  expect(await Promise.all(people.map((person) => life.tierOf(person)))).toEqual(["pro", "free", "free"]);
  life.stripe.change(odd!, { status: "active" });
});

it("stops when Stripe does not answer, and goes on with the next run", async () => {
  const anna = await life.user("anna");
  const id = await life.buy(anna, "price_pro");
  await life.reportAll();
  life.stripe.change(id, { status: "canceled" });
  life.later(DAY_MS);
  life.stripe.failing = (response) => response.writeHead(401).end("{}");
  const before = life.stripe.requests.length;
  await life.lookAgain();
  expect(life.stripe.requests).toHaveLength(before + 1);
  life.stripe.failing = undefined;
  await life.lookAgain();
  expect(await life.tierOf(anna)).toBe("free");
});
