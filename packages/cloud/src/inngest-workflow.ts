/**
 * Makes an Inngest function of a workflow: how a run claims its event, on whose behalf steps act, how their effects are claimed,
 * and what happens to a run that fails.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { GetFunctionInput, Inngest, InngestFunction } from "inngest";
import { compile } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import { runtime } from "#kit/runtime";
import type { CancelledBy, Running, Step, Trigger, Workflow } from "#kit/workflow";
import { recordDeadLetters } from "./dead-letter.ts";
import { personOf } from "./person.ts";
import { type Session, speak } from "./speak.ts";

interface StepScope {
  runId: string;
  stepId: string;
  /** How often the step has called `as`; numbers its claims. */
  asked: number;
  sessions: Session[];
}
const scope = new AsyncLocalStorage<StepScope>();

const RETRIES = 4;
const MAX_KEY = 200;

/** The function of Inngest, which serve.ts puts behind the URL of its context. */
export function inngestFunction(client: Inngest.Any, workflow: Workflow): InngestFunction.Any {
  const { id, summary, options, waitsFor } = workflow;
  // A run is started by the event that its workflow declares, whatever the payload of that is.
  const handler = workflow.handler as (run: Running) => Promise<unknown>;
  const onFailure = workflow.onFailure as ((run: Running & { error: Error }) => Promise<unknown>) | undefined;
  const effectKey = workflow.effectKey as (event: CloudEvent) => string;
  return client.createFunction(
    {
      retries: RETRIES,
      ...options,
      id,
      name: summary,
      triggers: workflow.on.map(triggerOf),
      ...(workflow.cancelledBy.length > 0 && { cancelOn: workflow.cancelledBy.map(cancelOf) }),
      onFailure: async (input: GetFunctionInput<Inngest.Any>) => {
        const failed = input.event.data as { run_id: string; event: Incoming };
        // Inngest gives it to `onFailure` alone, and its type is that of every function.
        const { error } = input as unknown as { error: Error };
        const run = running(`${id}-failure`, eventOf(id, failed.event), input, waitsFor);
        const attempts = error.name === "NonRetriableError" ? 1 : (options.retries ?? RETRIES) + 1;
        await run.step.run("dead-letter", () => recordFailedRun(id, run.event, failed.run_id, error, attempts));
        await onFailure?.({ ...run, error });
      },
    },
    async (input: GetFunctionInput<Inngest.Any>) => {
      const event = eventOf(id, input.event as Incoming);
      const owner = { runId: input.runId };
      const run = running(id, event, input, waitsFor, owner);
      const first = await run.step.run("claim", () => claimRun(id, event, input.runId, effectKey(event)));
      if (first === null) return { skipped: "another run has this event" };
      owner.runId = first;
      return handler(run);
    },
  );
}

const triggerOf = (trigger: Trigger) =>
  "cron" in trigger
    ? { cron: trigger.timezone ? `TZ=${trigger.timezone} ${trigger.cron}` : trigger.cron }
    : { event: trigger.type };

/**
 * Owner and entity of an event are attributes of the CloudEvent, which is the `data` of Inngest's event. Inngest takes an attribute
 * that an event lacks as null, and null equals nothing here: an event without an owner cancels no run.
 */
function cancelOf({ event, same }: CancelledBy) {
  const what = same === "owner" ? "data.subject" : "data.data.entityId";
  return { event: event.type, if: `event.${what} == async.${what} && async.${what} != null` };
}

/** An event in Inngest's form: one of LifeOS, or a tick of a cron trigger. */
interface Incoming {
  name: string;
  id?: string;
  ts?: number;
  data: unknown;
}

/** The name of Inngest's events for cron ticks. */
const TICK = "inngest/scheduled.timer";

/**
 * The CloudEvent: of one of LifeOS's events it is the data; of a tick it is an event without an owner, whose id is derived from
 * the tick so that it is the same at each delivery.
 */
function eventOf(workflow: string, { name, id, ts, data }: Incoming): CloudEvent {
  if (name !== TICK) return data as CloudEvent;
  const time = new Date(ts ?? runtime().now());
  const tick = uuidOf(`${workflow} ${id ?? time.toISOString().slice(0, 16)}`);
  return {
    specversion: "1.0",
    id: tick,
    source: "lifeos/clock",
    type: "clock.ticked",
    time: time.toISOString(),
    datacontenttype: "application/json",
    correlationid: tick,
    data: {
      entityId: null,
      entityType: "clock",
      action: "ticked",
      actorId: null,
      changed: [],
      payload: {},
      metadata: { clientVersion: null, platform: "api" },
    },
  };
}

const isTick = ({ source }: CloudEvent) => source === "lifeos/clock";

/** A UUID of version 8 (RFC 9562, section 5.8) made from the hash of a text. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The arguments of a handler. Its steps may only wait for the event types `waited`; they record their effects under the run id
 * `owner`.
 */
function running(
  id: string,
  event: CloudEvent,
  input: GetFunctionInput<Inngest.Any>,
  waited: readonly string[],
  owner = { runId: input.runId },
): Running {
  const seen = new Map<string, number>();
  const run = async <T>(stepId: string, effect: () => Promise<T> | T): Promise<T> => {
    // A loop may use one step id several times. The calls are numbered, and their order is the same at every replay.
    const n = seen.get(stepId) ?? 0;
    seen.set(stepId, n + 1);
    const stepScope: StepScope = {
      runId: owner.runId,
      stepId: n === 0 ? stepId : `${stepId}:${n}`,
      asked: 0,
      sessions: [],
    };
    return (await input.step.run(stepId, () =>
      scope.run(stepScope, async () => {
        const value = await effect();
        await Promise.all(stepScope.sessions.map((session) => session.published()));
        return value;
      }),
    )) as T;
  };
  const waitForEvent: Step["waitForEvent"] = (stepId, options) => {
    // The SDK accepts the name of an event or an object with a name.
    const name = typeof options.event === "string" ? options.event : options.event.name;
    if (!waited.includes(name)) throw new Error(`${id}: name ${name} in waitsFor, or it never comes`);
    return input.step.waitForEvent(stepId, options);
  };
  return {
    event,
    runId: input.runId,
    attempt: input.attempt,
    step: Object.assign(Object.create(input.step as object), input.step, { run, waitForEvent }) as Step,
    as: async (userId) => {
      const current = scope.getStore();
      if (!current) throw new Error(`${id}: as() is for use inside step.run`);
      // Counted before the first await, so that a repeated step numbers its claims in the same order.
      const nth = current.asked++;
      const session = speak({
        actor: await personOf(userId),
        origin: isTick(event) ? "schedule" : "workflow",
        // So an event tells which run made it.
        requestId: input.runId,
        correlationId: event.correlationid,
        causationId: isTick(event) ? null : event.id,
        once: {
          kind: "inbox",
          consumer: `${current.runId}`,
          eventId: nth === 0 ? current.stepId : `${current.stepId}/${nth}`,
        },
      });
      current.sessions.push(session);
      return session.ctx;
    },
  };
}

/**
 * Claims the event for this run. Yields the run under which effects are recorded: this run itself or, for a replay, the first run
 * of the event. Null when another run has claimed the event or its key.
 */
async function claimRun(
  workflow: string,
  event: CloudEvent<unknown>,
  runId: string,
  key: string,
): Promise<string | null> {
  if (key.length > MAX_KEY) throw new Error(`${workflow}: its effectKey has more than ${MAX_KEY} characters`);
  const consumer = `workflow:${workflow}`;
  const context = compile(sql`select set_config('role', 'lifeos_service', true)`);
  const claim = compile(sql`
    insert into consumer_inbox as known (consumer, event_id, rows)
    values (${consumer}, ${key}, jsonb_build_object('run', ${runId}::text, 'first', ${runId}::text, 'event', ${event.id}::text))
    on conflict (consumer, event_id, user_id) do update
    -- What was handed over again after it came to nothing has no first run, if none ever claimed it (see overdue.ts).
    set rows = jsonb_build_object('first', ${runId}::text) || (known.rows - 'released') || jsonb_build_object('run', ${runId}::text), processed_at = now()
    where known.rows ? 'released'`);
  const mine = compile(
    sql`select rows ->> 'first' from consumer_inbox where consumer = ${consumer} and event_id = ${key} and rows ->> 'run' = ${runId}`,
  );
  const results = await runtime().transport.run([context, claim, mine]);
  return (results[2]!.rows[0]?.[0] as string | undefined) ?? null;
}

function recordFailedRun(workflow: string, event: CloudEvent<unknown>, runId: string, error: Error, attempts: number) {
  return recordDeadLetters([
    {
      source: `workflow:${workflow}`,
      eventId: event.id,
      messageId: runId,
      payload: { event },
      error: `${error.name}: ${error.message}`,
      attempts,
    },
  ]);
}
