/** What comes again and again in a person's days, as of the last night. */
import { sql } from "drizzle-orm";
import { check, index, unique } from "drizzle-orm/pg-core";
import { instant, integer, json, numeric, text } from "#kit/columns";
import { Coded } from "#kit/saying";
import { owned } from "#kit/table";

export const patterns = owned(
  "patterns",
  {
    patternType: text(60).notNull(),
    /** By which the same pattern is known again. */
    patternKey: text(300).notNull(),
    description: text(2000).notNull(),
    /** The description by its code. */
    descriptionCoded: json(Coded),
    /** How often it holds of late: what was long ago counts less. */
    confidence: numeric({ min: 0, max: 1 }).notNull(),
    /** How often it was so, of how many times that it could have been. */
    support: integer().notNull().default(0),
    occasions: integer().notNull().default(0),
    // An ISO 8601 duration such as P84D.
    window: text(40),
    lastSeenAt: instant().notNull().default(sql`now()`),
  },
  (t) => [
    unique("patterns_unique").on(t.userId, t.patternKey),
    index("patterns_user").on(t.userId, sql`id desc`),
    check("patterns_support_check", sql`support >= 0 and occasions >= support`),
  ],
  { deletedForGood: "they are found anew in what they were found in" },
);
