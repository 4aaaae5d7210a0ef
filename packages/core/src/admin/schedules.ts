/** Work by the clock, as administrators see it: what is declared, when it is due next, how it went last. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { audit } from "#core/admin/audit";
import { figure, known, notKnown } from "#core/admin/figures";
import { sendToSchedule } from "#core/admin/queues";
import { figureSayings } from "#core/admin/sayings";
import { schedules } from "#core/admin/schedules.generated";
import { scheduleRuns } from "#core/platform/operations.sql";
import { readRule } from "#core/rhythm/cron";
import { nextDue } from "#core/rhythm/due";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { NotFound } from "#kit/problem";
import { Instant } from "#kit/wire";

const Schedule = z.strictObject({
  id: z.string(),
  summary: z.string(),
  /** In the syntax of EventBridge Scheduler. */
  expression: z.string(),
  timezone: z.string(),
  nextRunAt: figure(Instant),
  /** The last run; null when there was none yet. */
  lastRun: z.nullable(
    z.strictObject({
      startedAt: Instant,
      /** Null while it runs, and when it was stopped in the middle. */
      endedAt: z.nullable(Instant),
      error: z.nullable(z.string()),
    }),
  ),
});
type Schedule = z.output<typeof Schedule>;
export const Schedules = z.strictObject({ data: z.array(Schedule) });
export const Started = z.strictObject({ id: z.string(), startedAt: Instant });

/** All that are declared, by name. */
export async function list(ctx: Ctx): Promise<z.output<typeof Schedules>> {
  const [runs] = await ctx.db.batch([runsRead]);
  const data = schedules.map((schedule): Schedule => {
    const lastRun = runs.get(schedule.id) ?? null;
    return { ...schedule, nextRunAt: nextRun(schedule, lastRun, ctx.now()), lastRun };
  });
  return { data };
}

/** Hands a schedule to its queue, now, where it has one: on one machine. */
export async function runNow(ctx: Ctx, id: string): Promise<z.output<typeof Started>> {
  if (!schedules.some((schedule) => schedule.id === id)) throw NotFound(`There is no schedule ${id}.`);
  // It says that it was asked for; what became of it the schedule itself says.
  await ctx.db.batch([audit(ctx, "admin.schedule.run", { entityType: "schedule", details: { scheduleId: id } })]);
  await sendToSchedule(ctx, id);
  return { id, startedAt: ctx.now().toISOString() };
}

type LastRun = NonNullable<Schedule["lastRun"]>;

const rowsRead = read<{ id: string; startedAt: string; endedAt: string | null; error: string | null }>(
  sql`select schedule_id as id, started_at as "startedAt", ended_at as "endedAt", error from ${scheduleRuns}`,
);
const runsRead: Read<Map<string, LastRun>> = {
  ...rowsRead,
  decode: (result) =>
    new Map(
      rowsRead
        .decode(result)
        .map(({ id, startedAt, endedAt, error }) => [
          id,
          { startedAt: isoInstant(startedAt), endedAt: endedAt && isoInstant(endedAt), error },
        ]),
    ),
};

const UNITS_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function nextRun({ expression, timezone }: (typeof schedules)[number], last: LastRun | null, now: Date) {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (unit) {
    if (!last) return notKnown(figureSayings("rate_never_ran"));
    const next = Date.parse(last.startedAt) + Number(count) * UNITS_MS[unit]!;
    return known(new Date(next).toISOString());
  }
  const rule = crontabOf(expression);
  const due = rule === undefined ? undefined : nextDue({ rule: readRule(rule), zone: timezone }, now.getTime());
  return due === undefined ? notKnown(figureSayings("expression_unknown")) : known(new Date(due).toISOString());
}

/**
 * The five fields of crontab(5) for AWS's six, as far as they mean the same: days of the week are numbered differently, and a year is
 * not in crontab.
 */
function crontabOf(expression: string): string | undefined {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(" ") ?? [];
  const [minute, hour, day, month, weekday, year] = fields;
  if (fields.length !== 6 || year !== "*" || /\d/.test(weekday!)) return undefined;
  return [minute, hour, day, month, weekday].map((field) => field!.replace("?", "*").replace(/^0\//, "*/")).join(" ");
}
