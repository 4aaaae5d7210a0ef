/** A bill is a task until it is paid: made once for a bill, completed when its payment is seen, open again when that is gone, cancelled with it. */
import { and, sql } from "drizzle-orm";
import { bills } from "#core/finance/recurring.sql";
import { TaskCompleted, TaskEvents } from "#core/work/events";
import { taskOfBill as taskOf } from "#core/work/task-of-bill";
import { completing, isOpen, reopening } from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { live, rowRead } from "#kit/row";

/** Makes the task of the speaker's bill, unless it was paid or cancelled meanwhile. One that was deleted is not made again. */
export async function takeOn(ctx: Ctx, billId: string): Promise<void> {
  const [bill] = await ctx.db.batch([rowRead(bills, billId)]);
  if (bill?.status !== "open") return;
  // The name is that of a stranger's mail or of a bank: text of one line, and nothing else.
  const title = `Pay ${bill.merchantName.replace(/[\p{C}\s]+/gu, " ").trim()}`;
  await ctx.db.batch([
    insert(
      ctx,
      tasks,
      { id: taskOf(billId), title, dueDate: bill.dueOn, category: "errand" },
      { emits: { event: TaskEvents.created }, onConflict: "nothing" },
    ),
  ]);
}

/** Completes the task of a bill that was paid, unless it is completed or cancelled already. */
export async function complete(ctx: Ctx, billId: string): Promise<void> {
  const id = taskOf(billId);
  const { where, values, emits } = completing(ctx, id, { evenIfBlocked: true });
  await ctx.db.batch([update(ctx, tasks, and(live(tasks, id), where, stillOpen), values, { emits })]);
}

/**
 * Opens the task of a bill again whose payment is gone, or makes it, if the bill was paid before it had one. A task that its person completed
 * stays so.
 */
export async function reopen(ctx: Ctx, billId: string): Promise<void> {
  await takeOn(ctx, billId);
  const id = taskOf(billId);
  const isUnpaid = sql`exists (select from bills b where b.id = ${billId}::uuid and b.status = 'open')`;
  const isByItself = sql`(select e.origin from events e where e.entity_type = ${TaskCompleted.entityType} and e.entity_id = ${id}::uuid
    and e.event_type = ${TaskCompleted.type} order by e.id desc limit 1) = 'workflow'`;
  const { where, values, emits } = reopening;
  await ctx.db.batch([update(ctx, tasks, and(live(tasks, id), where, isUnpaid, isByItself), values, { emits })]);
}

/** Cancels the task of a bill that is not to be paid any more. */
export async function cancel(ctx: Ctx, billId: string): Promise<void> {
  await ctx.db.batch([
    update(
      ctx,
      tasks,
      and(live(tasks, taskOf(billId)), stillOpen),
      { status: "cancelled" },
      { emits: { event: TaskEvents.updated } },
    ),
  ]);
}

const stillOpen = isOpen(sql`${tasks.status}`);
