/** Contacts, and each interaction with them. */

import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { hourlyRate } from "#core/work/hourly-rate";
import { lifeDomains } from "#core/work/life-domains.sql";
import { jsonAtMost } from "#kit/check";
import {
  blindIndex,
  boolean,
  encrypted,
  encryptedJson,
  instant,
  integer,
  json,
  oneOf,
  smallint,
  text,
  uuid,
  versioned,
} from "#kit/columns";
import { fieldSayings } from "#kit/sayings";
import { owned } from "#kit/table";
import { Text } from "#kit/wire";

export const contactTypes = ["client", "agency", "collaborator", "provider", "friend", "family", "other"] as const;

/** Values, each with a label such as `home`, `work` or one of the person's; what is preferred comes first. */
export const reachedBy = (value: z.ZodMiniType<string>) =>
  z.array(z.strictObject({ value, label: z.optional(z.nullable(Text(60))) })).check(z.maxLength(MAX_REACHED));
const anyText = (maxLength: number) => Text(maxLength).check(z.regex(/\S/, fieldSayings.sentences.empty));

/** The most telephone numbers, and the most mail addresses, of a contact. */
export const MAX_REACHED = 50;
/** Telephone numbers as people write them. */
const phoneNumbers = reachedBy(anyText(100));
/** What is stored may be no mail address: an address book that is imported may hold anything in their place, and it is kept. */
const mailAddresses = reachedBy(anyText(320));

/** A day of a year or, where the year is not known, of every year, as RFC 6350 (section 4.3.1) writes them: `1980-03-22`, `--03-22`. */
export const BIRTHDAY = /^(?:\d{4}|-)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Further facts about a contact, by name. */
export const contactDetails = z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(20_000));

export const contacts = owned(
  "contacts",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    contactType: oneOf(...contactTypes)
      .notNull()
      .default("other"),
    emails: encryptedJson(mailAddresses),
    phones: encryptedJson(phoneNumbers),
    // By these a contact is found whose address or number is known; contacts.ts makes them.
    emailKeys: blindIndex(),
    phoneKeys: blindIndex(),
    notes: encrypted(10_000),
    matrixId: text(255),
    mastodonHandle: text(255),
    birthday: text(10, {
      pattern: { regex: BIRTHDAY, says: "must be a day as YYYY-MM-DD, or --MM-DD without the year" },
    }),
    rating: smallint({ min: 1, max: 5 }),
    isActive: boolean().notNull().default(true),
    lastInteractionAt: instant(),
    keepInTouchDays: integer({ min: 1, max: 3_660 }),
    ...hourlyRate(),
    details: json(contactDetails).notNull().default(sql`'{}'`),
    ...versioned(),
  },
  (t) => [
    index("contacts_user").on(t.userId, sql`id desc`),
    // Without a list of what is still to be sorted in, which a search for a thousand keys of an import would go through for each of them.
    index("contacts_email_keys").using("gin", t.emailKeys).with({ fastupdate: false }),
    index("contacts_phone_keys").using("gin", t.phoneKeys).with({ fastupdate: false }),
    index("contacts_life_domain").on(t.lifeDomainId),
    // For the nightly search for neglected contacts, which needs only these rows.
    index("contacts_keep_in_touch").on(t.userId, t.lastInteractionAt).where(sql`keep_in_touch_days is not null`),
  ],
  { title: "name" },
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
