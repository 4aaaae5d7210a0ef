/**
 * Declarations of parts of the dashboard. `packages/core/src/<pillar>/dashboard.ts` exports the parts of a pillar; the name of an
 * export is the name of its field in the answer. `npm run gen` lists them in dashboard-parts.generated.ts, and
 * dashboard-snapshot.ts combines them.
 */
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import type { EventDeclaration } from "#kit/event";

export interface DashboardPart<S extends z.ZodMiniType = z.ZodMiniType> {
  /** The schema of the part in the answer. */
  shape: S;
  /** The value for an API key that may not read the pillar. */
  empty: z.output<S>;
  /**
   * A jsonb expression with that schema. It may use `span`, and must restrict rows to the speaker's (`user_id = ${me}`), so that
   * an index is used.
   */
  figures: SQL;
  /**
   * The events after which the part may have changed: every event about a row that `figures` reads, including those of rows that
   * change with another row. They must be the pillar's own, because a reader without access to another pillar does not see its
   * events. A part that shows events themselves has `every event` and is calculated for each request, so it has to be cheap.
   */
  changedBy: readonly (EventDeclaration | Readonly<Record<string, EventDeclaration>>)[] | "every event";
}

/** Declares a part. */
/* @__NO_SIDE_EFFECTS__ */
export const dashboardPart = <S extends z.ZodMiniType>(part: DashboardPart<S>): DashboardPart<S> => part;

/** The types of the events that change a cached part; undefined for one that is calculated for each request. */
export function changersOf({ changedBy }: DashboardPart): string[] | undefined {
  if (changedBy === "every event") return undefined;
  return changedBy.flatMap((one) => (isEvent(one) ? [one] : Object.values(one))).map(({ type }) => type);
}

const isEvent = (one: EventDeclaration | Readonly<Record<string, EventDeclaration>>): one is EventDeclaration =>
  one.kind === "event";

/** The days that figures cover, in the person's time zone: dates, and the instants at which they begin and end. */
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

/** An instant in the API's format. */
/* @__NO_SIDE_EFFECTS__ */
export function iso(column: string): SQL {
  return sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}
