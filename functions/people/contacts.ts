import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { Birthday } from "#core/people/birthday";
import * as Merging from "#core/people/contact-merging";
import { Wish } from "#core/people/contact-wish";
import * as Contacts from "#core/people/contacts";
import { contacts } from "#core/people/contacts.sql";
import * as Export from "#core/people/contacts-export";
import { ContactEvents } from "#core/people/events";
import { merges } from "#core/platform/merges.sql";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import { crud } from "#kit/crud";
import { type Endpoint, endpoint, file } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

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

const CSV = "text/csv; charset=utf-8";
const VCARD = "text/vcard; charset=utf-8";

export const download = endpoint("GET /v1/people/contacts/export", {
  summary: "Get contacts as a file",
  description: `Your own, as vCards (unless given; \`version\` 4.0 or 3.0) or as a table with the columns of Google Contacts. At most ${Export.MAX_EXPORTED.toLocaleString("en")} in a file, and fewer where they are long: with \`after\`, the id of the last one of a file (its UID, its first column), the next file is had, until one has none. Addresses, numbers and notes are decrypted, which is recorded. In a table, texts that begin like a formula have an apostrophe before them. What is imported here again makes nothing new. Relations, other dates, interactions, ratings and prices do not go out.`,
  query: z.strictObject({
    format: z.optional(z.enum(["vcard", "csv"])),
    version: z.optional(z.enum(["3.0", "4.0"])),
    after: z.optional(Uuid),
  }),
  produces: [VCARD, CSV],
  problems: [InvalidInput],
  async handler(ctx) {
    const { format = "vcard", version = "4.0", after } = ctx.query;
    const isTable = format === "csv";
    const body = isTable ? await Export.csv(ctx, after) : await Export.vcards(ctx, after, version);
    return file(body, {
      contentType: isTable ? CSV : VCARD,
      name: isTable ? "contacts.csv" : "contacts.vcf",
    });
  },
});
