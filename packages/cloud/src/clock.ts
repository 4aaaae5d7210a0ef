/** A schedule as a Lambda handler that EventBridge Scheduler invokes. How its last run went is kept, for administrators. */
import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import type { Schedule } from "#kit/schedule";
import { cut } from "#kit/text";
import { speakAsService } from "./speak.ts";

const MAX_ERROR_LENGTH = 2_000;

/** The Lambda handler of a schedule; when it throws, the invocation fails and Scheduler tries again. */
export function scheduleHandler({ id, handler }: Schedule): (event: unknown) => Promise<void> {
  return async () => {
    const session = speakAsService("schedule", { correlationId: randomUUID() });
    const startedAt = session.ctx.now().toISOString();
    await noting(
      session.ctx,
      sql`
      insert into schedule_runs (schedule_id, started_at) values (${id}, ${startedAt}::timestamptz)
      on conflict (schedule_id) do update set started_at = excluded.started_at, ended_at = null, error = null`,
    );
    const ended = (error: string | null) =>
      noting(
        session.ctx,
        sql`
        update schedule_runs set ended_at = ${session.ctx.now().toISOString()}::timestamptz, error = ${error}
        where schedule_id = ${id} and started_at = ${startedAt}::timestamptz`,
      );
    try {
      await handler(session.ctx);
    } catch (error) {
      await ended(cut((error as Error).message.replaceAll("\0", ""), MAX_ERROR_LENGTH));
      throw error;
    }
    await ended(null);
    await session.published();
  };
}

/** A run does not fail because it could not be noted. */
async function noting(ctx: Ctx, statement: SQL): Promise<void> {
  try {
    await ctx.db.batch([effect(statement)]);
  } catch (error) {
    ctx.log("warn", "the run of a schedule could not be noted", { error: (error as Error).message });
  }
}
