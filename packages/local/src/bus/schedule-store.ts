/** The schedules in Postgres: since when each may fall due, and which of its runs are queued. */
import { randomUUID } from "node:crypto";
import type { Database } from "#local/database";
import { epochMs } from "./store-schema.ts";

export interface DueRun {
  schedule: string;
  dueAt: Date;
  queue: string;
  body: string;
}

export function scheduleStore(database: Database) {
  return {
    /** Records the schedules and returns since when each may fall due. A schedule whose expression has changed starts anew. */
    async registerSchedules(schedules: { name: string; expression: string; timezone: string }[], now: Date) {
      return database.query<{ name: string; registeredAtMs: number; lastDueAtMs: number | null }>(
        `insert into cloud.schedule as known (name, expression, timezone, registered_at)
         select name, expression, timezone, $4::timestamptz
         from unnest($1::text[], $2::text[], $3::text[]) as given (name, expression, timezone)
         on conflict (name) do update set expression = excluded.expression, timezone = excluded.timezone,
           registered_at = case
             when (known.expression, known.timezone) = (excluded.expression, excluded.timezone) then known.registered_at
             else excluded.registered_at end
         returning name, ${epochMs("registered_at")} as "registeredAtMs",
           (select ${epochMs("max(due_at)")} from cloud.schedule_run where schedule = known.name) as "lastDueAtMs"`,
        [
          schedules.map((schedule) => schedule.name),
          schedules.map((schedule) => schedule.expression),
          schedules.map((schedule) => schedule.timezone),
          now.toISOString(),
        ],
      );
    },

    /** Queues each run that no other process has queued yet. */
    async queueDueRuns(runs: DueRun[], now: Date): Promise<{ queue: string }[]> {
      return database.query(
        `with given as (
           select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[])
             as given (message_id, schedule, due_at, queue, body)
         ), claimed as (
           insert into cloud.schedule_run (schedule, due_at, claimed_at)
           select schedule, due_at, $6::timestamptz from given
           on conflict (schedule, due_at) do nothing
           returning schedule, due_at
         )
         insert into cloud.queue_message (message_id, queue, body, sent_at, visible_at)
         select message_id, queue, body, $6::timestamptz, $6::timestamptz from given join claimed using (schedule, due_at)
         returning queue`,
        [
          runs.map(() => randomUUID()),
          runs.map((run) => run.schedule),
          runs.map((run) => run.dueAt.toISOString()),
          runs.map((run) => run.queue),
          runs.map((run) => run.body),
          now.toISOString(),
        ],
      );
    },
  };
}
