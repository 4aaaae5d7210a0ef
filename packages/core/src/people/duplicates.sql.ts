/** Pairs of contacts that may be one, found in the background (see duplicates.ts), and what their person has said of them. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { contacts } from "#core/people/contacts.sql";
import { instant, json, numeric, oneOf, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

/** Why two contacts may be one. */
export const duplicateReasons = [
  "same_mail",
  "same_phone",
  "same_name",
  "swapped_name",
  "alike_name",
  "same_nickname",
  "same_birthday",
  "alike_birthday",
  "same_address",
  "same_postcode",
  "same_place",
  "same_organization",
] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

export const contactDuplicates = owned(
  "contact_duplicates",
  {
    contactId: uuid()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    otherId: uuid()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    // The probability that they are one, as far as what is known of them says it.
    score: numeric({ min: 0, max: 1 }).notNull(),
    reasons: json(z.array(z.enum(duplicateReasons)).check(z.maxLength(duplicateReasons.length))).notNull(),
    // Dismissed: two people, of whom nobody is asked again.
    status: oneOf("open", "dismissed").notNull().default("open"),
    dismissedAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("contact_duplicates_user").on(t.userId, sql`id desc`),
    index("contact_duplicates_score").on(t.userId, t.score).where(sql`status = 'open'`),
    index("contact_duplicates_contact").on(t.contactId),
    index("contact_duplicates_other").on(t.otherId),
    uniqueIndex("contact_duplicates_pair").on(
      t.userId,
      sql`least(contact_id, other_id)`,
      sql`greatest(contact_id, other_id)`,
    ),
    check("contact_duplicates_two", sql`contact_id <> other_id`),
  ],
  { private: true, deletedForGood: "it is found anew" },
);
