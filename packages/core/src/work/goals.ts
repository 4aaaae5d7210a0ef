/**
 * Goals, and how far they are.
 *
 * A goal that has children or tasks is as far as they are on average: each child that is not abandoned counts its progress (100
 * when it is completed), each task of the goal's owner that is not cancelled 0 or 100; rounded down, so that 100 means all of it.
 * A goal without either is as far as its owner says, and keeps the progress it had when it loses the last of them.
 */
import { eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import { GoalEvents, GoalReached, type TaskCompleted, type TaskEvents } from "#core/work/events";
import { goals } from "#core/work/life-domains.sql";
import { emit, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { Conflict, type Refusals } from "#kit/problem";
import { me } from "#kit/table";
import { type Row, rowSchema } from "#kit/wire";

export type Goal = Row<typeof goals>;

const ROLLED_UP = "The progress of this goal is that of its children and tasks.";

/** The columns that a PATCH sets: a client may say how far a goal is only when nothing else does. */
export function changed<G extends { progressPct?: number }>(given: G) {
  const { progressPct } = given;
  if (progressPct === undefined) return given;
  // CASE decides before the function is called, which raises the conflict.
  return {
    ...given,
    progressPct: sql`case when ${meanOf(sql`${goals.id}`, sql`${goals.userId}`)} is null then ${progressPct}::smallint else case when raise_problem('LF005', ${ROLLED_UP}) then null::smallint end end`,
  };
}

const itself = () =>
  Conflict("A goal cannot be part of itself, neither directly nor through others.", {
    errors: [{ pointer: "#/parentId", detail: "leads back to the goal" }],
  });

export const refusals: Refusals = { cycle: itself, goals_parent_check: itself };

// ── The tree ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How many goals a tree holds at most; those that come first in the person's own order are kept. */
export const MAX_TREE = 1_000;

export interface GoalNode extends Goal {
  children: GoalNode[];
}

export const GoalNode: z.ZodMiniType<GoalNode> = rowSchema(goals, [], {
  children: z.array(z.lazy((): z.ZodMiniType<GoalNode> => GoalNode)),
}).register(z.globalRegistry, { id: "GoalNode" });

export const GoalTree = z.strictObject({ data: z.array(GoalNode), truncated: z.boolean() });

/** The person's goals, each under its parent; one whose parent is deleted or somebody else's is a root. */
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

/** After something happened to a task: brings the goal that it is for up to date, and the one that it was for before. */
export async function followTask(ctx: Ctx, { id, data }: TaskEvent): Promise<void> {
  const { entityId, action, changed: fields, payload } = data;
  const moved = fields.includes("goalId") && action === "updated";
  const counts = action === "updated" ? moved || (fields.includes("status") && payload.goalId) : payload.goalId;
  // What was deleted does not say what it was part of.
  if (!counts && action !== "deleted") return;
  await rollUp(ctx, [
    sql`(select t.goal_id from tasks t where t.id = ${entityId}::uuid)`,
    ...(moved ? [before(id, "goalId")] : []),
  ]);
}

/** After something happened to a goal: brings it and those above it up to date, and those that it was below before. */
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

/** What a field was before the change that an event tells of. */
const before = (eventId: string, field: string) =>
  sql`(select nullif(previous_of(${eventId}::uuid) ->> ${field}::text, '')::uuid)`;

/**
 * Brings goals and all that they are part of up to date, from the rows as they are and not from what an event says, so that it
 * does not matter which of two events comes first. Those of a person take turns: whoever is last has seen everything.
 */
async function rollUp(ctx: Ctx, from: SQL[]): Promise<void> {
  await ctx.db.batch([
    effect(sql`select pg_advisory_xact_lock(hashtextextended('goals ' || ${ctx.actor.userId}::text, 0))`),
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

/** Longer chains than anybody has; the database refuses circles, so this is only a second rope. */
const MAX_DEPTH = 100;

/** A goal and those above it, each with its progress, from the bottom up. Each takes the one below it as just computed. */
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

/** The mean over the children and tasks of a goal, rounded down; null without any. `fresh` is a child that is further than its row says. */
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
 * Tells that a goal was reached, once for each time that its progress got to 100. The event that says so is that of the one
 * change which took it there, whoever made it.
 */
export async function tellReached(ctx: Ctx, { data, subject }: GoalEvent): Promise<void> {
  if (!data.changed.includes("progressPct") || data.payload.progressPct !== 100) return;
  const owner = subject!;
  await ctx.db.batch([emit(ctx, GoalReached, { entityId: data.entityId, owner, payload: {} })]);
}
