/**
 * Goals and their progress.
 *
 * The progress of a goal with children or tasks is their average: each child that is not abandoned counts its progress (100 when
 * it is completed), each task of the goal's owner that is not cancelled counts 0 or 100; rounded down, so that 100 means
 * everything. A goal without either has the progress that its owner sets, and keeps the last one when it loses its last child or
 * task.
 */

import { eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import { inTurn } from "#core/platform/in-turn";
import { GoalEvents, GoalReached, type TaskCompleted, type TaskEvents } from "#core/work/events";
import { goals } from "#core/work/life-domains.sql";
import { workFields, workRefusals } from "#core/work/sayings";
import { emit, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { Conflict, type Refusals, wrong } from "#kit/problem";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import { type Row, rowSchema } from "#kit/wire";

export type Goal = Row<typeof goals>;

const ROLLED_UP = raised(workRefusals("goal_rolled_up"));

/** The columns that a PATCH sets: a client may set the progress only while it is not calculated. */
export function changed<G extends { progressPct?: number }>(given: G) {
  const { progressPct } = given;
  if (progressPct === undefined) return given;
  // CASE guarantees that the function, which raises the conflict, is called only in that case.
  return {
    ...given,
    progressPct: sql`case when ${meanOf(sql`${goals.id}`, sql`${goals.userId}`)} is null then ${progressPct}::smallint else case when raise_problem('LF005', ${ROLLED_UP}) then null::smallint end end`,
  };
}

const itself = () =>
  Conflict(workRefusals("goal_of_itself"), {
    errors: [wrong("#/parentId", workFields("leads_back_to_goal"))],
  });

export const refusals: Refusals = { cycle: itself, goals_parent_check: itself };

// ── The tree ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The most goals in a tree; the first ones in the person's own order are kept. */
export const MAX_TREE = 1_000;

export interface GoalNode extends Goal {
  children: GoalNode[];
}

export const GoalNode: z.ZodMiniType<GoalNode> = rowSchema(goals, [], {
  children: z.array(z.lazy((): z.ZodMiniType<GoalNode> => GoalNode)),
}).register(z.globalRegistry, { id: "GoalNode" });

export const GoalTree = z.strictObject({ data: z.array(GoalNode), truncated: z.boolean() });

/** The person's goals, each under its parent; one whose parent is deleted or belongs to somebody else is a root. */
export async function tree(ctx: Ctx): Promise<z.output<typeof GoalTree>> {
  const [rows] = await ctx.db.batch([
    rowsRead(goals, eq(goals.userId, ctx.actor.userId), {
      order: sql`${goals.sortOrder}, ${goals.id}`,
      limit: MAX_TREE + 1,
    }),
  ]);
  return { data: treeOf(rows.slice(0, MAX_TREE)), truncated: rows.length > MAX_TREE };
}

function treeOf(rows: Row<typeof goals>[]): GoalNode[] {
  const nodes = new Map(rows.map((goal): [string, GoalNode] => [goal.id, { ...goal, children: [] }]));
  const roots: GoalNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

// ── Rolling up ───────────────────────────────────────────────────────────────────────────────────────────────────────

type TaskEvent = CloudEvent<Partial<PayloadOf<typeof TaskEvents.created | typeof TaskCompleted>>>;
type GoalEvent = CloudEvent<Partial<PayloadOf<typeof GoalEvents.updated>>>;

/** After an event of a task: recalculates the goal that it belongs to, and the one that it belonged to before. */
export async function followTask(ctx: Ctx, { id, data }: TaskEvent): Promise<void> {
  const { entityId, action, changed: fields, payload } = data;
  const moved = fields.includes("goalId") && action === "updated";
  const counts = action === "updated" ? moved || (fields.includes("status") && payload.goalId) : payload.goalId;
  // The event of a deletion does not have the task's goal.
  if (!counts && action !== "deleted") return;
  await rollUp(ctx, [
    sql`(select t.goal_id from tasks t where t.id = ${entityId}::uuid)`,
    ...(moved ? [before(id, "goalId")] : []),
  ]);
}

/** After an event of a goal: recalculates it and its ancestors, and the ancestors that it had before. */
export async function followGoal(ctx: Ctx, { id, data }: GoalEvent): Promise<void> {
  const { entityId, action, changed: fields } = data;
  const moved = fields.includes("parentId") && action === "updated";
  if (action === "updated" && !moved && !fields.includes("status") && !fields.includes("progressPct")) return;
  await rollUp(ctx, [
    action === "deleted"
      ? sql`(select g.parent_id from goals g where g.id = ${entityId}::uuid)`
      : sql`${entityId}::uuid`,
    ...(moved ? [before(id, "parentId")] : []),
  ]);
}

/** The value of a field before the change that an event reports. */
const before = (eventId: string, field: string) =>
  sql`(select nullif(previous_of(${eventId}::uuid) ->> ${field}::text, '')::uuid)`;

/**
 * Recalculates goals and their ancestors from the current rows instead of from events, so that the order of events does not
 * matter. Recalculations of one person are serialized, so the last one has seen every change.
 */
async function rollUp(ctx: Ctx, from: SQL[]): Promise<void> {
  await ctx.db.batch([
    inTurn(`goals ${ctx.actor.userId}`),
    ...from.map((goal) =>
      update(
        ctx,
        goals,
        sql`exists (select from (${rolled(goal)}) r where r.id = ${goals.id} and r.pct <> ${goals.progressPct})`,
        { progressPct: sql`(select r.pct from (${rolled(goal)}) r where r.id = ${goals.id})` },
        { emits: { event: GoalEvents.updated } },
      ),
    ),
  ]);
}

/** More levels than anybody has. The database refuses cycles; this limit is an additional safeguard. */
const MAX_DEPTH = 100;

/** A goal and its ancestors with their progress, from the bottom up. Each uses the new progress of the one below. */
function rolled(goal: SQL): SQL {
  return sql`with recursive rolled(id, parent_id, status, pct, depth) as (
    select g.id, g.parent_id, g.status, coalesce(${meanOf(sql`g.id`, sql`g.user_id`)}, g.progress_pct), 0
    from goals g where g.id = ${goal} and g.user_id = ${me} and g.deleted_at is null
    union all
    select p.id, p.parent_id, p.status, coalesce(${meanOf(sql`p.id`, sql`p.user_id`, { id: sql`r.id`, pct: sql`r.pct` })}, p.progress_pct), r.depth + 1
    from rolled r join goals p on p.id = r.parent_id
    where p.user_id = ${me} and p.deleted_at is null and r.depth < ${MAX_DEPTH}
  ) select id, pct from rolled`;
}

/**
 * The average over the children and tasks of a goal, rounded down; null without any. `fresh` is a child with a newer progress
 * than its row has.
 */
function meanOf(goal: SQL, owner: SQL, fresh?: { id: SQL; pct: SQL }): SQL {
  const pct = fresh ? sql`case when c.id = ${fresh.id} then ${fresh.pct} else c.progress_pct end` : sql`c.progress_pct`;
  return sql`(select floor(avg(item.pct))::smallint from (
    select case when c.status = 'completed' then 100 else ${pct} end as pct from goals c
    where c.parent_id = ${goal} and c.user_id = ${owner} and c.deleted_at is null and c.status <> 'abandoned'
    union all
    select case when t.status = 'completed' then 100 else 0 end from tasks t
    where t.goal_id = ${goal} and t.user_id = ${owner} and t.deleted_at is null and t.status <> 'cancelled'
  ) item)`;
}

/**
 * Reports that a goal was reached, once for each time that its progress got to 100. The event is caused by the change that did
 * so, whoever made it.
 */
export async function tellReached(ctx: Ctx, { data, subject }: GoalEvent): Promise<void> {
  if (!data.changed.includes("progressPct") || data.payload.progressPct !== 100) return;
  const owner = subject!;
  await ctx.db.batch([emit(ctx, GoalReached, { entityId: data.entityId, owner, payload: {} })]);
}
