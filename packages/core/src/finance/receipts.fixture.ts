/** Fixtures of the tests of booking receipts: a receipt, its mail, and the rows of a bank. */
import { randomUUID } from "node:crypto";
import { TransactionImported } from "#core/finance/events";
import type { Receipt } from "#core/ingest/receipts/receipt";
import type { Harness, Person } from "#testing/harness";

export const lunch: Receipt = {
  merchant: "Green Fork Kitchen",
  date: "2026-03-02",
  currency: "USD",
  totalCents: 2047,
  items: [
    { name: "Chicken Burrito Bowl", quantity: 1, amountCents: 1125 },
    { name: "Rice", quantity: 0.5, unit: "kg", amountCents: 395 },
  ],
  sellsFood: true,
  timeOfDay: "13:05",
  confidence: 0.9,
  evidence: [],
};

export function receiptRows(life: () => Harness) {
  return {
    /** Stores a mail for the transaction to refer to. */
    async mailOf(as: Person, given: Partial<Receipt> = {}, messageId = `<${randomUUID()}@shop.example>`) {
      const [row] = await life().database.query<{ id: string }>(
        `insert into inbound_emails (user_id, message_id, sender, recipient) values ($1, $2, 'shop', 'me') returning id`,
        [as.userId, messageId],
      );
      return { receipt: { ...lunch, ...given }, emailId: row!.id, messageId, receivedAt: "2026-03-02T13:06:00.000Z" };
    },

    async addAccount(as: Person, type: string, currency = "USD", closed = false) {
      const [row] = await life().database.query<{ id: string }>(
        `insert into accounts (user_id, name, type, currency, is_closed) values ($1, $2, $2, $3, $4) returning id`,
        [as.userId, type, currency, closed],
      );
      return row!.id;
    },

    async addPending(as: Person, accountId: string, given: object = {}) {
      const row = {
        date: "2026-03-03",
        amount: -2047,
        currency: "USD",
        merchant: "GREENFORKKITCHEN PORTLAND",
        status: "pending",
        ...given,
      };
      const [added] = await life().database.query<{ id: string }>(
        `insert into transactions (user_id, account_id, date, amount_cents, currency, merchant_name, status, external_id)
       values ($1, $2, $3, $4, $5, $6, $8, $7) returning id`,
        [as.userId, accountId, row.date, row.amount, row.currency, row.merchant, randomUUID(), row.status],
      );
      return added!.id;
    },

    async rowOf(id: string) {
      const [row] = await life().database.query<Record<string, unknown>>(`select * from transactions where id = $1`, [
        id,
      ]);
      return row!;
    },

    importedOf: (id: string) =>
      life()
        .events(TransactionImported)
        .filter((event) => event.data.entityId === id),
  };
}
