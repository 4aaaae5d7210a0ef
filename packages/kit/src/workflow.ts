/**
 * Durable workflows: Inngest functions, started by an event or by cron. Which server runs them (Inngest Cloud, one of your
 * own, the embedded engine) is configuration; the function is the same.
 *
 * A step that touches the database does so through `as(userId)`, inside `step.run`: the step's writes record (run, step) in
 * their own transaction, so a step repeated after a crash gets the rows of the first time and changes nothing twice. A run
 * claims (workflow, event) the same way, or (workflow, effect) when it is debounced, so a redrive weeks later starts no second
 * one. When an operator replays a run, the
 * claim passes to the new one and its steps go by the name of the first, so that what was done before is not done again.
 * Calls to third parties are at least once: give them a key made of the event's id and the step.
 *
 * A run that fails for good becomes a dead letter.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { GetFunctionInput, Inngest, InngestFunction } from "inngest";
import type { Ctx } from "./ctx.ts";
import { compile } from "./db.ts";
import { recordDeadLetters } from "./dead-letter.ts";
import type { CloudEvent, EventDeclaration, PayloadOf } from "./event.ts";
import { runtime } from "./runtime.ts";
import { type Session, speak } from "./speak.ts";

type InngestStep = GetFunctionInput<Inngest.Any>["step"];
type FunctionOptions = Omit<
  Parameters<Inngest.Any["createFunction"]>[0],
  "id" | "triggers" | "onFailure" | "debounce" | "batchEvents"
>;

/**
 * A debounced workflow runs with one event of several, so the claim of that event says nothing of the others: delivered again,
 * one of those would start a second run. Such a workflow therefore names its effect, and a run claims that. A batch cannot be
 * named, since what is delivered again comes in another one, so there are none.
 */
type Gathering<E extends EventDeclaration> =
  | { debounce?: undefined; effectKey?: undefined }
  | {
      debounce: NonNullable<Parameters<Inngest.Any["createFunction"]>[0]["debounce"]>;
      /** The same for all events that make one effect; at most 200 characters. */
      effectKey(event: CloudEvent<PayloadOf<E>>): string;
    };

/** Inngest's step tools, with `run` aware of the step it is in. */
export type Step = Omit<InngestStep, "run"> & {
  run<T>(id: string, effect: () => Promise<T> | T): Promise<T>;
};

export interface Running<E extends EventDeclaration = EventDeclaration> {
  event: CloudEvent<PayloadOf<E>>;
  step: Step;
  runId: string;
  attempt: number;
  /** The ctx of a user, for use inside `step.run` only. Events it emits are caused by the workflow's own event. */
  as: (userId: string) => Ctx;
}

export interface Workflow {
  kind: "workflow";
  /** `<pillar>.<name>`; the Inngest function's id. */
  id: string;
  on: EventDeclaration;
  /** The types of all events that have to reach it: the one that starts it, and those it waits for or is cancelled by. */
  events: readonly string[];
  summary: string;
  /** Whether one run may speak for several events. */
  gathers: boolean;
  create(client: Inngest.Any): InngestFunction.Any;
}

interface StepScope {
  runId: string;
  stepId: string;
  sessions: Session[];
}
const scope = new AsyncLocalStorage<StepScope>();

const RETRIES = 4;
const MAX_KEY = 200;

/* @__NO_SIDE_EFFECTS__ */
export function workflow<E extends EventDeclaration>(
  id: `${string}.${string}`,
  on: E,
  options: FunctionOptions &
    Gathering<E> & {
      summary: string;
      /** What its steps wait for. An event that no workflow has named is not sent to where workflows run. */
      waitsFor?: readonly EventDeclaration[];
      handler(run: Running<E>): Promise<unknown>;
      /** Runs once all retries are used up, with the event and the last error. */
      onFailure?(run: Running<E> & { error: Error }): Promise<unknown>;
    },
): Workflow {
  const { summary, waitsFor = [], handler, onFailure, effectKey, ...inngestOptions } = options;
  if ("batchEvents" in inngestOptions) throw new Error(`${id}: what comes again comes in another batch; debounce it`);
  if (inngestOptions.debounce && !effectKey) throw new Error(`${id}: a debounced workflow needs an effectKey`);
  const keyOf = (event: CloudEvent<PayloadOf<E>>) => effectKey?.(event) ?? event.id;
  const waited = waitsFor.map(({ type }) => type);
  const cancelling = (inngestOptions.cancelOn ?? []).map(({ event }) => nameOf(event));
  return {
    kind: "workflow",
    id,
    on,
    events: [on.type, ...waited, ...cancelling],
    summary,
    gathers: effectKey !== undefined,
    create(client) {
      return client.createFunction(
        {
          retries: RETRIES,
          ...inngestOptions,
          id,
          name: summary,
          triggers: [{ event: on.type }],
          onFailure: async (input: GetFunctionInput<Inngest.Any>) => {
            const failed = input.event.data as { run_id: string; event: { data: CloudEvent<PayloadOf<E>> } };
            const { error } = input as unknown as { error: Error };
            const run = running<E>(`${id}-failure`, failed.event.data, input, waited);
            const attempts = error.name === "NonRetriableError" ? 1 : (inngestOptions.retries ?? RETRIES) + 1;
            await run.step.run("dead-letter", () => bury(id, run.event, failed.run_id, error, attempts));
            await onFailure?.({ ...run, error });
          },
        },
        async (input: GetFunctionInput<Inngest.Any>) => {
          const event = input.event.data as CloudEvent<PayloadOf<E>>;
          const owner = { runId: input.runId };
          const run = running<E>(id, event, input, waited, owner);
          const first = await run.step.run("claim", () => claimRun(id, event, input.runId, keyOf(event)));
          if (first === null) return { skipped: "another run has this event" };
          owner.runId = first;
          return handler(run);
        },
      );
    },
  };
}

/** Inngest's SDK takes the name of an event, or an object of its own that has one. */
const nameOf = (event: string | { name: string }) => (typeof event === "string" ? event : event.name);

/** What a handler is given. Its steps wait for the types `waited` only, and record their effects under the run of `owner`. */
function running<E extends EventDeclaration>(
  id: string,
  event: CloudEvent<PayloadOf<E>>,
  input: GetFunctionInput<Inngest.Any>,
  waited: readonly string[],
  owner = { runId: input.runId },
): Running<E> {
  const seen = new Map<string, number>();
  const run = async <T>(stepId: string, effect: () => Promise<T> | T): Promise<T> => {
    // The same id may be used again, in a loop; the order of calls is the same at every replay.
    const n = seen.get(stepId) ?? 0;
    seen.set(stepId, n + 1);
    const stepScope: StepScope = { runId: owner.runId, stepId: n === 0 ? stepId : `${stepId}:${n}`, sessions: [] };
    return (await input.step.run(stepId, () =>
      scope.run(stepScope, async () => {
        const value = await effect();
        await Promise.all(stepScope.sessions.map((session) => session.published()));
        return value;
      }),
    )) as T;
  };
  const waitForEvent: Step["waitForEvent"] = (stepId, options) => {
    const name = nameOf(options.event);
    if (!waited.includes(name)) throw new Error(`${id}: name ${name} in waitsFor, or it never comes`);
    return input.step.waitForEvent(stepId, options);
  };
  return {
    event,
    runId: input.runId,
    attempt: input.attempt,
    step: Object.assign(Object.create(input.step as object), input.step, { run, waitForEvent }) as Step,
    as: (userId) => {
      const current = scope.getStore();
      if (!current) throw new Error(`${id}: as() is for use inside step.run`);
      const session = speak({
        actor: { userId, role: "user", tier: "free" },
        origin: "workflow",
        requestId: randomUUID(),
        correlationId: event.correlationid,
        causationId: event.id,
        once: {
          kind: "inbox",
          consumer: `${current.runId}`,
          eventId: current.sessions.length === 0 ? current.stepId : `${current.stepId}/${current.sessions.length}`,
        },
      });
      current.sessions.push(session);
      return session.ctx;
    },
  };
}

/**
 * The first run that had the event, when this run has it now: this run itself, or for a replay the one whose effects it goes
 * on with. Null when another run has it, or another event with the same key.
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

function bury(workflow: string, event: CloudEvent<unknown>, runId: string, error: Error, attempts: number) {
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
