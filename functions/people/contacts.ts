import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { Birthday } from "#core/people/birthday";
import * as Contacts from "#core/people/contacts";
import { contacts } from "#core/people/contacts.sql";
import * as Export from "#core/people/contacts-export";
import { ContactEvents } from "#core/people/events";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import { crud } from "#kit/crud";
import { endpoint, file } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Uuid } from "#kit/wire";

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
