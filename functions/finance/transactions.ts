import * as z from "zod/mini";
import { TransactionEvents } from "#core/finance/events";
import { Amount } from "#core/finance/minor-units";
import * as Transactions from "#core/finance/transactions";
import { receiptItems, transactions } from "#core/finance/transactions.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

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
      "Amounts are minor units, negative when spent. Without `currency` it is the account's, or USD without an account.",
  },
});

export const get = endpoint("GET /v1/finance/transactions/{transactionId}", {
  summary: "Get a transaction with the items of its receipt",
  returns: rowSchema(transactions, ["merchantKey"], { receiptItems: z.array(rowSchema(receiptItems)) }),
  problems: [NotFound],
  handler: (ctx) => Transactions.withItems(ctx, ctx.params.transactionId),
});
