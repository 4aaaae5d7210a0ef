/** Documents that people write, or that are made from their files and mail. */
import { sql } from "drizzle-orm";
import { index, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import { files } from "#core/knowledge/files.sql";
import { documentReasons } from "#core/knowledge/sayings";
import { boolean, json, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { codedSchema } from "#kit/saying";
import { shared } from "#kit/table";
import type { Row } from "#kit/wire";

/** As far as a foreign key needs it: ingest/inbound-emails.sql declares it, with what only its readers know. */
const inboundEmails = pgTable("inbound_emails", { id: uuid().primaryKey() });

/** The longest document, in UTF-16 code units. */
export const MAX_DOCUMENT_CHARS = 500_000;

export const documents = shared(
  "documents",
  {
    title: text(500).notNull(),
    contentMarkdown: text(MAX_DOCUMENT_CHARS).notNull().default(""),
    tags: strings(50, 100).notNull().default(sql`'{}'`),
    /** `reading`: it is being made from a file. `failed`: that could not be read. */
    status: oneOf("reading", "ready", "failed").notNull().default("ready"),
    /** Why the file could not be read, or what of it is not here: a sentence. */
    statusReason: text(500),
    statusReasonCoded: json(codedSchema(documentReasons)),
    isAiGenerated: boolean().notNull().default(false),
    keyEntities: strings(200, 200).notNull().default(sql`'{}'`),
    sourceFileId: uuid().references(() => files.id, { onDelete: "set null" }),
    /** The mail that it was made from, as long as that is kept. */
    sourceEmailId: uuid().references(() => inboundEmails.id, { onDelete: "set null" }),
    ...versioned(),
  },
  (t) => [
    index("documents_user").on(t.userId, sql`id desc`),
    index("documents_household").on(t.householdId, sql`id desc`).where(sql`household_id is not null`),
    index("documents_source_file").on(t.sourceFileId),
    // A mail that is read again is no second document, also when the first was deleted.
    uniqueIndex("documents_source_email").on(t.sourceEmailId).where(sql`source_email_id is not null`),
    index("documents_reading").on(t.id).where(sql`status = 'reading'`),
  ],
  { title: "title" },
);

export type Document = Row<typeof documents>;
