/**
 * Recurring tasks: completing one makes the next of its series, once. Its id follows from that of the task it comes after, so
 * that a second delivery, or completing a task again that was reopened, makes no other; deleting a recurring task, or cancelling
 * it, ends the series.
 */
import { type SQL, sql } from "drizzle-orm";
import { TaskEvents } from "#core/work/events";
import { following, type Recurring, startOf, successorOf } from "#core/work/recurrence";
import { dayOf, type Task } from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import { rowRead } from "#kit/crud";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { derivedId } from "#kit/ids";
import { NotFound } from "#kit/problem";

/** A checklist below a recurring task comes again with it, up to so many subtasks. */
const MAX_SUBTASKS = 100;

/** Makes the next of a series after a task that was completed. Speaks as the task's owner. */
export async function recur(ctx: Ctx, taskId: string): Promise<void> {
  const [task, subtasks] = await ctx.db.batch([
    rowRead(tasks, taskId),
    db
      .select()
      .from(tasks)
      .where(
        sql`${tasks.parentTaskId} = ${taskId}::uuid and ${tasks.deletedAt} is null and ${tasks.status} <> 'cancelled'`,
      )
      .orderBy(tasks.sortOrder, tasks.id)
      .limit(MAX_SUBTASKS),
  ]);
  // Reopened or deleted meanwhile, or one that comes once.
  if (!isRecurring(task) || task.status !== "completed" || task.completedAt === null) return;
  const next = successorOf(task, task.completedAt);
  if (!next) return;
  const id = idOfNext(taskId);
  const due = next.at === undefined ? { dueDate: next.day } : { dueAt: next.at, ...dayOf({ dueAt: next.at }) };
  const again = subtasks.filter((one) => one.recurrenceRule === null);
  await ctx.db.batch([
    insert(
      ctx,
      tasks,
      {
        ...carriedOver(task),
        ...due,
        id,
        parentTaskId: ifLive("tasks", task.parentTaskId),
        recurrenceRule: next.rule,
        recurrenceTimezone: task.recurrenceTimezone,
        recurrenceBasis: task.recurrenceBasis,
        // The first of the series, as long as it is there.
        recurrenceParentId: sql`coalesce(${ifLive("tasks", task.recurrenceParentId)}, ${taskId}::uuid)`,
      },
      { emits: { event: TaskEvents.created }, onConflict: "nothing" },
    ),
    ...again.map((one) =>
      insert(
        ctx,
        tasks,
        {
          ...carriedOver(one),
          ...later(one, next.daysLater, task.recurrenceTimezone),
          id: idOfNext(one.id),
          parentTaskId: id,
        },
        { emits: { event: TaskEvents.created }, onConflict: "nothing" },
      ),
    ),
  ]);
}

/** The id of the task that follows a task in its series. */
export const idOfNext = (taskId: string) => derivedId(taskId, "work.recur");

/** What the next instance takes over. What has gone meanwhile, and who has left, is left out: a reference to it would be refused. */
function carriedOver(task: Task) {
  return {
    title: task.title,
    description: task.description,
    householdId: task.householdId,
    scope: task.scope,
    assigneeId: sql`(select person from unnest(my_companions()) person where person = ${task.assigneeId}::uuid)`,
    lifeDomainId: ifThere("life_domains", task.lifeDomainId),
    goalId: ifLive("goals", task.goalId),
    projectId: ifLive("projects", task.projectId),
    // A sprint that is over takes nothing more.
    sprintId: sql`(select r.id from sprints r where r.id = ${task.sprintId}::uuid and r.status in ('planned', 'active'))`,
    category: task.category,
    priority: task.priority,
    energyLevel: task.energyLevel,
    estimatedMinutes: task.estimatedMinutes,
    isQuickWin: task.isQuickWin,
    labels: task.labels,
    locationName: task.locationName,
    latitude: task.latitude,
    longitude: task.longitude,
    aiBreakdown: task.aiBreakdown,
    sortOrder: task.sortOrder,
  };
}

const ifThere = (table: "life_domains", id: string | null): SQL =>
  sql`(select r.id from ${sql.identifier(table)} r where r.id = ${id}::uuid)`;
const ifLive = (table: "tasks" | "goals" | "projects", id: string | null): SQL =>
  sql`(select r.id from ${sql.identifier(table)} r where r.id = ${id}::uuid and r.deleted_at is null)`;

/** A subtask is as far from the task above it as it was, at the same time of day. */
function later({ dueDate, dueAt }: Pick<Task, "dueDate" | "dueAt">, days: number, zone: string) {
  if (dueDate === null) return {};
  const day = sql`${dueDate}::date + ${days}::int`;
  if (dueAt === null) return { dueDate: day };
  return {
    dueDate: day,
    dueAt: sql`(${dueAt}::timestamptz at time zone ${zone} + make_interval(days => ${days}::int)) at time zone ${zone}`,
  };
}

type RecurringTask = Task & Recurring;
const isRecurring = (task: Task | undefined): task is RecurringTask =>
  task !== undefined && task.recurrenceRule !== null && task.recurrenceTimezone !== null;

/** When a task and those after it in its series are due, were each completed today. Empty for a task that comes once. */
export async function occurrences(ctx: Ctx, taskId: string, count: number) {
  const [task] = await ctx.db.batch([rowRead(tasks, taskId)]);
  if (!task) throw NotFound();
  if (!isRecurring(task)) return { timezone: null, data: [] };
  const start = startOf(task, task.completedAt ?? ctx.now().toISOString());
  const moments = following({ rule: task.recurrenceRule, zone: task.recurrenceTimezone, start }, count);
  return {
    timezone: task.recurrenceTimezone,
    data: moments.map(({ day, at }) => ({ dueDate: day, dueAt: at ?? null })),
  };
}
