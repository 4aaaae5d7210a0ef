import * as z from "zod/mini";
import { contactDates } from "#core/people/contact-dates.sql";
import { contacts } from "#core/people/contacts.sql";
import * as Dates from "#core/people/dates";
import { ContactDateEvents } from "#core/people/events";
import { ifMatch } from "#kit/conditions";
import { crud, listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { integerParameter } from "#kit/parameters";
import { Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { createSchema, patchSchema, rowSchema } from "#kit/wire";

const ContactDate = rowSchema(contactDates, Dates.OMIT);

export const list = listEndpoint("GET /v1/people/contacts/{contactId}/dates", contactDates, {
  summary: "List the dates of a contact",
  description: "Beside the birthday, which the contact itself has.",
  parent: { table: contacts, key: "contactId" },
  filter: ["repeats"],
  omit: Dates.OMIT,
  entities: [entityOf(ContactDateEvents.updated, contactDates, { title: "label" })],
});

export const create = endpoint("POST /v1/people/contacts/{contactId}/dates", {
  summary: "Add a date to a contact",
  description:
    "As YYYY-MM-DD, or as --MM-DD where its year is not known. It comes each year unless it `repeats` once; 29 February comes on 28 February in other years. You are reminded `remindDays` before, on the day itself unless given, and never where it is null.",
  body: createSchema(contactDates, Dates.WRITE, { fields: Dates.fields }),
  returns: ContactDate,
  status: 201,
  problems: [InvalidInput, NotFound, Forbidden],
  refusals: Dates.refusals,
  example: { body: { label: "Wedding", date: "2015-06-20", remindDays: 7 } },
  handler: (ctx) => Dates.create(ctx, ctx.params.contactId, ctx.body),
});

export const update = endpoint("PATCH /v1/people/contacts/{contactId}/dates/{dateId}", {
  summary: "Update a date of a contact",
  body: patchSchema(contactDates, Dates.WRITE, Dates.fields),
  returns: ContactDate,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  refusals: Dates.refusals,
  handler: (ctx) =>
    Dates.change(ctx, ctx.params.contactId, ctx.params.dateId, ctx.body, ifMatch(ctx.headers["if-match"])),
});

export const remove = endpoint("DELETE /v1/people/contacts/{contactId}/dates/{dateId}", {
  summary: "Delete a date of a contact",
  description: "Of which nobody is reminded any more.",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    await Dates.remove(ctx, ctx.params.contactId, ctx.params.dateId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});

export const restore = endpoint("POST /v1/people/contacts/{contactId}/dates/{dateId}/restore", {
  summary: "Restore a deleted date of a contact",
  returns: ContactDate,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Dates.restore(ctx, ctx.params.contactId, ctx.params.dateId),
});

export const coming = endpoint("GET /v1/people/dates", {
  summary: "List the dates to come of all contacts",
  description: `Birthdays and other dates of contacts that you are in touch with, of today and the next days (30 unless given) by the clocks of your time zone, the first ${Dates.MAX_COMING} at most. 29 February comes on 28 February in other years.`,
  query: z.strictObject({ days: z.optional(integerParameter(0, 366)) }),
  returns: z.strictObject({ data: z.array(Dates.Coming), nextCursor: z.null() }),
  problems: [InvalidInput],
  async handler(ctx) {
    const [data] = await ctx.db.batch([Dates.comingRead(ctx, ctx.query.days ?? 30)]);
    return { data, nextCursor: null };
  },
});

/** Of all contacts, for clients that keep copies. */
export const { changes } = crud("/v1/people/dates", contactDates, {
  write: [],
  omit: Dates.OMIT,
  emits: ContactDateEvents,
});
