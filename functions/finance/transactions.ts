import * as z from "zod/mini";
import { TransactionEvents } from "#core/finance/events";
import { Amount } from "#core/finance/minor-units";
import { financeFields } from "#core/finance/sayings";
import * as Export from "#core/finance/statements/export";
import * as Transactions from "#core/finance/transactions";
import { receiptItems, transactions } from "#core/finance/transactions.sql";
import { crud } from "#kit/crud";
import { endpoint, file } from "#kit/endpoint";
import { InvalidInput, NotFound, wrongInput } from "#kit/problem";
import { Day, rowSchema, Uuid } from "#kit/wire";

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
  returns: rowSchema(transactions, [], { receiptItems: z.array(rowSchema(receiptItems)) }),
  problems: [NotFound],
  handler: (ctx) => Transactions.withItems(ctx, ctx.params.transactionId),
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
