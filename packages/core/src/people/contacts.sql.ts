/** Contacts, and each interaction with them. */

import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { hourlyRate } from "#core/work/hourly-rate";
import { lifeDomains } from "#core/work/life-domains.sql";
import { jsonAtMost } from "#kit/check";
import {
  bigint,
  blindIndex,
  boolean,
  day,
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

/** A birthday as a column has it. */
export const birthdayText = () =>
  text(10, { pattern: { regex: BIRTHDAY, says: "must be a day as YYYY-MM-DD, or --MM-DD without the year" } });

/** The most days before a date that somebody is reminded of it. */
export const MAX_REMIND_DAYS = 365;

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
    birthday: birthdayText(),
    rating: smallint({ min: 1, max: 5 }),
    isActive: boolean().notNull().default(true),
    lastInteractionAt: instant(),
    keepInTouchDays: integer({ min: 1, max: 3_660 }),
    /** How many days before each birthday its person is reminded; null for never. */
    birthdayRemindDays: smallint({ min: 0, max: MAX_REMIND_DAYS }).default(0),
    // The birthday that was reminded of last, and since when the silence lasts that was told of last: each is told once.
    birthdayRemindedFor: day(),
    neglectedSince: instant(),
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
    index("contacts_birthday").on(t.userId).where(sql`birthday is not null`),
    index("contacts_matrix").on(t.userId, t.matrixId).where(sql`matrix_id is not null`),
  ],
  { title: "name" },
);

export const channels = ["call", "video", "message", "mail", "letter", "meeting", "visit", "gift", "other"] as const;
export const directions = ["inbound", "outbound"] as const;
/** What goes from one side to the other: outbound it is given, lent, or paid back by the person, inbound by the contact. */
export const exchanges = ["gift", "loan", "repayment"] as const;

export const interactions = owned(
  "interactions",
  {
    contactId: uuid()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    channel: oneOf(...channels).notNull(),
    // Null when neither side started it, as when two people meet.
    direction: oneOf(...directions),
    summary: text(2000),
    occurredAt: instant().notNull().default(sql`now()`),
    durationMinutes: integer({ min: 1, max: 100_000 }),
    exchange: oneOf(...exchanges),
    amountCents: bigint(),
    currency: text(3, { format: "currency" }),
    /** What it was made of, such as `inbound_email`; null when the person logged it. */
    sourceType: text(60),
    sourceId: uuid(),
    /** Deleted with what it was made of, so that it comes back with that and not with what the person deleted themselves. */
    isSourceGone: boolean().notNull().default(false),
    ...versioned(),
  },
  (t) => [
    index("interactions_user").on(t.userId, sql`id desc`),
    // For the days of a person, on which their contacts are counted.
    index("interactions_days").on(t.userId, t.occurredAt),
    index("interactions_contact").on(t.contactId, t.occurredAt),
    index("interactions_source").on(t.userId, t.sourceType, t.sourceId).where(sql`source_id is not null`),
    check("interactions_amount_check", sql`(amount_cents is null) = (currency is null)`),
    check("interactions_positive_check", sql`amount_cents between 1 and 10000000000000`),
    check("interactions_what_check", sql`amount_cents is null or exchange is not null`),
    check("interactions_side_check", sql`exchange is null or direction is not null`),
    check("interactions_debt_check", sql`exchange is null or exchange = 'gift' or amount_cents is not null`),
  ],
  { private: true },
);
