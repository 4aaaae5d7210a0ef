import * as z from "zod/mini";
import * as Accounts from "#core/finance/accounts";
import { accounts } from "#core/finance/accounts.sql";
import * as Balances from "#core/finance/balances";
import { AccountEvents } from "#core/finance/events";
import { reconcile as reconciled } from "#core/finance/reconcile";
import { Transaction } from "#core/finance/transactions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { Day, Uuid } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/finance/accounts", accounts, {
  write: ["householdId", "name", "institution", "type", "openingBalanceCents", "currency", "isClosed"],
  writeOnce: ["balanceCents"],
  filter: ["type", "currency", "isClosed", "householdId", "connectionId"],
  sort: ["name", "balanceCents"],
  emits: AccountEvents,
  created: (_, body) => Accounts.opened(body),
  example: { name: "Everyday", institution: "First Bank", type: "checking", balanceCents: 125000, currency: "USD" },
  create: {
    description:
      "The balance is what the account was opened with and what was posted on it since; what is pending does not count. `balanceCents` is another name for `openingBalanceCents` here, which goes before it. What is owed is negative.",
    problems: [Conflict],
  },
  update: {
    description:
      "The balance follows from `openingBalanceCents` and the transactions, so it is not set: say what it was by `reconcile`. The version rises with the balance too. The currency stays while there are transactions, deleted ones included, and while a bank is connected.",
    problems: [Conflict],
  },
});

const span = { from: Day, to: Day, step: z.optional(z.enum(Balances.steps)) };

export const balances = endpoint("GET /v1/finance/accounts/{accountId}/balances", {
  summary: "Get the balances of an account by day",
  description: `At the end of each day, week (with its Sunday) or month, and of the last day of the span; at most ${Balances.MAX_POINTS} of them. They follow from the transactions by their dates; those of a connected account are what was kept each night, and between two nights the earlier one. What was before anything is known of the account is left out.`,
  query: z.strictObject(span),
  returns: z.strictObject({
    currency: z.string(),
    data: z.array(z.strictObject({ date: Day, balanceCents: z.int() })),
  }),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Balances.series(ctx, ctx.params.accountId, ctx.query),
});

export const reconcile = endpoint("POST /v1/finance/accounts/{accountId}/reconcile", {
  summary: "Say what the balance of an account was",
  description:
    "Adds one transaction of the kind `adjustment`, dated `asOf`, that makes up for what is missing until the end of that day (`differenceCents`), and none where nothing is. Delete it to take that back. `dryRun` says what is missing and adds nothing.",
  body: z.strictObject({ balanceCents: z.int(), asOf: Day, dryRun: z.optional(z.boolean()) }),
  returns: z.strictObject({
    accountId: Uuid,
    asOf: Day,
    balanceCents: z.int(),
    differenceCents: z.int(),
    adjustment: z.nullable(Transaction),
  }),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { balanceCents: 118_250, asOf: "2026-02-28" } },
  handler: (ctx) => reconciled(ctx, ctx.params.accountId, ctx.body),
});
