import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { Birthday } from "#core/people/birthday";
import * as Merging from "#core/people/contact-merging";
import { Wish } from "#core/people/contact-wish";
import * as Contacts from "#core/people/contacts";
import { contacts } from "#core/people/contacts.sql";
import { ContactEvents } from "#core/people/events";
import { merges } from "#core/platform/merges.sql";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import { crud } from "#kit/crud";
import { type Endpoint, endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const contact = crud("/v1/people/contacts", contacts, {
  write: [
    "name",
    "contactType",
    "emails",
    "phones",
    "notes",
    "matrixId",
    "mastodonHandle",
    "birthday",
    "rating",
    "isActive",
    "keepInTouchDays",
    "lifeDomainId",
    "details",
    ...RATE_COLUMNS,
  ],
  fields: {
    emails: z.optional(z.nullable(Contacts.Emails)),
    birthday: z.optional(z.nullable(Birthday)),
    hourlyRateCents: z.optional(z.nullable(Price)),
  },
  filter: ["name", "contactType", "isActive", "lifeDomainId", "rating", "lastInteractionAt", "keepInTouchDays"],
  sort: ["name", "lastInteractionAt"],
  search: Contacts.search,
  include: ["emails", "phones", "notes"],
  emits: ContactEvents,
  created: Contacts.created,
  changed: Contacts.changed,
  example: {
    name: "Grace Hopper",
    contactType: "friend",
    emails: [{ value: "grace@example.com", label: "home" }],
    phones: [{ value: "+1 202 555 0143", label: "mobile" }],
    birthday: "--12-09",
    keepInTouchDays: 30,
  },
  create: {
    description:
      "Addresses, numbers and notes are stored encrypted; a list has them only when `include` names them. The first address and the first number are the preferred ones.",
  },
});

export const { list, create, update, remove, restore, changes } = contact;

/** Of a contact that was merged into another one, it says where it went. */
export const get: Endpoint = {
  ...contact.get,
  spec: { ...contact.get.spec, handler: (ctx) => Contacts.get(ctx, (ctx.params as { contactId: string }).contactId) },
};

export const merge = endpoint("POST /v1/people/contacts/{contactId}/merge", {
  summary: "Merge another contact into this one",
  description:
    "Everything that refers to the other one refers to this one from then on, and it is shared with whoever the other one was shared with. The other one is deleted; asking for it says where it went. `fields` chooses a field's value, `values` gives one. Unless chosen, fields are kept where they are set and else taken from the other one; addresses, numbers, notes and further facts of both are kept; a birthday with its year goes before one without, and of two with a year the earlier one. It can be undone for 30 days.",
  body: Wish,
  returns: rowSchema(merges, ["noun"]),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { otherId: "0192a3c4-5d6e-7f80-9a0b-1c2d3e4f5a6b", fields: { name: "theirs" } } },
  handler: (ctx) => Merging.merge(ctx, ctx.params.contactId, ctx.body),
});
