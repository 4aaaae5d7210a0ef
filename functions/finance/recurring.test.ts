import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RecurringEvents, TransactionEvents } from "#core/finance/events";
import { follow, followAdded } from "#core/finance/recurring";
import { recurringTransactions } from "#core/finance/recurring.sql";
import { create as createAccount } from "#functions/finance/accounts";
import { followImported, followRecurring, noteMissed } from "#functions/finance/consumers";
import { confirm, dismiss, get, list, update as say } from "#functions/finance/recurring";
import { payments } from "#functions/finance/recurring.fixture";
import { remove, restore, update } from "#functions/finance/transactions";
import { create as createVendor, merge } from "#functions/household/vendors";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { looksOf, plansOf, stepsOf } from "#testing/plans";
import { slow } from "#testing/slow";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());
beforeEach(() => life.setNow("2026-03-10T12:00:00Z"));

const { paid, ended, told, deliver } = payments(() => life);
const { detected, priceChanged, missed, confirmed, dismissed, deleted } = RecurringEvents;
const listed = async (as: Person, query = {}) => (await life.call(list, { as, query })).body.data;
const firstThree = ["2026-01-08", "2026-02-08", "2026-03-08"];
async function music(as: Person) {
  for (const day of firstThree) await paid(as, day);
  const [row] = await listed(as);
  return row;
}

describe("a payment that recurs", () => {
  it("is found with its third payment, for each account, and followed from then on", async () => {
    const anna = await life.user("anna");
    const { id: accountId } = (await life.call(createAccount, { as: anna, body: { name: "Other", currency: "EUR" } }))
      .body;
    for (const day of firstThree.slice(0, 2)) await paid(anna, day);
    await paid(anna, "2026-03-08", { accountId });
    expect(await listed(anna)).toEqual([]);
    const last = await paid(anna, "2026-03-09");
    const [row, ...others] = await listed(anna);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      accountId: null,
      merchantName: "MUSIC 2026-03-09",
      cadence: "monthly",
      expectedAmountCents: -999,
      currency: "EUR",
      anchorDay: 8,
      occurrences: 3,
      lastDate: "2026-03-09",
      lastTransactionId: last,
      nextExpectedDate: "2026-04-08",
      previousAmountCents: null,
      dismissedAt: null,
    });
    expect(row).not.toHaveProperty("merchantKey");
    expect(told(anna, detected)).toMatchObject([
      {
        data: { entityId: row.id, payload: { cadence: "monthly", expectedAmountCents: -999, lastTransactionId: last } },
      },
    ]);
    life.setNow("2026-04-09T12:00:00Z");
    const next = await paid(anna, "2026-04-08");
    expect(await listed(anna)).toMatchObject([
      { id: row.id, occurrences: 4, lastTransactionId: next, nextExpectedDate: "2026-05-08" },
    ]);
    expect(told(anna, detected)).toHaveLength(1);
    expect(told(anna, priceChanged)).toEqual([]);
    const read = await life.call(get, { as: anna, params: { recurringId: row.id } });
    expect(read).toMatchObject({ status: 200, body: { id: row.id } });
  });

  it("is one, in whatever order its payments come, and however often they are told of", async () => {
    const anna = await life.user("anna");
    const days = ["2026-02-08", "2025-12-08", "2026-03-08", "2025-11-08", "2026-01-08"];
    for (const day of days) await paid(anna, day);
    const events = told(anna, TransactionEvents.created);
    await deliver(followRecurring, events.toReversed());
    expect(await listed(anna)).toMatchObject([{ occurrences: 5, nextExpectedDate: "2026-04-08" }]);
    expect(told(anna, detected)).toHaveLength(1);
  });

  it("is found once by many who look at once", async () => {
    const anna = await life.user("anna");
    for (const day of firstThree)
      await life.database.query(
        "insert into transactions (user_id, date, amount_cents, currency, merchant_name) values ($1, $2, -999, 'EUR', 'Music')",
        [anna.userId, day],
      );
    const ids = await life.database.query<{ id: string }>("select id from transactions where user_id = $1", [
      anna.userId,
    ]);
    await Promise.all([...ids, ...ids].map(({ id }) => follow(life.as(anna), id)));
    expect(await listed(anna)).toHaveLength(1);
    expect(told(anna, detected)).toHaveLength(1);
  });

  it("is none of what was entered for a day far ahead, and none that has ended long ago", async () => {
    const anna = await life.user("anna");
    for (const day of ["2025-01-08", "2025-02-08", "2025-03-08", "9999-12-31"]) await paid(anna, day);
    expect(await listed(anna)).toEqual([]);
    const ben = await life.user("ben");
    for (const day of ["9999-12-31", ...firstThree]) await paid(ben, day);
    expect(await listed(ben)).toMatchObject([{ lastDate: "2026-03-08" }]);
  });

  it("is followed through another name and another vendor", async () => {
    const anna = await life.user("anna");
    const vendor = async (name: string) =>
      (await life.call(createVendor, { as: anna, body: { name } })).body.id as string;
    const [one, other] = [await vendor("Music"), await vendor("Music Ltd Europe")];
    const names = ["MUSIC ONE", "TUNES ABC", "SONGS XYZ"];
    for (const [at, day] of firstThree.entries()) await paid(anna, day, { merchantName: names[at], vendorId: one });
    expect(await listed(anna)).toMatchObject([{ vendorId: one, merchantName: "SONGS XYZ" }]);
    expect((await life.call(merge, { as: anna, params: { vendorId: one }, body: { into: other } })).status).toBe(200);
    life.setNow("2026-04-09T12:00:00Z");
    await paid(anna, "2026-04-08", { merchantName: "FOURTH", vendorId: other });
    expect(await listed(anna)).toMatchObject([{ vendorId: other, occurrences: 4, merchantName: "FOURTH" }]);
  });

  it("goes on without a payment that is deleted or turns out to be another", async () => {
    const anna = await life.user("anna");
    await music(anna);
    life.setNow("2026-04-09T12:00:00Z");
    const id = await paid(anna, "2026-04-08");
    await life.call(update, { as: anna, params: { transactionId: id }, body: { date: "2026-04-07" } });
    await deliver(followRecurring, [told(anna, TransactionEvents.updated).at(-1)!]);
    expect(await listed(anna)).toMatchObject([{ lastDate: "2026-04-07", nextExpectedDate: "2026-05-08" }]);
    await life.call(remove, { as: anna, params: { transactionId: id } });
    await deliver(followRecurring, [told(anna, TransactionEvents.deleted).at(-1)!]);
    expect(await listed(anna)).toMatchObject([{ lastDate: "2026-03-08", nextExpectedDate: "2026-04-08" }]);
  });

  it("goes with the payments that it was found in, unless its person has said something of it, and comes back with them", async () => {
    const takenBack = async (as: Person) => {
      const events = told(as, TransactionEvents.created);
      for (const { data } of events) await life.call(remove, { as, params: { transactionId: data.entityId! } });
      await deliver(followRecurring, told(as, TransactionEvents.deleted));
      return events.map(({ data }) => data.entityId!);
    };
    const anna = await life.user("anna");
    const { id } = await music(anna);
    const ids = await takenBack(anna);
    expect(await listed(anna)).toEqual([]);
    expect(told(anna, deleted)).toMatchObject([{ data: { entityId: id } }]);
    for (const transactionId of ids) await life.call(restore, { as: anna, params: { transactionId } });
    await deliver(followRecurring, told(anna, TransactionEvents.restored));
    expect(await listed(anna)).toMatchObject([{ id, occurrences: 3 }]);
    for (const verb of [confirm, dismiss, say]) {
      const ben = await life.user("ben");
      const { id: recurringId } = await music(ben);
      await life.call(verb, { as: ben, params: { recurringId }, ...(verb === say && { body: { isBill: false } }) });
      await takenBack(ben);
      expect(await listed(ben)).toHaveLength(1);
    }
  });

  it("stays of a merchant of whom more is bought than is looked at", async () => {
    const anna = await life.user("anna");
    const { id } = await music(anna);
    await life.database.query(
      "insert into transactions (user_id, date, amount_cents, currency, merchant_name) select $1, '2026-03-09', -1 - n * 37, 'EUR', 'MUSIC' from generate_series(1, 130) n",
      [anna.userId],
    );
    await paid(anna, "2026-03-10", { amountCents: -77_777 });
    expect(await listed(anna)).toMatchObject([{ id }]);
  });

  it("is found at the end of a day in what was imported without an event for each row", async () => {
    const anna = await life.user("anna");
    await life.database.query(
      `insert into transactions (id, user_id, date, amount_cents, currency, merchant_name)
       select uuidv7(($3::timestamptz - now())::interval), $1, '2026-01-08'::date + n * 7, -n2 * 100, 'EUR', 'Shop ' || chr(64 + n2)
       from generate_series(0, 8) n, generate_series(1, 3) n2 where $2::int = 1`,
      [anna.userId, 1, "2026-03-10T11:00:00Z"],
    );
    await ended(anna, "2026-03-10", [followImported]);
    expect(await listed(anna)).toHaveLength(3);
    expect(told(anna, detected)).toHaveLength(3);
  });
});

describe("the price of a recurring payment", () => {
  it("is told once when it changes", async () => {
    const anna = await life.user("anna");
    const { id } = await music(anna);
    life.setNow("2026-04-09T12:00:00Z");
    await paid(anna, "2026-04-08", { amountCents: -1_099 });
    expect(await listed(anna)).toMatchObject([
      { id, expectedAmountCents: -1_099, previousAmountCents: -999, priceChangedOn: "2026-04-08", occurrences: 4 },
    ]);
    life.setNow("2026-05-09T12:00:00Z");
    await paid(anna, "2026-05-08", { amountCents: -1_099 });
    await deliver(followRecurring, told(anna, TransactionEvents.created));
    expect(told(anna, priceChanged)).toMatchObject([
      { data: { entityId: id, payload: { previousAmountCents: -999, expectedAmountCents: -1_099 } } },
    ]);
  });

  it("is no news when it changed in a history that was imported", async () => {
    const anna = await life.user("anna");
    const old = ["2025-06-08", "2025-07-08", "2025-08-08"];
    const since = ["2025-09-08", "2025-10-08", "2025-11-08", "2025-12-08", ...firstThree];
    life.setNow("2025-08-10T12:00:00Z");
    for (const day of old) await paid(anna, day);
    life.setNow("2026-03-10T12:00:00Z");
    for (const day of since) await paid(anna, day, { amountCents: -1_099 });
    expect(await listed(anna)).toMatchObject([{ expectedAmountCents: -1_099, occurrences: 10 }]);
    expect(told(anna, priceChanged)).toEqual([]);
  });

  it("of what depends on use may vary", async () => {
    const anna = await life.user("anna");
    const days = ["2025-12-08", ...firstThree];
    for (const [at, day] of days.entries())
      await paid(anna, day, { amountCents: [-8_100, -7_200, -7_000, -7_900][at] });
    life.setNow("2026-04-09T12:00:00Z");
    await paid(anna, "2026-04-08", { amountCents: -7_500 });
    expect(await listed(anna)).toMatchObject([{ occurrences: 5, amountSpread: 0.25 }]);
    expect(told(anna, priceChanged)).toEqual([]);
  });
});

describe("a payment that does not come", () => {
  it("is told once, and twice in a row ends what recurred, until it is paid again", async () => {
    const anna = await life.user("anna");
    const { id } = await music(anna);
    for (const day of ["2026-04-08", "2026-04-14"]) await ended(anna, day);
    expect(told(anna, missed)).toEqual([]);
    for (const day of ["2026-04-15", "2026-04-16"]) await ended(anna, day);
    expect(told(anna, missed)).toMatchObject([{ data: { entityId: id, payload: { missedOn: "2026-04-08" } } }]);
    expect(await listed(anna)).toMatchObject([
      { missedOn: "2026-04-08", missedCount: 1, nextExpectedDate: "2026-05-08" },
    ]);
    for (const day of ["2026-05-15", "2026-05-16", "2026-06-20"]) await ended(anna, day);
    expect(told(anna, missed).map(({ data }) => data.payload.endedOn)).toEqual([undefined, "2026-05-15"]);
    await paid(anna, "2026-06-08");
    expect(await listed(anna)).toMatchObject([{ id, endedOn: null, missedCount: 0, nextExpectedDate: "2026-07-08" }]);
    expect(told(anna, detected)).toHaveLength(1);
  });

  it("is not missed when it came late but in time, also at the same moment", async () => {
    const anna = await life.user("anna");
    await music(anna);
    life.setNow("2026-04-15T09:00:00Z");
    await paid(anna, "2026-04-13");
    await ended(anna, "2026-04-15", [noteMissed]);
    expect(told(anna, missed)).toEqual([]);
    expect(await listed(anna)).toMatchObject([{ lastDate: "2026-04-13", nextExpectedDate: "2026-05-08" }]);
  });
});

describe("what a person says of it", () => {
  it("stays: what was dismissed is not found again, tells of nothing, and can be confirmed after all", async () => {
    const anna = await life.user("anna");
    const { id: recurringId } = await music(anna);
    const say = (verb: typeof dismiss | typeof confirm) => life.call(verb, { as: anna, params: { recurringId } });
    const first = await say(dismiss);
    expect(first).toMatchObject({ status: 200, body: { dismissedAt: expect.any(String), confirmedAt: null } });
    expect((await say(dismiss)).body).toEqual(first.body);
    life.setNow("2026-04-09T12:00:00Z");
    await paid(anna, "2026-04-08", { amountCents: -1_099 });
    await ended(anna, "2026-06-01");
    expect(told(anna, detected)).toHaveLength(1);
    expect([...told(anna, priceChanged), ...told(anna, missed)]).toEqual([]);
    expect(await listed(anna, { "dismissedAt[null]": "true" })).toEqual([]);
    const after = await say(confirm);
    expect(after).toMatchObject({ status: 200, body: { dismissedAt: null, confirmedAt: expect.any(String) } });
    expect((await say(confirm)).body).toEqual(after.body);
    expect([told(anna, confirmed).length, told(anna, dismissed).length]).toEqual([1, 1]);
  });

  it("is said by its person alone", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const { id: recurringId } = await music(anna);
    for (const verb of [get, confirm, dismiss])
      expect((await life.call(verb, { as: ben, params: { recurringId } })).status).toBe(404);
    expect(await listed(ben)).toEqual([]);
    // An event of another person's transaction is looked at by nobody else.
    await life.database.query("delete from recurring_transactions where user_id = $1", [anna.userId]);
    const [event] = told(anna, TransactionEvents.created);
    await follow(life.as(ben), event!.data.entityId!);
    expect(await life.count(recurringTransactions, `user_id in ('${anna.userId}', '${ben.userId}')`)).toBe(0);
  });
});

it("are found in what a file has brought, of however many merchants that is", async () => {
  const anna = await life.user("anna");
  // As a file has them whose last payments come first: those that recur come last, and have the greatest ids of all but one.
  for (const [merchant, ids] of [
    ["Gym", "generate_series(1, 3) n"],
    ["Shop", "generate_series(1, 400) n"],
  ])
    await life.database.query(
      `insert into transactions (user_id, date, amount_cents, currency, merchant_name)
       select $1, '2026-03-08'::date - make_interval(months => case $2::text when 'Gym' then n - 1 else 0 end), -2500, 'EUR',
         $2::text || case $2::text when 'Gym' then '' else ' ' || chr(65 + n / 26) || chr(65 + n % 26) end from ${ids}`,
      [anna.userId, merchant],
    );
  await followAdded(life.as(anna));
  const { data } = (await life.call(list, { as: anna })).body;
  expect(data.map(({ merchantName }: { merchantName: string }) => merchantName)).toEqual(["Gym"]);
});

slow("reads a bounded number of rows of somebody with 20,000 transactions", async () => {
  const anna = await life.user("anna");
  await life.database.query(
    `insert into transactions (user_id, date, amount_cents, currency, merchant_name)
     select $1, '2026-03-09'::date - n % 3000, -1 - n * 7919 % 9000, 'EUR', case n % 2 when 0 then 'Grocer ' || n else 'Shop ' || chr(65 + n % 26) || chr(65 + n % 17) end
     from generate_series(1, 20000) n`,
    [anna.userId],
  );
  await life.database.exec("vacuum analyze transactions");
  const { run: ask } = life.transport;
  const asked: { text: string; params: unknown[] }[] = [];
  life.transport.run = (statements) => {
    asked.push(...statements.filter(({ text }) => text.includes("merchant_key = (select merchant_key from one)")));
    return ask(statements);
  };
  await paid(anna, "2026-03-09", { merchantName: "Grocer 4711" });
  life.transport.run = ask;
  expect(asked).toHaveLength(2);
  const steps = (await plansOf(life, anna, asked)).flatMap(stepsOf);
  const ofTransactions = steps.filter((step) => step["Relation Name"] === "transactions");
  const rows = ofTransactions.reduce((sum, step) => sum + looksOf(step), 0);
  // Four times the last 120 of a name and of a vendor, and once more to read them.
  expect(rows).toBeGreaterThan(120);
  expect(rows).toBeLessThan(1_500);
});
