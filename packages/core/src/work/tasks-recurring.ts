/**
 * Recurring tasks: completing one creates the next of its series, once. Its id is derived from that of its predecessor, so that
 * neither a second delivery nor completing a reopened task again creates another; deleting or cancelling a recurring task ends
 * the series.
 */
import { type SQL, sql } from "drizzle-orm";
import { dayIn, instantOf, myZone, withinYears } from "#core/identity/zone";
import { dayOf as dayAt, following, type Recurring, startOf, successorOf } from "#core/rhythm/recurrence";
import { TaskEvents } from "#core/work/events";
import { dayOf, type Task } from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { derivedId } from "#kit/ids";
import { findRow, rowRead } from "#kit/row";

/** The most subtasks that are copied with a recurring task; the nearest first. */
const MAX_SUBTASKS = 100;

/** Creates the next task of a series after one was completed. Speaks as the task's owner. */
export async function recur(ctx: Ctx, taskId: string, { catchUp }: { catchUp?: boolean } = {}): Promise<void> {
  const [task, subtasks] = await ctx.db.batch([rowRead(tasks, taskId), subtasksRead(taskId)]);
  // It was reopened or deleted meanwhile, or does not recur.
  if (!isRecurring(task) || task.status !== "completed" || task.completedAt === null) return;
  const next = successorOf(task, task.completedAt, catchUp);
  if (!next) return;
  const again = (values: Parameters<typeof insert<typeof tasks>>[2]) =>
    insert(ctx, tasks, values, { emits: { event: TaskEvents.created }, onConflict: "nothing" });
  await ctx.db.batch([
    again({
      ...carriedOver(task),
      ...(next.at === undefined ? { dueDate: next.day } : { dueAt: next.at, ...dayOf({ dueAt: next.at }) }),
      id: idOfNext(taskId),
      parentTaskId: ifLive("tasks", task.parentTaskId),
      recurrenceRule: next.rule,
      recurrenceTimezone: task.recurrenceTimezone,
      recurrenceBasis: task.recurrenceBasis,
      // The first task of the series, as long as it exists.
      recurrenceParentId: sql`coalesce(${ifLive("tasks", task.recurrenceParentId)}, ${taskId}::uuid)`,
    }),
    ...fromTheTop(taskId, subtasks).map((one) =>
      again({
        ...carriedOver(one),
        ...later(one, next.daysLater, task.recurrenceTimezone),
        id: idOfNext(one.id),
        parentTaskId: idOfNext(one.parentTaskId),
      }),
    ),
  ]);
}

/**
 * The subtasks of a task at any depth that are copied with it: without cancelled ones, those with a series of their own, and what
 * is below these.
 */
const subtasksRead = (taskId: string) =>
  db
    .select()
    .from(tasks)
    .where(
      sql`${tasks.id} in (
        with recursive below(id, depth, place) as (
          select s.id, 1, s.sort_order from tasks s where s.parent_task_id = ${taskId}::uuid and ${comesAgain}
          union all
          select s.id, depth + 1, s.sort_order from tasks s join below on s.parent_task_id = below.id where ${comesAgain}
        ) select id from below order by depth, place, id limit ${MAX_SUBTASKS})`,
    )
    .orderBy(tasks.sortOrder, tasks.id);

const comesAgain = sql`s.deleted_at is null and s.status <> 'cancelled' and s.recurrence_rule is null`;

/** Sorts each after its parent. */
function fromTheTop(taskId: string, subtasks: readonly Task[]): (Task & { parentTaskId: string })[] {
  const under = Map.groupBy(subtasks, ({ parentTaskId }) => parentTaskId);
  const below = (id: string): (Task & { parentTaskId: string })[] =>
    (under.get(id) ?? []).flatMap((one) => [{ ...one, parentTaskId: id }, ...below(one.id)]);
  return below(taskId);
}

/** The id of a task's successor in its series. */
export const idOfNext = (taskId: string) => derivedId(taskId, "work.recur");

/**
 * The columns that the next instance inherits. References to rows that were deleted, and to people who have left, are dropped:
 * they would be refused.
 */
function carriedOver(task: Task) {
  return {
    title: task.title,
    description: task.description,
    householdId: task.householdId,
    scope: task.scope,
    assigneeId: sql`(select person from unnest(my_companions()) person where person = ${task.assigneeId}::uuid)`,
    lifeDomainId: ifLive("life_domains", task.lifeDomainId),
    goalId: ifLive("goals", task.goalId),
    projectId: ifLive("projects", task.projectId),
    // A sprint that is over accepts no more tasks.
    sprintId: sql`(select r.id from sprints r where r.id = ${task.sprintId}::uuid and r.deleted_at is null and r.status in ('planned', 'active'))`,
    category: task.category,
    priority: task.priority,
    energyLevel: task.energyLevel,
    estimatedMinutes: task.estimatedMinutes,
    isQuickWin: task.isQuickWin,
    billable: task.billable,
    labels: task.labels,
    locationName: task.locationName,
    latitude: task.latitude,
    longitude: task.longitude,
    aiBreakdown: task.aiBreakdown,
    sortOrder: task.sortOrder,
  };
}

const ifLive = (table: "tasks" | "goals" | "projects" | "life_domains", id: string | null): SQL =>
  sql`(select r.id from ${sql.identifier(table)} r where r.id = ${id}::uuid and r.deleted_at is null)`;

/** A subtask keeps its distance in days from the recurring task, and its time of day. */
function later({ dueDate, dueAt }: Pick<Task, "dueDate" | "dueAt">, days: number, zone: string) {
  if (dueDate === null) return {};
  if (dueAt === null) return { dueDate: sql`${dueDate}::date + ${days}::int` };
  const clocks = sql`${zone}::text`;
  const reading = sql`(${dueAt}::timestamptz at time zone ${clocks} + make_interval(days => ${days}::int))`;
  const at = withinYears(instantOf(reading, clocks));
  return { dueAt: at, dueDate: dayIn(at, myZone) };
}

type RecurringTask = Task & Recurring;
const isRecurring = (task: Task | undefined): task is RecurringTask =>
  task !== undefined && task.recurrenceRule !== null && task.recurrenceTimezone !== null;

/** When the following tasks of a series are due, if the task were completed now. Empty for a task that does not recur. */
export async function occurrences(ctx: Ctx, taskId: string, count: number) {
  const [task] = await findRow(ctx, tasks, taskId);
  if (!isRecurring(task)) return { timezone: null, data: [] };
  const { recurrenceRule: rule, recurrenceTimezone: zone } = task;
  const completedAt = task.completedAt ?? ctx.now().toISOString();
  const series = { rule, zone, start: startOf(task, completedAt) };
  const moments = following(series, count, dayAt(completedAt, zone));
  return {
    timezone: zone,
    data: moments.map(({ day, at }) => ({ dueDate: day, dueAt: at ?? null })),
  };
}
