/** Who is what to whom among a person's contacts. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";
import { contacts } from "./contacts.sql.ts";

/** The kinds as they are kept: of two opposites the one that is said of the first of the pair (see relations.ts). */
export const keptKinds = [
  "parent",
  "grandparent",
  "manager",
  "mentor",
  "spouse",
  "partner",
  "former_partner",
  "sibling",
  "relative",
  "friend",
  "neighbour",
  "colleague",
  "acquaintance",
  "other",
] as const;

/** One row for a pair and a kind, whichever of the two it was said of: `contactId` is the `kind` of `relatedId`. */
export const contactRelations = owned(
  "contact_relations",
  {
    contactId: uuid()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    // Not a part of this one, too: a row that has two wholes comes back with neither while the other is deleted. It is not shown then.
    relatedId: uuid().references(() => contacts.id, { onDelete: "set null" }),
    kind: oneOf(...keptKinds).notNull(),
    label: text(100),
    ...versioned(),
  },
  (t) => [
    index("contact_relations_user").on(t.userId, sql`id desc`),
    index("contact_relations_contact").on(t.contactId),
    index("contact_relations_related").on(t.relatedId),
    uniqueIndex("contact_relations_pair")
      .on(t.userId, sql`least(contact_id, related_id)`, sql`greatest(contact_id, related_id)`, t.kind)
      .where(sql`deleted_at is null and related_id is not null`),
    check("contact_relations_self_check", sql`contact_id <> related_id`),
  ],
  { private: true },
);
