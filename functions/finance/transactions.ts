import * as z from "zod/mini";
import { TransactionEvents } from "#core/finance/events";
import { Amount } from "#core/finance/minor-units";
import * as Transactions from "#core/finance/transactions";
import { receiptItems, transactions } from "#core/finance/transactions.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const plain = crud("/v1/finance/transactions", transactions, {
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
  emits: TransactionEvents,
  example: { date: "2026-03-02", merchantName: "Green Fork Kitchen", amountCents: -2047, currency: "USD" },
});

export const { list, remove, changes } = plain;

const within = (body: z.ZodMiniType | undefined, amountCents: z.ZodMiniType) =>
  z.safeExtend(body as z.ZodMiniObject, { amountCents }) as unknown as z.ZodMiniType<Record<string, unknown>>;

export const get = endpoint("GET /v1/finance/transactions/{transactionId}", {
  summary: "Get a transaction with the items of its receipt",
  returns: z.extend(rowSchema(transactions) as unknown as z.ZodMiniObject, {
    receiptItems: z.array(rowSchema(receiptItems)),
  }),
  problems: [NotFound],
  handler: (ctx) => Transactions.withItems(ctx, ctx.params.transactionId),
});

export const create = endpoint("POST /v1/finance/transactions", {
  ...plain.create.spec,
  body: within(plain.create.spec.body, Amount),
  description:
    "Amounts are minor units, negative when spent. Without `currency` it is the account's, or USD without an account.",
  handler: (ctx) => plain.create.spec.handler({ ...ctx, body: Transactions.withCurrency(ctx.body) }),
});

export const update = endpoint("PATCH /v1/finance/transactions/{transactionId}", {
  ...plain.update.spec,
  body: within(plain.update.spec.body, z.optional(Amount)),
});
