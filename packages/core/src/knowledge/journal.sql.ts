/** The user's journal, by day. */
import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import { day, numeric, smallint, strings, text, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const journalEntries = owned(
  "journal_entries",
  {
    entryDate: day().notNull(),
    content: text(100_000).notNull(),
    mood: smallint(),
    sentiment: numeric({ min: -1, max: 1 }),
    tags: strings(50, 100).notNull().default(sql`'{}'`),
    ...versioned(),
  },
  (t) => [
    index("journal_entries_user").on(t.userId, sql`id desc`),
    index("journal_entries_user_date").on(t.userId, t.entryDate),
    check("journal_entries_mood_check", sql`mood between 1 and 5`),
  ],
);
