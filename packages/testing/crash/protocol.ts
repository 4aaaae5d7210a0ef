/** The messages between the parent of a crash test and its processes, over Node's IPC channel. */
import type { CloudPhase } from "#local/cloud";

/** The phases of the cloud at which a process can be told to kill itself, in the order in which a change passes them. */
export const phases = [
  "accept",
  "commit",
  "publish",
  "deliver",
  "claim",
  "call",
  "apply",
  "acknowledge",
  "dead-letter",
] as const satisfies readonly CloudPhase[];
export type Phase = (typeof phases)[number];

/** `effect`: a workflow step of the test has committed its change of the database and not returned yet. */
export type Point = Phase | "effect";

export interface Kill {
  at: Point;
  /** Which occurrence, counted from the moment the process is told; 1 is the next. */
  nth: number;
  /** Counts only occurrences whose description contains this text. */
  where?: string;
  /** Waits there until this query returns nothing. */
  until?: string;
}

/** Deliberate mistakes that a process can be started with; see mutants.ts for what each does. */
export type Fault =
  | "bus-acknowledges-early"
  | "engine-acknowledges-early"
  | "no-lease-check"
  | "no-inbox"
  | "early-commit";

export interface Start {
  dataDir: string;
  /** Without it the process opens the PGlite in its data folder. */
  databaseUrl?: string;
  env: Record<string, string>;
  objectStore?: { endpoint: string; accessKeyId: string; secretAccessKey: string };
  /** How far the process's clock is ahead of the machine's. */
  aheadMs: number;
  /** The file to which workflow steps write their results before they return them. */
  stepsFile: string;
  kill?: Kill;
  faults?: Fault[];
}

export type ToChild =
  | { kind: "start"; start: Start }
  | { kind: "arm"; kill: Kill | undefined }
  /** Moves the time: of this process's clock and, with `database`, of rows that the database dated by its own clock. */
  | { kind: "pass"; ms: number; database: boolean }
  | { kind: "query"; id: number; text: string; params: unknown[] }
  /** Puts an event on the bus that its consumer can never process. */
  | { kind: "poison"; id: number; eventId: string }
  | { kind: "open"; gate: string }
  /** The step that waits there fails, and is not to be tried again. */
  | { kind: "shut"; gate: string };

export type FromChild =
  /** The modules are loaded; only the start remains. */
  | { kind: "loaded" }
  | { kind: "ready"; url: string; inngestUrl: string }
  | { kind: "answer"; id: number; rows?: Record<string, unknown>[]; error?: string }
  /** A step of a gated workflow waits for its gate. */
  | { kind: "waiting"; gate: string }
  | { kind: "log"; level: string; message: string; fields?: Record<string, unknown> };

/** A line of the steps' file: the input of a step and the result that it is about to return. */
export interface StepRecord {
  run: string;
  /** The number of the chain, from the event that started it. */
  chain: string;
  step: string;
  from: string;
  value: string;
}
