import * as z from "zod/mini";
import { InvoiceEvents } from "#core/finance/events";
import { invoices, MAX_LINES } from "#core/finance/income.sql";
import * as Invoices from "#core/finance/invoices";
import { ifMatch } from "#kit/conditions";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { findRow } from "#kit/row";
import { Day, patchSchema, rowSchema, Uuid } from "#kit/wire";

const Invoice = rowSchema(invoices);

export const list = listEndpoint("GET /v1/finance/invoices", invoices, {
  filter: ["status", "currency", "contactId", "number", "issuedOn", "dueOn"],
  sort: ["issuedOn", "dueOn"],
  entities: [entityOf(InvoiceEvents.created, invoices)],
});

export const get = endpoint("GET /v1/finance/invoices/{invoiceId}", {
  summary: "Get an invoice",
  returns: Invoice,
  problems: [NotFound],
  async handler(ctx) {
    const [invoice] = await findRow(ctx, invoices, ctx.params.invoiceId);
    return invoice;
  },
});

export const create = endpoint("POST /v1/finance/invoices", {
  summary: "Make an invoice from billable entries",
  description:
    "A draft without a number. It keeps its lines as they are now: to bill what was changed since, make it void and make another.",
  body: z.strictObject({
    entryIds: z.array(Uuid).check(z.minLength(1), z.maxLength(MAX_LINES)),
    dueOn: z.optional(z.nullable(Day)),
    taxPercent: z.optional(z.number().check(z.gte(0), z.lte(100))),
  }),
  returns: Invoice,
  status: 201,
  problems: [InvalidInput, Conflict],
  example: { body: { entryIds: ["01900000-0000-7000-8000-000000000000"], dueOn: "2026-03-31", taxPercent: 19 } },
  handler: (ctx) => Invoices.make(ctx, ctx.body),
});

export const update = endpoint("PATCH /v1/finance/invoices/{invoiceId}", {
  summary: "Update a draft of an invoice",
  body: patchSchema(invoices, ["dueOn"]) as z.ZodMiniType<{ dueOn?: string | null }>,
  returns: Invoice,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion],
  example: { body: { dueOn: "2026-04-15" } },
  handler: (ctx) => Invoices.change(ctx, ctx.params.invoiceId, ctx.body, ifMatch(ctx.headers["if-match"])),
});

export const send = endpoint("POST /v1/finance/invoices/{invoiceId}/send", {
  summary: "Number an invoice and mark it as sent",
  description: "The number is the one after your last, so that there are no gaps. Sending it to who pays is up to you.",
  returns: Invoice,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Invoices.send(ctx, ctx.params.invoiceId),
});

export const pay = endpoint("POST /v1/finance/invoices/{invoiceId}/pay", {
  summary: "Mark an invoice as paid",
  description: "A transaction of exactly its total that names its number or its contact does so by itself.",
  returns: Invoice,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Invoices.pay(ctx, ctx.params.invoiceId),
});

export const makeVoid = endpoint("POST /v1/finance/invoices/{invoiceId}/void", {
  summary: "Make an invoice void",
  description: "It keeps its number, and its entries can be invoiced again.",
  returns: Invoice,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Invoices.makeVoid(ctx, ctx.params.invoiceId),
});
