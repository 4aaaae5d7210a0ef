/**
 * Proof that the checks can fail: deliberate mistakes, each brought to the moment at which it does harm, and the rule that must
 * notice it. The same sequence without the mistake must violate no rule.
 */
import pg from "pg";
import { check, type Findings, type Rule } from "./checks.ts";
import { type Clients, createClients, emptyLedger, type Ledger } from "./clients.ts";
import { delay, type Fleet, openFleet } from "./fleet.ts";
import type { Place } from "./places.ts";
import type { Fault } from "./protocol.ts";
import { seeded } from "./random.ts";
import { settle } from "./storm.ts";

export interface Mutant {
  name: string;
  /** What the mistake is, and when it shows. */
  summary: string;
  fault: Fault;
  database: "pglite" | "postgres";
  caughtBy: Rule;
  /** Brings the processes to that moment and leaves one running without the mistake, or with it if the mistake needs two. */
  drive(scene: Scene): Promise<void>;
}

export interface Scene {
  fleet: Fleet;
  clients: Clients;
  /** Undefined for the trial without the mistake. */
  faults: Fault[] | undefined;
  databaseUrl: string;
}

/** How long to wait for something that must not happen. */
const NOTHING_MS = 400;
const SOMETHING_MS = 120_000;

export const mutants: Mutant[] = [
  {
    name: "acknowledge-early",
    summary: "The bus deletes a message before its consumer has had it; the process dies in between.",
    fault: "bus-acknowledges-early",
    database: "pglite",
    caughtBy: "seen",
    async drive({ fleet, clients, faults }) {
      // The outbox must have deleted the event, or the sweep would make up for the mistake.
      const kill = { at: "deliver", nth: 1, where: "platform-forward", until: "select from outbox" } as const;
      const first = fleet.start(0, { faults, kill });
      const workout = clients.workout();
      await first.ended;
      fleet.start(0);
      await workout;
    },
  },
  {
    name: "acknowledge-early-engine",
    summary: "The engine answers the sender of an event before it has committed it; the process dies in between.",
    fault: "engine-acknowledges-early",
    database: "postgres",
    caughtBy: "runs",
    async drive({ fleet, clients, faults, databaseUrl }) {
      const first = fleet.start(0, { faults });
      await first.ready;
      const held = await holdCommits(databaseUrl);
      const sent = clients.chain("short");
      await held.someoneWaits();
      await Promise.race([sent, delay(faults ? SOMETHING_MS : NOTHING_MS)]);
      first.kill();
      await first.ended;
      await held.release();
      fleet.start(0);
      await sent;
    },
  },
  {
    name: "publish-before-commit",
    summary: "Events are published while their transaction is still open; the process dies before it commits.",
    fault: "early-commit",
    database: "postgres",
    caughtBy: "phantom",
    async drive({ fleet, clients, faults }) {
      const first = fleet.start(0, { faults, kill: { at: "publish", nth: 1 } });
      const workout = clients.workout();
      await first.ended;
      fleet.start(0);
      await workout;
    },
  },
  {
    name: "drop-lease-check",
    summary: "A process fails a step of a run that another one has taken over, and carries out well.",
    fault: "no-lease-check",
    database: "postgres",
    caughtBy: "finished",
    async drive({ fleet, clients, faults }) {
      const both = [fleet.start(0, { faults }), fleet.start(1, { faults })];
      await Promise.all(both.map(({ ready }) => ready));
      await clients.chain("contended");
      const slow = await Promise.race(both.map((worker) => worker.waiting("first").then(() => worker)));
      const other = both.find((worker) => worker !== slow)!;
      // By its clock, the lease of the slow process has expired.
      other.pass(600_000);
      await other.waiting("first");
      slow.shut("first");
      const saved = async () => (await other.query("select from workflow.step")).length > 0;
      if (faults) while (!(await saved())) await delay(10);
      else await delay(NOTHING_MS);
      other.open("first");
      for (const worker of both) worker.open("second");
    },
  },
  {
    name: "skip-inbox",
    summary: "A workflow step leaves no trace of its change; the process dies before the step's result is saved.",
    fault: "no-inbox",
    database: "pglite",
    caughtBy: "effects",
    async drive({ fleet, clients, faults }) {
      const first = fleet.start(0, { faults, kill: { at: "effect", nth: 1 } });
      const workout = clients.workout();
      await first.ended;
      fleet.start(0, { faults });
      await workout;
    },
  },
];

/** Runs the sequence of a mutant in a fresh place, with its mistake or without. */
export async function trial(mutant: Mutant, place: Place, { mistaken }: { mistaken: boolean }): Promise<Findings> {
  const ledger: Ledger = emptyLedger();
  const fleet = await openFleet(place, 2);
  try {
    const clients = createClients(fleet, seeded(1), ledger);
    const faults = mistaken ? [mutant.fault] : undefined;
    await mutant.drive({ fleet, clients, faults, databaseUrl: place.databaseUrl ?? "" });
    await settle(fleet, clients);
    return await check({ ledger, stepsFile: fleet.stepsFile, query: (text) => fleet.query(text) });
  } finally {
    await fleet.close();
  }
}

/** A minute, and more on a busy machine. */
const MOST_LOOKS = 6_000;

/** Blocks the writes of the engine's events, so that any answer meanwhile came too early. */
async function holdCommits(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("begin");
  await client.query("lock table workflow.event in share mode");
  const waiting = "select pid from pg_locks where relation = 'workflow.event'::regclass and not granted";
  return {
    async someoneWaits(): Promise<void> {
      for (let looks = 0; (await client.query(waiting)).rowCount === 0; looks++) {
        if (looks >= MOST_LOOKS) throw new Error("Nobody writes an event of the engine.");
        await delay(10);
      }
    },
    async release(): Promise<void> {
      // The server might still finish the statement of a dead client, which would hide the mistake.
      await client.query(`select pg_terminate_backend(pid) from (${waiting}) w`);
      await client.query("rollback");
      await client.end();
    },
  };
}
