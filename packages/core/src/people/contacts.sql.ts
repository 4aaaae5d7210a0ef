/** Contacts, and each interaction with them. */
import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { lifeDomains } from "#core/work/life-domains.sql";
import { boolean, day, encrypted, instant, integer, json, oneOf, smallint, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const contactTypes = ["client", "agency", "collaborator", "provider", "friend", "family", "other"] as const;

/** Further facts about a contact, by name. */
export const contactDetails = z
  .record(z.string().check(z.maxLength(60)), z.unknown())
  .check(z.refine((value) => JSON.stringify(value).length <= 20_000, "is longer than 20,000 characters as JSON"));

export const contacts = owned(
  "contacts",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    contactType: oneOf(...contactTypes)
      .notNull()
      .default("other"),
    email: text(320, { format: "email" }),
    phone: encrypted(50),
    notes: encrypted(10_000),
    matrixId: text(255),
    mastodonHandle: text(255),
    birthday: day(),
    rating: smallint(),
    isActive: boolean().notNull().default(true),
    lastInteractionAt: instant(),
    keepInTouchDays: integer(),
    details: json(contactDetails).notNull().default(sql`'{}'`),
    ...versioned(),
  },
  (t) => [
    index("contacts_user").on(t.userId, sql`id desc`),
    index("contacts_user_email").on(t.userId, t.email).where(sql`email is not null`),
    index("contacts_life_domain").on(t.lifeDomainId),
    // For the nightly search for neglected contacts, which needs only these rows.
    index("contacts_keep_in_touch").on(t.userId, t.lastInteractionAt).where(sql`keep_in_touch_days is not null`),
    check("contacts_rating_check", sql`rating between 1 and 5`),
    check("contacts_keep_in_touch_days_check", sql`keep_in_touch_days between 1 and 3660`),
  ],
);

export const interactions = owned(
  "interactions",
  {
    contactId: uuid()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    channel: text(40).notNull(),
    // Null when neither side started it, as when two people meet.
    direction: oneOf("inbound", "outbound"),
    summary: text(2000),
    occurredAt: instant().notNull().default(sql`now()`),
    sourceType: text(60),
    sourceId: uuid(),
  },
  (t) => [
    index("interactions_user").on(t.userId, sql`id desc`),
    index("interactions_contact").on(t.contactId, t.occurredAt),
  ],
);
