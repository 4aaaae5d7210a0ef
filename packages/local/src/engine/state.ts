/** What the engine holds in memory of rows it has leased or is about to write. */
import type { Registry } from "./functions.ts";

/**
 * - `discover`, `step`: a call of the app (to find the next steps, or to run one that was planned)
 * - `sleep`, `timeout`, `resume`, `deadline`: a change of one run
 * - `event`, `invoke`, `cron`, `release`: something that enters as an event does
 */
export type JobKind =
  | "discover"
  | "step"
  | "sleep"
  | "timeout"
  | "resume"
  | "deadline"
  | "event"
  | "invoke"
  | "cron"
  | "release";

export interface Slots {
  slotA: string | null;
  limitA: number | null;
  slotB: string | null;
  limitB: number | null;
}

export const noSlots: Slots = { slotA: null, limitA: null, slotB: null, limitB: null };

/** A lease that a writer must still hold for its change to be applied. */
export interface Fence {
  key: string;
  lease: string;
}

/** A job as this process holds it under a lease. */
export interface LeasedJob {
  key: string;
  kind: JobKind;
  lease: string;
  runId: string | null;
  functionId: string | null;
  stepId: string;
  name: string | null;
  payload: string | null;
  attempt: number;
  faults: number;
  claimedAt: Date;
  slots: Slots;
  /** The run as of `run.seq`; absent for jobs that are no calls. */
  run?: RunMemory;
}

/** A run's events and saved steps, as the JSON text that calls send. Replaced as a whole, never modified. */
export interface RunMemory {
  id: string;
  event: string;
  events: string | null;
  /** Members of a JSON object, without braces. */
  steps: string;
  stack: string[];
  /** Number of the last saved step; less than the row's when another process has saved one since. */
  seq: number;
  planOnly: boolean;
}

export interface SavedStep {
  runId: string;
  stepId: string;
  seq: number;
  op: string;
  name: string | null;
  /** `{"data": …}` or `{"error": …}` as JSON. */
  result: string;
}

/** A step whose result a new run has from the run that it repeats from a later step on. */
export type KeptStep = Pick<SavedStep, "stepId" | "op" | "name" | "result">;

/** The run's memory with more steps, which follow it directly; one that was saved before is not added again. */
export function remember(run: RunMemory, saved: SavedStep[], seq: number, planOnly: boolean): RunMemory {
  const steps = saved.filter((step) => !run.stack.includes(step.stepId));
  const members = steps.map((step) => `${JSON.stringify(step.stepId)}:${step.result}`);
  return {
    ...run,
    steps: [run.steps, ...members].filter((text) => text !== "").join(","),
    stack: [...run.stack, ...steps.map((step) => step.stepId)],
    seq,
    planOnly,
  };
}

export interface EngineFaults {
  /** Answers a sender before its events are committed. */
  acknowledgeEarly?: boolean;
  /** Applies what a call returned although its lease may have passed to another process. */
  dropLeaseCheck?: boolean;
}

export interface LogLine {
  level: "error" | "warn" | "info";
  message: string;
  [detail: string]: unknown;
}

/** What every part of the engine shares. */
export interface EngineContext {
  now(): Date;
  scale: number;
  leaseMs: number;
  backoffMs(attempt: number): number;
  faults: EngineFaults;
  log(line: LogLine): void;
  /** How many more calls this process can take on now. */
  free(): number;
  registry(): Registry;
}
