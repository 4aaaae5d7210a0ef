/** Days that matter about a contact, beside the birthday that the contact has. */
import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import { day, oneOf, smallint, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";
import { birthdayText, contacts, MAX_REMIND_DAYS } from "./contacts.sql.ts";

export const contactDates = owned(
  "contact_dates",
  {
    contactId: uuid()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    label: text(100).notNull(),
    date: birthdayText().notNull(),
    repeats: oneOf("yearly", "once").notNull().default("yearly"),
    /** How many days before the date its person is reminded; null for never. */
    remindDays: smallint({ min: 0, max: MAX_REMIND_DAYS }).default(0),
    // The day that was reminded of last: each is told once.
    remindedFor: day(),
    ...versioned(),
  },
  (t) => [
    index("contact_dates_user").on(t.userId, sql`id desc`),
    index("contact_dates_contact").on(t.contactId),
    check("contact_dates_year_check", sql`repeats = 'yearly' or date not like '--%'`),
  ],
  { private: true },
);
