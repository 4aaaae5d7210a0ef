/**
 * The storm: clients send, processes are killed at named phases and at random moments and started again, until the wanted
 * number of kills; then everything comes to rest and the ledger is checked. What a seed repeats is the plan of kills and
 * requests, not the timing of the machine.
 *
 * These are kills of processes. A power loss is another matter: what the operating system had not written to the disk is
 * gone then, and nothing here says anything about it.
 */
import { randomInt } from "node:crypto";
import { check, type Findings } from "./checks.ts";
import { type Clients, createClients, emptyLedger } from "./clients.ts";
import { delay, type Fleet, openFleet, type Worker } from "./fleet.ts";
import type { Place } from "./places.ts";
import { type Fault, type Kill, type Phase, type Point, phases } from "./protocol.ts";
import { type Random, seeded } from "./random.ts";

export interface StormOptions extends Place {
  seed?: number;
  kills: number;
  /** Processes side by side; PGlite has one. */
  workers: number;
  /** Stories that are told at the same time. */
  lanes?: number;
  faults?: Fault[];
  progress?: (state: { kills: number; wanted: number; requests: number }) => void;
}

export interface StormResult extends Findings {
  seed: number;
  /** By the phase at which a process killed itself; `random`: from outside, at any moment. */
  kills: Record<Phase | "random", number>;
  durationMs: number;
  /** Errors that the processes logged, with how often; most are the effect of a kill elsewhere. */
  errors: Map<string, number>;
}

/** One in four kills comes from outside. */
const RANDOM_SHARE = 0.25;
const LONGEST_RANDOM_MS = 1_500;
/** A phase that does not come in time makes way for a kill from outside. Poison is tried five times before it is dead. */
const patienceMs = (at: Point) => (at === "dead-letter" ? 12_000 : 4_000);
const METRONOME_MS = 500;
const SETTLE_MS = 90_000;
const CHECK_EVERY_MS = 150;

export async function storm(options: StormOptions): Promise<StormResult> {
  const started = performance.now();
  const seed = options.seed ?? randomInt(1, 1_000_000_000);
  const random = seeded(seed);
  const { databaseUrl } = options;
  const fleet = await openFleet(options);
  try {
    const ledger = emptyLedger();
    const clients = createClients(fleet, seeded(seed + 1), ledger);
    const plan = planOf(random, options.kills);
    const stop = new AbortController();
    const failed = new Promise<never>((_, reject) =>
      stop.signal.addEventListener("abort", () => reject(stop.signal.reason)),
    );
    failed.catch(() => {});
    /** Whatever fails in the background ends the storm. */
    const background = (work: Promise<unknown>) =>
      work.catch((error: Error) => {
        if (!stop.signal.aborted) stop.abort(error);
      });
    const metronome = setInterval(() => fleet.pass(databaseUrl ? 10_000 : 5_000), METRONOME_MS);
    let raging = true;
    const slots = Array.from({ length: options.workers }, (_, slot) => slot);
    for (const slot of slots) void background(supervise(fleet, clients, plan, slot, options.faults));
    const lanes = Array.from({ length: options.lanes ?? 5 }, (_, n) =>
      background(tellStories(clients, seeded(seed + 2 + n), () => raging)),
    );
    const reader = background(
      repeat(
        700,
        () => clients.readOn(),
        () => raging,
      ),
    );
    let settling = true;
    const replier = background(
      repeat(
        250,
        () => clients.reply(),
        () => settling,
      ),
    );
    const reporter = setInterval(
      () => options.progress?.({ kills: plan.done(), wanted: options.kills, requests: ledger.requests }),
      1_000,
    );
    try {
      await Promise.race([plan.finished, failed]);
      raging = false;
      await Promise.race([Promise.all([...lanes, reader]), failed]);
      clearInterval(metronome);
      await Promise.race([settle(fleet, clients), failed]);
    } finally {
      raging = false;
      settling = false;
      clearInterval(metronome);
      clearInterval(reporter);
    }
    await Promise.race([replier, failed]);
    const findings = await check({ ledger, stepsFile: fleet.stepsFile, query: (text) => fleet.query(text) });
    return { ...findings, seed, kills: plan.counts, durationMs: performance.now() - started, errors: fleet.errors() };
  } catch (error) {
    throw new Error(`${(error as Error).message} (seed ${seed})`, { cause: error });
  } finally {
    await fleet.close();
  }
}

interface Plan {
  /** What the next process is to die of; undefined when there have been enough. */
  next(): { kill?: Kill; afterMs: number } | undefined;
  died(of: Phase | "random"): void;
  done(): number;
  counts: Record<Phase | "random", number>;
  finished: Promise<void>;
}

/** Phases in an order of the seed's choice, each as often as the others, and kills from outside in between. */
function planOf(random: Random, wanted: number): Plan {
  const counts = Object.fromEntries([...phases, "random"].map((name) => [name, 0])) as Plan["counts"];
  const { promise: finished, resolve } = Promise.withResolvers<void>();
  let given = 0;
  let dead = 0;
  let bag: Phase[] = [];
  return {
    counts,
    finished,
    done: () => dead,
    next() {
      if (given >= wanted) return undefined;
      given += 1;
      const afterMs = random.whole(0, LONGEST_RANDOM_MS);
      // Few kills are needed to hit every phase once; those come first.
      if (given > phases.length && random.next() < RANDOM_SHARE) return { afterMs };
      if (bag.length === 0) bag = shuffled(random, phases);
      const at = bag.pop()!;
      return { kill: { at, nth: at === "dead-letter" ? 1 : random.whole(1, 8) }, afterMs };
    },
    died(of) {
      counts[of] += 1;
      dead += 1;
      if (dead === wanted) resolve();
    },
  };
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

/** Keeps a slot filled: a process that was killed is followed by one with the next fate, and at last by one that stays. */
async function supervise(
  fleet: Fleet,
  clients: Clients,
  plan: Plan,
  slot: number,
  faults: Fault[] | undefined,
): Promise<void> {
  for (;;) {
    const fate = plan.next();
    const worker = fleet.start(slot, { kill: fate?.kill, faults });
    const fromOutside = fate ? strike(worker, clients, fate) : Promise.resolve(false);
    const { code, signal } = await worker.ended;
    if (fleet.isClosed()) return;
    if (!fate || signal !== "SIGKILL") {
      throw new Error(`A process ended with ${signal ?? code}, which nobody asked for:\n${worker.output()}`);
    }
    plan.died((await fromOutside) || !fate.kill ? "random" : (fate.kill.at as Phase));
  }
}

/** Kills from outside when that is the fate, or when the phase does not come; true when it did. */
async function strike(
  worker: Worker,
  clients: Clients,
  { kill, afterMs }: { kill?: Kill; afterMs: number },
): Promise<boolean> {
  const over = worker.ended.then(() => "ended" as const);
  if (!kill) {
    if ((await Promise.race([delay(afterMs), over])) === "ended") return false;
    return worker.kill();
  }
  if (
    await worker.ready.then(
      () => false,
      () => true,
    )
  )
    return false;
  if (kill.at === "dead-letter") void clients.poison();
  if ((await Promise.race([delay(patienceMs(kill.at)), over])) === "ended") return false;
  return worker.kill();
}

async function tellStories(clients: Clients, random: Random, goOn: () => boolean): Promise<void> {
  while (goOn()) {
    await clients.story();
    await delay(random.whole(10, 80));
  }
}

async function repeat(everyMs: number, work: () => Promise<unknown>, goOn: () => boolean): Promise<void> {
  while (goOn()) {
    await work();
    await delay(everyMs);
  }
}

const restlessness = `select
  (select count(*) from outbox) || ' in the outbox, ' || (select count(*) from cloud.queue_message) || ' in queues, '
  || (select count(*) from workflow.job where kind <> 'cron') || ' jobs, '
  || (select count(*) from workflow.run where status = 'running') || ' runs, ' || (select count(*) from workflow.step) || ' steps' as state,
  (select count(*) from outbox) + (select count(*) from cloud.queue_message)
  + (select count(*) from workflow.job where kind <> 'cron') + (select count(*) from workflow.run where status = 'running') as open`;

/** Waits until nothing is on its way; whenever nothing moves, time goes by. What cannot come to rest is left to the checks. */
export async function settle(fleet: Fleet, clients: Clients, withinMs = SETTLE_MS): Promise<void> {
  const end = Date.now() + withinMs;
  let before = "";
  while (Date.now() < end) {
    const [row] = await fleet.query<{ state: string; open: string }>(restlessness);
    if (Number(row!.open) === 0 && (await clients.readOn()) === 0) return;
    if (row!.state === before) fleet.pass(60_000);
    before = row!.state;
    await delay(CHECK_EVERY_MS);
  }
}
