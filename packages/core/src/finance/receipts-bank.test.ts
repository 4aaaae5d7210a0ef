import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookReceipt } from "#core/finance/receipts";
import { receiptRows } from "#core/finance/receipts.fixture";
import { receiptItems, transactions } from "#core/finance/transactions.sql";
import { forEachDatabase } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
forEachDatabase("booking receipts of purchases that the bank has", (open) => {
  beforeAll(async () => {
    life = await harness(await open());
  });
  afterAll(() => life.close());
  const { addAccount, addPending, importedOf, mailOf, rowOf } = receiptRows(() => life);

  describe("a pending row of the bank", () => {
    it("is completed, and keeps the bank's data", async () => {
      const anna = await life.user("anna");
      const accountId = await addAccount(anna, "credit");
      const pendingId = await addPending(anna, accountId);
      const mail = await mailOf(anna, { invoiceNumber: "GF-12" });
      expect(await bookReceipt(life.as(anna), mail)).toEqual({ transactionId: pendingId, outcome: "completed" });
      expect(await rowOf(pendingId)).toMatchObject({
        status: "pending",
        merchant_name: "GREENFORKKITCHEN PORTLAND",
        account_id: accountId,
        source_email_id: mail.emailId,
        notes: "Receipt GF-12",
        version: 2,
      });
      expect((await rowOf(pendingId)).vendor_id).not.toBeNull();
      expect(await life.count(receiptItems, `transaction_id = '${pendingId}'`)).toBe(2);
      expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(1);
      expect(importedOf(pendingId)[0]!.data.payload).toMatchObject({ matchedPending: true, status: "pending" });
      expect((await bookReceipt(life.as(anna), mail)).outcome).toBe("known");
    });

    it.each([
      ["another amount", { amount: -2048 }],
      ["another currency", { currency: "EUR" }],
      ["six days away", { date: "2026-03-08" }],
      ["another merchant", { merchant: "SHELL OIL 5744" }],
      ["a posted purchase of another amount", { status: "posted", amount: -1800 }],
      ["a posted purchase before", { status: "posted", date: "2026-02-28" }],
      ["one that no tip explains", { amount: -1500 }],
    ])("is not taken for one of %s", async (_, given) => {
      const anna = await life.user("anna");
      const currency = "currency" in given ? given.currency : undefined;
      const pendingId = await addPending(anna, await addAccount(anna, "credit", currency), given);
      const { transactionId, outcome } = await bookReceipt(life.as(anna), await mailOf(anna));
      expect(outcome).toBe("created");
      expect(transactionId).not.toBe(pendingId);
      expect((await rowOf(pendingId)).source_email_id).toBeNull();
    });

    it("that is nearest is taken, and each receipt takes one", async () => {
      const anna = await life.user("anna");
      const accountId = await addAccount(anna, "credit");
      const far = await addPending(anna, accountId, { date: "2026-03-05" });
      const near = await addPending(anna, accountId, { date: "2026-03-02" });
      const at = async (timeOfDay: string) => bookReceipt(life.as(anna), await mailOf(anna, { timeOfDay }));
      expect((await at("13:05")).transactionId).toBe(near);
      expect((await at("13:40")).transactionId).toBe(far);
      expect((await at("18:05")).outcome).toBe("created");
    });

    it("goes to one of two receipts that race for it, and the other finds another row on its retry", async () => {
      const anna = await life.user("anna");
      const pendingId = await addPending(anna, await addAccount(anna, "credit"));
      const mails = [await mailOf(anna), await mailOf(anna, { timeOfDay: "18:05" })];
      const race = await Promise.allSettled(mails.map((mail) => bookReceipt(life.as(anna), mail)));
      const outcomes = [];
      for (const [i, one] of race.entries()) {
        if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "LF005" });
        const booked = one.status === "fulfilled" ? one.value : await bookReceipt(life.as(anna), mails[i]!);
        outcomes.push(booked.outcome);
      }
      expect(outcomes.sort()).toEqual(["completed", "created"]);
      expect((await rowOf(pendingId)).version).toBe(2);
    });

    it("gets the tip of the receipt", async () => {
      const anna = await life.user("anna");
      const pendingId = await addPending(anna, await addAccount(anna, "credit"), { amount: -4000 });
      const mail = await mailOf(anna, { totalCents: 4800 });
      expect(await bookReceipt(life.as(anna), mail)).toEqual({ transactionId: pendingId, outcome: "completed" });
      expect(Number((await rowOf(pendingId)).amount_cents)).toBe(-4800);
      expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(1);
    });

    it("gets no tip when two rows are possible", async () => {
      const anna = await life.user("anna");
      const accountId = await addAccount(anna, "credit");
      const ids = [
        await addPending(anna, accountId, { amount: -4000 }),
        await addPending(anna, accountId, { amount: -4200 }),
      ];
      expect((await bookReceipt(life.as(anna), await mailOf(anna, { totalCents: 4800 }))).outcome).toBe("created");
      for (const id of ids) expect((await rowOf(id)).version).toBe(1);
    });

    it("that is posted gets its receipt, once", async () => {
      const anna = await life.user("anna");
      const posted = await addPending(anna, await addAccount(anna, "credit"), { status: "posted" });
      const mail = await mailOf(anna);
      expect(await bookReceipt(life.as(anna), mail)).toEqual({ transactionId: posted, outcome: "completed" });
      expect(await rowOf(posted)).toMatchObject({ status: "posted", source_email_id: mail.emailId });
      expect(await bookReceipt(life.as(anna), await mailOf(anna))).toEqual({ transactionId: posted, outcome: "known" });
      expect(importedOf(posted)[0]!.data.payload).toMatchObject({ matchedPending: false });
    });

    it("of another person is never touched", async () => {
      const [anna, ben] = [await life.user("anna"), await life.user("ben")];
      const theirs = await addPending(ben, await addAccount(ben, "credit"));
      expect((await bookReceipt(life.as(anna), await mailOf(anna))).outcome).toBe("created");
      expect((await rowOf(theirs)).version).toBe(1);
    });
  });
});
