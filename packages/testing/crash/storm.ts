/**
 * The storm: clients send requests while processes are killed, at named phases and at random moments, and started again, until
 * the wanted number of kills; then everything finishes and the ledger is checked. A seed repeats the plan of kills and requests,
 * not the timing of the machine.
 *
 * It tests kills of processes. A power failure, in which data that the operating system has not written to the disk is lost, is
 * not covered.
 */
import { randomInt } from "node:crypto";
import { check, type Findings } from "./checks.ts";
import { type Clients, createClients, emptyLedger } from "./clients.ts";
import { delay, type Fleet, openFleet, type Worker } from "./fleet.ts";
import type { Place } from "./places.ts";
import { createPlan, type Fate, type Plan } from "./plan.ts";
import type { Phase, Point } from "./protocol.ts";
import { type Random, seeded } from "./random.ts";

export interface StormOptions extends Place {
  seed?: number;
  kills: number;
  /** The number of simultaneous processes; PGlite allows one. */
  workers: number;
  /** The number of stories that run at the same time. */
  lanes?: number;
  progress?: (state: { kills: number; wanted: number; requests: number }) => void;
}

export interface StormResult extends Findings {
  seed: number;
  /** The number of kills by the phase at which a process killed itself; `random`: from outside, at any moment. */
  kills: Record<Phase | "random", number>;
  durationMs: number;
  /** Errors that the processes logged, with their numbers; most result from kills of others. */
  errors: Map<string, number>;
}

/**
 * When a phase is not reached in this time, the process is killed from outside instead. A poison message is tried five times
 * before it is a dead letter.
 */
const patienceMs = (at: Point) => (at === "dead-letter" ? 12_000 : 4_000);
/** The processes' clock runs ten or twenty times as fast, so that leases, retries and sleeps end within seconds. */
const METRONOME_MS = 500;
const REPLY_EVERY_MS = 250;
const REPORT_EVERY_MS = 1_000;
const SETTLE_MS = 600_000;
const CHECK_EVERY_MS = 150;

export async function storm(options: StormOptions): Promise<StormResult> {
  const seed = options.seed ?? randomInt(1, 1_000_000_000);
  const fleet = await openFleet(options, options.kills + options.workers);
  try {
    return { ...(await rage(fleet, seed, options)), seed, errors: fleet.errors() };
  } catch (error) {
    throw new Error(`${(error as Error).message} (seed ${seed})`, { cause: error });
  } finally {
    await fleet.close();
  }
}

async function rage(
  fleet: Fleet,
  seed: number,
  { kills, workers, databaseUrl, lanes = 5, progress }: StormOptions,
): Promise<Omit<StormResult, "seed" | "errors">> {
  const started = performance.now();
  const ledger = emptyLedger();
  const clients = createClients(fleet, seeded(seed + 1), ledger);
  const plan = createPlan(seeded(seed), kills);
  let weather: "storm" | "calm" | "over" = "storm";
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  /** An error in the background ends the test. */
  const background = (work: Promise<unknown>) => work.catch(failure.reject);
  const within = <T>(work: Promise<T>) => Promise.race([work, failure.promise]);
  const whileStorm = () => weather === "storm";

  for (let slot = 0; slot < workers; slot++) void background(supervise(fleet, clients, plan, slot));
  const traffic = [
    repeat(REPLY_EVERY_MS * 3, whileStorm, () => clients.readOn()),
    ...Array.from({ length: lanes }, (_, n) => tellStories(clients, seeded(seed + 2 + n), whileStorm)),
  ].map(background);
  const replies = background(
    repeat(
      REPLY_EVERY_MS,
      () => weather !== "over",
      () => clients.reply(),
    ),
  );
  const metronome = setInterval(() => fleet.pass(databaseUrl ? 10_000 : 5_000), METRONOME_MS);
  const reporter = setInterval(() => {
    progress?.({ kills: plan.done(), wanted: kills, requests: ledger.requests });
  }, REPORT_EVERY_MS);
  try {
    await within(plan.finished);
    weather = "calm";
    await within(Promise.all(traffic));
    clearInterval(metronome);
    await within(settle(fleet, clients));
  } finally {
    weather = "over";
    clearInterval(metronome);
    clearInterval(reporter);
  }
  await within(replies);
  const findings = await check({ ledger, stepsFile: fleet.stepsFile, query: (text) => fleet.query(text) });
  return { ...findings, kills: plan.counts, durationMs: performance.now() - started };
}

/** Keeps a slot filled: a killed process is followed by one with the next fate, and at last by one that is not killed. */
async function supervise(fleet: Fleet, clients: Clients, plan: Plan, slot: number): Promise<void> {
  for (;;) {
    const fate = plan.next();
    const worker = fleet.start(slot, { kill: fate?.kill });
    const fromOutside = fate ? strike(worker, clients, fate) : Promise.resolve(false);
    const { code, signal } = await worker.ended;
    if (fleet.isClosed()) return;
    if (!fate || signal !== "SIGKILL") {
      throw new Error(`A process ended with ${signal ?? code}, which nobody asked for:\n${worker.output()}`);
    }
    plan.died((await fromOutside) || !fate.kill ? "random" : (fate.kill.at as Phase));
  }
}

/** Kills from outside when that is the fate, or when the phase is not reached; returns whether the process killed itself. */
async function strike(worker: Worker, clients: Clients, { kill, afterMs }: Fate): Promise<boolean> {
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

async function repeat(everyMs: number, goOn: () => boolean, work: () => Promise<unknown>): Promise<void> {
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

/**
 * Waits until nothing is in progress; whenever nothing changes, the clock is moved. What never finishes is left to the checks.
 */
export async function settle(fleet: Fleet, clients: Clients): Promise<void> {
  const end = Date.now() + SETTLE_MS;
  let before = "";
  while (Date.now() < end) {
    const [row] = await fleet.query<{ state: string; open: string }>(restlessness);
    if (Number(row!.open) === 0 && (await clients.readOn()) === 0) return;
    if (row!.state === before) fleet.pass(60_000);
    before = row!.state;
    await delay(CHECK_EVERY_MS);
  }
}
