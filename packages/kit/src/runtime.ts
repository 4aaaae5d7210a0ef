/**
 * What a process runs with (configuration, database, clock): set once at its edge (a Lambda's bootstrap, the local cloud, a
 * test), read by everything else. No other module reads the environment or opens a connection.
 */

import type { Embedder } from "#cloud/embedding/embedder";
import type { RequestCounts } from "#cloud/request-counts";
import type { Transport } from "#cloud/transport";
import type { Log } from "./ctx.ts";
import type { EventRow } from "./event.ts";
import type { Network } from "./third-party.ts";

export interface Runtime {
  transport: Transport;
  /** Puts events on the bus. Called after the commit. It may fail or be slow, because the outbox has the events. */
  publish: (events: EventRow[]) => Promise<void>;
  /**
   * Calls `listener` with the events that this process commits, until the function that it returns is called. Absent where every
   * request may have a process of its own (Lambdas): whoever waits for changes asks the database from time to time instead.
   */
  onCommitted?: (listener: Committed) => () => void;
  /** How to reach an Inngest server in this very process; absent, it is called over the network. */
  inngestFetch?: typeof fetch;
  /** Counts of all requests, where this process serves them all; absent where it is one of many. */
  requests?: RequestCounts;
  /** What waits in the queues of consumers, where this process knows it. */
  queues?: () => Promise<{ waiting: number; oldestAgeSeconds: number | null }>;
  /** Models that make vectors of texts, first the one that is meant to be used. Absent, a Lambda has one where the configuration names it. */
  embedders?: readonly Embedder[];
  /** Stand-ins for the network, of tests alone: no start sets it, and no configuration can. */
  network?: Network;
  now: () => Date;
  log: Log;
  config: Config;
}

export type Committed = (events: readonly EventRow[]) => void;

/** Configuration by name, as `process.env` would hold it, and secrets alike. Values are read where they are used, so a missing one fails only what needs it. */
export type Config = Record<string, string | undefined>;

let current: Runtime | undefined;

export function configure(runtime: Runtime): void {
  current = runtime;
}

export function runtime(): Runtime {
  if (!current) throw new Error("configure() was not called: nothing says which database and bus this process uses");
  return current;
}
