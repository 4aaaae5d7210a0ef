import { createHmac, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sign, verify } from "#core/billing/signature";
import { replay } from "#functions/admin/webhook-deliveries";
import { type Shop, shop } from "#functions/billing/billing.fixture";
import type { Person } from "#testing/harness";
import { randomFrom } from "#testing/random";
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
    const again = () => life.call(replay, { as: root, params: { deliveryId: delivery!.id as string } });
    const taken = await again();
    expect(taken).toMatchObject({ status: 200, body: { processedAt: expect.any(String), error: null } });
    expect(await life.tierOf(anna)).toBe("pro");

    life.stripe.failing = (response) => response.writeHead(500).end("{}");
    expect((await again()).status).toBe(503);
    expect((await deliveries(event.id))[0]).toMatchObject({ processed_at: null });
    life.stripe.failing = undefined;
    expect((await again()).body).toMatchObject({ processedAt: expect.any(String) });
  });

  it("about other things is taken without effect, and what is no event is refused", async () => {
    const about = (object: object, type = "product.created") => ({ id: `evt_${SEED}_${type}`, type, data: { object } });
    expect((await life.report(about({ object: "product", id: "prod_1" }))).body).toEqual({ accepted: true });
    for (const wrong of [{}, [], { id: 1 }, { id: "evt_1", type: "x", data: {} }, null])
      expect((await life.report(wrong as object)).body).toMatchObject({ accepted: false });
    const subscription = await life.buy(await life.user("anna"), "price_pro");
    // PostgreSQL keeps neither NUL nor half of a character.
    for (const object of ["invoice\u0000", "\ud800", "x".repeat(100_000)]) {
      const odd = about({ object, id: "in_1", subscription }, "odd");
      expect((await life.report(odd)).body).toMatchObject({ accepted: false });
    }
    const foreign = about({ object: "subscription", id: "sub_nobodys" }, "customer.subscription.updated");
    expect((await life.report(foreign)).body).toEqual({
      accepted: false,
      reason: "Stripe has no such subscription.",
    });
  });
});

describe("whose a subscription is", () => {
  const tiersOf = (...people: Person[]) => Promise.all(people.map((person) => life.tierOf(person)));

  it("is not what a report says, but what Stripe says", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const id = await life.buy(anna, "price_pro");
    const object = { object: "subscription", id, customer: "cus_of_ben", metadata: { user_id: ben.userId } };
    await life.report({ id: "evt_of_ben", type: "customer.subscription.updated", data: { object } });
    expect(await tiersOf(anna, ben)).toEqual(["pro", "free"]);
  });

  it("is not what the reference of a payment link says, which anybody can write into its address", async () => {
    const ben = await life.user("ben");
    const { id } = life.stripe.subscribe({});
    const session = `cs_test_link_${SEED}`;
    life.stripe.sessions.set(session, {
      ...{ id: session, object: "checkout.session", status: "complete", url: null, customer: null },
      ...{
        expires_at: 2_000_000_000,
        payment_status: "paid",
        subscription: id,
        form: { client_reference_id: ben.userId },
      },
    });
    const object = { object: "checkout.session", id: session, client_reference_id: ben.userId, subscription: id };
    const { body } = await life.report({ id: "evt_of_link", type: "checkout.session.completed", data: { object } });
    expect(body).toEqual({ accepted: false, reason: "The subscription is of nobody here." });
    expect(await life.tierOf(ben)).toBe("free");
  });

  it("stays as it was when another name is written on it", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const id = await life.buy(anna, "price_pro");
    await life.reportAll();
    await life.report(life.stripe.change(id, { metadata: { user_id: ben.userId } }));
    expect(await tiersOf(anna, ben)).toEqual(["pro", "free"]);
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
