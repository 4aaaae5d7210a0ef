/** What follows when an event is completed that is about something: each once, by the owner of the event. */
import { sql } from "drizzle-orm";
import type { EventCompleted } from "#core/calendar/events";
import { TransactionPosted } from "#core/finance/events";
import { transactions } from "#core/finance/transactions.sql";
import { WorkoutCompleted } from "#core/health/events";
import { completedWorkouts, workouts } from "#core/health/workouts.sql";
import * as Recipes from "#core/household/recipes";
import * as Tasks from "#core/work/tasks";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { derivedId } from "#kit/ids";
import { Problem } from "#kit/problem";
import { live } from "#kit/row";

type Completed = CloudEvent<PayloadOf<typeof EventCompleted>>;
type Kind = "recipe" | "workout" | "chore" | "transaction";

/** What a completed event is about, if it is of a kind. */
const linkedTo = ({ data }: Completed, kind: Kind) =>
  data.payload.linkedResourceType === kind ? (data.payload.linkedResourceId ?? undefined) : undefined;

/** Cooks the recipe from the pantry, once for each event. */
export async function cook(ctx: Ctx, event: Completed): Promise<void> {
  const recipeId = linkedTo(event, "recipe");
  if (recipeId)
    await unlessGone(ctx, event, () => Recipes.cook(ctx, recipeId, { calendarEventId: event.data.entityId! }));
}

/** Logs the workout as completed when the event was, for as long as it was planned. */
export async function workOut(ctx: Ctx, event: Completed): Promise<void> {
  const workoutId = linkedTo(event, "workout");
  if (!workoutId) return;
  const { startAt, endAt, isAllDay } = event.data.payload;
  const minutes = Math.round((Date.parse(endAt) - Date.parse(startAt)) / 60_000);
  await ctx.db.batch([
    insert(
      ctx,
      completedWorkouts,
      {
        id: derivedId(event.data.entityId!, "completed workout"),
        // One that was deleted meanwhile is not named.
        workoutId: sql`(select ${workouts.id} from ${workouts} where ${live(workouts, workoutId)})`,
        durationMinutes: isAllDay || minutes > 1_440 ? null : minutes,
        completedAt: event.time,
        source: "calendar",
      },
      { emits: { event: WorkoutCompleted }, onConflict: "nothing" },
    ),
  ]);
}

/** Completes the task; one that is completed stays so. */
export async function doChore(ctx: Ctx, event: Completed): Promise<void> {
  const taskId = linkedTo(event, "chore");
  if (taskId) await unlessGone(ctx, event, () => Tasks.complete(ctx, taskId, { evenIfBlocked: true }));
}

/** Marks the transaction as posted; one that is posted stays so. */
export async function post(ctx: Ctx, event: Completed): Promise<void> {
  const transactionId = linkedTo(event, "transaction");
  if (!transactionId) return;
  await ctx.db.batch([
    update(
      ctx,
      transactions,
      sql`${live(transactions, transactionId)} and ${transactions.status} = 'pending'`,
      { status: "posted" },
      { emits: { event: TransactionPosted } },
    ),
  ]);
}

/** What was deleted, or done already, stays as it is; trying again would not help. */
async function unlessGone(ctx: Ctx, event: Completed, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || !["not_found", "conflict", "forbidden", "invalid"].includes(error.kind))
      throw error;
    ctx.log("info", "what a completed event is about was left as it is", {
      eventId: event.data.entityId,
      why: error.message,
    });
  }
}
