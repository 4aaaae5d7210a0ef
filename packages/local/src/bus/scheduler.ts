/**
 * EventBridge Scheduler: each due time of a schedule becomes one message, claimed by one process, in a queue of the
 * schedule's own. Delivery, retries and dead letters are then those of any queue, so a run happens at least once.
 */
import { randomUUID } from "node:crypto";
import type { Reader } from "./dispatcher.ts";
import { invokeLambda } from "./lambda.ts";
import { wholeSeconds } from "./put-events.ts";
import { type DueTimes, parseScheduleExpression } from "./schedule-expression.ts";
import type { DueRun } from "./schedule-store.ts";
import type { Store } from "./store.ts";
import type { LambdaContext, Place } from "./wire.ts";

export interface ScheduleTarget {
  name: string;
  /** `rate(…)`, `cron(…)` with AWS's six fields, or `at(…)`. */
  expression: string;
  /** An IANA time zone; UTC when left out. */
  timezone?: string;
  /** The event of the target, as JSON values; AWS's default scheduled event when left out. */
  input?: unknown;
  /** The function's timeout. Default 60 s. */
  timeoutMs?: number;
  handler: (event: unknown, context: LambdaContext) => Promise<unknown>;
}

/**
 * Like a flexible time window: of the due times that passed while no process ran, the latest is made up for if it is not older
 * than this.
 */
const lateByMs = 5 * 60_000;
const defaultTimeoutMs = 60_000;
/** Lambda tries an asynchronous call three times. */
const attempts = 3;

export const scheduleQueue = (name: string) => `schedule-${name}`;

export function scheduleReader(target: ScheduleTarget, place: Place): Reader {
  if (!/^[\w.-]{1,64}$/.test(target.name)) {
    throw new Error(`The schedule "${target.name}" is not valid: a name is up to 64 letters, digits, _, - and dots.`);
  }
  parseScheduleExpression(target.expression, target.timezone ?? "UTC", new Date(0));
  const timeoutMs = target.timeoutMs ?? defaultTimeoutMs;
  return {
    queue: scheduleQueue(target.name),
    batchSize: 1,
    batchWindowMs: 0,
    maxReceiveCount: attempts,
    visibilityTimeoutMs: timeoutMs * 2,
    timeoutMs,
    concurrency: 1,
    split: (messages) => messages.map((message) => [message]),
    async deliver(messages) {
      for (const message of messages) {
        const payload = message.body.replaceAll("<aws.scheduler.attempt-number>", String(message.receiveCount));
        await invokeLambda({ ...place, functionName: target.name, handler: target.handler, payload, timeoutMs });
      }
      return new Map();
    },
  };
}

export function createScheduler(options: { store: Store; schedules: ScheduleTarget[]; place: Place }) {
  const { store, schedules, place } = options;
  const timetable: { target: ScheduleTarget; times: DueTimes; seenUntil: Date; next: Date | undefined }[] = [];

  return {
    async start(now: Date): Promise<void> {
      timetable.length = 0;
      if (schedules.length === 0) return;
      const known = await store.registerSchedules(
        schedules.map(({ name, expression, timezone = "UTC" }) => ({ name, expression, timezone })),
        now,
      );
      for (const { name, registeredAtMs, lastDueAtMs } of known) {
        const target = schedules.find((schedule) => schedule.name === name);
        if (!target) continue;
        const times = parseScheduleExpression(target.expression, target.timezone ?? "UTC", new Date(registeredAtMs));
        const since = Math.max(registeredAtMs - (times.dueAtOnce ? 1 : 0), lastDueAtMs ?? 0);
        const seenUntil = new Date(since);
        timetable.push({ target, times, seenUntil, next: times.after(seenUntil) });
      }
    },

    /** Queues what has fallen due; answers the queues that got a message. */
    async tick(now: Date): Promise<string[]> {
      const due: { entry: (typeof timetable)[number]; dueAt: Date }[] = [];
      for (const entry of timetable) {
        if (!entry.next || entry.next > now) continue;
        const dueAt = latestDue(entry.times, entry.seenUntil, now);
        if (dueAt) due.push({ entry, dueAt });
        else entry.next = entry.times.after(now);
      }
      if (due.length === 0) return [];
      const runs = due.map(({ entry, dueAt }) => dueRun(entry.target, dueAt, place));
      const queued = await store.queueDueRuns(runs, now);
      // Recorded only now, so that a statement that failed is tried again at the next tick.
      for (const { entry, dueAt } of due) {
        entry.seenUntil = dueAt;
        entry.next = entry.times.after(now);
      }
      return queued.map((run) => run.queue);
    },
  };
}

/** The latest due time after `seenUntil` that is not too late to make up for. */
function latestDue(times: DueTimes, seenUntil: Date, now: Date): Date | undefined {
  const from = new Date(Math.max(seenUntil.getTime(), now.getTime() - lateByMs - 1));
  let latest: Date | undefined;
  for (let due = times.after(from); due && due <= now; due = times.after(due)) latest = due;
  return latest;
}

function dueRun(target: ScheduleTarget, dueAt: Date, { region, account }: Place): DueRun {
  const arn = `arn:aws:scheduler:${region}:${account}:schedule/default/${target.name}`;
  const id = randomUUID();
  const scheduledEvent = {
    version: "0",
    id,
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account,
    time: wholeSeconds(dueAt),
    region,
    resources: [arn],
    detail: "{}",
  };
  // The context attributes of EventBridge Scheduler; the attempt's number is known only at delivery.
  const body = JSON.stringify(target.input ?? scheduledEvent)
    .replaceAll("<aws.scheduler.schedule-arn>", arn)
    .replaceAll("<aws.scheduler.scheduled-time>", wholeSeconds(dueAt))
    .replaceAll("<aws.scheduler.execution-id>", id);
  return { schedule: target.name, dueAt, queue: scheduleQueue(target.name), body };
}
