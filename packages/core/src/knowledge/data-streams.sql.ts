/** Data from external sources, stored unchanged until it is processed. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { freeForm } from "#core/platform/free-form";
import { instant, json, oneOf, text } from "#kit/columns";
import { owned } from "#kit/table";

export const dataStreamSources = ["email", "ebook", "wearable", "document", "message", "device", "web"] as const;
export const dataStreamPayloadSchema = freeForm(200_000);

export const dataStreams = owned(
  "data_streams",
  {
    source: oneOf(...dataStreamSources).notNull(),
    externalId: text(500),
    contentType: text(255).notNull(),
    payload: json(dataStreamPayloadSchema).notNull(),
    capturedAt: instant().notNull(),
    processedAt: instant(),
  },
  (t) => [
    unique("data_streams_unique").on(t.userId, t.source, t.externalId),
    index("data_streams_user").on(t.userId, sql`id`),
  ],
  { private: true, deletedForGood: "what came in is a record, which nobody deletes" },
);
