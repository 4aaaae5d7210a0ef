/** Imports of files, and their progress. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { files } from "#core/knowledge/files.sql";
import { freeForm } from "#core/platform/free-form";
import { integer, json, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const importKinds = ["ics", "ofx", "qif", "csv", "apple_health", "google_fit", "todoist", "recipe"] as const;
/** Options by kind: the account of a statement, the columns of a CSV file, the calendar of an ICS file. */
export const importOptionsSchema = freeForm(10_000);
export const importErrorsSchema = z
  .array(z.strictObject({ position: z.int(), message: z.string().check(z.maxLength(1000)) }))
  .check(z.maxLength(1000));

export const importJobs = owned(
  "import_jobs",
  {
    kind: oneOf(...importKinds).notNull(),
    fileId: uuid().references(() => files.id, { onDelete: "set null" }),
    options: json(importOptionsSchema).notNull().default(sql`'{}'`),
    status: oneOf("queued", "running", "completed", "failed", "cancelled").notNull().default("queued"),
    total: integer(),
    processed: integer().notNull().default(0),
    created: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    errors: json(importErrorsSchema).notNull().default(sql`'[]'`),
    cursor: text(5000),
    ...versioned(),
  },
  (t) => [index("import_jobs_user").on(t.userId, sql`id`), index("import_jobs_file").on(t.fileId)],
  { private: true, deletedForGood: "what was imported is a record, which nobody deletes" },
);
