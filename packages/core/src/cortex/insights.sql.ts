/** Insights, with the events and numbers that they are based on. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { dataStreams } from "#core/knowledge/data-streams.sql";
import { freeForm } from "#core/platform/free-form";
import { SentencesCoded } from "#core/platform/told";
import { ids, instant, json, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { Coded } from "#kit/saying";
import { owned } from "#kit/table";

export const insightFeedback = ["helpful", "not_helpful", "dismissed"] as const;
export const insightOrigins = ["rule", "statistics", "ai"] as const;
export const insightEvidenceSchema = freeForm(50_000);

export const insights = owned(
  "insights",
  {
    insightType: text(100).notNull(),
    title: text(300).notNull(),
    /** The title by its code, and each sentence of the body; null where a model wrote it. */
    titleCoded: json(Coded),
    body: text(10_000).notNull(),
    bodyCoded: json(SentencesCoded),
    confidence: numeric({ min: 0, max: 1 }).notNull(),
    sourceEventIds: ids(1000).notNull().default(sql`'{}'`),
    evidence: json(insightEvidenceSchema).notNull().default(sql`'{}'`),
    dataStreamId: uuid().references(() => dataStreams.id, { onDelete: "set null" }),
    shownAt: instant(),
    feedback: oneOf(...insightFeedback),
    generatedBy: oneOf(...insightOrigins).notNull(),
    dedupeKey: text(300).notNull(),
    ...versioned(),
  },
  (t) => [
    unique("insights_unique").on(t.userId, t.dedupeKey),
    index("insights_user").on(t.userId, sql`id`),
    index("insights_data_stream").on(t.dataStreamId),
  ],
  { deletedForGood: "what was noticed is a record, which nobody deletes", title: "title" },
);
