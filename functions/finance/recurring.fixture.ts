/** What the tests of recurring payments and bills share: payments that came and were followed, and days that ended. */
import { expect } from "vitest";
import { BillReopened, TransactionEvents } from "#core/finance/events";
import { DayEnded } from "#core/rhythm/events";
import {
  findBillPayment,
  followRecurring,
  makeBills,
  noteMissed,
  payBill,
  reopenBill,
} from "#functions/finance/consumers";
import { create } from "#functions/finance/transactions";
import { emit } from "#kit/change";
import type { Consumer } from "#kit/consumer";
import type { EventDeclaration } from "#kit/event";
import type { Harness, Person } from "#testing/harness";

export function payments(life: () => Harness) {
  const deliver = async (consumer: Consumer, events: Parameters<Harness["deliver"]>[1]) => {
    const failed = await life().deliver(consumer, events);
    const why = life().logs.filter(({ message }) => message === "consumer failed");
    expect(failed, JSON.stringify(why.at(-1))).toEqual([]);
  };
  return {
    deliver,

    /** Enters a payment of music, unless told otherwise, and delivers that to who follows payments. */
    async paid(as: Person, date: string, given: object = {}) {
      const body = { date, merchantName: `MUSIC ${date}`, amountCents: -999, currency: "EUR", ...given };
      const made = await life().call(create, { as, body });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const event = life()
        .events(TransactionEvents.created)
        .find(({ data }) => data.entityId === made.body.id)!;
      await deliver(followRecurring, [event]);
      await deliver(payBill, [event]);
      return made.body.id as string;
    },

    /** Delivers the last event of a kind about a transaction to all who follow payments, twice, and what follows from that. */
    async seen(event: EventDeclaration, transactionId: string) {
      const last = (type: EventDeclaration) =>
        life()
          .events(type)
          .findLast(({ data }) => data.entityId === transactionId)!;
      const before = life().events(BillReopened).length;
      for (let i = 0; i < 2; i++) {
        await deliver(reopenBill, [last(event)]);
        await deliver(followRecurring, [last(event)]);
        if (event !== TransactionEvents.deleted) await deliver(payBill, [last(event)]);
      }
      await deliver(findBillPayment, life().events(BillReopened).slice(before));
    },

    /** Ends a day at noon of the next. */
    async ended(as: Person, day: string, consumers: readonly Consumer[] = [noteMissed, makeBills]) {
      life().setNow(new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000));
      const ctx = life().as(as);
      const payload = { day, timezone: "UTC" };
      await ctx.db.batch([emit(ctx, DayEnded, { entityId: as.userId, owner: as.userId, payload })]);
      const event = life().events(DayEnded).at(-1)!;
      for (const consumer of consumers) for (let i = 0; i < 2; i++) await deliver(consumer, [event]);
    },

    /** The events of a type that are about a person. */
    told: (as: Person, event: EventDeclaration) =>
      life()
        .events(event)
        .filter(({ subject }) => subject === as.userId),
  };
}
