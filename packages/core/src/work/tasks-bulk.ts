/**
 * One thing done to all tasks that match a filter, a slice at a time. A slice is looked for first and then changed in one statement, under
 * the conditions by which it was looked for: what somebody changes in between, so that it does not match any more, stays as it is. A
 * repetition under the same Idempotency-Key answers with the tasks that were changed the first time.
 */
import { and, type SQL, sql } from "drizzle-orm";
import { TaskEvents } from "#core/work/events";
import * as Tasks from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { updateWhere } from "#kit/change-many";
import type { Emit, Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { countRead, type ListSpec, listRead, matching } from "#kit/list";
import { mayChange, mayRemove } from "#kit/table-access";

/** The most tasks of one request. */
export const SLICE = 200;
/** The most tasks that are counted; one more stands for more. */
const MAX_COUNTED = 10_000;

/** What many tasks can have in common. */
export const SETTABLE = [
  "status",
  "category",
  "priority",
  "energyLevel",
  "assigneeId",
  "lifeDomainId",
  "goalId",
  "projectId",
  "sprintId",
  "dueDate",
  "scheduledDate",
  "isQuickWin",
  "billable",
  "labels",
] as const;

export type Operation = { dryRun?: boolean } & (
  | { op: "complete"; evenIfBlocked?: boolean }
  | { op: "remove" }
  | { op: "update"; task: Tasks.Given }
);

export interface Outcome {
  /** How many tasks match the filter and can be changed, those of this request among them: MAX_COUNTED + 1 for more. */
  matched: number;
  changed: number;
  taskIds: string[];
  /** The `after` of the next request; null when there are no more. */
  next: string | null;
}

type Listing = Pick<ListSpec<typeof tasks>, "filter">;

export async function run(
  ctx: Ctx,
  listing: Listing,
  query: Record<string, unknown>,
  operation: Operation,
): Promise<Outcome> {
  const { values, where, event } = changeOf(ctx, operation);
  const behind = (id: unknown) => and(where, id === undefined ? undefined : sql`${tasks.id} > ${String(id)}::uuid`);
  const slice = (after: unknown, limit: number) =>
    listRead(tasks, { ...listing, sort: [] }, { ...query, limit, sort: "createdAt" }, behind(after));

  const [matched, found] = await ctx.db.batch([
    countRead(tasks, listing, query, { most: MAX_COUNTED, where: behind(query.after) }),
    slice(query.after, SLICE),
  ]);
  if (operation.dryRun) return { matched, changed: 0, taskIds: [], next: null };
  const ids = found.data.map(({ id }) => id).join();
  const stillMatches = and(
    sql`${tasks.id} = any(string_to_array(${ids}, ',')::uuid[])`,
    matching(tasks, listing, query),
    where,
  )!;
  const [changed] = await ctx.db.batch([updateWhere(ctx, tasks, stillMatches, values, { emits: event })]);
  const taskIds = changed.map(({ id }) => id).sort();
  // Not the last one that was looked at: a repetition looks at what has been left since.
  const last = taskIds.at(-1);
  const [{ data: more }] = last ? await ctx.db.batch([slice(last, 1)]) : [{ data: [] }];
  return { matched, changed: taskIds.length, taskIds, next: more.length > 0 ? last! : null };
}

/** What is set, in which tasks, and what is told of each. */
function changeOf(ctx: Ctx, operation: Operation): { values: Values<typeof tasks>; where: SQL; event: Emit } {
  const notDone = sql`${tasks.status} <> 'completed'`;
  switch (operation.op) {
    case "complete":
      return {
        values: Tasks.completion(ctx),
        where: and(
          notDone,
          mayChange(tasks),
          operation.evenIfBlocked ? undefined : sql`not ${Tasks.isBlocked(tasks.id)}`,
        )!,
        event: Tasks.completed(ctx, {}),
      };
    case "remove":
      return {
        values: { deletedAt: ctx.now().toISOString() } as Values<typeof tasks>,
        where: mayRemove(tasks) ?? sql`true`,
        event: { event: TaskEvents.deleted },
      };
    case "update":
      return {
        values: Tasks.changed(operation.task) as Values<typeof tasks>,
        // A completed task keeps its state until it is reopened.
        where: and(mayChange(tasks), operation.task.status === undefined ? sql`true` : notDone)!,
        event: { event: TaskEvents.updated },
      };
  }
}
