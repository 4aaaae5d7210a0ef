/** Data from external sources, stored unchanged, and what became of it. */
import { sql } from "drizzle-orm";
import { index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { documents } from "#core/knowledge/documents.sql";
import { freeForm } from "#core/platform/free-form";
import { instant, integer, json, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { Coded } from "#kit/saying";
import { owned } from "#kit/table";
import { Text, Uuid } from "#kit/wire";

export const dataStreamSources = ["email", "ebook", "wearable", "document", "message", "device", "web"] as const;
export const dataStreamStatuses = ["waiting", "analysed", "failed"] as const;

/** More than a body may have, since a page that was sent as it is becomes longer where its quotes are escaped. */
export const dataStreamPayloadSchema = freeForm(12_000_000);

const count = z.int().check(z.gte(0));
/** Why a reading was not kept, or a document not written, with the place of it in the payload. */
const Remark = z.strictObject({ at: z.nullable(count), text: Text(500), coded: Coded });

/** What became of a capture; null where its kind becomes no such thing. */
export const captureOutcome = z.strictObject({
  documents: z.array(z.strictObject({ id: Uuid, title: Text(500) })).check(z.maxLength(100)),
  highlights: z.nullable(z.strictObject({ found: count, added: count })),
  metrics: z.nullable(
    z.strictObject({ received: count, added: count, updated: count, duplicates: count, refused: count }),
  ),
  keyPoints: count,
  mentalModels: count,
  language: z.nullable(Text(3)),
  remarks: z.array(Remark).check(z.maxLength(20)),
});
export type CaptureOutcome = z.infer<typeof captureOutcome>;

export const dataStreams = owned(
  "data_streams",
  {
    source: oneOf(...dataStreamSources).notNull(),
    /** By its source; a hash of what it is where the source has given none. */
    externalId: text(500).notNull(),
    contentType: text(255).notNull(),
    title: text(500),
    url: text(2000),
    payload: json(dataStreamPayloadSchema).notNull(),
    capturedAt: instant().notNull(),
    status: oneOf(...dataStreamStatuses)
      .notNull()
      .default("waiting"),
    statusReason: text(500),
    statusReasonCoded: json(Coded),
    outcome: json(captureOutcome),
    processedAt: instant(),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("data_streams_unique").on(t.userId, t.source, t.externalId).where(sql`deleted_at is null`),
    index("data_streams_user").on(t.userId, sql`id`),
    index("data_streams_waiting").on(t.createdAt).where(sql`status = 'waiting'`),
  ],
  { private: true, title: "title" },
);

/**
 * The documents that captures have become, and what of them was written by rules: a document that a person has changed since is not overwritten,
 * and a highlight that they have deleted does not come back.
 */
export const captureDocuments = owned(
  "capture_documents",
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    /** `capture <id>`, or `book <hash of its title and author>`, to which every capture adds. */
    key: text(100).notNull(),
    /** The MD5 of the content as it was written last. */
    contentHash: text(32).notNull(),
    /** The hashes of the highlights that were written, ever. */
    highlightHashes: strings(20_000, 32).notNull().default(sql`'{}'`),
    revision: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("capture_documents_key").on(t.userId, t.key),
    index("capture_documents_document").on(t.documentId),
  ],
  { private: true, deletedForGood: "it goes with its document" },
);
