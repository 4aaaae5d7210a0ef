/** What a person may choose for an import of contacts. */
import * as z from "zod/mini";
import { contactTypes } from "#core/people/contacts.sql";

const shared = {
  /** What the new contacts are; `other` unless given. */
  contactType: z.optional(z.enum(contactTypes)),
  /**
   * What becomes of a contact that was here before under the same name and with an address or number in common: `fill` (unless given) adds
   * what it does not have, `keep` leaves it as it is.
   */
  existing: z.optional(z.enum(["fill", "keep"])),
};

export const contactOptions = z.strictObject(shared);
export const csvOptions = z.strictObject({
  ...shared,
  /** Whether 3/4/1980 is 3 April; 4 March unless given. */
  dayFirst: z.optional(z.boolean()),
});
