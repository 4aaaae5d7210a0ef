import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { take } from "#core/finance/bills";
import { BillCancelled, BillDetected, BillPaid, RecurringEvents } from "#core/finance/events";
import { bills } from "#core/finance/recurring.sql";
import { TaskCompleted, TaskEvents } from "#core/work/events";
import { get, list, pay } from "#functions/finance/bills";
import { makeBills } from "#functions/finance/consumers";
import { dismiss, list as listRecurring } from "#functions/finance/recurring";
import { payments } from "#functions/finance/recurring.fixture";
import { cancelBill, completeBill, takeOnBill } from "#functions/work/consumers";
import { complete, list as listTasks, remove as removeTask } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());
beforeEach(() => life.setNow("2026-03-10T12:00:00Z"));

const { paid, ended, told, deliver } = payments(() => life);
const listed = async (as: Person) => (await life.call(list, { as, query: { sort: "dueOn" } })).body.data;
const tasksOf = async (as: Person) => (await life.call(listTasks, { as })).body.data;
/** Delivers to the tasks what was told of bills, twice. */
async function passedOn(as: Person) {
  for (let i = 0; i < 2; i++) {
    await deliver(takeOnBill, told(as, BillDetected));
    await deliver(completeBill, told(as, BillPaid));
    await deliver(cancelBill, told(as, BillCancelled));
  }
}
async function music(as: Person) {
  for (const day of ["2026-01-08", "2026-02-08", "2026-03-08"]) await paid(as, day);
}
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
