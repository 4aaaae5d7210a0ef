/** What banks, files of different kinds and people tell of the same payments: each is there once, and what was deleted stays so. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { ImportUndoStarted } from "#core/ingest/events";
import { create as createAccount } from "#functions/finance/accounts";
import { type Bank, bank, imported, transactionsOf } from "#functions/finance/bank-files.fixture";
import { create, remove, update } from "#functions/finance/transactions";
import { undo } from "#functions/ingest/imports";
import { prune } from "#functions/platform/schedules";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/harness";
import { someOf } from "#testing/sampled";

let own: Bank;
beforeAll(async () => {
  // Purges and locks are those of the server.
  own = await bank(serverDb);
});
afterAll(() => own.close());

type Payment = [day: string, amount: string, name: string];
const KINDS = ["bank_ofx", "bank_qif", "bank_csv", "bank_camt"] as const;
type Kind = (typeof KINDS)[number];

const WRITTEN: Record<Kind, (payments: Payment[]) => string> = {
  bank_ofx: (
    payments,
  ) => `<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>99<ACCTID>DE12<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>
${payments.map(([day, amount, name], n) => `<STMTTRN><DTPOSTED>${day.replaceAll("-", "")}<TRNAMT>${amount}<FITID>${day}-${n}<NAME>${name}</STMTTRN>`).join("\n")}
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`,
  bank_qif: (payments) =>
    `!Type:Bank\n${payments.map(([day, amount, name]) => `D${day.replaceAll("-", "/")}\nT${amount}\nPQ ${name}\n^`).join("\n")}`,
  bank_csv: (payments) =>
    `Date,Payee,Amount\n${payments.map(([day, amount, name]) => `${day},${name} 4711,${amount}`).join("\n")}`,
  bank_camt: (payments) =>
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE12</IBAN></Id><Ccy>EUR</Ccy></Acct>${payments
      .map(
        ([day, amount, name], n) =>
          `<Ntry><Amt Ccy="EUR">${amount.replace("-", "")}</Amt><CdtDbtInd>${amount.startsWith("-") ? "DBIT" : "CRDT"}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>${n}</AcctSvcrRef><AddtlNtryInf>${name}</AddtlNtryInf></Ntry>`,
      )
      .join("")}</Stmt></BkToCstmrStmt></Document>`,
};

async function someone() {
  const anna = await own.life.user("anna");
  const accountId = await accountOf(anna);
  return { anna, accountId };
}
const accountOf = async (as: Person, currency = "EUR") =>
  (await own.life.call(createAccount, { as, body: { name: "Everyday", currency } })).body.id as string;
const takeIn = async (as: Person, kind: Kind, payments: Payment[], accountId: string) =>
  imported(own, as, kind, WRITTEN[kind](payments), {
    options: { accountId, ...(kind === "bank_qif" && { dateOrder: "ymd" }) },
  });
/** How many payments an import has made. */
const made = async (...given: Parameters<typeof takeIn>) => (await takeIn(...given)).created;
const undone = async (as: Person, importId: string) => {
  await own.life.call(undo, { as, params: { importId } });
  expect(await own.workflows.handle(as, ImportUndoStarted, importId)).toEqual(["completed"]);
};
const amounts = async (as: Person) =>
  (await transactionsOf(own, as)).map(({ amountCents }: { amountCents: number }) => amountCents);
const deleteAt = async (as: Person, transactionId: string, daysAgo: number) => {
  expect((await own.life.call(remove, { as, params: { transactionId } })).status).toBe(204);
  await own.life.database.query(
    "update transactions set deleted_at = now() - make_interval(days => $2) where id = $1",
    [transactionId, daysAgo],
  );
};

const COFFEES: Payment[] = [
  ["2026-03-01", "-3.00", "Coffee"],
  ["2026-03-01", "-3.00", "Coffee"],
  ["2026-03-02", "-3.00", "Coffee"],
  ["2026-03-02", "50.00", "Refund"],
];

describe("a payment of which two kinds of files tell", () => {
  const pairs = KINDS.flatMap((first) =>
    KINDS.filter((other) => other !== first).map((other) => [first, other] as const),
  );
  it.each(someOf("bank-joins", pairs, 3))(
    "%s and then %s, is one, and two equal ones stay two",
    async (first, second) => {
      const { anna, accountId } = await someone();
      expect(await made(anna, first, COFFEES, accountId)).toBe(4);
      expect(await made(anna, second, COFFEES, accountId)).toBe(0);
      expect(await made(anna, second, COFFEES, accountId)).toBe(0);
      // A third one of a day is another one, by whichever it comes.
      const more: Payment[] = [...COFFEES, ["2026-03-02", "-3.00", "Coffee"]];
      expect(await made(anna, second, more, accountId)).toBe(1);
      expect(await made(anna, first, more, accountId)).toBe(0);
      expect(await amounts(anna)).toEqual([-300, -300, -300, -300, 5_000]);
    },
  );

  it("is the one that is called alike, where several have its day and amount", async () => {
    const { anna, accountId } = await someone();
    await takeIn(anna, "bank_ofx", [["2026-03-01", "-3.00", "Green Fork Kitchen"]], accountId);
    const both: Payment[] = [
      ["2026-03-01", "-3.00", "City Transport"],
      ["2026-03-01", "-3.00", "GREEN FORK KITCHEN"],
    ];
    expect(await made(anna, "bank_csv", both, accountId)).toBe(1);
    const rows = await transactionsOf(own, anna);
    expect(rows.map(({ merchantName }: { merchantName: string }) => merchantName).toSorted()).toEqual([
      "City Transport 4711",
      "Green Fork Kitchen",
    ]);
  });

  it("is not taken for one that its own kind of file has told of in other words", async () => {
    const { anna, accountId } = await someone();
    // The first is known by its words to both kinds, so that it is not the second one.
    const text = (names: string[]) =>
      `Date,Payee,Amount\n${names.map((name) => `2026-03-01,${name},-3.00`).join("\n")}`;
    const qif = (names: string[]) =>
      `!Type:Bank\n${names.map((name) => `D2026/03/01\nT-3.00\nP${name}\n^`).join("\n")}`;
    const options = { accountId };
    expect((await imported(own, anna, "bank_csv", text(["A"]), { options })).created).toBe(1);
    expect((await imported(own, anna, "bank_csv", text(["B"]), { options })).created).toBe(1);
    const said = { options: { ...options, dateOrder: "ymd" } };
    expect((await imported(own, anna, "bank_qif", qif(["A", "B", "C"]), said)).created).toBe(1);
    expect(await amounts(anna)).toEqual([-300, -300, -300]);
  });

  it("is not one of another amount, day or account", async () => {
    const { anna, accountId } = await someone();
    await takeIn(anna, "bank_ofx", [["2026-03-01", "-3.00", "Coffee"]], accountId);
    const others: Payment[] = [
      ["2026-03-02", "-3.00", "Coffee"],
      ["2026-03-01", "-3.01", "Coffee"],
      ["2026-03-01", "3.00", "Coffee"],
    ];
    expect(await made(anna, "bank_csv", others, accountId)).toBe(3);
    expect(await made(anna, "bank_csv", [["2026-03-01", "-3.00", "Coffee"]], await accountOf(anna))).toBe(1);
  });

  it("is the one that was entered by hand, which is booked by it when it was pending", async () => {
    const { anna, accountId } = await someone();
    const body = { accountId, date: "2026-03-01", amountCents: -300, merchantName: "Café", currency: "EUR" };
    const { body: entered } = await own.life.call(create, { as: anna, body: { ...body, status: "pending" } });
    const first = await takeIn(anna, "bank_csv", COFFEES.slice(0, 1), accountId);
    expect(first.counts).toEqual([0, 1, 0, 0]);
    expect(await transactionsOf(own, anna)).toMatchObject([{ id: entered.id, status: "posted", merchantName: "Café" }]);
    await undone(anna, first.id);
    expect(await transactionsOf(own, anna)).toMatchObject([{ id: entered.id, status: "pending" }]);
  });

  it("shows in a dry run as it will be", async () => {
    const { anna, accountId } = await someone();
    await takeIn(anna, "bank_ofx", COFFEES, accountId);
    const dry = await imported(own, anna, "bank_csv", WRITTEN.bank_csv(COFFEES), {
      options: { accountId },
      dryRun: true,
    });
    expect(dry.counts).toEqual([0, 0, 4, 0]);
    expect(await made(anna, "bank_csv", COFFEES, accountId)).toBe(0);
  });

  it("stays with the undo of either import, until both are undone or the first one alone had it", async () => {
    const { anna, accountId } = await someone();
    const first = await takeIn(anna, "bank_qif", COFFEES.slice(0, 2), accountId);
    const second = await takeIn(anna, "bank_ofx", COFFEES, accountId);
    await undone(anna, second.id);
    expect(await amounts(anna)).toEqual([-300, -300]);
    const third = await takeIn(anna, "bank_csv", COFFEES.slice(0, 1), accountId);
    await undone(anna, first.id);
    expect(await amounts(anna)).toEqual([-300]);
    await undone(anna, third.id);
    // The first import has left it, because another one had it.
    expect(await amounts(anna)).toEqual([-300]);
    expect(await made(anna, "bank_qif", COFFEES.slice(0, 2), accountId)).toBe(1);
  });
});

describe("a payment that its person has moved to another account", () => {
  it.each(someOf("bank-joins", KINDS, 1))(
    "does not come again by %s, into whichever account its file goes",
    async (kind) => {
      const { anna, accountId } = await someone();
      const other = await accountOf(anna);
      await takeIn(anna, kind, COFFEES, accountId);
      for (const { id: transactionId } of await transactionsOf(own, anna))
        expect(
          (await own.life.call(update, { as: anna, params: { transactionId }, body: { accountId: other } })).status,
        ).toBe(200);
      for (const again of KINDS)
        for (const into of [accountId, other]) expect(await made(anna, again, COFFEES, into), `${again}`).toBe(0);
      const rows = await transactionsOf(own, anna);
      expect(rows.map(({ accountId: on }: { accountId: string }) => on)).toEqual(Array(4).fill(other));
    },
  );
});

describe("a payment that its person has deleted", () => {
  it.each(someOf("bank-joins", KINDS, 1))(
    "stays deleted by %s and by any other, also when deleted rows are purged",
    async (kind) => {
      const { anna, accountId } = await someone();
      await takeIn(anna, kind, COFFEES, accountId);
      const [one, two, three, four] = await transactionsOf(own, anna);
      await deleteAt(anna, one.id, 31);
      await deleteAt(anna, four.id, 2);
      await scheduleHandler(prune)({});
      for (const again of KINDS) expect(await made(anna, again, COFFEES, accountId), again).toBe(0);
      expect((await transactionsOf(own, anna)).map(({ id }: { id: string }) => id)).toEqual([two.id, three.id]);
    },
  );

  it("is purged with its account, and where its import was undone or nothing tells of it", async () => {
    const { anna, accountId } = await someone();
    const other = await accountOf(anna);
    const undoing = await takeIn(anna, "bank_csv", [["2026-02-01", "-1.00", "Undone"]], accountId);
    await undone(anna, undoing.id);
    await takeIn(anna, "bank_csv", [["2026-02-02", "-2.00", "Gone with its account"]], other);
    const body = { accountId, date: "2026-03-01", amountCents: -3, currency: "EUR" };
    const { body: entered } = await own.life.call(create, { as: anna, body });
    const ids = (await transactionsOf(own, anna)).map(({ id }: { id: string }) => id);
    for (const id of ids) await deleteAt(anna, id, 31);
    expect(ids).toContain(entered.id);
    await own.life.database.query(
      "update transactions set deleted_at = now() - interval '40 days' where account_id = $1",
      [accountId],
    );
    await own.life.database.query("update accounts set deleted_at = now() - interval '40 days' where id = $1", [other]);
    await scheduleHandler(prune)({});
    const left = await own.life.database.query("select id from transactions where user_id = $1", [anna.userId]);
    expect(left).toEqual([]);
  });
});

it("is undone while somebody changes a payment of it, and neither waits for the other for ever", async () => {
  const anna = await own.life.user("anna");
  const { id } = await imported(own, anna, "bank_ofx", WRITTEN.bank_ofx(COFFEES));
  const [first] = await transactionsOf(own, anna);
  await own.life.call(undo, { as: anna, params: { importId: id } });
  let undoing: Promise<unknown> | undefined;
  await own.life.database.transaction(async (tx) => {
    await tx.query("select from transactions where id = $1 for no key update", [first.id]);
    undoing = own.workflows.handle(anna, ImportUndoStarted, id);
    await eventually(async () => {
      const waiting = await own.life.database.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(waiting).toHaveLength(1);
    });
    // Whoever has a transaction takes its account next.
    await tx.query("select from accounts where id = $1 for no key update nowait", [first.accountId]);
    await tx.query("update transactions set notes = 'mine' where id = $1", [first.id]);
  });
  expect(await undoing).toEqual(["completed"]);
});
