/** Tasks that are due on a day or at a time, for whoever shows them among events. */
import { sql } from "drizzle-orm";
import { tasks } from "#core/work/tasks.sql";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

export interface DatedTask {
  id: string;
  title: string;
  dueDate: string;
  /** Only of a task with a time of day. */
  dueAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** The speaker's own tasks that are still to be done, the latest first. */
export const datedTasksRead = (limit: number): Read<DatedTask[]> =>
  read<DatedTask>(sql`
    select id, title, to_char(due_date, 'YYYY-MM-DD') as "dueDate", due_at as "dueAt", created_at as "createdAt", updated_at as "updatedAt" from ${tasks}
    where user_id = ${me} and deleted_at is null and due_date is not null and status not in ('completed', 'cancelled')
    order by due_date desc, id limit ${sql.raw(String(limit))}`);
