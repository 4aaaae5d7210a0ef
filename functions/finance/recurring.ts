import { RecurringEvents } from "#core/finance/events";
import * as Recurring from "#core/finance/recurring";
import { recurringTransactions } from "#core/finance/recurring.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Forbidden, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const { detected, updated, dismissed } = RecurringEvents;

export const { list, get } = crud("/v1/finance/recurring", recurringTransactions, {
  write: [],
  omit: ["merchantKey"],
  filter: ["accountId", "vendorId", "cadence", "nextExpectedDate", "dismissedAt", "endedOn"],
  sort: ["nextExpectedDate"],
  emits: { created: detected, updated, deleted: dismissed },
  noun: "recurring payment",
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
