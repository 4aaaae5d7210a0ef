import * as z from "zod/mini";
import { pay as payBill, reopen as reopenBill } from "#core/finance/bill-payments";
import * as Bills from "#core/finance/bills";
import { BillCancelled, BillDetected, BillPaid } from "#core/finance/events";
import { bills } from "#core/finance/recurring.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

export const { list } = crud("/v1/finance/bills", bills, {
  write: [],
  filter: ["status", "dueOn", "recurringTransactionId", "vendorId"],
  sort: ["dueOn"],
  emits: { created: BillDetected, updated: BillPaid, deleted: BillCancelled },
});

export const get = endpoint("GET /v1/finance/bills/{billId}", {
  summary: "Get a bill with the task that it is",
  returns: rowSchema(bills, [], { taskId: z.nullable(Uuid) }),
  problems: [NotFound],
  handler: (ctx) => Bills.withTask(ctx, ctx.params.billId),
});

export const pay = endpoint("POST /v1/finance/bills/{billId}/pay", {
  summary: "Say that a bill was paid",
  description:
    "Where no payment of it comes here. One that comes afterwards is taken for it, and its task is completed.",
  returns: rowSchema(bills),
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => payBill(ctx, ctx.params.billId),
});

export const reopen = endpoint("POST /v1/finance/bills/{billId}/reopen", {
  summary: "Take back that a bill was paid",
  description: "Of a bill that somebody has said to be paid and no payment was seen of. Its task is open again.",
  returns: rowSchema(bills),
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => reopenBill(ctx, ctx.params.billId),
});
