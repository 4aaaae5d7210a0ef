import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { Birthday } from "#core/people/birthday";
import { MERGED_FIELDS, UNITED_FIELDS } from "#core/people/contact-fields";
import * as Merging from "#core/people/contact-merging";
import { Emails } from "#core/people/contacts";
import { contacts } from "#core/people/contacts.sql";
import { merges } from "#core/platform/merges.sql";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { patchSchema, rowSchema, Uuid } from "#kit/wire";

const Merge = rowSchema(merges, ["noun"]);

const ONE = z.enum(["mine", "theirs"]);
const BOTH = z.enum(["mine", "theirs", "both"]);
const united: readonly string[] = UNITED_FIELDS;
const choices = MERGED_FIELDS.map((field) => [field, z.optional(united.includes(field) ? BOTH : ONE)] as const);

export const merge = endpoint("POST /v1/people/contacts/{contactId}/merge", {
  summary: "Merge another contact into this one",
  description:
    "Everything that refers to the other one refers to this one from then on, and it is shared with whoever the other one was shared with. The other one is deleted; asking for it says where it went. `fields` chooses a field's value, `values` gives one. Unless chosen, fields are kept where they are set and else taken from the other one; addresses, numbers, notes and further facts of both are kept; a birthday with its year goes before one without, and of two with a year the earlier one. It can be undone for 30 days.",
  body: z.strictObject({
    otherId: Uuid,
    fields: z.optional(z.strictObject(Object.fromEntries(choices))),
    values: z.optional(
      patchSchema(contacts, [...MERGED_FIELDS, ...RATE_COLUMNS], {
        emails: z.optional(z.nullable(Emails)),
        birthday: z.optional(z.nullable(Birthday)),
        hourlyRateCents: z.optional(z.nullable(Price)),
      }),
    ),
  }),
  returns: Merge,
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { otherId: "0192a3c4-5d6e-7f80-9a0b-1c2d3e4f5a6b", fields: { name: "theirs" } } },
  handler: (ctx) => Merging.merge(ctx, ctx.params.contactId, ctx.body),
});

export const list = listEndpoint("GET /v1/people/contact-merges", merges, {
  description: "The merges of contacts in the last 30 days, those that were undone as well.",
  filter: ["intoId", "otherId", "undoneAt"],
  sort: [],
  omit: ["noun"],
  where: Merging.ofContacts,
});

export const get = endpoint("GET /v1/people/contact-merges/{contactMergeId}", {
  summary: "Get a merge of contacts",
  returns: Merge,
  problems: [NotFound],
  handler: (ctx) => Merging.get(ctx, ctx.params.contactMergeId),
});

export const undo = endpoint("POST /v1/people/contact-merges/{contactMergeId}/undo", {
  summary: "Undo a merge of contacts",
  description:
    "The other contact is back, with everything that referred to it; what was added since stays with the one that it was merged into. That one's fields are as they were before, except those that somebody has changed since: `keptFields` names them. A later merge of the same contact has to be undone first.",
  returns: Merge,
  problems: [NotFound, Conflict, Forbidden],
  handler: (ctx) => Merging.undo(ctx, ctx.params.contactMergeId),
});
