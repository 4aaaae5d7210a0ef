/**
 * What a pillar shows on the dashboard. `packages/core/src/<pillar>/dashboard.ts` exports its parts; the name of the export is the
 * name of the field in the answer. `npm run gen` lists them in dashboard-parts.generated.ts, and dashboard-snapshot.ts adds them up.
 */
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import type { EventDeclaration } from "#kit/event";

export interface DashboardPart<S extends z.ZodMiniType = z.ZodMiniType> {
  /** The form of the part in the answer. */
  shape: S;
  /** What an API key sees that may not read the pillar. */
  empty: z.output<S>;
  /** An expression of jsonb in that form. It may name `span` and has to name the speaker (`user_id = ${me}`), for the index. */
  figures: SQL;
  /**
   * The events after which the part may be another: every one that tells of a change of a row that `figures` reads, also of what
   * goes with another row. They are the pillar's own, since whoever may not read another pillar does not see its events. A part
   * that shows events themselves says `every event` and is read anew each time, so it has to be cheap.
   */
  changedBy: readonly (EventDeclaration | Readonly<Record<string, EventDeclaration>>)[] | "every event";
}

/** Declares a part. */
/* @__NO_SIDE_EFFECTS__ */
export const dashboardPart = <S extends z.ZodMiniType>(part: DashboardPart<S>): DashboardPart<S> => part;

/** The types of the events that change a part which is kept; undefined for one that is read each time. */
export function changersOf({ changedBy }: DashboardPart): string[] | undefined {
  if (changedBy === "every event") return undefined;
  return changedBy.flatMap((one) => (isEvent(one) ? [one] : Object.values(one))).map(({ type }) => type);
}

const isEvent = (one: EventDeclaration | Readonly<Record<string, EventDeclaration>>): one is EventDeclaration =>
  one.kind === "event";

/** The days that figures are of, where the speaker lives: dates, and the instants at which they begin and end. */
export const span = {
  today: sql`span.today`,
  /** The Monday of this week. */
  weekStart: sql`span.week_start`,
  todayFrom: sql`span.today_from`,
  todayTo: sql`span.today_to`,
  weekFrom: sql`span.week_from`,
  /** The first of the last seven days, today included. */
  latelyFrom: sql`span.lately_from`,
};

/** The only row of a query as a JSON object; null without one. */
/* @__NO_SIDE_EFFECTS__ */
export function row(query: SQL): SQL {
  return sql`(select to_jsonb(one) from (${query}) one)`;
}

/** The rows of a query as a JSON array, in the query's order. */
/* @__NO_SIDE_EFFECTS__ */
export function rows(query: SQL): SQL {
  return sql`(select coalesce(jsonb_agg(to_jsonb(one)), '[]') from (${query}) one)`;
}

/** An instant as the wire has it. */
/* @__NO_SIDE_EFFECTS__ */
export function iso(column: string): SQL {
  return sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}
