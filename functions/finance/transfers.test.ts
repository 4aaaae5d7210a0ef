import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TransactionEvents, TransferDetected, TransferProposalEvents } from "#core/finance/events";
import { candidatesAmong, sidesRead } from "#core/finance/transfer-candidates";
import { detectTransfer } from "#functions/finance/consumers";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { rowsLookedAt } from "#testing/plans";
import { account, booked, transactionOf, wrongIn } from "./ledger.fixture.ts";
import * as Transactions from "./transactions.ts";
import * as Proposals from "./transfer-proposals.ts";

let life: Harness;
beforeAll(async () => {
  // Those who link one transaction at the same moment wait for each other only on the server.
  life = await harness(await serverDb());
});
afterAll(async () => {
  expect(await wrongIn(life.database)).toEqual([]);
  await life.close();
});

const link = (as: Person, transactionId: string, otherId: string, headers?: Record<string, string>) =>
  life.call(Transactions.link, { as, params: { transactionId }, body: { transactionId: otherId }, headers });
const unlink = (as: Person, transactionId: string) => life.call(Transactions.unlink, { as, params: { transactionId } });
const proposals = async (as: Person, query: Record<string, string> = { status: "proposed" }) =>
  (await life.call(Proposals.list, { as, query })).body.data as {
    id: string;
    outflowId: string;
    inflowId: string;
    status: string;
  }[];
const decide = (as: Person, transferProposalId: string, how: "accept" | "dismiss") =>
  life.call(how === "accept" ? Proposals.accept : Proposals.dismiss, { as, params: { transferProposalId } });
const pairOf = async (as: Person, id: string) => (await transactionOf(life, as, id)).transferPairId;

async function two(as: Person, body: object = {}) {
  return [await account(life, as, body), await account(life, as, body)] as const;
}

/** Books a transaction and lets it arrive. */
async function arrived(as: Person, accountId: string, amountCents: number, body: object = {}): Promise<string> {
  const { id } = await booked(life, as, accountId, amountCents, body);
  await arrives(id);
  return id;
}
async function arrives(...ids: string[]) {
  const events = life.events(TransactionEvents.created).filter((one) => ids.includes(one.data.entityId!));
  const failed = await Promise.all(events.map((one) => life.deliver(detectTransfer, [one])));
  expect(failed.flat()).toEqual([]);
}

describe("a transfer by hand", () => {
  it("is seen from both sides, until it is taken back, and can be said again", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const [out, into] = [await booked(life, anna, one, -500), await booked(life, anna, other, 500)];
    const answer = await link(anna, into.id, out.id);
    expect(answer).toMatchObject({ status: 200, body: { id: into.id, transferPairId: out.id, version: 2 } });
    expect(await pairOf(anna, out.id)).toBe(into.id);
    const told = life.events(TransactionEvents.updated).filter(({ subject }) => subject === anna.userId);
    expect(told.map(({ data }) => [data.entityId, data.changed])).toEqual(
      expect.arrayContaining([
        [out.id, ["transferPairId"]],
        [into.id, ["transferPairId"]],
      ]),
    );
    expect((await link(anna, out.id, into.id)).status).toBe(200);
    expect((await unlink(anna, out.id)).status).toBe(204);
    expect([await pairOf(anna, out.id), await pairOf(anna, into.id)]).toEqual([null, null]);
    expect((await unlink(anna, out.id)).status).toBe(404);
    await arrives(out.id, into.id);
    expect([await pairOf(anna, out.id), await proposals(anna)]).toEqual([null, []]);
    expect((await link(anna, out.id, into.id)).status).toBe(200);
  });

  it("answers a request that is repeated under its key as the first time", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const [out, into] = [await booked(life, anna, one, -500), await booked(life, anna, other, 500)];
    const headers = { "Idempotency-Key": "link-once" };
    const first = await link(anna, out.id, into.id, headers);
    await unlink(anna, out.id);
    expect(await link(anna, out.id, into.id, headers)).toMatchObject({ status: 200, body: first.body });
    expect(await pairOf(anna, out.id)).toBeNull();
  });

  it("is between two accounts and of one amount, or of two currencies", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const dinars = await account(life, anna, { currency: "BHD" });
    const out = await booked(life, anna, one, -500);
    const into = async (accountId: string | null, cents: number, body: object = {}) =>
      link(anna, out.id, (await booked(life, anna, accountId, cents, body)).id);
    const no = { status: 409, body: { coded: { code: "not_a_transfer" } } };
    expect(await into(one, 500)).toMatchObject(no);
    expect(await into(other, 499)).toMatchObject(no);
    expect(await into(other, -500)).toMatchObject(no);
    expect(await into(dinars, -200)).toMatchObject(no);
    expect(await into(null, 500, { currency: "EUR" })).toMatchObject(no);
    expect(await link(anna, out.id, out.id)).toMatchObject({ status: 400 });
    expect(await into(dinars, 200)).toMatchObject({ status: 200 });
    expect(await into(other, 500)).toMatchObject({ status: 409, body: { coded: { code: "transfer_taken" } } });
  });

  it("ends when one side is deleted, which frees the other", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const [out, into] = [await booked(life, anna, one, -500), await booked(life, anna, other, 500)];
    await link(anna, out.id, into.id);
    const params = { transactionId: out.id };
    await life.call(Transactions.remove, { as: anna, params });
    expect(await pairOf(anna, into.id)).toBeNull();
    await life.call(Transactions.restore, { as: anna, params });
    expect(await pairOf(anna, out.id)).toBeNull();
    await link(anna, out.id, into.id);
    await life.database.query("delete from transactions where id = $1", [out.id]);
    expect(await pairOf(anna, into.id)).toBeNull();
  });

  it("names nothing of strangers, and nothing that the speaker may only see", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const [mine, theirs] = [await account(life, anna), await account(life, ben)];
    const [out, into] = [await booked(life, anna, mine, -500), await booked(life, ben, theirs, 500)];
    expect((await link(ben, out.id, into.id)).status).toBe(404);
    const missing = await link(anna, out.id, into.id);
    expect(missing).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/transactionId" }] } });
    for (const [of, entity, type] of [
      [anna, out.id, "transaction"],
      [anna, mine, "account"],
    ] as const)
      await life.database.query(
        "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, $3, $4, 'viewer')",
        [of.userId, ben.userId, type, entity],
      );
    expect((await link(ben, into.id, out.id)).status).toBe(403);
    expect((await unlink(ben, out.id)).status).toBe(403);
    expect(await pairOf(anna, out.id)).toBeNull();
    // The database itself refuses it, whatever names it.
    await expect(
      life.database.transaction(async (tx) => {
        await tx.query("select set_config('app.user_id', $1, true)", [ben.userId]);
        await tx.query("set local role lifeos_app");
        await tx.query("update transactions set transfer_pair_id = $1 where id = $2", [out.id, into.id]);
      }),
    ).rejects.toMatchObject({ code: "LF005" });
  });

  it("between two members of a household is for both of them to take back", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const home = { householdId: anna.householdId };
    const [mine, theirs] = [await account(life, anna, home), await account(life, ben, home)];
    const [out, into] = [await booked(life, anna, mine, -5, home), await booked(life, ben, theirs, 5, home)];
    expect((await link(ben, into.id, out.id)).status).toBe(200);
    await life.leave(anna, ben);
    // The other's side is not ben's to see any more, and yet it is free when his is.
    expect((await unlink(ben, into.id)).status).toBe(204);
    expect([await pairOf(anna, out.id), await pairOf(ben, into.id)]).toEqual([null, null]);
    // It is remembered all the same, and counts when both are one person's.
    await life.database.query("update accounts set user_id = $1 where id = $2", [anna.userId, theirs]);
    await life.database.query("update transactions set user_id = $1 where id = $2", [anna.userId, into.id]);
    await arrives(out.id);
    expect([await pairOf(anna, out.id), await proposals(anna)]).toEqual([null, []]);
  });
});

describe("a transfer that is found", () => {
  it("is the only transaction that it may be, within four days after the money left", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const out = await arrived(anna, one, -500, { date: "2026-03-02" });
    await arrived(anna, other, 500, { date: "2026-03-01" });
    await arrived(anna, other, 500, { date: "2026-03-07" });
    await arrived(anna, one, 500, { date: "2026-03-03" });
    await arrived(anna, other, 501, { date: "2026-03-03" });
    await arrived(anna, await account(life, anna, { currency: "USD" }), 500, { date: "2026-03-03" });
    await arrived(anna, other, 500, { date: "2026-03-03", status: "pending" });
    expect([await pairOf(anna, out), await proposals(anna, {})]).toEqual([null, []]);
    const into = await arrived(anna, other, 500, { date: "2026-03-06" });
    expect([await pairOf(anna, out), await pairOf(anna, into)]).toEqual([into, out]);
    const [told] = life.events(TransferDetected).filter(({ subject }) => subject === anna.userId);
    expect(told!.data.payload).toEqual({ outflowId: out, inflowId: into, amountCents: 500, currency: "EUR" });
    await arrives(into);
    expect(await proposals(anna, {})).toEqual([]);
  });

  it("is found from either side, and the nearest in days goes first", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna, { currency: "JPY" });
    const far = await arrived(anna, other, 9, { date: "2026-03-04" });
    const near = await arrived(anna, other, 9, { date: "2026-03-03" });
    const out = await arrived(anna, one, -9, { date: "2026-03-02" });
    expect([await pairOf(anna, near), await pairOf(anna, far)]).toEqual([out, null]);
  });

  it("is found when one of both becomes what the other one needs, or is restored", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const [out, into] = [await arrived(anna, one, -500), await arrived(anna, other, 501)];
    const told = async (event: typeof TransactionEvents.updated | typeof TransactionEvents.restored) => {
      const events = life.events(event).filter(({ data }) => data.entityId === into);
      expect(await life.deliver(detectTransfer, events.slice(-1))).toEqual([]);
    };
    const params = { transactionId: into };
    await life.call(Transactions.update, { as: anna, params, body: { notes: "nothing of it" } });
    await told(TransactionEvents.updated);
    expect(await pairOf(anna, out)).toBeNull();
    await life.call(Transactions.update, { as: anna, params, body: { amountCents: 500 } });
    await told(TransactionEvents.updated);
    expect(await pairOf(anna, out)).toBe(into);
    await life.call(Transactions.remove, { as: anna, params });
    expect(await pairOf(anna, out)).toBeNull();
    await life.call(Transactions.restore, { as: anna, params });
    await told(TransactionEvents.restored);
    expect(await pairOf(anna, out)).toBe(into);
  });

  it("may be at either end of the calendar", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    for (const date of ["0001-01-01", "9999-12-31"]) {
      const out = await arrived(anna, one, -7, { date });
      expect(await pairOf(anna, await arrived(anna, other, 7, { date }))).toBe(out);
    }
  });

  it("is looked for among many of one amount in work that grows with their number alone", async () => {
    const read = async (count: number) => {
      const anna = await life.user("anna");
      const [one, other] = await two(anna);
      const rows = await life.database.query<{ id: string }>(
        `insert into transactions (user_id, account_id, date, amount_cents, currency)
         select $1, case n % 2 when 0 then $2::uuid else $3::uuid end, '2026-03-02'::date + n / 2 % 4, case n % 2 when 0 then -500 else 500 end, 'EUR'
         from generate_series(1, $4::int) n returning id`,
        [anna.userId, one, other, count],
      );
      await life.database.exec("analyze transactions");
      const ids = `{${rows.map(({ id }) => id).join(",")}}`;
      let asked: { text: string; params: unknown[] } | undefined;
      const { run } = life.transport;
      life.transport.run = (statements) => {
        asked ??= statements.find(({ text }) => text.includes("spans_of_others"));
        return run(statements);
      };
      const [sides] = await life.as(anna).db.batch([sidesRead(sql`${ids}::uuid[]`)]);
      life.transport.run = run;
      expect(sides).toHaveLength(count);
      expect(candidatesAmong(sides).found).toHaveLength(10 * count);
      return rowsLookedAt(life, anna, asked!);
    };
    const [few, many] = [await read(100), await read(400)];
    expect(many).toBeGreaterThan(few);
    expect(many).toBeLessThan(8 * few);
  });

  it("is never one of another person's", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const home = { householdId: anna.householdId };
    await arrived(anna, await account(life, anna, home), -3, home);
    const into = await arrived(ben, await account(life, ben, home), 3, home);
    expect([await pairOf(ben, into), await proposals(ben, {})]).toEqual([null, []]);
  });
});

describe("what may be several transfers", () => {
  it("is proposed; accepting one takes those away that cannot be any more, dismissing is remembered", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const outs = [await arrived(anna, one, -500), await arrived(anna, one, -500)];
    const into = await arrived(anna, other, 500);
    const open = await proposals(anna);
    expect(open.map((proposal) => proposal.outflowId).sort()).toEqual(outs.toSorted());
    expect(open.every(({ inflowId }) => inflowId === into)).toBe(true);
    expect(life.events(TransferProposalEvents.created).filter(({ subject }) => subject === anna.userId)).toHaveLength(
      2,
    );
    const [first, second] = open;
    const stranger = await life.user("ben");
    expect((await decide(stranger, first!.id, "accept")).status).toBe(404);
    expect(await decide(anna, first!.id, "dismiss")).toMatchObject({ status: 200, body: { status: "dismissed" } });
    expect((await decide(anna, first!.id, "accept")).body.coded.code).toBe("proposal_settled");
    expect(await decide(anna, second!.id, "accept")).toMatchObject({
      status: 200,
      body: { status: "accepted", version: 2 },
    });
    expect(await pairOf(anna, into)).toBe(second!.outflowId);
    await arrives(first!.outflowId);
    expect(await proposals(anna)).toEqual([]);
    // Two more that may be one with the rest: the one that was dismissed is not among them.
    const late = await arrived(anna, other, 500);
    expect(await pairOf(anna, late)).toBe(first!.outflowId);
  });

  it("is not accepted when a side was changed or linked meanwhile", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const [a, b] = [await arrived(anna, one, -500), await arrived(anna, one, -500)];
    const into = await arrived(anna, other, 500);
    const open = await proposals(anna);
    const of = (outflowId: string) => open.find((proposal) => proposal.outflowId === outflowId)!.id;
    const params = { transactionId: a };
    await life.call(Transactions.update, { as: anna, params, body: { amountCents: -501 } });
    expect((await decide(anna, of(a), "accept")).body.coded.code).toBe("not_a_transfer");
    await link(anna, b, into);
    expect((await decide(anna, of(b), "accept")).body.coded.code).toBe("transfer_taken");
    expect(await proposals(anna)).toEqual([]);
    await life.call(Transactions.remove, { as: anna, params });
    expect((await decide(anna, of(a), "accept")).status).toBe(409);
  });
});

describe("those who link at the same moment", () => {
  it("never take one side twice, and never wait for each other for ever", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const outs = await Promise.all(Array.from({ length: 4 }, () => booked(life, anna, one, -500)));
    const ins = await Promise.all(Array.from({ length: 4 }, () => booked(life, anna, other, 500)));
    const tries = outs.flatMap((out) => ins.map((into) => [out.id, into.id] as const));
    const answers = await Promise.all(
      tries.map(([a, b], n) => (n % 2 ? link(anna, a, b) : link(anna, b, a)).then(({ status }) => status)),
    );
    expect(answers.filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
    expect(answers).toContain(200);
    const linked = await life.database.query(
      "select from transactions where user_id = $1 and transfer_pair_id is not null",
      [anna.userId],
    );
    expect(linked).toHaveLength(2 * answers.filter((status) => status === 200).length);
  });

  it("find a transfer once, when both sides arrive at once", async () => {
    const anna = await life.user("anna");
    const [one, other] = await two(anna);
    const [out, into] = await Promise.all([booked(life, anna, one, -800), booked(life, anna, other, 800)]);
    await arrives(out.id, into.id);
    expect(await pairOf(anna, out.id)).toBe(into.id);
    expect(life.events(TransferDetected).filter(({ subject }) => subject === anna.userId)).toHaveLength(1);
  });
});
