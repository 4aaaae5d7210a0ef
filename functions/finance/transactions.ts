import * as z from "zod/mini";
import { TransactionEvents } from "#core/finance/events";
import { Amount } from "#core/finance/minor-units";
import { financeFields } from "#core/finance/sayings";
import * as Splits from "#core/finance/splits";
import * as Export from "#core/finance/statements/export";
import { search } from "#core/finance/transaction-search";
import * as Transactions from "#core/finance/transactions";
import { receiptItems, transactionSplits, transactions } from "#core/finance/transactions.sql";
import * as Bulk from "#core/finance/transactions-bulk";
import * as Transfers from "#core/finance/transfers";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint, file } from "#kit/endpoint";
import { listQuery } from "#kit/list";
import { Conflict, Forbidden, InvalidInput, NotFound, StaleVersion, wrongInput } from "#kit/problem";
import { Day, patchSchema, rowSchema, Text, Uuid } from "#kit/wire";

const FILTER = [
  "id",
  "accountId",
  "status",
  "kind",
  "transferPairId",
  "date",
  "vendorId",
  "budgetCategoryId",
  "isSplit",
  "currency",
  "amountCents",
  "sourceEmailId",
  "householdId",
] as const;

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
  filter: FILTER,
  search,
  sort: ["date", "amountCents"],
  omit: [...Transactions.OMIT],
  emits: TransactionEvents,
  example: { date: "2026-03-02", merchantName: "Green Fork Kitchen", amountCents: -2047, currency: "USD" },
  fields: { amountCents: Amount },
  created: (_, body) => Transactions.withCurrency(body),
  create: {
    description:
      "Amounts are minor units, negative when spent. Without `currency` it is the account's, or USD without an account; on an account no other one is accepted. What is posted counts in the balance of its account at once, what is pending does not.",
    problems: [Forbidden, Conflict],
  },
  update: {
    description: "A split transaction keeps its amount: remove its splits first.",
    problems: [Conflict],
  },
  remove: { problems: [Conflict] },
});

export const get = endpoint("GET /v1/finance/transactions/{transactionId}", {
  summary: "Get a transaction with its splits and the items of its receipt",
  returns: rowSchema(transactions, Transactions.OMIT, {
    receiptItems: z.array(rowSchema(receiptItems)),
    splits: z.array(rowSchema(transactionSplits)),
  }),
  problems: [NotFound],
  handler: (ctx) => Transactions.withItems(ctx, ctx.params.transactionId),
});

export const link = endpoint("POST /v1/finance/transactions/{transactionId}/transfer", {
  summary: "Say that two transactions are a transfer",
  description:
    "Money left one account and came into another. In one currency the amounts have to be opposite. Both transactions then name each other, until one is deleted or the link is taken back.",
  body: z.strictObject({ transactionId: Uuid }),
  returns: Transactions.Transaction,
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  handler: async (ctx) =>
    Transactions.answered(await Transfers.link(ctx, ctx.params.transactionId, ctx.body.transactionId)),
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

export const putSplits = endpoint("PUT /v1/finance/transactions/{transactionId}/splits", {
  summary: "Say what the parts of a transaction are for",
  description:
    "Replaces all its splits. They add up to the transaction exactly; none removes them. While there are some, budgets and reports count them by their own categories, and that of the transaction counts for nothing.",
  body: z.strictObject({
    splits: z
      .array(
        z.strictObject({
          budgetCategoryId: z.optional(z.nullable(Uuid)),
          amountCents: Amount,
          note: z.optional(z.nullable(Text(1000))),
        }),
      )
      .check(z.maxLength(Splits.MAX_SPLITS)),
  }),
  returns: rowSchema(transactions, Transactions.OMIT, { splits: z.array(rowSchema(transactionSplits)) }),
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  example: { body: { splits: [{ amountCents: -1500, note: "Lunch" }, { amountCents: -547 }] } },
  handler: (ctx) => Splits.put(ctx, ctx.params.transactionId, ctx.body.splits, ifMatch(ctx.headers["if-match"])),
});

const bulkListing = { filter: FILTER, sort: [] } as const;
// What is left of a list's parameters are its filters, the search and the scope.
const {
  limit: _,
  cursor: __,
  sort: ___,
  from: ____,
  ...filters
} = (listQuery(transactions, bulkListing, search.parameters) as unknown as z.ZodMiniObject).shape;

export const bulk = endpoint("POST /v1/finance/transactions/bulk", {
  summary: "Say the same of all transactions that match a filter",
  description: `The filter is that of the list, in the query; \`id\` takes up to 100 ids. One request changes ${Bulk.SLICE} transactions at most, those that were added first: go on with \`after\` until \`next\` is null, each time with an Idempotency-Key of its own. Those that you may not change stay as they are, and split ones when a category is set. \`dryRun\` counts and changes nothing.`,
  query: z.strictObject({ ...filters, after: z.optional(Uuid) }),
  body: z.strictObject({
    op: z.literal("update"),
    transaction: patchSchema(transactions, Bulk.SETTABLE),
    dryRun: z.optional(z.boolean()),
  }),
  returns: z.strictObject({
    matched: z.int(),
    changed: z.int(),
    transactionIds: z.array(Uuid),
    next: z.nullable(Uuid),
  }),
  problems: [InvalidInput, Forbidden, Conflict],
  example: { body: { op: "update", transaction: { notes: "Holidays" } } },
  handler: (ctx) => Bulk.run(ctx, bulkListing, ctx.query as Record<string, unknown>, ctx.body),
});

const CSV = "text/csv; charset=utf-8";
const OFX = "application/x-ofx";

export const download = endpoint("GET /v1/finance/transactions/export", {
  summary: "Get transactions as a file",
  description: `As a table (\`csv\`, unless given) of all accounts or one, or as the statement of one account (\`ofx\`, 2.1.1), of what its bank has booked. In the order of their days, with \`from\` and \`to\` counted in; at most ${Export.MAX_EXPORTED.toLocaleString("en")} in a file, and fewer where they are long: with \`after\`, the id of the last one of a file, the next file is had, until one has none. In a table, texts that begin like a formula have an apostrophe before them. What is imported here again makes nothing new.`,
  query: z.strictObject({
    format: z.optional(z.enum(["csv", "ofx"])),
    accountId: z.optional(Uuid),
    from: z.optional(Day),
    to: z.optional(Day),
    after: z.optional(Uuid),
  }),
  produces: [CSV, OFX],
  problems: [InvalidInput, NotFound],
  async handler(ctx) {
    const { format = "csv", ...range } = ctx.query;
    const { accountId } = range;
    if (format === "ofx" && accountId === undefined)
      throw wrongInput({ parameter: "accountId" }, financeFields("account_for_ofx"));
    const body =
      format === "ofx" ? await Export.ofx(ctx, { ...range, accountId: accountId! }) : await Export.csv(ctx, range);
    return file(body, { contentType: format === "ofx" ? OFX : CSV, name: `transactions.${format}` });
  },
});
