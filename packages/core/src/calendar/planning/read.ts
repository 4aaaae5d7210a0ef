/** What is read to plan some days in a row, in one flight, and by what it is known whether that is still so. */
import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { mayUse } from "#cloud/scopes";
import { calendars, dailyPlans, timeBlocks } from "#core/calendar/calendar.sql";
import { mineRead } from "#core/calendar/free-busy";
import { idsIn } from "#core/calendar/window-read";
import { healthMetricDays } from "#core/health/metrics.sql";
import { userSettings } from "#core/identity/users.sql";
import { myZone, startOf } from "#core/identity/zone";
import { habitsKeptRead, habitsRead } from "#core/rhythm/habit-agenda";
import { habitCheckIns, habits } from "#core/rhythm/habits.sql";
import { priorities, taskDependencies, tasks } from "#core/work/tasks.sql";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** The most tasks that are looked at, those that matter most; a day has no more quarters of an hour than half of that. */
export const MAX_TASKS = 200;
const MAX_BLOCKS = 1_000;
/** A task waits for a hundred others at most. */
const MAX_DEPENDENCIES = 20_000;
/** The latest tasks that were done, by which estimates are corrected, and how many of a kind there have to be. */
const MAX_DONE = 1_000;
const LEAST_DONE = 5;

/** Days (ISO 8601) in the speaker's zone. */
export interface Days {
  from: string;
  days: number;
}

const firstDay = ({ from }: Days): SQL => sql`${from}::date`;
const endDay = ({ from, days }: Days): SQL => sql`(${from}::date + ${days}::int)`;
const begin = (days: Days): SQL => startOf(firstDay(days), myZone);
const end = (days: Days): SQL => startOf(endDay(days), myZone);

/** Open tasks that the speaker could do on one of the days: those that have subtasks to do are done by these. */
const candidates = (days: Days): SQL => sql`t.deleted_at is null
  and (t.assignee_id = ${me} or (t.user_id = ${me} and t.assignee_id is null))
  and (t.status in ('pending', 'scheduled', 'in_progress', 'blocked')
    or (t.status = 'backlog' and (t.due_date < ${endDay(days)} or t.scheduled_date >= ${firstDay(days)})))
  and (t.scheduled_date is null or t.scheduled_date < ${endDay(days)})
  and not exists (select from ${tasks} c where c.parent_task_id = t.id and c.deleted_at is null and c.status not in ('completed', 'cancelled'))`;

/** What matters most comes first where there are more tasks than are looked at. */
const byWeight = sql`order by (t.due_date is not null and t.due_date <= current_date + 7) desc, t.priority desc, t.due_date nulls last, t.id`;

/** Time blocks that stand for time that a task has on other days: what is done, and what is still to come. */
const counts = (block: string, days: Days): SQL =>
  sql`(${sql.raw(block)}.status = 'completed' or (${sql.raw(block)}.status in ('planned', 'in_progress') and ${sql.raw(block)}.end_at >= ${begin(days)}))`;

/**
 * The versions of all that a plan of these days depends on, as one text. It is read before all else, so that what changes meanwhile makes a
 * plan stale and not wrong. How the person slept is not among it: that is only ever found out later.
 */
export function versionsOf(days: Days): SQL {
  const [from, to] = [sql`(${begin(days)} - interval '1 day')`, sql`(${end(days)} + interval '1 day')`];
  const parts: SQL[] = [
    sql`select string_agg(e.id || ':' || e.version, ',' order by e.id) from calendar_events e where e.id in (${idsIn(sql`e.user_id = ${me}`, from, to)})`,
    sql`select string_agg(c.id || ':' || c.is_read_only, ',' order by c.id) from ${calendars} c where c.user_id = ${me} and c.deleted_at is null`,
    sql`select string_agg(t.id || ':' || t.version, ',' order by t.id) from ${tasks} t where ${candidates(days)}`,
    sql`select string_agg(d.id || '', ',' order by d.id) from (${waiting(days)}) d`,
    sql`select string_agg(b.id || ':' || b.version, ',' order by b.id) from ${timeBlocks} b where b.user_id = ${me} and b.deleted_at is null
      and (b.end_at > ${begin(days)} and b.start_at < ${end(days)}
        or b.task_id in (select t.id from ${tasks} t where ${candidates(days)}) and ${counts("b", days)})`,
    sql`select string_agg(h.id || ':' || h.version, ',' order by h.id) from ${habits} h where h.user_id = ${me} and h.deleted_at is null`,
    sql`select string_agg(i.id || ':' || i.version, ',' order by i.id) from ${habitCheckIns} i where i.user_id = ${me} and i.deleted_at is null
      and i.date >= ${firstDay(days)} - 7`,
    sql`select s.version || ${myZone} from ${userSettings} s where s.user_id = ${me}`,
    sql`select string_agg(concat_ws(':', p.date, p.energy_level, p.focus_domain_ids), ',' order by p.date) from ${dailyPlans} p
      where p.user_id = ${me} and p.deleted_at is null and p.date >= ${firstDay(days)} and p.date < ${endDay(days)}
        and (p.energy_level is not null or cardinality(p.focus_domain_ids) > 0)`,
  ];
  const all = sql.join(
    parts.map((part) => sql`coalesce((${part}), '')`),
    sql`, `,
  );
  return sql`md5(concat_ws('~', ${all}))`;
}

const waiting = (days: Days): SQL => sql`select d.id, d.task_id, d.blocked_by_task_id from ${tasks} t
  join ${taskDependencies} d on d.task_id = t.id join ${tasks} b on b.id = d.blocked_by_task_id
  where ${candidates(days)} and b.deleted_at is null and b.status not in ('completed', 'cancelled')`;

interface Situation {
  versions: string;
  zone: string;
  workdayStart: string;
  workdayEnd: string;
  peakHoursStart: string;
  peakHoursEnd: string;
  maxFocusHours: number;
  meetingBufferMinutes: number;
}

const situationRead = (days: Days): Read<Situation> => {
  const time = (column: string, unset: string) => sql`coalesce(to_char(s.${sql.raw(column)}, 'HH24:MI'), ${unset})`;
  const query =
    read<Situation>(sql`select ${versionsOf(days)} as versions, z.zone, ${time("workday_start", "08:00")} as "workdayStart",
    ${time("workday_end", "18:00")} as "workdayEnd", ${time("peak_hours_start", "09:00")} as "peakHoursStart",
    ${time("peak_hours_end", "12:00")} as "peakHoursEnd", coalesce(s.max_focus_hours, 6)::float8 as "maxFocusHours",
    coalesce(s.meeting_buffer_minutes, 15) as "meetingBufferMinutes"
    from (select ${myZone} as zone) z left join ${userSettings} s on s.user_id = ${me}`);
  return {
    ...query,
    decode(result) {
      const [one] = query.decode(result);
      return {
        ...one!,
        maxFocusHours: Number(one!.maxFocusHours),
        meetingBufferMinutes: Number(one!.meetingBufferMinutes),
      };
    },
  };
};

/** Moments are milliseconds. */
export interface BlockRow {
  taskId: string | null;
  habitId: string | null;
  start: number;
  end: number;
  blockType: string;
  status: string;
  energyLevel: "low" | "medium" | "high" | null;
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** As JSON, in which numbers are numbers with every driver. */
const asJson = <T>(rows: SQL): Read<T[]> => ({
  ...read(sql`select coalesce(json_agg(one), '[]')::text from (${rows}) one`),
  decode: ({ rows: [row] }) => JSON.parse(String(row![0])) as T[],
});

/** All that is there takes its time, whatever became of it: two time blocks never overlap, unless one of them may. */
const blocksRead = (days: Days): Read<BlockRow[]> =>
  asJson(sql`select b.task_id as "taskId", b.habit_id as "habitId", ${ms("b.start_at")} as start, ${ms("b.end_at")} as "end",
      b.block_type as "blockType", b.status, t.energy_level as "energyLevel"
    from ${timeBlocks} b left join ${tasks} t on t.id = b.task_id
    where b.user_id = ${me} and b.deleted_at is null and b.end_at > ${begin(days)} and b.start_at < ${end(days)}
      and not (b.allow_overlap and b.status in ('skipped', 'rescheduled'))
    order by b.start_at, b.id limit ${sql.raw(String(MAX_BLOCKS))}`);

export interface TaskRow {
  id: string;
  title: string;
  priority: (typeof priorities)[number];
  energyLevel: "low" | "medium" | "high";
  status: string;
  category: string | null;
  estimatedMinutes: number | null;
  actualMinutes: number | null;
  /** Minutes of time blocks outside of these days. */
  elsewhere: number;
  dueDate: string | null;
  dueAt: number | null;
  scheduledDate: string | null;
  scheduledStart: number | null;
  scheduledEnd: number | null;
  lifeDomainId: string | null;
  projectId: string | null;
  isQuickWin: boolean;
}

const tasksRead = (days: Days): Read<TaskRow[]> => {
  const names = sql.raw(`array[${priorities.map((name) => `'${name}'`).join(", ")}]`);
  return asJson(sql`select t.id, t.title, (${names})[t.priority + 1] as priority, t.energy_level as "energyLevel", t.status, t.category,
      t.estimated_minutes as "estimatedMinutes", t.actual_minutes as "actualMinutes", t.due_date as "dueDate", ${ms("t.due_at")} as "dueAt",
      t.scheduled_date as "scheduledDate", ${ms("t.scheduled_start")} as "scheduledStart", ${ms("t.scheduled_end")} as "scheduledEnd",
      t.life_domain_id as "lifeDomainId", t.project_id as "projectId", t.is_quick_win as "isQuickWin",
      (select coalesce(sum(extract(epoch from b.end_at - b.start_at)) / 60, 0)::float8 from ${timeBlocks} b where b.task_id = t.id and b.user_id = ${me}
        and b.deleted_at is null and ${counts("b", days)} and not (b.end_at > ${begin(days)} and b.start_at < ${end(days)})) as elsewhere
    from ${tasks} t where ${candidates(days)} ${byWeight} limit ${sql.raw(String(MAX_TASKS + 1))}`);
};

const dependenciesRead = (days: Days): Read<{ taskId: string; blockedByTaskId: string }[]> =>
  asJson(sql`select d.task_id as "taskId", d.blocked_by_task_id as "blockedByTaskId" from (${waiting(days)}) d
    limit ${sql.raw(String(MAX_DEPENDENCIES))}`);

/** How much of their estimates the tasks of a project, or of a life domain, have taken. */
export interface Factor {
  projectId: string | null;
  lifeDomainId: string | null;
  count: number;
  median: number;
}

const factorsRead: Read<Factor[]> =
  asJson(sql`select project_id as "projectId", life_domain_id as "lifeDomainId", count(*)::int as count,
      percentile_cont(0.5) within group (order by actual_minutes::float8 / estimated_minutes) as median
    from (select t.project_id, t.life_domain_id, t.actual_minutes, t.estimated_minutes from ${tasks} t
      where t.user_id = ${me} and t.status = 'completed' and t.deleted_at is null and t.estimated_minutes > 0 and t.actual_minutes > 0
      order by t.id desc limit ${sql.raw(String(MAX_DONE))}) done
    group by grouping sets ((project_id), (life_domain_id))
    having count(*) >= ${sql.raw(String(LEAST_DONE))} and (project_id is not null or life_domain_id is not null)
    limit 500`);

/** Minutes of sleep by days, where whoever asks may know. */
const sleepRead = (ctx: Ctx, days: Days): Read<{ date: string; minutes: number }[]> =>
  asJson(sql`select d.date, coalesce(max(d.sum) filter (where d.metric_type = 'sleep'), max(d.sum) * 60)::float8 as minutes
    from ${healthMetricDays} d where d.user_id = ${me} and d.metric_type in ('sleep', 'sleep_hours') and d.dependent_id is null
      and d.date >= ${firstDay(days)} and d.date < ${endDay(days)} and ${mayUse(ctx.actor, "health:read")}::bool
    group by d.date limit 100`);

const plansRead = (days: Days) =>
  rowsRead(
    dailyPlans,
    sql`${dailyPlans.userId} = ${me} and ${dailyPlans.date} >= ${firstDay(days)} and ${dailyPlans.date} < ${endDay(days)}`,
    { limit: 100 },
  );

/** One flight. */
export async function readDays(ctx: Ctx, days: Days) {
  const margin = sql`interval '1 day'`;
  const [situation, plans, events, blocks, open, dependencies, factors, sleep, ownHabits, kept] = await ctx.db.batch([
    situationRead(days),
    plansRead(days),
    mineRead(sql`(${begin(days)} - ${margin})`, sql`(${end(days)} + ${margin})`),
    blocksRead(days),
    tasksRead(days),
    dependenciesRead(days),
    factorsRead,
    sleepRead(ctx, days),
    habitsRead,
    habitsKeptRead(days.from),
  ]);
  return { situation, plans, events, blocks, open, dependencies, factors, sleep, habits: ownHabits, kept };
}

export type DaysRead = Awaited<ReturnType<typeof readDays>>;
