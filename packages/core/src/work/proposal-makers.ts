/** Tasks that are postponed again and again: to be broken down, or to be dropped. */
import { sql } from "drizzle-orm";
import type { Idea, Makers } from "#core/cortex/proposal-maker";
import { stepsOf } from "#core/work/breakdown";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { told } from "#core/work/told.en";
import { read } from "#kit/db";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** So often a day is moved to a later one before something is proposed. */
const TIMES = 3;
/** Who moved it longer ago has thought of it differently. */
const WITHIN_DAYS = 60;
const MOST = 10;

interface Postponed {
  id: string;
  version: number;
  title: string;
  description: string | null;
  estimatedMinutes: number | null;
  status: string;
  times: number;
  isWhole: boolean;
}

export default {
  postponed_task(_ctx, day) {
    // Each event says the day as it was then. Only a later one than before counts: who brings a task forward does not postpone it.
    const query = read<Postponed>(sql`
      select t.id, t.version, t.title, t.description, t.estimated_minutes as "estimatedMinutes", t.status, moved.times::int as times,
        not exists (select from tasks b where b.parent_task_id = t.id and b.deleted_at is null) as "isWhole"
      from ${tasks} t cross join lateral (
        select count(*) as times from (
          select e.created_at, e.payload ->> 'dueDate' as day, lag(e.payload ->> 'dueDate') over (order by e.id) as before
          from events e where e.entity_type = ${TaskEvents.updated.entityType} and e.entity_id = t.id and e.payload ? 'dueDate') told
        where told.day > told.before and told.created_at >= ${day}::date - ${WITHIN_DAYS}::int) moved
      where t.user_id = ${me} and t.deleted_at is null and t.status in ('backlog', 'pending', 'scheduled', 'in_progress')
        and t.recurrence_rule is null and t.due_date >= ${day}::date and moved.times >= ${TIMES}::int
      order by moved.times desc, t.id limit ${MOST}::int`);
    return { ...query, decode: (result) => query.decode(result).map(ideaOf) };
  },
} satisfies Makers;

function ideaOf({ id, version, times, isWhole, ...task }: Postponed): Idea {
  const about = { kind: "task", targetId: id, targetVersion: version } as const;
  const title = cut(task.title, 200);
  const found = isWhole ? stepsOf(task) : undefined;
  if (found)
    return {
      ...about,
      action: "divide",
      fields: { steps: found.steps },
      from: {},
      telling: {
        title: told("break_down", { task: title, steps: found.steps.length }),
        body: [told("postponed_break_down", { times })],
      },
    };
  return {
    ...about,
    action: "update",
    fields: { status: "cancelled" },
    from: { status: task.status },
    telling: { title: told("drop_task", { task: title }), body: [told("postponed_drop", { times })] },
  };
}
