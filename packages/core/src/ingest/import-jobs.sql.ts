/** Imports: their progress, what became of each row, and the texts that came without a file. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { files } from "#core/knowledge/files.sql";
import { freeForm } from "#core/platform/free-form";
import { bigint, boolean, instant, integer, json, numeric, oneOf, smallint, text, uuid, versioned } from "#kit/columns";
import { Coded } from "#kit/saying";
import { owned } from "#kit/table";

/** Options by kind: the account of a statement, the columns of a CSV file, the calendar of an ICS file. */
export const importOptionsSchema = freeForm(10_000);
/**
 * The error of an import by its code, and why a row was skipped or could not be taken: what the mechanism and the importers say, and what
 * anything that is asked or changed on the way says in refusing it, of whatever pillar.
 */
const importError = Coded;
const rowReason = Coded;
/** Values of columns as PostgreSQL's to_jsonb writes them. */
const previousSchema = freeForm(1_000_000);

export const importStatuses = [
  "queued",
  "running",
  "completed",
  "partial",
  "failed",
  "cancelled",
  "undoing",
  "undone",
] as const;
export const importActions = ["created", "updated", "linked", "skipped", "failed"] as const;
export const undoOutcomes = ["removed", "restored", "kept"] as const;

/** The lengths of the members of a zip file that are unpacked in the store, by their places in it. */
const unpackedSchema = z.record(z.string().check(z.maxLength(20)), z.int().check(z.nonnegative()));

const digest = { regex: /^[\w-]{43}$/, says: "must be a SHA-256 in base64url" };
const sha256 = { regex: /^[0-9a-f]{64}$/, says: "must be a SHA-256 as 64 lower-case hexadecimal digits" };

export const importJobs = owned(
  "import_jobs",
  {
    kind: text(60).notNull(),
    fileId: uuid().references(() => files.id, { onDelete: "set null" }),
    // Of the file, or given with the text.
    sourceName: text(255).notNull().default(""),
    sourceBytes: bigint().notNull(),
    sourceSha256: text(64, { pattern: sha256 }).notNull(),
    // An earlier import of the same bytes that was not undone.
    sameAsId: uuid().references((): AnyPgColumn => importJobs.id, { onDelete: "set null" }),
    options: json(importOptionsSchema).notNull().default(sql`'{}'`),
    isDryRun: boolean().notNull().default(false),
    status: oneOf(...importStatuses)
      .notNull()
      .default("queued"),
    // The units of the source: known when it was read to its end, in a dry run or in the import itself.
    total: integer(),
    processed: integer().notNull().default(0),
    percentage: smallint().notNull().default(0),
    rowsPerSecond: numeric(),
    created: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    // Rows that the undo took back, and rows that it left because they were changed since.
    undone: integer().notNull().default(0),
    kept: integer().notNull().default(0),
    // Where the importer reads on; it means something to the importer alone.
    cursor: text(5000),
    // What the importer has found out about the source: how it reads it, what balances it states.
    found: json(freeForm(10_000)),
    // What it keeps in the store until it has ended, which counts like files of its person (see unpacking-room.ts).
    unpacked: json(unpackedSchema).notNull().default(sql`'{}'`),
    error: text(2000),
    errorCoded: json(importError),
    startedAt: instant(),
    endedAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("import_jobs_user").on(t.userId, sql`id`),
    index("import_jobs_file").on(t.fileId),
    index("import_jobs_same_as").on(t.sameAsId).where(sql`same_as_id is not null`),
    index("import_jobs_user_sha256").on(t.userId, t.sourceSha256),
    index("import_jobs_unpacked").on(t.userId).where(sql`unpacked <> '{}'`),
    index("import_jobs_unfinished").on(t.id).where(sql`status in ('queued', 'running', 'undoing')`),
  ],
  { private: true, deletedForGood: "what was imported is a record, which nobody deletes" },
);

/** One row for each row that an import wrote, linked or refused, and for the first that it skipped. */
export const importRows = owned(
  "import_rows",
  {
    importJobId: uuid()
      .notNull()
      .references(() => importJobs.id, { onDelete: "cascade" }),
    // The place of the unit in its source, from 0, and of the write among those of the unit.
    position: integer().notNull(),
    part: smallint().notNull().default(0),
    line: integer().notNull(),
    title: text(200),
    action: oneOf(...importActions).notNull(),
    reason: text(1000),
    reasonCoded: json(rowReason),
    entityType: text(100),
    entityId: uuid(),
    // What the row is (see importer.ts), the how manieth it is of those of one identity, and what it said.
    identity: text(43, { pattern: digest }),
    occurrence: integer().notNull().default(0),
    content: text(43, { pattern: digest }),
    // The version that the entity had afterwards, and the values that an update replaced.
    version: integer(),
    previous: json(previousSchema),
    isDryRun: boolean().notNull().default(false),
    undo: oneOf(...undoOutcomes),
  },
  (t) => [
    index("import_rows_user").on(t.userId, sql`id`),
    uniqueIndex("import_rows_place").on(t.importJobId, t.isDryRun, t.position, t.part),
    // By these two the next and the last row of an identity are found with as many steps, however often it occurs (see import-rows.ts).
    index("import_rows_identity")
      .on(t.userId, t.identity, t.occurrence, t.id)
      .where(sql`part = 0 and action in ('created', 'updated', 'linked') and coalesce(undo, 'kept') = 'kept'`),
    index("import_rows_seen")
      .on(t.importJobId, t.identity, t.occurrence, t.id)
      .where(sql`part = 0 and identity is not null`),
    // By what it became a row is looked for by whoever asks which imports know it.
    index("import_rows_entity").on(t.entityId).where(sql`part = 0 and entity_id is not null`),
    // What is imported at the same time by two imports is created by one.
    uniqueIndex("import_rows_once")
      .on(t.userId, t.identity, t.occurrence)
      .where(
        sql`identity is not null and action = 'created' and part = 0 and undo is distinct from 'removed' and not is_dry_run`,
      ),
  ],
  { private: true, deletedForGood: "it is part of the record of its import" },
);

/** The text of an import that came without a file. */
export const importTexts = owned(
  "import_texts",
  {
    importJobId: uuid()
      .notNull()
      .references(() => importJobs.id, { onDelete: "cascade" }),
    text: text(1_000_000).notNull(),
  },
  (t) => [index("import_texts_user").on(t.userId, sql`id`), uniqueIndex("import_texts_job").on(t.importJobId)],
  { private: true, deletedForGood: "it is part of the record of its import" },
);
