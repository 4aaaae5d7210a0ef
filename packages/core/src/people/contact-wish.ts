/** How somebody wants two contacts to become one. */
import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { Birthday } from "#core/people/birthday";
import { MERGED_FIELDS, UNITED_FIELDS } from "#core/people/contact-fields";
import { Emails } from "#core/people/contacts";
import { contacts } from "#core/people/contacts.sql";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import { patchSchema, Uuid } from "#kit/wire";

const ONE = z.enum(["mine", "theirs"]);
const BOTH = z.enum(["mine", "theirs", "both"]);
const united: readonly string[] = UNITED_FIELDS;

/** `fields`: whose value each gets; `values`: those that get one of their own. */
export const Wish = z.strictObject({
  otherId: Uuid,
  fields: z.optional(
    z.strictObject(
      Object.fromEntries(MERGED_FIELDS.map((field) => [field, z.optional(united.includes(field) ? BOTH : ONE)])),
    ),
  ),
  values: z.optional(
    patchSchema(contacts, [...MERGED_FIELDS, ...RATE_COLUMNS], {
      emails: z.optional(z.nullable(Emails)),
      birthday: z.optional(z.nullable(Birthday)),
      hourlyRateCents: z.optional(z.nullable(Price)),
    }),
  ),
});
export type Wish = z.output<typeof Wish>;
