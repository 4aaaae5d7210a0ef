import * as z from "zod/mini";
import { TransactionEvents } from "#core/finance/events";
import { Amount } from "#core/finance/minor-units";
import * as Transactions from "#core/finance/transactions";
import { receiptItems, transactions } from "#core/finance/transactions.sql";
import * as Transfers from "#core/finance/transfers";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

export const { list, create, update, remove, restore, changes } = crud("/v1/finance/transactions", transactions, {
  write: [
    "householdId",
    "accountId",
    "date",
    "merchantName",
    "vendorId",
    "description",
    "amountCents",
    "currency",
    "status",
    "budgetCategoryId",
    "receiptFileId",
    "notes",
  ],
  filter: [
    "accountId",
    "status",
    "kind",
    "transferPairId",
    "date",
    "vendorId",
    "budgetCategoryId",
    "currency",
    "amountCents",
    "sourceEmailId",
    "householdId",
  ],
  sort: ["date", "amountCents"],
  omit: ["merchantKey"],
  emits: TransactionEvents,
  example: { date: "2026-03-02", merchantName: "Green Fork Kitchen", amountCents: -2047, currency: "USD" },
  fields: { amountCents: Amount },
  created: (_, body) => Transactions.withCurrency(body),
  create: {
    description:
      "Amounts are minor units, negative when spent. Without `currency` it is the account's, or USD without an account; on an account no other one is accepted. What is posted counts in the balance of its account at once, what is pending does not.",
    problems: [Forbidden, Conflict],
  },
  update: { problems: [Conflict] },
  remove: { problems: [Conflict] },
});

export const get = endpoint("GET /v1/finance/transactions/{transactionId}", {
  summary: "Get a transaction with the items of its receipt",
  returns: rowSchema(transactions, ["merchantKey"], { receiptItems: z.array(rowSchema(receiptItems)) }),
  problems: [NotFound],
  handler: (ctx) => Transactions.withItems(ctx, ctx.params.transactionId),
});

export const link = endpoint("POST /v1/finance/transactions/{transactionId}/transfer", {
  summary: "Say that two transactions are a transfer",
  description:
    "Money left one account and came into another. In one currency the amounts have to be opposite. Both transactions then name each other, until one is deleted or the link is taken back.",
  body: z.strictObject({ transactionId: Uuid }),
  returns: rowSchema(transactions),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  handler: (ctx) => Transfers.link(ctx, ctx.params.transactionId, ctx.body.transactionId),
});

export const unlink = endpoint("DELETE /v1/finance/transactions/{transactionId}/transfer", {
  summary: "Say that two transactions are no transfer",
  description: "Frees both, and is remembered: they are never proposed to be one again.",
  problems: [NotFound, Forbidden],
  async handler(ctx) {
    await Transfers.unlink(ctx, ctx.params.transactionId);
    return undefined;
  },
});
