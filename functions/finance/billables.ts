import * as z from "zod/mini";
import * as Billable from "#core/finance/billable";
import { BillableEvents } from "#core/finance/events";
import { billableEntries } from "#core/finance/income.sql";
import { Price } from "#core/finance/minor-units";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/finance/billables", billableEntries, {
  noun: "billable entry",
  write: ["lifeDomainId", "taskId", "contactId", "date", "hours", "rateCents", "currency", "description", "invoiceRef"],
  fields: { rateCents: z.optional(Price) },
  filter: ["date", "isInvoiced", "currency", "lifeDomainId", "taskId", "contactId", "invoiceId"],
  sort: ["date"],
  order: "-date",
  emits: BillableEvents,
  created: Billable.created,
  example: { date: "2026-03-02", hours: 1.5, rateCents: 9000, currency: "EUR", description: "Layout of the website" },
  create: {
    description:
      "Without `rateCents` it costs what an hour of its task's project does, or else of its contact, if that is in `currency`. A focus session on a billable task makes an entry by itself, with that rate and with its time rounded as the project or the contact says.",
  },
});
