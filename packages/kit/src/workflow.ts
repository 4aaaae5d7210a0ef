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
 *
 * This is the declaration; cloud/inngest-workflow makes a function of Inngest of it.
 */
import type { GetFunctionInput, Inngest } from "inngest";
import type { Ctx } from "./ctx.ts";
import type { CloudEvent, EventDeclaration, PayloadOf } from "./event.ts";

type InngestStep = GetFunctionInput<Inngest.Any>["step"];
export type FunctionOptions = Omit<
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
  /** What is left to Inngest: retries, concurrency, what cancels it. */
  options: FunctionOptions & Pick<Parameters<Inngest.Any["createFunction"]>[0], "debounce">;
  /** The types that its steps may wait for. */
  waitsFor: readonly string[];
  /** The same for all events that make one effect; the id of the event unless it gathers several. */
  effectKey(event: CloudEvent<never>): string;
  handler(run: Running<never>): Promise<unknown>;
  /** Runs once all retries are used up, with the event and the last error. */
  onFailure?(run: Running<never> & { error: Error }): Promise<unknown>;
}

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
  return {
    kind: "workflow",
    id,
    on,
    events: [
      on.type,
      ...waitsFor.map(({ type }) => type),
      ...(inngestOptions.cancelOn ?? []).map(({ event }) => nameOf(event)),
    ],
    summary,
    gathers: effectKey !== undefined,
    options: inngestOptions,
    waitsFor: waitsFor.map(({ type }) => type),
    effectKey: effectKey ?? ((event: CloudEvent<PayloadOf<E>>) => event.id),
    handler,
    onFailure,
  };
}

/** Inngest's SDK takes the name of an event, or an object of its own that has one. */
export const nameOf = (event: string | { name: string }) => (typeof event === "string" ? event : event.name);
