/** Sprints: periods of days with the tasks to be done in them, at most one active for each person and life domain. */

import { and, eq, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { myZone } from "#core/identity/zone";
import { SprintCompleted, SprintStarted, TaskEvents } from "#core/work/events";
import { sprints } from "#core/work/life-domains.sql";
import { workFields, workRefusals } from "#core/work/sayings";
import { tasks } from "#core/work/tasks.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { Conflict, NotFound, problem, type Refusals, wrong, wrongInput } from "#kit/problem";
import { raised } from "#kit/saying";
import { fieldSayings } from "#kit/sayings";
import { justEmitted } from "#kit/story";
import { transition } from "#kit/transition";
import { Day, type Row, Uuid } from "#kit/wire";

export type Sprint = Row<typeof sprints>;

export const SprintActive = /* @__PURE__ */ problem(
  "conflict",
  "sprint_active",
  "Another sprint of the life domain is active",
);

/** The states of tasks that are not open any more. */
const CLOSED = ["completed", "cancelled"] as const;

/** The columns that a PATCH sets. A client may cancel a sprint; starting and completing it are verbs. */
export function changed<G extends { status?: "cancelled" }>(given: G) {
  if (!given.status) return given;
  // CASE guarantees that the function, which raises the conflict, is called only in that case.
  const unlessCompleted = sql`case when ${sprints.status} = 'completed' then case when raise_problem('LF005', ${raised(workRefusals("sprint_completed"))}) then 'cancelled' end else 'cancelled' end`;
  return { ...given, status: unlessCompleted };
}

/** The database guarantees that at most one sprint is active, whatever happens concurrently. */
export const refusals: Refusals = {
  sprints_one_active: () => SprintActive(),
  sprints_dates_check: () => wrongInput("#/endDate", fieldSayings("not_before_field", { field: "startDate" })),
};

/** Starts a planned sprint. */
export const start = (ctx: Ctx, id: string): Promise<Sprint> =>
  transition(ctx, sprints, id, {
    refuse: ({ status }) => (status === "planned" ? undefined : Conflict(workRefusals("sprint_not_planned"))),
    change: { where: eq(sprints.status, "planned"), values: { status: "active" }, emits: { event: SprintStarted } },
  });

/** The most open tasks that completing a sprint moves. */
export const MAX_MOVED = 500;

/**
 * Completes an active sprint. Its open tasks stay in it, or are moved to another planned or active sprint, or (null) out of any.
 * All in one transaction, with an event for each moved task.
 */
export const complete = (ctx: Ctx, id: string, { moveTo }: { moveTo?: string | null }): Promise<Sprint> =>
  transition(ctx, sprints, id, {
    beside: moveRead(id, moveTo),
    refuse: ({ status }, found) =>
      status === "active" ? whyNotMoved(id, moveTo, found) : Conflict(workRefusals("sprint_not_active")),
    change: {
      where: and(eq(sprints.status, "active"), ...mayMove(id, moveTo)),
      values: { status: "completed" },
      emits: {
        event: SprintCompleted,
        payload: {
          tasksCompleted: tasksOf(sql`t.status = 'completed'`),
          tasksOpen: tasksOf(sql`t.status not in ('completed', 'cancelled')`),
        },
      },
      also: () => (moveTo === undefined ? [] : [moving(ctx, id, moveTo)]),
    },
  });

const moving = (ctx: Ctx, id: string, moveTo: string | null) =>
  update(
    ctx,
    tasks,
    openTasksOf(id),
    { sprintId: moveTo },
    { emits: { event: TaskEvents.updated, cause: justEmitted(id, SprintCompleted) } },
  );

const tasksOf = (which: SQL) =>
  sql`to_jsonb((select count(*) from tasks t where t.sprint_id = changed.id and t.deleted_at is null and ${which}))`;

const openTasksOf = (id: string) =>
  and(eq(tasks.sprintId, id), isNull(tasks.deletedAt), notInArray(tasks.status, [...CLOSED]));

const countOpen = (id: string) => sql`(select count(*) from ${tasks} where ${openTasksOf(id)})`;

/** The conditions under which the open tasks of a sprint can be moved. */
function mayMove(id: string, moveTo: string | null | undefined): SQL[] {
  if (moveTo === undefined) return [];
  const few = sql`${countOpen(id)} <= ${MAX_MOVED}`;
  if (moveTo === null) return [few];
  const target = sql`exists (select from sprints x where x.id = ${moveTo}::uuid and x.deleted_at is null and x.id <> ${id}::uuid and x.status in ('planned', 'active'))`;
  return [few, target];
}

interface Move {
  /** The number of open tasks. */
  open: number;
  /** The state of the sprint that they are moved to; null without one. */
  target: Sprint["status"] | null;
}

function moveRead(id: string, moveTo: string | null | undefined): Read<Move> {
  const query = read<Move>(sql`select ${countOpen(id)}::int as open,
    (select x.status from sprints x where x.id = ${moveTo ?? null}::uuid) as target`);
  return { ...query, decode: (result) => query.decode(result)[0]! };
}

function whyNotMoved(id: string, moveTo: string | null | undefined, { open, target }: Move) {
  const place = "#/moveOpenTasksTo";
  if (moveTo && !target) return wrongInput(place, fieldSayings("does_not_exist"));
  if (moveTo === id) return wrongInput(place, workFields("another_sprint"));
  if (moveTo && target !== "planned" && target !== "active")
    return Conflict(workRefusals("sprint_over"), { errors: [wrong(place, workFields("is_over"))] });
  if (moveTo !== undefined && open > MAX_MOVED) return Conflict(workRefusals("many_to_move", { max: MAX_MOVED, open }));
  return undefined;
}

// ── Burndown ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Longer sprints are shown only from their start. */
export const MAX_DAYS = 366;

export const Burndown = z.strictObject({
  sprintId: Uuid,
  /** The time zone of the profile, whose days these are. */
  timezone: z.string(),
  /** The number of tasks of the sprint that are not cancelled; below, how many of them are completed. */
  totalTasks: z.int(),
  completedTasks: z.int(),
  days: z.array(
    z.strictObject({
      date: Day,
      /** Tasks completed on this day. The first day includes those completed before the sprint. */
      completed: z.int(),
      /** Tasks left at the end of the day; null for days in the future. */
      remaining: z.nullable(z.int()),
      /** The remaining tasks if an equal share was done every day. */
      ideal: z.number(),
    }),
  ),
  truncated: z.boolean(),
});
export type Burndown = z.output<typeof Burndown>;

/**
 * The remaining tasks on each day of a sprint, by the time of their completion. Tasks count from the first day, whenever they
 * were added; for a completed sprint, tasks that were open at its end and then moved are included.
 */
export async function burndown(ctx: Ctx, id: string): Promise<Burndown> {
  const [found] = await ctx.db.batch([burndownRead(id, ctx.now())]);
  if (!found) throw NotFound();
  return found;
}

interface BurndownRow {
  timezone: string;
  today: string;
  date: string;
  more: boolean;
  total: number;
  completed: number;
}

function burndownRead(id: string, now: Date): Read<Burndown | undefined> {
  const rows = read<BurndownRow>(sql`
    with sprint as (
      select s.id, s.start_date, least(s.end_date, s.start_date + ${MAX_DAYS - 1}::int) as last, s.end_date, ${myZone} as zone
      from sprints s where s.id = ${id}::uuid and s.deleted_at is null
    ), done as (
      select greatest((t.completed_at at time zone s.zone)::date, s.start_date) as date, count(*)::int as n
      from sprint s join tasks t on t.sprint_id = s.id
      where t.deleted_at is null and t.status = 'completed' group by 1
    )
    select s.zone as timezone, (${now.toISOString()}::timestamptz at time zone s.zone)::date::text as today, day::date::text as date,
      s.end_date > s.last as more,
      greatest(
        (select count(*)::int from tasks t where t.sprint_id = s.id and t.deleted_at is null and t.status <> 'cancelled'),
        (select (e.payload ->> 'tasksCompleted')::int + (e.payload ->> 'tasksOpen')::int from events e
          where e.entity_id = s.id and e.event_type = ${SprintCompleted.type} order by e.id desc limit 1)
      ) as total,
      coalesce(d.n, 0) as completed
    from sprint s cross join generate_series(s.start_date::timestamp, s.last::timestamp, interval '1 day') day
    left join done d on d.date = day::date
    order by day`);
  return { ...rows, decode: (result) => burndownOf(id, rows.decode(result)) };
}

function burndownOf(sprintId: string, rows: BurndownRow[]): Burndown | undefined {
  const [first] = rows;
  if (!first) return undefined;
  let left = first.total;
  const days = rows.map(({ date, today, completed, total }, at) => {
    left -= completed;
    const ideal = Math.round((total * (rows.length - at - 1) * 100) / rows.length) / 100;
    return { date, completed, remaining: date > today ? null : left, ideal };
  });
  return {
    sprintId,
    timezone: first.timezone,
    totalTasks: first.total,
    completedTasks: first.total - left,
    days,
    truncated: first.more,
  };
}
