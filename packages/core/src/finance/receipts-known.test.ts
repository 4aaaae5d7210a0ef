import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookReceipt } from "#core/finance/receipts";
import { receiptRows } from "#core/finance/receipts.fixture";
import { transactions } from "#core/finance/transactions.sql";
import type { Receipt } from "#core/ingest/receipts/receipt";
import { forEachDatabase } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
forEachDatabase("booking receipts that were booked before", (open) => {
  beforeAll(async () => {
    life = await harness(await open());
  });
  afterAll(() => life.close());
  const { addAccount, importedOf, mailOf, rowOf } = receiptRows(() => life);

  describe("the same receipt", () => {
    it("is booked once, however often it arrives and whatever happened to its row", async () => {
      const anna = await life.user("anna");
      const mail = await mailOf(anna);
      const { transactionId } = await bookReceipt(life.as(anna), mail);
      expect(await bookReceipt(life.as(anna), mail)).toEqual({ transactionId, outcome: "known" });
      await life.database.query(`update transactions set deleted_at = now() where id = $1`, [transactionId]);
      expect(await bookReceipt(life.as(anna), mail)).toEqual({ transactionId, outcome: "known" });
      // The mail is deleted after ninety days; when it is sent again, it gets a new row.
      await life.database.query(`delete from inbound_emails where id = $1`, [mail.emailId]);
      const again = await mailOf(anna, {}, mail.messageId);
      expect(await bookReceipt(life.as(anna), again)).toEqual({ transactionId, outcome: "known" });
      expect(importedOf(transactionId)).toHaveLength(1);
    });

    it("is booked once when two runs race", async () => {
      const anna = await life.user("anna");
      const mail = await mailOf(anna);
      await Promise.allSettled([bookReceipt(life.as(anna), mail), bookReceipt(life.as(anna), mail)]);
      expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(1);
    });

    it("is booked once under another Message-ID, with and without a number or a time", async () => {
      for (const given of [{}, { invoiceNumber: "A-7" }, { timeOfDay: "13:05" }]) {
        const anna = await life.user("anna");
        const { transactionId } = await bookReceipt(life.as(anna), await mailOf(anna, given));
        const again = await bookReceipt(life.as(anna), await mailOf(anna, { merchant: "GREEN FORK KITCHEN LLC" }));
        expect(again).toEqual({ transactionId, outcome: "known" });
      }
    });

    it("is booked once for the confirmation, the dispatch and the invoice of one order", async () => {
      const anna = await life.user("anna");
      const order = { invoiceNumber: "O-9", orderNumber: "O-9" };
      const { transactionId } = await bookReceipt(life.as(anna), await mailOf(anna, order));
      const dispatch = await mailOf(anna, { ...order, date: "2026-03-04" });
      const invoice = await mailOf(anna, { orderNumber: "O-9", invoiceNumber: "R-1", date: "2026-03-05" });
      for (const mail of [dispatch, invoice])
        expect(await bookReceipt(life.as(anna), mail)).toEqual({ transactionId, outcome: "known" });
    });

    it.each([
      ["on another day", { date: "2026-03-03" }],
      ["at another time", { timeOfDay: "18:05" }],
      ["at another shop", { merchant: "Blue Pot Deli" }],
      ["of another amount", { totalCents: 2048 }],
    ])("is another purchase %s", async (_, given) => {
      const anna = await life.user("anna");
      await bookReceipt(life.as(anna), await mailOf(anna));
      expect((await bookReceipt(life.as(anna), await mailOf(anna, given))).outcome).toBe("created");
    });

    it("is booked once when two mails about one purchase race", async () => {
      const anna = await life.user("anna");
      await addAccount(anna, "checking");
      const mails = [];
      for (let i = 0; i < 6; i++) mails.push(await mailOf(anna));
      const race = await Promise.allSettled(mails.map((mail) => bookReceipt(life.as(anna), mail)));
      const ids = new Set<string>();
      for (const [i, one] of race.entries()) {
        if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "LF005" });
        const booked = one.status === "fulfilled" ? one.value : await bookReceipt(life.as(anna), mails[i]!);
        ids.add(booked.transactionId);
      }
      expect(ids.size).toBe(1);
      expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(1);
    });

    it("is recognized by its number when somebody forwards a copy", async () => {
      const anna = await life.user("anna");
      const { transactionId } = await bookReceipt(life.as(anna), await mailOf(anna, { invoiceNumber: "A-7" }));
      const copy = await bookReceipt(
        life.as(anna),
        await mailOf(anna, { invoiceNumber: "A-7", merchant: "GREEN FORK KITCHEN" }),
      );
      expect(copy).toEqual({ transactionId, outcome: "known" });
      const other = await bookReceipt(life.as(anna), await mailOf(anna, { invoiceNumber: "A-8" }));
      expect(other.outcome).toBe("created");
    });

    it("is booked once for a confirmation and an invoice without a number in common, on different days", async () => {
      const order = { document: "order", invoiceNumber: "O-9", orderNumber: "O-9" } as const;
      const plainOrder = { document: "order" } as const;
      const invoice = { document: "invoice", invoiceNumber: "R-1", date: "2026-03-05" } as const;
      const plainInvoice = { document: "invoice", date: "2026-03-05" } as const;
      for (const [first, second] of [
        [order, invoice],
        [plainOrder, invoice],
        [order, plainInvoice],
        [plainOrder, plainInvoice],
        [invoice, order],
      ]) {
        const anna = await life.user("anna");
        const { transactionId } = await bookReceipt(life.as(anna), await mailOf(anna, first));
        const again = await mailOf(anna, second);
        for (const _ of [1, 2])
          expect(await bookReceipt(life.as(anna), again)).toEqual({ transactionId, outcome: "known" });
        expect(importedOf(transactionId)).toHaveLength(1);
        expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(1);
      }
    });

    it("matches each order with one invoice, and no invoice with other purchases", async () => {
      const anna = await life.user("anna");
      const book = async (given: Partial<Receipt>) => bookReceipt(life.as(anna), await mailOf(anna, given));
      const order = (number: string) => book({ document: "order", invoiceNumber: number, orderNumber: number });
      const invoice = (number: string, date: string) => book({ document: "invoice", invoiceNumber: number, date });
      const [one, two] = [await order("O-1"), await order("O-2")];
      expect([one.outcome, two.outcome]).toEqual(["created", "created"]);
      expect((await invoice("R-1", "2026-03-04")).transactionId).toBe(one.transactionId);
      expect((await invoice("R-2", "2026-03-05")).transactionId).toBe(two.transactionId);
      expect((await invoice("R-3", "2026-03-06")).outcome).toBe("created");
      expect((await invoice("R-1", "2026-03-07")).transactionId).toBe(one.transactionId);
      expect((await rowOf(one.transactionId)).notes).toBe("Order O-1\nInvoice R-1");

      await order("O-4");
      const late = await invoice("R-4", "2026-03-17");
      expect(late.outcome).toBe("created");
      expect((await book({ invoiceNumber: "T-5", date: "2026-03-06" })).outcome).toBe("created");
      expect((await book({ document: "invoice", invoiceNumber: "R-6", currency: "EUR" })).outcome).toBe("created");
    });

    it.each([
      ["the same message without a Message-ID of its own", { sameMessage: true }, {}],
      ["twelve messages about one purchase", {}, {}],
      ["twelve copies of an invoice", {}, { document: "invoice", invoiceNumber: "R-1" } as const],
    ])("books once when twelve runs race: %s", async (_, { sameMessage = false }: { sameMessage?: boolean }, given) => {
      const anna = await life.user("anna");
      await addAccount(anna, "checking");
      const first = await mailOf(anna, given);
      const mails = [first];
      while (mails.length < 12) mails.push(sameMessage ? first : await mailOf(anna, given));
      const ids = new Set<string>();
      let waiting = mails;
      // As the workflow does: a booking that ended in a conflict is retried.
      for (let round = 0; waiting.length > 0 && round < 12; round++) {
        const race = await Promise.allSettled(waiting.map((mail) => bookReceipt(life.as(anna), mail)));
        for (const one of race) if (one.status === "fulfilled") ids.add(one.value.transactionId);
        waiting = waiting.filter((_mail, index) => race[index]!.status === "rejected");
      }
      expect(waiting).toEqual([]);
      expect(ids.size).toBe(1);
      expect(await life.count(transactions, `user_id = '${anna.userId}'`)).toBe(1);
      expect(importedOf([...ids][0]!)).toHaveLength(1);
    });
  });
});
