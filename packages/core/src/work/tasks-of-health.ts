/**
 * Tasks that the medical record makes: for the next date of an entry, and for a medication that runs out. Their titles say nothing of what it is, since
 * a task may be shown where a medical record is not.
 */
import { and, sql } from "drizzle-orm";
import { medicalEntries } from "#core/health/medical.sql";
import { TaskEvents } from "#core/work/events";
import { changed, completing, isOpen } from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Query, type Read, read } from "#kit/db";
import { derivedId } from "#kit/ids";
import { live, rowRead } from "#kit/row";

/** An entry has a task after the other: one for each date whose task its person has ended. */
const MAX_ROUNDS = 100;
const taskOfDate = (entryId: string, round: number) => derivedId(entryId.toLowerCase(), `task ${round} of next date`);
const taskOfLapse = (medicationId: string, lapse: number) =>
  derivedId(medicationId.toLowerCase(), `task of lapse ${lapse}`);

interface Known {
  id: string;
  dueDate: string | null;
  status: string;
  isDeleted: boolean;
}

/**
 * Brings the task of the next date of the speaker's entry up to date: makes it, moves it with the date, or cancels it when there is no date any
 * more. One that its person has completed, cancelled or deleted stays so; another date is another task then. Two flights.
 */
export async function followDate(ctx: Ctx, entryId: string): Promise<void> {
  const ids = Array.from({ length: MAX_ROUNDS }, (_, round) => taskOfDate(entryId, round));
  const [entry, known] = await ctx.db.batch([rowRead(medicalEntries, entryId), knownRead(ids)]);
  const isMine = entry?.userId === ctx.actor.userId;
  const nextDate = isMine ? entry.nextDate : null;
  const latest = ids.map((id) => known.get(id)).findLast((one) => one !== undefined);
  const isStillOpen = latest && !latest.isDeleted && latest.status !== "completed" && latest.status !== "cancelled";
  const writes: Query[] = [];
  if (latest && isStillOpen) {
    const values = nextDate === null ? { status: "cancelled" as const } : changed({ dueDate: nextDate });
    if (latest.dueDate !== nextDate)
      writes.push(
        update(ctx, tasks, and(live(tasks, latest.id), stillOpen), values, { emits: { event: TaskEvents.updated } }),
      );
  } else if (nextDate !== null && !(latest?.status === "completed" && latest.dueDate === nextDate)) {
    const id = ids.find((one) => !known.has(one));
    if (id) writes.push(adding(ctx, id, "Medical date", nextDate));
  }
  if (writes.length > 0) await ctx.db.batch(writes);
}

export interface Lapse {
  /** Counts how often the medication ran out. */
  lapse: number;
}

/** Makes the task of a medication that runs out on a day. */
export async function renew(ctx: Ctx, medicationId: string, given: Lapse & { runsOutOn: string }): Promise<void> {
  await ctx.db.batch([adding(ctx, taskOfLapse(medicationId, given.lapse), "Renew a prescription", given.runsOutOn)]);
}

/** Completes the task of a medication of which there is enough again, or cancels it where it is not needed any more. */
export async function settle(ctx: Ctx, medicationId: string, given: Lapse & { isRefilled: boolean }): Promise<void> {
  const id = taskOfLapse(medicationId, given.lapse);
  const { where, values, emits } = completing(ctx, id, { evenIfBlocked: true });
  await ctx.db.batch([
    given.isRefilled
      ? update(ctx, tasks, and(live(tasks, id), where, stillOpen), values, { emits })
      : cancelling(ctx, id),
  ]);
}

/** Cancels the task of a medication that was deleted. The row of the medication is still there, and says how often it ran out. */
export async function withdraw(ctx: Ctx, medicationId: string): Promise<void> {
  const [[medication]] = await ctx.db.batch([
    read<{ lapses: number }>(
      sql`select lapses from medications where id = ${medicationId}::uuid and deleted_at is not null`,
    ),
  ]);
  if (medication && medication.lapses > 0)
    await ctx.db.batch([cancelling(ctx, taskOfLapse(medicationId, medication.lapses))]);
}

const adding = (ctx: Ctx, id: string, title: string, dueDate: string) =>
  insert(
    ctx,
    tasks,
    { id, title, dueDate, category: "health" },
    { emits: { event: TaskEvents.created }, onConflict: "nothing" },
  );

const cancelling = (ctx: Ctx, id: string) =>
  update(
    ctx,
    tasks,
    and(live(tasks, id), stillOpen),
    { status: "cancelled" },
    { emits: { event: TaskEvents.updated } },
  );

const stillOpen = isOpen(sql`${tasks.status}`);

/** Of these tasks those that were ever made, by their ids, also when they were deleted. */
function knownRead(ids: readonly string[]): Read<ReadonlyMap<string, Known>> {
  const query = read<Known>(sql`
    select id, due_date::text as "dueDate", status, deleted_at is not null as "isDeleted" from tasks where id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return { ...query, decode: (result) => new Map(query.decode(result).map((one) => [one.id, one])) };
}
