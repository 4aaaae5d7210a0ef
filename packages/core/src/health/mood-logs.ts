/** Moods that are said elsewhere, in the plan of a day or in the journal, as mood_score logs, so that there is one series of them. */
import { type SQL, sql } from "drizzle-orm";
import { sentimentOf } from "#core/health/brain-logs";
import { brainLogs } from "#core/health/brain-logs.sql";
import { BrainLogEvents, MoodLogged } from "#core/health/events";
import { insert, remove, restore, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";
import type { EventDeclaration } from "#kit/event";
import { derivedId } from "#kit/ids";

/** The row in which a mood is said. */
export interface MoodSource {
  type: "daily_plan" | "journal_entry";
  id: string;
  /** Which of its moods, where it has several. */
  part?: string;
}

/** A mood as its row says it now, from 1 (bad) to 5 (good), and as it did before; null is none. */
export interface SaidMood {
  value: number | null;
  before: number | null;
  /** When it was so, an instant; `isMoved` says that this is another one than before. */
  at: string | SQL;
  isMoved?: boolean;
}

/**
 * The writes that log a mood, once: the log of one that changes is changed, the log of one that is cleared is deleted, and is back
 * when there is a mood again. Whoever deletes the log itself keeps it deleted as long as the row says the same. `cause` is the event of
 * the row in the same batch.
 */
export function moodLogged(
  ctx: Ctx,
  source: MoodSource,
  { value, before, at, isMoved }: SaidMood,
  cause: SQL,
): Query[] {
  if (value === null) return [moodRemoved(ctx, source, cause)];
  const isLog = isLogOf(source);
  const mood = { value, sentimentScore: sentimentOf(value) };
  const emits = { event: MoodLogged, cause };
  const log = {
    id: logIdOf(source),
    category: "social",
    metricName: "mood_score",
    ...mood,
    sourceType: source.type,
    sourceId: source.id,
    loggedAt: at,
  } as const;
  const isOther = isMoved ? sql`true` : sql`${brainLogs.value} <> ${value}::numeric`;
  const isChanged = sql`${isLog} and ${brainLogs.deletedAt} is null and ${isOther}`;
  return [
    update(ctx, brainLogs, isChanged, { ...mood, ...(isMoved && { loggedAt: at }) }, { emits }),
    ...(value === before ? [] : [restore(ctx, brainLogs, isLog, { ...mood, loggedAt: at }, { emits })]),
    insert(ctx, brainLogs, log, { emits, onConflict: "nothing" }),
  ];
}

/** The write that deletes the log of a mood whose row does not say it any more. */
export const moodRemoved = (ctx: Ctx, source: MoodSource, cause: SQL): Query =>
  remove(ctx, brainLogs, isLogOf(source), { emits: { event: BrainLogEvents.deleted, cause } });

/** The write that brings back the log that was deleted together with its row, of which `deleted` has told. */
export function moodRestored(ctx: Ctx, source: MoodSource, deleted: EventDeclaration, cause: SQL): Query {
  // Events of one transaction have one `created_at`.
  const deletion = (id: SQL, { type }: EventDeclaration) =>
    sql`(select max(created_at) from events where entity_id = ${id} and event_type = ${type})`;
  const isOfIt = sql`${deletion(sql`${brainLogs.id}`, BrainLogEvents.deleted)} = ${deletion(sql`${source.id}::uuid`, deleted)}`;
  return restore(
    ctx,
    brainLogs,
    sql`${isLogOf(source)} and ${isOfIt}`,
    {},
    { emits: { event: BrainLogEvents.restored, cause } },
  );
}

const isLogOf = (source: MoodSource) => sql`${brainLogs.id} = ${logIdOf(source)}::uuid`;
const logIdOf = ({ id, part }: MoodSource) => derivedId(id, part === undefined ? "mood" : `mood in the ${part}`);
