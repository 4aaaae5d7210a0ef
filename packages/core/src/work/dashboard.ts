/** What of work is on the dashboard. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { dashboardPart, iso, row, rows, span } from "#core/platform/dashboard-part";
import { priorities, taskStatuses, tasks as taskTable } from "#core/work/tasks.sql";
import { me } from "#kit/table";
import { Day, Instant, Uuid } from "#kit/wire";

const Task = z.strictObject({
  id: Uuid,
  title: z.string(),
  status: z.enum(taskStatuses),
  priority: z.enum(priorities),
  dueDate: z.nullable(Day),
  dueAt: z.nullable(Instant),
  scheduledStart: z.nullable(Instant),
  version: z.int(),
});

const MAX_SHOWN = 20;

/** The speaker's own and what others have given them to do; each by an index. */
const open = sql`deleted_at is null and status not in ('completed', 'cancelled') and (user_id = ${me} or assignee_id = ${me})`;
const names = sql.raw(`array[${priorities.map((name) => `'${name}'`).join(", ")}]`);

const tasksWhere = (condition: SQL) =>
  rows(
    sql`select id, title, status, (${names})[priority + 1] as priority, due_date as "dueDate", ${iso("due_at")} as "dueAt",
        ${iso("scheduled_start")} as "scheduledStart", version
      from ${taskTable} where ${open} and ${condition}
      order by due_date nulls last, due_at nulls last, priority desc, id limit ${sql.raw(String(MAX_SHOWN))}`,
  );
/** A thousand stand for more. */
const countWhere = (condition: SQL) =>
  sql`(select count(*) from (select from ${taskTable} where ${open} and ${condition} limit 1000) counted)`;

const isOverdue = sql`due_date < ${span.today}`;
const isToday = sql`(due_date = ${span.today} or scheduled_date = ${span.today}) and (due_date is null or due_date >= ${span.today})`;

export const tasks = dashboardPart({
  shape: z.strictObject({
    overdue: z.int(),
    /** Due today, or planned for today. */
    today: z.int(),
    /** The twenty of each that come first. */
    overdueTasks: z.array(Task),
    todayTasks: z.array(Task),
  }),
  empty: { overdue: 0, today: 0, overdueTasks: [], todayTasks: [] },
  // Others in the household change tasks, too, and tell it as theirs.
  changedBy: "every event",
  figures: row(
    sql`select ${countWhere(isOverdue)} as "overdue", ${countWhere(isToday)} as "today",
      ${tasksWhere(isOverdue)} as "overdueTasks", ${tasksWhere(isToday)} as "todayTasks"`,
  ),
});
