/** Rows that were merged into others of their kind, and what it takes to part them again. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { freeForm } from "#core/platform/free-form";
import { instant, integer, json, strings, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

/** For so many days a merge can be undone. Then the nightly prune deletes it, with the row that was merged. */
export const MERGES_STAY_DAYS = 30;

export const merges = owned(
  "merges",
  {
    // The type of both rows, such as `contact`: rows of every table can be merged that has a verb for it, so there is no foreign key.
    noun: text(60).notNull(),
    intoId: uuid().notNull(),
    otherId: uuid().notNull(),
    // What the other one was called when it was merged, for who looks for it.
    otherName: text(300).notNull(),
    // References that name the other row now, and those that said the same of both and are one now.
    movedCount: integer().notNull().default(0),
    collapsedCount: integer().notNull().default(0),
    // Fields that an undo left alone because somebody had changed them since.
    keptFields: strings(50, 60).notNull().default(sql`'{}'`),
    undoneAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("merges_user").on(t.userId, sql`id desc`),
    index("merges_into").on(t.userId, t.intoId),
    // A row is part of one other at a time.
    uniqueIndex("merges_other").on(t.userId, t.otherId).where(sql`undone_at is null`),
    index("merges_created").on(t.createdAt),
    check("merges_two", sql`into_id <> other_id`),
  ],
  { private: true, deletedForGood: "it is forgotten when it cannot be undone any more" },
);

/** What a merge has changed, as the database writes rows. It may be long, so it is apart from what lists show. */
export const mergeMemories = owned(
  "merge_memories",
  {
    mergeId: uuid()
      .notNull()
      .references(() => merges.id, { onDelete: "cascade" }),
    // The row that stayed before and after, and the other one.
    before: json(freeForm(1_000_000)).notNull(),
    after: json(freeForm(1_000_000)),
    other: json(freeForm(1_000_000)).notNull(),
    // Null until carry_out_merge has moved the references.
    moved: json(freeForm(100_000_000)),
  },
  (t) => [index("merge_memories_user").on(t.userId, sql`id desc`), uniqueIndex("merge_memories_merge").on(t.mergeId)],
  { private: true, deletedForGood: "it is forgotten with its merge" },
);
