import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SubscriptionChanged } from "#core/billing/events";
import { UserUpdated } from "#core/identity/events";
import { DAY_MS, type Shop, shop } from "#functions/billing/billing.fixture";
import { begin } from "#functions/billing/checkout";
import { list as listPlans } from "#functions/billing/plans";
import { open as openPortal } from "#functions/billing/portal";
import { get } from "#functions/billing/subscription";
import { create as createKey } from "#functions/identity/api-keys";
import { authorizer } from "#functions/identity/authorizer";
import { testDb } from "#testing/database";
import { harness, type Person } from "#testing/harness";

let life: Shop;
beforeAll(async () => {
  life = await shop();
});
afterAll(() => life.close());

const mine = async (person: Person) => (await life.call(get, { as: person })).body;
const changesOf = ({ userId }: Person) => life.events(SubscriptionChanged).filter(({ subject }) => subject === userId);
const lastChange = (person: Person) => changesOf(person).at(-1)!.data.payload;

describe("plans", () => {
  it("say what each tier allows and what it costs", async () => {
    const { status, body } = await life.call(listPlans, { as: await life.user("anna") });
    expect(status).toBe(200);
    expect(body.data.map(({ tier }: { tier: string }) => tier)).toEqual([
      "free",
      "starter",
      "pro",
      "team",
      "enterprise",
    ]);
    expect(body.data[0]).toMatchObject({ limits: { changesPerMinute: 300, activeRoutines: 20 }, prices: [] });
    expect(body.data[2].prices).toEqual([
      { priceId: "price_pro", amountCents: 900, currency: "EUR", interval: "month" },
      { priceId: "price_pro_year", amountCents: 9_000, currency: "EUR", interval: "year" },
    ]);
  });

  it("cost nothing and cannot be bought where Stripe's keys are not set", async () => {
    const bare = await harness(await testDb());
    const anna = await bare.user("anna");
    expect((await bare.call(get, { as: anna })).body).toEqual({
      isConfigured: false,
      tier: "free",
      subscription: null,
      checkout: null,
    });
    const { body } = await bare.call(listPlans, { as: anna });
    expect(body.data.flatMap(({ prices }: { prices: object[] }) => prices)).toEqual([]);
    for (const [endpoint, given] of [
      [begin, { priceId: "price_pro" }],
      [openPortal, undefined],
    ] as const) {
      const answer = await bare.call(endpoint, { as: anna, body: given });
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 503, code: "not_configured" });
    }
    await bare.close();
    life = await shop();
  });
});

describe("a subscription", () => {
  it("begins with a checkout, and gives its tier once Stripe says that it is paid", async () => {
    const anna = await life.user("anna");
    const { body: begun } = await life.call(begin, { as: anna, body: { priceId: "price_pro" } });
    expect(begun).toMatchObject({ priceId: "price_pro", url: expect.stringContaining("https://checkout.stripe.com/") });
    expect(await mine(anna)).toMatchObject({ subscription: null, checkout: begun });
    expect(await life.tierOf(anna)).toBe("free");

    life.stripe.pay(begun.url);
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("pro");
    expect(await mine(anna)).toMatchObject({
      checkout: null,
      subscription: {
        status: "active",
        tier: "pro",
        stripePriceId: "price_pro",
        mrrCents: 900,
        currency: "EUR",
        currentPeriodStart: "2026-03-02T12:00:00.000Z",
        currentPeriodEnd: "2026-04-01T12:00:00.000Z",
        graceEndsAt: null,
      },
    });
    expect(JSON.stringify(await mine(anna))).not.toMatch(/cus_|sub_/);
    expect(changesOf(anna)).toMatchObject([
      { data: { payload: { previousTier: "free", newTier: "pro", mrrCents: 900 } } },
    ]);
    expect(life.events(UserUpdated).at(-1)).toMatchObject({ subject: anna.userId, data: { changed: ["tier"] } });
  });

  it("is known to the authorizer at its next question", async () => {
    const anna = await life.user("anna");
    const { body: key } = await life.call(createKey, { as: anna, body: { name: "One", scopes: ["work:read"] } });
    const identified = async () => {
      const headers = { authorization: `Bearer ${key.secret}` };
      return (await authorizer({ version: "2.0", type: "REQUEST", headers })).context;
    };
    expect(await identified()).toMatchObject({ tier: "free" });
    await life.buy(anna, "price_pro");
    await life.reportAll();
    expect(await identified()).toMatchObject({ tier: "pro" });
  });

  it("costs by the month what a twelfth of its year does", async () => {
    const anna = await life.user("anna");
    await life.buy(anna, "price_pro_year");
    await life.reportAll();
    expect(lastChange(anna)).toEqual({ previousTier: "free", newTier: "pro", mrrCents: 750 });
  });

  it("follows a downgrade, and ends with its period when it is cancelled", async () => {
    const anna = await life.user("anna");
    const id = await life.buy(anna, "price_pro");
    await life.reportAll();
    life.stripe.change(id, { price: "price_starter" });
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("starter");
    expect(lastChange(anna)).toEqual({ previousTier: "pro", newTier: "starter", mrrCents: 500 });

    const end = Math.floor(life.now().getTime() / 1_000) + 30 * 86_400;
    life.stripe.change(id, { cancel_at_period_end: true, cancel_at: end });
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("starter");
    expect((await mine(anna)).subscription).toMatchObject({ cancelAtPeriodEnd: true, status: "active" });
    expect(lastChange(anna)).toEqual({ newTier: "starter", mrrCents: 500 });

    life.stripe.change(id, { status: "canceled", canceled_at: end });
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("free");
    expect(lastChange(anna)).toEqual({ previousTier: "starter", newTier: "free", mrrCents: 0 });
  });

  it("gives its tier during a trial", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(begin, { as: anna, body: { priceId: "price_starter" } });
    life.stripe.pay(body.url, "trialing");
    await life.reportAll();
    expect(lastChange(anna)).toEqual({ previousTier: "free", newTier: "starter", mrrCents: 0 });
    expect((await mine(anna)).subscription).toMatchObject({ status: "trialing", trialEnd: expect.any(String) });
  });

  it("keeps its tier for seven days when a payment fails, and gets it back when it is paid", async () => {
    const anna = await life.user("anna");
    const id = await life.buy(anna, "price_pro");
    await life.reportAll();
    life.stripe.fail(id);
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("pro");
    const { graceEndsAt } = (await mine(anna)).subscription;
    expect(Date.parse(graceEndsAt) - life.now().getTime()).toBe(7 * DAY_MS);

    life.later(7 * DAY_MS - 1_000);
    await life.lookAgain();
    expect(await life.tierOf(anna)).toBe("pro");
    life.later(1_000);
    await life.lookAgain();
    expect(await life.tierOf(anna)).toBe("free");
    expect(lastChange(anna)).toEqual({ previousTier: "pro", newTier: "free", mrrCents: 900 });
    const before = life.stripe.requests.length;
    await life.lookAgain();
    expect(life.stripe.requests).toHaveLength(before);

    life.stripe.change(id, { status: "active" });
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("pro");
  });

  it("gets no second grace by another invoice that is not paid either", async () => {
    const anna = await life.user("anna");
    const id = await life.buy(anna, "price_pro");
    life.stripe.fail(id);
    await life.reportAll();
    life.later(6 * DAY_MS);
    life.stripe.change(id, { price: "price_pro_year" });
    life.stripe.fail(id);
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("pro");
    life.later(DAY_MS);
    await life.lookAgain();
    expect(await life.tierOf(anna)).toBe("free");
  });

  it.each(["unpaid", "incomplete", "incomplete_expired", "paused", "canceled"] as const)(
    "gives nothing while it is %s",
    async (status) => {
      const anna = await life.user("anna");
      const id = await life.buy(anna, "price_pro");
      await life.reportAll();
      life.stripe.change(id, { status });
      await life.reportAll();
      expect(await life.tierOf(anna)).toBe("free");
      expect((await mine(anna)).subscription).toMatchObject({ status, mrrCents: 0 });
    },
  );

  it("gives no tier for a price that the configuration does not know", async () => {
    const anna = await life.user("anna");
    life.stripe.subscribe({ user_id: anna.userId }, { price: "price_unknown" });
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("free");
    expect((await mine(anna)).subscription).toMatchObject({ status: "active", tier: "free", mrrCents: 100_000 });
  });

  it("is the better one where a person has two", async () => {
    const anna = await life.user("anna");
    const pro = life.stripe.subscribe({ user_id: anna.userId }, { price: "price_pro" });
    const starter = life.stripe.subscribe({ user_id: anna.userId }, { price: "price_starter" });
    await life.reportAll();
    expect(await life.tierOf(anna)).toBe("pro");
    // Whoever runs LifeOS is told, since it is paid twice.
    expect(life.logs.filter(({ level }) => level === "error").at(-1)).toMatchObject({
      fields: { userId: anna.userId, subscriptions: 2 },
    });
    // Both change at once, and each is written on what the other has become.
    life.stripe.change(pro.id, { status: "canceled" });
    life.stripe.change(starter.id, { status: "canceled" });
    await Promise.all(life.stripe.events.slice(-2).map((event) => life.report(event)));
    expect(await life.tierOf(anna)).toBe("free");
  });

  it("is found again by its customer when it names nobody", async () => {
    const anna = await life.user("anna");
    const first = life.stripe.subscribe({ user_id: anna.userId }, { status: "canceled" });
    life.stripe.subscribe({}, { customer: first.customer });
    life.stripe.subscribe({ user_id: "nobody" });
    for (const event of life.stripe.events.slice(-3)) await life.report(event);
    expect(await life.tierOf(anna)).toBe("pro");
    expect((await life.report(life.stripe.events.at(-1)!)).body).toEqual({
      accepted: false,
      reason: "The subscription is of nobody here.",
    });
  });
});

describe("a checkout", () => {
  const code = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
  const buying = (person: Person, headers?: Record<string, string>) =>
    life.call(begin, { as: person, body: { priceId: "price_pro" }, headers });

  it("is refused while another one is open, and while there is a subscription", async () => {
    const anna = await life.user("anna");
    const { body: first } = await buying(anna);
    expect(code(await buying(anna))).toEqual([409, "checkout_open"]);
    const id = life.stripe.pay(first.url).id;
    await life.reportAll();
    expect(code(await buying(anna))).toEqual([409, "subscribed_already"]);
    life.stripe.change(id, { status: "past_due" });
    await life.reportAll();
    expect(code(await buying(anna))).toEqual([409, "subscribed_already"]);
    life.stripe.change(id, { status: "canceled" });
    await life.reportAll();
    const again = await buying(anna);
    expect(again.status).toBe(200);
    // The customer that Stripe knows is the same.
    const { customer } = life.stripe.subscriptions.get(id)!;
    expect(life.stripe.requests.at(-1)!.form).toMatchObject({ customer });
  });

  it("is one of twenty that begin at the same moment", async () => {
    const anna = await life.user("anna");
    const answers = await Promise.all(Array.from({ length: 20 }, () => buying(anna)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map((one) => code(one).join(" ")))).toEqual(new Set(["200 ", "409 checkout_open"]));
  });

  it("is answered again to a request that is repeated", async () => {
    const anna = await life.user("anna");
    const key = { "idempotency-key": "buy-once-please" };
    const first = await buying(anna, key);
    expect(first.status).toBe(200);
    const again = await buying(anna, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(
      [...life.stripe.sessions.values()].filter(({ form }) => form.client_reference_id === anna.userId),
    ).toHaveLength(1);
  });

  it("is open to another one when it is over, or Stripe did not answer", async () => {
    const anna = await life.user("anna");
    const { body: first } = await buying(anna);
    life.stripe.expire(first.url);
    await life.reportAll();
    expect((await buying(anna)).status).toBe(200);

    const ben = await life.user("ben");
    life.stripe.failing = (response) => response.writeHead(402).end('{"error": {"type": "card_error"}}');
    expect(code(await buying(ben))).toEqual([503, "not_configured"]);
    life.stripe.failing = undefined;
    expect((await buying(ben)).status).toBe(200);
  });

  it("that was paid in the meantime is found out before another one begins, although no report came", async () => {
    const anna = await life.user("anna");
    const { body: first } = await buying(anna);
    life.stripe.pay(first.url);
    life.later(2 * 3_600_000);
    expect(code(await buying(anna))).toEqual([409, "subscribed_already"]);
    expect(await life.tierOf(anna)).toBe("pro");
  });

  it("is refused for a price of no plan", async () => {
    const anna = await life.user("anna");
    for (const priceId of ["price_unknown", "toString", "__proto__"]) {
      const { status, body } = await life.call(begin, { as: anna, body: { priceId } });
      expect([status, body.errors?.[0]]).toEqual([400, expect.objectContaining({ pointer: "#/priceId" })]);
    }
  });
});

it("sends people with a subscription to Stripe's page, and refuses others", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const refused = await life.call(openPortal, { as: ben });
  expect([refused.status, refused.body.code]).toEqual([409, "nothing_to_manage"]);
  await life.buy(anna, "price_pro");
  await life.reportAll();
  const { status, body } = await life.call(openPortal, { as: anna });
  expect([status, body.url]).toEqual([200, expect.stringMatching(/^https:\/\/billing\.stripe\.com\//)]);
  expect(life.stripe.requests.at(-1)!.form.return_url).toBe("https://life.example/console/billing/subscription");
});

it("asks Stripe in the version that it knows, and shows its key to no log", async () => {
  expect(life.stripe.requests.at(-1)!.headers["stripe-version"]).toBe("2026-10-28.endive");
  expect(JSON.stringify(life.logs)).not.toContain("sk_test");
});

it("finds out what became of a checkout of which nothing was reported", async () => {
  const anna = await life.user("anna");
  await life.buy(anna, "price_pro");
  life.later(2 * 3_600_000);
  await life.lookAgain();
  expect(await life.tierOf(anna)).toBe("pro");
  expect((await mine(anna)).checkout).toBe(null);
});

it("looks at what nobody has reported for a day, and does not ask again for what Stripe has forgotten", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const [kept, gone] = [await life.buy(anna, "price_pro"), await life.buy(ben, "price_pro")];
  await life.reportAll();
  life.stripe.change(kept, { status: "canceled" });
  life.stripe.forget(gone);
  life.later(DAY_MS);
  await life.lookAgain();
  expect(await life.tierOf(anna)).toBe("free");
  expect(await life.tierOf(ben)).toBe("pro");
  const before = life.stripe.requests.length;
  await life.lookAgain();
  expect(life.stripe.requests).toHaveLength(before);
});
