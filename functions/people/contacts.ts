import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { Birthday } from "#core/people/birthday";
import * as Contacts from "#core/people/contacts";
import { contacts } from "#core/people/contacts.sql";
import { ContactEvents } from "#core/people/events";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/people/contacts", contacts, {
  write: [
    "name",
    "contactType",
    "emails",
    "phones",
    "notes",
    "matrixId",
    "mastodonHandle",
    "birthday",
    "birthdayRemindDays",
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
  omit: Contacts.OMIT,
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
