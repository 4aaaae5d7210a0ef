/**
 * Durable workflows: Inngest functions, started by an event or by cron. Which server runs them (Inngest Cloud, one of your own,
 * the embedded engine) is configuration; the function is the same.
 *
 * A step that touches the database does so through `as(userId)`, inside `step.run`: the step's writes record (run, step) in their
 * own transaction, so a step repeated after a crash gets the rows of the first time and changes nothing twice. A run claims
 * (workflow, event) the same way, or (workflow, effect) when it is debounced, so an event that is redriven weeks later starts no
 * second run. When an operator replays a run, the claim passes to the new run, whose steps record their effects under the id of
 * the first, so that nothing is done twice. Calls to third parties are at least once: give them a key made of the event's id and
 * the step.
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
  "id" | "triggers" | "onFailure" | "debounce" | "batchEvents" | "cancelOn"
>;

/**
 * What starts a run: an event, or the clock. `cron` has five fields, read by the clocks of `timezone` (an IANA name, UTC unless
 * given); at a change of those clocks Inngest decides whether a time that comes twice or not at all is one.
 */
export type Trigger = EventDeclaration | { cron: string; timezone?: string };

/** What a handler is given: the event that started the run; for cron, an event without owner and payload. */
export type EventOf<T extends Trigger> = CloudEvent<T extends EventDeclaration ? PayloadOf<T> : Record<never, never>>;

/** An event that cancels a run: it has the same owner as the event that started the run, or is about the same entity. */
export interface CancelledBy {
  event: EventDeclaration;
  same: "owner" | "entity";
}

/**
 * A debounced workflow runs once for several events, so a claim of the last event would not cover the others: one that is
 * delivered again would start a second run. Such a workflow therefore gives its effect a key, and a run claims that key. Batches
 * are not supported, because a redelivered event comes in another batch and no key would be the same.
 */
type Gathering<T extends Trigger> =
  | { debounce?: undefined; effectKey?: undefined }
  | {
      debounce: NonNullable<Parameters<Inngest.Any["createFunction"]>[0]["debounce"]>;
      /** A key that is the same for all events of one effect; at most 200 characters. */
      effectKey(event: EventOf<T>): string;
    };

/** Inngest's step tools, with `run` aware of the step it is in. */
export type Step = Omit<InngestStep, "run"> & {
  run<T>(id: string, effect: () => Promise<T> | T): Promise<T>;
};

export interface Running<T extends Trigger = EventDeclaration> {
  event: EventOf<T>;
  step: Step;
  runId: string;
  attempt: number;
  /** The ctx of a user with their tier, for use inside `step.run` only. Events it emits are caused by the workflow's own event. */
  as: (userId: string) => Promise<Ctx>;
}

export interface Workflow {
  kind: "workflow";
  /** `<pillar>.<name>`; the Inngest function's id. */
  id: string;
  on: readonly Trigger[];
  /** The types of all events that must be sent to Inngest for it: those that start it, that it waits for, or that cancel it. */
  events: readonly string[];
  summary: string;
  /** Whether one run may stand for several events (debounce). */
  gathers: boolean;
  cancelledBy: readonly CancelledBy[];
  /** Options that are passed to Inngest: retries, concurrency. */
  options: FunctionOptions & Pick<Parameters<Inngest.Any["createFunction"]>[0], "debounce">;
  /** The types that its steps may wait for. */
  waitsFor: readonly string[];
  /** A key that is the same for all events of one effect; the event's id unless the workflow is debounced. */
  effectKey(event: CloudEvent<never>): string;
  handler(run: Running<never>): Promise<unknown>;
  /** Runs once all retries are used up, with the event and the last error. */
  onFailure?(run: Running<never> & { error: Error }): Promise<unknown>;
}

/* @__NO_SIDE_EFFECTS__ */
export function workflow<const T extends Trigger | readonly [Trigger, ...Trigger[]]>(
  id: `${string}.${string}`,
  on: T,
  options: FunctionOptions &
    Gathering<OneOf<T>> & {
      summary: string;
      /** The events that its steps wait for. Events that no workflow names are not sent to Inngest. */
      waitsFor?: readonly EventDeclaration[];
      /** Events that cancel a run. What its steps have changed so far stays. */
      cancelledBy?: readonly CancelledBy[];
      handler(run: Running<OneOf<T>>): Promise<unknown>;
      /** Runs once all retries are used up, with the event and the last error. */
      onFailure?(run: Running<OneOf<T>> & { error: Error }): Promise<unknown>;
    },
): Workflow {
  const { summary, waitsFor = [], cancelledBy = [], handler, onFailure, effectKey, ...inngestOptions } = options;
  const triggers = [on].flat() as Trigger[];
  if ("batchEvents" in inngestOptions) throw new Error(`${id}: what comes again comes in another batch; debounce it`);
  if (inngestOptions.debounce && !effectKey) throw new Error(`${id}: a debounced workflow needs an effectKey`);
  return {
    kind: "workflow",
    id,
    on: triggers,
    events: [
      ...triggers.flatMap((trigger) => ("cron" in trigger ? [] : [trigger.type])),
      ...waitsFor.map(({ type }) => type),
      ...cancelledBy.map(({ event }) => event.type),
    ],
    cancelledBy,
    summary,
    gathers: effectKey !== undefined,
    options: inngestOptions,
    waitsFor: waitsFor.map(({ type }) => type),
    effectKey: effectKey ?? ((event: CloudEvent) => event.id),
    handler,
    onFailure,
  };
}

type OneOf<T> = T extends readonly (infer One extends Trigger)[] ? One : T extends Trigger ? T : never;
