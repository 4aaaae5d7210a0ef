/** Where the time of completed focus sessions went: by day, task, life domain and hour, split at local midnight and at each hour. */

import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { focusSessions } from "#core/rhythm/focus.sql";
import { type Calendar, mineRead, todayOf } from "#core/rhythm/habit-history";
import { timeOn } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { rhythmFields } from "#core/rhythm/sayings";
import { FIRST_DAY } from "#core/rhythm/years";
import { segmentAt } from "#core/rhythm/zone-clock";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { me } from "#kit/table";
import { Day, Uuid } from "#kit/wire";

const MAX_DAYS = 366;
const MAX_SESSIONS = 20_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const Seconds = z.int();
export const FocusStats = z.strictObject({
  from: Day,
  to: Day,
  totalSeconds: Seconds,
  completed: z.int(),
  abandoned: z.int(),
  interruptions: z.int(),
  days: z.array(z.strictObject({ date: Day, seconds: Seconds })),
  tasks: z.array(z.strictObject({ taskId: z.nullable(Uuid), seconds: Seconds })),
  domains: z.array(z.strictObject({ lifeDomainId: z.nullable(Uuid), seconds: Seconds })),
  hours: z.array(z.strictObject({ hour: z.int(), seconds: Seconds })),
});

/** From one day to another, both included and at most 366; the last seven unless given. Two flights. */
export async function stats(ctx: Ctx, given: { from?: string; to?: string }): Promise<z.output<typeof FocusStats>> {
  const [{ calendar }] = await ctx.db.batch([mineRead(sql`false`)]);
  const today = todayOf(calendar, ctx.now());
  const to = given.to === undefined ? today : dayNumber(given.to);
  const from = given.from === undefined ? Math.max(FIRST_DAY, to - 6) : dayNumber(given.from);
  if (from > to || to - from >= MAX_DAYS)
    throw wrongInput({ parameter: "from" }, rhythmFields("span_of_stats", { max: MAX_DAYS }));
  if (to > today + MAX_DAYS) throw wrongInput({ parameter: "to" }, rhythmFields("a_year_ahead"));
  const { timezone } = calendar;
  const [begins, ends] = [timeOn(timezone, dayText(from), "00:00"), timeOn(timezone, dayText(to + 1), "00:00")];
  const [sessions] = await ctx.db.batch([sessionsRead(begins, ends)]);
  const completed = sessions.filter(({ status }) => status === "completed");
  const pieces = completed.flatMap((session) => piecesOf(session, begins, ends, calendar));
  const seconds = sumsBy(pieces);
  return {
    from: dayText(from),
    to: dayText(to),
    totalSeconds: pieces.reduce((sum, one) => sum + one.seconds, 0),
    completed: completed.length,
    abandoned: sessions.length - completed.length,
    interruptions: sessions.reduce((sum, one) => sum + one.interruptions, 0),
    days: seconds(({ date }) => date).map(([date, sum]) => ({ date, seconds: sum })),
    tasks: seconds(({ taskId }) => taskId).map(([taskId, sum]) => ({ taskId, seconds: sum })),
    domains: seconds(({ lifeDomainId }) => lifeDomainId).map(([lifeDomainId, sum]) => ({ lifeDomainId, seconds: sum })),
    hours: seconds(({ hour }) => hour).map(([hour, sum]) => ({ hour, seconds: sum })),
  };
}

interface Session {
  status: "completed" | "abandoned";
  taskId: string | null;
  lifeDomainId: string | null;
  startedMs: number;
  endedMs: number;
  pauses: { from: string; to?: string }[];
  interruptions: number;
}

function sessionsRead(begins: number, ends: number): Read<Session[]> {
  // By its number: where clocks are ahead, the first day of the year 1 begins in the year before, which ISO 8601 writes as PostgreSQL does not.
  const instant = (ms: number) => sql`to_timestamp(${ms}::float8 / 1000)`;
  const query = read<{ session: string }>(sql`select jsonb_build_object('status', s.status, 'taskId', s.task_id,
      'lifeDomainId', (select t.life_domain_id from tasks t where t.id = s.task_id), 'pauses', s.pauses, 'interruptions', s.interruptions,
      'startedMs', extract(epoch from s.started_at) * 1000, 'endedMs', extract(epoch from s.ended_at) * 1000)::text as session
    from ${focusSessions} s where s.user_id = ${me} and s.deleted_at is null and s.status in ('completed', 'abandoned')
      and s.started_at < ${instant(ends)} and s.ended_at > ${instant(begins)}
    order by s.started_at limit ${MAX_SESSIONS}::int`);
  return { ...query, decode: (result) => query.decode(result).map(({ session }) => JSON.parse(session) as Session) };
}

interface Piece extends Pick<Session, "taskId" | "lifeDomainId"> {
  date: string;
  hour: number;
  seconds: number;
}

/** The work of a session between two instants, in pieces of one local hour each. */
function piecesOf(session: Session, begins: number, ends: number, { timezone }: Calendar): Piece[] {
  const { taskId, lifeDomainId } = session;
  const pieces: Piece[] = [];
  let at = session.startedMs;
  for (const { from, to } of [...session.pauses, { from: undefined, to: undefined }]) {
    const until = Math.min(from === undefined ? session.endedMs : Date.parse(from), ends);
    for (let start = Math.max(at, begins); start < until; ) {
      const { offset, until: changes } = segmentAt(timezone, start);
      const wall = start + offset;
      const stop = Math.min(until, changes, start + HOUR_MS - (((wall % HOUR_MS) + HOUR_MS) % HOUR_MS));
      const day = Math.floor(wall / DAY_MS);
      const hour = Math.floor((wall - day * DAY_MS) / HOUR_MS);
      pieces.push({ taskId, lifeDomainId, date: dayText(day), hour, seconds: (stop - start) / 1_000 });
      start = stop;
    }
    if (to !== undefined) at = Date.parse(to);
  }
  return whole(pieces);
}

/** Whole seconds, of which none is lost: what is left of one piece is added to the next. */
function whole(pieces: readonly Piece[]): Piece[] {
  let [exact, counted] = [0, 0];
  return pieces.map((piece) => {
    exact += piece.seconds;
    const seconds = Math.floor(exact + 1e-6) - counted;
    counted += seconds;
    return { ...piece, seconds };
  });
}

/** The seconds of pieces by a key, in the order of keys. */
const sumsBy =
  (pieces: readonly Piece[]) =>
  <K extends string | number | null>(keyOf: (piece: Piece) => K): [K, number][] => {
    const sums = [...Map.groupBy(pieces, keyOf)].map(([key, some]): [K, number] => [
      key,
      some.reduce((sum, { seconds }) => sum + seconds, 0),
    ]);
    return sums.sort(([a], [b]) => (a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1));
  };
