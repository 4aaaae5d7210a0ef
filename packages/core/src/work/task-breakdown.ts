/** Proposes the steps of a task: by rules, or by a model where one is configured and permitted, whose steps are checked by rules of ours. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import { ask } from "#core/cortex/door/ask";
import type { Why } from "#core/cortex/door/asked";
import { neutral } from "#core/cortex/door/neutral";
import { ProposalEvents } from "#core/cortex/events";
import { answered, made, type Proposal } from "#core/cortex/proposals";
import { proposals } from "#core/cortex/proposals.sql";
import { isSound, MAX_STEP_MINUTES, MAX_STEPS, MAX_TITLE, type Step, stepsOf } from "#core/work/breakdown";
import { workRefusals } from "#core/work/sayings";
import type { Task } from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { told } from "#core/work/told.en";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { Conflict, NotFound, ReadOnlyAccess } from "#kit/problem";
import { seenRead } from "#kit/row";
import { me } from "#kit/table";
import { cut } from "#kit/text";

export interface Broken {
  /** Null where there is nothing to go by. */
  proposal: Proposal | null;
  madeBy: "rules" | "model";
  /** Why no model has done it; null where one has. */
  why: Why | null;
}

const MAX_READ = 4_000;

/**
 * Proposes the steps of an open task; what is proposed for the same version already is answered. Throws NotFound, and Conflict for a task that is
 * over. At most two flights beside those of the model.
 */
export async function breakDown(ctx: Ctx, taskId: string): Promise<Broken> {
  const [seen, [open]] = await ctx.db.batch([seenRead(tasks, taskId), openRead(taskId)]);
  if (!seen) throw NotFound();
  if (!seen.mayChange) throw ReadOnlyAccess();
  const task = seen.row;
  if (task.status === "completed" || task.status === "cancelled") throw Conflict(workRefusals("task_finished"));
  if (open?.targetVersion === task.version && Date.parse(open.expiresAt) > ctx.now().getTime())
    return { proposal: answered(open), madeBy: open.madeBy, why: null };
  const asked = await ask(ctx, {
    capability: "break_down_task",
    pillars: ["work"],
    instructions: `Break the task down into 2 to ${MAX_STEPS} steps that one does one after the other, in the language of the task. Each has a short title that says what to do, and the minutes that it takes. ${task.estimatedMinutes ? `Together they take about ${task.estimatedMinutes} minutes.` : ""} Only steps of this task.`,
    data: [
      { label: "the title of the task", text: task.title },
      ...(task.description ? [{ label: "the description of the task", text: cut(task.description, MAX_READ) }] : []),
    ],
    answer: Steps,
    versions: `${task.id}:${task.version}`,
  });
  const said = asked.by === "model" ? asked.value.steps.map(clean) : [];
  const isByModel = isSound(said, task);
  const found = isByModel ? ({ by: "model", steps: said } as const) : stepsOf(task);
  const why = asked.by === "rules" ? asked.why : isByModel ? null : "invalid";
  if (!found) return { proposal: null, madeBy: "rules", why };
  const proposal = await proposing(ctx, task, found, open);
  return { proposal: answered(proposal), madeBy: proposal.madeBy, why };
}

const Steps = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        title: z.string().check(z.minLength(1), z.maxLength(MAX_TITLE)),
        estimatedMinutes: z.int().check(z.gte(1), z.lte(MAX_STEP_MINUTES)),
      }),
    )
    .check(z.minLength(2), z.maxLength(MAX_STEPS)),
});

const clean = ({ title, estimatedMinutes }: Required<Step>) => ({
  title: neutral(title).replace(/\s+/gu, " ").trim(),
  estimatedMinutes,
});

const keyOf = (taskId: string) => `breakdown:${taskId}`;

const openRead = (taskId: string) =>
  rowsRead(
    proposals,
    sql`${proposals.userId} = ${me} and ${proposals.status} = 'open' and ${proposals.dedupeKey} = ${keyOf(taskId)}`,
    { limit: 1 },
  );

async function proposing(
  ctx: Ctx,
  task: Task,
  { by, steps }: { by: "list" | "shape" | "time" | "model"; steps: Step[] },
  former: Proposal | undefined,
): Promise<Proposal> {
  const values = made(ctx, {
    kind: "task",
    action: "divide",
    targetId: task.id,
    targetVersion: task.version,
    fields: { steps },
    telling: {
      title: told("break_down", { task: cut(task.title, 200), steps: steps.length }),
      body: [told(`broken_down_by_${by}`)],
    },
    madeBy: by === "model" ? "model" : "rules",
    dedupeKey: keyOf(task.id),
  });
  const creating = insert(ctx, proposals, values, { emits: { event: ProposalEvents.created } });
  if (!former) return (await ctx.db.batch([creating]))[0];
  // What was proposed for the task as it was before makes room.
  const expiring = update(
    ctx,
    proposals,
    sql`${proposals.id} = ${former.id}::uuid and ${proposals.status} = 'open'`,
    { status: "expired", decidedAt: ctx.now().toISOString() },
    { emits: { event: ProposalEvents.expired } },
  );
  return (await ctx.db.batch([expiring, creating]))[1];
}
