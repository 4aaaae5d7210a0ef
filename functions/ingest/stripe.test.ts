import { createHmac, randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { sign, verify } from "#core/billing/signature";
import { replay } from "#functions/admin/webhook-deliveries";
import { reconcile } from "#functions/billing/schedules";
import { type Shop, shop } from "#testing/billing";
import { isWhole, SEED } from "#testing/sampled";
import { STRIPE_SECRET } from "#testing/stripe";

let life: Shop;
beforeAll(async () => {
  life = await shop();
});
afterAll(() => life.close());

const deliveries = (id: string) =>
  life.database.query<Record<string, unknown>>("select * from webhook_deliveries where delivery_id = $1", [id]);

describe("a report of Stripe's", () => {
  it("is taken once, however often it comes, and kept without what it held", async () => {
    const anna = await life.user("anna");
    const id = await life.buy(anna, "price_pro");
    const [created] = life.stripe.events.slice(-2);
    for (const _ of [1, 2, 3]) expect((await life.report(created!)).body).toEqual({ accepted: true });
    const [delivery] = await deliveries(created!.id);
    expect(delivery).toMatchObject({ provider: "stripe", attempts: 3, error: null });
    expect(delivery!.payload).toMatchObject({
      type: "customer.subscription.created",
      subscriptionId: id,
      userIds: [anna.userId],
    });
    const kept = await life.database.query("select type from billing_events where user_id = $1", [anna.userId]);
    expect(kept).toEqual([{ type: "customer.subscription.created" }]);
  });

  it("is answered 503 while Stripe cannot be asked, and has its effect when it comes again", async () => {
    const anna = await life.user("anna");
    await life.buy(anna, "price_pro");
    const event = life.stripe.events.at(-1)!;
    life.stripe.failing = (response) => response.writeHead(500).end("{}");
    expect((await life.report(event)).status).toBe(503);
    life.stripe.failing = undefined;
    expect((await life.report(event)).status).toBe(202);
    expect(await life.tierOf(anna)).toBe("pro");
  });

  it("that is answered late replaces nothing that was asked for later", async () => {
    const anna = await life.user("anna");
    const id = await life.buy(anna, "price_pro");
    const early = life.stripe.events.at(-2)!;
    const arrived = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    life.stripe.before = async () => {
      life.stripe.before = async () => undefined;
      arrived.resolve();
      await answered.promise;
      return undefined;
    };
    const late = life.report(early);
    await arrived.promise;
    const change = life.stripe.change(id, { price: "price_starter" });
    expect((await life.report(change)).status).toBe(202);
    answered.resolve();
    expect((await late).status).toBe(202);
    expect(await life.tierOf(anna)).toBe("starter");
  });

  it("is taken again by an administrator", async () => {
    const [anna, root] = [await life.user("anna"), await life.user("root", { role: "admin" })];
    await life.buy(anna, "price_pro");
    const event = life.stripe.events.at(-1)!;
    await life.report(event);
    await life.database.query("update users set tier = 'free' where id = $1", [anna.userId]);
    const [delivery] = await deliveries(event.id);
    const { status } = await life.call(replay, { as: root, params: { deliveryId: delivery!.id as string } });
    expect(status).toBe(200);
    expect(await life.tierOf(anna)).toBe("pro");
  });

  it("about other things is taken without effect, and what is no event is refused", async () => {
    const about = (object: object, type = "product.created") => ({ id: `evt_${SEED}_${type}`, type, data: { object } });
    expect((await life.report(about({ object: "product", id: "prod_1" }))).body).toEqual({ accepted: true });
    for (const wrong of [{}, [], { id: 1 }, { id: "evt_1", type: "x", data: {} }, null])
      expect((await life.report(wrong as object)).body).toMatchObject({ accepted: false });
    const foreign = about({ object: "subscription", id: "sub_nobodys" }, "customer.subscription.updated");
    expect((await life.report(foreign)).body).toEqual({
      accepted: false,
      reason: "Stripe has no such subscription.",
    });
  });
});

describe("the signature of a report", () => {
  const body = Buffer.from('{"id": "evt_1"}');
  const now = new Date("2026-03-02T12:00:00Z");
  const judge = (header: string | undefined, of: Uint8Array = body) =>
    verify(header, of, { secret: STRIPE_SECRET, now }).ok;
  const right = sign(body, STRIPE_SECRET, now);
  const [, mac] = right.split(",v1=") as [string, string];
  const t = Math.floor(now.getTime() / 1_000);

  it("is right with one good v1 of several, whatever else is in the header", () => {
    expect(judge(right)).toBe(true);
    expect(judge(`t=${t},v1=${"0".repeat(64)},v1=${mac},v0=${"1".repeat(64)}`)).toBe(true);
    // The whole text of the secret is the key, as the published library has it.
    const known = createHmac("sha256", STRIPE_SECRET).update(`${t}.`).update(body).digest("hex");
    expect(mac).toBe(known);
  });

  it("counts for five minutes in both directions", () => {
    for (const [seconds, isRight] of [
      [-300, true],
      [300, true],
      [-301, false],
      [301, false],
    ] as const)
      expect(judge(sign(body, STRIPE_SECRET, new Date(now.getTime() + seconds * 1_000)))).toBe(isRight);
  });

  it("is wrong in every other form", () => {
    const wrong = [
      undefined,
      "",
      `v1=${mac}`,
      `t=${t}`,
      `t=${t},v0=${mac}`,
      `t=${t},t=${t},v1=${mac}`,
      `t=${t},v1=${mac.toUpperCase()}`,
      `t=${t}.0,v1=${mac}`,
      `t=+${t},v1=${mac}`,
      `t=${t},v1=${mac}00`,
      `t=${t}${Array.from({ length: 11 }, () => `,v1=${mac}`).join("")}`,
      sign(body, STRIPE_SECRET.replace("whsec_", ""), now),
    ];
    for (const header of wrong) expect(judge(header), header).toBe(false);
    expect(judge(right, Buffer.from('{"id":"evt_1"}'))).toBe(false);
  });

  it("is asked for over the raw bytes, and a refusal is counted", async () => {
    const event = { id: "evt_forged", type: "x", data: { object: { object: "subscription", id: "sub_1" } } };
    const { status, body: problem } = await life.report(event, `t=${t},v1=${"0".repeat(64)}`);
    expect([status, problem.code]).toEqual([401, "unauthenticated"]);
    expect(await deliveries("evt_forged")).toEqual([]);
    const refused = await life.database.query(
      "select 1 from webhook_deliveries where provider = 'stripe' and not signature_ok",
    );
    expect(refused).toHaveLength(1);
  });

  const FORGED = isWhole("stripe-forged") ? 100_000 : 3_000;
  it(`takes none of ${FORGED} that are forged or altered`, () => {
    const random = randomFrom(SEED);
    const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
    for (let round = 0; round < FORGED; round++) {
      const own = Buffer.from(JSON.stringify({ id: `evt_${round}`, amount: Math.floor(random() * 1e6) }));
      const header = sign(own, STRIPE_SECRET, now);
      const altered = alter(pick(KINDS), own, header, random);
      if (verify(altered.header, altered.body, { secret: STRIPE_SECRET, now }).ok)
        throw new Error(`taken: seed ${SEED}, round ${round}, ${altered.header} ${altered.body}`);
    }
  });

  const KINDS = ["body", "mac", "time", "secret", "old", "future", "truncated", "random"] as const;

  /** A header and a body of which one is not what was signed. */
  function alter(kind: (typeof KINDS)[number], own: Buffer, header: string, random: () => number) {
    const at = (length: number) => Math.floor(random() * length);
    const other = Buffer.from(own);
    const place = at(own.length);
    const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
    switch (kind) {
      case "body":
        other[place] = other[place]! ^ (1 + at(255));
        return { body: other, header };
      case "mac": {
        const digit = header.length - 1 - at(64);
        const swapped = header[digit] === "0" ? "1" : "0";
        return { body: own, header: header.slice(0, digit) + swapped + header.slice(digit + 1) };
      }
      case "time":
        return { body: own, header: header.replace(/t=\d+/, `t=${t + 1 + at(299)}`) };
      case "secret":
        return { body: own, header: sign(own, `whsec_${at(1e9)}`, now) };
      case "old":
        return { body: own, header: sign(own, STRIPE_SECRET, minutes(-6 - at(1e5))) };
      case "future":
        return { body: own, header: sign(own, STRIPE_SECRET, minutes(6 + at(1e5))) };
      case "truncated":
        return { body: own, header: header.slice(0, at(header.length)) };
      case "random":
        return { body: own, header: `t=${t},v1=${randomBytes(32).toString("hex")}` };
    }
  }
});

/**
 * Rounds of what may happen between Stripe and LifeOS: subscriptions change, and their reports are lost, repeated, come in another order,
 * or are forged, while Stripe breaks off some of its answers. What was lost is found by the clock.
 */
const ROUNDS = isWhole("stripe-faults") ? 1_000 : 100;
it(`has what Stripe has after ${ROUNDS} rounds of reports that are lost, repeated, reordered and forged`, async () => {
  const random = randomFrom(SEED);
  const chance = (share: number) => random() < share;
  const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
  const people = await Promise.all(["a", "b", "c", "d", "e"].map((name) => life.user(name)));
  for (const person of people) await life.buy(person, "price_pro");
  const own = [...life.stripe.subscriptions.values()].filter(({ metadata }) =>
    people.some(({ userId }) => metadata.user_id === userId),
  );
  const waiting = life.stripe.events.slice(-2 * people.length);
  let [forged, refused] = [0, 0];
  const seconds = () => Math.floor(life.now().getTime() / 1_000);
  for (let round = 0; round < ROUNDS; round++) {
    const { id } = pick(own);
    const status = pick(["active", "trialing", "unpaid", "paused", "incomplete", "past_due", "active"] as const);
    if (status === "past_due") waiting.push(life.stripe.fail(id));
    else waiting.push(life.stripe.change(id, { status, ...(chance(0.5) && { price: pick(PRICES) }) }));
    life.stripe.before = async () => {
      for (let turns = Math.floor(random() * 8); turns > 0; turns--) await nextTurn();
      return chance(0.05) ? "breaks off" : undefined;
    };
    const now = waiting.filter(() => chance(0.4)).sort(() => random() - 0.5);
    await Promise.all(
      now.map(async (event) => {
        if (chance(0.8)) return life.report(event);
        const { status: answer } = await life.report(event, `t=${seconds()},v1=${"0".repeat(64)}`);
        refused += Number(answer === 401);
        forged++;
      }),
    );
    // What does not come again has come, or is lost.
    while (waiting.length > 8) waiting.splice(Math.floor(random() * waiting.length), 1);
    if (chance(0.05)) life.later(3_600_000);
  }
  life.stripe.before = async () => undefined;
  expect(refused).toBe(forged);
  life.later(86_400_000);
  await scheduleHandler(reconcile)({});
  const wanted = new Map(own.map(({ id, metadata }) => [metadata.user_id!, life.stripe.subscriptions.get(id)!]));
  const rows = await life.database.query<{
    user_id: string;
    status: string;
    stripe_price_id: string;
    tier: string;
    granted: string;
  }>(
    "select s.user_id, s.status, s.stripe_price_id, s.tier, u.tier as granted from subscriptions s join users u on u.id = s.user_id where s.user_id = any($1)",
    [people.map(({ userId }) => userId)],
  );
  expect(rows).toHaveLength(people.length);
  for (const row of rows) {
    const { status, items, latest_invoice: invoice } = wanted.get(row.user_id)!;
    const [{ price }] = items.data as [{ price: { id: string } }];
    const known = price.id === "price_starter" ? "starter" : price.id === "price_unknown" ? "free" : "pro";
    const due = (invoice as { created: number }).created * 1_000 + 7 * 86_400_000;
    const counts = ["active", "trialing"].includes(status) || (status === "past_due" && due > life.now().getTime());
    expect(row).toMatchObject({ status, stripe_price_id: price.id, tier: known, granted: counts ? known : "free" });
  }
});

const PRICES = ["price_starter", "price_pro", "price_pro_year", "price_unknown"] as const;

/** Numbers from 0 to 1 that the seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
