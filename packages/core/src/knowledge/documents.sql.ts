/** Documents, searchable by words, and the chunks they are embedded in. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { files } from "#core/knowledge/files.sql";
import { boolean, integer, strings, text, tsvector, uuid, versioned } from "#kit/columns";
import { child, shared } from "#kit/table";

/** Lexemes of a text: made by the database, never sent or written. */

export const documents = shared(
  "documents",
  {
    title: text(500).notNull(),
    contentMarkdown: text(500_000).notNull().default(""),
    tags: strings(50, 100).notNull().default(sql`'{}'`),
    isAiGenerated: boolean().notNull().default(false),
    keyEntities: strings(200, 200).notNull().default(sql`'{}'`),
    sourceFileId: uuid().references(() => files.id, { onDelete: "set null" }),
    // A tsvector holds at most 1 MiB: a longer document is found by its beginning here, and by its chunks as a whole.
    searchVector: tsvector().generatedAlwaysAs(
      sql`setweight(to_tsvector('english'::regconfig, title), 'A') || setweight(to_tsvector('english'::regconfig, left(content_markdown, 100000)), 'B')`,
    ),
    ...versioned(),
  },
  (t) => [
    index("documents_user").on(t.userId, sql`id desc`),
    index("documents_household").on(t.householdId, sql`id desc`).where(sql`household_id is not null`),
    index("documents_source_file").on(t.sourceFileId),
    index("documents_search").using("gin", t.searchVector),
  ],
);

export const documentChunks = child(
  "document_chunks",
  { table: documents, key: "document_id" },
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    content: text(20_000).notNull(),
  },
  (t) => [
    uniqueIndex("document_chunks_position").on(t.documentId, t.position),
    check("document_chunks_position_check", sql`position >= 0`),
  ],
);
