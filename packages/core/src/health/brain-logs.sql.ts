/** Entries about the mind: learning, games, conversations, and moods, which are stored only here. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import { instant, numeric, oneOf, text, uuid } from "#kit/columns";
import { owned } from "#kit/table";

export const brainCategories = ["learning", "social", "game"] as const;
export const brainMetrics = [
  "reaction_time_ms",
  "memory_grid_score",
  "pomodoro_minutes",
  "messages_sent",
  "mood_score",
] as const;

export const brainLogs = owned(
  "brain_logs",
  {
    category: oneOf(...brainCategories).notNull(),
    metricName: oneOf(...brainMetrics).notNull(),
    value: numeric({ min: 0, max: 1_000_000 }).notNull(),
    sentimentScore: numeric({ min: -1, max: 1 }),
    note: text(5000),
    sourceType: text(100),
    sourceId: uuid(),
    loggedAt: instant().notNull(),
  },
  (t) => [
    index("brain_logs_user").on(t.userId, sql`id`),
    index("brain_logs_series").on(t.userId, t.metricName, t.loggedAt),
  ],
);
