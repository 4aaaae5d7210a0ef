import * as z from "zod/mini";
import { InvoiceEvents } from "#core/finance/events";
import { invoices, MAX_LINES } from "#core/finance/income.sql";
import * as Invoices from "#core/finance/invoices";
import { MailLimit } from "#core/finance/mail-limits";
import { MAIL } from "#core/people/contacts";
import { recordLook } from "#kit/audit";
import { ifMatch } from "#kit/conditions";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, StaleVersion } from "#kit/problem";
import { rowRead, shown } from "#kit/row";
import { createSchema, patchSchema, rowSchema, Uuid } from "#kit/wire";

const Invoice = rowSchema(invoices);
/** What the paper says beside the lines. */
const PAPER = ["dueOn", "sender", "recipient", "note", "locale"] as const;
/** Where a mail goes. */
const Address = z.email({ pattern: MAIL, error: "must be an e-mail address" }).check(z.maxLength(320));
const answered = (row: Invoices.Invoice) => shown(invoices, row);

export const list = listEndpoint("GET /v1/finance/invoices", invoices, {
  filter: ["status", "currency", "contactId", "number", "issuedOn", "dueOn"],
  sort: ["issuedOn", "dueOn"],
  include: ["lines", "mailTo"],
  entities: [entityOf(InvoiceEvents.created, invoices)],
});

export const get = endpoint("GET /v1/finance/invoices/{invoiceId}", {
  summary: "Get an invoice",
  returns: Invoice,
  problems: [NotFound],
  async handler(ctx) {
    const { invoiceId } = ctx.params;
    const [invoice] = await ctx.db.batch([rowRead(invoices, invoiceId, true), recordLook(ctx, invoices, invoiceId)]);
    if (!invoice) throw NotFound();
    return answered(invoice);
  },
});

export const create = endpoint("POST /v1/finance/invoices", {
  summary: "Make an invoice from billable entries",
  description:
    "A draft without a number. It keeps its lines as they are now: to bill what was changed since, make it void and make another. Sender, recipient and language are yours and its contact's unless given.",
  body: createSchema(invoices, PAPER, {
    fields: {
      entryIds: z.array(Uuid).check(z.minLength(1), z.maxLength(MAX_LINES)),
      taxPercent: z.optional(z.number().check(z.gte(0), z.lte(100))),
    },
  }),
  returns: Invoice,
  status: 201,
  problems: [InvalidInput, Conflict],
  example: { body: { entryIds: ["01900000-0000-7000-8000-000000000000"], dueOn: "2026-03-31", taxPercent: 19 } },
  handler: async (ctx) => answered(await Invoices.make(ctx, ctx.body)),
});

export const update = endpoint("PATCH /v1/finance/invoices/{invoiceId}", {
  summary: "Update a draft of an invoice",
  body: patchSchema(invoices, PAPER),
  returns: Invoice,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion],
  example: { body: { dueOn: "2026-04-15" } },
  handler: async (ctx) =>
    answered(await Invoices.change(ctx, ctx.params.invoiceId, ctx.body, ifMatch(ctx.headers["if-match"]))),
});

export const send = endpoint("POST /v1/finance/invoices/{invoiceId}/send", {
  summary: "Number an invoice and mark it as sent",
  description:
    "The number is the one after your last, so that there are no gaps. With `email` or an `address` it goes out by mail, with the PDF in it, to that address or the first of its contact; `mailStatus` says what became of that, on which the number does not depend. Otherwise sending it to who pays is up to you.",
  body: z.strictObject({ email: z.optional(z.boolean()), address: z.optional(Address) }),
  returns: Invoice,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, NotConfigured, MailLimit],
  example: { body: {} },
  handler: async (ctx) => answered(await Invoices.send(ctx, ctx.params.invoiceId, ctx.body)),
});

export const mail = endpoint("POST /v1/finance/invoices/{invoiceId}/mail", {
  summary: "Mail an invoice that was sent",
  description: "Also once more: after a mail that failed, or to another address.",
  body: z.strictObject({ address: z.optional(Address) }),
  returns: Invoice,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, NotConfigured, MailLimit],
  example: { body: { address: "accounts@example.com" } },
  handler: async (ctx) => answered(await Invoices.mail(ctx, ctx.params.invoiceId, ctx.body)),
});

export const pay = endpoint("POST /v1/finance/invoices/{invoiceId}/pay", {
  summary: "Mark an invoice as paid",
  description: "A transaction of exactly its total that names its number or its contact does so by itself.",
  returns: Invoice,
  problems: [NotFound, Forbidden, Conflict],
  handler: async (ctx) => answered(await Invoices.pay(ctx, ctx.params.invoiceId)),
});

export const makeVoid = endpoint("POST /v1/finance/invoices/{invoiceId}/void", {
  summary: "Make an invoice void",
  description: "It keeps its number, and its entries can be invoiced again.",
  returns: Invoice,
  problems: [NotFound, Forbidden, Conflict],
  handler: async (ctx) => answered(await Invoices.makeVoid(ctx, ctx.params.invoiceId)),
});
