import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { take } from "#core/finance/bills";
import {
  BillCancelled,
  BillDetected,
  BillPaid,
  BillReopened,
  RecurringEvents,
  TransactionEvents,
} from "#core/finance/events";
import { bills } from "#core/finance/recurring.sql";
import { TaskCompleted, TaskEvents } from "#core/work/events";
import { get, list, pay, reopen } from "#functions/finance/bills";
import { makeBills } from "#functions/finance/consumers";
import { dismiss, list as listRecurring, update as updateRecurring } from "#functions/finance/recurring";
import { payments } from "#functions/finance/recurring.fixture";
import { remove, restore, update } from "#functions/finance/transactions";
import { cancelBill, completeBill, reopenBill, takeOnBill } from "#functions/work/consumers";
import { complete, list as listTasks, remove as removeTask } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { slow } from "#testing/slow";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());
beforeEach(() => life.setNow("2026-03-10T12:00:00Z"));

const { paid, ended, told, deliver, seen } = payments(() => life);
const listed = async (as: Person) => (await life.call(list, { as, query: { sort: "dueOn" } })).body.data;
const tasksOf = async (as: Person) => (await life.call(listTasks, { as })).body.data;
/** Delivers to the tasks what was told of bills, twice. */
async function passedOn(as: Person) {
  for (let i = 0; i < 2; i++) {
    await deliver(takeOnBill, told(as, BillDetected));
    await deliver(completeBill, told(as, BillPaid));
    await deliver(reopenBill, told(as, BillReopened));
    await deliver(cancelBill, told(as, BillCancelled));
  }
}
/** Three payments of music, which its person pays by hand. */
async function music(as: Person, isBill: boolean | null = true) {
  const ids = [];
  for (const day of ["2026-01-08", "2026-02-08", "2026-03-08"]) ids.push(await paid(as, day));
  const [recurring] = (await life.call(listRecurring, { as })).body.data.filter(
    ({ expectedAmountCents }: { expectedAmountCents: number }) => expectedAmountCents === -999,
  );
  if (isBill !== null) await sayBill(as, recurring.id, isBill);
  return { recurringId: recurring.id as string, ids };
}
const sayBill = async (as: Person, recurringId: string, isBill: boolean | null) => {
  const answer = await life.call(updateRecurring, { as, params: { recurringId }, body: { isBill } });
  expect([answer.status, answer.body.isBill, answer.body.merchantKey]).toEqual([200, isBill, undefined]);
};
async function mail(as: Person) {
  const [row] = await life.database.query<{ id: string }>(
    "insert into inbound_emails (user_id, message_id, sender, recipient) values ($1, '<' || gen_random_uuid() || '@power>', 'power', 'me') returning id",
    [as.userId],
  );
  return row!.id;
}
const power = { merchant: "City Power", currency: "EUR", totalCents: 8_214, dueOn: "2026-03-24" };

describe("a bill of a recurring payment", () => {
  it("is made once for a period, some days before it is due, and is a task until the payment is seen", async () => {
    const anna = await life.user("anna");
    await music(anna);
    await ended(anna, "2026-03-30");
    expect(await listed(anna)).toEqual([]);
    for (const day of ["2026-04-01", "2026-04-02", "2026-04-07"]) await ended(anna, day);
    const [bill, ...others] = await listed(anna);
    expect(others).toEqual([]);
    expect(bill).toMatchObject({
      amountCents: 999,
      currency: "EUR",
      dueOn: "2026-04-08",
      status: "open",
      transactionId: null,
    });
    expect(told(anna, BillDetected)).toMatchObject([
      { data: { entityId: bill.id, payload: { dueOn: "2026-04-08", amountCents: 999, currency: "EUR" } } },
    ]);
    await passedOn(anna);
    const [task] = await tasksOf(anna);
    expect(task).toMatchObject({ title: "Pay MUSIC 2026-03-08", dueDate: "2026-04-08", status: "pending" });
    const transactionId = await paid(anna, "2026-04-09", { amountCents: -1_099 });
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId }]);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ id: task.id, status: "completed" }]);
    expect(told(anna, TaskCompleted)).toHaveLength(1);
    await ended(anna, "2026-05-05");
    expect((await listed(anna)).map(({ dueOn, status }: { dueOn: string; status: string }) => [dueOn, status])).toEqual(
      [
        ["2026-04-08", "paid"],
        ["2026-05-08", "open"],
      ],
    );
  });

  it("is none of what comes in, and none of what was dismissed, whose open bills are cancelled", async () => {
    const anna = await life.user("anna");
    for (const day of ["2026-01-08", "2026-02-08", "2026-03-08"])
      await paid(anna, day, { amountCents: 250_000, merchantName: "Employer" });
    await music(anna);
    await ended(anna, "2026-04-05");
    await passedOn(anna);
    const [{ recurringTransactionId: recurringId }, ...others] = await listed(anna);
    expect(others).toEqual([]);
    await life.call(dismiss, { as: anna, params: { recurringId } });
    expect(await listed(anna)).toMatchObject([{ status: "cancelled" }]);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "cancelled" }]);
    await ended(anna, "2026-05-05");
    expect(await listed(anna)).toHaveLength(1);
  });

  it("leaves alone a task that its person has completed or deleted", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    for (const [as, verb] of [
      [anna, complete],
      [ben, removeTask],
    ] as const) {
      await music(as);
      await ended(as, "2026-04-05");
      await passedOn(as);
      const [task] = await tasksOf(as);
      await life.call(verb, { as, params: { taskId: task.id }, ...(verb === complete && { body: {} }) });
      await paid(as, "2026-04-08");
      await passedOn(as);
      expect(told(as, BillPaid)).toHaveLength(1);
    }
    expect(told(anna, TaskCompleted)).toHaveLength(1);
    expect(told(ben, TaskCompleted)).toEqual([]);
    expect(await tasksOf(ben)).toEqual([]);
    expect(told(ben, TaskEvents.created)).toHaveLength(1);
  });

  it("is open while another period is paid, and each payment pays one", async () => {
    const anna = await life.user("anna");
    await music(anna);
    await ended(anna, "2026-04-05");
    await ended(anna, "2026-05-05");
    await paid(anna, "2026-05-09");
    const statuses = async () => (await listed(anna)).map(({ status }: { status: string }) => status);
    expect(await statuses()).toEqual(["open", "paid"]);
    expect(told(anna, BillPaid)).toHaveLength(1);
  });
});

describe("a bill that its person says is paid", () => {
  const open = async (as: Person) => (await listed(as)).find(({ status }: { status: string }) => status === "open");
  const saidPaid = (as: Person, billId: string) => life.call(pay, { as, params: { billId } });

  it("completes its task, which it names, and is told of once", async () => {
    const anna = await life.user("anna");
    await music(anna);
    await ended(anna, "2026-04-05");
    const { id: billId } = await open(anna);
    const shown = async () => (await life.call(get, { as: anna, params: { billId } })).body;
    expect(await shown()).toMatchObject({ status: "open", taskId: null });
    await passedOn(anna);
    const [task] = await tasksOf(anna);
    expect(await shown()).toMatchObject({ taskId: task.id });
    for (let i = 0; i < 2; i++) expect(await saidPaid(anna, billId)).toMatchObject({ status: 200 });
    expect(told(anna, BillPaid)).toHaveLength(1);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ id: task.id, status: "completed" }]);
    await life.call(removeTask, { as: anna, params: { taskId: task.id } });
    expect(await shown()).toMatchObject({ status: "paid", taskId: null });
    const ben = await life.user("ben");
    expect((await saidPaid(ben, billId)).status).toBe(404);
  });

  it("is what a payment is taken for that comes afterwards, and not the bill of the next period", async () => {
    const anna = await life.user("anna");
    for (const day of ["2026-02-17", "2026-02-24", "2026-03-03", "2026-03-10"]) await paid(anna, day);
    const [recurring] = (await life.call(listRecurring, { as: anna })).body.data;
    await sayBill(anna, recurring.id, true);
    await ended(anna, "2026-03-15");
    const { id: first } = await open(anna);
    await saidPaid(anna, first);
    await ended(anna, "2026-03-22");
    const { id: next } = await open(anna);
    expect(next).not.toBe(first);
    const transactionId = await paid(anna, "2026-03-18");
    expect(await listed(anna)).toMatchObject([
      { id: first, status: "paid", transactionId },
      { id: next, status: "open", transactionId: null },
    ]);
    expect(told(anna, BillPaid)).toHaveLength(1);
  });

  it("stays paid when the payment goes that was taken for it, and has that again when it is back", async () => {
    const anna = await life.user("anna");
    await music(anna);
    await ended(anna, "2026-04-05");
    const { id: billId } = await open(anna);
    await passedOn(anna);
    await saidPaid(anna, billId);
    await passedOn(anna);
    const transactionId = await paid(anna, "2026-04-08");
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId, isSaidPaid: true }]);
    await life.call(remove, { as: anna, params: { transactionId } });
    await seen(TransactionEvents.deleted, transactionId);
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId: null }]);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "completed" }]);
    expect(told(anna, BillReopened)).toEqual([]);
    await life.call(restore, { as: anna, params: { transactionId } });
    await seen(TransactionEvents.restored, transactionId);
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId }]);
    expect(told(anna, BillPaid)).toHaveLength(1);
  });

  it("is open again with its task when they take that back, but for one whose payment is here", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await music(anna);
    await ended(anna, "2026-04-05");
    const { id: billId } = await open(anna);
    await passedOn(anna);
    await saidPaid(anna, billId);
    await passedOn(anna);
    const takenBack = (as: Person) => life.call(reopen, { as, params: { billId } });
    for (let i = 0; i < 2; i++)
      expect(await takenBack(anna)).toMatchObject({ status: 200, body: { status: "open", isSaidPaid: false } });
    expect(told(anna, BillReopened)).toHaveLength(1);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "pending", completedAt: null }]);
    expect((await takenBack(ben)).status).toBe(404);
    await saidPaid(anna, billId);
    const transactionId = await paid(anna, "2026-04-08");
    expect(await takenBack(anna)).toMatchObject({ status: 409, body: { coded: { code: "bill_payment_here" } } });
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId }]);
  });

  it("is none that was called off", async () => {
    const anna = await life.user("anna");
    await music(anna);
    await ended(anna, "2026-04-05");
    const { id: billId, recurringTransactionId: recurringId } = await open(anna);
    await life.call(dismiss, { as: anna, params: { recurringId } });
    expect(await saidPaid(anna, billId)).toMatchObject({
      status: 409,
      body: { coded: { code: "bill_cancelled" } },
    });
    expect(await life.call(reopen, { as: anna, params: { billId } })).toMatchObject({
      status: 409,
      body: { coded: { code: "bill_called_off" } },
    });
  });
});

describe("what is charged by itself", () => {
  it("is only expected, and is a bill as soon and as long as its person says so", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const { recurringId } = await music(anna, null);
    const expected = async () =>
      (await life.call(listRecurring, { as: anna, query: { sort: "nextExpectedDate" } })).body.data;
    await ended(anna, "2026-04-02");
    expect(await listed(anna)).toEqual([]);
    expect(await expected()).toMatchObject([{ nextExpectedDate: "2026-04-08", isBill: null }]);
    expect(
      (await life.call(updateRecurring, { as: ben, params: { recurringId }, body: { isBill: true } })).status,
    ).toBe(404);
    await sayBill(anna, recurringId, true);
    await ended(anna, "2026-04-02");
    expect(await listed(anna)).toMatchObject([{ dueOn: "2026-04-08", status: "open" }]);
    await passedOn(anna);
    await sayBill(anna, recurringId, false);
    expect(await listed(anna)).toMatchObject([{ status: "cancelled" }]);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "cancelled" }]);
    await paid(anna, "2026-04-08");
    await ended(anna, "2026-05-05");
    expect(await listed(anna)).toHaveLength(1);
  });

  it("is none where a mail has asked for it before", async () => {
    const anna = await life.user("anna");
    for (const day of ["2025-12-25", "2026-01-25", "2026-02-25"])
      await paid(anna, day, { merchantName: "City Power", amountCents: -8_214 });
    await take(life.as(anna), await mail(anna), power, "2026-03-10");
    await ended(anna, "2026-03-20", [makeBills]);
    await paid(anna, "2026-03-25", { merchantName: "City Power", amountCents: -8_214 });
    await ended(anna, "2026-04-20", [makeBills]);
    expect(await listed(anna)).toMatchObject([
      { dueOn: "2026-03-24", status: "paid" },
      { dueOn: "2026-04-25", status: "open", sourceEmailId: null },
    ]);
  });
});

describe("the payment of a bill", () => {
  /** A bill of April that was paid at another price. */
  async function april(anna: Person) {
    const { recurringId, ids } = await music(anna);
    await ended(anna, "2026-04-05");
    await passedOn(anna);
    life.setNow("2026-04-09T12:00:00Z");
    const payment = await paid(anna, "2026-04-08", { amountCents: -1_099 });
    await passedOn(anna);
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId: payment }]);
    expect(await tasksOf(anna)).toMatchObject([{ status: "completed" }]);
    return { recurringId, payment, ids };
  }
  const change = (as: Person, transactionId: string, body: object) =>
    life.call(update, { as, params: { transactionId }, body });

  it("is taken back when it is deleted, with the task, and counts again when it is restored", async () => {
    const anna = await life.user("anna");
    const { payment: transactionId } = await april(anna);
    await life.call(remove, { as: anna, params: { transactionId } });
    await seen(TransactionEvents.deleted, transactionId);
    expect(await listed(anna)).toMatchObject([{ status: "open", transactionId: null }]);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "pending", completedAt: null }]);
    expect(told(anna, BillReopened)).toHaveLength(1);
    await life.call(restore, { as: anna, params: { transactionId } });
    await seen(TransactionEvents.restored, transactionId);
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId }]);
    await deliver(completeBill, [told(anna, BillPaid).at(-1)!]);
    expect(await tasksOf(anna)).toMatchObject([{ status: "completed" }]);
  });

  it("leaves nothing to pay of what is charged by itself by now", async () => {
    const anna = await life.user("anna");
    const { payment: transactionId, recurringId } = await april(anna);
    await sayBill(anna, recurringId, false);
    await life.call(remove, { as: anna, params: { transactionId } });
    await seen(TransactionEvents.deleted, transactionId);
    expect(await listed(anna)).toMatchObject([{ status: "cancelled", transactionId: null }]);
    expect(told(anna, BillReopened)).toEqual([]);
  });

  slow(
    "is none any more at another price by far, to somebody else, or unbooked, and is for a small correction",
    async () => {
      for (const [body, status] of [
        [{ notes: "April" }, "paid"],
        [{ amountCents: -1_199 }, "paid"],
        [{ amountCents: -50_000 }, "open"],
        [{ merchantName: "Somebody Else" }, "open"],
        [{ status: "pending" }, "open"],
        [{ date: "2026-01-01" }, "open"],
      ] as const) {
        const anna = await life.user("anna");
        life.setNow("2026-03-10T12:00:00Z");
        const { payment } = await april(anna);
        await change(anna, payment, body);
        await seen(TransactionEvents.updated, payment);
        expect(await listed(anna), JSON.stringify(body)).toMatchObject([{ status }]);
      }
    },
  );

  it("leaves a task that its person completed, and finds the other one of two payments", async () => {
    const anna = await life.user("anna");
    await take(life.as(anna), await mail(anna), power, "2026-03-10");
    await passedOn(anna);
    const [task] = await tasksOf(anna);
    await life.call(complete, { as: anna, params: { taskId: task.id }, body: {} });
    const body = { merchantName: "City Power", amountCents: -8_214 };
    const [entered, ofBank] = [await paid(anna, "2026-03-20", body), await paid(anna, "2026-03-21", body)];
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId: entered }]);
    await life.call(remove, { as: anna, params: { transactionId: entered } });
    await seen(TransactionEvents.deleted, entered);
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId: ofBank }]);
    await life.call(remove, { as: anna, params: { transactionId: ofBank } });
    await seen(TransactionEvents.deleted, ofBank);
    expect(await listed(anna)).toMatchObject([{ status: "open", transactionId: null }]);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "completed" }]);
  });

  it("is only what is booked and ordinary, and of the period that it was made in", async () => {
    const anna = await life.user("anna");
    const { ids } = await music(anna);
    await ended(anna, "2026-04-05");
    // That of March is looked at again and is not that of April.
    await change(anna, ids[2]!, { notes: "March" });
    await seen(TransactionEvents.updated, ids[2]!);
    expect(await listed(anna)).toMatchObject([{ status: "open" }]);
    life.setNow("2026-04-09T12:00:00Z");
    const pending = await paid(anna, "2026-04-08", { status: "pending" });
    expect(await listed(anna)).toMatchObject([{ status: "open" }]);
    await life.database.query("update transactions set kind = 'adjustment', status = 'posted' where id = $1", [
      pending,
    ]);
    await seen(TransactionEvents.created, pending);
    expect(await listed(anna)).toMatchObject([{ status: "open" }]);
    await life.database.query("update transactions set kind = 'ordinary', status = 'pending' where id = $1", [pending]);
    await change(anna, pending, { status: "posted" });
    await seen(TransactionEvents.updated, pending);
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId: pending }]);
  });
});

describe("a bill that came by mail", () => {
  it("is taken once, is a task, and is paid by exactly its amount to its merchant", async () => {
    const anna = await life.user("anna");
    const emailId = await mail(anna);
    for (let i = 0; i < 2; i++) await take(life.as(anna), emailId, power, "2026-03-10");
    const [bill, ...others] = await listed(anna);
    expect(others).toEqual([]);
    expect(bill).toMatchObject({
      sourceEmailId: emailId,
      merchantName: "City Power",
      amountCents: 8_214,
      dueOn: "2026-03-24",
    });
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ title: "Pay City Power", dueDate: "2026-03-24" }]);
    for (const other of [
      { amountCents: -8_213 },
      { amountCents: 8_214 },
      { currency: "USD" },
      { merchantName: "Somebody Else" },
      { date: "2026-06-20" },
    ])
      await paid(anna, "2026-03-23", { merchantName: "CITY POWER BERLIN", amountCents: -8_214, ...other });
    expect(await listed(anna)).toMatchObject([{ status: "open" }]);
    const transactionId = await paid(anna, "2026-03-23", {
      merchantName: "CITY POWER BERLIN 0815",
      amountCents: -8_214,
    });
    expect(await listed(anna)).toMatchObject([{ status: "paid", transactionId }]);
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ status: "completed" }]);
  });

  it("is none when it was paid before the mail was read, and none beside another mail about it", async () => {
    const anna = await life.user("anna");
    await paid(anna, "2026-03-09", { merchantName: "City Power", amountCents: -8_214 });
    await take(life.as(anna), await mail(anna), power, "2026-03-10");
    expect(await listed(anna)).toEqual([]);
    const ben = await life.user("ben");
    for (let i = 0; i < 2; i++)
      await take(life.as(ben), await mail(ben), { ...power, merchant: "CITY POWER GmbH" }, "2026-03-10");
    expect(await listed(ben)).toHaveLength(1);
    const [one, two] = [await mail(anna), await mail(anna)];
    const other = { ...power, totalCents: 999 };
    const taken = await Promise.allSettled([one, two].map((id) => take(life.as(anna), id, other, "2026-03-10")));
    expect(taken.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    expect(await listed(anna)).toHaveLength(1);
  });

  it("is that of the period of a recurring payment", async () => {
    const anna = await life.user("anna");
    for (const day of ["2025-12-25", "2026-01-25", "2026-02-25"])
      await paid(anna, day, { merchantName: "City Power", amountCents: -8_000 });
    await take(life.as(anna), await mail(anna), power, "2026-03-10");
    await ended(anna, "2026-03-20", [makeBills]);
    const [{ id }] = (await life.call(listRecurring, { as: anna })).body.data;
    expect(await listed(anna)).toMatchObject([{ recurringTransactionId: id, amountCents: 8_214, dueOn: "2026-03-24" }]);
    await paid(anna, "2026-03-25", { merchantName: "City Power", amountCents: -8_214 });
    expect(await listed(anna)).toMatchObject([{ status: "paid" }]);
    expect(told(anna, BillPaid)).toHaveLength(1);
    expect(told(anna, RecurringEvents.priceChanged)).toHaveLength(1);
  });

  it("has a name of one line, whatever a stranger has written, and is its person's alone", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const merchant = "'; drop table bills; --\u202e\n<b>Pay\u0007 me</b>";
    await take(life.as(anna), await mail(anna), { ...power, merchant }, "2026-03-10");
    await passedOn(anna);
    expect(await tasksOf(anna)).toMatchObject([{ title: "Pay '; drop table bills; -- <b>Pay me</b>" }]);
    const [bill] = await listed(anna);
    expect((await life.call(get, { as: ben, params: { billId: bill.id } })).status).toBe(404);
    expect(await listed(ben)).toEqual([]);
    await paid(ben, "2026-03-24", { merchantName: merchant, amountCents: -8_214 });
    expect(await life.count(bills, `id = '${bill.id}' and status = 'open'`)).toBe(1);
  });
});
