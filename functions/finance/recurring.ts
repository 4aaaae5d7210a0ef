import { RecurringEvents } from "#core/finance/events";
import * as Recurring from "#core/finance/recurring";
import { recurringTransactions } from "#core/finance/recurring.sql";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { patchSchema, rowSchema } from "#kit/wire";

const { detected, updated, deleted } = RecurringEvents;

export const { list, get } = crud("/v1/finance/recurring", recurringTransactions, {
  write: [],
  omit: ["merchantKey"],
  filter: ["accountId", "vendorId", "cadence", "nextExpectedDate", "dismissedAt", "endedOn", "isBill"],
  sort: ["nextExpectedDate"],
  emits: { created: detected, updated, deleted },
  noun: "recurring payment",
});

export const update = endpoint("PATCH /v1/finance/recurring/{recurringId}", {
  summary: "Say whether a recurring payment is paid by hand",
  description:
    "What is (`isBill`) becomes a bill and a task before each of its days. What is charged by itself, such as a subscription, makes none, and is only expected; its open bills are cancelled. Null leaves it to what is known: it is paid by hand when a mail has asked for it.",
  body: patchSchema(recurringTransactions, ["isBill"]),
  returns: rowSchema(recurringTransactions, ["merchantKey"]),
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  example: { body: { isBill: true } },
  handler: async (ctx) =>
    shown(await Recurring.say(ctx, ctx.params.recurringId, ctx.body, ifMatch(ctx.headers["if-match"]))),
});

export const confirm = endpoint("POST /v1/finance/recurring/{recurringId}/confirm", {
  summary: "Confirm that a payment recurs",
  description: "One that was dismissed is followed again.",
  returns: rowSchema(recurringTransactions, ["merchantKey"]),
  problems: [NotFound, Forbidden],
  handler: async (ctx) => shown(await Recurring.confirm(ctx, ctx.params.recurringId)),
});

export const dismiss = endpoint("POST /v1/finance/recurring/{recurringId}/dismiss", {
  summary: "Say that a payment does not recur",
  description: "It makes no bills any more, and is not found again. Its open bills are cancelled.",
  returns: rowSchema(recurringTransactions, ["merchantKey"]),
  problems: [NotFound, Forbidden],
  handler: async (ctx) => shown(await Recurring.dismiss(ctx, ctx.params.recurringId)),
});

const shown = ({ merchantKey: _, ...row }: Awaited<ReturnType<typeof Recurring.confirm>>) => row;
